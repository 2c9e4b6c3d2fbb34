import { existsSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from './unit-test.ts';
import { again, sourceOf, windowsOf } from '../../fixtures/report/scan/bytes.ts';
import { contentOf, type Format } from '../../fixtures/report/scan/formats.ts';
import { GoesTooFar, limits, NotSearched } from '../../fixtures/report/scan/limits.ts';
import { allBranches, FileSearcher } from '../../fixtures/report/scan/search.ts';
import { secretToLookFor } from '../../fixtures/report/scan/secret.ts';
import type { Branches, Searched } from '../../fixtures/report/scan/searched.ts';
import { noiseOf } from '../fire/noise.ts';
import { longText } from '../fire/packed-texts.ts';

/* The search of one file and of what is packed in it: what is found, what is said to be not searched, and what is known
   again so that it is searched once. A file that is passed over is a secret that nobody finds. */

const value = 'vG7#kq!2Lp0zXw';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);
const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64');
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const words = 'word '.repeat(400);

type Search = (name: string, bytes: string | Uint8Array) => Searched;

function searcher(branches: Branches = allBranches, folder = ''): Search {
  const files = new FileSearcher([secret], branches, folder);
  return (name, bytes) => files.search(name, contentOf(sourceOf(Buffer.from(bytes))));
}

/** Where the secret was seen, and how it was written. */
const seen = ({ secrets }: Searched) => secrets.map(({ inside, spelling }) => [inside, ...spelling]);
const clean = { secrets: [], notSearched: [], otherFormats: [] };

test('of a secret the first place is named: in which packed file, and in which spelling', () => {
  const search = searcher();
  expect(search('a.txt', `no ${value.slice(1)} at all`)).toEqual(clean);
  expect(search('', '')).toEqual(clean);
  expect(search('a.txt', '')).toEqual(clean);
  expect(search('a.txt', `${value} ${value}`).secrets).toEqual([{ secret, inside: '', spelling: [] }]);
  expect(seen(search('a.txt', JSON.stringify({ a: base64(`"${value}"`) })))).toEqual([['', 'base64']]);
  expect(seen(search('a.txt', `${value.slice(0, 5)}\r\n   ${value.slice(5)}`))).toEqual([['', 'wrapped']]);
  const inside = zipSync({ 'b.txt': Buffer.from(value), 'c.txt': Buffer.from(value) });
  expect(seen(search('a.zip', zipSync({ 'inside.zip': inside })))).toEqual([['!inside.zip!b.txt']]);
  expect(seen(search('a.zip', zipSync({ [`${value}.txt`]: Buffer.from('a') })))).toEqual([['!', 'the name']]);
  expect(seen(search('a.dat', Buffer.concat([noiseOf(1, 500), gzipSync(value), noiseOf(2, 500)])))).toEqual([
    ['!(a packed file)'],
  ]);
});

test('a file is opened as what it is, by its name where its bytes do not say so, and each fault is said', () => {
  const search = searcher();
  const brotli = brotliCompressSync(`${value} ${words}`);
  expect(seen(search('a.br', brotli))).toEqual([['!']]);
  expect(seen(search('a.dat', brotli))).toEqual([['!(Brotli)']]);
  expect(seen(search('a.dat', deflateRawSync(`${value} ${words}`)))).toEqual([['!(DEFLATE)']]);
  // What is no archive at all is searched as it is, and nothing more is said of it.
  for (const [name, reason] of [
    ['a.zip', 'is a ZIP archive that has no directory, as if its end were missing'],
    ['a.br', 'is a Brotli file that is damaged'],
  ] as const) {
    const found = search(name, `${value} and ${words}`);
    expect(found, name).toMatchObject({ notSearched: [{ inside: '', reason }], otherFormats: [] });
    expect(seen(found), name).toEqual([['']]);
  }
  for (const name of ['a.gz', 'a.tgz', 'a.svgz', 'a.zz', 'a.zlib', 'a.deflate']) {
    expect(search(name, words).notSearched, name).toEqual([{ inside: '!', reason: 'is damaged' }]);
  }
  expect(search('a.zip', '').notSearched).toHaveLength(1);
  const declared = `data:application/zip;base64,${base64(noiseOf(3, 300))}`;
  expect(search('a.html', declared).notSearched).toEqual([
    { inside: '!(base64)', reason: 'is a ZIP archive that has no directory, as if its end were missing' },
  ]);
  expect(search('a.html', declared.replace('/zip', '/x'))).toEqual(clean);
});

