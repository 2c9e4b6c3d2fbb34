import { brotliCompressSync, constants, crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from './unit-test.ts';
import type { Pieces } from '../../fixtures/report/scan/bytes.ts';
import { carvedFrom, deflatedIn, packedAsAWhole, type Carving } from '../../fixtures/report/scan/containers/carve.ts';
import {
  gunzipped,
  gzipHeaderLength,
  unbrotlied,
  unzlibbed,
} from '../../fixtures/report/scan/containers/compressed.ts';
import { inflated } from '../../fixtures/report/scan/containers/inflate.ts';
import { limits } from '../../fixtures/report/scan/limits.ts';
import { changed } from './changed-bytes.ts';
import { noiseOf } from '../fire/noise.ts';

/* What is unpacked where nobody called it a file: what it says, whether it is surely there, and whether all of it was read.
   What is there and was not read turns a run red; what only looks like it by chance must not. */

const text = 'the quick brown fox jumps over a lazy dog: 0123456789';
const packedText = Buffer.from(text);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const all = 'all of it';

/** What comes of trying, in words: what was unpacked, and of what is surely there whether all of it was read. */
function said(carvings: Iterable<Carving>): readonly string[] {
  return [...carvings].map((one) =>
    'carved' in one
      ? `${one.carved.name}: ${one.carved.bytes.toString('latin1')}`
      : `${one.member.name} at ${one.member.beginning.slice(0, 3)}: ${one.member.fault ?? all}`,
  );
}

const carved = (bytes: Uint8Array | string, most = 1000, beyond: Pieces = []): readonly string[] =>
  said(carvedFrom(typeof bytes === 'string' ? bytes : latin1(bytes), most, () => beyond));

const gzip = gzipSync(text);
const zip = Buffer.from(zipSync({ 'inside.txt': packedText }, { mtime: '2026-03-04T05:06:08' }));
const ofGzip = `a packed file: ${text}`;
const ofZip = `a file of an archive: ${text}`;
const gzipFault = (fault: string): string => `a packed file at \x1f\x8b\x08: ${fault}`;
const zipFault = (fault: string): string => `a file of an archive at PK\x03: ${fault}`;

test('what is packed in the middle of something is unpacked, and is surely there', () => {
  expect(carved(text)).toEqual([]);
  expect(carved(`before ${latin1(gzip)} after`)).toEqual([ofGzip, gzipFault(all)]);
  expect(carved(`before ${latin1(zip)} after`)).toEqual([ofZip, zipFault(all)]);
  expect(carved(`before ${latin1(deflateSync(text))} after`)).toEqual([`zlib: ${text}`, `zlib at the: ${all}`]);
  expect(carved(Buffer.concat([gzip, zip])), 'both').toEqual([ofGzip, gzipFault(all), ofZip, zipFault(all)]);
  // What follows may be in what comes next.
  expect(carved(gzip.subarray(0, 12), 1000, [gzip.subarray(12, 30), gzip.subarray(30)])).toEqual([
    ofGzip,
    gzipFault(all),
  ]);
  const [member] = [...carvedFrom(latin1(gzip), 1000, () => [])].flatMap((one) =>
    'member' in one ? [one.member] : [],
  );
  expect(member?.beginning).toBe(latin1(gzip.subarray(0, 40)));
});

test('of fewer bytes than a secret has nothing is said, and of what only looks packed only what it says', () => {
  expect(carved(gzipSync('abcde'))).toEqual([gzipFault(all)]);
  expect(carved(gzipSync('abcdef'))).toEqual(['a packed file: abcdef', gzipFault(all)]);
  // Too few different letters to be there for sure.
  expect(carved(deflateSync('abcdef'))).toEqual(['zlib: abcdef']);
  expect(carved(`x\x9c${'no zlib at all '.repeat(3)}`)).toEqual([]);
  expect(carved('\x1f\x8b\x08')).toEqual([]);
  expect(carved('PK\x03\x04')).toEqual([]);
  // With an effort that nobody writes it may be chance.
  expect(carved(changed(gzipSync('abcdef'), 8, 1))).toEqual(['a packed file: abcdef']);
  expect(carved(changed(zip, 4, 64).subarray(0, -30)).at(0)).toBe(ofZip);
});

test('what is damaged, cut, encrypted or packed in another way is said, and what can be read of it is read', () => {
  const cut = 'is damaged or ends too early';
  expect(carved(gzip.subarray(0, -1))).toEqual([ofGzip, gzipFault(cut)]);
  expect(carved(changed(gzip, gzip.length - 8, 0, 0))).toEqual([ofGzip, gzipFault(cut)]);
  expect(carved(deflateSync(text).subarray(0, -1))).toEqual([`zlib: ${text}`, `zlib at the: ${cut}`]);
  expect(carved(gzip.subarray(0, 40)).at(-1)).toBe(gzipFault('ends too early'));
  expect(carved(gzip.subarray(0, 10))).toEqual([gzipFault('ends too early')]);
  expect(carved(changed(zip, 6, 1))).toEqual([zipFault('is encrypted')]);
  expect(carved(changed(zip, 8, 12))).toEqual([zipFault('is packed in a way that is not read here')]);
  expect(carved(changed(zip, 8, 12).subarray(0, 30))).toEqual([zipFault('is packed in a way that is not read here')]);
  expect(carved(changed(zip, 8, 12).subarray(0, 29))).toEqual([]);
  // What is only stored stands there to be read; where it is encrypted, it does not.
  expect(carved(changed(zip, 8, 0))).toEqual([]);
  expect(carved(changed(zip, 6, 1, 0, 0, 0))).toEqual([zipFault('is encrypted')]);
  // A checksum stands in the header or, where it was written as it came, behind it.
  const behind = changed(zip, 14, 0, 0, 0, 0);
  const member = behind.subarray(0, behind.indexOf('PK\x01\x02'));
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(text));
  expect(carved(member)).toEqual([ofZip, zipFault(cut)]);
  expect(carved(Buffer.concat([member, Buffer.from('PK\x07\x08'), sum]))).toEqual([ofZip, zipFault(all)]);
  // It may lie across two pieces of what comes next.
  expect(carved(member, 1000, [sum.subarray(0, 2), sum.subarray(2)])).toEqual([ofZip, zipFault(all)]);
  expect(carved(member, 1000, [sum.subarray(0, 2), Buffer.from('-'), sum.subarray(2)])).toEqual([ofZip, zipFault(cut)]);
});

