import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { explanation } from '../../fixtures/report/explanation.ts';

/* What people paste of pages that are neither Campaign’s nor IMS’s, cut off, encoded, in other languages, two at once. */

const explain = (text: string) => explainMessage(readMessage(text));
const said = (text: string): string =>
  explanation(explain(text), { colours: false, width: 200 }).text.replace(/\s+/g, ' ');

/** A message, its outcome (`-`: it does not say), the causes, and words that the explanation must hold. */
type Case = readonly [text: string, outcome: string, causes: readonly string[], words?: readonly RegExp[]];

const provider = (outcome: string, text: string, ...words: readonly RegExp[]): Case => [
  text,
  outcome,
  ['test-account'],
  words,
];
const network = (text: string, ...words: readonly RegExp[]): Case => [text, '-', ['network'], words];
const nobody = (text: string, ...words: readonly RegExp[]): Case => [text, '-', [], words];

const secretRefused = `XTK-170065 Error while authenticating: '{"error":"invalid_client","error_description":"invalid client_secret parameter"}'`;

const cases: readonly Case[] = [
  // Who may not use the application, and an application that is not there.
  provider(
    'credentials-rejected',
    '403 App Not Assigned\nSorry, you can’t access Adobe because you are not assigned this app in Okta.',
    /Assign the test account/,
    /identity administrator/,
  ),
  provider('credentials-rejected', 'Error: app_not_enabled_for_user\nService is not enabled for this user.', /Assign/),
  provider(
    'challenge-required',
    '403. That’s an error.\n\nError: app_not_configured_for_user\n\nService is not configured for this user.',
    /entity ID/,
    /No setting of Campaign/,
  ),
  provider(
    'challenge-required',
    'Web Login Service - Unsupported Request\nThe application you have accessed is not registered for use with this service.',
    /entity ID/,
  ),
  provider(
    'challenge-required',
    "SAML 2 SSO profile is not configured for relying party 'https://federatedid-na1.services.adobe.com/federated/saml/metadata/alias/1'",
    /entity ID/,
  ),
  // Accounts that are disabled, locked, or not taken by the second factor.
  provider(
    'credentials-rejected',
    'Account disabled. Your Duo account is disabled and cannot access this application.',
    /Enable the test account/,
  ),
  provider('credentials-rejected', 'Account is disabled, contact your administrator.', /Enable the test account/),
  provider(
    'credentials-rejected',
    'Access denied. The username you have entered cannot authenticate with Duo Security.',
    /Enrol the test account/,
  ),
  provider(
    'challenge-required',
    'Your account has been locked out due to excessive authentication failures.',
    /Wait until the lock is over/,
  ),
  provider(
    'challenge-required',
    'Error Code: 530003\nRequest Id: 3a1c\nYour device is required to be managed to access this resource.',
    /AADSTS530003/,
    /conditional access/,
  ),
  // Providers and gateways that fail or say no by a rule.
  provider(
    'challenge-required',
    'An error occurred\nAn error occurred. Contact your administrator for more information.\nError details\nActivity ID: 00000000-0000-0000-3a00-0080000000e3',
    /AD FS › Admin/,
    /failed by itself/,
  ),
  provider('challenge-required', 'Unexpected System Error\nSorry for the inconvenience.\nRef ID: a1b2c3', /own log/),
  provider('challenge-required', 'Http/1.1 Internal Server Error 43531', /own log/),
  provider(
    'challenge-required',
    'Your session could not be established.\nThe session reference number: 1a2b3c4d\nAccess was denied by the access policy.',
    /whoever runs that gateway/,
  ),
  provider('challenge-required', 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed', /“AuthnFailed”/),
  nobody('We are sorry...\nCookie not found. Please make sure cookies are enabled in your browser.', /fresh browser/),
  nobody('Web Login Service - Stale Request\nYou may be seeing this page because you used the Back button', /fresh/),
  // Adobe’s own page, also in the languages in which it is met.
  provider('credentials-rejected', 'Your personal account has been deactivated.', /Admin Console/, /IMS_USER_EMAIL/),
  provider('credentials-rejected', 'We couldn’t find an account with that email address.', /spelling/),
  ...[
    'That’s an incorrect password. Try again.',
    'Das Kennwort ist falsch. Versuchen Sie es erneut.',
    'Ce mot de passe est incorrect. Veuillez réessayer.',
    'Contraseña incorrecta. Vuelve a intentarlo.',
    'パスワードが正しくありません。もう一度お試しください。',
    'Invalid username or password.',
    'We didn’t recognize the username or password you entered. Please try again.',
  ].map((text) => nobody(text, /only the page tells/)),
  nobody('HTTP/1.1 429 Too Many Requests\nRetry-After: 38', /Retry-After/),
  nobody('Too many requests. Please try again later.', /Wait/),
  // Proxies, revocation lists, and browsers in other languages.
  network('curl: (56) Received HTTP code 403 from proxy after CONNECT', /curl/, /proxy/),
  network('curl: (56) CONNECT tunnel failed, response 407', /proxy/),
  network('tunneling socket could not be established, statusCode=407', /proxy/),
  network('schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)', /TLS/),
  network('SEC_E_UNTRUSTED_ROOT (0x80090325)', /certificate store of that Windows/),
  network('Die Server-IP-Adresse von campaign.example.com wurde nicht gefunden.', /DNS/),
  network('Impossible de trouver l’adresse IP du serveur de campaign.example.com.', /DNS/),
  network('campaign.example.com のサーバーの IP アドレスが見つかりませんでした。', /DNS/),
  network('Ce site est inaccessible\ncampaign.example.com n’autorise pas la connexion.', /refused/),
  network('このサイトにアクセスできません\ncampaign.example.com からの応答時間が長すぎます。', /in time/),
  network('Diese Website ist nicht erreichbar\nDie Verbindung wurde zurückgesetzt.', /reset/),
  ...[
    'campaign.example.com redirected you too many times.',
    'campaign.example.com hat Sie zu oft weitergeleitet.',
    'campaign.example.com hat dich zu oft weitergeleitet.',
    'campaign.example.com vous a redirigé à de trop nombreuses reprises.',
  ].map((text): Case => [text, 'unrecognised', [], [/in a circle/]]),
  nobody(
    'Website blocked\nYour organization has selected Zscaler to protect you from internet threats.',
    /web filter/i,
  ),
  // Servers.
  nobody('502 - Web server received an invalid response while acting as a gateway or proxy server.', /address tells/),
  nobody('The server is temporarily unable to service your request due to maintenance downtime', /address tells/),
  nobody('You don’t have permission to access /xtk/logon.jssp on this server.', /firewall/),
  nobody('Failed to load resource: the server responded with a status of 403 (Forbidden)', /firewall/),
  nobody('HTTP Status 500\njava.lang.UnsatisfiedLinkError: no nlsrvmod in java.library.path', /Tomcat/),
  nobody('<h1>500 Internal Server Error</h1>', /address tells/),
  ['$ nlserver pdump\n12:04:11 > Application server\nNo tasks', 'campaign-unreachable', ['campaign-outage']],
  // A web server’s line about what stands behind it, and one about the browser.
  ...[
    '[proxy_http:error] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (localhost) failed',
    'connect() failed (111: Connection refused) while connecting to upstream, server: campaign.example.com',
    'upstream timed out (110: Connection timed out) while reading response header from upstream',
  ].map((text): Case => [text, 'campaign-unreachable', ['campaign-outage']]),
  nobody('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Negotiate\nWWW-Authenticate: NTLM', /WiaSupportedUserAgents/),
  nobody('The remote server returned an error: (503) Server Unavailable.', /address tells/),
  nobody('The remote server returned an error: (403) Forbidden.', /firewall/),
  provider('challenge-required', 'Couldn’t sign you in\nThis browser or app may not be secure.', /Google/),
  network('PR_CONNECT_RESET_ERROR', /reset/, /browser/),
  network('MOZILLA_PKIX_ERROR_MITM_DETECTED', /not trusted/, /browser/),
  network('Unable to establish SSL connection.', /TLS/),
  // A database’s own line is nobody’s network.
  nobody(
    'PGS-220000 PostgreSQL error: could not connect to server: Connection refused',
    /its own server or its database/,
  ),
  // Addresses.
  [
    'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=C1&scope=openid&redirect_uri=http%3A%2F%2Fcampaign.example.com%2Fx',
    'redirected-to-adobe-com',
    ['callback-url'],
    [/http:\/\//],
  ],
  [
    'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=&scope=openid&redirect_uri=https%3A%2F%2Fcampaign.example.com%2Fx',
    'login-page-unreachable',
    ['client-id'],
  ],
  ['https://adobeid-na1.services.adobe.com/ims/fromSusi#', 'unrecognised', [], [/private|instance’s own address/]],
  [
    'https://campaign.example.com/error.jsp?msg=Login%20does%20not%20have%20any%20right%20matching%20the%20expression',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  // Cut off, encoded, and with the quotes of a word processor.
  ['> Login does not have any right\n> matching the expres', 'missing-rights', ['association-mask', 'operator-groups']],
  ['Der Login besitzt keine Berechtigung, die dem Aus…', 'missing-rights', ['association-mask', 'operator-groups']],
  [
    '%7B%22error%22%3A%22invalid_client%22%2C%22error_description%22%3A%22invalid%20client_secret%20parameter%22%7D',
    'callback-rejected',
    ['client-secret'],
  ],
  [secretRefused.replaceAll('"', '”'), 'callback-rejected', ['client-secret']],
  // Nothing that a user’s login asks for.
  nobody(
    `XTK-170065 Error while authenticating: '{&quot;error&quot;:&quot;invalid_scope&quot;}'`,
    /technical account/,
    /developer console/,
  ),
];

for (const [text, outcome, causes, words = []] of cases) {
  test(`explains “${text.slice(0, 70).replace(/\s+/g, ' ')}”`, () => {
    const [first, ...more] = explain(text);
    expect(first?.outcome ?? '-').toBe(outcome);
    expect(first?.causes.map(({ cause }) => cause)).toEqual(causes);
    expect(more).toEqual([]);
    for (const one of words) expect(said(text)).toMatch(one);
  });
}

test('of two messages each is told, with the machine that its own line names', () => {
  const text = `curl: (56) CONNECT tunnel failed, response 407\n${secretRefused}`;
  expect(explain(text).flatMap(({ causes }) => causes.map(({ cause }) => cause))).toEqual(['client-secret', 'network']);
  expect(said(text)).toContain('machine on which curl ran');
});

for (const innocent of [
  '17:33:57 > Application server for Adobe Campaign Classic (7.4.1 build 9383@c1f2b7a) of 03/04/2026\n17:33:59 > Server started',
  'syslogd@default (1428) - 9.2 MB\nweb@default (1455) - 230.1 MB\nmta@prod (1533) - 7.9 MB',
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>',
  'Connected through Zscaler App 4.2, tunnel 2.0 established',
  'Mac verify error: invalid password?',
  'FTP-160005 530 Login incorrect',
  '550 5.1.1 <x@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
  'Third-party cookie will be blocked in future Chrome versions as part of Privacy Sandbox.',
  'https://campaign.example.com/view/home?tab=My%20own%20start%20page',
  'https://auth.services.adobe.com/en_US/index.html?callback=https%3A%2F%2Fims-na1.adobelogin.com%2Fims%2Fadobeid%2FC1%2FAdobeID%2Fcode%3Fredirect_uri%3Dhttps%253A%252F%252Fcampaign.example.com%252Fx&client_id=C1#/',
]) {
  test(`takes “${innocent.slice(0, 60).replace(/\s+/g, ' ')}” for no cause`, () => {
    expect(explain(innocent)).toEqual([]);
  });
}
