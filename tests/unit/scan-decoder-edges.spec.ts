import { expect, test } from './unit-test.ts';
import {
  fromUtf16,
  fromWideCharacters,
  saysSomething,
  textIn,
  withoutTags,
} from '../../fixtures/report/scan/decoders/characters.ts';
import { withoutFiles } from '../../fixtures/report/scan/decoders/files-in-text.ts';
import { fromDecimal, fromPairs } from '../../fixtures/report/scan/decoders/numbers.ts';
import { fromBase64, fromHexadecimal, wordsIn } from '../../fixtures/report/scan/decoders/words.ts';

/* Where each way of writing a text begins and ends: one letter, one space or one byte further it is something else. Texts are
   bytes in Latin 1. */

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const times = (count: number, text: string): string => text.repeat(count);

const pairs = ['70', '61', '73', '73', '77', '6f'];
const betweenPairs: readonly (readonly [yes: string, no: string])[] = [
  [',  ', ',   '],
  [':\t\t', ':\t\t\t'],
  [';', '|'],
  ['\t', '\v'],
  [' \t', ' \t '],
  ['\n', '\n-'],
  ['\r\n', '\r-'],
  [`\n${times(16, ' ')}`, `\n${times(17, ' ')}`],
  [',\n\t', ';\n'],
  ['; 0x', '; 0X'],
  ['\n0x', '0x'],
  ['\\x', '\\u'],
];

test('pairs of hexadecimal digits stand so far apart, and no further', () => {
  for (const [yes, no] of betweenPairs) {
    expect(fromPairs(pairs.join(yes)), JSON.stringify(yes)).toBe('passwo');
    expect(fromPairs(pairs.join(no)), JSON.stringify(no)).toBe('');
  }
  expect(fromPairs(pairs.map((pair) => pair.toUpperCase()).join(' '))).toBe('passwo');
  for (const other of ['7g', '7', '700', 'x0'])
    expect(fromPairs([...pairs.slice(0, 5), other].join(' '))).not.toBe('passwo');
});

const numbers = [112, 97, 115, 115, 119, 111];
const named = (name: (index: number) => string): string =>
  numbers.map((number, index) => (index === 0 ? '' : name(index)) + String(number)).join(',');
const lists: readonly (readonly [yes: string, no: string])[] = [
  [numbers.join(`,${times(16, ' ')}`), numbers.join(`,${times(17, ' ')}`)],
  [numbers.join(',\n'), numbers.join(';')],
  [numbers.join('\t'), numbers.join('\t\t')],
  [numbers.join('\n'), numbers.join('\r\n')],
  [named(() => '"123456789":'), named(() => '"1234567890":')],
  [named(() => ' "1" : '), named(() => ' "1"  : ')],
  [named(() => '"1"\n:\n'), named(() => '"1" :  ')],
  [named(() => '"1":'), named(() => '"a":')],
  [named(() => '"1":'), named(() => '"":')],
];

test('a list of numbers is parted by commas or by one space, and may name each of its numbers', () => {
  for (const [yes, no] of lists) {
    expect(fromDecimal(yes), JSON.stringify(yes)).toBe('passwo');
    expect(fromDecimal(no), JSON.stringify(no)).toBe('');
  }
  expect(fromDecimal(numbers.slice(1).join(' '))).toBe('');
  expect(fromDecimal([1, 22, 333, 1, 22, 255].join(' '))).toBe('\x01\x16\x01\x16\xff');
});

test('each byte that stands in no text makes the bytes around it no text, and no other byte does', () => {
  const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
  const isText = (byte: string): boolean => textIn(`password${byte}words in it`) === `password${byte}words in it`;
  const inNone = bytes.filter((byte) => !isText(byte)).map((byte) => byte.charCodeAt(0));
  const range = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  expect(inNone).toEqual([...range(1, 8), 0x0b, 0x0c, ...range(0x0e, 0x1a), ...range(0x1c, 0x1f), 0x7f]);
  // Where it is not text alone, a zero byte ends a text as well.
  expect(textIn('\x01password\0words in it\x02')).toBe('password\0words in it');
});

test('six characters are a text, in whatever way they are written, and five are none', () => {
  const letters = [0x20, 0x7e, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff].map((code) => String.fromCodePoint(code));
  for (const letter of letters) {
    const text = latin1(times(6, letter));
    expect(textIn(`\x01${text}\x02`), letter).toBe(text);
    expect(saysSomething(`\x01${latin1(times(5, letter))}\x02`), letter).toBe(false);
  }
  expect(textIn('\x01\t\n\r\x1b[m ab\x02')).toBe('');
  for (const letter of ['\xc0', '\xff', '\xe9']) {
    expect(saysSomething(times(6, letter)), letter).toBe(true);
    expect(saysSomething(times(5, letter)), letter).toBe(false);
  }
  for (const bytes of ['\xbf', '\xc1\x80', '\xf5\x80\x80\x80', '\xc2\x7f', '\xe0\x80', '\x80', '\x1b']) {
    expect(saysSomething(times(6, bytes)), JSON.stringify(bytes)).toBe(false);
  }
  expect(saysSomething('ab\tcd\xe9\n')).toBe(true);
  expect(saysSomething('abc\x01\xe9\xe9\xe9\xe9')).toBe(false);
});

