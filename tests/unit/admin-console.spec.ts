import { expect, test } from './unit-test.ts';
import { isCampaigns, readConsole } from '../../fixtures/evidence/sources/console/index.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import { ScriptedClient, type Scripted } from './scripted-client.ts';

const base = 'https://usermanagement.adobe.io/v2/usermanagement';

interface Console {
  readonly token: Scripted;
  readonly user: Scripted;
  /** Each page of the listing of groups. */
  readonly groups: readonly Scripted[];
  /** Who is in which profile, by the path after the profile’s name. */
  readonly members: Readonly<Record<string, readonly Scripted[]>>;
}

const json = (value: unknown): Scripted => ({ body: JSON.stringify(value) });
const userWith = (...groups: readonly string[]): Scripted =>
  json({ result: 'success', user: { status: 'active', type: 'federatedID', groups } });
const profile = (groupName: string, more: object = {}): object => ({
  type: 'PRODUCT_PROFILE',
  groupName,
  productName: 'Adobe Campaign Classic',
  ...more,
});
const listing = (...groups: readonly object[]): readonly Scripted[] => [json({ lastPage: true, groups })];
const members = (...emails: readonly string[]): readonly Scripted[] => [
  json({ lastPage: true, users: emails.map((email) => ({ email })) }),
];

const sound: Console = {
  token: json({ access_token: 'a-token' }),
  user: userWith('Campaign - prod - admin'),
  groups: listing(profile('Campaign - prod - admin')),
  members: {},
};

async function readingOf(more: Partial<Console>) {
  const client = new ScriptedClient(({ url }) => {
    if (!url.startsWith(base)) return more.token ?? sound.token;
    const [kind, , page, name = ''] = new URL(url).pathname.split('/').slice(3).map(decodeURIComponent);
    if (kind === 'organizations') return more.user ?? sound.user;
    if (kind === 'groups') return (more.groups ?? sound.groups)[Number(page)] ?? { status: 404 };
    return (more.members ?? sound.members)[name]?.[Number(page)] ?? json({ lastPage: true });
  });
  const shared: string[] = [];
  const reading = await readConsole(
    {
      settings: {
        client: { clientId: 'key', clientSecret: new Secret('hush'), scopes: ['openid'] },
        organisationId: 'ABC@AdobeOrg',
      },
      email: new Secret('probe+1@example.com'),
      proxy: undefined,
      answerMs: 1000,
      shared: (key, make) => {
        shared.push(key);
        return make();
      },
    },
    client,
  );
  expect(client.isClosed).toBe(true);
  return { client, shared, ...reading };
}

test('the groups of the account are read with its type and status; the listing is asked once for all accounts', async () => {
  const { report, facts, client, shared } = await readingOf({});
  expect(report).toEqual({
    source: 'the Admin Console',
    via: 'live',
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    read: true,
    detail: 'read 1 groups and profiles, 0 of them through a user group',
    variables: ['UMAPI_CLIENT_ID', 'UMAPI_CLIENT_SECRET', 'IMS_ORG_ID'],
  });
  expect(facts.dashboardUserGroups).toMatchObject({ known: true, value: ['Campaign - prod - admin'], via: 'live' });
  expect(facts.consoleAccount).toMatchObject({ value: { type: 'federatedID', status: 'active', unlicensed: [] } });
  expect([facts.externalAccount, facts.provisioned]).toEqual([{}, {}]);
  expect(shared).toEqual(['groups']);
  expect(client.sent.slice(1)).toEqual([
    {
      url: `${base}/organizations/ABC@AdobeOrg/users/probe%2B1%40example.com`,
      headers: { authorization: 'Bearer a-token', 'x-api-key': 'key' },
    },
    { url: `${base}/groups/ABC@AdobeOrg/0`, headers: { authorization: 'Bearer a-token', 'x-api-key': 'key' } },
  ]);
});

