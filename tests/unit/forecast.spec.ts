import { expect, test } from './unit-test.ts';
import { forecast, readingOf, settingsBeside } from '../../fixtures/diagnosis/forecast.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, instanceUrl, known, soundFacts, toCampaign, toIms } from './evidence-builder.ts';

/* What a restart would bring: never more than what is stored and IMS’s answer to it can show. */

const callback = `${instanceUrl}/nl/jsp/ims.jsp`;
const page = (redirectUri: string): ImsAnswer => ({ kind: 'sign-in-page', redirectUri });
const invalidScope: ImsAnswer = { kind: 'error', error: 'invalid_scope', url: `${callback}?error=invalid_scope` };

function storedWith(answer?: ImsAnswer, change: (facts: Evidence) => void = () => undefined): Evidence {
  const facts = soundFacts();
  change(facts);
  const { clientId, scopes } = facts.externalAccount;
  const text = (fact: typeof clientId): string => (fact.known ? fact.value : '');
  return {
    ...facts,
    requests: {
      by: 'http',
      durationMs: 0,
      hops: [toCampaign, toIms],
      authorize: {
        hop: 1,
        kind: 'ims',
        origin: 'https://ims-na1.adobelogin.com',
        clientId: text(clientId),
        redirectUri: callback,
        scopes: text(scopes).split(','),
      },
      authorizePath: '/ims/authorize/v2',
      ...(answer && { answer }),
      experiments: [],
    },
  };
}

const mask = (value: string) => (facts: Evidence) => (facts.externalAccount.associationMask = known(value));
const causesOf = (evidence: Evidence, members?: Parameters<typeof forecast>[1]) =>
  forecast(evidence, members).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);

test('what is stored and right keeps nobody out, and says how IMS takes it', () => {
  const told = forecast(storedWith(page(callback)), undefined);
  expect(told.causes).toEqual([]);
  expect(told.ims).toBe('as-sent');
  expect(told).not.toHaveProperty('summary');
  expect(told).not.toHaveProperty('people');
  expect(told.checks.map(({ check }) => check)).not.toContain('server-restart');
  expect(told.checks.map(({ check }) => check)).not.toContain('negative-control');
  expect(told.checks).toHaveLength(9);
});

test('the answer to the stored request is read, and nothing where it was not tried', () => {
  expect(readingOf(storedWith(invalidScope))).toBe('refused');
  expect(readingOf(storedWith())).toBeUndefined();
  expect(readingOf(soundFacts())).toBeUndefined();
  expect(forecast(storedWith(), undefined)).not.toHaveProperty('ims');
});

test('a wrong setting that no login met is no less than suspected, and never called latent', () => {
  const change = (facts: Evidence) => (facts.externalAccount.enabledAccounts = known([]));
  expect(causesOf(storedWith(page(callback), change))).toEqual(['external-account suspected']);
});

test('a scope that is not provisioned is suspected, and nothing is said of a server that runs', () => {
  const change = (facts: Evidence) => (facts.externalAccount.scopes = known('openid,AdobeID,extra'));
  const { causes } = forecast(storedWith(invalidScope, change), undefined);
  expect(causes.map(({ cause }) => cause)).toEqual(['scopes']);
  expect(causes.flatMap(({ evidence }) => evidence).join(' ')).not.toContain('The running server’s own request');
});

test('of mask and groups no more than a suspicion is told, with the mask as it is stored', () => {
  const [cause, ...others] = forecast(storedWith(page(callback), mask('Campaign  - prod - (.*)')), undefined).causes;
  expect(others).toEqual([]);
  expect(cause).toMatchObject({
    cause: 'association-mask',
    certainty: 'suspected',
    expected: 'Campaign - prod - (.*)',
    actual: 'Campaign  - prod - (.*)',
  });
});

test('where none of the account’s groups meets an operator group, mask and groups are both suspected', () => {
  const change = (facts: Evidence) => (facts.dashboardUserGroups = known(['Photoshop']));
  const causes = causesOf(storedWith(page(callback), change));
  expect(causes.every((cause) => cause.endsWith('suspected'))).toBe(true);
  expect(causes).toContain('operator-groups suspected');
});