test('a file in which no text can be read is named by its format, and one of an unknown format so', () => {
  const search = searcher();
  const picture = Buffer.concat([png, noiseOf(4, 500)]);
  const named = (bytes: string | Uint8Array) => search('a.dat', bytes).otherFormats;
  expect(named(picture)).toEqual([{ inside: '', format: 'PNG picture' }]);
  expect(named(`{"a":"data:;base64,${base64(picture)}"}`)).toEqual([{ inside: '!(base64)', format: 'PNG picture' }]);
  expect(named(zipSync({ 'b.png': picture }))).toEqual([{ inside: '!b.png', format: 'PNG picture' }]);
  const unknown = [{ inside: '', format: 'file of an unknown format' }];
  expect(named(noiseOf(5, 3000))).toEqual(unknown);
  // Either half alone makes it one.
  const text = Buffer.alloc(200_000, 'word ');
  expect(named(Buffer.concat([noiseOf(5, 140_000), text]))).toEqual(unknown);
  expect(named(Buffer.concat([text, noiseOf(5, 140_000)]))).toEqual(unknown);
  // What nobody called a file is none.
  expect(named(`{"a":"${base64(noiseOf(6, 9000))}"}`)).toEqual([]);
  expect(named(text)).toEqual([]);
  // A byte in a hundred may be no text.
  expect(named(`${'x'.repeat(99)}\x01`)).toEqual([]);
  expect(named(`${'x'.repeat(98)}\x01\x02`)).toEqual(unknown);
  // A picture says what it says as it is; a document of another format may say it in any spelling.
  expect(seen(search('a.png', Buffer.concat([picture, Buffer.from(value)])))).toEqual([['']]);
  expect(seen(search('a.png', Buffer.concat([picture, Buffer.from(base64(value))])))).toEqual([]);
  const pdf = search('a.pdf', `%PDF-1.7 (${base64(value)})`);
  expect(seen(pdf)).toEqual([['', 'base64']]);
  expect(pdf.otherFormats).toEqual([{ inside: '', format: 'PDF document' }]);
});

test('what says nothing is searched once, and whatever something is to be said of every time', () => {
  let windows = 0;
  const branches: Branches = { ...allBranches, windows: (pieces) => ((windows += 1), windowsOf(pieces)) };
  const search = searcher(branches);
  const searches = (name: string, bytes: string | Uint8Array): number => {
    const before = windows;
    search(name, bytes);
    search(name, bytes);
    return windows - before;
  };
  expect(searches('a.txt', words)).toBe(1);
  expect(searches('b.txt', words)).toBe(0);
  expect(searches('a.txt', 'x'.repeat(1024))).toBe(1);
  expect(searches('a.txt', 'x'.repeat(1023))).toBe(2);
  // As a file of a format it is something else.
  expect(search('a.gz', words).notSearched).toHaveLength(1);
  const cut = gzipSync(longText(1, 3000)).subarray(0, 1000);
  const encrypted = Buffer.from(zipSync({ 'a.txt': [Buffer.from('text'), { level: 0 }] }));
  encrypted[encrypted.indexOf('PK\x01\x02') + 8] = 1;
  const withSecret = Buffer.from(`${value} ${longText(2, 2000)}`);
  const said: Readonly<Record<string, string | Uint8Array>> = {
    'a secret': `${words}${value}`,
    'a secret in a picture': Buffer.concat([png, Buffer.from(`${value} ${words}`)]),
    'a picture': Buffer.concat([png, Buffer.from(words)]),
    'what is damaged': `${words}"${base64(cut)}"`,
    'what is damaged, and a secret': `${words}${value} "${base64(cut)}"`,
    'what cannot be read, and a secret': zipSync({ 'a.zip': encrypted, 'b.txt': withSecret }),
    'what cannot be read, and a picture': zipSync({
      'a.zip': encrypted,
      'b.png': Buffer.concat([png, noiseOf(7, 2000)]),
    }),
  };
  for (const [what, bytes] of Object.entries(said)) {
    const first = search('a.dat', bytes);
    expect(first, what).not.toEqual(clean);
    expect(search('a.dat', bytes), what).toEqual(first);
  }
});

/** A file that is packed in others, the innermost first. */
function packed(times: number, bytes: Uint8Array): Uint8Array {
  return times === 0 ? bytes : packed(times - 1, zipSync({ a: [bytes, { level: 0 }] }));
}

