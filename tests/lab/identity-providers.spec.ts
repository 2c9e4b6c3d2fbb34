import { providerCases } from '../../fixtures/lab/identity-provider/flows/index.ts';
import { variablesOf, worldOf } from '../../fixtures/lab/identity-provider/flows/types.ts';
import { expect, test } from './lab-test.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

for (const signIn of providerCases) {
  test(`identity provider: ${signIn.title}`, async ({ probeWorld }) => {
    const { diagnoses, submissions, presses, codes, evidence } = await probeWorld(worldOf(signIn), {
      only: ['prod'],
      variables: variablesOf(signIn),
      patience: { journeyMs: 50_000, answerMs: 15_000 },
    });

    const [diagnosis] = diagnoses;
    const walked = JSON.stringify([evidence[0]?.journey?.screens, evidence[0]?.journey?.ending], null, 1);
    const said = JSON.stringify([diagnosis?.summary, diagnosis?.causes]);
    expect(diagnosis?.outcome, walked).toBe(signIn.outcome);
    expect(diagnosis?.verdict).toBe(signIn.outcome === 'signed-in' ? 'pass' : 'inconclusive');
    for (const pattern of signIn.says ?? []) expect(said).toMatch(pattern);
    for (const pattern of signIn.saysNot ?? []) expect(said).not.toMatch(pattern);
    expect(presses, 'what must never be pressed or typed into').toEqual([]);
    expect(submissions, 'passwords that arrived').toHaveLength(signIn.submissions);
    expect(codes, 'codes that arrived').toHaveLength(signIn.codes ?? 0);
    expect(submissions.filter(({ accepted }) => accepted === (signIn.isOutdated === true))).toEqual([]);
  });
}
