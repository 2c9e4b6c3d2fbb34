import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { zipSync } from 'fflate';
import {
  bodyTypeOf,
  disguisesOf,
  encodeFor,
  holdsAsValue,
} from '../../fixtures/evidence/journey/gate/secret-encoding.ts';
import { guardOutput } from '../../fixtures/report/output-guard.ts';
import { scan, secretsBelow, secretsIn, secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { picture, trace } from '../large-trace.ts';
import { large } from '../nightly.ts';
import { scanOf } from '../fire/scan-one.ts';
import { mutilations } from '../fire/mutilations.ts';
import { encodings, lost, plantedSecrets } from '../fire/plantings.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

const planted = Object.entries(plantedSecrets).map(([what, one]) => secretToLookFor(what, one));

/** Every encoding in one table with the fire, each of them alone, with a file for each secret. */
for (const [name, write] of Object.entries(encodings)) {
  test(`a secret is found in ${name}`, ({}, testInfo) => {
    const files = planted.map((one) => ({ ...one, file: testInfo.outputPath(`${one.name}.bin`) }));
    for (const one of files) writeFileSync(one.file, write(one.value));
    const paths = files.map(({ file }) => file);
    const found = secretsBelow(paths, planted);
    const isOf = (line: string, one: (typeof files)[number]): boolean => line.startsWith(`${one.name} in ${one.file}`);
    expect(found.filter((line) => !files.some((one) => isOf(line, one)))).toEqual([]);
    const missed = files.filter((one) => !found.some((line) => isOf(line, one)));
    expect(missed.map(({ name: what }) => what)).toEqual(lost[name] ?? []);
  });
}

test('what holds no secret is not reported, and a plain word only where it stands as a value', () => {
  expect(secretsIn('nothing of interest', [secret])).toEqual([]);
  const ofTheRun = secretToLookFor('SOAP_PASSWORD', 'prod', ['prod']);
  expect(secretsIn('{"instance":"prod","status":"prod"} prod: signed in', [ofTheRun])).toEqual([]);
  expect(secretsIn('{"password": "prod"}', [ofTheRun])).toHaveLength(1);
  expect(secretsIn('<password xsi:type="xsd:string">prod</password>', [ofTheRun])).toHaveLength(1);
  expect(secretsIn('sessiontoken=prod&a=b', [ofTheRun])).toHaveLength(1);
  const short = secretToLookFor('SOAP_PASSWORD', 'geheim');
  expect(secretsIn('this is geheim for all', [short])).toEqual([]);
  expect(secretsIn('{"typed":"geheim"}', [short])).toHaveLength(1);
});

test('a scan sees its canaries, cleans up after itself, and names where a secret stands', ({}, testInfo) => {
  const folder = testInfo.outputPath('run');
  const results = testInfo.outputPath('results');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(results, 'evidence'), { recursive: true });
  const request = { places: [{ path: results, isOurs: true }], leftOut: [], printed: '', secrets: [secret], folder };
  expect(scan(request)).toEqual({
    files: [],
    printed: [],
    notSearched: [],
    otherFormats: [],
    blind: [],
    left: [],
  });

  writeFileSync(join(results, 'leak.json'), JSON.stringify({ value }));
  writeFileSync(join(results, 'broken.zip'), zipSync({ 'a.txt': Buffer.from('text') }).subarray(0, 40));
  writeFileSync(join(results, 'broken.gz'), gzipSync('text'.repeat(100)).subarray(0, 15));
  writeFileSync(join(results, 'picture.png'), Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const result = scan({ ...request, printed: `said ${value}` });
  expect(result.blind).toEqual([]);
  expect(result.files.map(({ path }) => path)).toEqual([join(results, 'leak.json')]);
  expect(result.printed.map((sighting) => sighting.secret.name)).toEqual(['IMS_USER_PASSWORD']);
  expect(result.notSearched.map(({ path }) => path).sort()).toEqual(
    ['broken.gz', 'broken.zip'].map((name) => join(results, name)),
  );
  expect(result.otherFormats).toMatchObject([{ format: 'PNG picture' }]);
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(results).sort()).toEqual(['broken.gz', 'broken.zip', 'evidence', 'leak.json', 'picture.png']);
});

test('a trace of 15 MB with pictures in it is searched to its end', large, ({}, testInfo) => {
  const found = (last: string): unknown => {
    const { files, notSearched, blind } = scanOf(testInfo, { 'trace.zip': trace(15, last), 'picture.png': picture }, [
      secret,
    ]);
    return { files: files.length, notSearched, blind };
  };
  expect(found('{}')).toEqual({ files: 0, notSearched: [], blind: [] });
  expect(found(JSON.stringify({ value }))).toEqual({ files: 1, notSearched: [], blind: [] });
});

for (const [name, branches] of Object.entries(mutilations)) {
  test(`a scan without ${name} says that it is blind`, ({}, testInfo) => {
    const folder = testInfo.outputPath('run');
    const results = testInfo.outputPath('results');
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(results, 'evidence'), { recursive: true });
    const places = [{ path: results, isOurs: true }];
    expect(scan({ places, leftOut: [], printed: '', secrets: [], folder }, branches).blind).not.toEqual([]);
  });
}

test('a secret is masked before it is printed, also in two writes, and the scan still learns of it', () => {
  const shown: string[] = [];
  const stream = {
    write: (text: string | Uint8Array) => shown.push(Buffer.from(text).toString('utf8')) > 0,
  };
  const output = guardOutput([stream], [secret]);
  stream.write(`the password is ${value}!`);
  stream.write(`again ${value.slice(0, 5)}`);
  stream.write(`${value.slice(5)}.`);
  output.stop();
  stream.write('afterwards');
  expect(shown.join('')).toBe('the password is [secret]!again [secret].afterwards');
  expect(output.masked()).toEqual(['IMS_USER_PASSWORD']);
  expect(output.printed()).not.toContain(value);
});

test('a writer that somebody else put back stays', () => {
  const stream = { write: () => true };
  const output = guardOutput([stream], [secret]);
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
