import { expect, test } from './unit-test.ts';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import type { CauseId, CheckStatus } from '../../fixtures/domain/contract.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { bareFacts, cameBack, known, signedInAt, soundFacts } from './evidence-builder.ts';

/* What each setting must say where it is wrong, right and not known: the value, the reason, what to do, who can. */

const noRight = cameBack({}, { text: 'Login does not have any right matching the expression' });

function diagnosed(change: (facts: Evidence) => void, taken = noRight): Diagnosis {
  const facts = soundFacts();
  change(facts);
  return diagnose({ ...facts, journey: taken });
}

interface Wrong {
  readonly cause: CauseId;
  readonly change: (facts: Evidence) => void;
  readonly expected: string;
  readonly actual: string;
  /** A whole sentence, or its beginning. */
  readonly reason: string;
  /** Words of the remedy that must be there, and that must not. */
  readonly remedy: readonly string[];
  readonly never?: readonly string[];
  readonly owner: keyof typeof owners;
}

const ims = 'ims-na1.adobelogin.com or adobeid-na1.services.adobe.com';
const setIms = ['Set IMS server to `https://ims-na1.adobelogin.com` in', 'then restart the server'];
const setClient = ['Set IMS client identifier to `Campaign1` in', 'then restart the server'];
const imsServer = (value: string) => (facts: Evidence) => (facts.externalAccount.imsServer = known(value));
const clientId = (value: string) => (facts: Evidence) => (facts.externalAccount.clientId = known(value));
const scopes = (value: string) => (facts: Evidence) => (facts.externalAccount.scopes = known(value));
const enabled =
  (...names: string[]) =>
  (facts: Evidence) =>
    (facts.externalAccount.enabledAccounts = known(names));
const oneAccount = 'exactly one enabled account of this type, named Adobe_Marketing_Cloud or Adobe_Experience_Cloud';
const ofGroups = ['add the test account to a product profile', 'the association mask followed by the internal name'];

