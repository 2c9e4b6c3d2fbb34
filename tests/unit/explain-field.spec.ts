import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { explanation } from '../../fixtures/report/explanation.ts';

const explain = (text: string) => explainMessage(readMessage(text));
const said = (text: string): string =>
  explanation(explain(text), { colours: false, width: 200 }).text.replace(/\s+/g, ' ');

/** A message from the field, its outcome (`-`: it does not say), the causes, and words that the explanation must hold. */
type Case = readonly [text: string, outcome: string, causes: readonly string[], words: readonly RegExp[]];

const code = [/code is valid only once/, /No setting is (?:suspected|the cause)/] as const;
const thisMachine = [/for this probe, (?:this machine|into the file that TRUSTED_CERTIFICATES)/] as const;
const campaignsStore = [/trust store of the Campaign server/] as const;

const cases: readonly Case[] = [
  // What Campaign passes on of a used or expired code: only in an address is `access_denied` the user’s own no.
  [`XTK-170065 Error while authenticating: '{"error":"access_denied"}'`, 'callback-rejected', [], code],
  [`XTK-170065 Error while authenticating: '{"error":"expired_code"}'`, 'callback-rejected', [], code],
  [`XTK-170065 '{"error":{"code":"invalid_code","message":"used"}}' (iRc=-53)`, 'callback-rejected', [], code],
  // Said nowhere, it may be any of these.
  ...['{"error":"access_denied"}', 'error=access_denied', 'access_denied'].map((said): Case => [
    said,
    '-',
    [],
    [/declined/, /code/, /client/, /paste the whole address/],
  ]),
  ['https://prod.example.com/x?error=access_denied', 'challenge-required', ['test-account'], []],
  [
    `XTK-170065 '{"error":"internal_error","error_description":"Please try again later"}'`,
    'ims-unavailable',
    ['ims-outage'],
    [],
  ],

  // An address that Campaign does not accept: of the operator, and of anybody.
  [
    "XSV-350014 The '203.0.113.9' IP address via which you are accessing the server is not accepted. Connection refused.",
    '-',
    [],
    [/belongs to no security zone/, /subNetwork of a security zone/],
  ],
  ['XSV-350014', '-', [], [/no connection at all/]],
  [
    "The '2001:db8::7' IP address via which you are accessing the server is not accepted. Connection refused.",
    '-',
    [],
    [/no connection at all/],
  ],
  [
    "XSV-350013 The '10.1.2.3' IP address via which you are connecting is not allowed",
    '-',
    [],
    [/This operator may not sign in/, /authorized connection zone/],
  ],

  // A parameter that IMS names as wrong.
  ['invalid value for parameter client_id', 'login-page-unreachable', ['client-id'], []],
  ['Invalid value for parameter redirect_uri', 'login-page-unreachable', ['callback-url'], []],
  ["Missing required parameter: 'scope'", 'login-page-unreachable', ['scopes'], []],
  ['The redirect_uri is not registered for this client', 'login-page-unreachable', ['callback-url'], []],
  ['client_id was not recognized', 'login-page-unreachable', ['client-id'], []],

  // Connections: whose machine it is, and whose store of certificates counts.
  ['getaddrinfo ENOTFOUND ims-na1.adobelogin.com', '-', ['network'], [/could not be resolved/, /Node\.js/]],
  ['getaddrinfo EAI_AGAIN ims-na1.adobelogin.com', '-', ['network'], [/could not be resolved/]],
  ['java.net.UnknownHostException: ims-na1.adobelogin.com', '-', ['network'], [/could not be resolved/, /Java/]],
  ['curl: (6) Could not resolve host: ims-na1.adobelogin.com', '-', ['network'], [/curl/]],
  ['read ECONNRESET', '-', ['network'], [/was reset/, /firewall or proxy/]],
  ['socket hang up', '-', ['network'], [/was reset/]],
  ['java.net.SocketException: Connection reset', '-', ['network'], [/was reset/, /Java/]],
  ['curl: (56) Recv failure: Connection reset by peer', '-', ['network'], [/was reset/]],
  ['connect ECONNREFUSED 10.0.0.1:443', '-', ['network'], [/was refused/]],
  ['page.goto: net::ERR_CONNECTION_REFUSED at https://prod.example.com/', '-', ['network'], [/was refused/, /browser/]],
  ['connect ETIMEDOUT 10.0.0.1:443', '-', ['network'], [/no answer came in time/]],
  ['java.net.SocketTimeoutException: connect timed out', '-', ['network'], [/no answer came in time/]],
  ['curl: (28) Connection timed out after 10001 milliseconds', '-', ['network'], [/no answer came in time/]],
  ['unable to get local issuer certificate', '-', ['network'], [...campaignsStore, ...thisMachine.slice(1)]],
  [
    'request to https://ims-na1.adobelogin.com/ims/exchange/jwt/ failed, reason: self signed certificate in certificate chain',
    '-',
    ['network'],
    [/NODE_EXTRA_CA_CERTS/, ...thisMachine],
  ],
  ['Error: DEPTH_ZERO_SELF_SIGNED_CERT', '-', ['network'], [/NODE_EXTRA_CA_CERTS/]],
  [
    "IOB-090020 Error in SSL library: 'IOB-090013 error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed'",
    '-',
    ['network'],
    campaignsStore,
  ],
  ["2026-01-01 web.log IOB-090020 Error in SSL library: 'wrong version number'", '-', ['network'], [/Campaign server/]],
  [
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target',
    '-',
    ['network'],
    [/cacerts/],
  ],
  ['curl: (60) SSL certificate problem: unable to get local issuer certificate', '-', ['network'], [/curl ran/]],
  ['curl: (60) SSL certificate problem: certificate has expired', '-', ['network'], [/has expired/]],
  [
    "Hostname/IP does not match certificate's altnames: Host: a. is not in the cert's altnames",
    '-',
    ['network'],
    [/another name/],
  ],
  ['net::ERR_CERT_AUTHORITY_INVALID', '-', ['network'], thisMachine],
  ['net::ERR_PROXY_CONNECTION_FAILED', '-', ['network'], [/HTTPS_PROXY/]],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', '-', ['network'], [/HTTPS_PROXY/]],

  // The identity provider, and Adobe’s side of the federation.
  [
    "AADSTS50105: The signed in user 'x' is not assigned to a role for the application",
    'credentials-rejected',
    ['test-account'],
    [/not assigned to Adobe’s application/, /Users and groups/],
  ],
  ['AADSTS50020: User account does not exist in tenant', 'credentials-rejected', ['test-account'], [/this tenant/]],
  ['Error AADSTS50057', 'credentials-rejected', ['test-account'], [/disabled/]],
  ['AADSTS53003: Access has been blocked by Conditional Access', 'challenge-required', ['test-account'], [/policy/]],
  ['AADSTS53000: Device is not in required device state', 'challenge-required', ['test-account'], [/policy/]],
  ['AADSTS50076: you must use multi-factor authentication', 'challenge-required', ['test-account'], [/second factor/]],
  ['AADSTS999999 who knows', 'challenge-required', ['test-account'], [/login\.microsoftonline\.com\/error/]],
  [
    'Could not process incoming SAML response',
    'challenge-required',
    ['test-account'],
    [/certificate/, /issuer/, /clock/, /administrator of your identity provider/],
  ],
  ['The SAML response is invalid or has expired', 'challenge-required', ['test-account'], [/federation/]],
  ['Issuer in the assertion does not match the configured one', 'challenge-required', ['test-account'], [/issuer/]],

  ['Invalid issuer in the Assertion/Response', 'challenge-required', ['test-account'], [/federation/]],
  ['SAML response signature validation failed', 'challenge-required', ['test-account'], [/certificate/]],

  // The Admin Console’s list of addresses: its words are not known, so several ways of saying it are read.
  [
    'You can only sign in from approved networks. Contact your administrator.',
    'challenge-required',
    ['test-account'],
    [/public IPv4 address of this machine/, /Admin Console/],
  ],
  [
    'Your organization has restricted access from your current IP address.',
    'challenge-required',
    ['test-account'],
    [/IP-based access control/],
  ],
  [
    'Access is limited to allowed IP ranges of your company.',
    'challenge-required',
    ['test-account'],
    [/IP-based access control/],
  ],
];

