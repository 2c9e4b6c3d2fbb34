import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { zipSync } from 'fflate';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { Adler32 } from '../../fixtures/report/scan/containers/adler32.ts';
import { beginsZlib } from '../../fixtures/report/scan/containers/compressed.ts';
import { beginsDeflate } from '../../fixtures/report/scan/containers/deflate-start.ts';
import { beginsGzip, beginsZip, beginsZipMember, isSurelyText } from '../../fixtures/report/scan/containers/signs.ts';
import { formatDeclared, formatOf, formats, otherFormatOf } from '../../fixtures/report/scan/formats.ts';
import { content, changed } from './changed-bytes.ts';

/* By which bytes the scan knows what is packed: each of them counts, since four bytes stand anywhere by chance, and a file
   that is taken for none is never looked into. */

const zip = Buffer.from(zipSync({ 'inside.txt': content }, { mtime: '2026-03-04T05:06:08' }));

test('a file of an archive is known by its whole header', () => {
  expect(beginsZipMember(zip)).toBe(true);
  expect(beginsZip(zip)).toBe(true);
  expect(beginsZipMember(zip.subarray(0, 30))).toBe(true);
  const others: readonly (readonly [string, Buffer])[] = [
    ['shorter than a header', zip.subarray(0, 29)],
    ['another signature', changed(zip, 3, 0x05)],
    ['a version that nobody needs', changed(zip, 4, 64)],
    ['a system that does not exist', changed(zip, 5, 20)],
    ['flags that are reserved', changed(zip, 7, 0x10)],
    ['a flag for parts', changed(zip, 7, 0x80)],
    ['a method that has no number', changed(zip, 8, 7)],
    ['hour 24', changed(zip, 10, 0, 24 << 3)],
    ['minute 60', changed(zip, 10, (60 & 7) << 5, 60 >> 3)],
    ['second 60', changed(zip, 10, 30, 0)],
    ['month 0', changed(zip, 12, 0x01, 0x00)],
    ['month 13', changed(zip, 12, ((13 << 5) & 0xff) | 1, (13 << 5) >> 8)],
    ['day 0', changed(zip, 12, 1 << 5, 0)],
    ['a name longer than any', changed(zip, 26, 0x01, 0x10)],
    ['a control character in its name', changed(zip, 30, 0x07)],
  ];
  for (const [what, bytes] of others) expect(beginsZipMember(bytes), what).toBe(false);
  const same: readonly (readonly [string, Buffer])[] = [
    ['the latest version', changed(zip, 4, 63)],
    ['the last system', changed(zip, 5, 19)],
    ['a data descriptor and names in UTF-8', changed(zip, 6, 8, 8)],
    ['stored', changed(zip, 8, 0)],
    ['AES', changed(zip, 8, 99)],
    ['23:59:58', changed(zip, 10, ((59 & 7) << 5) | 29, (23 << 3) | (59 >> 3))],
    ['no date', changed(zip, 12, 0, 0)],
    ['the longest name', Buffer.concat([changed(zip, 26, 0x00, 0x10).subarray(0, 40), Buffer.alloc(4096, 'x')])],
    ['the first of January', changed(zip, 12, (1 << 5) | 1, 0)],
    ['the last of December', changed(zip, 12, ((12 << 5) & 0xff) | 31, (12 << 5) >> 8)],
  ];
  for (const [what, bytes] of same) expect(beginsZipMember(bytes), what).toBe(true);
});

test('an archive begins with a file, with the mark of its parts, or with its end where it is empty', () => {
  expect(beginsZip(Buffer.concat([Buffer.from('PK\x07\x08'), zip]))).toBe(true);
  expect(beginsZip(Buffer.concat([Buffer.from('PK\x07\x08'), content]))).toBe(false);
  const empty = Buffer.from(zipSync({}));
  expect(empty).toHaveLength(22);
  expect(beginsZip(empty)).toBe(true);
  expect(beginsZip(empty.subarray(0, 21))).toBe(false);
  expect(beginsZip(changed(empty, 10, 1))).toBe(false);
  // A comment is no file.
  expect(beginsZip(changed(empty, 20, 1))).toBe(true);
  expect(beginsZip(content)).toBe(false);
});

test('gzip is known by its method, its effort, its system and its first block', () => {
  const gzip = gzipSync(Buffer.concat([content, content, content]));
  expect(beginsGzip(gzip)).toBe(true);
  for (const [at, byte] of [
    [0, 0x1e],
    [1, 0x8c],
    [2, 9],
    [8, 1],
    [9, 14],
  ] as const) {
    expect(beginsGzip(changed(gzip, at, byte)), `byte ${String(at)}`).toBe(false);
  }
  for (const [at, byte] of [
    [8, 2],
    [8, 4],
    [9, 0],
    [9, 13],
    [9, 255],
  ] as const) {
    expect(beginsGzip(changed(gzip, at, byte)), `byte ${String(at)}`).toBe(true);
  }
  expect(beginsGzip(changed(gzip, 10, 0xff, 0xff, 0xff, 0xff))).toBe(false);
  // A header alone, with fewer bytes behind it than say anything of a block.
  const short = gzip.subarray(0, 33);
  expect(beginsGzip(short)).toBe(true);
  expect(beginsGzip(changed(short, 0, 0x1e))).toBe(false);
  expect(beginsGzip(changed(short, 10, 0xff, 0xff, 0xff, 0xff))).toBe(true);
  expect(beginsGzip(changed(gzip.subarray(0, 34), 10, 0xff, 0xff, 0xff, 0xff))).toBe(false);
});