test('no more is unpacked than there is room for, in all', () => {
  const tooMuch = 'contains more packed data than the scan looks at';
  expect(carved(gzip, text.length)).toEqual([ofGzip, gzipFault(all)]);
  expect(() => carved(gzip, text.length - 1)).toThrow(tooMuch);
  const two = Buffer.concat([gzip, gzip]);
  expect(carved(two, 2 * text.length)).toHaveLength(4);
  expect(() => carved(two, 2 * text.length - 1)).toThrow(tooMuch);
});

test('a word of base64 that is raw DEFLATE is unpacked, and none that looks like a word of a language', () => {
  const found = (word: string): readonly string[] =>
    [...deflatedIn(word)].map(({ name, bytes }) => `${name}: ${bytes.toString('latin1')}`);
  expect(found('07Ss1s/QBgA')).toEqual(['DEFLATE: )9{/h+']);
  expect(found(deflateRawSync(text).toString('base64'))).toEqual([`DEFLATE: ${text}`]);
  // Each of these unpacks to something as well.
  const others = ['Cw7GC0q9AA', 'MzAgCpRlAQA', 'S/C3C490KK1WAQA', '8+c2cb60cz0g+g'];
  expect(others.flatMap(found)).toEqual([]);
  expect(found(deflateRawSync('abcde').toString('base64').padEnd(11, 'A'))).toEqual([]);
  expect(found(`A${deflateRawSync(text).toString('base64')}`)).toEqual([]);
});

