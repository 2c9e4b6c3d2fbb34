import type { TestDetails } from '@playwright/test';
import type { SignInCase } from '../../fixtures/lab/sign-in-stories.ts';
import { expect, test } from './lab-test.ts';

/** Makes the test of one way in which Adobe may show a sign-in: it ends as it must, and nothing is done twice. */
export function testSignIn({ title, world, outcome, mostSubmissions }: SignInCase, details: TestDetails = {}): void {
  test(`a sign-in ends as it must, whatever Adobe shows: ${title}`, details, async ({ probeWorld }) => {
    const { diagnoses, submissions, presses, evidence } = await probeWorld(world, { only: ['prod', 'stage'] });

    const walked = JSON.stringify(evidence[0]?.journey?.screens);
    expect(
      diagnoses.map((diagnosis) => diagnosis.outcome),
      walked,
    ).toEqual([outcome, outcome]);
    expect(diagnoses[0]?.verdict).toBe(outcome === 'signed-in' ? 'pass' : 'inconclusive');
    expect(presses).toEqual([]);
    expect(submissions.length).toBeLessThanOrEqual(mostSubmissions);
    expect(submissions.filter(({ accepted }) => !accepted)).toEqual([]);
  });
}
