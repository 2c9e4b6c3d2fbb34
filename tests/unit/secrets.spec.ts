import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { bodyTypeOf, disguisesOf, encodeFor, holdsAsValue } from '../../fixtures/evidence/journey/secret-encoding.ts';
import { guardOutput } from '../../fixtures/report/output-guard.ts';
import { findInBytes } from '../../fixtures/report/scan/find-secrets.ts';
import { scan } from '../../fixtures/report/scan/index.ts';
import { needlesOf } from '../../fixtures/report/scan/needles.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = { name: 'IMS_USER_PASSWORD', value };
const needles = needlesOf(secret);

/** Where and how a secret may stand in what was written. */
const written: Readonly<Record<string, Buffer>> = {
  'as it is': Buffer.from(`x${value}y`),
  'in JSON': Buffer.from(JSON.stringify({ typed: value })),
  'in JSON within JSON': Buffer.from(JSON.stringify(JSON.stringify({ typed: value }))),
  'in a URL': Buffer.from(`https://x/?p=${encodeURIComponent(value)}`),
  'in a form': Buffer.from(new URLSearchParams({ p: value }).toString()),
  'in HTML': Buffer.from('<p>pa&quot;ss\\w&amp;rd+ ü%42</p>'),
  'in base64': Buffer.from(Buffer.from(`user:${value}`).toString('base64')),
  'in base64, one further': Buffer.from(Buffer.from(`users:${value}`).toString('base64')),
  'in base64, two further': Buffer.from(Buffer.from(`my users:${value}`).toString('base64url')),
  'in hexadecimal': Buffer.from(Buffer.from(value).toString('hex')),
  'in an archive': Buffer.from(zipSync({ 'a/b.txt': Buffer.from(value) })),
  'in an archive in an archive': Buffer.from(zipSync({ 'a.zip': zipSync({ 'b.txt': Buffer.from(value) }) })),
  'in a compressed file': gzipSync(value),
  'in an archive in a page': Buffer.from(
    `<script>window.x = "data:application/zip;base64,${Buffer.from(zipSync({ 'r.json': Buffer.from(value) })).toString('base64')}";</script>`,
  ),
};

for (const [name, bytes] of Object.entries(written)) {
  test(`a secret is found ${name}`, () => {
    expect(findInBytes('file', bytes, needles).length).toBeGreaterThan(0);
  });
}

test('what holds no secret is not reported', () => {
  expect(findInBytes('file', Buffer.from('nothing of interest'), needles)).toEqual([]);
  expect(needlesOf({ name: 'short', value: 'abc' })).toEqual([]);
});

test('a scan finds its canary, cleans up after itself, and names where a secret stands', ({}, testInfo) => {
  const folder = testInfo.outputPath('run');
  const results = testInfo.outputPath('results');
  mkdirSync(folder, { recursive: true });
  mkdirSync(results, { recursive: true });

  expect(scan({ paths: [results], printed: '', secrets: [secret], folder })).toEqual({ findings: [], canSee: true });

  writeFileSync(join(results, 'leak.json'), JSON.stringify({ value }));
  const { findings, canSee } = scan({
    paths: [results, '/no/such/path'],
    printed: `said ${value}`,
    secrets: [secret],
    folder,
  });
  expect(canSee).toBe(true);
  expect(new Set(findings.map(({ place, name }) => `${name} ${place}`))).toEqual(
    new Set([`IMS_USER_PASSWORD ${join(results, 'leak.json')}`, 'IMS_USER_PASSWORD the printed output']),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('a secret is masked before it is printed, and the scan still learns of it', () => {
  const shown: string[] = [];
  const stream = { write: (text: string) => shown.push(text) > 0 };
  const output = guardOutput([stream], [value]);
  stream.write(`the password is ${value}!`);
  output.stop();
  stream.write('afterwards');
  expect(shown).toEqual(['the password is [secret]!', 'afterwards']);
  expect(output.printed()).toContain(value);
});

test('a writer that somebody else put back stays', () => {
  const stream = { write: () => true };
  const output = guardOutput([stream], [value]);
  const theirs = (): boolean => false;
  stream.write = theirs;
  output.stop();
  expect(stream.write).toBe(theirs);
});

const placeholder = 'Pw0123456789abcdef';

const bodies: readonly (readonly [string, string, ReturnType<typeof bodyTypeOf>])[] = [
  ['application/x-www-form-urlencoded', `u=me&p=${placeholder}`, 'form'],
  ['application/json;charset=utf-8', JSON.stringify({ p: placeholder }), 'json'],
  ['application/vnd.api+json', JSON.stringify({ p: placeholder }), 'json'],
  ['text/plain;charset=UTF-8', JSON.stringify({ p: placeholder }), 'json'],
  ['text/plain;charset=UTF-8', `u=me&p=${placeholder}`, 'form'],
  ['text/plain', `u=me\r\np=${placeholder}`, 'plain'],
  [
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="p"\r\n\r\n${placeholder}\r\n--x--`,
    'multipart',
  ],
  ['application/octet-stream', placeholder, undefined],
];

for (const [contentType, body, type] of bodies) {
  test(`a ${contentType} body is ${type ?? 'not known'}`, () => {
    expect(bodyTypeOf(contentType, body)).toBe(type);
    expect(type === undefined || holdsAsValue(type, body, placeholder)).toBe(true);
  });
}

test('a value that is only a part of another one is not one to put a password into', () => {
  expect(holdsAsValue('form', `p=x${placeholder}`, placeholder)).toBe(false);
  expect(holdsAsValue('json', JSON.stringify({ p: JSON.stringify({ p: placeholder }) }), placeholder)).toBe(false);
});

test('a password is written as its body’s type wants it', () => {
  expect(new URLSearchParams(`p=${encodeFor('form', value)}`).get('p')).toBe(value);
  expect(JSON.parse(`{"p":"${encodeFor('json', value)}"}`)).toEqual({ p: value });
});

test('a disguised value is recognised wherever it begins', () => {
  const disguises = disguisesOf(placeholder);
  for (const lead of ['', 'a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${lead}${placeholder}tail`).toString('base64');
    expect(disguises.some((disguise) => encoded.includes(disguise))).toBe(true);
  }
  expect(disguises.every((disguise) => disguise.length >= 16)).toBe(true);
});
