import { expect, test } from './unit-test.ts';
import { readMembers } from '../../fixtures/evidence/sources/console/members.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import { ScriptedClient, type Scripted } from './scripted-client.ts';

/* Who is in Campaign’s product profiles, as the preflight asks before something is changed for all of them. */

const base = 'https://usermanagement.adobe.io/v2/usermanagement';
const json = (value: unknown): Scripted => ({ body: JSON.stringify(value) });
const profile = (groupName: string, more: object = {}): object => ({ type: 'PRODUCT_PROFILE', groupName, ...more });

/** What is said of an organisation with these groups, and with these pages of members of each profile. */
async function membersOf(groups: readonly object[], pages: Readonly<Record<string, readonly Scripted[]>> = {}) {
  const client = new ScriptedClient(({ url }) => {
    if (!url.startsWith(base)) return json({ access_token: 'a-token' });
    const [kind, , page, name = ''] = new URL(url).pathname.split('/').slice(3).map(decodeURIComponent);
    if (kind === 'groups') return json({ lastPage: true, groups });
    return pages[name]?.[Number(page)] ?? json({ lastPage: true });
  });
  const settings = {
    client: { clientId: 'key', clientSecret: new Secret('hush'), scopes: ['openid'] },
    organisationId: 'ABC@AdobeOrg',
  };
  const said = await readMembers(settings, undefined, 1000, client);
  expect(client.isClosed).toBe(true);
  const asked = client.sent
    .filter(({ url }) => url.startsWith(`${base}/users`))
    .map(({ url }) => url.slice(base.length));
  return { said, asked };
}

test('everybody in Campaign’s profiles is named once, with each profile that they have', async () => {
  const { said, asked } = await membersOf(
    [
      profile('Campaign - prod - admin'),
      profile('Designers', { productName: 'Adobe Campaign Classic' }),
      profile('Analytics', { productName: 'Adobe Analytics' }),
      { type: 'USER_GROUP', groupName: 'Campaign users' },
    ],
    {
      'Campaign - prod - admin': [
        json({ lastPage: false, users: [{ email: 'a@example.com', username: 'A' }, { username: 'bee' }] }),
        json({ lastPage: true, users: [{}, { email: 'a@example.com' }] }),
      ],
      Designers: [json({ lastPage: true, users: [{ email: 'a@example.com' }] })],
      Analytics: [json({ lastPage: true, users: [{ email: 'c@example.com' }] })],
      'Campaign users': [json({ lastPage: true, users: [{ email: 'd@example.com' }] })],
    },
  );
  expect(said).toEqual({
    read: true,
    members: [
      { name: 'a@example.com', groups: ['Campaign - prod - admin', 'Designers'] },
      { name: 'bee', groups: ['Campaign - prod - admin'] },
    ],
    profiles: 2,
  });
  expect(asked).toEqual([
    '/users/ABC@AdobeOrg/0/Campaign%20-%20prod%20-%20admin?directOnly=false',
    '/users/ABC@AdobeOrg/1/Campaign%20-%20prod%20-%20admin?directOnly=false',
    '/users/ABC@AdobeOrg/0/Designers?directOnly=false',
  ]);
});

test('more profiles than may be asked about in one go are not asked about', async () => {
  const many = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, index) => profile(`Campaign ${String(index)}`));
  expect((await membersOf(many(40))).said).toEqual({ read: true, members: [], profiles: 40 });
  expect(await membersOf(many(41))).toEqual({
    said: {
      read: false,
      why: 'Campaign has 41 product profiles, more than the API may be asked about in one go',
    },
    asked: [],
  });
});

const failures: readonly (readonly [what: string, page: Scripted, why: string])[] = [
  [
    'a refusal',
    { status: 403 },
    'it answered HTTP 403 (the credential has no permission to use the User Management API)',
  ],
  ['no answer', { failure: 'reset' }, 'no answer came (reset)'],
  ['a page', { body: '<html>' }, 'it answered with something other than JSON'],
  ['another shape', json({ users: {} }), 'its answer does not have the shape of the User Management API’s'],
];

for (const [what, page, why] of failures) {
  test(`${what} in place of the members is said`, async () => {
    const { said } = await membersOf([profile('Campaign')], { Campaign: [page] });
    expect(said).toEqual({ read: false, why });
  });
}

test('members without an end are not read for ever', async () => {
  const pages = Array.from({ length: 60 }, () => json({ lastPage: false }));
  const { said, asked } = await membersOf([profile('Campaign')], { Campaign: pages });
  expect(said).toEqual({ read: false, why: 'it lists more than 50 pages of members' });
  expect(asked).toHaveLength(50);
});
