import { expect, test } from '@playwright/test';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import { experimentInWords } from '../../fixtures/diagnosis/requests/reading.ts';
import { bareFacts, instanceUrl, known } from './evidence-builder.ts';
import { imsHost, investigate, ownCallback, signInPage, usualIms, type Ims, type World } from './requests-world.ts';

/* What is said where nothing is declared and IMS’s answers alone show what is wrong: each sentence, and the requests that
   prove it, as lines that a person can repeat. */

const field =
  'Administration › Platform › External accounts › the account of type Adobe Marketing Cloud / Adobe Experience Cloud';
const sentScopes = ['openid', 'AdobeID', 'session'];
const elsewhere = 'https://www.example.com/';
const dueClient = 'the client ID that Adobe provisioned for this instance';

/** Nothing is declared but the address. */
function bare(facts: Evidence): void {
  const { externalAccount, provisioned, operatorGroups, dashboardUserGroups } = bareFacts();
  Object.assign(facts, { externalAccount, provisioned, operatorGroups, dashboardUserGroups, otherInstances: [] });
}

/** The same of one of two instances. */
function besideStage(facts: Evidence): void {
  bare(facts);
  facts.otherInstances = [{ id: 'stage', url: 'https://stage.example.com' }];
}

/** An IMS that takes one form of the instance’s callback alone. */
const exactIms: Ims = (asked) =>
  usualIms(
    asked.redirectUri === ownCallback || !asked.redirectUri.startsWith(instanceUrl)
      ? asked
      : { ...asked, redirectUri: elsewhere },
  );
/** An IMS that takes none of this instance’s callbacks, and another instance’s. */
const othersIms: Ims = (asked) =>
  asked.redirectUri.startsWith('https://stage.example.com/')
    ? signInPage(asked.redirectUri)
    : usualIms({ ...asked, redirectUri: elsewhere });
const stage: AuthorizeParameters = {
  origin: imsHost,
  path: '/ims/authorize/v2',
  clientId: 'Campaign1',
  redirectUri: 'https://stage.example.com/nl/jsp/ims.jsp',
  scopes: ['openid'],
};

/** A request of the instance and the answer to it, as the report has it. */
const line = (ims: Ims, more: Partial<AuthorizeParameters> = {}): string => {
  const parameters = { ...stage, redirectUri: ownCallback, scopes: sentScopes, ...more };
  return experimentInWords({ parameters, answer: ims(parameters) });
};

interface Said {
  readonly outcome: string;
  readonly summary: RegExp;
  readonly needsLogin?: boolean;
  /** The causes in their order. */
  readonly causes: readonly object[];
  /** Lines of the first cause’s proof. */
  readonly proof: readonly string[];
  readonly silent?: readonly RegExp[];
}

const refused = /^IMS does not show the Adobe ID sign-in page: it refuses the request that Campaign sends\.$/;
const replaced =
  /^IMS does not accept the callback: the user would be sent to www\.adobe\.com and not back to Campaign\.$/;

