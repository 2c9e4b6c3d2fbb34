import { expect, test } from './unit-test.ts';
import { hostKindOf } from '../../fixtures/evidence/hosts.ts';
import { maskEmail, redactText, redactUrl } from '../../fixtures/evidence/redact.ts';

const urls: Readonly<Record<string, string>> = {
  'https://prod.example.com/view/home': 'https://prod.example.com/view/home',
  'https://prod.example.com/cb?code=eyJhbGciOi.J9.x&state=abc': 'https://prod.example.com/cb?code=…&state=…',
  'https://prod.example.com/cb?error=invalid_scope&state=x': 'https://prod.example.com/cb?error=invalid_scope&state=…',
  'https://ims-na1.adobelogin.com/ims/adobeid/Campaign1/AdobeID/eyJhbGciOi':
    'https://ims-na1.adobelogin.com/ims/adobeid/Campaign1/AdobeID/eyJhbGciOi',
  'https://ims-na1.adobelogin.com/ims/authorize/3f2a9c1b7d4e5f60': 'https://ims-na1.adobelogin.com/ims/authorize/…',
  'https://auth.services.adobe.com/en_US/index.html?username=me%40example.com#/password':
    'https://auth.services.adobe.com/en_US/index.html?username=…#/password',
  'https://www.adobe.com/#access_token=eyJhbGciOi': 'https://www.adobe.com/#…',
  'https://prod.example.com/?3f2a9c1b7d4e5f60a8b9': 'https://prod.example.com/?…=…',
  'https://prod.example.com/nl/jsp/logonAdobeCampaign2.jsp': 'https://prod.example.com/nl/jsp/logonAdobeCampaign2.jsp',
  'https://prod.example.com/logon-of-campaign2.htm': 'https://prod.example.com/logon-of-campaign2.htm',
  'https://prod.example.com/logon-of-campaign2.html': 'https://prod.example.com/logon-of-campaign2.html',
  'https://prod.example.com/logon-of-campaign2.asp': 'https://prod.example.com/logon-of-campaign2.asp',
  'https://prod.example.com/logon-of-campaign2.ASPX': 'https://prod.example.com/logon-of-campaign2.ASPX',
  'https://prod.example.com/logon-of-campaign2.php': 'https://prod.example.com/logon-of-campaign2.php',
  'https://prod.example.com/logon-of-campaign2.htmx': 'https://prod.example.com/…',
  'https://prod.example.com/3f2a.9c1b7d4e5f60.html': 'https://prod.example.com/…',
  'https://prod.example.com/3f2a9c1b7d4e5f6': 'https://prod.example.com/3f2a9c1b7d4e5f6',
  'https://prod.example.com/3f2a9c1b7d4e5f60': 'https://prod.example.com/…',
  'https://prod.example.com/1234567890123456': 'https://prod.example.com/1234567890123456',
  'https://prod.example.com/onlyLettersAndNoDigitsAtAllInFortyOfThem':
    'https://prod.example.com/onlyLettersAndNoDigitsAtAllInFortyOfThem',
  'https://prod.example.com/onlyLettersAndNoDigitsAtAllInFortyOneThem': 'https://prod.example.com/…',
  'https://prod.example.com/eyJhbGciOiJIUzIa': 'https://prod.example.com/…',
  'https://prod.example.com/#/a-page/of-it': 'https://prod.example.com/#/a-page/of-it',
  'https://prod.example.com/#page1': 'https://prod.example.com/#…',
  'https://prod.example.com/#access_token=1#/password': 'https://prod.example.com/#…',
  [`https://prod.example.com/#/${'a'.repeat(40)}`]: `https://prod.example.com/#/${'a'.repeat(40)}`,
  [`https://prod.example.com/#/${'a'.repeat(41)}`]: 'https://prod.example.com/#…',
  'https://prod.example.com/#Ab-c': 'https://prod.example.com/#Ab-c',
  'about:blank': 'about:…',
  'no address': '…',
};

for (const [url, redacted] of Object.entries(urls)) {
  test(`${url} is stored as ${redacted}`, () => {
    expect(redactUrl(url)).toBe(redacted);
  });
}