const wrong: Readonly<Record<string, Wrong>> = {
  'an IMS server with a space at its end': {
    cause: 'ims-server-url',
    change: imsServer('https://ims-na1.adobelogin.com '),
    expected: ims,
    actual: 'https://ims-na1.adobelogin.com ',
    reason: 'It begins or ends with a space.',
    remedy: setIms,
    owner: 'campaign',
  },
  'no IMS server': {
    cause: 'ims-server-url',
    change: imsServer(''),
    expected: ims,
    actual: '',
    reason: '(empty) isn’t IMS’s production endpoint.',
    remedy: setIms,
    owner: 'campaign',
  },
  'another host in the place of IMS': {
    cause: 'ims-server-url',
    change: imsServer('https://ims.example.com'),
    expected: ims,
    actual: 'https://ims.example.com',
    reason: '“https://ims.example.com” isn’t IMS’s production endpoint.',
    remedy: setIms,
    owner: 'campaign',
  },
  'Adobe’s own stage': {
    cause: 'ims-server-url',
    change: imsServer('https://ims-na1-stg1.adobelogin.com'),
    expected: ims,
    actual: 'https://ims-na1-stg1.adobelogin.com',
    reason: '“ims-na1-stg1.adobelogin.com” is Adobe’s own stage; every customer instance uses production.',
    remedy: setIms,
    owner: 'campaign',
  },
  'a stage that is not Adobe’s': {
    cause: 'ims-server-url',
    change: imsServer('https://login-stg1.example.com'),
    expected: ims,
    actual: 'https://login-stg1.example.com',
    reason: '“https://login-stg1.example.com” isn’t IMS’s production endpoint.',
    remedy: setIms,
    owner: 'campaign',
  },
  'no client': {
    cause: 'client-id',
    change: clientId(''),
    expected: 'Campaign1',
    actual: '',
    reason: '(empty) isn’t the client that Adobe provisioned.',
    remedy: setClient,
    owner: 'campaign',
  },
  'a client with a space at its end': {
    cause: 'client-id',
    change: clientId('Campaign1 '),
    expected: 'Campaign1',
    actual: 'Campaign1 ',
    reason: '“Campaign1 ” isn’t the client that Adobe provisioned.',
    remedy: setClient,
    owner: 'campaign',
  },
  'a client in another case': {
    cause: 'client-id',
    change: clientId('campaign1'),
    expected: 'Campaign1',
    actual: 'campaign1',
    reason: '“campaign1” isn’t the client that Adobe provisioned.',
    remedy: setClient,
    owner: 'campaign',
  },
  'scopes parted by semicolons': {
    cause: 'scopes',
    change: scopes('openid;AdobeID;session'),
    expected: 'only provisioned scopes: openid,AdobeID,session',
    actual: 'openid;AdobeID;session',
    reason: 'Not provisioned: “openid;AdobeID;session”.',
    remedy: ['remove `openid;AdobeID;session`', 'ask Adobe to provision it first'],
    owner: 'campaign',
  },
  'no scopes': {
    cause: 'scopes',
    change: scopes(''),
    expected: 'openid,AdobeID,session',
    actual: '',
    reason: 'There are no scopes.',
    remedy: ['Set IMS scope to `openid,AdobeID,session` in'],
    never: ['remove'],
    owner: 'campaign',
  },
  'a scope too many': {
    cause: 'scopes',
    change: scopes('openid,AdobeID,session,extra'),
    expected: 'only provisioned scopes: openid,AdobeID,session',
    actual: 'extra',
    reason: 'Not provisioned: “extra”.',
    remedy: ['remove `extra`', 'The field then reads `openid,AdobeID,session`', 'ask Adobe to provision it first'],
    never: ['replace'],
    owner: 'campaign',
  },
  'no association mask': {
    cause: 'association-mask',
    change: (facts) => (facts.externalAccount.associationMask = known('')),
    expected: 'a prefix of one of the user’s product profiles',
    actual: '',
    reason: 'The association mask is empty.',
    remedy: ['Compare Association mask in', 'in the Admin Console, which must begin with it', 'restart the server'],
    never: ['To prove it'],
    owner: 'campaign',
  },
  'no product context in Campaign': {
    cause: 'product-context',
    change: (facts) => (facts.externalAccount.productContext = known('')),
    expected: 'dma_campaign on both sides',
    actual: 'dma_campaign in Campaign, dma_campaign_classic provisioned',
    reason: 'Campaign’s side has “dma_campaign”, Adobe’s “dma_campaign_classic”.',
    remedy: [
      'Ask Adobe to set the product context of client `Campaign1` to `dma_campaign`',
      'nothing changes in Campaign',
    ],
    never: ['restart'],
    owner: 'adobe',
  },
  'no enabled external account': {
    cause: 'external-account',
    change: enabled(),
    expected: oneAccount,
    actual: '(none)',
    reason: 'No account of this type is enabled.',
    remedy: ['enable the account `Adobe_Marketing_Cloud` or `Adobe_Experience_Cloud`, or create it', 'then restart'],
    owner: 'campaign',
  },
  'an external account of another name': {
    cause: 'external-account',
    change: enabled('mine'),
    expected: oneAccount,
    actual: 'mine',
    reason: 'The only one is named “mine”.',
    remedy: ['Set Internal name to `Adobe_Marketing_Cloud` in Administration › Platform › External accounts › mine'],
    never: ['create'],
    owner: 'campaign',
  },
  'no operator groups': {
    cause: 'operator-groups',
    change: (facts) => (facts.operatorGroups = known([])),
    expected: 'an operator group with the internal name “admin”',
    actual: '(no operator group)',
    reason:
      'With this mask the user’s groups give “admin”, and Campaign has no operator group with that internal name.',
    remedy: [...ofGroups, 'If the operator group was renamed, restore its internal name'],
    owner: 'campaign',
  },
  'no product profile': {
    cause: 'operator-groups',
    change: (facts) => (facts.dashboardUserGroups = known([])),
    expected: 'a group whose name is the association mask followed by the internal name of an operator group',
    actual: '(no group)',
    reason: 'None of the user’s product profiles belongs to an operator group of this instance.',
    remedy: ['In the Admin Console,', ...ofGroups, 'sign in again'],
    owner: 'console',
  },
};

