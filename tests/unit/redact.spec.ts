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
};

for (const [text, redacted] of Object.entries(texts)) {
  test(`“${text}” is stored as “${redacted}”`, () => {
    expect(redactText(text)).toBe(redacted);
  });
}

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
