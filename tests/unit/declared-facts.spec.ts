import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { declaredFacts } from '../../fixtures/evidence/sources/declared.ts';
import { known, soundFacts } from './evidence-builder.ts';
import { leastEnvironment, settingsOf } from './settings-builder.ts';

const at = '2026-01-01T00:00:00.000Z';

function factsOf(environment: Record<string, string> = {}) {
  const stage = { CAMPAIGN_INSTANCES: 'prod,stage', CAMPAIGN_STAGE_URL: 'https://stage.example.com' };
  const { instances } = settingsOf({ ...leastEnvironment, ...stage, ...environment });
  const [prod] = instances;
  if (!prod) throw new Error('No instance.');
  return declaredFacts(prod, instances, at);
}

const secrets: readonly (readonly [string, boolean])[] = [
  ['a clean secret', false],
  ['one with a space within', false],
  [' one that begins with a space', true],
  ['one that ends with a space ', true],
  ['one that ends with a tab\t', true],
];

for (const [secret, hasBlank] of secrets) {
  test(`of “${secret}” no more is kept than that it is there, and ${hasBlank ? 'has' : 'has no'} space at an end`, () => {
    const { clientSecret } = factsOf({ CAMPAIGN_PROD_IMS_CLIENT_SECRET: secret }).externalAccount;
    const fact = { present: true, blankAtAnEnd: hasBlank };
    expect(clientSecret).toEqual({
      known: true,
      value: fact,
      source: 'CAMPAIGN_PROD_IMS_CLIENT_SECRET',
      via: 'declared',
      at,
    });
    const facts = soundFacts();
    facts.externalAccount.clientSecret = known(fact);
    const check = diagnose(facts).checks.find((one) => one.check === 'client-secret');
    expect(check?.detail.includes('begins or ends with a space')).toBe(hasBlank);
  });
}

test('of a secret that is said to be empty it is known that there is none', () => {
  const { clientSecret } = factsOf({ CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'none' }).externalAccount;
  expect(clientSecret).toMatchObject({ known: true, value: { present: false, blankAtAnEnd: false } });
});

test('what is declared is known with its variable; what is not, is not known with the variable that would give it', () => {
  const facts = factsOf({ CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign - ', PROVISIONED_CLIENT_ID: 'C' });
  expect(facts.externalAccount.associationMask).toEqual({
    known: true,
    value: 'Campaign - ',
    source: 'CAMPAIGN_PROD_ASSOCIATION_MASK',
    via: 'declared',
    at,
  });
  expect(facts.externalAccount.scopes).toEqual({
    known: false,
    why: 'not-declared',
    source: 'CAMPAIGN_PROD_IMS_SCOPE',
  });
  expect(facts.instance).toEqual({
    id: 'prod',
    url: 'https://prod.example.com',
    kind: 'production',
    loginPath: '/view/home',
  });
  expect(facts.otherInstances).toEqual([{ id: 'stage', url: 'https://stage.example.com', provisionedClientId: 'C' }]);
  expect(facts.account).toBe('p…@example.com');
  expect(facts).not.toHaveProperty('typesPasswordAt');
  const typing = { IMS_USER_IDP_HOSTS: 'idp.example.com', IMS_USER_IDP_TYPES_PASSWORD: 'idp.example.com' };
  expect(factsOf(typing).typesPasswordAt).toEqual(['idp.example.com']);
  expect(factsOf().otherInstances).toEqual([{ id: 'stage', url: 'https://stage.example.com' }]);
});

const shown = (more: Partial<SecretAnswer>): SecretAnswer => ({
  url: 'https://ims-na1.adobelogin.com',
  clientId: 'Campaign1',
  ...more,
});

interface Answer {
  readonly secret: SecretAnswer;
  readonly status: string;
  readonly detail: string;
}

const answers: Readonly<Record<string, Answer>> = {
  'rejects only the code': {
    secret: shown({ status: 400, error: 'invalid_grant' }),
    status: 'holds',
    detail: 'IMS accepts the stored secret and rejects only the code',
  },
  'rejects the secret': {
    secret: shown({ status: 400, error: 'invalid_client', description: 'invalid client_secret parameter' }),
    status: 'broken',
    detail: 'IMS rejects the stored secret: invalid client_secret parameter',
  },
  'says nothing': {
    secret: shown({ failure: 'ECONNRESET' }),
    status: 'not-declared',
    detail: 'There is a client secret; IMS did not say whether it is the right one: ',
  },
};

for (const [what, { secret, status, detail }] of Object.entries(answers)) {
  test(`where IMS ${what}, the stored secret is ${status}`, () => {
    const requests = { by: 'http', durationMs: 0, hops: [], experiments: [], secret } as const;
    const { checks } = diagnose({ ...soundFacts(), requests: { ...requests, hops: [], experiments: [] } });
    const check = checks.find((one) => one.check === 'client-secret');
    expect(check?.status).toBe(status);
    expect(check?.detail).toContain(detail);
  });
}