test('wide characters are five in a row, of one width', () => {
  const wide = (width: number, text: string): string =>
    Array.from(text, (one) => one + times(width - 1, '\0')).join('');
  for (const width of [2, 4]) {
    expect(fromWideCharacters(wide(width, 'words'))).toBe('words');
    expect(fromWideCharacters(wide(width, 'word'))).toBe('');
    expect(saysSomething(`\x01${wide(width, 'words')}`)).toBe(true);
    expect(saysSomething(wide(width, 'word'))).toBe(false);
  }
  expect(fromWideCharacters(wide(3, 'words'))).toBe('');
});

/** So many bytes, zero at these places. */
const withZeros = (length: number, ...at: readonly number[]): string =>
  Array.from({ length }, (_, index) => (at.includes(index) ? '\0' : 'x')).join('');

test('bytes look like UTF-16 where one in sixteen is zero, nearly always at the same place of a pair', () => {
  const isRead = (bytes: string): boolean => fromUtf16(bytes) !== '';
  expect(isRead(withZeros(32, 1, 3))).toBe(true);
  expect(isRead(withZeros(34, 1, 3))).toBe(false);
  expect(isRead(withZeros(32, 1))).toBe(false);
  expect(isRead(withZeros(32, 1, 3, 5, 7, 0))).toBe(true);
  expect(isRead(withZeros(32, 1, 3, 5, 0))).toBe(false);
  expect(isRead(withZeros(32, 0, 2, 4, 6, 1))).toBe(true);
  expect(isRead(withZeros(32, 0, 2, 4, 1))).toBe(false);
  // Which of the two it is says the order of each pair.
  expect(fromUtf16('a\0b\0')).toBe('ab');
  expect(fromUtf16('\0a\0b')).toBe('ab');
  expect(fromUtf16('a\0b')).toBe('');
  // The first bytes tell.
  expect(isRead(`${withZeros(4096)}${times(4096, 'x\0')}`)).toBe(false);
  expect(isRead(`${times(2048, 'x\0')}${withZeros(40_000)}`)).toBe(true);
  expect(fromUtf16('\xfe\xff\0a\0b')).toBe(latin1('\ufeffab'));
  expect(fromUtf16('\xff\xfea\0b\0')).toBe(latin1('\ufeffab'));
  expect(fromUtf16('\xfe\xffab\0')).toBe(latin1('\ufeff\u6162'));
});

test('a tag is as long as tags are, and counts where it stands in a word', () => {
  const read = (text: string): string => withoutTags(text, 9);
  expect(read(`pass<b${times(300, 'x')}>word`)).toBe('password');
  expect(read(`pass<b${times(301, 'x')}>word`)).toBe('');
  for (const tag of ['<b>', '</b>', '<!-- x -->', '<Z a="b">']) expect(read(`pass${tag}word`), tag).toBe('password');
  for (const none of ['<1>', '< b>', '<>', '<b', '<b<']) expect(read(`pass${none}word`), none).toBe('');
  for (const apart of ['pass <b>word', 'pass<b> word', 'pass<b>', '<b>word', 'pass\n<b>word', 'a><b>word']) {
    expect(read(apart), apart).toBe('');
  }
  expect(read('pass<b>wo</b>rd and <i>more</i>')).toBe('password and more');
});

const run = 'QUJDREVG';
const declared = (address: string): string | undefined => withoutFiles(address + run, []).runs[0]?.declares;

test('the media type of an address is read where one stands, with two parameters at most', () => {
  for (const type of ['text/plain', 'a/b', 'image/svg+xml', 'x-a.b/c_d', `${times(60, 'a')}/${times(60, 'b')}`]) {
    expect(declared(`data:${type};base64,`), type).toBe(type);
    expect(declared(`DATA:${type};charset=utf-8;base64,`), type).toBe(type);
    expect(declared(`data:${type};a=b;c=;base64,`), type).toBe(type);
  }
  for (const none of [
    `${times(61, 'a')}/b`,
    `a/${times(61, 'b')}`,
    'text',
    '/plain',
    'text/',
    'a/b;c',
    'a/b;a=1;b=2;c=3',
    `a/b;${times(41, 'n')}=v`,
    `a/b;n=${times(41, 'v')}`,
    'a/b;n="v"',
    'a/b;n=v v',
  ]) {
    expect(declared(`data:${none};base64,`), none).toBeUndefined();
  }
  expect(declared(`data:a/b;${times(40, 'n')}=${times(40, 'v')};base64,`)).toBe('a/b');
  expect(declared('a/b;base64,')).toBeUndefined();
  // It stands right before what it is about, within the length of an address.
  expect(withoutFiles(`data:a/b;base64,,${run};base64,${run}`, []).runs).toEqual([{ text: run }]);
});

