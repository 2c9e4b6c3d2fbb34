import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { explanation } from '../../fixtures/report/explanation.ts';

/* What people paste that no official page lists: words of browsers, gateways, databases and identity providers. */

const explain = (text: string) => explainMessage(readMessage(text));
const said = (text: string): string =>
  explanation(explain(text), { colours: false, width: 200 }).text.replace(/\s+/g, ' ');

/** A message, its outcome (`-`: it does not say), the causes, and words that the explanation must hold. */
type Case = readonly [text: string, outcome: string, causes: readonly string[], words: readonly RegExp[]];

const atProvider = (text: string, outcome: string, ...words: readonly RegExp[]): Case => [
  text,
  outcome,
  ['test-account'],
  words,
];
const connection = (text: string, ...words: readonly RegExp[]): Case => [text, '-', ['network'], words];

const cases: readonly Case[] = [
  // Pages of errors at the sign-in host name the error as a code, which is none of a login.
  [
    'https://auth.services.adobe.com/en_US/index.html#/error?code=invalid_scope',
    'login-page-unreachable',
    ['scopes'],
    [],
  ],
  ['https://auth.services.adobe.com/error.html?error_code=invalid_client', 'login-page-unreachable', ['client-id'], []],
  [
    'https://ims-na1.adobelogin.com/ims/error?reason=invalid_redirect_uri',
    'login-page-unreachable',
    ['callback-url'],
    [],
  ],
  // An error that nobody knows, where the address itself is the symptom.
  ['https://www.adobe.com/?error=invalid_redirect', 'redirected-to-adobe-com', ['callback-url'], []],

  // Secrets, in other words.
  ['Invalid client secret', 'callback-rejected', ['client-secret'], [/refuses the client secret/]],
  ['The client secret is invalid', 'callback-rejected', ['client-secret'], []],
  ['client_secret has expired', 'callback-rejected', ['client-secret'], []],

  // Campaign’s own, with its code.
  [
    "SOP-330011 Error while executing the method 'Logon' of service 'xtk:session'. XSV-350010 Unable to log in: the account is locked.",
    '-',
    [],
    [/enable or unlock it/],
  ],
  ['XSV-350020 The operator is disabled', '-', [], [/Access management › Operators/]],
  ['PGS-220000 PostgreSQL error: FATAL: too many connections', '-', [], [/its own server or its database/, /web\.log/]],
  ['Unable to establish the connection to the database ORA-12541', '-', [], [/its own server or its database/]],

  // Gateways.
  ['502 Bad Gateway nginx', '-', [], [/the address tells/, /status\.adobe\.com/]],
  ['HTTP Error 503', '-', [], [/the address tells/]],
  ['504 Gateway Time-out', '-', [], [/load balancer/]],
  ["403 Forbidden. You don't have permission to access this resource.", '-', [], [/firewall/]],

  // Browsers, as people read them.
  connection('This site can’t be reached. campaign.example’s server IP address could not be found.', /DNS/, /browser/),
  connection("This site can't be reached: campaign.example refused to connect.", /was refused/, /browser/),
  connection("This site can't be reached, campaign.example took too long to respond.", /no answer came in time/),
  connection('Your connection is not private', /TLS/, /browser/),
  connection('This page isn’t working: campaign.example didn’t send any data.', /was reset/),
  // Go’s, .NET’s and PHP’s own.
  connection('tls: failed to verify certificate: x509: certificate signed by unknown authority', /not trusted/),
  connection('x509: certificate is valid for a.example.com, not b.example.com', /another name/),
  connection('x509: certificate has expired or is not yet valid', /has expired/),
  connection('dial tcp: lookup ims-na1.adobelogin.com on 10.0.0.2:53: no such host', /DNS/),
  connection('dial tcp 10.0.0.1:443: i/o timeout', /no answer came in time/),
  connection('The SSL connection could not be established, see inner exception.', /TLS/),
  connection('php_network_getaddresses: getaddrinfo failed', /DNS/),
  connection('The certificate issuer is unknown', /not trusted/),

  // Identity providers.
  atProvider(
    "You don't have access to this. Your sign-in was successful but does not meet the criteria to access this resource.",
    'challenge-required',
    /conditional access policy/,
    /sign-in logs/,
  ),
  atProvider('You cannot access this right now', 'challenge-required', /conditional access/),
  atProvider('User is not assigned to the client application', 'credentials-rejected', /Assign the test account/),
  atProvider('E0000004: Authentication failed', 'credentials-rejected', /IMS_USER_PASSWORD/),
  atProvider('{"errorCode":"E0000069","errorSummary":"User Locked"}', 'challenge-required', /Unlock/),
  atProvider('E0000064 Password is expired and must be changed', 'challenge-required', /set a new password/),
  atProvider('E0000068: Invalid Passcode/Answer', 'challenge-required', /IMS_USER_TOTP_SECRET/),
  atProvider('E0000022', 'challenge-required', /system log/),
  atProvider('MSIS7066: Authentication method requires additional attention', 'challenge-required', /AD FS › Admin/),

  // Somebody refused a name or a password, and nobody says who.
  ['The user name or password is incorrect', '-', [], [/only the page tells/]],
  ['Incorrect user ID or password. Type the correct one, and try again.', '-', [], [/takes no Adobe ID/]],
];

for (const [text, outcome, causes, words] of cases) {
  test(`what people paste is explained: ${text.slice(0, 90)}`, () => {
    const meanings = explain(text);
    expect(meanings.map((one) => [one.outcome ?? '-', one.causes.map(({ cause }) => cause)])).toEqual([
      [outcome, causes],
    ]);
    for (const one of words) expect(said(text)).toMatch(one);
  });
}

test('what Campaign refuses behind a code of its own is no connection that failed', () => {
  for (const text of [
    'XSV-350112 Connection refused: you do not have sufficient rights',
    "XSV-350013 The '10.1.2.3' IP address via which you are connecting is not allowed. Connection refused.",
  ]) {
    expect(explain(text).flatMap(({ causes }) => causes.map(({ cause }) => cause))).not.toContain('network');
  }
});

test('an issuer is no federation’s where nothing of one is said', () => {
  for (const text of ['Token validation failed: issuer mismatch', 'The issuer of the token is unknown']) {
    expect(explain(text)).toEqual([]);
  }
});

/** What looks like one of these, and says nothing. */
const notKnown: readonly string[] = [
  'The operator is disabled',
  'The database is described in the guide',
  'Our office is closed on 503 days',
  'Enter your user name or password',
  'The client secret is stored in the external account',
  'Ask for a 403 form',
  'You are assigned to the application',
  'the page took us to another site',
];

for (const text of notKnown) {
  test(`nothing is guessed of what looks like it: ${text}`, () => {
    expect(explain(text)).toEqual([]);
  });
}
