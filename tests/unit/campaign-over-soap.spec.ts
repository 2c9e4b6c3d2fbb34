import { expect, test } from './unit-test.ts';
import type { InstanceSettings } from '../../fixtures/settings/types.ts';
import { account, readingOf, technical, values } from './campaign-reading.ts';
import { readCampaign } from '../../fixtures/evidence/sources/soap/index.ts';
import { callOf, campaignClient, fault, instanceWith, router, tokenAddress } from './scripted-campaign.ts';
import { ScriptedClient, type Scripted } from './scripted-client.ts';

const callsOf = (client: ScriptedClient): readonly string[] =>
  client.sent.filter(({ url }) => url === router).map((sent) => callOf(sent).split('#')[1] ?? '');

test('everything that Campaign says is read where it lives, with who says it and of when', async () => {
  const { report, facts } = await readingOf({}, instanceWith({ account }));
  expect(report).toEqual({
    source: 'Campaign over SOAP',
    via: 'live',
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    read: true,
    detail: 'read as the native operator',
    variables: ['CAMPAIGN_PROD_SOAP_USER', 'CAMPAIGN_PROD_SOAP_PASSWORD'],
  });
  expect(values(facts.externalAccount)).toEqual({
    imsServer: 'https://ims-na1.adobelogin.com',
    scopes: 'openid,AdobeID',
    clientId: 'Campaign1',
    clientSecret: { present: true, blankAtAnEnd: false },
    callbackServer: 'https://prod.example.com',
    organisationId: 'ABC@AdobeOrg',
    associationMask: 'Campaign - prod - (.*)',
    productContext: 'dma_campaign_classic',
    enabledAccounts: ['Adobe_Marketing_Cloud'],
  });
  expect(facts.externalAccount.clientId).toMatchObject({ known: true, source: 'Campaign over SOAP', via: 'live' });
  expect(values({ groups: facts.operatorGroups })).toEqual({ groups: ['admin', 'delivery'] });
  expect(values(facts.campaign ?? {})).toEqual({
    version: '7.4.1',
    build: '9384',
    operator: { count: 1, authenticationType: 'ims', disabled: false },
    groupNames: { 1060: 'admin', 1061: 'delivery' },
  });
  expect(facts.provisioned).toEqual({});
});

test('a session is opened, asked one question after the other, and closed', async () => {
  const { client } = await readingOf({}, instanceWith({ account }));
  const calls = callsOf(client);
  expect([calls[0], calls.at(-1)]).toEqual(['Logon', 'Logoff']);
  expect(calls.slice(1, -1).every((call) => ['GetEntityIfMoreRecent', 'ExecuteQuery'].includes(call))).toBe(true);
  const queries = client.sent.flatMap(({ body = '' }) => /<queryDef.*<\/queryDef>/s.exec(body)?.[0] ?? []);
  expect(queries).toHaveLength(3);
  expect(queries[0]).toContain('operation="select"');
  expect(queries[0]).toContain('<condition expr="@type = 14"/>');
  for (const path of ['@name', '@active', '@server', '[ims/@mask]', '[ims/scope]']) {
    expect(queries[0]).toContain(`<node expr="${path}"/>`);
  }
  expect(queries[1]).toContain('<select><node expr="@id"/><node expr="@name"/></select></queryDef>');
  expect(queries[2]).toContain("<condition expr=\"@email = 'o\\'probe@example.com'\"/>");
});

test('without an account no operator is looked for, and the reason is that none is declared', async () => {
  const { facts, client } = await readingOf({});
  expect(facts.campaign?.operator).toEqual({ known: false, why: 'not-declared', source: 'IMS_USER_EMAIL' });
  expect(client.sent.some(({ body = '' }) => body.includes('xtk:operator'))).toBe(false);
});

const refusals: readonly (readonly [string, Scripted, RegExp])[] = [
  ['a refusal with HTTP 403', { status: 403, body: 'XSV-350012 Invalid login' }, /HTTP 403 \(XSV-350012\)/],
  ['a fault', { body: fault('XSV-350999 not allowed') }, /refused the call \(XSV-350999\)/],
  ['a page', { body: '<html><body>Sign in</body></html>' }, /a page instead of SOAP/],
  ['a redirect', { status: 302, location: 'https://sso.example.com/' }, /redirects elsewhere/],
  ['silence', { failure: 'ECONNRESET' }, /no answer came \(ECONNRESET\)/],
  ['a body that breaks off', { body: new Error('secret words') }, /cannot be used: it ends too early/],
  ['a fault without a number', { body: fault('no').replace('SOP-330011', '') }, /refused the call\. The name/],
  ['the wrapper’s number alone', { body: fault('no') }, /refused the call \(SOP-330011\)/],
  ['an envelope without an answer', { body: fault('x').replace(/<SOAP-ENV:Fault>.*Fault>/, '') }, /could not be read/],
];

