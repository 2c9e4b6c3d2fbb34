import { expect, test } from './unit-test.ts';
import { limits } from '../../fixtures/report/scan/limits.ts';
import { allBranches } from '../../fixtures/report/scan/search.ts';
import { SecretIndex } from '../../fixtures/report/scan/secret-index.ts';
import { secretToLookFor } from '../../fixtures/report/scan/secret.ts';
import { EmptyWords, WindowSearch, type WindowBranches } from '../../fixtures/report/scan/views.ts';
import { noiseOf } from '../fire/noise.ts';

/* One window, read in every way: what of it is seen in which spelling, whether it is text, and what is read once only. */

const value = 'vG7#kq!2Lp0zXw';
const index = new SecretIndex([secretToLookFor('A', value)]);
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

/** Reads a window, and tells what came of it. */
function read(window: string, branches: WindowBranches = allBranches, empty = new EmptyWords()) {
  const seen: string[] = [];
  const unpacked: string[] = [];
  const beyond: string[] = [];
  const isText = new WindowSearch(index, branches, empty).search(window, {
    seen: ({ name }, spelling) => seen.push([name, ...spelling].join(' ')),
    unpacked: ({ name, bytes, declares }) => {
      unpacked.push([name, declares, bytes.toString('latin1', 0, 8)].filter((part) => part !== undefined).join(' '));
    },
    carved: () => undefined,
    beyond: () => {
      beyond.push(window.slice(0, 2));
      return [];
    },
    isPacked: (head) => head.toString('latin1').startsWith('box:'),
  });
  return { seen, unpacked, beyond, isText };
}

test('a secret is seen as it is, in each spelling once, and in spellings of spellings', () => {
  expect(read('nothing of interest').seen).toEqual([]);
  expect(read(`a ${value} b`).seen).toEqual(['A']);
  expect(read(`a ${base64(`x ${value}`)} b`).seen).toEqual(['A base64']);
  expect(read(`${value.slice(0, 4)}\n  ${value.slice(4)}`).seen).toEqual(['A wrapped']);
  const twice = encodeURIComponent(JSON.stringify(base64(`"${value}"`)));
  expect(read(`a=${twice}`).seen).toContain('A base64');
  expect(read(base64(`${value.slice(0, 4)}\n  ${value.slice(4)}`)).seen).toEqual(['A base64 wrapped']);
});

const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7919 + 13) % 31)).toString('latin1');

test('a window is text where it nearly all is, or is UTF-16 as a whole, and not for what is decoded of it', () => {
  expect(read('text\tof a file\r\n').isText).toBe(true);
  expect(read('').isText).toBe(true);
  expect(read(noise).isText).toBe(false);
  expect(read(`${noise} ${base64('a text that is decoded of it')} %70%71`).isText).toBe(false);
  expect(read(Buffer.from('łó: a text of letters 12', 'utf16le').toString('latin1')).isText).toBe(true);
  expect(read(`text ${base64(Buffer.from(noise, 'latin1'))} text`).isText).toBe(true);
});

test('a long run of base64 is a file of its own, from where it begins, with the media type that it has', () => {
  const file = Buffer.from(`box:${value}`.padEnd(9000, '\x02Az'), 'latin1');
  for (const before of ['', 'x', 'xy', 'xyz']) {
    const { unpacked } = read(`"${before}${file.toString('base64url')}"`);
    expect(unpacked, before).toEqual(['base64 box:vG7#']);
  }
  expect(read(`data:application/x;base64,${base64(file)}`).unpacked).toEqual(['base64 application/x box:vG7#']);
  const text = Buffer.from('Only A Text '.repeat(900));
  expect(read(`y${text.toString('base64url')}`).unpacked).toEqual(['base64 Only A T']);
  const picture = Buffer.from(`\x89PNG${'\x02Az'.repeat(4000)}`, 'latin1');
  expect(read(`y${picture.toString('base64url')}`).unpacked).toEqual(['base64 \x89PNG\x02Az\x02']);
  // Where none of the four begins as anything, each of them may be it.
  expect(read(noiseOf(1, 9000).toString('base64url')).unpacked).toHaveLength(4);
});

test('what is packed goes on in what comes next only in the window itself', () => {
  const carved: number[] = [];
  const branches: WindowBranches = {
    ...allBranches,
    carve: (bytes, most, beyond) => {
      carved.push(bytes.length, most, [...beyond()].length);
      return [];
    },
  };
  expect(read('all of it is text', branches).beyond).toEqual([]);
  expect(carved).toEqual([]);
  expect(read(`\x01\x02 ${noise}`, branches).beyond).toEqual(['\x01\x02']);
  expect(carved).toEqual([noise.length + 3, 64 * 1024 * 1024, 0]);
  // In the other way of writing it there is nothing behind it.
  expect(read(`text ${base64(`said ${noise}`)}`, branches).beyond).toEqual([]);
  expect(carved.length).toBeGreaterThan(3);
});

test('a word that says something is read once a window, and one that says nothing once a scan', () => {
  const decoded: string[] = [];
  const decode = (word: string): readonly string[] => {
    decoded.push(word);
    return word.startsWith('telling') ? ['something that it says'] : [];
  };
  const branches: WindowBranches = {
    ...allBranches,
    decoders: [],
    wordDecoders: [{ name: 'words', decode, spellings: {} }],
    carveWord: (word) => (word === 'carvedword' ? [{ name: 'word', bytes: Buffer.from('a word') }] : []),
  };
  const empty = new EmptyWords();
  const window = 'tellingword emptywords tellingword emptywords carvedword carvedword';
  const once = ['tellingword', 'emptywords', 'carvedword', 'something'];
  expect(read(window, branches, empty).unpacked).toEqual(['word a word']);
  expect(decoded).toEqual(once);
  expect(read(window, branches, empty).unpacked).toEqual(['word a word']);
  expect(decoded).toEqual([...once, 'tellingword', 'carvedword']);
});

test('what a window says may come to so much, and what goes further is said', () => {
  const tooMuch = 'contains text in more spellings than the scan looks at';
  const saying = (length: number): WindowBranches => ({
    ...allBranches,
    decoders: [{ name: 'long', decode: ({ isFile }) => (isFile ? 'x'.repeat(length) : ''), spellings: {} }],
    wordDecoders: [],
  });
  const most = limits.spellingBytes + limits.spellingWindows * 4;
  expect(read('text', saying(most)).isText).toBe(true);
  expect(() => read('text', saying(most + 1))).toThrow(tooMuch);
  // Less than the shortest secret says nothing, and the same says nothing more.
  const short: string[] = [];
  const one = (said: string): WindowBranches => ({
    ...allBranches,
    decoders: [{ name: 'one', decode: ({ bytes }) => (short.push(bytes), said), spellings: {} }],
    wordDecoders: [],
  });
  read('a window', one('12345'));
  read('a window', one('123456'));
  expect(short).toEqual(['a window', 'a window', '123456']);
});
