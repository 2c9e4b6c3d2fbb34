import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import {
  judgeRequest,
  type OutgoingRequest,
  type Stage,
  type Verdict,
} from '../../fixtures/evidence/journey/gate/judge-request.ts';
import { email, sso, placeholder, request, bytes, typedAt, password } from './gate-builder.ts';

const adobe = 'https://auth.services.adobe.com';

/** What a verdict lets out: nothing, the request as it is, or the request with the password in it. */
const outOf = (verdict: Verdict): string => (verdict.action === 'bind' ? verdict.body : verdict.action);

type Writer = (value: string) => { readonly headers: Record<string, string>; readonly text: string };

/** How pages write a value into a body. */
const writers: Readonly<Record<string, Writer>> = {
  json: (value) => ({
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify({ username: email, credentials: [{ value }] }),
  }),
  ion: (value) => ({
    headers: { 'content-type': 'application/ion+json; okta-version=1.0.0' },
    text: JSON.stringify({ credentials: { passcode: value } }, undefined, 1),
  }),
  form: (value) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams({ username: email, 'pf.pass': value }).toString(),
  }),
  'json by Amazon’s name': (value) => ({
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    text: JSON.stringify({ AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { PASSWORD: value } }),
  }),
  'json by an old name': (value) => ({ headers: { 'content-type': 'text/json' }, text: JSON.stringify({ value }) }),
  'text as json': (value) => ({ headers: { 'content-type': 'text/plain' }, text: JSON.stringify({ value }) }),
  'text as a form': (value) => ({
    headers: { 'content-type': 'text/plain' },
    text: new URLSearchParams({ a: '1', value }).toString(),
  }),
  multipart: (value) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=----x' },
    text: `------x\r\nContent-Disposition: form-data; name="u"\r\n\r\nme\r\n------x\r\nContent-Disposition: form-data; name="p"\r\n\r\n${value}\r\n------x--\r\n`,
  }),
};

/** Where a password may be sent from, and to. */
const places = [
  { from: sso, to: `${sso}/login`, may: true },
  { from: sso, to: 'https://api.example.com/v1/authn', may: true },
  { from: adobe, to: `${adobe}/signin/v2/tokens?credential=password`, may: true },
  { from: adobe, to: `${sso}/login`, may: true },
  { from: sso, to: 'http://sso.example.com/login', may: false },
  { from: sso, to: 'https://sso.example.com.evil.example/login', may: false },
  { from: sso, to: 'https://evil.example/?next=https://sso.example.com', may: false },
  { from: sso, to: 'https://sso.example.com@evil.example/login', may: false },
  { from: adobe, to: 'https://adobeid-na1.services.adobe.com/ims/fromSusi', may: false },
  { from: adobe, to: 'https://auth.services.adobe.com:8443/signin', may: false },
  { from: 'https://evil.example', to: 'https://evil.example/login', may: false },
  { from: 'https://evil.example', to: `${sso}/login`, may: false },
  { from: 'http://sso.example.com', to: 'http://sso.example.com/login', may: false },
  { from: 'http://auth.services.adobe.com', to: `${sso}/login`, may: false },
  { from: 'null', to: `${sso}/login`, may: false },
] as const;

for (const [name, write] of Object.entries(writers)) {
  test(`the password is put into a body that is written as ${name}, where it may go, and nowhere else`, () => {
    for (const { from, to, may } of places) {
      const { headers, text } = write(placeholder);
      const verdict = judgeRequest(request({ url: to, headers, body: bytes(text) }), typedAt(from));
      expect(outOf(verdict), `${from} → ${to}`).toBe(may ? write(password).text : 'stop');
    }
  });

  test(`the password itself, which a page has from the server that got it, leaves no second time: ${name}`, () => {
    const again = (value: string, stage: Stage): string => {
      const { headers, text } = write(value);
      return outOf(judgeRequest(request({ headers, body: bytes(text) }), { ...typedAt(sso), stage }));
    };
    for (const stage of ['given', 'over'] as const) {
      expect(again(password, stage), stage).toBe('stop');
      expect(again(`not ${password}`, stage), stage).toBe('pass');
    }
  });

  test(`who sends it, how, and how often decides as well: ${name}`, () => {
    const { headers, text } = write(placeholder);
    const whole = { headers, body: bytes(text) };
    const refused: readonly (readonly [string, Partial<OutgoingRequest>, Stage?])[] = [
      ...['a worker of the page', 'a frame of the page', 'another window', 'another page'].map(
        (other) => [other, { sender: { other } }] as const,
      ),
      ...['PUT', 'PATCH', 'DELETE', 'QUERY'].map((method) => [method, { method }] as const),
      ['a second time', {}, 'given'],
      ['a second time, from another page', {}, 'over'],
      ['a second time, from a frame', { sender: { other: 'a frame' } }, 'over'],
    ];
    for (const [why, change, stage] of refused) {
      const verdict = judgeRequest(request({ ...whole, ...change }), typedAt(sso, stage && { stage }));
      expect(verdict.action, why).toBe('stop');
    }
  });

  test(`what is packed, written twice or mixed with more is not bound: ${name}`, () => {
    const { headers, text } = write(placeholder);
    const twice = write(`${placeholder}${placeholder}`).text;
    const packed: readonly (readonly [string, Uint8Array, string?])[] = [
      ['gzip', gzipSync(text), 'gzip'],
      ['gzip, without saying so', gzipSync(text)],
      ['deflate', deflateSync(text), 'deflate'],
      ['deflate, without saying so', deflateSync(text)],
      ['raw deflate', deflateRawSync(text), 'deflate'],
      ['brotli', brotliCompressSync(text), 'br'],
      ['zstd', Buffer.from(text), 'zstd'],
      ['gzip, cut off', gzipSync(text).subarray(0, -9), 'gzip'],
      ['twice in one value', Buffer.from(twice)],
      ['twice in one body', Buffer.from(text + text)],
      ['with something before it', Buffer.from(write(`x${placeholder}`).text)],
      ['UTF-16', Buffer.from(text, 'utf16le')],
      ['no text', Buffer.concat([Buffer.from([0xff, 0xfe, 0]), Buffer.from(text)])],
    ];
    for (const [why, content, encoding] of packed) {
      const more = encoding === undefined ? {} : { 'content-encoding': encoding };
      const verdict = judgeRequest(request({ headers: { ...headers, ...more }, body: bytes(content) }), typedAt(sso));
      expect(['stop', 'hold'], why).toContain(verdict.action);
    }
  });
}

