import { expect, test } from './unit-test.ts';
import { zipSync } from 'fflate';
import { sourceOf } from '../../fixtures/report/scan/bytes.ts';
import { entriesOfZip } from '../../fixtures/report/scan/containers/zip.ts';
import { content, changed } from './changed-bytes.ts';

/** What is said of an archive: of each file its content, or why there is none; or why there is no archive. */
function readZip(bytes: Buffer): readonly string[] | string {
  const said = (read: () => string): string => {
    try {
      return read();
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  try {
    return [...entriesOfZip(sourceOf(bytes))].map(
      ({ name, pieces }) => `${name}: ${said(() => Buffer.concat([...pieces]).toString())}`,
    );
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test('an archive is read by its directory, and where it is not whole that is said', () => {
  const two = Buffer.from(zipSync({ 'a.txt': [Buffer.from('one'), { level: 0 }], 'b/ü.txt': Buffer.from('two') }));
  expect(readZip(two)).toEqual(['a.txt: one', 'b/ü.txt: two']);
  // Behind a program, and with a comment behind it.
  expect(readZip(Buffer.concat([content, two]))).toEqual(['a.txt: one', 'b/ü.txt: two']);
  const withComment = Buffer.concat([changed(two, two.length - 2, 3, 0), Buffer.from('abc')]);
  expect(readZip(withComment)).toEqual(['a.txt: one', 'b/ü.txt: two']);
  expect(readZip(Buffer.from(zipSync({})))).toEqual([]);
  // What only looks like an end, within a comment, is none: what it says reaches behind the file.
  const falseEnd = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(16), Buffer.from([9, 0])]);
  const around = Buffer.concat([changed(two, two.length - 2, falseEnd.length, 0), falseEnd]);
  expect(readZip(around)).toEqual(['a.txt: one', 'b/ü.txt: two']);
  // Only what is stored as it is can be read at any place.
  expect([...entriesOfZip(sourceOf(two))].map(({ source }) => source?.().read(0, 3).toString())).toEqual([
    'one',
    undefined,
  ]);
  expect([...entriesOfZip(sourceOf(two))].map(({ beginning }) => beginning?.().slice(0, 2))).toEqual(['PK', 'PK']);

  const directory = two.readUInt32LE(two.length - 6);
  const isDamaged = 'is damaged in its directory';
  expect(readZip(two.subarray(0, -1))).toBe('has no directory, as if its end were missing');
  for (const none of [Buffer.from('PK'), Buffer.alloc(0), Buffer.alloc(22, 'x'), Buffer.alloc(100, 'x')]) {
    expect(readZip(none)).toBe('has no directory, as if its end were missing');
  }
  expect(readZip(changed(two, directory, 0))).toBe(isDamaged);
  expect(readZip(changed(two, directory + 28, 255))).toBe(isDamaged);
  expect(readZip(changed(two, two.length - 12, 1, 0))).toBe(isDamaged);
  expect(readZip(changed(two, two.length - 12, 3, 0))).toBe(isDamaged);
  expect(readZip(changed(two, two.length - 7, 255))).toBe(isDamaged);
  expect(readZip(changed(two, two.length - 5, 255))).toBe(isDamaged);
  expect(readZip(changed(two, directory + 8, 1))).toEqual(['a.txt: is encrypted', 'b/ü.txt: two']);
  expect(readZip(changed(two, directory + 10, 12))).toEqual([
    'a.txt: is packed in a way that is not read here',
    'b/ü.txt: two',
  ]);
  expect(readZip(changed(two, directory + 16, 0, 0, 0, 0))).toEqual(['a.txt: is damaged', 'b/ü.txt: two']);
  expect(readZip(changed(two, directory + 24, 4))).toEqual(['a.txt: is damaged', 'b/ü.txt: two']);
  expect(readZip(changed(two, 0, 0))).toEqual(['a.txt: is damaged', 'b/ü.txt: two']);
  expect(readZip(changed(two, directory + 20, 255, 255))).toEqual(['a.txt: ends too early', 'b/ü.txt: two']);
});

test('numbers of an archive that do not fit in four bytes are read where ZIP64 has them', () => {
  const one = Buffer.from(zipSync({ 'a.txt': [Buffer.from('one'), { level: 0 }] }));
  const start = one.readUInt32LE(one.length - 6);
  const record = one.subarray(start, -22);
  const large = (...numbers: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(8 * numbers.length);
    numbers.forEach((number, index) => bytes.writeBigUInt64LE(BigInt(number), 8 * index));
    return bytes;
  };
  const field = Buffer.concat([Buffer.from([9, 0, 2, 0, 7, 7]), Buffer.from([1, 0, 24, 0]), large(3, 3, 0)]);
  const wide = Buffer.from(record);
  for (const at of [20, 24, 42]) wide.writeUInt32LE(0xffffffff, at);
  wide.writeUInt16LE(field.length, 30);
  const directory = Buffer.concat([wide, field]);
  const end64 = Buffer.concat([
    Buffer.from('PK\x06\x06'),
    large(44),
    Buffer.alloc(20),
    large(1, directory.length, start),
  ]);
  const locator = Buffer.concat([
    Buffer.from('PK\x06\x07'),
    Buffer.alloc(4),
    large(start + directory.length),
    Buffer.alloc(4),
  ]);
  const end = Buffer.from(one.subarray(-22));
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  const parts = [one.subarray(0, start), directory, end64, locator, end];
  expect(readZip(Buffer.concat(parts))).toEqual(['a.txt: one']);
  // Something that nobody knows stands before the locator: then its offset says where the record is.
  const between = [one.subarray(0, start), directory, end64, Buffer.alloc(7), locator, end];
  expect(readZip(Buffer.concat(between))).toEqual(['a.txt: one']);
  const damaged = 'is damaged in its directory';
  expect(readZip(Buffer.concat([one.subarray(0, start), directory, changed(end64, 0, 0), locator, end]))).toBe(damaged);
  // A record that begins before the file, or so near its end that it would go on behind it.
  expect(readZip(Buffer.concat([locator, end]))).toBe(damaged);
  for (const at of [2 ** 40, start + directory.length + 7 + 1]) {
    const elsewhere = Buffer.concat([locator.subarray(0, 8), large(at), Buffer.alloc(4)]);
    expect(readZip(Buffer.concat([one.subarray(0, start), directory, end64, Buffer.alloc(7), elsewhere, end]))).toBe(
      damaged,
    );
  }
});

const one = Buffer.from(zipSync({ 'a.txt': [Buffer.from('one'), { level: 0 }] }));
const start = one.readUInt32LE(one.length - 6);
const isDamaged = 'is damaged in its directory';

/** The archive of one file, of which numbers of the directory stand in an extra field, by their places in its record. */
function withExtra(extra: Buffer, ...places: readonly number[]): Buffer {
  const record = Buffer.from(one.subarray(start, -22));
  for (const at of places) record.writeUInt32LE(0xffffffff, at);
  record.writeUInt16LE(extra.length, 30);
  const end = Buffer.from(one.subarray(-22));
  end.writeUInt32LE(record.length + extra.length, 12);
  return Buffer.concat([one.subarray(0, start), record, extra, end]);
}

/** An extra field: what it is, how long it says that it is, and what it holds. */
function field(id: number, length: number, ...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * numbers.length);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(length, 2);
  numbers.forEach((number, index) => bytes.writeBigUInt64LE(BigInt(number), 4 + 8 * index));
  return bytes;
}

test('each number that does not fit is read from the extra field, in order, and every other one stays', () => {
  const [packedSize, size, offset] = [20, 24, 42];
  const read: readonly (readonly [what: string, archive: Buffer])[] = [
    ['none', withExtra(Buffer.alloc(0))],
    ['another field', withExtra(field(7, 8, 99))],
    ['a field that nobody needs', withExtra(field(1, 24, 9, 9, 9))],
    ['the size', withExtra(field(1, 8, 3), size)],
    ['the packed size', withExtra(field(1, 8, 3), packedSize)],
    ['the offset', withExtra(field(1, 8, 0), offset)],
    ['two of them', withExtra(field(1, 16, 3, 0), size, offset)],
    ['behind others', withExtra(Buffer.concat([field(7, 0), field(8, 16, 1, 1), field(1, 8, 3)]), size)],
    ['before others', withExtra(Buffer.concat([field(1, 8, 3), field(1, 8, 9), Buffer.alloc(3)]), size)],
  ];
  for (const [what, archive] of read) expect(readZip(archive), what).toEqual(['a.txt: one']);
  const unread: readonly (readonly [what: string, archive: Buffer])[] = [
    ['another size', withExtra(field(1, 8, 4), size)],
    ['another offset', withExtra(field(1, 8, 1), offset)],
    ['a field that is too short', withExtra(field(1, 7, 3), size)],
    ['no field', withExtra(field(2, 8, 3), packedSize)],
    ['half of a field', withExtra(field(1, 8, 3).subarray(0, 3), size)],
  ];
  for (const [what, archive] of unread)
    expect(readZip(archive), what).toEqual([expect.stringMatching(/^a\.txt: (is|ends)/)]);
});

test('what stands between a file’s header and its bytes is skipped, and what a flag or a method says counts', () => {
  const header = Buffer.from(one.subarray(0, 30));
  const [name, content] = [one.subarray(30, 35), one.subarray(35, start)];
  header.writeUInt16LE(7, 28);
  const record = Buffer.from(one.subarray(start, -22));
  const build = (more: Buffer): Buffer => {
    const end = Buffer.from(one.subarray(-22));
    end.writeUInt32LE(start + 7, 16);
    return Buffer.concat([header, name, Buffer.alloc(7, 'x'), content, more, end]);
  };
  expect(content.toString()).toBe('one');
  expect(readZip(build(record))).toEqual(['a.txt: one']);
  expect(readZip(build(changed(record, 8, 3)))).toEqual(['a.txt: is encrypted']);
  expect(readZip(build(changed(record, 8, 2)))).toEqual(['a.txt: one']);
  for (const method of [1, 7, 9]) {
    expect(readZip(build(changed(record, 10, method)))).toEqual(['a.txt: is packed in a way that is not read here']);
  }
  // The text of a record is skipped as well, and none goes on behind the directory.
  const remark = changed(record, 32, 4);
  const withRemark = Buffer.concat([remark, Buffer.from('abcd')]);
  const archive = build(withRemark);
  archive.writeUInt32LE(withRemark.length, archive.length - 10);
  expect(readZip(archive)).toEqual(['a.txt: one']);
  archive.writeUInt32LE(withRemark.length - 1, archive.length - 10);
  expect(readZip(archive)).toBe(isDamaged);
  expect(readZip(build(remark))).toBe(isDamaged);
});

test('a directory has so many files and so many bytes, and one that says more is not read', () => {
  const large = (...numbers: readonly number[]): Buffer => field(0, 0, ...numbers).subarray(4);
  const end64 = (count: number): Buffer =>
    Buffer.concat([
      Buffer.from('PK\x06\x06'),
      large(44),
      Buffer.alloc(20),
      large(count, one.length - 22 - start, start),
    ]);
  const locator = Buffer.concat([Buffer.from('PK\x06\x07'), Buffer.alloc(4), large(one.length - 22), Buffer.alloc(4)]);
  const archive = (count: number): Buffer =>
    Buffer.concat([one.subarray(0, -22), end64(count), locator, one.subarray(-22)]);
  expect(readZip(archive(1))).toEqual(['a.txt: one']);
  expect(readZip(archive(100_000))).toBe(isDamaged);
  expect(readZip(archive(100_001))).toBe('contains more than 100000 files');
  // A directory that would not fit in memory is not asked for.
  const asked: number[] = [];
  const said = (size: number): unknown => {
    const end = Buffer.from(one.subarray(-22));
    end.writeUInt32LE(size, 12);
    const whole = 2 ** 30;
    const read = (from: number, length: number): Buffer => {
      asked.push(length);
      const bytes = Buffer.alloc(length > 100_000 ? 0 : length);
      if (from + length === whole) end.copy(bytes, length - 22);
      return bytes;
    };
    try {
      return [...entriesOfZip({ size: whole, read })];
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const most = 64 * 1024 * 1024;
  expect(said(most + 1)).toBe(isDamaged);
  expect(Math.max(...asked)).toBeLessThan(most);
  expect(said(most)).toBe(isDamaged);
  expect(Math.max(...asked)).toBe(most);
});