const refusals: readonly (readonly [string, Partial<Console>, string])[] = [
  [
    'no token',
    { token: { status: 400, body: '{"error":"invalid_client"}' } },
    'IMS gave the technical account no token (HTTP 400: invalid_client)',
  ],
  [
    'no such user',
    { user: { status: 404 } },
    'it has no active user with the account’s address: unknown, disabled, or in another organisation',
  ],
  [
    'HTTP 400',
    { user: { status: 400 } },
    'it answered HTTP 400 (IMS_ORG_ID is not the organisation of this credential)',
  ],
  ['HTTP 401', { user: { status: 401 } }, 'it answered HTTP 401 (the credential or IMS_ORG_ID is not right)'],
  [
    'HTTP 403',
    { user: { status: 403 } },
    'it answered HTTP 403 (the credential has no permission to use the User Management API)',
  ],
  ['HTTP 500', { user: { status: 500 } }, 'it answered HTTP 500'],
  ['silence', { user: { failure: 'ECONNRESET' } }, 'no answer came (ECONNRESET)'],
  ['no JSON', { user: { body: '<html/>' } }, 'it answered with something other than JSON'],
  ['a body that breaks off', { user: { body: new Error('words') } }, 'it answered with something other than JSON'],
  [
    'JSON of another shape',
    { user: json({ users: [] }) },
    'its answer does not have the shape of the User Management API’s',
  ],
  [
    'a long pause that it asks for',
    { user: { status: 429, retryAfter: 91 } },
    'it throttles (HTTP 429) and asks to wait 91 s, which is longer than this run waits',
  ],
  [
    'a listing without an end',
    { groups: Array.from({ length: 50 }, () => json({ lastPage: false })) },
    'it lists more than 50 pages of groups',
  ],
];

for (const [what, more, detail] of refusals) {
  test(`${what} leaves the account’s groups unreadable, and says why`, async () => {
    const { report, facts } = await readingOf(more);
    expect(report).toMatchObject({ read: false, detail });
    const fact = { known: false, why: 'unreadable', source: `the Admin Console: ${detail}` };
    expect(facts).toEqual({ externalAccount: {}, provisioned: {}, dashboardUserGroups: fact, consoleAccount: fact });
  });
}

test('a short pause that it asks for is made, and then it is asked again', async () => {
  let asked = 0;
  const user = userWith('Campaign - prod - admin');
  const { report } = await readingOf({
    get user() {
      asked += 1;
      return asked === 1 ? { status: 429, retryAfter: 0 } : user;
    },
  });
  expect(report.read).toBe(true);
});

test('pauses count together: a long one after others is longer than this run waits', async () => {
  let asked = 0;
  const { report } = await readingOf({
    get user() {
      asked += 1;
      return { status: 429, retryAfter: asked === 1 ? 0 : 90 };
    },
  });
  expect(asked).toBe(2);
  expect(report.detail).toBe('it throttles (HTTP 429) and asks to wait 90 s, which is longer than this run waits');
});

test('every page of the listing is read, up to the last one', async () => {
  const groups = [
    json({ lastPage: false, groups: [profile('Campaign - prod - x')] }),
    ...listing(profile('Campaign - prod - admin')),
  ];
  const { client, report } = await readingOf({ groups });
  expect(report.read).toBe(true);
  expect(client.sent.filter(({ url }) => url.startsWith(`${base}/groups`)).map(({ url }) => url.at(-1))).toEqual([
    '0',
    '1',
  ]);
});

const kinds: readonly (readonly [string, object | undefined, boolean])[] = [
  ['Campaign - prod - admin', profile('Campaign - prod - admin'), true],
  ['Campaign - prod - admin', undefined, true],
  ['Marketing', { type: 'USER_GROUP', groupName: 'Marketing' }, true],
  ['Somebody’s role', { type: 'SYSADMIN_GROUP', groupName: 'Somebody’s role' }, false],
  ...[
    '_org_admin',
    '_deployment_admin',
    '_support_admin',
    '_admin_x',
    '_product_admin_x',
    '_profile_admin_x',
    '_user_admin_x',
    '_developer_x',
    '_group_admin_x',
  ].map((name) => [name, undefined, false] as const),
  ['_organisation', undefined, true],
  ['my _admin_ group', undefined, true],
  ['my_org_admin', undefined, true],
  ['_org_administration', undefined, true],
  ['_admin_ of a profile', profile('_admin_ of a profile'), true],
];

for (const [name, listed, counts] of kinds) {
  test(`“${name}”, ${listed ? `listed as ${JSON.stringify(listed)}` : 'which nothing lists'}, ${counts ? 'is' : 'is not'} a group of the account`, async () => {
    const { facts } = await readingOf({ user: userWith(name), groups: listing(...(listed ? [listed] : [])) });
    expect(facts.dashboardUserGroups).toMatchObject({ value: counts ? [name] : [] });
  });
}

