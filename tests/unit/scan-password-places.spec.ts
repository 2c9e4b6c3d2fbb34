import { expect, test } from './unit-test.ts';
import { standsAs } from '../../fixtures/report/scan/as-a-value.ts';

/* Before which names and in which ways of writing it a word is somebody’s password, and how far from its name it may stand. A
   way that is missing lets a password pass, and one that is too wide calls every other word one. */

const isPassword = (before: string, after = '\n'): boolean =>
  standsAs('as-a-password', `${before}prod${after}`, before.length, before.length + 4);
const x = (count: number): string => 'x'.repeat(count);
const spaces = (count: number): string => ' '.repeat(count);

const names =
  'password passwort passwd passwt passphrase passcode pwd pass kennwort secret credential token authorization api-key api_key apikey motdepasse mot-de-passe mot_de_passe contrasena';
const others = 'passage compass user instance pas pasword passwor apikay motpasse contrasea contraseona';

test('a word behind the name of a secret is one, whatever the language, and behind another word it is none', () => {
  for (const name of [
    ...names.split(' '),
    'mot de passe',
    'api key',
    'contraseña',
    'contrase\xf1a',
    'Password',
    'PWD',
  ]) {
    const bytes = name === 'contraseña' ? Buffer.from(name).toString('latin1') : name;
    for (const before of [`${bytes}=`, `my.${bytes}: `, `"${bytes}":"`, `<${bytes}>`]) {
      expect(isPassword(before, before.endsWith('>') ? '<' : '\n'), before).toBe(true);
    }
  }
  for (const name of others.split(' ')) {
    expect(isPassword(`${name}=`), name).toBe(false);
    expect(isPassword(`<${name}>`, '<'), name).toBe(false);
  }
});

/** What stands before a word, where it is a password, and where it is none any more. */
const edges: readonly (readonly [yes: string, no: string])[] = [
  [`password${x(40)}=`, `password${x(41)}=`],
  ['password.a-b]_1=', 'password.a/b='],
  [`password${spaces(8)}=`, `password${spaces(9)}=`],
  [`password=${spaces(8)}`, `password=${spaces(9)}`],
  ['password:', 'password;'],
  [`"password" : "`, '"password" - "'],
  [`\\"password\\":\\"`, '"password"a:"'],
  ["'password'='", "'password''='"],
  ['`password`:`', '`password`,`'],
  [`<${x(40)}password>`, `<${x(41)}password>`],
  [`<password${x(40)}>`, `<password${x(41)}>`],
  ['<a:b.c-password.d:e-f>', '<a b password>'],
  [`<password a${x(99)}>`, `<password a${x(100)}>`],
  [`<password>${spaces(8)}`, `<password>${spaces(9)}`],
  ['<password a="b">', '<password a="<b">'],
  ['<password\ta>', '<password/a>'],
  ['"password","value":"', '"password";"value":"'],
  ['name=password value=', 'name=password size='],
  ["'password', 'text' = '", "'password', 'title' = '"],
  ['password content:', 'passwordcontent;'],
  [`password${x(40)} value=`, `passwor value=`],
  [`password${spaces(8)}value=`, `password${spaces(9)}value-`],
  [`password value${spaces(4)}=${spaces(4)}`, `password value${spaces(4)}-${spaces(4)}`],
  ['name="password"\r\n\r\n', 'name="password";\r\n'],
  [`name="password.a-b"${spaces(8)}`, `name="password.a-b"${spaces(9)}`],
  [`"password${x(40)}" `, `"password${x(41)}" `],
  ['Authorization: Bearer ', 'Authorization; Bearer '],
  ['"authorization":"Basic ', '"authorisation":"Basic '],
  ["token' = 'jwt ", "token' = '' "],
  [`authorization${spaces(4)}:${spaces(4)}a `, `authorization${spaces(5)}:a `],
  [`authorization:${spaces(4)}a `, `authorization:${spaces(5)}a `],
  [`token=${x(20)} `, `token=${x(21)} `],
  ['token=a_1\t', 'token=a-1 '],
];

test('a password stands so far behind its name, and in so many ways, and no further', () => {
  for (const [yes, no] of edges) {
    expect(isPassword(yes), yes).toBe(true);
    expect(isPassword(no), no).toBe(false);
  }
});

test('the password of a name stands behind a colon where the name stands by itself, and ends there', () => {
  for (const before of ['kim:', 'a text\0kim:', 'https://kim:', `${x(100)}:`]) {
    for (const after of ['', '@', '\0']) expect(isPassword(before, after), JSON.stringify([before, after])).toBe(true);
    for (const after of [' ', ',', '/', 'x']) expect(isPassword(before, after), before).toBe(false);
  }
  for (const before of [':', 'a kim:', 'a/kim:', 'kim::', `${x(101)}:`, 'kim', 'kim:x']) {
    expect(isPassword(before, ''), before).toBe(false);
  }
});

test('a word ends with its value, and one that goes on is another one', () => {
  for (const after of [
    '',
    '"',
    "'",
    '`',
    '&',
    ';',
    ',',
    '<',
    '>',
    ')',
    '}',
    ']',
    '\n',
    '\t',
    '\0',
    '@',
    '\\"',
    '\\n',
    '\\r',
    '\\\\"',
  ]) {
    expect(isPassword('password=', after), JSON.stringify(after)).toBe(true);
  }
  for (const after of ['u', '-', '.', ':', '/', '=', '\\t', '\\', '(', ' ', '_', '8']) {
    expect(isPassword('password=', after), JSON.stringify(after)).toBe(false);
  }
});

test('a value stands between two of the same quotes, in an element, behind a sign or a scheme', () => {
  const isValue = (before: string, after: string): boolean =>
    standsAs('as-a-value', `${before}prod${after}`, before.length, before.length + 4);
  const yes: readonly (readonly [string, string])[] = [
    ['"', '"'],
    ["'", "'"],
    ['`', '`'],
    ['\\"', '\\"'],
    ['\\\\\\"', '\\\\\\"'],
    ['<b>', '<'],
    ['a=', '\n'],
    ['a:', ','],
    [`a:${spaces(8)}`, ','],
    ['Bearer ', '\n'],
    ['a basic\t', ','],
    ['kim:', '@'],
  ];
  const no: readonly (readonly [string, string])[] = [
    ['"', "'"],
    ['"', ','],
    ['<b>', ','],
    ['a=', ' '],
    [`a:${spaces(9)}`, ','],
    ['forbearer ', '\n'],
    ['basically ', '\n'],
    ['a ', '\n'],
    ['Bearer ', ' '],
  ];
  for (const [before, after] of yes) expect(isValue(before, after), before + after).toBe(true);
  for (const [before, after] of no) expect(isValue(before, after), before + after).toBe(false);
});
