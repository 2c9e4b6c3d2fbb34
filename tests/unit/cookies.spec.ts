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
    [cookie('route'), cookie('lang', 'en')],
    [
      [true, 'route=b2'],
      [true, 'lang=en; Path=/'],
    ],
    true,
  ],
  [
    'what a document set and something else renewed',
    [cookie('route')],
    [
      [true, 'route=b2'],
      [false, 'route=b3'],
    ],
    true,
  ],
  ['what a script set besides', [cookie('route'), cookie('seen', '1')], [[true, 'route=b2']], false],
  ['what the answer to a script set', [cookie('passed')], [[false, 'passed=yes-indeed']], false],
  ['what cannot be read', 'closed', [], false],
] as const) {
  test(`a browser that has ${what} when IMS is asked ${came ? 'has no more than' : 'may have more than'} a client without scripts`, async () => {
    expect(await watched(jar, answers)).toBe(came);
  });
}

test('only what is there when IMS is asked counts', async () => {
  const jar = [cookie('route')];
  const watch = new CookieWatch({ cookies: () => Promise.resolve([...jar]) }, instance);
  watch.read({ headerValues: () => Promise.resolve(['route=b2']) }, false, true, undefined);
  watch.remember();
  jar.push(cookie('__sessiontoken'));
  expect(await watch.cameWithDocuments()).toBe(true);
});

test('without a question to IMS nothing is known of what was there before', async () => {
  const watch = new CookieWatch({ cookies: () => Promise.resolve([]) }, instance);
  expect(await watch.cameWithDocuments()).toBe(false);
});
