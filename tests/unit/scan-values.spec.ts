import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { standsAs } from '../../fixtures/report/scan/as-a-value.ts';
import { betweenWords } from '../../fixtures/report/scan/decoders/words.ts';
import { scanInWords, type ScannedRun } from '../../fixtures/report/scan/in-words.ts';
import { secretToLookFor, type ScanResult } from '../../fixtures/report/scan/index.ts';
import { PatternSearch } from '../../fixtures/report/scan/pattern-search.ts';
import { SecretIndex } from '../../fixtures/report/scan/secret-index.ts';
import { Unread } from '../../fixtures/report/scan/unread.ts';

/* Where a secret is seen: one that nothing else looks like anywhere, and one that is an ordinary word only where somebody’s
   value stands; and what is said of it. */

const word = 'prod';
const stands = (lookedFor: 'as-a-value' | 'as-a-password', text: string): boolean => {
  const start = text.indexOf(word);
  return standsAs(lookedFor, text, start, start + word.length);
};

/** Places of a password, of another value, and of neither. */
const places: readonly (readonly [text: string, asAValue: boolean, asAPassword: boolean])[] = [
  ['{"password":"prod"}', true, true],
  ['{"Password" : "prod"}', true, true],
  ['{\\"password\\":\\"prod\\"}', true, true],
  ['{\\\\\\"password\\\\\\":\\\\\\"prod\\\\\\"}', true, true],
  ['{"passwd":"prod","a":1}', true, true],
  ['IMS_USER_PASSWORD=prod\n', true, true],
  ['?user=a&password=prod&x=1', true, true],
  ['?user=a&pwd=prod', true, true],
  ['<input name="password" value="prod">', true, true],
  ['<Password>prod</Password>', true, true],
  ['<ns:userPassword xsi:type="xsd:string">prod</ns:userPassword>', true, true],
  ['{"name":"password","value":"prod"}', true, true],
  ['name="password"\r\n\r\nprod\r\n', true, true],
  ['client_secret: prod\n', true, true],
  ['credential = prod;', true, true],
  ['passphrase=prod', true, true],
  ['passcode=prod', true, true],
  ['pass=prod', true, true],
  ['kennwort=prod', true, true],
  ['mot de passe: prod', true, true],
  ['contraseña=prod', true, true],
  ['contrase\xc3\xb1a=prod', true, true],
  ['contrasena: prod', true, true],
  ['api-key=prod', true, true],
  ['Authorization: Bearer prod\n', true, true],
  ['token: prod', true, true],
  ['https://user:prod@example.com/', true, true],
  ['user:prod', true, true],
  ['"prod"', true, false],
  ["'prod'", true, false],
  ['`prod`', true, false],
  ['\\"prod\\"', true, false],
  ['<b>prod</b>', true, false],
  ['instance=prod', true, false],
  ['instance: prod,', true, false],
  ['Basic prod', true, false],
  ['{"instance":"prod"}', true, false],
  ['<password>products</password>', false, false],
  ['password=products', false, false],
  ['"prod\'', false, false],
  ['<b>prod,', false, false],
  ['The password: prod is one', false, false],
  ['instance: prod failed', false, false],
  ['on prod now', false, false],
  ['prod', false, false],
  ['compass prod', false, false],
  ['kim:x-prod', false, false],
  // What stands far from it is not about it.
  [`{"password":"prod"}${' '.repeat(1000)}`, true, true],
  [`password=${' '.repeat(200)}prod`, false, false],
  ['kim:prod (at x@example.com)', false, false],
];

test('an ordinary word is a value where one stands, and a password only where that is its name', () => {
  for (const [text, asAValue, asAPassword] of places) {
    expect([stands('as-a-value', text), stands('as-a-password', text)], text).toEqual([asAValue, asAPassword]);
  }
  expect(standsAs('anywhere', 'xprodx', 1, 5)).toBe(true);
});

const seen = (value: string, text: string): boolean =>
  new SecretIndex([secretToLookFor('A_PASSWORD', value)]).in(Buffer.from(text).toString('latin1')).length > 0;

