import type { CauseId, Certainty, Outcome } from '../../fixtures/domain/contract.ts';
import { worldWithFaults } from '../../fixtures/lab/faults/index.ts';
import { expect, test } from './lab-test.ts';
import { sampled } from '../nightly.ts';

/** Several faults of one instance: what stopped the login comes first, what would stop the next one follows as latent. */
const together: readonly (readonly [string, Outcome, readonly (readonly [CauseId, Certainty])[]])[] = [
  [
    'callback-http,mask-misspelt',
    'redirected-to-adobe-com',
    [
      ['callback-url', 'confirmed'],
      ['association-mask', 'latent'],
    ],
  ],
  [
    'scope-too-many,client-secret-empty,product-context-wrong',
    'login-page-unreachable',
    [
      ['scopes', 'confirmed'],
      ['client-secret', 'latent'],
      ['product-context', 'latent'],
    ],
  ],
  [
    'ims-server-misspelt,client-id-other,external-account-duplicate',
    'login-page-unreachable',
    [
      ['ims-server-url', 'confirmed'],
      ['client-id', 'confirmed'],
      ['external-account', 'latent'],
    ],
  ],
  [
    'campaign-503,mask-misspelt',
    'campaign-unreachable',
    [
      ['campaign-outage', 'confirmed'],
      ['association-mask', 'latent'],
    ],
  ],
  [
    'restart-old-callback,product-context-wrong',
    'redirected-to-adobe-com',
    [
      ['server-restart', 'suspected'],
      ['product-context', 'latent'],
    ],
  ],
  ['callback-http,mask-case', 'redirected-to-adobe-com', [['callback-url', 'confirmed']]],
];

for (const [index, [named, outcome, causes]] of together.entries()) {
  test(`${named} together`, sampled(3, index), async ({ probeWorld }) => {
    const { diagnoses } = await probeWorld(worldWithFaults(named), { only: ['prod'] });

    const [diagnosis] = diagnoses;
    expect({
      outcome: diagnosis?.outcome,
      verdict: diagnosis?.verdict,
      causes: diagnosis?.causes.map(({ cause, certainty }) => [cause, certainty]),
    }).toEqual({ outcome, verdict: 'fail', causes });
  });
}

test('a fault of one instance leaves the others alone', async ({ probeWorld }) => {
  const { diagnoses } = await probeWorld(worldWithFaults('scope-misspelt@stage,client-id-other@link'));

  expect(diagnoses.map(({ instance, verdict, causes }) => [instance, verdict, causes[0]?.cause])).toEqual([
    ['prod', 'pass', undefined],
    ['stage', 'fail', 'scopes'],
    ['link', 'fail', 'client-id'],
  ]);
});
