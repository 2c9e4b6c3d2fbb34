import { expect, test } from './unit-test.ts';
import { isAllowListed, ownPath, pathOf, redirectFrom } from '../../fixtures/diagnosis/readings/callback-address.ts';
import { addressIn, campaignReason, refusesAddress } from '../../fixtures/diagnosis/readings/campaign-reason.ts';
import {
  authorizeInWords,
  cameBackWithCode,
  endKind,
  hopInWords,
  isOutage,
  isSignIn,
  sawSignInPage,
} from '../../fixtures/diagnosis/readings/journey-reading.ts';
import { namesRefusedLogin, plainText, rightsMessageLanguage } from '../../fixtures/diagnosis/readings/messages.ts';
import { stallOf } from '../../fixtures/diagnosis/readings/stall.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { hop, instanceUrl, journey, page, signedInAt, toCampaign, toIms, toSignIn } from './evidence-builder.ts';

/* What single observations mean, before anything is made of them together. */

const passedOn = (answer: string): string => `Error while authenticating: '${answer}'`;
const none = { kind: 'unnamed' } as const;

/** What a page of Campaign says, and why it then lets nobody in. */
const pages: readonly (readonly [string, ReturnType<typeof campaignReason>])[] = [
  ['', none],
  ['Anmeldung fehlgeschlagen', none],
  ["XSV-350013 The '10.1.2.3' IP address via which you are connecting", { kind: 'address', address: '10.1.2.3' }],
  ["XSV-350014 '2001:db8::7' is not accepted. Connection refused.", { kind: 'address', address: '2001:db8::7' }],
  ['The IP address via which you come is not accepted. Connection refused.', { kind: 'address' }],
  ['XSV-350015', none],
  ['XSV-350063', { kind: 'database' }],
  ['No data source defined', { kind: 'database' }],
  [passedOn('{"error":"invalid_client"}'), { kind: 'client', error: 'invalid_client', pointsTo: ['client-secret'] }],
  [
    passedOn('{&quot;error&quot;:&quot;invalid_client_secret&quot;}'),
    { kind: 'client', error: 'invalid_client_secret', pointsTo: ['client-secret'] },
  ],
  [
    passedOn('{\\"error\\":\\"unauthorized_client\\"}'),
    { kind: 'client', error: 'unauthorized_client', pointsTo: ['client-id'] },
  ],
  [passedOn('{"error_code":"403023","message":"Profile is not valid"}'), { kind: 'profile' }],
  [passedOn('{"error":"x","error_description":"Profile is not valid"}'), { kind: 'profile' }],
  ['XTK-170065 the profile is not valid', { kind: 'profile' }],
  ['Your profile is not valid any more', none],
  ['Database connection failed: ORA-12541', { kind: 'own-failure' }],
  ['ODB-240000 ODBC error', { kind: 'own-failure' }],
  ['Out of memory', { kind: 'own-failure' }],
  ['HTTP Status 500 java.lang.OutOfMemoryError: GC overhead limit exceeded', { kind: 'own-failure' }],
  ['java.lang.UnsatisfiedLinkError: no nlsrvmod in java.library.path', { kind: 'own-failure' }],
  ['java.lang.NullPointerException at jsp.logon', { kind: 'unnamed' }],
  ['The maximum number of sessions has been reached', { kind: 'own-failure' }],
  ['Too many connections', { kind: 'own-failure' }],
  ['Datenbankfehler', { kind: 'own-failure' }],
  ['This licence has expired. No more connections are accepted.', { kind: 'own-failure' }],
  ['Your license key is not valid', { kind: 'own-failure' }],
  ['Die Lizenz ist abgelaufen', { kind: 'own-failure' }],
  ['Votre licence est expirée', { kind: 'own-failure' }],
  ['ライセンスの有効期限が切れています', { kind: 'own-failure' }],
  ['Your licence expires in 12 days', none],
  ['The service is under maintenance until 06:00.', { kind: 'own-failure' }],
  ['Adobe Campaign is down for scheduled maintenance', { kind: 'own-failure' }],
  ['We’ll be back shortly', { kind: 'own-failure' }],
  ['Der Server wird derzeit gewartet', { kind: 'own-failure' }],
  ['Le serveur est actuellement en maintenance', { kind: 'own-failure' }],
  ['ただいまメンテナンス中です', { kind: 'own-failure' }],
  ['Site under maintenance', { kind: 'own-failure' }],
  ['Maintenance en cours', { kind: 'own-failure' }],
  ['Le service est temporairement indisponible.', { kind: 'own-failure' }],
  ['The application is temporarily unavailable', { kind: 'own-failure' }],
  ['XTK-170006 The database server is not available.', { kind: 'own-failure' }],
  ['The number of licensed operators has been exceeded.', { kind: 'own-failure' }],
  ['Server is shutting down. Please reconnect in a few minutes.', { kind: 'own-failure' }],
  ['Adobe Campaign wird gerade aktualisiert', { kind: 'own-failure' }],
  ['The address is not in a security zone that is open to this operator', { kind: 'denied' }],
  ['The service will be under maintenance on Sunday', none],
  ['Scheduled maintenance on Sunday', none],
  ['Maintenance will begin at 22:00', none],
  ['Ask the administrator of your database', none],
  ['You do not have access to this instance.', { kind: 'denied' }],
  ['User is not allowed to connect from this zone', { kind: 'denied' }],
  ['Sie sind nicht berechtigt', { kind: 'denied' }],
  ['Are you not authorized?', none],
  ['This client is not authorized for your account', none],
  ['The page does not have access to the printer', none],
  [passedOn('{"error":"server_error"}'), { kind: 'outage' }],
  [passedOn('HTTP 503'), { kind: 'outage' }],
  [passedOn('HTTP/1.1 502'), { kind: 'outage' }],
  ['XTK-170065 status: 429', { kind: 'outage' }],
  ['XTK-170065 code=500', { kind: 'outage' }],
  ['XTK-170065 504 gateway time-out', { kind: 'outage' }],
  ['XTK-170065 503 Service Unavailable', { kind: 'outage' }],
  ['XTK-170065 429 Too Many Requests', { kind: 'outage' }],
  ["INT-150012 The HTTP query returned a 'Gateway Timeout' type error (504) (iRc=-53)", { kind: 'outage' }],
  ["INT-150012 The HTTP query returned a 'Too Many Requests' type error (429)", { kind: 'outage' }],
  ["INT-150012 The HTTP query returned a 'Forbidden' type error (403) (iRc=-53)", none],
  ["The HTTP query returned a 'Gateway Timeout' type error (504)", none],
  // A number is no status, and a status of a page that says nothing of IMS is that page’s own.
  [passedOn('line 503'), none],
  [passedOn('HTTP 400'), none],
  ['HTTP 503', none],
  ['503 Service Unavailable', none],
  [passedOn("couldn't resolve host"), { kind: 'no-connection', words: { trouble: 'name', speaker: 'campaign' } }],
  ['IOB-090007 connection timed out', { kind: 'no-connection', words: { trouble: 'time-out', speaker: 'campaign' } }],
  ['connection timed out', none],
  [passedOn('{"error":"invalid_grant"}'), { kind: 'other-refusal', error: 'invalid_grant', isCode: true }],
  [passedOn('{"error":"invalid_scope"}'), { kind: 'other-refusal', error: 'invalid_scope', isCode: false }],
];