test('the page’s other business goes on: what was typed is nobody else’s', () => {
  const typed = typedAt(adobe);
  const passing: readonly Partial<OutgoingRequest>[] = [
    { url: `${adobe}/signin/v1/audit`, body: bytes(JSON.stringify({ page: 'password', username: email })) },
    { url: `${adobe}/signin/v3/authenticationstate`, body: bytes('{"a":1}') },
    { method: 'GET', url: `${adobe}/static/4f5e6d7c8b9a0f1e.js`, body: { kind: 'none' } },
    { method: 'GET', url: `${adobe}/signin/v1/config?_=1700000000000`, body: { kind: 'none' } },
    { method: 'POST', url: `${adobe}/signin/v1/ping`, body: { kind: 'none' } },
    {
      url: 'https://telemetry.example.org/v1',
      body: bytes(JSON.stringify({ event: 'typed', id: 'a1b2c3d4e5f60718' })),
    },
    { url: 'https://www.google.com/recaptcha/api2/reload', headers: {}, body: bytes(Buffer.from([10, 255, 0, 1])) },
    { url: 'https://telemetry.example.org/v1', headers: {}, body: bytes(gzipSync('{"event":"typed"}')) },
  ];
  for (const one of passing) expect(judgeRequest(request(one), typed).action, one.url).toBe('pass');
});

test('once the password has left, or its page is gone, the rest of the sign-in is free; the placeholder is not', () => {
  const saml = request({
    url: 'https://federatedid-na1.services.adobe.com/federated/saml/SSO',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: bytes(`SAMLResponse=${Buffer.from('<x>'.repeat(99)).toString('base64')}`),
    isNavigation: true,
  });
  const code = request({ url: `${sso}/code`, body: bytes(JSON.stringify({ code: '123456' })) });
  for (const stage of ['given', 'over', 'gone'] as const) {
    expect(judgeRequest(saml, typedAt(sso, { stage })).action).toBe('pass');
    expect(judgeRequest(code, typedAt(sso, { stage })).action).toBe('pass');
    expect(judgeRequest(request({ sender: { other: 'another page' } }), typedAt(sso, { stage })).action).toBe('stop');
  }
});

test('a form that goes without the password as a value of its own is stopped: what it carries would be a wrong one', () => {
  const form = request({ isNavigation: true, body: bytes('user=me'), headers: {} });
  expect(judgeRequest(form, typedAt(sso)).action).toBe('stop');
  expect(judgeRequest({ ...form, body: { kind: 'none' } }, typedAt(sso)).action).toBe('stop');
});

test('a page that does not send the password itself is told so, whosever it is', () => {
  const proof = request({ body: bytes(JSON.stringify({ proof: 'x' })) });
  for (const origin of [sso, adobe]) {
    expect(judgeRequest(proof, typedAt(origin))).toMatchObject({
      action: 'hold',
      reason: expect.stringContaining('does not send the password itself'),
    });
  }
});

test('no reason repeats the password, the name or what stands in the field', () => {
  const verdicts = [
    request({ url: 'https://evil.example/' }),
    request({ url: `${sso}/?p=${placeholder}` }),
    request({ body: bytes(JSON.stringify({ email, p: createHash('md5').update(placeholder).digest('hex') })) }),
    request({ body: bytes(placeholder), headers: {} }),
  ].map((one) => judgeRequest(one, typedAt(sso)));
  for (const verdict of verdicts) {
    expect(verdict.action).toBe('stop');
    for (const secret of [placeholder, password, email]) expect(JSON.stringify(verdict)).not.toContain(secret);
  }
});

test('a text of a page costs no more than its length', () => {
  const long = 'a1'.repeat(200_000);
  const started = performance.now();
  for (const headers of [
    { 'content-type': 'application/json' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'text/plain' },
    {},
  ]) {
    for (const text of [
      long,
      `--x\r\n name="${long}`,
      `{"a":"${long}"}`,
      ` name="a"\r\n`.repeat(36_000),
      `${long}=&`,
    ]) {
      judgeRequest(request({ headers, body: bytes(text) }), typedAt(sso));
    }
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
