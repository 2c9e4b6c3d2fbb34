import { gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { AllowList } from '../../fixtures/evidence/journey/gate/allow-list.ts';
import { carries } from '../../fixtures/evidence/journey/given.ts';
import { judgeGift } from '../../fixtures/evidence/journey/gate/judge-gift.ts';

const email = 'probe+one@lab.example.com';
const code = '480275';
const adobe = 'https://auth.services.adobe.com';
const sso = 'https://sso.example.com';
const instance = 'https://prod.example.com';

const rule = {
  allowed: new AllowList(['sso.example.com', 'api.example.com']),
  instance,
  carriedBy: (text: string) =>
    carries('code', code, text) ? ('code' as const) : carries('name', email, text) ? ('name' as const) : undefined,
};

const bodies: Readonly<Record<string, { readonly headers: Record<string, string>; readonly bytes: Buffer }>> = {
  form: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    bytes: Buffer.from(new URLSearchParams({ user: email, step: '1' }).toString()),
  },
  json: {
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from(JSON.stringify({ a: [{ user: email }] })),
  },
  multipart: {
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    bytes: Buffer.from(`--x\r\nContent-Disposition: form-data; name="u"\r\n\r\n${email}\r\n--x--\r\n`),
  },
  packed: { headers: { 'content-encoding': 'gzip' }, bytes: gzipSync(`u=${email}`) },
  base64: { headers: {}, bytes: Buffer.from(Buffer.from(`x:${email}:y`).toString('base64')) },
  'a code': { headers: { 'content-type': 'application/json' }, bytes: Buffer.from(JSON.stringify({ otp: code })) },
  'a code, digit by digit': {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    bytes: Buffer.from(Array.from(code, (digit, place) => `d${String(place)}=${digit}`).join('&')),
  },
};

/** From a page of that origin to an address: whether what was typed may go there. */
const ways = [
  { from: sso, to: `${sso}/login`, may: true },
  { from: sso, to: 'https://api.example.com/identify', may: true },
  { from: sso, to: `${adobe}/signin`, may: true },
  { from: sso, to: 'https://federatedid-na1.services.adobe.com/federated/saml/SSO', may: true },
  { from: adobe, to: `${sso}/login`, may: true },
  { from: adobe, to: `${instance}/callback`, may: true },
  { from: instance, to: 'https://telemetry.example.org/v1', may: true },
  { from: sso, to: 'http://sso.example.com/login', may: false },
  { from: sso, to: 'https://evil.example/login', may: false },
  { from: adobe, to: 'https://evil.example/login', may: false },
  { from: adobe, to: 'http://auth.services.adobe.com/signin', may: false },
  { from: adobe, to: 'https://auth.services.adobe.com.evil.example/signin', may: false },
  { from: 'null', to: 'https://evil.example/login', may: false },
  { from: undefined, to: 'https://evil.example/login', may: false },
] as const;

for (const [how, { headers, bytes }] of Object.entries(bodies)) {
  test(`what was typed besides a password goes where it may, and nowhere else: ${how}`, () => {
    for (const { from, to, may } of ways) {
      const origin = from === undefined ? {} : { origin: from };
      const request = {
        method: 'POST',
        url: to,
        headers: { ...headers, ...origin },
        body: { kind: 'bytes', bytes } as const,
      };
      const judge = (isNavigation: boolean): string => judgeGift({ ...request, isNavigation }, rule, 'page').action;
      expect(judge(true), `${String(from)} → ${to}, a form`).toBe(may ? 'pass' : 'stop');
      expect(judge(false), `${String(from)} → ${to}, a script`).toBe(may ? 'pass' : 'hold');
    }
  });

  test(`a window whose redirects nobody sees sends nothing that was typed, wherever to: ${how}`, () => {
    const body = { kind: 'bytes', bytes } as const;
    const request = { method: 'POST', url: `${sso}/login`, headers: { ...headers, origin: sso }, body };
    expect(judgeGift({ ...request, isNavigation: true }, rule, 'other').action).toBe('stop');
    expect(judgeGift({ ...request, isNavigation: false }, rule, 'other').action).toBe('hold');
  });
}

test('an address carries the name on, as identity providers do, and never a code', () => {
  const get = { method: 'GET', headers: {}, body: { kind: 'none' } as const, isNavigation: true };
  const judge = (url: string): string => judgeGift({ ...get, url }, rule, 'page').action;
  expect(judge(`https://idp.example.org/?login_hint=${encodeURIComponent(email)}`)).toBe('pass');
  expect(judge(`https://idp.example.org/?otp=${code}`)).toBe('stop');
  expect(judge(`${sso}/code?otp=${code}`)).toBe('pass');
});

test('no reason repeats what was typed, and each names where it was to go', () => {
  for (const { headers, bytes } of Object.values(bodies)) {
    const request = { method: 'POST', url: 'https://evil.example/x', headers, isNavigation: true };
    const verdict = judgeGift({ ...request, body: { kind: 'bytes', bytes } }, rule, 'page');
    expect(JSON.stringify(verdict)).toContain('evil.example');
    expect(JSON.stringify(verdict)).toContain('IMS_USER_IDP_HOSTS');
    for (const typed of [email, code]) expect(JSON.stringify(verdict)).not.toContain(typed);
  }
});
