import { expect, test } from './unit-test.ts';
import { inLines, UserError } from '../../fixtures/domain/errors.ts';
import { neutral, visible, withoutCommands } from '../../fixtures/domain/visible.ts';
import { visibleBlanks } from '../../fixtures/report/visible.ts';

/** What no reader should be sent: control and format characters, halves of characters, separators of lines. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('of all characters, none is left that a reader obeys or does not see', () => {
  // A thousand at a time, with a letter behind each of them: two halves of a character side by side would be a whole one.
  const left: string[] = [];
  for (let first = 0; first < 0x11_0000; first += 1024) {
    const some = Array.from({ length: 1024 }, (_, index) => `${String.fromCodePoint(first + index)}a`).join('');
    const found = unseen.exec(visible(some));
    if (found) left.push(`of ${first.toString(16)} and what follows: ${found[0].codePointAt(0)?.toString(16) ?? ''}`);
  }
  expect(left).toEqual([]);
  // Hangul fillers are letters for Unicode, and nothing for the eye.
  expect(visible('\u3164\u115F')).toBe('<U+3164><U+115F>');
});

test('what can be seen stays as it is, in every script', () => {
  const texts = ['Campaign - prod - (.*)', 'Zürich, Ελλάδα, Москва', 'キャンペーン　管理', 'عربي', '한국어', '✔️ 👍🏽 é'];
  for (const text of texts) expect(visible(text)).toBe(text);
});

test('a control character stands there by its number, breaks of lines and tabs by a sign', () => {
  expect(visible('a\u001B[31mb\u202Ec\u009Bd\u200Be\uFEFF')).toBe('a<U+001B>[31mb<U+202E>c<U+009B>d<U+200B>e<U+FEFF>');
  expect(visible('one\ttwo\r\nthree\nfour\rfive\u2028six')).toBe('one⇥two⏎three⏎four⏎five<U+2028>six');
});

test('a value shows the blanks that matter', () => {
  expect(visibleBlanks(' a  b\u00A0c\u3000d ')).toBe('␣a␣␣b⍽c⍽d␣');
});

const commands = [
  '::error::no',
  '  ::stop-commands::token',
  '\u3000::add-mask::no',
  'first\n::set-output name=a::no',
  '##[error]no',
  'said: ##[group]no',
  '##vso[task.setvariable variable=a]no',
  "##teamcity[message text='no']",
  '###[section]no',
];

test('no line is a command for a CI system', () => {
  for (const command of commands) {
    const said = withoutCommands(command);
    for (const line of said.split('\n')) {
      expect(line.trimStart(), command).not.toMatch(/^::/);
    }
    expect(said).not.toMatch(/##\w*\[/);
    expect(withoutCommands(said)).toBe(said);
  }
  const harmless = 'fe80::1, std::string, C# #1, [::1]:443, ## heading';
  expect(withoutCommands(harmless)).toBe(harmless);
});

test('an error for people has lines and no stack, and none of them is a command', () => {
  const error = new UserError('::error::one\u001B[2J', '  two\n::error::three');
  expect(error.message).toBe(': :error::one<U+001B>[2J\n  two⏎::error::three');
  expect(error.stack).toBe(error.message);
  expect(inLines(error)).toEqual([': :error::one<U+001B>[2J', '  two⏎::error::three']);
});

test('an error of ours is printed with its place, and as text', () => {
  const lines = inLines(new Error('::error::one\n##[error]two\u009B'));
  expect(lines[0]).toBe('Error: : :error::one');
  expect(lines[1]).toBe('# #[error]two<U+009B>');
  expect(lines.length).toBeGreaterThan(2);
});

test('a text of half a megabyte is read through once: worse than that, this test would not end', () => {
  for (const unit of ['##a', '::', ' ::', '#', '\u202E', '##[', 'a']) {
    const text = unit.repeat(Math.floor(500_000 / unit.length));
    expect(neutral(text).length).toBeGreaterThanOrEqual(text.length);
  }
});
