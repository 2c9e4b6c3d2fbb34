import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { canaryExamples } from '../../fixtures/report/scan/canary-examples.ts';
import { isCanary, isProof, plantCanaries } from '../../fixtures/report/scan/canary.ts';
import { limits } from '../../fixtures/report/scan/limits.ts';
import { scan, secretsBelow, secretToLookFor, type ScanRequest } from '../../fixtures/report/scan/index.ts';
import { allBranches } from '../../fixtures/report/scan/search.ts';

/* The canaries of the scan: written as others write, planted where others write, and taken away again. One that is written
   otherwise, or not planted, proves something that nobody needs. */

const token = '0123456789abcdef01';
const text = 'ab "ß&<';
const utf16 = (of: string): Buffer => Buffer.from(of, 'utf16le');

const spellings: Readonly<Record<string, string | Buffer>> = {
  'escapes of JSON': String.raw`\u0061\u0062\u0020\u0022\u00df\u0026\u003c`,
  'escapes of bytes': String.raw`\x61\x62\x20\x22\xc3\x9f\x26\x3c`,
  'HTML entities': '&#97;&#98;&#32;&#34;&#223;&#38;&#60;',
  'percent escapes': '%61%62%20%22%c3%9f%26%3c',
  'doubled quotes': 'ab ""ß&<',
  'a coloured text': `${text}\u001b[7m`,
  'quoted-printable': '=61=62=20=22=C3=9F=26=3C',
  'hexadecimal pairs': '61 62 20 22 c3 9f 26 3c ',
  'decimal numbers': '[97,98,32,34,195,159,38,60]',
  'a text with tags': 'a<span class="a">b "<span class="a">ß<span class="a">&<',
  'wide characters': Buffer.concat([Buffer.from('x '.repeat(1000)), utf16(text)]),
  'UTF-16': utf16('\ufeffłó ab "ß&amp;<'),
  'UTF-16 in the other byte order': utf16('łó: ab "ß&amp;<').swap16(),
  base64: 'YWIgIsOfJjw=',
  'base64 that begins elsewhere': 'xYWIgIsOfJjw',
  hexadecimal: '61622022c39f263c',
  'spellings of spellings': encodeURIComponent(JSON.stringify(JSON.stringify({ token: 'YWIgIsOfJjw=' }))),
  'escapes that are wrapped': 'ab%2\r\n    0%2\r\n    2%C\r\n    3%9\r\n    F%2\r\n    6%3\r\n    C',
  'a text that is wrapped': text,
  'a text that was wrapped at a space': 'ab\n"ß&<',
  'the end of a window': `${' '.repeat(limits.windowBytes - 10)}${text}`,
};

test('each spelling of a canary is the one that others write', () => {
  const examples = canaryExamples(allBranches);
  const written = examples.flatMap(({ proves, write }) =>
    proves in spellings ? [[proves, write(text)] as const] : [],
  );
  expect(Object.fromEntries(written)).toEqual(spellings);
  expect(examples.map(({ proves }) => proves).filter((proves) => !(proves in spellings))).toEqual([
    'an archive in a page',
    'a packed text in an address',
    'a packed file in another one',
    'a packed file without a name',
  ]);
  expect(examples.flatMap(({ proves, letters }) => (letters === undefined ? [] : [[proves, letters]]))).toEqual([
    ['UTF-16', 'łЖ文'],
    ['UTF-16 in the other byte order', 'łЖ文'],
  ]);
  const wrapped = examples.find(({ proves }) => proves === 'a text that is wrapped');
  expect(wrapped?.write('0123456789')).toBe('0123456\r\n    789');
});

test('what is packed proves that the file was opened, and not that its content was guessed at', () => {
  const sighting = (name: string, inside: string) =>
    isProof({ secret: { name, value: 'x', lookedFor: 'anywhere' }, inside, spelling: [] });
  expect(sighting('base64', '')).toBe(true);
  expect(sighting('packed: gzip file in a', '!packed.gz!')).toBe(true);
  expect(sighting('packed: gzip file in a', '')).toBe(false);
  expect(sighting('packed: gzip file in a', '!packed.gz')).toBe(false);
  expect(sighting('packed: gzip file in a', '!packed.gz!(DEFLATE)')).toBe(false);
});

test('a canary’s path is known anywhere in it, and nothing else is one', () => {
  for (const path of [[`scan-canary-${token}.txt`], ['a', `scan-canary-${token}`, 'b.txt']])
    expect(isCanary(join(...path))).toBe(true);
  for (const path of [['canary.txt'], [`a-scan-canary-${token}.txt`], ['scan-canary-of-mine', 'a.txt']])
    expect(isCanary(join(...path))).toBe(false);
});

