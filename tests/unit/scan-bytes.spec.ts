import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from './unit-test.ts';
import {
  after,
  again,
  gathered,
  headOf,
  inMegabytes,
  onlyPieceOf,
  partOf,
  piecesOf,
  slicesOf,
  sourceOf,
  windowsOf,
  withFile,
  type Pieces,
  type Source,
} from '../../fixtures/report/scan/bytes.ts';
import { GoesTooFar, limits, NotSearched } from '../../fixtures/report/scan/limits.ts';

/* How the scan holds what it searches: in pieces, in windows that overlap, in a file where it is much. A byte that is lost on
   that way is never searched, and a text that is cut in two is not found. */

const pieces = (...texts: readonly string[]): Pieces => texts.map((text) => Buffer.from(text, 'latin1'));
const endsTooEarly = new NotSearched('ends too early');
const bug = new RangeError('a bug');

/** Pieces, and after them what goes wrong. */
function failing(error: Error, ...texts: readonly string[]): Pieces {
  return again(function* () {
    yield* pieces(...texts);
    throw error;
  });
}

test('a part of bytes is read by its own places, and nothing behind the end', () => {
  const whole = sourceOf(Buffer.from('0123456789'));
  expect(whole.size).toBe(10);
  expect(whole.read(8, 2).toString()).toBe('89');
  expect(() => whole.read(8, 3)).toThrow(endsTooEarly);
  const part = partOf(whole, 4, 6);
  expect(part.size).toBe(6);
  expect(part.read(1, 3).toString()).toBe('567');
  expect(partOf(whole, 0, 0).size).toBe(0);
  for (const [start, size] of [
    [4, 7],
    [-1, 3],
    [3, -1],
  ] as const) {
    expect(() => partOf(whole, start, size), String([start, size])).toThrow(endsTooEarly);
  }
});

test('bytes come in pieces, again and again, and all of them', () => {
  const bytes = Buffer.alloc(600 * 1024, 'abc');
  const all = piecesOf(sourceOf(bytes));
  const lengths = (): readonly number[] => [...all].map(({ length }) => length);
  expect([lengths(), lengths()]).toEqual(Array.from({ length: 2 }, () => [256 * 1024, 256 * 1024, 88 * 1024]));
  expect(Buffer.concat([...all]).equals(bytes)).toBe(true);
  expect([...piecesOf(sourceOf(Buffer.alloc(0)))]).toEqual([]);
});

test('bytes in slices are all of them, and none is empty', () => {
  const slices = (text: string): readonly string[] => [...slicesOf(Buffer.from(text), 3)].map(String);
  expect(slices('abcdef')).toEqual(['abc', 'def']);
  expect(slices('abcdefg')).toEqual(['abc', 'def', 'g']);
  expect(slices('')).toEqual([]);
});

test('what comes after so many bytes is the rest, however the pieces lie', () => {
  const rest = (bytes: number): readonly string[] => [...after(pieces('abc', 'de', 'f'), bytes)].map(String);
  expect(rest(0)).toEqual(['abc', 'de', 'f']);
  expect(rest(1)).toEqual(['bc', 'de', 'f']);
  expect(rest(3)).toEqual(['de', 'f']);
  expect(rest(4)).toEqual(['e', 'f']);
  expect(rest(6)).toEqual([]);
});

test('what comes in one piece is that piece, and where there are more, or a fault, there is none', () => {
  expect(String(onlyPieceOf(pieces('abc')))).toBe('abc');
  expect(onlyPieceOf(pieces('abc', 'd'))).toBeUndefined();
  expect(onlyPieceOf([])).toBeUndefined();
  expect(onlyPieceOf(failing(endsTooEarly, 'abc'))).toBeUndefined();
  expect(() => onlyPieceOf(failing(bug, 'abc'))).toThrow(bug);
});

test('the first bytes are so many, or as many as there are, and no more is read for them', () => {
  const head = (from: Pieces, length: number): string => headOf(from, length).toString();
  expect(head(pieces('abc', 'def'), 2)).toBe('ab');
  expect(head(pieces('abc', 'def'), 5)).toBe('abcde');
  expect(head(pieces('abc'), 5)).toBe('abc');
  expect(head([], 5)).toBe('');
  // The fault behind them is not come upon.
  expect(head(failing(bug, 'abc', 'def'), 6)).toBe('abcdef');
  expect(head(failing(endsTooEarly, 'abc'), 5)).toBe('abc');
  expect(() => head(failing(endsTooEarly), 5)).toThrow(endsTooEarly);
  expect(() => head(failing(bug, 'abc'), 5)).toThrow(bug);
});