test('a secret is seen in each form that its bytes may have', () => {
  const value = 'Zür!ch 7 Löwen-"q"';
  for (const text of [value, value.normalize('NFD'), value.replaceAll(' ', '+'), value.replaceAll(' ', '\u00a0')]) {
    expect(seen(value, `before ${text} after`), text).toBe(true);
  }
  expect(seen(value, value.replace(' ', ''))).toBe(true);
  expect(seen(value, value.replaceAll(' ', ''))).toBe(true);
  expect(seen(value, value.replace(/"$/, '""'))).toBe(true);
  expect(seen('Qx7-"end" 93zk', 'Qx7-"end"" 93zk')).toBe(true);
  expect(seen(value, value.slice(1))).toBe(false);
  const index = new SecretIndex([secretToLookFor('A_PASSWORD', value)]);
  expect(index.in(Buffer.from(value, 'latin1').toString('latin1'))).toHaveLength(1);
  const last = new SecretIndex([secretToLookFor('A_PASSWORD', 'x7-ÿ-Ā-93Q')]);
  expect(last.in(`x7-\xff-${Buffer.from('Ā').toString('latin1')}-93Q`)).toHaveLength(1);
  expect(seen('a\\u0062c%41-xyz-9Q', 'abcA-xyz-9Q')).toBe(true);
  // What it comes to without its escapes is an ordinary word, and stands anywhere.
  expect(seen('l\\u00f6wenzahn', 'a löwenzahn in a text')).toBe(false);
  expect(seen('Some.Body+7@Example.COM', 'some.body+7@example.com')).toBe(true);
  expect(seen('łódź-Ж-93-Qwx', 'łódź-Ж-93-Qwx')).toBe(true);
  const wide = Buffer.from('łódź-Ж-93-Qwx', 'utf16le');
  const wideIndex = new SecretIndex([secretToLookFor('A_PASSWORD', 'łódź-Ж-93-Qwx')]);
  expect(wideIndex.in(wide.toString('latin1'))).toHaveLength(1);
  expect(wideIndex.in(Buffer.from(wide).swap16().toString('latin1'))).toHaveLength(1);
  // Of many spaces, one or all.
  const many = 'q7 w8 e9 r1 t2 y3 u4 i5';
  expect(seen(many, many.replace(' ', ''))).toBe(true);
  expect(seen(many, many.replaceAll(' ', ''))).toBe(true);
  for (const at of many.split(' ').slice(0, -1)) expect(seen(many, many.replace(`${at} `, at)), at).toBe(true);
  expect(seen(many, many.replace('q7 w8 e9 ', 'q7w8e9 '))).toBe(false);
});

test('the reach is that of the longest secret, escaped, and at least that of a short one', () => {
  expect(new SecretIndex([]).reach).toBe(200);
  expect(new SecretIndex([secretToLookFor('A', 'x'.repeat(100))]).reach).toBe(1300);
  expect(new SecretIndex([secretToLookFor('A', '')]).in('anything')).toEqual([]);
});

test('an ordinary word is looked for as the value that it may be', () => {
  expect(secretToLookFor('A', 'vG7#kq!2Lp0zXw').lookedFor).toBe('anywhere');
  expect(secretToLookFor('A', 'summer').lookedFor).toBe('as-a-value');
  expect(secretToLookFor('A', 'abc').lookedFor).toBe('as-a-password');
  expect(secretToLookFor('A', 'Browser').lookedFor).toBe('as-a-password');
  expect(secretToLookFor('A', 'summer', ['https://summer.example.com']).lookedFor).toBe('as-a-password');
});

test('many patterns are found at once, also where one begins in another or ends the text', () => {
  const search = new PatternSearch(['secret', 'cretin', 'abc', 'retina-display']);
  const found = (text: string): readonly number[] => [...search.in(text)].sort((one, other) => one - other);
  expect(found('a secretina-display')).toEqual([0, 1, 3]);
  expect(found('abc')).toEqual([2]);
  expect(found('xxabcxxsecret')).toEqual([0, 2]);
  expect(found('ab secre cretix')).toEqual([]);
  expect(found('')).toEqual([]);
  expect(new PatternSearch([]).in('abc').size).toBe(0);
  expect(() => new PatternSearch(['ab'])).toThrow('too short');
});

test('what could not be read is missed unless the same stands there whole', () => {
  const unread = new Unread();
  const part = { inside: '!a', reason: 'is damaged' };
  unread.wasDamaged('archive', 'PK-one', part);
  unread.wasDamaged('archive', 'PK-one', part);
  unread.wasDamaged('member', 'PK-two', { inside: '!b', reason: 'ends too early' });
  unread.wasDamaged('member', `PK-tri${betweenWords}what another word says`, { inside: '!c', reason: 'is damaged' });
  expect(unread.all()).toEqual([
    part,
    { inside: '!b', reason: 'ends too early' },
    { inside: '!c', reason: 'is damaged' },
  ]);
  // A member that was read is no archive that was read.
  unread.wasRead('member', 'PK-one and more');
  unread.wasRead('member', 'PK-triple');
  expect(unread.all().map(({ inside }) => inside)).toEqual(['!a', '!b']);
  unread.wasRead('archive', 'PK-one and more');
  unread.wasRead('member', 'PK-two');
  expect(unread.all()).toEqual([]);
});

const nothing: ScanResult = { files: [], printed: [], notSearched: [], otherFormats: [], blind: [], left: [] };
const secret = secretToLookFor('IMS_USER_PASSWORD', 'vG7#kq!2Lp0zXw');
const root = join(__dirname, 'project');
const path = join(root, 'a.zip');
const told = (result: Partial<ScanResult>, more: Partial<ScannedRun> = {}) =>
  scanInWords({ ...nothing, ...result }, { masked: [], remove: () => undefined, root, ...more });
const change = 'Treat the value as known to others, change it, and report this as a bug.';

test('each thing that a scan may come to is a line that says what to do', () => {
  const where = { secret, inside: '!b.json', spelling: ['base64', 'escapes'] };
  expect(told({ files: [{ path, sightings: [where, { secret, inside: '', spelling: [] }] }] })).toEqual({
    lines: [
      `SECRET FOUND: IMS_USER_PASSWORD (within !b.json, base64, escapes), IMS_USER_PASSWORD was in ${path}; the file was deleted. ${change}`,
    ],
    isClean: false,
  });
  const kept = told({ files: [{ path, sightings: [where] }] }, { remove: () => 'EPERM' });
  expect(kept.lines[0]).toMatch(/the file could NOT be deleted \(EPERM\): delete it\. Treat the value as known/);
  expect(told({ printed: [{ secret, inside: '', spelling: [] }] })).toEqual({
    lines: [`SECRET FOUND: IMS_USER_PASSWORD was printed, and was not masked. ${change}`],
    isClean: false,
  });
  expect(told({}, { masked: ['IMS_USER_PASSWORD'] })).toEqual({
    lines: [
      'SECRET MASKED: IMS_USER_PASSWORD was about to be printed, and [secret] was printed in its place. Report this as a bug.',
    ],
    isClean: false,
  });
  expect(told({ notSearched: [{ path, inside: '!x', reason: 'is damaged', isOurs: true }] })).toEqual({
    lines: [
      `NOT SEARCHED: ${path}!x, since it is damaged. It may contain a secret, so the run is red: check the file before you share it.`,
    ],
    isClean: false,
  });
  expect(told({ blind: ['base64'] })).toEqual({
    lines: [
      'The scan for secrets cannot see into base64: it did not find its canary there, so it proves nothing. Report this as a bug.',
    ],
    isClean: false,
  });
  expect(told({ left: [path] })).toEqual({
    lines: [`A canary file of the scan could not be removed: delete ${path}; it contains no secret.`],
    isClean: false,
  });
  expect(told({})).toEqual({ lines: [], isClean: true });
});