test('where mask or groups are not known, nobody is accused of them', () => {
  const { associationMask } = bareFacts().externalAccount;
  expect(
    causesOf(storedWith(page(callback), (facts) => (facts.externalAccount.associationMask = associationMask))),
  ).toEqual([]);
  expect(causesOf(storedWith(page(callback), (facts) => (facts.operatorGroups = bareFacts().operatorGroups)))).toEqual(
    [],
  );
});

const people = [
  { name: 'ann', groups: ['Campaign - prod - admin'] },
  { name: 'ben', groups: ['Campaign - prod - delivery'] },
  { name: 'cid', groups: ['Campaign - prod - admin', 'Campaign - prod - delivery'] },
];
const at = '2026-01-01T00:00:00.000Z';
const told = {
  setting: 'Association mask',
  used: { value: 'x', source: 'Campaign over SOAP', via: 'live', at },
  other: { value: 'Campaign - prod - (.*)', source: 'the package', via: 'file', at },
} as const;

test('where the account gets in and others would lose a group, the mask is suspected with how many they are', () => {
  const change = (facts: Evidence): void => {
    mask('Campaign - prod - a(.*)')(facts);
    facts.operatorGroups = known(['admin', 'delivery', 'dmin']);
    facts.disagreements = [told];
  };
  const { causes, people: foretold } = forecast(storedWith(page(callback), change), people);
  expect(foretold?.losing).toBe(3);
  expect(causes).toHaveLength(1);
  expect(causes[0]).toMatchObject({
    cause: 'association-mask',
    certainty: 'suspected',
    setting: 'Association mask',
    expected: 'Campaign - prod - (.*)',
    actual: 'Campaign - prod - a(.*)',
    owner: owners.campaign,
    evidence: [
      'With “Campaign - prod - (.*)”, which the package still has, 3 of 3 people in the product profiles have operator groups that “Campaign - prod - a(.*)” does not give them.',
    ],
  });
  expect(causes[0]?.remedy).toContain('Set Association mask to `Campaign - prod - (.*)`');
});

test('where nobody loses anything, no mask is accused, whatever another source has', () => {
  const change = (facts: Evidence): void => void (facts.disagreements = [told]);
  expect(causesOf(storedWith(page(callback), change), people)).toEqual([]);
  expect(forecast(storedWith(page(callback), change), people).people?.getting).toBe(3);
});

test('what is stored stands beside what runs, of the secret no more than that there is one', () => {
  const beside = settingsBeside(
    storedWith(page(callback), (facts) => (facts.externalAccount.clientId = known('Campaign1'))),
  );
  expect(beside).toEqual([
    expect.objectContaining({
      id: 'ims-server-url',
      setting: 'IMS server',
      stored: 'https://ims-na1.adobelogin.com',
      agrees: true,
    }),
    { id: 'client-id', setting: 'IMS client identifier', stored: 'Campaign1', running: 'Campaign1', agrees: true },
    expect.objectContaining({ id: 'callback-url', setting: 'Callback server', agrees: true }),
    expect.objectContaining({ id: 'scopes', setting: 'IMS scope', agrees: true }),
    {
      id: 'client-secret',
      setting: 'IMS client secret',
      stored: '(a secret, not shown)',
      running: undefined,
      agrees: undefined,
    },
    {
      id: 'association-mask',
      setting: 'Association mask',
      stored: 'Campaign - prod - (.*)',
      running: undefined,
      agrees: undefined,
    },
  ]);
});

test('an empty secret is empty, and what is not known is not shown as empty', () => {
  const empty = settingsBeside(
    storedWith(
      undefined,
      (facts) => (facts.externalAccount.clientSecret = known({ present: false, blankAtAnEnd: false })),
    ),
  );
  expect(empty.find(({ id }) => id === 'client-secret')?.stored).toBe('');
  const bare = settingsBeside(bareFacts());
  expect(bare.map(({ stored, running }) => [stored, running])).toEqual(
    Array.from({ length: 6 }, () => [undefined, undefined]),
  );
});