test('a file is read at any place for as long as it is needed', ({}, testInfo) => {
  const path = testInfo.outputPath('a.txt');
  writeFileSync(path, '0123456789');
  const kept: Source[] = [];
  const use = (file: Source): string => {
    kept.push(file);
    return file.read(3, 4).toString() + String(file.size);
  };
  expect(withFile(path, use)).toBe('345610');
  expect(withFile(path, (file) => file.read(10, 0).length)).toBe(0);
  expect(() => withFile(path, (file) => file.read(3, 8))).toThrow(endsTooEarly);
  expect(() => kept[0]?.read(0, 1)).toThrow('EBADF');
});

test('what is to be read in any order is kept in memory, and in a file of the run’s own where it is much', ({}, testInfo) => {
  const spilt: string[] = [];
  const spill = (): string => {
    spilt.push(testInfo.outputPath('spilt'));
    return spilt.at(-1) ?? '';
  };
  const eighth = Buffer.alloc(limits.inMemoryBytes / 8, 'x');
  const most: readonly Buffer[] = Array.from({ length: 8 }, () => eighth);
  const ends = (source: Source): string => source.read(0, 1).toString() + source.read(source.size - 2, 2).toString();
  expect(gathered(pieces('abc', 'de'), spill, (source) => ends(source) + String(source.size))).toBe('ade5');
  expect(gathered(most, spill, ({ size }) => size)).toBe(limits.inMemoryBytes);
  expect(spilt).toEqual([]);
  const more = [...most, Buffer.from('y'), Buffer.from('z')];
  expect(gathered(more, spill, (source) => ends(source) + String(source.size))).toBe(
    `xyz${String(limits.inMemoryBytes + 2)}`,
  );
  expect(spilt).toHaveLength(1);
  expect(process.platform === 'win32' ? 0o600 : statSync(spilt[0] ?? '').mode & 0o777).toBe(0o600);
  // A file that somebody put there is never written to.
  writeFileSync(spilt[0] ?? '', 'mine');
  expect(() => gathered(more, spill, ends)).toThrow('EEXIST');
  expect(readFileSync(spilt[0] ?? '', 'utf8')).toBe('mine');
});

test('a size is said in whole megabytes', () => {
  expect(inMegabytes(32 * 1024 * 1024)).toBe('32 MB');
  expect(inMegabytes(1.4 * 1024 * 1024)).toBe('1 MB');
  expect(inMegabytes(1.6 * 1024 * 1024)).toBe('2 MB');
});

const { windowBytes, overlapBytes, longestWindowBytes } = limits;

/** Cuts bytes into pieces of one size. */
function inPieces(bytes: Buffer, size: number): Pieces {
  return again(function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  });
}

test('windows hold every byte at its place, overlap by enough, and none is much longer than it has to be', () => {
  const words = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `word${String(index)} `).join(''));
  for (const size of [1000, 7777, windowBytes, 300_000]) {
    const all = [...windowsOf(inPieces(words, size))];
    const ends = all.map(({ at, bytes }) => at + bytes.length);
    const others = all.filter(({ at, bytes }) => !words.subarray(at, at + bytes.length).equals(bytes));
    expect(others, `by ${String(size)}: what stands there`).toEqual([]);
    // Each begins within the one before, so far back that whatever lies across its end is whole in one of them.
    const overlaps = all.slice(1).map(({ at }, index) => (ends[index] ?? 0) - at);
    expect(Math.min(...overlaps)).toBeGreaterThanOrEqual(overlapBytes);
    expect(Math.max(...overlaps)).toBeLessThanOrEqual(2 * overlapBytes + 10);
    expect(new Set(all.slice(1).map(({ at }) => words[at - 1])), 'each begins with a word').toEqual(new Set([0x20]));
    expect(new Set(all.map(({ bytes }) => bytes.at(-1))), 'each ends with a word').toEqual(new Set([0x20]));
    expect(Math.max(...all.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(windowBytes + size);
    expect([all[0]?.at, ends.at(-1)]).toEqual([0, words.length]);
    expect(all.length).toBeLessThanOrEqual(Math.ceil(words.length / (windowBytes - 2 * overlapBytes)));
  }
  const smallest = [...windowsOf(inPieces(words, 1000))];
  expect(smallest.length, 'a piece is no window').toBeGreaterThan(words.length / windowBytes);
});

