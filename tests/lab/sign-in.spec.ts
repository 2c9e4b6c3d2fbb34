import { labIdentityProvider, signInCases, worldWith } from '../../fixtures/lab/sign-in-stories.ts';
import { identityProviderKinds } from '../../fixtures/lab/world.ts';
import { expect, test } from './lab-test.ts';

/** Always the same ones, so that a red one can be run again; `npm run matrix` runs ten times as many. */
for (const { title, world, outcome, mostSubmissions } of signInCases(20, 20260101)) {
  test(`a sign-in ends as it must, whatever Adobe shows: ${title}`, async ({ probeWorld }) => {
    const { diagnoses, submissions, presses, evidence } = await probeWorld(world, { only: ['prod', 'stage'] });

    expect(
      diagnoses.map((diagnosis) => diagnosis.outcome),
      JSON.stringify(evidence[0]?.journey?.screens),
    ).toEqual([outcome, outcome]);
    expect(diagnoses[0]?.verdict).toBe(outcome === 'signed-in' ? 'pass' : 'inconclusive');
    expect(presses).toEqual([]);
    expect(submissions.length).toBeLessThanOrEqual(mostSubmissions);
    expect(submissions.filter(({ accepted }) => !accepted)).toEqual([]);
  });
}

for (const kind of identityProviderKinds) {
  test(`a refusal by an identity provider (${kind}) is told from one by Adobe, and nobody tries again`, async ({
    probeWorld,
  }) => {
    const identityProvider = { kind, host: labIdentityProvider };
    const world = worldWith({ before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider });

    const { diagnoses, submissions } = await probeWorld(world, {
      only: ['prod', 'stage'],
      variables: { IMS_USER_PASSWORD: 'an old password', IMS_SIGN_IN: 'each' },
    });

    expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['credentials-rejected', 'credentials-rejected']);
    expect(diagnoses[0]?.summary).toContain(`identity provider ${labIdentityProvider}`);
    expect(submissions).toEqual([expect.objectContaining({ accepted: false, by: 'identity-provider' })]);
  });
}

test('an identity provider that nobody named gets nothing typed into it, and is named', async ({ probeWorld }) => {
  const identityProvider = { kind: 'plain', host: labIdentityProvider } as const;
  const world = worldWith({ before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider });

  const { diagnoses, submissions } = await probeWorld(world, {
    only: ['prod'],
    variables: { IMS_USER_IDP_HOSTS: 'login.example.com' },
  });

  expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
  expect(diagnoses[0]?.summary).toContain(labIdentityProvider);
  expect(diagnoses[0]?.summary).toContain('IMS_USER_IDP_HOSTS');
  expect(submissions).toEqual([]);
});
