import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from './unit-test.ts';
import { causeIds, checkStatuses, outcomes } from '../../fixtures/domain/contract.ts';
import { formats } from '../../fixtures/report/scan/formats.ts';
import { limits } from '../../fixtures/report/scan/limits.ts';
import { openWords } from '../../fixtures/report/scan/open-words.ts';
import { SmallTexts, smallText } from '../../fixtures/report/scan/small-texts.ts';
import { EmptyWords } from '../../fixtures/report/scan/views.ts';

/* What makes the scan fast, and must not make it blind: small texts that are searched together, and words that say nothing. */

test('a small text is read as it is, and what is large, packed, no text or not there is not', ({}, testInfo) => {
  const read = (name: string, content: string | Uint8Array): string | undefined => {
    const path = testInfo.outputPath(name);
    writeFileSync(path, content);
    return smallText(path, formats);
  };
  expect(read('a.txt', 'text\t\r\n\x1b[1m')).toBe('text\t\r\n\x1b[1m');
  expect(read('b.txt', 'ü')).toBe('\xc3\xbc');
  expect(read('c', '')).toBe('');
  expect(read('most.txt', 'x'.repeat(32 * 1024))).toHaveLength(32 * 1024);
  expect(read('more.txt', 'x'.repeat(32 * 1024 + 1))).toBeUndefined();
  for (const code of [0, 1, 8, 0x0e, 0x1a, 0x1c, 0x1f, 0x7f]) {
    expect(read('d.txt', `text${String.fromCharCode(code)}`), String(code)).toBeUndefined();
  }
  expect(read('e.zip', 'text')).toBeUndefined();
  expect(read('f.txt', 'PK\x03\x04')).toBeUndefined();
  expect(read('g.txt', '%PDF-1.7')).toBeUndefined();
  mkdirSync(testInfo.outputPath('folder'));
  expect(smallText(testInfo.outputPath('folder'), formats)).toBeUndefined();
  expect(smallText(testInfo.outputPath('nowhere'), formats)).toBeUndefined();
});

test('small texts are put together until a window is nearly full, and none goes on in another one', () => {
  const files = ['a', 'b', 'c'].map((path) => ({ path, isOurs: true, problem: undefined }));
  const texts = new SmallTexts();
  expect(texts.take()).toEqual({ files: [], text: Buffer.from('') });
  const add = (index: number, length: number): boolean =>
    files.slice(index, index + 1).some((file) => texts.add(file, 'x'.repeat(length)));
  expect(add(0, 3)).toBe(false);
  expect(add(1, 2)).toBe(false);
  expect(texts.take()).toEqual({ files: files.slice(0, 2), text: Buffer.from('xxx\0xx') });
  // What comes next has its room within the window.
  const room = limits.windowBytes - 2 * 32 * 1024;
  expect(add(0, room - 1)).toBe(false);
  expect(add(1, 1)).toBe(false);
  expect(add(2, 1)).toBe(true);
  expect(texts.take().files).toEqual(files);
  expect(add(0, 1)).toBe(false);
});

test('words that say nothing are remembered, as many and as long ones as there is room for', () => {
  const words = new EmptyWords(4);
  expect(words.has('word')).toBe(false);
  words.add('word');
  expect(words.has('word')).toBe(true);
  for (const length of [200, 201]) words.add('x'.repeat(length));
  expect(words.has('x'.repeat(200))).toBe(true);
  expect(words.has('x'.repeat(201))).toBe(false);
  for (const word of ['three', 'four', 'one too many']) words.add(word);
  expect(words.has('four')).toBe(true);
  expect(words.has('one too many')).toBe(false);
});

test('each word of the result, and each part of one, is a word that every run writes', () => {
  for (const word of [...outcomes, ...causeIds, ...checkStatuses]) {
    expect(
      [word, ...word.split('-')].filter((one) => !openWords.has(one)),
      word,
    ).toEqual([]);
  }
  for (const word of ['passed', 'chromium', 'password', 'application', 'style', 'script']) {
    expect(openWords.has(word), word).toBe(true);
  }
  expect(openWords.has('')).toBe(false);
});