test('what goes further than the scan looks is said, and never passed over', () => {
  const search = searcher();
  const text = Buffer.from(`"${value}"`);
  expect(seen(search('a.zip', packed(limits.archiveDepth, text)))).toEqual([['!a'.repeat(limits.archiveDepth)]]);
  expect(search('a.zip', packed(limits.archiveDepth + 1, text)).notSearched).toEqual([
    {
      inside: '!a'.repeat(limits.archiveDepth),
      reason: 'is a ZIP archive that is packed more times than the scan unpacks',
    },
  ]);
  const guessed = packed(limits.archiveDepth, Buffer.concat([noiseOf(8, 40), gzipSync(text), noiseOf(9, 40)]));
  expect(search('a.zip', guessed).notSearched).toEqual([
    {
      inside: `${'!a'.repeat(limits.archiveDepth)}!(a packed file)`,
      reason: 'is packed more times than the scan unpacks',
    },
  ]);
  const layers = (times: number): string =>
    Array.from({ length: times }).reduce<string>((inner) => base64(inner), value);
  const deepest = search('a.txt', layers(limits.spellingDepth));
  expect(deepest.secrets.map(({ spelling }) => spelling.length)).toEqual([limits.spellingDepth]);
  expect(deepest.notSearched).toEqual([]);
  expect(search('a.txt', layers(limits.spellingDepth + 1)).notSearched).toEqual([
    { inside: '', reason: 'contains text in more spellings than the scan looks at' },
  ]);
});

const large = Buffer.alloc(limits.unpackedBytes / 16);

/** A format of which a file holds one other file, of so many pieces. */
function holding(count: number, also: readonly Buffer[] = []): Branches {
  const format: Format = {
    name: 'box',
    extensions: ['.box'],
    mediaTypes: [],
    begins: undefined,
    isThere: () => false,
    open: (_content, _opening, each) => {
      const pieces = again(function* () {
        for (let index = 0; index < count; index += 1) yield large;
        yield* also;
      });
      each({ name: 'big', pieces });
    },
    pack: (bytes) => bytes,
  };
  const readAll: Branches['windows'] = (pieces) => [...pieces].slice(0, 0).map((bytes) => ({ at: 0, bytes }));
  return { ...allBranches, formats: [format], windows: readAll };
}

test('a file unpacks to so much in all, however often it is read', () => {
  expect(searcher(holding(16))('a.box', 'x')).toEqual(clean);
  expect(searcher(holding(16, [Buffer.from('y')]))('a.box', 'x').notSearched).toEqual([
    { inside: '!big', reason: 'unpacks to more than 1024 MB' },
  ]);
});

/** A format whose files are opened so. */
function opening(open: Format['open']): Branches {
  const [first] = holding(0).formats;
  return { ...allBranches, formats: first ? [{ ...first, open }] : [] };
}

const failing = (error: Error): Branches =>
  opening(() => {
    throw error;
  });

test('what is damaged is searched as it is, what goes too far is not, and a bug is not hidden', () => {
  const damaged = searcher(failing(new NotSearched('is damaged')))('a.box', value);
  expect(damaged.notSearched).toEqual([{ inside: '', reason: 'is a box that is damaged' }]);
  expect(seen(damaged)).toEqual([['']]);
  const tooFar = searcher(failing(new GoesTooFar('is too large')))('a.box', value);
  expect(tooFar).toEqual({ ...clean, notSearched: [{ inside: '', reason: 'is a box that is too large' }] });
  expect(() => searcher(failing(new RangeError('a bug')))('a.box', value)).toThrow('a bug');
  const inAnEntry = opening((_content, _opening, each) => {
    const pieces = again(() => {
      throw new RangeError('a bug');
    });
    each({ name: 'x', pieces });
  });
  expect(() => searcher(inAnEntry)('a.box', value)).toThrow('a bug');
});

test('what was put in a file to be unpacked is taken away, also where the search fails', ({}, testInfo) => {
  const folder = testInfo.outputPath();
  const spilt: string[] = [];
  const spilling = (error?: Error): Branches =>
    opening((_content, { spill }) => {
      for (const path of [spill(), spill()]) {
        spilt.push(path);
        writeFileSync(path, 'x');
      }
      if (error) throw error;
    });
  searcher(spilling(), folder)('a.box', 'x');
  expect(spilt).toEqual([0, 1].map((index) => testInfo.outputPath(`scan-unpacked-${String(index)}`)));
  expect(() => searcher(spilling(new RangeError('a bug')), folder)('a.box', 'x')).toThrow('a bug');
  expect(spilt.filter((path) => existsSync(path))).toEqual([]);
});

test('what is packed in one window and goes on in the next is unpacked as a whole', () => {
  const gzip = gzipSync(`${longText(3, 170_000)}"${value}"`);
  const among = Buffer.concat([noiseOf(10, limits.windowBytes - 500), gzip, noiseOf(11, 500)]);
  expect(searcher()('a.dat', among)).toMatchObject({ secrets: [{ inside: '!(a packed file)' }], notSearched: [] });
});
