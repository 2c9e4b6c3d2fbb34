import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';

/* Of several things in one message each is told, what says less gives way to what says more, and what is said twice is told
   once. */

const told = (text: string): readonly string[] =>
  explainMessage(readMessage(text)).map(({ outcome = '-', causes }) =>
    [outcome, ...causes.map(({ cause }) => cause)].join(' '),
  );
const recognised = (text: string): readonly string[] =>
  explainMessage(readMessage(text)).map((meaning) => meaning.recognised);

test('what is of one outcome and has other causes is something else, and the same is told once', () => {
  const scopes = 'https://prod.example.com/x?error=invalid_scope';
  const client = 'https://prod.example.com/x?error=invalid_client';
  expect([...told(`${scopes} ${client}`)].sort()).toEqual([
    'login-page-unreachable client-id',
    'login-page-unreachable scopes',
  ]);
  expect(told(`${scopes} ${scopes}&state=1`)).toEqual(['login-page-unreachable scopes']);
  // Without a cause and without an outcome it is what it says.
  expect(recognised('XSV-350008 and XTK-170092 and XSV-350008')).toEqual([
    expect.stringContaining('XSV-350008'),
    expect.stringContaining('XTK-170092'),
  ]);
  expect(told('No data source defined. Empty return for method Logon')).toEqual([
    'campaign-unreachable campaign-outage',
  ]);
});

test('what only says that something failed is told where nothing else is', () => {
  expect(recognised('XTK-170065 SOP-330011')).toHaveLength(2);
  expect(recognised('SOP-330011 Error while executing the method: XSV-350012')).toEqual([
    'The message contains XSV-350012, “Invalid login or password”',
  ]);
  expect(recognised('SOP-330011 {"error":"invalid_grant"}')).toEqual([
    'The message contains the error invalid_grant of Adobe IMS',
  ]);
});

const besides: readonly (readonly [words: string, error: string])[] = [
  ['JWT token is missing', 'invalid_token'],
  ['No valid bindings were found', 'invalid_request'],
  ['invalid client_secret parameter', 'invalid_client'],
  ['invalid client_id parameter', 'invalid_client'],
];

test('what IMS says beside a code is told by the code where there is one, and by itself where there is none', () => {
  for (const [words, error] of besides) {
    expect(recognised(words), words).toEqual([expect.stringContaining(`“${words}”`)]);
    expect(recognised(`{"error":"${error}","error_description":"${words}"}`), words).toEqual([
      `The message contains the error ${error} of Adobe IMS`,
    ]);
  }
});

/** Sentences about a parameter, and the parameter that each names as wrong. */
const parameters: readonly (readonly [parameter: string | undefined, ...texts: string[]])[] = [
  [
    'client_id',
    ...['invalid', 'missing', 'unknown', 'wrong', 'malformed', 'unregistered'].map((word) => `${word} client_id`),
    `invalid ${'x'.repeat(38)} client_id`,
    ...['invalid', 'missing', 'unknown', 'registered', 'valid', 'allowed', 'recognised', 'recognized'].map(
      (word) => `the client_id is not ${word}`,
    ),
    'client_id is invalid',
    "client_id isn't valid",
    "the client_id wasn't registered",
    `client_id ${'x'.repeat(28)} was missing`,
  ],
  ['redirect_uri', 'invalid redirect_uri', 'the redirect_uri is not allowed', 'Unknown value for redirect_uri'],
  [
    'scope',
    'invalid parameter scope',
    'invalid parameter: scope',
    "missing parameter 'scope'",
    'wrong parameter: "scope"',
  ],
  [
    undefined,
    'client_id',
    'valid client_id',
    'an invalidated client_id',
    'invalid client_identity',
    `invalid ${'x'.repeat(40)} client_id`,
    'invalid request. client_id',
    `client_id ${'x'.repeat(30)} was missing`,
    'client_id. It was missing',
    'client_id is known',
    'client_id has missing parts',
    'invalid scope',
    'the scope is invalid',
    'xclient_id is invalid',
  ],
];

test('a parameter that is named as wrong is told, and one that is only named is not', () => {
  for (const [parameter, ...texts] of parameters) {
    for (const text of texts) {
      const expected = parameter === undefined ? [] : [`The message names the parameter ${parameter} as wrong`];
      expect(recognised(text), text).toEqual(expected);
    }
  }
  // Where a code says it, the code is told.
  expect(recognised('{"error":"invalid_client","error_description":"client_id is invalid"}')).toEqual([
    'The message contains the error invalid_client of Adobe IMS',
  ]);
});

const stage = 'login-page-unreachable ims-server-url';
const addresses: readonly (readonly [url: string, says: string | undefined])[] = [
  ['https://ims-na1-stg1.adobelogin.com/ims/authorize/v2', stage],
  ['https://auth-stg.services.adobe.com/en_US/index.html', stage],
  ['https://ims-stg12.adobelogin.com/', stage],
  ['https://my-stg1.example.com/', undefined],
  ['https://my-stg1.adobelogin.com.example.com/', undefined],
  ['https://www.adobe.com/', 'redirected-to-adobe-com callback-url'],
  ['https://experience.adobe.com/', undefined],
  ['https://experience.adobe.com/?code=eyJhbGciOi', 'redirected-to-adobe-com callback-url'],
  ...['experienceleague', 'helpx', 'status', 'docs', 'developer', 'business', 'community', 'adminconsole'].map(
    (room) => [`https://${room}.adobe.com/x`, undefined] as const,
  ),
  ['https://ims-na1.adobelogin.com/ims/authorize/v2', 'login-page-unreachable client-id scopes'],
  ['https://ims-na1.adobelogin.com/ims/authorize', 'login-page-unreachable client-id scopes'],
  ['https://ims-na1.adobelogin.com/ims/authorized', undefined],
  ['https://ims-na1.adobelogin.com/ims/token/v3', undefined],
  ['https://prod.example.com/ims/authorize/v2', undefined],
];

test('an address by itself says what its host and its path say, and nothing is said of where people read', () => {
  for (const [url, says] of addresses) expect(told(url), url).toEqual(says === undefined ? [] : [says]);
  // Within other words nobody knows that a browser stands there.
  expect(told('See https://ims-na1.adobelogin.com/ims/authorize/v2 for more')).toEqual([]);
  expect(told('See https://www.adobe.com/ for more')).toEqual([]);
  expect(told('The browser is at https://auth-stg1.services.adobe.com/ now')).toEqual([stage]);
});
