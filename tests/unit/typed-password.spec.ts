import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { AllowList } from '../../fixtures/evidence/journey/gate/allow-list.ts';
import type { OutgoingRequest } from '../../fixtures/evidence/journey/gate/judge-request.ts';
import { KnownRequests } from '../../fixtures/evidence/journey/gate/request-shape.ts';
import { TypedPassword, type TypedItself } from '../../fixtures/evidence/journey/gate/typed-password.ts';
import { Secret } from '../../fixtures/settings/secret.ts';

const password = 'p"\\a&s=s+ü%4 <☃>';
const sso = 'https://sso.example.com';
const json = { 'content-type': 'application/json' };

function typed(more: Partial<TypedItself> = {}): TypedPassword {
  return new TypedPassword({
    document: { origin: sso, isCurrent: true },
    secret: new Secret(password),
    allowed: new AllowList(['sso.example.com', 'api.example.com'], ['sso.example.com']),
    known: new KnownRequests(),
    background: undefined,
    ...more,
  });
}

function request(more: Partial<Omit<OutgoingRequest, 'body'>>, body?: string | Buffer): OutgoingRequest {
  return {
    method: body === undefined ? 'GET' : 'POST',
    url: `${sso}/login`,
    headers: {},
    sender: 'document',
    isNavigation: false,
    body: body === undefined ? { kind: 'none' } : { kind: 'bytes', bytes: Buffer.from(body) },
    ...more,
  };
}

/** Each way in which the password may show in a body. */
const bodies: Readonly<Record<string, string | Buffer>> = {
  plain: `user:${password}`,
  json: JSON.stringify({ p: password }),
  'json in ASCII': JSON.stringify({ p: password }).replace(
    /[^ -~]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
  form: new URLSearchParams({ p: password }).toString(),
  'encoded twice': encodeURIComponent(encodeURIComponent(password)),
  html: password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'among bytes that are no text': Buffer.concat([Buffer.from([0xff, 0xfe, 0x80]), Buffer.from(password)]),
  packed: gzipSync(JSON.stringify({ p: password })),
  base64: Buffer.from(`x:${password}`).toString('base64'),
  hex: Buffer.from(password).toString('hex'),
  'a digest': createHash('sha1').update(password).digest('hex'),
};

for (const [how, body] of Object.entries(bodies)) {
  test(`the password itself leaves for no host that nobody named: ${how}`, () => {
    for (const url of [
      'https://evil.example/',
      'https://auth.services.adobe.com/signin',
      'http://sso.example.com/login',
      'https://x.sso.example.com/',
    ]) {
      for (const isCurrent of [true, false]) {
        const verdict = typed({ document: { origin: sso, isCurrent } }).judge(request({ url }, body));
        expect(verdict, url).toMatchObject({ action: 'stop' });
        expect(JSON.stringify(verdict)).not.toContain(password);
      }
    }
    expect(typed().judge(request({ url: 'https://evil.example/' }, 'nothing of it')).action).toBe('pass');
  });
}

test('the password itself stands in no address and in no header, wherever they go', () => {
  for (const host of [sso, 'https://api.example.com', 'https://evil.example']) {
    const address = request({ url: `${host}/?p=${encodeURIComponent(password)}` });
    expect(typed().judge(address).action).toBe('stop');
    expect(typed().judge(request({ url: host, headers: { 'x-p': password } })).action).toBe('stop');
  }
  const digest = createHash('sha256').update(password).digest('hex');
  expect(typed().judge(request({ url: `https://evil.example/${digest}` })).action).toBe('stop');
});

test('what is new and goes where the password may go counts as it; what was sent before does not', () => {
  const proof = request({ headers: json }, JSON.stringify({ proof: 'a1b2c3d4e5f6a7b8c9d0' }));
  expect(typed().judge(proof).action).toBe('submit');
  expect(typed().judge({ ...proof, url: 'https://api.example.com/srp' }).action).toBe('submit');
  expect(typed().judge(request({ headers: json }, JSON.stringify({ password }))).action).toBe('submit');
  expect(typed().judge(request({ isNavigation: true, method: 'POST' })).action).toBe('submit');
  expect(typed().judge(request({})).action).toBe('pass');
  expect(typed({ document: { origin: sso, isCurrent: false } }).judge(proof).action).toBe('pass');

  const known = new KnownRequests();
  const audit = request({ headers: json }, JSON.stringify({ event: 'focus' }));
  expect(typed().judge(audit).action).toBe('submit');
  known.learn(audit);
  expect(typed({ known }).judge(audit).action).toBe('pass');
});

test('the password as it is leaves only from the page itself, and what cannot be read only for where it may go', () => {
  const worker = request({ headers: json, sender: { other: 'a worker of the page' } }, JSON.stringify({ password }));
  expect(typed().judge(worker).action).toBe('stop');
  const hidden = { ...request({ method: 'POST' }), body: { kind: 'hidden' } as const };
  expect(typed().judge({ ...hidden, url: 'https://evil.example/' }).action).toBe('hold');
  expect(typed().judge(hidden).action).toBe('submit');
});

test('the password itself is typed at exactly the hosts that were named for it, over https, and never at Adobe', () => {
  const hosts = ['sso.example.com', 'api.example.com', 'auth.services.adobe.com'];
  const list = new AllowList(hosts, ['sso.example.com', 'auth.services.adobe.com', 'unnamed.example.com']);
  expect(list.takesPasswordItself(sso)).toBe(true);
  for (const origin of [
    'http://sso.example.com',
    'https://x.sso.example.com',
    'https://api.example.com',
    'https://auth.services.adobe.com',
    'https://unnamed.example.com',
    'null',
    '',
  ]) {
    expect(list.takesPasswordItself(origin), origin).toBe(false);
  }
});
