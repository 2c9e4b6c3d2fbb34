import { createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { judgeRequest, type OutgoingRequest } from '../../fixtures/evidence/journey/gate/judge-request.ts';
import { KnownRequests } from '../../fixtures/evidence/journey/gate/request-shape.ts';
import { placeholder, email, sso, typedAt, bytes, request } from './gate-builder.ts';

/** What a page may make of a password before it sends it. */
const transformed: Readonly<Record<string, string>> = {
  'a proof of its own making': createHmac('sha3-256', 'salt').update(placeholder).digest('hex'),
  'an SRP value': '9'.repeat(180),
  'a bcrypt hash': '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  sha256: createHash('sha256').update(placeholder).digest('hex'),
  'sha256, in capitals': createHash('sha256').update(placeholder).digest('hex').toUpperCase(),
  md5: createHash('md5').update(placeholder).digest('base64'),
  base64: Buffer.from(`me:${placeholder}`).toString('base64'),
  hex: Buffer.from(placeholder).toString('hex'),
  backwards: Array.from(placeholder).reverse().join(''),
  'in capitals': placeholder.toUpperCase(),
  'percent-encoded': [...Buffer.from(placeholder)].map((byte) => `%${byte.toString(16)}`).join(''),
  'character by character': [...Buffer.from(placeholder)].join(','),
  short: '42',
};

for (const [name, proof] of Object.entries(transformed)) {
  test(`what may be made of a password does not leave before it: ${name}`, () => {
    const shapes: readonly Partial<OutgoingRequest>[] = [
      { body: bytes(JSON.stringify({ username: email, proof })) },
      { body: bytes(JSON.stringify([proof])) },
      { body: bytes(`u=me&h=${proof}`), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { body: bytes(proof), headers: {} },
      { body: bytes(gzipSync(proof)), headers: { 'content-encoding': 'gzip' } },
      { body: { kind: 'hidden' } },
      { method: 'PUT', body: bytes(JSON.stringify({ proof })) },
      { sender: { other: 'a worker of the page' }, body: bytes(JSON.stringify({ proof })) },
      { url: 'https://api.example.com/srp', body: bytes(JSON.stringify({ proof })) },
      { url: 'https://cognito.example.org/', body: bytes(JSON.stringify({ USERNAME: email, proof })) },
    ];
    for (const shape of shapes) {
      const verdict = judgeRequest(request(shape), typedAt(sso));
      expect(['stop', 'hold'], JSON.stringify(shape)).toContain(verdict.action);
    }
  });
}

test('what may be made of a password does not leave in an address or a header either', () => {
  const digest = createHmac('sha512', 'salt').update(placeholder).digest('hex');
  const nothing = { method: 'GET', body: { kind: 'none' } as const };
  for (const more of [
    { url: `${sso}/login?user=me&h=${digest}` },
    { url: `${sso}/login/${digest}` },
    { url: `${sso}/login?p=${placeholder}` },
    { url: `https://evil.example/?p=${placeholder}` },
    { url: `https://evil.example/?p=${encodeURIComponent(JSON.stringify({ p: placeholder }))}` },
    { headers: { authorization: `Basic ${Buffer.from(`${email}:${placeholder}`).toString('base64')}` } },
    { headers: { 'x-openam-password': placeholder } },
  ]) {
    expect(['stop', 'hold'], JSON.stringify(more)).toContain(
      judgeRequest(request({ ...nothing, ...more }), typedAt(sso)).action,
    );
  }
});

test('more of what was sent before is sent, and nothing else of that address', () => {
  const known = new KnownRequests();
  const event = (more: object, url = `${sso}/api/v1/events/1234`): OutgoingRequest =>
    request({ url, body: bytes(JSON.stringify({ kind: 'shown', at: 1, tags: ['a'], ...more })) });
  known.learn(event({ session: '0f8fad5b-d9cb-469f-a165-70867728950e' }));
  const judge = (one: OutgoingRequest): string => judgeRequest(one, typedAt(sso, { known })).action;

  expect(judge(event({ session: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }, `${sso}/api/v1/events/5678`))).toBe('pass');
  expect(judge(event({ kind: 'pressed', at: 2, tags: ['a', 'b'] }))).toBe('pass');
  expect(judge(event({ proof: 'x' }))).toBe('hold');
  // The same key, and in it for the first time something that nobody can guess.
  expect(judge(event({ kind: createHmac('sha1', 'salt').update(placeholder).digest('hex') }))).toBe('hold');
  expect(judge(event({ tags: [createHmac('sha1', 'salt').update(placeholder).digest('hex')] }))).toBe('hold');
  expect(judge(event({ tags: Array.from({ length: 20 }, (_, index) => index) }))).toBe('hold');
  expect(judge(event({}, `${sso}/api/v2/events/1234`))).toBe('hold');
  expect(judge({ ...event({}), method: 'PUT' })).toBe('hold');
});
