import { nightly } from '../nightly.ts';
import { expect, test } from './unit-test.ts';
import { nameOf, nameSchema, hostSchema, shapeOf, textOf } from '../../fixtures/capture/form/values.ts';
import { captureSchema } from '../../fixtures/capture/form/capture.ts';
import { secretsIn, secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { capturedText, personalIn, personalLogin } from '../personal-data.ts';

test('a name is made of known words, and tells the length of the others', () => {
  const told = Object.fromEntries(
    [
      'EmailPage-EmailField',
      'PP-AddHobbies-Page',
      'jane.doe@corp.example',
      'i0116',
      'customer-4711',
      '__sessiontoken',
      '',
    ].map((name) => [name, nameOf(name)]),
  );
  expect(told).toEqual({
    'EmailPage-EmailField': 'EmailPage-EmailField',
    'PP-AddHobbies-Page': 'PP-Add~7-Page',
    'jane.doe@corp.example': '~21',
    i0116: 'i0116',
    'customer-4711': 'customer-~4',
    __sessiontoken: '__sessiontoken',
    '': '~0',
  });
});

test('the schema admits nothing that was not made of known words', () => {
  const refused = ['jane', 'Jane-Page', 'page 2', '~12345', '~1~2', '~', 'page~', '12', '1-2-3', 'jane@page'];
  expect(refused.filter((name) => nameSchema.safeParse(name).success)).toEqual([]);
  const hosts = ['acme.adobe.com', 'acme.example.com', 'other-100', 'instance.example', 'jane-1'];
  expect(hosts.filter((host) => hostSchema.safeParse(host).success)).toEqual([]);
});

test('a text keeps the phrases that products have, and the length of the rest', () => {
  expect(textOf('Welcome Jane, sign in with an Adobe ID or ask Bob')).toEqual({
    pieces: [14, 'Sign in with an Adobe ID', 11],
    language: 'en',
  });
  expect(textOf('XTK-170065 Error while authenticating: Jane')).toEqual({
    pieces: ['XTK-170065', 1, 'Error while authenticating', 6],
    language: 'not-known',
  });
});

test('of a value only its shape is told', () => {
  expect(['', '4711', 'a@b.c', '{"a":1}', 'Jane Doe'].map(shapeOf)).toEqual([
    { is: 'empty', length: 0 },
    { is: 'digits', length: 4 },
    { is: 'email', length: 5 },
    { is: 'json', length: 7 },
    { is: 'text', length: 8 },
  ]);
});

for (const [first, last, details] of [
  [1, 10, {}],
  [11, 50, nightly],
] as const) {
  const named = `${String(first)} to ${String(last)}`;

  test(`of logins ${named} full of personal data, nothing of anybody is in the capture`, details, () => {
    const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const found = seeds.map(personalLogin).flatMap((login) => personalIn(capturedText(login).text, login.planted));
    expect(found).toEqual([]);
  });
}

test('the attack can be seen to succeed: what is planted is found where it stands', () => {
  const login = personalLogin(7);
  const whole = JSON.stringify(login.seen);
  expect(personalIn(whole, login.planted).length).toBeGreaterThan(100);
  const { capture, text } = capturedText(login);
  const [name = ''] = login.planted;
  const leaked = { ...capture, said: { ...capture.said, checks: [[name, 'holds']] } };
  expect(captureSchema.safeParse(leaked).success).toBe(false);
  const canary = secretToLookFor('a canary', 'canary of nobody 42');
  expect(secretsIn(text, [canary])).toEqual([]);
  expect(secretsIn(text.replace('"hops"', '"canary of nobody 42"'), [canary])).toHaveLength(1);
});