test('what is packed as a whole, and says so nowhere, is unpacked', () => {
  expect(said(packedAsAWhole(deflateRawSync(text)))).toEqual([`DEFLATE: ${text}`]);
  expect(said(packedAsAWhole(brotliCompressSync(text)))).toEqual([`Brotli: ${text}`]);
  expect(said(packedAsAWhole(deflateSync(text)))).toEqual([`zlib: ${text}`, `zlib at the: ${all}`]);
  expect(said(packedAsAWhole(deflateSync(text).subarray(0, -1)))).toEqual([
    `zlib: ${text}`,
    'zlib at the: is damaged or ends too early',
  ]);
  // Its first bytes are a block of DEFLATE as well, which says a letter or two.
  for (const quality of [0, 1, 5, 11]) {
    for (const length of [6, 20, 43, 200, 3000]) {
      const long = text.repeat(60).slice(0, length);
      const brotli = brotliCompressSync(long, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
      expect(said(packedAsAWhole(brotli)), `${String(length)} by ${String(quality)}`).toContain(`Brotli: ${long}`);
    }
  }
  expect(said(packedAsAWhole(packedText))).toEqual([]);
  expect(said(packedAsAWhole(Buffer.alloc(0)))).toEqual([]);
});

test('what unpacks to more than fits in memory is said to be too much', () => {
  const tooMuch = 'unpacks to more than the scan looks at';
  const raw = (size: number): Buffer => deflateRawSync(Buffer.alloc(size), { level: 1 });
  const brotli = (size: number): Buffer =>
    brotliCompressSync(Buffer.alloc(size), { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } });
  expect(() => [...packedAsAWhole(raw(limits.inMemoryBytes + 1))]).toThrow(tooMuch);
  // The same of less, where less is allowed.
  const most = 100_000;
  const sizes = (packed: Buffer): readonly number[] =>
    [...packedAsAWhole(packed, most)].flatMap((one) => ('carved' in one ? one.carved.bytes.length : []));
  expect(sizes(raw(most))).toEqual([most]);
  expect(() => sizes(raw(most + 1))).toThrow(tooMuch);
  // Its first bytes are a block of DEFLATE as well.
  expect(sizes(brotli(2 * most)).at(-1)).toBe(2 * most);
  expect(() => sizes(brotli(2 * most + 1))).toThrow(tooMuch);
  expect(unbrotlied(brotli(most), most)).toHaveLength(most);
  expect(() => unbrotlied(brotli(most + 1), most)).toThrow(tooMuch);
  expect(() => unbrotlied(Buffer.from('no Brotli'))).toThrow('is damaged');
});

test('what comes behind packed bytes is something else, and no more of it is read', () => {
  let asked = 0;
  const pieces = function* (): Generator<Buffer> {
    yield deflateRawSync(text);
    for (; asked < 100; asked += 1) yield Buffer.alloc(16 * 1024, 'something else');
  };
  expect(unpacked(inflated(pieces()))).toBe(text);
  expect(asked).toBeLessThan(70);
});

/** Bytes in pieces of a size. */
const inPieces = (bytes: Buffer, size: number): Pieces =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

const unpacked = (pieces: Iterable<Buffer>): string => latin1(Buffer.concat([...pieces]));