test('why Campaign lets nobody in is what its page says, and no more', () => {
  for (const [text, reason] of pages) {
    expect(campaignReason(text), text).toEqual(reason);
  }
});

test('an address is what the text names, of either version', () => {
  expect(refusesAddress('xsv-350013')).toBe(true);
  expect(refusesAddress('the ip address via which')).toBe(true);
  expect(refusesAddress('xsv-350012 ip address')).toBe(false);
  expect(addressIn('from 192.168.100.1 on')).toBe('192.168.100.1');
  expect(addressIn("from '::1' on")).toBe('::1');
  expect(addressIn("version 7.4.1 of '12:30'")).toBe('12:30');
  expect(addressIn('version 7.4.1')).toBeUndefined();
});

test('text is compared in one case, with one kind of quote and of space, and without entities', () => {
  expect(plainText('A\u00a0 B\n\tC')).toBe('a b c');
  expect(plainText('&#39;&#x27;&apos;\u2018\u2019\u02BC\u00B4`')).toBe("''''''''");
  expect(plainText('&quot;&#34;&nbsp;&#160;x')).toBe('"" x');
  expect(plainText('ＦＵＬＬ')).toBe('full');
});

test('Campaign’s message about rights is known in each of its languages, and as something else in no other', () => {
  const languages = {
    en: 'Login does not have any right matching the expression',
    fr: 'Le login ne possède aucun droit correspondant à l’expression',
    de: 'Der Login besitzt keine Berechtigung, die dem Ausdruck entspricht',
    ja: 'ログインには、式に一致\nする権限がありません',
  };
  for (const [language, text] of Object.entries(languages)) expect(rightsMessageLanguage(text)).toBe(language);
  expect(rightsMessageLanguage('You have no rights')).toBeUndefined();
});