for (const [text, outcome, causes, words] of cases) {
  test(`a message from the field is explained: ${text.slice(0, 90)}`, () => {
    const meanings = explain(text);
    expect(meanings.map((one) => [one.outcome ?? '-', one.causes.map(({ cause }) => cause)])).toEqual([
      [outcome, causes],
    ]);
    for (const one of words) expect(said(text)).toMatch(one);
  });
}

/** What looks like one of these, and says nothing. */
const notKnown: readonly string[] = [
  'The connection between mask and group is explained in the guide',
  'Our certificate programme for administrators',
  'The scope of this project is unknown',
  'client_id=Campaign1&redirect_uri=https%3A%2F%2Fprod.example.com',
  'The session timed out after an hour',
  'The organisation has approved the new network diagram',
  'SAML is used for single sign-on',
  'Assertions are written in the tests',
  'AADSTS is the name of a service',
  'I was refused the day off',
  // Pages of Adobe’s that people read, and addresses in a sentence.
  'https://experienceleague.adobe.com/x',
  'https://helpx.adobe.com/',
  'https://status.adobe.com/',
  'https://developer.adobe.com/',
  'https://adminconsole.adobe.com/',
  'See https://www.adobe.com/ and https://ims-na1.adobelogin.com/ims/authorize/v2 for it',
  'https://ims-na1.adobelogin.com/ims/token/v3',
  'https://my-stg1.example.com/',
  'an invalid day. client_id=1',
];

for (const text of notKnown) {
  test(`nothing is guessed of: ${text}`, () => {
    expect(explain(text)).toEqual([]);
  });
}
