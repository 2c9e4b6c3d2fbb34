import { deflateRawSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from './unit-test.ts';
import { sourceOf, windowsOf } from '../../fixtures/report/scan/bytes.ts';
import { contentOf } from '../../fixtures/report/scan/formats.ts';
import { allBranches, FileSearcher } from '../../fixtures/report/scan/search.ts';
import { secretToLookFor } from '../../fixtures/report/scan/secret.ts';
import type { Branches, Searched } from '../../fixtures/report/scan/searched.ts';
import { noiseOf } from '../fire/noise.ts';
import { longText } from '../fire/packed-texts.ts';

/* What is packed in a file, part by part: which part is named where something is to be said of it, what stands twice and is
   whole once, and what was only guessed at. */

const value = 'Gytw!cAX';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function search(name: string, bytes: string | Uint8Array, branches: Branches = allBranches): Searched {
  return new FileSearcher([secret], branches, '').search(name, contentOf(sourceOf(Buffer.from(bytes))));
}

const whole = gzipSync(longText(1, 3000));
const cut = whole.subarray(0, 600);

test('an entry of an archive is a file and no guess, and each one that is damaged is named', () => {
  const { notSearched } = search('a.zip', zipSync({ 'words.gz': Buffer.from('word '.repeat(400)), 'b.gz': cut }));
  expect(notSearched).toEqual([
    { inside: '!words.gz!', reason: 'is damaged' },
    { inside: '!b.gz!', reason: 'ends too early' },
  ]);
  // That another file is whole says nothing of this one.
  expect(search('a.zip', zipSync({ 'b.gz': cut, 'c.gz': whole })).notSearched).toEqual([
    { inside: '!b.gz!', reason: 'ends too early' },
  ]);
});

test('what is packed among other bytes and is damaged is named, unless the same stands there whole', () => {
  const among = (...parts: readonly Uint8Array[]): Searched =>
    search('a.dat', Buffer.concat(parts.flatMap((part, index) => [noiseOf(index, 300), part])));
  const reason = 'holds something that is packed (a packed file) and ends too early';
  expect(among(cut).notSearched).toEqual([{ inside: '', reason }]);
  expect(among(whole).notSearched).toEqual([]);
  expect(among(cut, whole).notSearched).toEqual([]);
});

test('short packed bytes that look like text are unpacked, and so is what is packed and long', () => {
  const short = deflateRawSync(value);
  expect(search('a.dat', short).secrets).toEqual([{ secret, inside: '!(DEFLATE)', spelling: [] }]);
  const long = deflateRawSync(longText(3, 400_000) + value);
  expect(search('a.dat', long).secrets).toEqual([{ secret, inside: '!(DEFLATE)', spelling: [] }]);
});

test('a file in a page is looked into from where it begins, and not from each place at which it might', () => {
  let windows = 0;
  const branches: Branches = { ...allBranches, windows: (pieces) => ((windows += 1), windowsOf(pieces)) };
  const archive = zipSync({ 'a.txt': [Buffer.from(longText(2, 9000)), { level: 0 }] });
  expect(search('a.html', `"${base64(archive)}"`, branches)).toEqual({
    secrets: [],
    notSearched: [],
    otherFormats: [],
  });
  expect(windows, 'the page and the file in the archive').toBe(2);
  // Also where letters of the same alphabet stand before it.
  const withSecret = zipSync({ 'a.txt': [Buffer.from(longText(2, 9000) + value), { level: 0 }] });
  for (const before of ['', 'x', 'xy', 'xyz']) {
    const page = `"${before}${Buffer.from(withSecret).toString('base64url')}"`;
    expect(search('a.html', page).secrets.map(({ inside }) => inside)).toEqual(['!(base64)!a.txt']);
  }
});