test('a refused login has codes of its own', () => {
  for (const code of ['XSV-350008', 'xsv-350012', 'XTK-170065']) expect(namesRefusedLogin(`a ${code}: b`)).toBe(true);
  for (const code of ['XSV-350014', 'XTK-1700651', 'AXTK-170065', '']) expect(namesRefusedLogin(code)).toBe(false);
});

test('a request and an authorize request are said as what they are', () => {
  expect(hopInWords(undefined)).toBe('No request was made');
  expect(hopInWords(hop('ims', 'https://a/'))).toBe('GET https://a/ answered 200');
  const { status, ...unanswered } = hop('ims', 'https://a/', { method: 'POST' });
  expect(status).toBe(200);
  expect(hopInWords(unanswered)).toBe('POST https://a/ got no HTTP answer (pending)');
  expect(hopInWords({ ...unanswered, failure: 'reset' })).toBe('POST https://a/ got no HTTP answer (reset)');
  const sent = {
    hop: 1,
    kind: 'ims',
    origin: 'https://ims',
    clientId: 'c',
    redirectUri: 'https://r',
    scopes: ['a', 'b'],
  } as const;
  const words = (more: object) => authorizeInWords({ ...sent, scopes: [...sent.scopes], ...more });
  expect(words({})).toBe('The running server sent: IMS server https://ims, client c, callback https://r, scopes a,b');
  expect(words({ clientId: undefined, redirectUri: undefined, scopes: [] })).toBe(
    'The running server sent: IMS server https://ims, client (none), callback (none), scopes (none)',
  );
});