test('what an inner address carries is redacted as well, and its configuration kept', () => {
  const inner = 'https://prod.example.com/cb?code=secret&client_id=Campaign1';
  const stored = redactUrl(`https://ims-na1.adobelogin.com/ims/authorize/v2?redirect_uri=${encodeURIComponent(inner)}`);
  expect(decodeURIComponent(stored)).toContain('redirect_uri=https://prod.example.com/cb?code=…&client_id=Campaign1');
});

const texts: Readonly<Record<string, string>> = {
  'Hello me.too@example.co.uk!': 'Hello …!',
  'token eyJhbGciOi.eyJpZCI6.sig_nature': 'token …',
  'session ___5D1C3F0A-1111-2222-3333-444455556666 lost': 'session … lost',
  'XSV-350012 Invalid login or password.': 'XSV-350012 Invalid login or password.',
  'Campaign - prod - administrators and their friends': 'Campaign - prod - administrators and their friends',
  'net::ERR_HTTP2_PROTOCOL_ERROR': 'net::ERR_HTTP2_PROTOCOL_ERROR',
  'net::ERR_HTTP_1_1_REQUIRED, then ERR_QUIC_PROTOCOL_ERROR':
    'net::ERR_HTTP_1_1_REQUIRED, then ERR_QUIC_PROTOCOL_ERROR',
  WINTER2026_SUMMER: '…',
  A1_B2_C3_D4_E5_F6: '…',
  ERR_HTTP2_PROTOCOL_error: '…',
};

for (const [text, redacted] of Object.entries(texts)) {
  test(`“${text}” is stored as “${redacted}”`, () => {
    expect(redactText(text)).toBe(redacted);
  });
}

test('of the values of an address those are kept that are about the configuration, and no other', () => {
  const kept = ['client_id', 'scope', 'response_type', 'response_mode', 'error', 'locale', 'prompt'];
  for (const name of kept)
    expect(redactUrl(`https://a.example/?${name}=a%20b`)).toBe(`https://a.example/?${name}=a%20b`);
  for (const name of ['error_description', 'message']) {
    const url = `https://a.example/?${name}=a%20b%20me@example.com`;
    expect(redactUrl(url)).toBe(`https://a.example/?${name}=a%20b%20…`);
  }
  for (const name of ['redirect_uri', 'callback']) {
    const url = `https://a.example/?${name}=${encodeURIComponent('https://b.example/x?code=1')}`;
    expect(redactUrl(url)).toBe(`https://a.example/?${name}=https%3A%2F%2Fb.example%2Fx%3Fcode%3D…`);
  }
  for (const name of ['code', 'state', 'user', 'Client_id', 'xscope']) {
    expect(redactUrl(`https://a.example/?${name}=a&scope=b`)).toBe(`https://a.example/?${name}=…&scope=b`);
  }
});

test('a name in an address is kept where it is a name, and nothing else that stands in its place', () => {
  const names = { 'a.b-c_d': 'a.b-c_d', ['n'.repeat(40)]: 'n'.repeat(40) };
  for (const [name, stored] of Object.entries(names)) {
    expect(redactUrl(`https://a.example/?${name}=x`)).toBe(`https://a.example/?${stored}=…`);
  }
  for (const name of ['n'.repeat(41), 'a%20b', 'x@b', 'me%40b', '1a2b3c4d5e6f7a8b']) {
    expect(redactUrl(`https://a.example/?${name}=x`)).toBe('https://a.example/?…=…');
  }
});

test('addresses in addresses are looked at three deep, and a long one to its limit', () => {
  const within = (depth: number): string =>
    depth === 0 ? 'https://a.example/?scope=x' : `https://a.example/?callback=${encodeURIComponent(within(depth - 1))}`;
  const deepest = (url: string): string => {
    let last = redactUrl(url);
    while (decodeURIComponent(last) !== last) last = decodeURIComponent(last);
    return last;
  };
  expect(deepest(within(3))).toContain('scope=x');
  expect(deepest(within(4))).not.toContain('scope=x');
  const long = (length: number): string => 'https://a.example/?scope='.padEnd(length, 'x');
  expect(redactUrl(long(8000))).toBe(long(8000));
  expect(redactUrl(long(8001))).toBe(`${long(8000)}…`);
  // Half of a character, as a cut leaves one, is nothing that an address holds.
  expect(redactUrl('https://a.example/?error=a\ud83d')).toBe('https://a.example/?error=a%EF%BF%BD');
});

