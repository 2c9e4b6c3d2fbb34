import { expect, test } from './unit-test.ts';
import { replacedAround } from '../../fixtures/report/scan/decoders/around.ts';
import {
  fromUtf16,
  fromWideCharacters,
  saysSomething,
  textIn,
  withoutTags,
} from '../../fixtures/report/scan/decoders/characters.ts';
import { aroundEscapes, withoutEscapes, withoutLineBreaks } from '../../fixtures/report/scan/decoders/escapes.ts';
import { decodedRun, withoutFiles } from '../../fixtures/report/scan/decoders/files-in-text.ts';
import { fromDecimal, fromPairs } from '../../fixtures/report/scan/decoders/numbers.ts';
import { fromQuotedPrintable } from '../../fixtures/report/scan/decoders/quoted-printable.ts';
import { fromBase64, fromHexadecimal, wordsIn } from '../../fixtures/report/scan/decoders/words.ts';

/* Each way in which a text is written as something else, undone by itself: what the scan does not undo it does not find, and
   what it undoes too eagerly it finds by chance. Texts are bytes in Latin 1. */

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

const escapes: readonly (readonly [written: string, meant: string])[] = [
  ['\\u0070\\u0061', 'pa'],
  ['\\u00fc', latin1('ü')],
  ['\\u007f\\u0080', latin1('\x7f\x80')],
  ['\\u{1F600}', latin1('😀')],
  ['\\u{70}', 'p'],
  ['\\u{110000}', ''],
  ['\\uD83D\\uDE00', latin1('😀')],
  ['\\ud83d\\ude00', latin1('😀')],
  ['\\U0001F600', latin1('😀')],
  ['\\U00000070', 'p'],
  ['\\x70\\x7F', 'p\x7f'],
  ['\\160\\077\\377', 'p?\xff'],
  ['\\n\\r\\t\\b\\f\\v\\0', '\n\r\t\b\f\v\0'],
  ['\\"\\\\\\/\\ ', '"\\/ '],
  ['\\p\\9', '\\p\\9'],
  ['%70%7f%C3%bc', 'p\x7f\xc3\xbc'],
  ['%u0070%u00FC', `p${latin1('ü')}`],
  ['%7 %zz 100%', '%7 %zz 100%'],
  ['&amp;&lt;&#112;&#x70;&#X70;&quot;', '&<ppp"'],
  ['&amp&eacute;', `&${latin1('é')}`],
  ['&nosuchname; & &a;', '&nosuchname; & &a;'],
  ['a""b\'\'c', 'a"b\'c'],
  ['"a":"", [\'\'] {""}', '"a":"", [\'\'] {""}'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b[1;38;5;9mx\u001b[K', 'x'],
  ['plain text', 'plain text'],
];

test('one layer of every escape is undone, and what is none stays', () => {
  for (const [written, meant] of escapes) expect(withoutEscapes(written), written).toBe(meant);
  expect(withoutEscapes('\\\\u0070')).toBe('\\u0070');
});

test('round an escape only what is near is kept, and nothing where there is none', () => {
  expect(aroundEscapes('plain text', 3)).toBe('');
  expect(aroundEscapes('0123456789%70abcdefghij', 3)).toBe('789pabc');
  expect(aroundEscapes('%70abcdefghij%71xyz', 3)).toBe('pabc\0hijqxyz');
  expect(aroundEscapes('%70abcdef%71', 3)).toBe('pabcdefq');
  expect(aroundEscapes('abcdef%71', 3)).toBe('abcdefq');
  expect(replacedAround('1a2b3', /[ab]/g, (found) => found.toUpperCase(), 9)).toBe('1A2B3');
});

test('lines that were wrapped are one, with what stood before them', () => {
  expect(withoutLineBreaks('pass\r\n   word')).toBe('password');
  expect(withoutLineBreaks('pass\\\n\tword')).toBe('password');
  expect(withoutLineBreaks('pass\n\n\nword')).toBe('password');
  expect(withoutLineBreaks('pass  word\\')).toBe('pass  word\\');
});

test('of bytes that are not text alone the text is kept, with a zero byte between', () => {
  expect(textIn('all of it\tis text\n\x1b[1m')).toBe('all of it\tis text\n\x1b[1m');
  expect(textIn('\x01\x02password\x03short\x04')).toBe('password');
  expect(textIn('\x01password\x02secrets\x03')).toBe('password\0secrets');
  expect(textIn(`\x01${latin1('äöüäöü')}\x02`)).toBe(latin1('äöüäöü'));
  expect(textIn('\x01\xe4\xf6\xfc\xe4\xf6\xfc\x02')).toBe('\xe4\xf6\xfc\xe4\xf6\xfc');
  expect(textIn('\x01\x80\x81\x82\x83\x84\x85\x86\x02')).toBe('');
});

test('what is decoded on trial says something where it is text, wide text, or packed', () => {
  for (const text of [
    'passwo',
    latin1('äöüäöü'),
    latin1('文文文文文文'),
    latin1('😀😀😀😀😀😀'),
    '\xe4\xf6\xfc\xe4\xf6\xfc',
  ]) {
    expect(saysSomething(text), text).toBe(true);
  }
  for (const text of [
    'p\0a\0s\0s\0w\0',
    'p\0\0\0a\0\0\0s\0\0\0s\0\0\0w\0\0\0',
    'PK\x03\x04',
    '\x1f\x8b\x08',
    'x\x9c',
    'x\x01',
  ]) {
    expect(saysSomething(text), text).toBe(true);
  }
  for (const text of ['', 'short', '\x80\x81\x82\x83\x84\x85', 'p\0a\0s\0s\0', 'PK', 'x\x02', '\x1f\x8b']) {
    expect(saysSomething(text), text).toBe(false);
  }
});

test('wide characters are read wherever they stand', () => {
  expect(fromWideCharacters(Buffer.from('password', 'utf16le').toString('latin1'))).toBe('password');
  expect(fromWideCharacters('xxp\0a\0s\0s\0w\0\0\0w\0\0\0o\0\0\0r\0\0\0d\0\0\0s\0\0\0')).toContain('words');
  expect(fromWideCharacters('p\0a\0s\0s\0w\0\0\0s\0e\0c\0r\0e\0t\0')).toBe('passw\0secret');
  expect(fromWideCharacters('p\0a\0s\0s\0')).toBe('');
  expect(fromWideCharacters('password')).toBe('');
});

test('UTF-16 is read as a whole in either order, with its mark and without, and nothing else is', () => {
  const text = 'Жłó: "pass, word" 12, 34';
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const [asLittle, asBig] = [little.toString('latin1'), big.toString('latin1')];
  expect(fromUtf16(asLittle)).toBe(latin1(text));
  expect(fromUtf16(asBig)).toBe(latin1(text));
  expect(fromUtf16(`\xff\xfe${asLittle}`)).toBe(latin1(`\ufeff${text}`));
  expect(fromUtf16(`\xfe\xff${asBig}`)).toBe(latin1(`\ufeff${text}`));
  // A mark is enough where no half is zero, and a last odd byte is no character.
  expect(fromUtf16(`\xff\xfe${Buffer.from('ЖЖЖ', 'utf16le').toString('latin1')}`)).toBe(latin1('\ufeffЖЖЖ'));
  expect(fromUtf16(`${asLittle}x`)).toBe(latin1(text));
  expect(fromUtf16('')).toBe('');
  expect(fromUtf16('p\0a')).toBe('');
  expect(fromUtf16('an ordinary text of one byte each')).toBe('');
  expect(fromUtf16(`\0${'x'.repeat(400)}`)).toBe('');
  expect(fromUtf16('\0\0ab\0\0cd\0\0ef')).toBe('');
});

test('a word is read through the tags in it, and a text without such tags is not read twice', () => {
  expect(withoutTags('pass<b>word</b>', 20)).toBe('password');
  expect(withoutTags('pass<!-- x -->word', 20)).toBe('password');
  expect(withoutTags('<p>pass word</p>', 20)).toBe('');
  expect(withoutTags('1 < 2 and 3 > 2', 20)).toBe('');
  expect(withoutTags(`pass<${'b'.repeat(400)}>word`, 20)).toBe('');
  expect(withoutTags('0123456789pass<b>word0123456789', 5)).toBe('9password0');
});

test('pairs of hexadecimal digits are read however they are parted', () => {
  const hex = ['70', '61', '73', '73', '77', '6F'];
  for (const between of [' ', '  ', '\t', ':', ', ', ';', ',', '\n', ',\r\n    ', ' 0x', ', 0x', ':0x', '\\x']) {
    expect(fromPairs(hex.join(between)), between).toBe('passwo');
  }
  expect(fromPairs('70 61 73 73 77')).toBe('');
  expect(fromPairs('70   61   73   73   77   6f')).toBe('');
  expect(fromPairs(`${hex.join(' ')} | ${hex.join(':')}`)).toBe('passwo\0passwo');
});

test('lists of decimal numbers are read, each of them a byte', () => {
  const bytes = [112, 97, 115, 115, 9, 111];
  expect(fromDecimal(JSON.stringify(bytes))).toBe('pass\to');
  expect(fromDecimal(JSON.stringify(Object.assign({}, bytes)))).toBe('pass\to');
  expect(fromDecimal(JSON.stringify(bytes, null, 2))).toBe('pass\to');
  expect(fromDecimal('{"0" : 112, "1" : 97, "2" : 115, "3" : 115, "4" : 119, "5" : 111}')).toBe('passwo');
  const many = Object.assign(
    {},
    Array.from({ length: 12 }, () => 112),
  );
  expect(fromDecimal(JSON.stringify(many))).toBe('p'.repeat(12));
  expect(fromDecimal(bytes.join(' '))).toBe('pass\to');
  expect(fromDecimal(bytes.join('\n'))).toBe('pass\to');
  expect(fromDecimal([112, 999, 97, 256, 115, 255].join(','))).toBe('pas\xff');
  expect(fromDecimal([112, 97, 115, 115, 119].join(','))).toBe('');
  expect(fromDecimal(`[${bytes.join(',')}] [${bytes.join(',')}]`)).toBe('pass\to\0pass\to');
});

test('quoted-printable is undone where it is surely that, and an address stays', () => {
  expect(fromQuotedPrintable('p=C3=BCpass', 99)).toBe('p\xc3\xbcpass');
  expect(fromQuotedPrintable('pass=\r\nword', 99)).toBe('password');
  expect(fromQuotedPrintable('pass=  \nword', 99)).toBe('password');
  expect(fromQuotedPrintable('a=3Db=20c', 99)).toBe('a=b c');
  expect(fromQuotedPrintable('a=40b', 99)).toBe('a@b');
  expect(fromQuotedPrintable('?page=61&size=44', 99)).toBe('');
  expect(fromQuotedPrintable('x=ab', 99)).toBe('');
  expect(fromQuotedPrintable('ends with a =\n', 99)).toBe('');
  expect(fromQuotedPrintable('0123456789=3D0123456789', 2)).toBe('89=01');
});

test('words of base64 are found in one pass, and whether there are lists', () => {
  expect(wordsIn('a password, and short ones: dGVzdA== "c2VjcmV0X3RleHQ"').words).toEqual([
    'password',
    'c2VjcmV0X3RleHQ',
  ]);
  expect(wordsIn('abcdefg abcdefgh a+b/c-d_').words).toEqual(['abcdefgh', 'a+b/c-d_']);
  expect(wordsIn('').words).toEqual([]);
  expect(wordsIn('70 61 73 73 77 6f').hasLists).toBe(true);
  expect(wordsIn('0x70, 0x61, 0x73, 0x73, 0x77, 0x6f').hasLists).toBe(true);
  expect(wordsIn('70 61 73 73 77').hasLists).toBe(false);
  expect(wordsIn('70 61 73 to 73 77 6f').hasLists).toBe(false);
  expect(wordsIn('70 61 73 70617 73 77 6f').hasLists).toBe(false);
  expect(wordsIn('12,34,56,78,90,12').hasLists).toBe(true);
});

test('a word says what it says in base64, from whichever letter it begins', () => {
  for (const before of ['', 'x', 'xy', 'xyz']) {
    const word = before + Buffer.from('secret passwords').toString('base64url');
    expect(fromBase64(word), word).toContain('secret passwords');
  }
  expect(fromBase64('Password')).toEqual([]);
  expect(fromBase64('anythingatall')).toEqual([]);
  expect(fromBase64(Buffer.from([128, 129, 130, 131, 132, 133]).toString('base64'))).toEqual([]);
});

test('a word says what it says in hexadecimal, from the first digit or the second one', () => {
  expect(fromHexadecimal('70617373776f')).toContain('passwo');
  expect(fromHexadecimal('70617373776F')).toContain('passwo');
  expect(fromHexadecimal('a70617373776f')).toContain('passwo');
  expect(fromHexadecimal('x70617373776fx')).toContain('passwo');
  expect(fromHexadecimal('70-61-73-73-77-6f')).toContain('passwo');
  expect(fromHexadecimal('7061737377')).toEqual([]);
  expect(fromHexadecimal('70-61-73-73-77')).toEqual([]);
  expect(fromHexadecimal('808182838485')).toEqual([]);
});

test('long runs of base64, and what an address holds, are taken out and looked into as files of their own', () => {
  const long = Buffer.from('Az'.repeat(6000)).toString('base64');
  const short = Buffer.from('a file').toString('base64');
  expect(withoutFiles('nothing', ['nothing'])).toEqual({ text: 'nothing', runs: [] });
  const text = `before ${long} between data:text/plain;charset=utf-8;base64,${short} after`;
  expect(withoutFiles(text, ['before', long, 'between'])).toEqual({
    text: 'before \0 between data:text/plain;charset=utf-8;base64,\0 after',
    runs: [{ text: long }, { text: short, declares: 'text/plain' }],
  });
  // A short word is none, nor are hexadecimal digits, nor what has no small or no capital letter of its own.
  expect(withoutFiles('a PassWordXyz', ['PassWordXyz']).runs).toEqual([]);
  for (const run of ['0123456789abcdef', 'qwertyuiop', 'QWERTYUIOP']) {
    const long = run.repeat(900);
    expect(withoutFiles(long, [long]).runs, run).toEqual([]);
  }
  // A long run of an address is one run, and what stands between an address and a run makes it none of its own.
  const held = `data:application/zip;base64,${long}`;
  expect(withoutFiles(held, ['application/zip', long]).runs).toEqual([{ text: long, declares: 'application/zip' }]);
  expect(withoutFiles('data:image/png;base64,abc', []).runs).toEqual([]);
  const apart = `data:application/zip;base64,(${long})`;
  expect(withoutFiles(apart, ['application/zip', long]).runs).toEqual([{ text: long }]);
  expect(withoutFiles(`x;base64,${short}`, []).runs).toEqual([{ text: short }]);
  expect(withoutFiles(`;base64,${short}`, []).runs).toEqual([{ text: short }]);
});

test('a run is decoded from where it is seen to begin, or from each of four places', () => {
  const run = `xy${Buffer.from('PK-like').toString('base64url')}`;
  const begins = (head: Buffer): boolean => head.toString('latin1').startsWith('PK');
  expect(decodedRun(run, begins).map(String)).toEqual(['PK-like']);
  expect(decodedRun(run, () => false)).toHaveLength(4);
  expect(decodedRun(run, () => true)).toHaveLength(1);
});
