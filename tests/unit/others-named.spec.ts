import { expect, test } from './unit-test.ts';
import { diagnose, withOthersNamed } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import {
  callback,
  callbackUrl,
  journey,
  known,
  signedInAt,
  soundFacts,
  toCampaign,
  toIms,
} from './evidence-builder.ts';
import { investigate, signInPage } from './requests-world.ts';

const fleet: Evidence['otherInstances'] = Array.from({ length: 500 }, (_, index) => ({
  id: `fleet-${String(index)}`,
  url: `https://fleet-${String(index)}.example.com`,
  provisionedClientId: `Client${String(index)}`,
}));
const far = 'https://fleet-417.example.com';

const worlds: readonly (readonly [string, Partial<Evidence>, readonly string[]])[] = [
  ['nothing is named', { journey: signedInAt() }, []],
  [
    'the login ended at another one',
    { journey: journey([toCampaign, toIms], { callback: callback({ kind: 'other-instance', origin: far }) }) },
    ['fleet-417'],
  ],
  [
    'the callback server is another one’s',
    { externalAccount: { ...soundFacts().externalAccount, callbackServer: known(`${far}/`) } },
    ['fleet-417'],
  ],
  [
    'the client is another one’s',
    { externalAccount: { ...soundFacts().externalAccount, clientId: known('Client300') } },
    ['fleet-300'],
  ],
  [
    'client and callback are those of two',
    {
      externalAccount: { ...soundFacts().externalAccount, clientId: known('Client300'), callbackServer: known(far) },
    },
    ['fleet-300', 'fleet-417'],
  ],
];

for (const [what, more, named] of worlds) {
  test(`of a fleet, evidence keeps whom a diagnosis may speak of, and the diagnosis stays the same: ${what}`, () => {
    const whole: Evidence = { ...soundFacts(), ...more, otherInstances: fleet };
    const kept = withOthersNamed(whole);
    expect(kept.otherInstances.map(({ id }) => id)).toEqual(['fleet-0', 'fleet-1', 'fleet-2', ...named]);
    expect(diagnose(kept)).toEqual(diagnose(whole));
  });
}

test('where IMS was asked about others, the same ones are kept, and what it said leads to the same diagnosis', () => {
  for (const redirectUri of [callbackUrl, `${far}/nl/jsp/ims.jsp`, 'https://adobe.com/']) {
    for (const clientId of ['Campaign1', 'Client300']) {
      const { evidence } = investigate({
        sent: { clientId, redirectUri },
        ims: () => signInPage(redirectUri),
        facts: (facts) => {
          facts.otherInstances = [...fleet];
        },
      });
      const kept = withOthersNamed(evidence);
      expect(kept.otherInstances.length).toBeLessThan(6);
      expect(diagnose(kept)).toEqual(diagnose(evidence));
    }
  }
});

test('few other instances are kept as they are', () => {
  const facts = soundFacts();
  expect(withOthersNamed(facts)).toBe(facts);
});