test('of a long text no more is kept than anybody reads, and no half of a word', () => {
  const text = 'word '.repeat(800);
  expect(redactText(text)).toBe(text);
  expect(redactText(`${text}x`)).toBe(`${text.trimEnd()}…`);
  // A run that goes on to the cut may be anything’s beginning.
  expect(redactText(`${'word '.repeat(799)}abcdefghij and more`)).toBe(`${'word '.repeat(799).trimEnd()}…`);
  // And so may the end of a run that has no gap.
  expect(redactText('x'.repeat(5000))).toBe(`${'x'.repeat(3700)}…`);
});

const runs: Readonly<Record<string, string>> = {
  'a 1234567890123456 b': 'a 1234567890123456 b',
  'a 1a2b3c4d5e6f7a8 b': 'a 1a2b3c4d5e6f7a8 b',
  'a 1a2b3c4d5e6f7a8b b': 'a … b',
  'a 1a2b3c4d5e6f7a8b== b': 'a … b',
  'a-long-name-of-many-words-and-without-any-digit b': 'a-long-name-of-many-words-and-without-any-digit b',
  'token @Zm9vYmFyYmF6== b': 'token … b',
  'token @Zm9vYmFyYmF6= b': 'token … b',
  'token @Zm9vYmF= b': 'token @Zm9vYmF= b',
  'token @Zm9vYmFyYmF6 b': 'token @Zm9vYmFyYmF6 b',
  'to <me@example.com>, "you@b.example.org"': 'to <…>, "…"',
  'at me@example b': 'at me@example b',
  'eyJhbGci b.c': '… b.c',
};

test('what nobody made to be read is taken out of a text, and what looks only a little like it stays', () => {
  for (const [text, redacted] of Object.entries(runs)) expect(redactText(text), text).toBe(redacted);
});

test('an account is known by its first letter and its domain', () => {
  expect(maskEmail('probe@example.com')).toBe('p…@example.com');
});

const hosts = {
  instance: 'https://prod.example.com:8443',
  otherInstances: ['https://stage.example.com'],
  identityProviders: ['login.example.com'],
};

const kinds: Readonly<Record<string, string>> = {
  'https://prod.example.com:8443/view/home': 'campaign',
  'http://prod.example.com:8443/': 'campaign',
  'https://prod.example.com/': 'other',
  'https://stage.example.com/x': 'other-instance',
  'https://login.example.com/': 'identity-provider',
  'https://ims-na1.adobelogin.com/ims/authorize/v2': 'ims',
  'https://adobeid-na1.services.adobe.com/ims/fromSusi': 'ims',
  'https://adobeid-na1.services.adobe.com/signin': 'sign-in',
  'https://auth.services.adobe.com/en_US/index.html': 'sign-in',
  'https://auth-stg1.services.adobe.com/': 'adobe',
  'https://ims-na1-stg1.adobelogin.com/ims/authorize/v2': 'adobe',
  'https://www.adobe.com/de/': 'adobe-com',
  'https://adobe.com/': 'adobe-com',
  'https://experience.adobe.com/': 'adobe-com',
  'https://acme.campaign.adobe.com/view/home': 'other',
  'https://campaignio.adobe.io/': 'adobe',
  'https://adobe.com.evil.example/': 'other',
  'https://notadobe.com/': 'other',
  'https://ims-na1.adobelogn.com/ims/authorize/v2': 'other',
};

for (const [url, kind] of Object.entries(kinds)) {
  test(`${url} is at ${kind}`, () => {
    expect(hostKindOf(url, hosts)).toBe(kind);
  });
}
