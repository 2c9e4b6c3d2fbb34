import { expect, test } from './unit-test.ts';
import { consoleAnswersOf, soapAnswersOf } from '../../fixtures/capture/redact-answers.ts';
import { wordingOf } from '../../fixtures/capture/wording.ts';
import { consoleAnswerSchema, soapAnswerSchema } from '../../fixtures/capture/form/answers.ts';
import { sentenceOf, sentenceSchema } from '../../fixtures/capture/form/sentences.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { consoleAnswerIn, soapAnswerIn } from '../../fixtures/lab/captured/answers.ts';
import { known, signedInAt, soundFacts } from './evidence-builder.ts';

// What Campaign answers over SOAP and the Admin Console to its API: told as fields and shapes, and served again as such.

const soap = 'https://prod.example.com/nl/jsp/soaprouter.jsp';
const api = 'https://usermanagement.adobe.io/v2/usermanagement';
const fault = `<?xml version='1.0'?><SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>XSV-350008 Session has expired or is invalid. Please reconnect.</faultstring><detail>SOP-330011 for Jane</detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;

test('a fault is told whole in the product’s words, and an answer only by what is around it', () => {
  const answer = `<SOAP-ENV:Envelope><SOAP-ENV:Body><LogonResponse><pstrSessionToken>___secret</pstrSessionToken></LogonResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  const [first, second, third] = soapAnswersOf([
    { url: soap, call: 'xtk:queryDef#ExecuteQuery', status: 200, body: fault },
    { url: soap, call: 'xtk:session#Logon', status: 200, body: answer },
    {
      url: soap,
      call: 'xtk:session#GetUserInfo',
      status: 403,
      body: 'XSV-350012 Invalid login or password. Connection denied.',
    },
  ]);
  expect(first).toMatchObject({ call: 'ExecuteQuery', status: 200, says: 'fault' });
  const told = JSON.stringify(first);
  for (const words of [
    'SOAP-ENV:Fault',
    'XSV-350008',
    'Session has expired or is invalid. Please reconnect.',
    'SOP-330011',
  ]) {
    expect(told).toContain(words);
  }
  expect(told).not.toContain('Jane');
  expect(second).toMatchObject({ call: 'Logon', says: 'answer' });
  expect(JSON.stringify(second)).not.toMatch(/secret|SessionToken/);
  expect(third).toMatchObject({ status: 403, says: 'text' });
  for (const one of [first, second, third]) expect(soapAnswerSchema.safeParse(one).success).toBe(true);
});

test('a fault that was captured is served as a fault with the same code', () => {
  const [told] = soapAnswersOf([{ url: soap, call: 'xtk:session#Logon', status: 200, body: fault }]);
  const served = told && soapAnswerIn(told);
  if (typeof served !== 'object') throw new Error('Nothing was served');
  const [again] = soapAnswersOf([
    { url: soap, call: 'xtk:session#Logon', status: served.status, body: served.body ?? '' },
  ]);
  // How long the texts between the phrases are is no part of it.
  const gist = (one: unknown): string => JSON.stringify(one).replace(/\d+|"language":"[a-z-]+"/g, '#');
  expect(gist(again)).toBe(gist(told));
  expect(served.body).toMatch(/<faultstring>XSV-350008 /);
});

const user = {
  result: 'success',
  user: {
    email: 'jane@corp.example',
    status: 'active',
    groups: ['Campaign - prod - admin', 'Acme'],
    country: 'FR',
    type: 'federatedID',
    tags: { jane: 1 },
  },
};

test('of the Admin Console the fields are told, the words that are Adobe’s own, and of values the shape', () => {
  const told = consoleAnswersOf([
    { url: `${api}/organizations/x/users/jane@corp.example`, status: 200, body: JSON.stringify(user) },
    {
      url: `${api}/groups/x/0`,
      status: 429,
      body: '{"error_code":"429050","message":"Too many requests"}',
      retryAfter: 38,
    },
    { url: `${api}/users/x/0/Acme?directOnly=false`, status: 403, body: '' },
    { url: 'https://ims-na1.adobelogin.com/ims/token/v3', status: 200, body: '{"access_token":"secret"}' },
  ]);
  expect(told.map(({ asks, status, says }) => [asks, status, says])).toEqual([
    ['user', 200, 'json'],
    ['groups', 429, 'json'],
    ['members', 403, 'nothing'],
  ]);
  const text = JSON.stringify(told);
  expect(text).toContain('{"name":"status","value":{"word":"active"}}');
  expect(text).toContain('{"number":"429050"}');
  expect(text).toContain('"holds":"several"');
  expect(text).not.toMatch(/jane|corp|Acme|secret|"FR"/i);
  for (const one of told) expect(consoleAnswerSchema.safeParse(one).success).toBe(true);
});

test('the lab’s own values are served in the captured fields, and no group is made up', () => {
  const [told] = consoleAnswersOf([{ url: `${api}/organizations/x/users/y`, status: 200, body: JSON.stringify(user) }]);
  if (!told) throw new Error('Nothing was told');
  const own = {
    result: 'success',
    user: { email: 'probe@lab.example.com', groups: ['One'], type: 'adobeID', domain: 'x' },
  };
  const served = consoleAnswerIn(own, told);
  expect(typeof served === 'object' && JSON.parse(served.body ?? '')).toMatchObject({
    result: 'success',
    user: { email: 'probe@lab.example.com', groups: ['One'], type: 'adobeID', status: 'active' },
  });
  const without = consoleAnswerIn({ result: 'success', user: { email: 'probe@lab.example.com' } }, told);
  expect(typeof without === 'object' && without.body).not.toContain('groups');
  expect(typeof served === 'object' && served.body).not.toContain('domain');
});

test('a sentence keeps the suite’s own words, and nothing of a value', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Jane Corp (.*)');
  facts.dashboardUserGroups = known(['Jane Corp admin', 'holds the session']);
  const evidence = { ...facts, journey: signedInAt() };
  const sentences = wordingOf(diagnose(evidence), evidence).map(sentenceOf);
  expect(sentences.join('\n')).not.toMatch(/jane|corp|prod\.example|Campaign1/i);
  expect(sentences).toContain('callback-url, holds: … is allow-listed');
  expect(sentences.filter((one) => !sentenceSchema.safeParse(one).success)).toEqual([]);
  const refused = ['Jane was here', 'it holds 4711', 'it holds “this”', 'HTTP 2000'];
  expect(refused.filter((one) => sentenceSchema.safeParse(one).success)).toEqual([]);
});