test('what comes through a user group is found by asking who is in each profile, Campaign’s first', async () => {
  const { report, facts, client } = await readingOf({
    user: userWith('Marketing'),
    groups: listing(
      { type: 'USER_GROUP', groupName: 'Marketing' },
      profile('Analytics', { productName: 'Adobe Analytics' }),
      profile('Campaign - prod - admin', { productName: '' }),
    ),
    members: {
      'Campaign - prod - admin': members('other@example.com', 'PROBE+1@example.com'),
      Analytics: members('other@example.com'),
    },
  });
  expect(facts.dashboardUserGroups).toMatchObject({ value: ['Marketing', 'Campaign - prod - admin'] });
  expect(report.detail).toBe('read 2 groups and profiles, 1 of them through a user group');
  expect(client.sent.slice(3).map(({ url }) => url)).toEqual([
    `${base}/users/ABC@AdobeOrg/0/Campaign%20-%20prod%20-%20admin?directOnly=false`,
    `${base}/users/ABC@AdobeOrg/0/Analytics?directOnly=false`,
  ]);
});

test('where the account has profiles of its own and no user group, nobody else’s are asked about', async () => {
  const { client } = await readingOf({ groups: listing(profile('Campaign - prod - admin'), profile('Campaign - x')) });
  expect(client.sent.filter(({ url }) => url.startsWith(`${base}/users`))).toEqual([]);
});

test('an account without any group is looked for in every profile', async () => {
  const { facts } = await readingOf({
    user: json({ user: {} }),
    members: { 'Campaign - prod - admin': members('probe+1@example.com') },
  });
  expect(facts.dashboardUserGroups).toMatchObject({ value: ['Campaign - prod - admin'] });
  expect(facts.consoleAccount).toMatchObject({ value: { type: 'unknown', status: 'unknown' } });
});

const many = (count: number, productName: string) =>
  Array.from({ length: count }, (_, index) => profile(`p${String(index)}`, { productName }));

test('more of Campaign’s profiles than may be asked about leave the groups unreadable, with what to do', async () => {
  const { report } = await readingOf({ user: userWith(), groups: listing(...many(17, 'Campaign')) });
  expect(report).toMatchObject({
    read: false,
    detail:
      'the account is in a user group, and 2 product profiles, more than the API may be asked about, could come through it; unset UMAPI_CLIENT_ID and list the groups in CAMPAIGN_<ID>_DASHBOARD_USER_GROUPS',
  });
});

test('more profiles of other products are left, and that is said', async () => {
  const { report } = await readingOf({ user: userWith(), groups: listing(...many(17, 'Analytics')) });
  expect(report).toMatchObject({
    read: true,
    detail:
      'read 0 groups and profiles, 0 of them through a user group; 2 profiles of other products were not asked about',
  });
});

const quotas: readonly (readonly [object, boolean])[] = [
  [{ memberCount: 11, licenseQuota: '10' }, true],
  [{ memberCount: 11, licenseQuota: 10 }, true],
  [{ memberCount: 10, licenseQuota: '10' }, false],
  [{ memberCount: 11, licenseQuota: 'UNLIMITED' }, false],
  [{ licenseQuota: '10' }, false],
];

for (const [quota, isAsked] of quotas) {
  test(`of a profile with ${JSON.stringify(quota)} it is ${isAsked ? 'asked' : 'not asked'} who has no licence`, async () => {
    const { facts, client } = await readingOf({
      groups: listing(profile('Campaign - prod - admin', quota)),
      members: { 'Campaign - prod - admin': members('probe+1@example.com') },
    });
    expect(facts.consoleAccount).toMatchObject({ value: { unlicensed: isAsked ? ['Campaign - prod - admin'] : [] } });
    expect(client.sent.some(({ url }) => url.endsWith('?directOnly=false&status=inactive'))).toBe(isAsked);
  });
}

test('a profile is Campaign’s by its product or by its own name', () => {
  expect(isCampaigns({ groupName: 'x', productName: 'Adobe Campaign' })).toBe(true);
  expect(isCampaigns({ groupName: 'CAMPAIGN x' })).toBe(true);
  expect(isCampaigns({ groupName: 'x', productName: 'Analytics' })).toBe(false);
});