const windows = (...all: readonly Buffer[]): readonly { readonly at: number; readonly length: number }[] =>
  [...windowsOf(all)].map(({ at, bytes }) => ({ at, length: bytes.length }));

test('what ends with a window is one window, and less than one is one as well', () => {
  expect(windows()).toEqual([]);
  expect(windows(Buffer.alloc(0))).toEqual([]);
  expect(windows(Buffer.from('abc'), Buffer.from('def'))).toEqual([{ at: 0, length: 6 }]);
  expect(windows(Buffer.alloc(windowBytes - 1, ' '))).toEqual([{ at: 0, length: windowBytes - 1 }]);
  expect(windows(Buffer.alloc(windowBytes, ' '))).toEqual([{ at: 0, length: windowBytes }]);
  // What comes behind it is read with the end of it.
  expect(windows(Buffer.alloc(windowBytes, ' '), Buffer.from('x'))).toEqual([
    { at: 0, length: windowBytes },
    { at: windowBytes - overlapBytes, length: overlapBytes + 1 },
  ]);
});

test('a window that ends within a text which is not to be cut ends before it, and the next one has it whole', () => {
  const [before, text] = [Buffer.alloc(windowBytes - 1000, ' '), Buffer.alloc(5000, 'A')];
  expect(windows(Buffer.concat([before, text.subarray(0, 2000)]), text.subarray(2000), Buffer.from(' '))).toEqual([
    { at: 0, length: windowBytes - 1000 },
    { at: windowBytes - 1000 - overlapBytes, length: overlapBytes + 5001 },
  ]);
  // What begins the next window is cut where the window before has it whole, though it is longer than two overlaps.
  const long = Buffer.alloc(windowBytes - 10, 'A');
  expect(windows(Buffer.concat([Buffer.from(' '), long, Buffer.alloc(20, ' ')]), Buffer.from('x'))).toEqual([
    { at: 0, length: windowBytes + 11 },
    { at: windowBytes + 11 - overlapBytes, length: overlapBytes + 1 },
  ]);
});

test('a letter of base64, an end of a line, or an escape is no place to cut; what else there is, is one', () => {
  const uncut = 'ABCXYZabcxyz0189+/-_=%&#;,\\\r\n';
  const first = (end: string): number =>
    windows(Buffer.concat([Buffer.alloc(windowBytes - 10, ' '), Buffer.from(end.repeat(10), 'latin1')]))[0]?.length ??
    0;
  for (const letter of uncut) expect(first(letter), JSON.stringify(letter)).toBe(windowBytes - 10);
  for (const letter of ' "\'<>(){}[]:.!?\t\0\xff') expect(first(letter), JSON.stringify(letter)).toBe(windowBytes);
});

test('a window grows with a text that is not to be cut as far as windows go', () => {
  const mebibyte = Buffer.alloc(1024 * 1024, 'A');
  const long = Array.from({ length: longestWindowBytes / mebibyte.length }, () => mebibyte);
  expect(windows(mebibyte, mebibyte)).toEqual([{ at: 0, length: 2 * mebibyte.length }]);
  expect(windows(...long)).toEqual([{ at: 0, length: longestWindowBytes }]);
  const tooLong = new GoesTooFar('contains a text without a break that is longer than 32 MB');
  const all = windowsOf([...long, Buffer.from('A')]);
  expect(() => all.next()).toThrow(tooLong);
});

test('what comes before a fault is looked at, and then it is said', () => {
  const seen: string[] = [];
  const lookAtAll = (): void => {
    for (const { bytes } of windowsOf(failing(endsTooEarly, 'abc', 'def'))) seen.push(bytes.toString());
  };
  expect(lookAtAll).toThrow(endsTooEarly);
  expect(seen).toEqual(['abcdef']);
  expect(() => windowsOf(failing(bug, 'abc')).next()).toThrow(bug);
});