test('zlib is known by its method, its window and its check bits', () => {
  expect(beginsZlib(deflateSync(content))).toBe(true);
  for (const level of [0, 1, 6, 9]) expect(beginsZlib(deflateSync(content, { level })), String(level)).toBe(true);
  expect(beginsZlib(Buffer.from([0x78, 0x9d]))).toBe(false);
  expect(beginsZlib(Buffer.from([0x79, 0x96]))).toBe(false);
  // A window that does not exist, and a dictionary that nobody has, each with check bits that fit.
  expect(beginsZlib(Buffer.from([0x88, 0x1c]))).toBe(false);
  expect(beginsZlib(Buffer.from([0x78, 0xbb]))).toBe(false);
  expect(beginsZlib(Buffer.from([]))).toBe(false);
});

test('raw DEFLATE is known by its first block', () => {
  const stored = deflateRawSync(content, { level: 0 });
  expect(beginsDeflate(stored)).toBe(true);
  expect(beginsDeflate(stored.subarray(0, 5))).toBe(true);
  expect(beginsDeflate(stored.subarray(0, 4))).toBe(false);
  expect(beginsDeflate(changed(stored, 3, (stored[3] ?? 0) ^ 1))).toBe(false);
  // A kind of block that does not exist.
  expect(beginsDeflate(Buffer.from([0x07, 0, 0, 0, 0, 0]))).toBe(false);
  const fixed = deflateRawSync('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcabcabcabc');
  expect((fixed[0] ?? 0) & 6).toBe(2);
  expect(beginsDeflate(fixed)).toBe(true);
  // It would repeat what was not there: a length and a distance first.
  expect(beginsDeflate(Buffer.from([0x03, 0x02, 0x00, 0x00]))).toBe(false);
  const dynamic = deflateRawSync(
    Buffer.from(Array.from({ length: 600 }, (_, index) => String(index * index)).join('-')),
  );
  expect((dynamic[0] ?? 0) & 6).toBe(4);
  expect(beginsDeflate(dynamic)).toBe(true);
  // More codes than there are, more distances than there are, and lengths that make no code.
  expect(beginsDeflate(changed(dynamic, 0, (dynamic[0] ?? 0) | 0xf8))).toBe(false);
  expect(beginsDeflate(changed(dynamic, 1, (dynamic[1] ?? 0) | 0x1f))).toBe(false);
  expect(beginsDeflate(changed(dynamic, 3, (dynamic[3] ?? 0) ^ 0x07))).toBe(false);
});

test('a block with the fixed codes is known by its first symbols, whatever they repeat and however far back', () => {
  const draw = mulberry32(11);
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(draw() * 256)));
  for (let index = 0; index < 60; index += 1) {
    const [one, other] = [bytes(3 + (index % 9)), bytes(4)];
    // Repeated at once, after a while, and after so much that more bits say how far back.
    const between = Buffer.alloc(2 ** (index % 13), index);
    const text = Buffer.concat([one, one, between, one, other, between, other, one, bytes(index)]);
    const packed = deflateRawSync(text, { strategy: constants.Z_FIXED });
    expect((packed[0] ?? 0) & 6).toBe(2);
    expect(beginsDeflate(packed), String(index)).toBe(true);
    // What follows what is repeated, alone, repeats what was not there.
    const cut = deflateRawSync(text, { strategy: constants.Z_FIXED, dictionary: one });
    expect(beginsDeflate(cut), String(index)).toBe(false);
  }
});

test('the checksum of zlib is that of RFC 1950, however the bytes come', () => {
  const sum = (...parts: readonly Buffer[]): Buffer =>
    parts.reduce((adler, part) => adler.add(part), new Adler32()).bytes;
  expect(sum(Buffer.from('Wikipedia')).toString('hex')).toBe('11e60398');
  expect(sum(Buffer.from('Wiki'), Buffer.from('pedia')).toString('hex')).toBe('11e60398');
  expect(sum().toString('hex')).toBe('00000001');
  const long = Buffer.alloc(300_000, 255);
  expect(sum(long)).toEqual(deflateSync(long).subarray(-4));
});