for (const [what, logon, detail] of refusals) {
  test(`${what} at the logon leaves every fact unreadable, and says what came and what it may be`, async () => {
    const { report, facts } = await readingOf({ logon });
    expect(report.read).toBe(false);
    expect(report.detail).toMatch(/^as the native operator: it did not sign the operator in: /);
    expect(report.detail).toMatch(detail);
    expect(report.detail).toContain('The name or the password is wrong, or this build refuses native operators');
    expect(report.detail).toMatch(/then use a technical account\)$/);
    expect(report.detail).not.toContain('secret words');
    const all = [...Object.values(facts.externalAccount), facts.operatorGroups];
    expect(all).toHaveLength(10);
    for (const fact of all) expect(fact).toMatchObject({ known: false, why: 'unreadable' });
    expect(facts.campaign).toBeUndefined();
  });
}

test('a technical account shows IMS its secret in the body, and Campaign the token; no session is closed', async () => {
  const { report, client, facts } = await readingOf({}, withoutOperator(), technical);
  expect(report).toMatchObject({
    read: true,
    detail: 'read with the technical account',
    variables: ['IMS_TECHNICAL_CLIENT_ID', 'IMS_TECHNICAL_CLIENT_SECRET', 'IMS_TECHNICAL_SCOPES'],
  });
  expect(client.sent.find(({ url }) => url === tokenAddress)).toEqual({
    url: tokenAddress,
    method: 'POST',
    form: { grant_type: 'client_credentials', client_id: 'tech', client_secret: 'hush', scope: 'openid,AdobeID' },
  });
  expect(callsOf(client)).not.toContain('Logon');
  expect(callsOf(client)).not.toContain('Logoff');
  const first = client.sent.find(({ url }) => url === router);
  expect(JSON.stringify(first?.headers)).toContain('Bearer a-token');
  expect(facts.campaign?.version).toMatchObject({
    known: false,
    why: 'unreadable',
    source: expect.stringContaining('its release is not named'),
  });
});

test('what goes wrong otherwise is told in no word of the error, which may hold anything', async () => {
  const detailWhere = async (address: string): Promise<string> => {
    const campaign = campaignClient();
    const client = new ScriptedClient((request) => {
      if (request.url === address) throw new Error('secret words');
      return campaign.answer(request);
    });
    const source = { instance: withoutOperator(), technical, proxy: undefined, answerMs: 1000 };
    return (await readCampaign(source, client)).report.detail;
  };
  expect(await detailWhere('https://prod.example.com/r/test')).toBe('what it answered could not be read');
  expect(await detailWhere(tokenAddress)).toBe('with the technical account: what it answered could not be read');
});

function withoutOperator(): InstanceSettings {
  const { operator, ...instance } = instanceWith();
  expect(operator).toBeDefined();
  return instance;
}

test('where the operator is refused the technical account reads, and both are told', async () => {
  const { report } = await readingOf({ logon: { status: 403 } }, instanceWith(), technical);
  expect(report.read).toBe(true);
  expect(report.detail).toMatch(/^read with the technical account \(as the native operator: .*HTTP 403/);
  expect(report.variables).toHaveLength(5);
});

const tokens: readonly (readonly [string, Scripted, string])[] = [
  [
    'an error',
    { status: 400, body: '{"error":"invalid_client","error_description":"no such"}' },
    'no token (HTTP 400: invalid_client no such)',
  ],
  ['an error without a description', { status: 401, body: '{"error":"invalid_client"}' }, '(HTTP 401: invalid_client)'],
  ['something else', { status: 200, body: '<html/>' }, 'no token (HTTP 200)'],
  ['an empty token', { status: 200, body: '{"access_token":""}' }, 'no token (HTTP 200)'],
  ['a token with another status', { status: 500, body: '{"access_token":"x"}' }, 'no token (HTTP 500)'],
  ['a body that breaks off', { status: 200, body: new Error('off') }, 'no token (HTTP 200)'],
  ['silence', { failure: 'ENOTFOUND' }, 'IMS gave no answer (ENOTFOUND)'],
];

for (const [what, token, said] of tokens) {
  test(`a technical account to which IMS answers with ${what} reads nothing, and IMS’s words are told`, async () => {
    const { report } = await readingOf({ token }, withoutOperator(), technical);
    expect(report.read).toBe(false);
    expect(report.detail).toMatch(/^with the technical account: IMS gave /);
    expect(report.detail).toContain(said);
  });
}

test('a refused token is seen in the first call, and told with Campaign’s own number', async () => {
  const world = { accountSchema: '', operatorSchema: '', accounts: { status: 403 } };
  const { report } = await readingOf(world, withoutOperator(), technical);
  expect(report.read).toBe(false);
  expect(report.detail).toMatch(/^with the technical account: /);
});