test('outages, Adobe’s sign-in, and where a journey ended are told by what was answered', () => {
  expect([500, 503, 599, 429].map(isOutage)).toEqual([true, true, true, true]);
  expect([undefined, 200, 404, 428, 499].map(isOutage)).toEqual([false, false, false, false, false]);
  expect((['ims', 'sign-in', 'campaign', 'adobe-com', undefined] as const).map(isSignIn)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(endKind(journey([toCampaign, toIms]))).toBe('ims');
  expect(endKind(journey([toCampaign, { ...toIms, background: true }]))).toBe('campaign');
  expect(endKind(journey([], { page: page({ kind: 'sign-in' }) }))).toBe('sign-in');
  expect(endKind(journey([]))).toBeUndefined();
  expect(sawSignInPage(signedInAt())).toBe(true);
  expect(sawSignInPage(journey([], { screens: [{ at: 0, screen: 'okta', kind: 'other', acted: true }] }))).toBe(false);
  expect(cameBackWithCode(signedInAt())).toBe(true);
  const { callback } = signedInAt();
  if (!callback) throw new Error('A login without a callback');
  for (const more of [{ kind: 'adobe-com' }, { code: false }, { error: 'x' }] as const) {
    expect(cameBackWithCode(signedInAt({ callback: { ...callback, ...more } })), JSON.stringify(more)).toBe(false);
  }
  expect(cameBackWithCode(journey([]))).toBe(false);
});

test('what did not come to an end by itself is said, and of what did nothing', () => {
  const said = (ending: Journey['ending'], last: Partial<Parameters<typeof hop>[2]> = {}) =>
    stallOf(journey([toCampaign, { ...toSignIn, ...last }], { ending }));
  expect(said({ how: 'held-up', at: 'browser' })).toBe('the browser did not open a page for it');
  expect(said({ how: 'held-up', at: 'walk' })).toBe('the steps of the login never ended');
  expect(said({ how: 'held-up', at: 'last-page' })).toBe('its last page could not be read to the end');
  expect(said({ how: 'held-up', at: 'session' })).toBe('the check of its session never ended');
  expect(said({ how: 'held-up', at: 'picture' })).toBe('no picture of its last page could be taken');
  expect(said({ how: 'at-rest' })).toBeUndefined();
  expect(said({ how: 'at-rest', isMute: true })).toMatch(/^its page does not respond/);
  expect(said({ how: 'at-rest' }, { cut: 'still coming' })).toBe('the body of its answer does not end');
  expect(said({ how: 'at-rest' }, { cut: 'reset' })).toBe('the body of its answer ends too early (reset)');
  expect(said({ how: 'arrived' }, { cut: 'reset' })).toBeUndefined();
});

const path = '/nl/jsp/ims.jsp';

test('what Campaign puts behind a callback server is seen in what it sends', () => {
  expect(ownPath(instanceUrl, `${instanceUrl}${path}`)).toBe(path);
  expect(ownPath(`${instanceUrl}/`, `${instanceUrl}/${path}`)).toBe(path);
  expect(ownPath(`${instanceUrl}/acc`, `${instanceUrl}/acc${path}`)).toBe(path);
  expect(ownPath(`${instanceUrl}/acc`, `${instanceUrl}/account${path}`)).toBe(`/account${path}`);
  expect(ownPath('no address', `${instanceUrl}${path}`)).toBe(path);
  expect(pathOf('no address')).toBe('/');
  expect(redirectFrom(`${instanceUrl}/acc/`, `${instanceUrl}/acc${path}?a=1`)).toBe(`${instanceUrl}/acc${path}?a=1`);
  for (const [stored, sent] of [
    [instanceUrl, undefined],
    ['x', instanceUrl],
    [instanceUrl, 'x'],
  ] as const) {
    expect(redirectFrom(stored, sent)).toBeUndefined();
  }
});

/** An entry of an allow-list, and whether it has the whole address; whether its origin alone decides. */
const entries: readonly (readonly [string, boolean, boolean | undefined])[] = [
  [instanceUrl, true, true],
  [`${instanceUrl}/`, true, true],
  [`${instanceUrl}/nl`, true, undefined],
  [` ${instanceUrl} `, true, true],
  ['prod.example.com', true, true],
  [`${instanceUrl}/nl/jsp/other.jsp`, false, undefined],
  [`${instanceUrl}/?a=1`, false, undefined],
  ['https://other.example.com', false, false],
  ['http://prod.example.com', false, false],
  ['not an address', false, false],
  ['https://prod\\.example\\.com/.*', true, true],
  ['^https://prod\\.example\\.com/.*$', true, true],
  ['https://prod\\.example\\.com', true, true],
  ['https://prod\\.example\\.com/nl/.*', true, undefined],
  ['https://prod\\.example\\.com/xx/.*', false, undefined],
  ['https://.*\\.example\\.com/.*', true, true],
  ['https://*.example.com/*', true, true],
  ['https://*.example.org/*', false, false],
  ['https://prod.example.com/*', true, true],
  ['https://prodxexample\\.com/.*', false, false],
  ['https://prod\\.example\\.com/(.*', false, undefined],
  ['https://(.*', false, false],
];

test('an entry of the allow-list is an origin, the beginning of an address, or a pattern', () => {
  for (const [entry, whole, origin] of entries) {
    expect(isAllowListed(instanceUrl, `${instanceUrl}${path}`, [entry]), entry).toBe(whole);
    expect(isAllowListed(instanceUrl, undefined, [entry]), entry).toBe(origin);
  }
  expect(isAllowListed(instanceUrl, undefined, [`${instanceUrl}/nl`, instanceUrl])).toBe(true);
  expect(isAllowListed(instanceUrl, undefined, [`${instanceUrl}/nl`, 'https://x.example.com'])).toBeUndefined();
  expect(isAllowListed(instanceUrl, undefined, [])).toBe(false);
});