test('what was unpacked on trial is text where it has enough different letters and no control characters', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  expect(isSurelyText(Buffer.from(letters))).toBe(true);
  expect(isSurelyText(Buffer.from(`${letters}\n\t\r\x1b[0m`))).toBe(true);
  expect(isSurelyText(Buffer.from(letters.slice(0, 21)))).toBe(true);
  expect(isSurelyText(Buffer.from(letters.slice(0, 20)))).toBe(false);
  expect(isSurelyText(Buffer.from(`${letters}\x07 `))).toBe(false);
  expect(isSurelyText(Buffer.from(`${letters}\x80 `, 'latin1'))).toBe(false);
  // A letter of UTF-8 that is cut at its end is one all the same.
  expect(isSurelyText(Buffer.from(`${letters}ü`).subarray(0, -1))).toBe(true);
});

test('a file’s format is that of its first bytes, or else of its name; a media type names one too', () => {
  const named: readonly (readonly [string, string, string | undefined])[] = [
    ['a.zip', 'x', 'ZIP archive'],
    ['A.ZIP', 'x', 'ZIP archive'],
    ['a', 'PK\x03\x04', 'ZIP archive'],
    ['a', 'PK\x05\x06', 'ZIP archive'],
    ['a', 'PK\x07\x08', 'ZIP archive'],
    ['a.gz', 'x', 'gzip file'],
    ['a.tgz', 'x', 'gzip file'],
    ['a.svgz', 'x', 'gzip file'],
    ['a.zip', '\x1f\x8b', 'gzip file'],
    ['a', '\x1f\x8c', undefined],
    ['a.zz', 'x', 'zlib file'],
    ['a.zlib', 'x', 'zlib file'],
    ['a.deflate', 'x', 'DEFLATE file'],
    ['a.br', 'x', 'Brotli file'],
    ['zip', 'x', undefined],
    ['a.zip.txt', 'x', undefined],
  ];
  for (const [name, head, format] of named) {
    expect(formatOf(name, Buffer.from(head, 'latin1'), formats)?.name, `${name} ${head}`).toBe(format);
  }
  const declared = {
    'application/zip': 'ZIP archive',
    'application/x-zip-compressed': 'ZIP archive',
    'application/x-zip': 'ZIP archive',
    'Application/ZIP': 'ZIP archive',
    'application/gzip': 'gzip file',
    'application/x-gzip': 'gzip file',
    'application/zlib': 'zlib file',
    'text/plain': undefined,
  };
  for (const [type, format] of Object.entries(declared)) {
    expect(formatDeclared(type, formats)?.name, type).toBe(format);
  }
  expect(formatDeclared(undefined, formats)).toBeUndefined();
});

test('a media type that nobody knows is none of a format', () => {
  expect(Object.fromEntries(formats.map(({ name, mediaTypes }) => [name, mediaTypes]))).toEqual({
    'ZIP archive': ['application/zip', 'application/x-zip-compressed', 'application/x-zip'],
    'gzip file': ['application/gzip', 'application/x-gzip'],
    'zlib file': ['application/zlib'],
    'DEFLATE file': [],
    'Brotli file': [],
  });
});

test('other formats are known by their first bytes, and whether text stands in them', () => {
  const known: readonly (readonly [string, string, boolean])[] = [
    ['\x89PNG\r\n', 'PNG picture', true],
    ['\xff\xd8\xff\xe0', 'JPEG picture', true],
    ['GIF89a', 'GIF picture', true],
    ['RIFF1234WEBP', 'WebP picture', true],
    ['BM1234\0\0\0\0', 'BMP picture', true],
    ['II*\0', 'TIFF picture', true],
    ['MM\0*', 'TIFF picture', true],
    ['1234ftypavif', 'AVIF picture', true],
    ['1234ftypheic', 'HEIF picture', true],
    ['1234ftypmif1', 'HEIF picture', true],
    ['\0\0\x01\0', 'icon', true],
    ['\x1a\x45\xdf\xa3', 'video', true],
    ['1234ftypisom', 'video', true],
    ['RIFF1234AVI ', 'video', true],
    ['wOFF', 'font', true],
    ['wOF2', 'font', true],
    ['OTTO', 'font', true],
    ['\0\x01\0\0', 'font', true],
    ['7z\xbc\xaf', '7z archive', true],
    ['Rar!', 'RAR archive', true],
    ['\xfd7zXZ', 'xz file', true],
    ['BZh9', 'bzip2 file', true],
    ['\x28\xb5\x2f\xfd', 'Zstandard file', true],
    ['%PDF-1.7', 'PDF document', false],
    ['SQLite format 3\0', 'SQLite database', false],
    ['\0asm', 'WebAssembly module', false],
  ];
  for (const [head, name, isOpaque] of known) {
    expect(otherFormatOf(Buffer.from(head, 'latin1')), name).toMatchObject({ name, isOpaque });
  }
  for (const head of [
    '',
    'RIFF1234WAVE',
    'BM123456',
    'XX1234\0\0\0\0',
    '12345678WEBP',
    '12345678AVI ',
    'text',
    'PNG',
    '1234ftxp',
  ]) {
    expect(otherFormatOf(Buffer.from(head, 'latin1')), head).toBeUndefined();
  }
});