test('gzip, zlib and DEFLATE are unpacked however they come, and only where they are whole', () => {
  const deflated = deflateRawSync(text);
  for (const size of [1, 7, 1000]) {
    expect(unpacked(gunzipped(inPieces(gzip, size))), `gzip by ${String(size)}`).toBe(text);
    expect(unpacked(gunzipped(inPieces(Buffer.concat([gzip, gzip]), size))), 'two members').toBe(text + text);
    expect(unpacked(unzlibbed(inPieces(deflateSync(text), size))), `zlib by ${String(size)}`).toBe(text);
    expect(unpacked(inflated(inPieces(deflated, size))), `DEFLATE by ${String(size)}`).toBe(text);
    const damaged: readonly (readonly [string, () => Iterable<Buffer>])[] = [
      ['gzip', () => gunzipped(inPieces(gzip.subarray(0, -1), size))],
      ['gzip without its end', () => gunzipped(inPieces(gzip.subarray(0, -9), size))],
      ['gzip with another checksum', () => gunzipped(inPieces(changed(gzip, gzip.length - 8, 1, 2, 3), size))],
      ['gzip with another length', () => gunzipped(inPieces(changed(gzip, gzip.length - 4, 1, 2, 3), size))],
      [
        'gzip with something behind it',
        () => gunzipped(inPieces(Buffer.concat([gzip, Buffer.from('0123456789')]), size)),
      ],
      ['half a second member', () => gunzipped(inPieces(Buffer.concat([gzip, gzip.subarray(0, 40)]), size))],
      ['zlib', () => unzlibbed(inPieces(deflateSync(text).subarray(0, -1), size))],
      [
        'zlib with another checksum',
        () => unzlibbed(inPieces(changed(deflateSync(text), deflateSync(text).length - 1, 1), size)),
      ],
      ['DEFLATE', () => inflated(inPieces(deflated.subarray(0, -1), size))],
      ['text', () => inflated(inPieces(packedText, size))],
    ];
    for (const [what, unpack] of damaged) {
      expect(() => unpacked(unpack()), `${what} by ${String(size)}`).toThrow(/^is damaged|ends too early/);
    }
  }
  expect(() => unpacked(inflated([]))).toThrow('ends too early');
  // The end of a member, as it were, behind it.
  const trailer = gzip.subarray(-8);
  expect(() => unpacked(gunzipped([Buffer.concat([gzip, trailer])]))).toThrow('is damaged');
  expect(() => unpacked(gunzipped([Buffer.concat([gzip, trailer.subarray(0, 4), Buffer.from('abcd')])]))).toThrow(
    'is damaged',
  );
});

test('what unpacks to much comes in pieces of a quarter of a megabyte, and none is empty', () => {
  const much = Buffer.alloc(512 * 1024, 'abc');
  const sizes = (pieces: Iterable<Buffer>): readonly number[] => [...pieces].map(({ length }) => length);
  const halves = [256 * 1024, 256 * 1024];
  expect(sizes(gunzipped([gzipSync(much)]))).toEqual(halves);
  expect(sizes(inflated([deflateRawSync(much)]))).toEqual(halves);
  // What does not pack, and so much that it is unpacked bit by bit.
  const noise = Buffer.concat([noiseOf(1, 400_000), noiseOf(2, 400_000), noiseOf(3, 400_000)]);
  expect(Buffer.concat([...gunzipped([gzipSync(noise)])]).equals(noise)).toBe(true);
  expect(Buffer.concat([...inflated([deflateRawSync(noise)])]).equals(noise)).toBe(true);
  expect(() => sizes(gunzipped([changed(gzipSync(noise), 900_000, 1, 2, 3, 4)]))).toThrow('is damaged');
});

test('what stands before the packed bytes of a member of gzip is skipped, whatever of it there is', () => {
  const header = (flags: number, ...rest: readonly (string | number)[]): number =>
    gzipHeaderLength(
      Buffer.concat([
        Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]),
        ...rest.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))),
        Buffer.from('packed'),
      ]),
    );
  expect(header(0)).toBe(10);
  expect(header(1)).toBe(10);
  expect(header(4, 3, 0, 'abc')).toBe(15);
  expect(header(4, 1, 1, 'x'.repeat(257))).toBe(10 + 2 + 257);
  expect(header(8, 'name', 0)).toBe(15);
  expect(header(16, 'a note', 0)).toBe(17);
  expect(header(24, 'name', 0, 'a note', 0)).toBe(22);
  expect(header(2, 1, 2)).toBe(12);
  expect(header(31, 2, 0, 'ab', 'n', 0, 'c', 0, 1, 2)).toBe(10 + 4 + 2 + 2 + 2);
  expect(header(8, 'a name without an end')).toBe(0);
  expect(header(16, 'a note without an end')).toBe(0);
  expect(header(32)).toBe(0);
  for (const at of [0, 1, 2]) expect(gzipHeaderLength(changed(gzip, at, 7)), String(at)).toBe(0);
  expect(gzipHeaderLength(gzip.subarray(0, 3))).toBe(0);
});