test('what an address holds is a file from eight letters on, and a long run from so many kilobytes on', () => {
  const held = (text: string): readonly string[] => withoutFiles(`;base64,${text}`, []).runs.map((one) => one.text);
  expect(held('abcdefgh')).toEqual(['abcdefgh']);
  expect(held('abcdefg')).toEqual([]);
  expect(held('ab+/_-09"xyz')).toEqual(['ab+/_-09']);
  expect(held('ab cdefghijk')).toEqual([]);
  const long = (length: number): string => times(length, 'zG').slice(0, length);
  expect(withoutFiles(long(8192), [long(8192)]).runs).toEqual([{ text: long(8192) }]);
  expect(withoutFiles(long(8191), [long(8191)]).runs).toEqual([]);
  expect(withoutFiles(`;base64,${long(8192)}`, [long(8192)]).runs).toEqual([{ text: long(8192) }]);
  expect(withoutFiles(`;base64,${long(8191)}`, [long(8191)]).runs).toEqual([{ text: long(8191) }]);
  // One with digits alone of hexadecimal in either case is none.
  for (const [digits, count] of [
    ['abcdef', 0],
    ['ABCDEF09', 0],
    ['abcdefG', 0],
    ['ABCDEFg', 0],
    ['aG', 0],
    ['gG', 1],
    ['zZ', 1],
  ] as const) {
    const text = times(8192, digits);
    expect(withoutFiles(text, [text]).runs, digits).toHaveLength(count);
  }
});

test('runs are taken out in the order in which they stand, each of them once', () => {
  const long = (letters: string): string => times(4096, letters);
  const text = `a ${long('zG')} b ;base64,${run} c ${long('Gz')} d ${long('zG')} e`;
  const { text: rest, runs } = withoutFiles(text, [long('zG'), long('Gz'), long('zG')]);
  expect(rest).toBe('a \0 b ;base64,\0 c \0 d \0 e');
  expect(runs.map((one) => one.text)).toEqual([long('zG'), run, long('Gz'), long('zG')]);
});

test('a word is of eight letters of base64, and a list of six words of four hexadecimal digits at most', () => {
  for (const letter of 'AZaz09+/-_') expect(wordsIn(` ${times(8, letter)} `).words, letter).toEqual([times(8, letter)]);
  for (const letter of '=.,:@ \n\0\xe9') expect(wordsIn(`abcd${letter}efgh`).words, letter).toEqual([]);
  const isList = (...words: readonly string[]): boolean => wordsIn(words.join(' ')).hasLists;
  expect(isList('a', '0', 'F', '0x1f', 'abcd', '9999')).toBe(true);
  expect(isList('a', '0', 'F', '0x1f', 'abcd')).toBe(false);
  expect(isList('a', '0', 'F', '0x1f', 'abcd', 'g')).toBe(false);
  expect(isList('a', '0', 'F', '0x1f', 'abcd', '12345')).toBe(false);
  expect(isList('a', 'b', 'x', 'text', 'c', 'd', 'e', 'f', '1')).toBe(false);
});

test('words of small letters say nothing in base64, and digits say something from twelve on', () => {
  const text = Buffer.from('password').toString('base64url');
  expect(fromBase64(text)).toEqual(['password']);
  for (const word of ['passwordpass', 'Passwordpass']) expect(fromBase64(word), word).toEqual([]);
  const hex = Buffer.from('passwo').toString('hex');
  expect(fromHexadecimal(hex)).toEqual(['passwo']);
  expect(fromHexadecimal(hex.slice(1))).toEqual([]);
  const dashed = pairs.join('-');
  expect(fromHexadecimal(dashed)).toEqual(['passwo']);
  expect(fromHexadecimal(`x${dashed}x`)).toEqual(['passwo']);
  expect(fromHexadecimal(dashed.toUpperCase())).toEqual(['passwo']);
  for (const other of [`-${dashed}`, `0${dashed}`, pairs.slice(1).join('-'), pairs.join('--')]) {
    expect(fromHexadecimal(other), other).toEqual([]);
  }
});
