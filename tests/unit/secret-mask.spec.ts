import { expect, test } from './unit-test.ts';
import { secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { SecretMask } from '../../fixtures/report/scan/secret-mask.ts';

const password = 'Qz7&hush+vT9"wKp3<x';
const mask = new SecretMask([
  secretToLookFor('the password', password),
  secretToLookFor('an e-mail address', 'probe@example.com'),
  // Too plain to be told from ordinary text: the scan asks where it stands, and here it may be a group’s name.
  secretToLookFor('IMS_CLIENT_SECRET', 'admin'),
  secretToLookFor('nothing', ''),
]);
const markup = password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

test('a text that shows a secret keeps the rest of what it says', () => {
  expect(mask.text(`The password ${password} is not right.`)).toBe('The password [secret] is not right.');
  expect(mask.text(`Refused: ${markup}`)).toBe('Refused: [secret]');
  expect(mask.text(`Login does not have any right matching the expression '${password}'`)).toBe(
    "Login does not have any right matching the expression '[secret]'",
  );
  expect(mask.text(`Hello probe@example.com`)).toBe('Hello [secret]');
});

test('in spellings that no text can be cut at, the line goes, and the others stay', () => {
  const spellings = [
    encodeURIComponent(encodeURIComponent(password)),
    JSON.stringify(JSON.stringify(password)),
    Array.from(password, (letter) => `&#${String(letter.charCodeAt(0))};`).join(''),
    Array.from(password, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ...['\u200b', '\u00ad', '\u2060'].map((unseen) => Array.from(password).join(unseen)),
    Buffer.from(password).toString('base64'),
    Buffer.from(password).toString('hex'),
  ];
  for (const spelling of spellings) {
    expect(mask.showsIn(spelling), spelling).toBe(true);
    expect(mask.text(`before\nRef ${spelling}.\nafter`), spelling).toBe('before\n[secret]\nafter');
  }
});

test('an address stays an address of the same host', () => {
  const once = `https://auth.services.adobe.com/a/${encodeURIComponent(password)}`;
  expect(mask.text(once)).toBe('https://auth.services.adobe.com/a/[secret]');
  const twice = `https://auth.services.adobe.com/a?err=${encodeURIComponent(encodeURIComponent(password))}`;
  expect(mask.text(twice)).toBe('https://auth.services.adobe.com/[secret]');
  for (const url of [once, twice]) expect(URL.canParse(mask.text(url))).toBe(true);
});

test('facts are masked wherever a text of them stands, and are the same where none shows a secret', () => {
  const facts = {
    page: { title: password, text: `a ${password}` },
    hops: [{ url: 'https://a.example' }],
    groups: ['admin'],
  };
  expect(mask.facts(facts)).toEqual({
    page: { title: '[secret]', text: 'a [secret]' },
    hops: [{ url: 'https://a.example' }],
    groups: ['admin'],
  });
  const clean = { groups: ['admin'], secret: 'admin' };
  expect(mask.facts(clean)).toBe(clean);
  expect(JSON.stringify(mask.facts(facts))).not.toContain('hush');
});
