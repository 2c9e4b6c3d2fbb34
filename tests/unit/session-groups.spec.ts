import { expect, test } from './unit-test.ts';
import { readSessionGroups } from '../../fixtures/evidence/sources/session-groups.ts';
import { answerTo, router } from './scripted-campaign.ts';
import { ScriptedClient, type Scripted } from './scripted-client.ts';

const cookies = [
  { name: '__sessiontoken', value: 'abc' },
  { name: 'lb', value: '2' },
].map((one) => ({
  ...one,
  domain: 'prod.example.com',
  path: '/',
  expires: -1,
  httpOnly: true,
  secure: true,
  sameSite: 'Lax' as const,
}));

const refused: Scripted = { status: 403, body: 'XSV-350008 Session has expired or is invalid.' };

/** @param toNobody what is answered to a request that carries no cookie, where another one had some */
async function groupsOf(answer: Scripted, { has = cookies, securityToken = '@token', toNobody = refused } = {}) {
  const client = new ScriptedClient(({ headers }) =>
    has.length > 0 && headers?.['cookie'] === undefined ? toNobody : answer,
  );
  const asked: unknown[] = [];
  const context = {
    cookies: (address: unknown) => {
      asked.push(address);
      return Promise.resolve([...has]);
    },
  };
  const session = { context, proxy: undefined, userAgent: 'the browser', securityToken, answerMs: 1000 };
  const fact = await readSessionGroups('https://prod.example.com', session, () => client);
  expect(client.isClosed).toBe(true);
  expect(asked).toEqual([router]);
  return { fact, sent: client.sent };
}

const info = (content: string): Scripted => ({
  body: answerTo('xtk:session', 'GetUserInfo', `<pUserInfo xsi:type='ns:Element'>${content}</pUserInfo>`),
});

test('the groups of this very session are asked for as its browser would, and only their ids are kept', async () => {
  const answer = info(
    '<userInfo login="somebody"><login-group id="1060" name="x"/><login-group/><login-right right="admin"/></userInfo>',
  );
  const { fact, sent } = await groupsOf(answer);
  expect(fact).toEqual({
    known: true,
    value: ['1060', ''],
    source: 'the session of this login',
    via: 'live',
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const [asked, control] = sent;
  const plain = Object.fromEntries(Object.entries(asked?.headers ?? {}).slice(0, 3));
  expect(control).toEqual({ ...asked, headers: plain });
  expect([asked]).toEqual([
    {
      url: router,
      method: 'POST',
      headers: {
        'user-agent': 'the browser',
        'content-type': 'application/soap+xml;charset=UTF-8',
        soapaction: 'xtk:session#GetUserInfo',
        cookie: '__sessiontoken=abc; lb=2',
        'x-security-token': '@token',
      },
      body: expect.stringContaining('<m:GetUserInfo xmlns:m="urn:xtk:session"'),
    },
  ]);
});

test('where there is neither cookie nor token, none is sent', async () => {
  const { sent } = await groupsOf(info('<userInfo/>'), { has: [], securityToken: '' });
  expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['user-agent', 'content-type', 'soapaction']);
});

test('a user whom Campaign names to everybody is nobody who signed in', async () => {
  const webapp = info('<userInfo login="webapp"><login-group id="7"/></userInfo>');
  const { fact } = await groupsOf(webapp, { toNobody: webapp });
  expect(fact).toMatchObject({ known: false, source: expect.stringContaining('names a user to everybody') });
});

const toNobody: readonly (readonly [string, Scripted, 'ours' | 'not known'])[] = [
  ['its own refusal', { status: 500, body: '<Fault>XSV-350008</Fault>' }, 'ours'],
  ['a sign-in page', { body: '<!doctype html><form><input name=login>' }, 'ours'],
  ['an answer without a user', info(''), 'ours'],
  ['nothing', { failure: 'reset' }, 'not known'],
  ['half of a SOAP answer', { body: '<SOAP-ENV:Envelope><SOAP-ENV:Body>' }, 'not known'],
  ['what broke off', { body: new Error('cut') }, 'not known'],
  ['a gateway that gave up', { status: 504 }, 'not known'],
  ['too much asked', { status: 429 }, 'not known'],
];

for (const [what, answer, whose] of toNobody) {
  test(`where nobody is told ${what}, whose user was named is ${whose}`, async () => {
    const { fact } = await groupsOf(info('<userInfo login="somebody"><login-group id="7"/></userInfo>'), {
      toNobody: answer,
    });
    const notKnown = { known: false, source: expect.stringContaining('could not be found out') };
    expect(fact).toMatchObject(whose === 'ours' ? { known: true, value: ['7'] } : notKnown);
  });
}

test('without a client of its own it asks over one that is made for it', async () => {
  const context = { cookies: () => Promise.resolve([]) };
  const session = { context, proxy: undefined, userAgent: 'the browser', securityToken: '', answerMs: 1000 };
  expect(await readSessionGroups('https://127.0.0.1:1', session)).toEqual({
    known: false,
    why: 'unreadable',
    source: 'the session of this login: GetUserInfo got no answer',
  });
});

const others: readonly (readonly [string, Scripted, string])[] = [
  ['silence', { failure: 'reset' }, 'GetUserInfo got no answer'],
  ['HTTP 403', { status: 403 }, 'GetUserInfo answered HTTP 403'],
  ['somebody else’s answer', info(''), 'GetUserInfo did not say who is signed in'],
  ['a page', { body: '<p>not closed' }, 'GetUserInfo got no answer that could be read'],
  ['a body that breaks off', { body: new Error('words') }, 'GetUserInfo got no answer that could be read'],
];

for (const [what, answer, why] of others) {
  test(`${what} says nothing of the groups, which are not known then`, async () => {
    const { fact } = await groupsOf(answer);
    expect(fact).toEqual({ known: false, why: 'unreadable', source: `the session of this login: ${why}` });
  });
}