test('a canary is planted in every folder of a place, once, and in none that is left out; all are taken away', ({}, testInfo) => {
  const [folder, place, theirs] = ['run', 'place', 'theirs'].map((name) => testInfo.outputPath(name));
  for (const path of [folder, join(place ?? '', 'inner', 'deep'), join(place ?? '', 'out'), theirs])
    mkdirSync(path ?? '', { recursive: true });
  const file = join(place ?? '', 'a-file.txt');
  writeFileSync(file, 'text');
  const left = join(place ?? '', `scan-canary-${token}`);
  mkdirSync(left);
  for (const name of ['1.txt', '2.txt']) writeFileSync(join(left, name), 'x');
  const request = {
    folder: folder ?? '',
    places: [place, join(place ?? '', 'inner'), theirs, file, testInfo.outputPath('nowhere')].map((path, index) => ({
      path: path ?? '',
      isOurs: index === 0,
    })),
    isLeftOut: (path: string) => path.endsWith('out'),
  };
  const canaries = plantCanaries(request, allBranches);
  expect(canaries.failures).toEqual([]);
  // What a run left that was killed is gone already.
  expect(existsSync(left)).toBe(false);
  const planted = (path: string): readonly string[] =>
    readdirSync(path)
      .map((name) => name.replace(/[0-9a-f]{18}/, '#'))
      .sort();
  const one = 'scan-canary-#.txt';
  expect(planted(place ?? '')).toEqual(['a-file.txt', 'inner', 'out', 'scan-canary-#-3.zip', one].sort());
  expect(planted(join(place ?? '', 'inner'))).toEqual(['deep', 'scan-canary-#-3.zip', one].sort());
  expect(planted(join(place ?? '', 'inner', 'deep'))).toEqual([one]);
  expect(planted(join(place ?? '', 'out'))).toEqual([]);
  expect(planted(theirs ?? '')).toEqual(['scan-canary-#-4.zip', one]);
  expect(planted(folder ?? '')).toEqual(['scan-canary-#', 'scan-canary-#-file.txt']);
  expect(canaries.places.map(({ isOurs }) => isOurs)).toEqual([true, true]);
  const names = [...canaries.secrets].map(({ name }) => name.replaceAll(testInfo.outputPath(), '.'));
  for (const name of [
    'names of files',
    'single files',
    'what was printed',
    'the folder ./place',
    'the folder ./place/inner/deep',
    'packed: ZIP archive in ./theirs',
  ]) {
    expect(names.map((known) => known.replaceAll('\\', '/'))).toContain(name);
  }
  const values = [...canaries.secrets].map(({ value }) => value);
  expect(new Set(values.map((value) => value.replace(/łЖ文|ß/, '').length)).size, 'none is a part of another').toBe(1);
  expect(canaries.printed).toBe(` ${values.at(-1) ?? ''} `);
  expect(canaries.remove()).toEqual([]);
  expect(planted(place ?? '')).toEqual(['a-file.txt', 'inner', 'out']);
  expect(readdirSync(folder ?? '')).toEqual([]);
  // What is gone already cannot be taken away.
  expect(canaries.remove()[0]).toMatch(/scan-canary-.* \(ENOENT\)$/);
});

const value = 'vG7#kq!2Lp0zXw';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

test('a scan says of each file whose it is, once, by its name as well, and keeps what it left out', ({}, testInfo) => {
  const at = (...names: readonly string[]): string => testInfo.outputPath(...names);
  for (const name of ['ours/run', 'ours/out', 'theirs']) mkdirSync(at(name), { recursive: true });
  writeFileSync(at('ours', 'a.json'), JSON.stringify({ value }));
  writeFileSync(at('ours', 'clean.json'), '{}');
  writeFileSync(at('ours', 'out', 'b.json'), value);
  writeFileSync(at('ours', `${value}.txt`), 'text');
  writeFileSync(at('ours', 'c.zip'), 'no archive');
  writeFileSync(at('theirs', 'd.zip'), 'no archive');
  writeFileSync(at('theirs', 'e.png'), '\x89PNG', 'latin1');
  symlinkSync(at('theirs'), at('ours', 'link'));
  const request: ScanRequest = {
    places: [
      { path: at('theirs'), isOurs: false },
      { path: at('ours'), isOurs: true },
      { path: at('ours', 'a.json'), isOurs: true },
      { path: at('ours', 'run'), isOurs: true },
    ],
    leftOut: [at('ours', 'out')],
    printed: `said ${value}`,
    secrets: [secret],
    folder: at('ours', 'run'),
  };
  const { files, printed, notSearched, blind, left, otherFormats } = scan(request);
  expect(files.map(({ path, sightings }) => [path, ...sightings.map(({ spelling }) => spelling.join())])).toEqual([
    [at('ours', `${value}.txt`), 'its name'],
    [at('ours', 'a.json'), ''],
  ]);
  expect(printed).toHaveLength(1);
  expect(notSearched.map(({ path, isOurs }) => [path, isOurs])).toEqual([
    [at('theirs', 'd.zip'), false],
    [at('ours', 'c.zip'), true],
    [at('ours', 'link', 'd.zip'), true],
  ]);
  expect(otherFormats.map(({ path, isOurs }) => [path, isOurs])).toEqual([
    [at('theirs', 'e.png'), false],
    [at('ours', 'link', 'e.png'), true],
  ]);
  expect([blind, left]).toEqual([[], []]);
  expect(secretsBelow([at('ours', 'a.json'), at('theirs')], [secret])).toEqual([
    `IMS_USER_PASSWORD in ${at('ours', 'a.json')}`,
  ]);
});
