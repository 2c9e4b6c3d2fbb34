import type { Cookie } from '@playwright/test';
import { CookieWatch } from '../../fixtures/evidence/journey/cookies.ts';
import { expect, test } from './unit-test.ts';

const instance = 'https://prod.example.com';

function cookie(name: string, value = 'long enough'): Cookie {
  return {
    name,
    value,
    domain: 'prod.example.com',
    path: '/',
    expires: -1,
    httpOnly: false,
    secure: true,
    sameSite: 'Lax',
  };
}

/** Watches a browser with these cookies at the time when IMS is asked, whose answers before had these `Set-Cookie` lines. */
async function watched(
  jar: readonly Cookie[] | 'closed',
  answers: readonly (readonly [isDocument: boolean, line: string])[],
): Promise<boolean> {
  const cookies = (): Promise<Cookie[]> => (jar === 'closed' ? Promise.reject(new Error()) : Promise.resolve([...jar]));
  const watch = new CookieWatch({ cookies }, instance);
  for (const [isDocument, line] of answers) {
    watch.read({ headerValues: () => Promise.resolve([line]) }, false, isDocument, undefined);
  }
  watch.remember();
  return watch.cameWithDocuments();
}

for (const [what, jar, answers, came] of [
  ['nothing', [], [], true],
  [
    'what documents set',
    [cookie('route', 'b2'), cookie('lang', 'en')],
    [
      [true, 'route=b2'],
      [true, 'lang=en; Path=/'],
    ],
    true,
  ],
  [
    'what a document set and something else repeated',
    [cookie('route', 'b2')],
    [
      [true, 'route=b2'],
      [false, 'route=b2'],
    ],
    true,
  ],
  [
    'what a script’s own request renewed',
    [cookie('gate', 'passed')],
    [
      [true, 'gate=asks'],
      [false, 'gate=passed'],
    ],
    false,
  ],
  ['what a script wrote over', [cookie('gate', 'passed')], [[true, 'gate=asks']], false],
  ['what a script set besides', [cookie('route', 'b2'), cookie('seen', '1')], [[true, 'route=b2']], false],
  ['what the answer to a script set', [cookie('passed', 'yes')], [[false, 'passed=yes']], false],
  ['what cannot be read', 'closed', [], false],
] as const) {
  test(`a browser that has ${what} when IMS is asked ${came ? 'has no more than' : 'may have more than'} a client without scripts`, async () => {
    expect(await watched(jar, answers)).toBe(came);
  });
}

test('only what is there when IMS is asked counts', async () => {
  const jar = [cookie('route', 'b2')];
  const watch = new CookieWatch({ cookies: () => Promise.resolve([...jar]) }, instance);
  watch.read({ headerValues: () => Promise.resolve(['route=b2']) }, false, true, undefined);
  watch.remember();
  jar.push(cookie('__sessiontoken'));
  expect(await watch.cameWithDocuments()).toBe(true);
});

test('what a document gives with the code is nothing that was there before', async () => {
  const watch = new CookieWatch({ cookies: () => Promise.resolve([cookie('gate', 'passed')]) }, instance);
  watch.remember();
  watch.read({ headerValues: () => Promise.resolve(['gate=passed']) }, true, true, undefined);
  expect(await watch.cameWithDocuments()).toBe(false);
});

test('without a question to IMS nothing is known of what was there before', async () => {
  const watch = new CookieWatch({ cookies: () => Promise.resolve([]) }, instance);
  expect(await watch.cameWithDocuments()).toBe(false);
});
