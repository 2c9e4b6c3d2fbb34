import type { TestDetails } from '@playwright/test';
import { variablesOf, worldOf, type ProviderCase } from '../../fixtures/lab/identity-provider/flows/types.ts';
import type { Patience } from '../../fixtures/evidence/journey/index.ts';
import { expect, test } from './lab-test.ts';

/** The lab’s own pages are there at once, on a busy machine as well. */
const labForms: Partial<Patience> = { journeyMs: 50_000, answerMs: 15_000 };

/** How a case is tried. */
interface ProviderTry {
  readonly patience?: Partial<Patience>;
  /** Tells one try of several from the others. */
  readonly name?: string;
  readonly details?: TestDetails;
}

/**
 * Signs in by one way that an identity provider may have, and holds what is done and said against what is to be.
 */
export function testProviderCase(
  signIn: ProviderCase,
  { patience = labForms, name = '', details = {} }: ProviderTry = {},
): void {
  test(`identity provider: ${signIn.title}${name}`, details, async ({ probeWorld }) => {
    const { diagnoses, submissions, presses, codes, evidence } = await probeWorld(worldOf(signIn), {
      only: ['prod'],
      variables: variablesOf(signIn),
      patience,
    });

    const [diagnosis] = diagnoses;
    const walked = JSON.stringify([evidence[0]?.journey?.screens, evidence[0]?.journey?.ending], null, 1);
    const said = JSON.stringify([diagnosis?.summary, diagnosis?.causes]);
    expect(diagnosis?.outcome, walked).toBe(signIn.outcome);
    expect(diagnosis?.verdict).toBe(signIn.outcome === 'signed-in' ? 'pass' : 'inconclusive');
    for (const pattern of signIn.says ?? []) expect(said, walked).toMatch(pattern);
    for (const pattern of signIn.saysNot ?? []) expect(said).not.toMatch(pattern);
    expect(presses, `what must never be pressed or typed into: ${walked}`).toEqual([]);
    expect(submissions, 'passwords that arrived').toHaveLength(signIn.submissions);
    expect(codes, 'codes that arrived').toHaveLength(signIn.codes ?? 0);
    expect(submissions.filter(({ accepted }) => accepted === (signIn.isOutdated === true))).toEqual([]);
  });
}