const worlds: Readonly<Record<string, readonly [World, Said]>> = {
  'a scope too many': [
    { facts: bare, sent: { scopes: ['openid', 'AdobeID', 'dam-read'] } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'scopes',
          certainty: 'confirmed',
          expected: 'only scopes that IMS accepts for client `Campaign1`: openid,AdobeID',
          actual: 'dam-read',
          remedy: `In IMS scope of ${field}, remove \`dam-read\`, then restart the server. The field then reads \`openid,AdobeID\`. If users need a scope that IMS rejects, ask Adobe to provision it first.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS rejects “dam-read” for client “Campaign1”.',
        line(usualIms, { scopes: ['openid', 'AdobeID', 'dam-read'] }),
        line(usualIms, { scopes: ['openid'] }),
        'Refused on their own: dam-read.',
        'The running server’s own request is answered with error=invalid_scope.',
      ],
    },
  ],
  'a scope that is misspelt': [
    { facts: bare, sent: { scopes: ['openid', 'read_organisation'] } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'scopes',
          actual: 'read_organisation',
          remedy: `In IMS scope of ${field}, replace \`read_organisation\` with \`read_organizations\`, then restart the server. The field then reads \`openid,read_organizations\`.`,
        },
      ],
      proof: [
        'IMS rejects “read_organisation” (a misspelling of “read_organizations”) for client “Campaign1”.',
        'IMS rejects `read_organisation` and accepts `read_organizations`.',
      ],
      silent: [/provision it first/, /there may be more/, /at least/],
    },
  ],
  'a callback over http': [
    { facts: bare, ims: exactIms, sent: { redirectUri: ownCallback.replace('https:', 'http:') } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          certainty: 'confirmed',
          expected: ownCallback,
          actual: ownCallback.replace('https:', 'http:'),
          remedy: `Set Callback server to \`${instanceUrl}\` in ${field}, then restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        `IMS accepts ${ownCallback}, but the server sends ${ownCallback.replace('https:', 'http:')}.`,
        line(exactIms, { redirectUri: ownCallback.replace('https:', 'http:') }),
        line(exactIms),
      ],
    },
  ],
  'a path that Campaign itself puts behind it': [
    { facts: bare, ims: exactIms, sent: { redirectUri: `${ownCallback}/` } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          expected: `${ownCallback}/, allow-listed by Adobe`,
          actual: `IMS accepts only ${ownCallback}`,
          remedy: `Ask Adobe to add \`${ownCallback}/\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
          owner: owners.adobe,
        },
      ],
      proof: [`IMS accepts ${ownCallback}, but the server sends ${ownCallback}/.`],
    },
  ],
  'a callback that IMS takes in no form, as it may take none at all': [
    { facts: bare, ims: (asked) => usualIms({ ...asked, redirectUri: elsewhere }) },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      needsLogin: true,
      causes: [
        { cause: 'client-id', certainty: 'suspected' },
        { cause: 'callback-url', certainty: 'suspected', expected: `${ownCallback}, allow-listed by Adobe` },
      ],
      proof: [
        'Either this client is not this instance’s, or its list of callback URLs lacks this address: Adobe, who provisioned both, can say which.',
        'This run did not see IMS accept any callback, so it may say the same of every one; another instance whose login works would show it.',
      ],
      silent: [/Instance “/],
    },
  ],
  'a callback that IMS takes in no form, and another instance’s it takes': [
    { facts: besideStage, ims: othersIms, others: { stage } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        { cause: 'client-id', certainty: 'suspected' },
        { cause: 'callback-url', certainty: 'suspected' },
      ],
      proof: ['Instance “stage” sends the same client, and IMS accepts it there.', line(othersIms)],
      silent: [/did not see IMS accept any callback/],
    },
  ],
  'a callback that IMS takes in no form for the client that Adobe provisioned': [
    {
      facts: (facts) => {
        besideStage(facts);
        facts.provisioned.clientId = known('Campaign1');
      },
      ims: othersIms,
      others: { stage },
    },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          certainty: 'confirmed',
          expected: `${ownCallback}, allow-listed by Adobe`,
          actual: 'a callback that IMS does not accept for this client',
          remedy: `Ask Adobe to add \`${ownCallback}\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
          owner: owners.adobe,
        },
      ],
      proof: [
        `IMS knows client “Campaign1”, but accepts ${ownCallback} for it in none of its forms.`,
        line(othersIms),
        line(othersIms, { redirectUri: `${ownCallback}/` }),
      ],
      silent: [/Either this client/],
    },
  ],
  'a client that is another instance’s': [
    {
      facts: (facts) => {
        bare(facts);
        facts.otherInstances = [{ id: 'stage', url: 'https://stage.example.com', provisionedClientId: 'Campaign1' }];
      },
      ims: othersIms,
      others: { stage },
    },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [{ cause: 'client-id' }, { cause: 'callback-url' }],
      proof: [
        '“Campaign1” is the client that Adobe provisioned for instance “stage”, and IMS does not accept this instance’s callback for it.',
      ],
    },
  ],
  'a client that IMS says it does not know': [
    {
      facts: bare,
      sent: { clientId: 'Nope' },
      ims: (asked) =>
        asked.clientId === 'Campaign1'
          ? usualIms(asked)
          : { kind: 'error', error: 'invalid_client', description: 'unknown', url: ownCallback },
    },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'client-id',
          certainty: 'confirmed',
          expected: dueClient,
          actual: 'Nope',
          remedy: `Compare IMS client identifier in ${field} with ${dueClient}; if you change it, restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS does not know the client “Nope”.',
        'IMS itself says that it is the client, and says the same of a client that certainly does not exist.',
      ],
    },
  ],
  'a client of which IMS says what it says of one that does not exist': [
    { facts: bare, sent: { clientId: 'Nope' } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      needsLogin: true,
      causes: [{ cause: 'client-id', certainty: 'suspected', actual: 'Nope (sent by the running server)' }],
      proof: [
        'IMS does not know the client “Nope”, as it seems: IMS says the same of a client that certainly does not exist.',
        'This run did not see how IMS answers a wrong scope or a wrong callback of a client that it knows, so it may say the same of those; another instance whose login works would show it.',
        line(usualIms, { clientId: 'Nope' }),
        line(usualIms, { clientId: 'campaign-login-probe-no-such-client' }),
      ],
    },
  ],
  'the same, and another instance shows that IMS says something else of a wrong scope and a wrong callback': [
    { facts: besideStage, sent: { clientId: 'Nope' }, others: { stage: { ...stage, redirectUri: ownCallback } } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [{ cause: 'client-id', certainty: 'confirmed', actual: 'Nope' }],
      proof: [
        'IMS does not know the client “Nope”.',
        'IMS says the same of a client that certainly does not exist, and answers a wrong scope and a wrong callback of a client that it knows differently.',
        line(usualIms, { scopes: ['openid', 'campaign_login_probe_no_such_scope'] }),
        line(usualIms, { scopes: ['openid'], redirectUri: 'https://campaign-login-probe.invalid/callback' }),
      ],
      silent: [/as it seems/],
    },
  ],
  'an address of IMS that ends with a slash, which IMS minds': [
    {
      facts: bare,
      sent: { path: '//ims/authorize/v2' },
      ims: (asked) => (asked.path.startsWith('//') ? { kind: 'page', status: 404, text: '' } : usualIms(asked)),
    },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'ims-server-url',
          certainty: 'confirmed',
          expected: imsHost,
          actual: `${imsHost}/`,
          remedy: `Set IMS server to \`${imsHost}\` in ${field}, then restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS rejects the path “//ims/authorize/v2” that the server asks for, and accepts it with one slash: the address ends with a slash, and the server adds its own.',
        line(usualIms),
      ],
    },
  ],
  'a server of Adobe’s own stage': [
    {
      facts: bare,
      sent: { origin: 'https://ims-na1-stg1.adobelogin.com' },
      ims: (asked) => (asked.origin === imsHost ? usualIms(asked) : { kind: 'page', status: 404, text: '' }),
    },
    {
      outcome: 'login-page-unreachable',
      summary: /the login is sent to ims-na1-stg1\.adobelogin\.com, which is not IMS’s production endpoint\.$/,
      causes: [{ cause: 'ims-server-url', certainty: 'confirmed', actual: 'https://ims-na1-stg1.adobelogin.com' }],
      proof: [line(usualIms)],
    },
  ],
};

for (const [what, [world, said]] of Object.entries(worlds)) {
  test(`of ${what} IMS’s answers are told, what they show, and no more`, () => {
    const { diagnosis, needsLogin } = investigate(world);
    expect(diagnosis.outcome).toBe(said.outcome);
    expect(diagnosis.summary).toMatch(said.summary);
    expect(diagnosis.decidedBy).toBe('request');
    expect(needsLogin).toBe(said.needsLogin ?? false);
    expect(diagnosis.causes).toHaveLength(said.causes.length);
    expect(diagnosis.causes).toMatchObject([...said.causes]);
    expect(diagnosis.causes[0]?.evidence).toEqual(expect.arrayContaining([...said.proof]));
    for (const words of said.silent ?? []) {
      expect(diagnosis.causes.map(({ evidence, remedy }) => [...evidence, remedy].join(' ')).join(' ')).not.toMatch(
        words,
      );
    }
  });
}

test('a slash at the end of the address of IMS accuses nobody where IMS does not mind', () => {
  expect(investigate({ facts: bare, sent: { path: '//ims/authorize/v2' } }).diagnosis.causes).toEqual([]);
});

const foundIn = (world: World): readonly string[] =>
  (investigate(world).diagnosis.found ?? []).map(
    ({ setting, value, isTaken, request }) => `${setting} ${value} ${isTaken}: ${request ?? '-'}`,
  );

test('of each value that the server sends is said what IMS makes of it, by the request that shows it', () => {
  const scopes = ['openid', 'AdobeID', 'dam-read'];
  const openid = line(usualIms, { scopes: ['openid'] });
  expect(foundIn({ facts: bare, sent: { scopes } })).toEqual([
    `IMS server ${imsHost} yes: ${openid}`,
    `IMS client identifier Campaign1 yes: ${openid}`,
    `Callback server ${ownCallback} yes: ${openid}`,
    `IMS scope ${scopes.join(',')} no: ${line(usualIms, { scopes })}`,
  ]);
});

test('a value comes with the time of the request that shows it, and one that nothing shows with neither', () => {
  const [answeredAt, at] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z'];
  const foundAt = (world: World) => {
    const { evidence } = investigate(world);
    const { requests } = evidence;
    if (!requests) throw new Error('Nothing was asked');
    const experiments = requests.experiments.map((one) => ({ ...one, at }));
    return diagnose({ ...evidence, requests: { ...requests, answeredAt, experiments } }).found;
  };
  const scopes = ['openid', 'AdobeID', 'dam-read'];
  const [request, own] = [line(usualIms, { scopes: ['openid'] }), line(usualIms, { scopes })];
  expect(foundAt({ facts: bare, sent: { scopes } })).toStrictEqual([
    { setting: 'IMS server', value: imsHost, isTaken: 'yes', request, at },
    { setting: 'IMS client identifier', value: 'Campaign1', isTaken: 'yes', request, at },
    { setting: 'Callback server', value: ownCallback, isTaken: 'yes', request, at },
    { setting: 'IMS scope', value: scopes.join(), isTaken: 'no', request: own, at: answeredAt },
  ]);
  expect(foundAt({ facts: bare, sent: { clientId: 'Nope' } })?.[0]).toStrictEqual({
    setting: 'IMS server',
    value: imsHost,
    isTaken: 'not-known',
  });
});

test('where enough was asked and not all is known, the scopes that are named are at least these', () => {
  // Every other one is too many.
  const many = Array.from({ length: 24 }, (_, index) => `${index % 2 === 0 ? 'right' : 'extra'}_${String(index)}`);
  const ims: Ims = (asked) =>
    usualIms({ ...asked, scopes: asked.scopes.filter((scope) => !scope.startsWith('right_')) });
  const [cause] = investigate({ facts: bare, ims, sent: { scopes: ['openid', ...many] } }).diagnosis.causes;
  expect(cause?.evidence[0]).toMatch(/; there may be more\.$/);
  expect(cause?.evidence.join(' ')).toMatch(/Refused on their own: .* \(at least these\)\./);
});

test('what IMS makes of the values beside a client that it does not know is not known', () => {
  expect(foundIn({ facts: bare, sent: { clientId: 'Nope' } })).toEqual([
    `IMS server ${imsHost} not-known: -`,
    'IMS client identifier Nope not-known: -',
    `Callback server ${ownCallback} not-known: -`,
    'IMS scope openid,AdobeID,session not-known: -',
  ]);
});

test('of a callback of another origin is not said that IMS takes it for this instance', () => {
  const redirectUri = 'https://stage.example.com/cb';
  const found = foundIn({ facts: bare, sent: { redirectUri }, ims: ({ redirectUri: to }) => signInPage(to) });
  expect(found[2]).toBe(`Callback server ${redirectUri} not-known: -`);
});

const answers: readonly (readonly [ImsAnswer, string])[] = [
  [{ kind: 'sign-in-page', redirectUri: ownCallback }, 'the sign-in page, callback as sent.'],
  [
    { kind: 'sign-in-page', redirectUri: elsewhere, debugId: 'id-2' },
    `the sign-in page, with ${elsewhere} in place of the callback (x-debug-id id-2).`,
  ],
  [{ kind: 'sign-in-page' }, 'the sign-in page, which does not say where a code would go.'],
  [{ kind: 'error', error: 'invalid_scope', url: ownCallback }, 'error=invalid_scope.'],
  [
    { kind: 'error', error: 'x', description: 'why', url: ownCallback, debugId: 'id-3' },
    'error=x (“why”) (x-debug-id id-3).',
  ],
  [
    { kind: 'error', error: '', url: 'https://ims.example.com/error' },
    'a page of errors (https://ims.example.com/error).',
  ],
  [{ kind: 'sent-away', to: 'other', url: elsewhere }, `a redirect to ${elsewhere}.`],
  [{ kind: 'page', status: 400, text: '' }, 'a page in place of the sign-in (HTTP 400, empty).'],
  [
    { kind: 'page', status: 400, text: 'x'.repeat(200) },
    `a page in place of the sign-in (HTTP 400: “${'x'.repeat(120)}”).`,
  ],
  [{ kind: 'no-answer', failure: 'socket hang up' }, 'no HTTP answer (socket hang up).'],
];

test('a request is a line that a person can repeat, with IMS’s answer and its id for Adobe', () => {
  const parameters = { ...stage, clientId: 'a b', redirectUri: 'https://prod.example.com/?x=1', scopes: ['a', 'b+c'] };
  const request =
    'Sent without a user: GET https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=a%20b&redirect_uri=https%3A%2F%2Fprod.example.com%2F%3Fx%3D1&scope=a,b%2Bc&response_type=code is answered with ';
  expect(experimentInWords({ parameters, answer: { kind: 'error', error: 'invalid_scope', url: '' } })).toBe(
    `${request}error=invalid_scope.`,
  );
  for (const [answer, said] of answers) {
    expect(line(() => answer).replace(/^.* is answered with /, '')).toBe(said);
  }
});