for (const [what, { cause, change, expected, actual, reason, remedy, never = [], owner }] of Object.entries(wrong)) {
  test(`${what}: ${cause} says what is wrong, what to do and who can`, () => {
    const found = diagnosed(change).causes.find((one) => one.cause === cause);
    expect(found).toMatchObject({ expected, actual, owner: owners[owner] });
    expect(found?.evidence[0]).toBe(reason);
    for (const words of remedy) expect(found?.remedy).toContain(words);
    for (const words of never) expect(found?.remedy).not.toContain(words);
    expect(found?.documentation).toMatch(/^https:\/\/experienceleague\.adobe\.com\/.+#:~:text=/);
  });
}

test('no other setting is accused beside the one that is wrong', () => {
  for (const [what, { cause, change }] of Object.entries(wrong)) {
    const settings = diagnosed(change).causes.flatMap((one) => (one.cause === 'server-restart' ? [] : [one.cause]));
    expect(settings, what).toEqual([cause]);
  }
});

type Said = readonly (readonly [string, CheckStatus, string])[];

const checksOfSound: Said = [
  ['ims-server-url', 'holds', 'is IMS’s production endpoint'],
  ['client-id', 'holds', '“Campaign1” is the provisioned client'],
  ['callback-url', 'holds', '“https://prod.example.com/nl/jsp/ims.jsp” is allow-listed'],
  ['scopes', 'holds', 'All 3 scopes are provisioned'],
  ['client-secret', 'holds', 'the running server redeemed the code, so IMS accepts its secret'],
  ['association-mask', 'holds', '“Campaign - prod - admin” is operator group “admin”'],
  ['operator-groups', 'holds', '“Campaign - prod - admin” is operator group “admin”'],
  ['product-context', 'holds', 'Both sides have “dma_campaign_classic”'],
  ['external-account', 'holds', 'There is exactly one, “Adobe_Marketing_Cloud”'],
  ['server-restart', 'holds', 'IMS server, IMS client identifier, Callback server and IMS scope'],
  ['negative-control', 'not-applicable', 'No request that could be compared reached the sign-in page'],
];
const checksOfBare: Said = [
  ['ims-server-url', 'not-declared', 'The IMS server is not known (NOT_DECLARED)'],
  ['client-id', 'not-declared', 'The client ID is not known (NOT_DECLARED)'],
  ['callback-url', 'not-declared', 'The callback server is not known (NOT_DECLARED)'],
  ['scopes', 'not-declared', 'The scopes are not known (NOT_DECLARED)'],
  ['client-secret', 'not-declared', 'Whether there is a client secret is not known (NOT_DECLARED)'],
  ['association-mask', 'not-declared', 'The association mask is not known (NOT_DECLARED)'],
  ['operator-groups', 'not-declared', 'The user’s product profiles are not known (NOT_DECLARED)'],
  ['product-context', 'not-declared', 'The product context is not known (NOT_DECLARED)'],
  ['external-account', 'not-declared', 'The enabled accounts of this type are not known (NOT_DECLARED)'],
  ['server-restart', 'not-declared', 'No stored or declared value could be compared'],
];

const whole: readonly (readonly [string, Diagnosis, Said])[] = [
  ['where all is declared and right', diagnosed(() => undefined, signedInAt()), checksOfSound],
  ['where nothing is declared', diagnose({ ...bareFacts(), journey: noRight }), checksOfBare],
];

for (const [when, { checks }, said] of whole) {
  for (const [check, status, words] of said) {
    test(`${when}, the section about ${check} is ${status} and says why`, () => {
      const found = checks.find((one) => one.check === check);
      expect(found?.status).toBe(status);
      expect(found?.detail).toContain(words);
    });
  }
}

test('a setting that is right is blamed on the server, which may not have read it', () => {
  const { causes } = diagnosed(() => undefined);
  expect(causes.map(({ cause, certainty }) => [cause, certainty])).toEqual([['server-restart', 'suspected']]);
  const [restart] = causes;
  expect(restart?.expected).toBe('a server that was restarted after the last change of the external account');
  expect(restart?.remedy).toMatch(/^Restart the Campaign server .*it reads the external account only when it starts/);
  expect(restart?.remedy).toContain('correct what is declared for this instance');
  expect(restart?.evidence[0]).toMatch(/^As far as this run knows, the external account is right \(Association mask: /);
  expect(restart?.evidence[1]).toContain(
    '“Login does not have any right matching the expression” (language en, HTTP 200)',
  );
  expect(restart?.owner).toBe(owners.server);
});
