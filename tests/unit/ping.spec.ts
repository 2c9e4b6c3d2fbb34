import { createServer } from 'node:http';
import type { Cookie } from '@playwright/test';
import { askPing, type Said } from '../../fixtures/evidence/journey/ping.ts';
import { listenOnLoopback } from '../../fixtures/run/network/loopback.ts';
import { expect, test } from './unit-test.ts';

const session: Cookie = {
  name: '__sessiontoken',
  value: '___ours',
  domain: '127.0.0.1',
  path: '/',
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: 'Lax',
};
const ims = (client = 'Campaign1'): string =>
  `https://ims.example.com/ims/authorize/v2?client_id=${client}&response_type=code`;

/** An instance, what came of asking it, and whether a browser was opened for somebody who has not signed in. */
interface Asked {
  readonly said: Said;
  readonly asked: readonly string[];
  readonly browsers: number;
}

/** Asks an instance that answers each path with a status, and where that is a redirect, with where it leads. */
async function asking(
  answer: (path: string, cookie: string) => readonly [status: number, text: string, cookie?: string],
  { redirected = true, knowsNobody = true } = {},
): Promise<Asked> {
  const asked: string[] = [];
  let browsers = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const [status, text, cookie] = answer(path, request.headers.cookie ?? '');
    const isRedirect = status >= 300 && status < 400;
    response.writeHead(status, { ...(isRedirect && { location: text }), ...(cookie && { 'set-cookie': cookie }) });
    response.end(isRedirect ? '' : text);
  });
  const instance = await listenOnLoopback(server);
  try {
    const said = await askPing({
      instance,
      proxy: undefined,
      userAgent: 'a browser',
      answerMs: 5000,
      cookies: [session],
      securityToken: 'a token',
      ...(redirected && { redirected: { from: `${instance}/view/home`, clientId: 'Campaign1' } }),
      cookiesOfNobody: () => {
        browsers += 1;
        return Promise.resolve(knowsNobody ? [] : undefined);
      },
    });
    return { said, asked, browsers };
  } finally {
    server.close();
  }
}

const isOurs = (cookie: string): boolean => cookie.includes('___ours');

test('an OK that somebody who comes to IMS as this login did is not told confirms the session, without a browser', async () => {
  const { said, asked, browsers } = await asking((path, cookie) => {
    if (path === '/view/home') return [302, '/start'];
    if (path === '/start') return [302, ims()];
    return isOurs(cookie) ? [200, 'OK'] : [302, '/nl/jsp/logon.jsp'];
  });
  expect(said.confirmed).toBe('yes');
  expect(browsers).toBe(0);
  expect(asked).toEqual(['/nl/jsp/ping.jsp', '/nl/jsp/ping.jsp', '/view/home', '/start', '/nl/jsp/ping.jsp']);
});

test('an OK that everybody is told who has passed what stands in front confirms nothing', async () => {
  const { said, browsers } = await asking((path, cookie) => {
    if (path === '/view/home') return [302, ims(), 'gate=passed; Path=/'];
    return isOurs(cookie) || cookie.includes('gate=passed') ? [200, 'OK'] : [403, 'Who are you?'];
  });
  expect(said).toEqual({ confirmed: 'not-known', said: 'HTTP 200: “OK”, to everybody' });
  expect(browsers).toBe(0);
});

for (const [what, first] of [
  ['a page', [200, 'Just a moment …']],
  ['a refusal', [403, 'No']],
  ['a redirect to IMS as another client', [302, ims('gate')]],
  ['a redirect to another host', [302, 'https://gate.example.com/']],
  ['redirects without an end', [302, '/view/home']],
] as const) {
  test(`where ${what} is the answer to somebody who comes without a browser, one is opened`, async () => {
    const answer = (path: string, cookie: string): readonly [number, string] =>
      path === '/view/home' ? first : isOurs(cookie) ? [200, 'OK'] : [302, '/nl/jsp/logon.jsp'];
    expect(await asking(answer)).toMatchObject({ said: { confirmed: 'yes' }, browsers: 1 });
    expect(await asking(answer, { knowsNobody: false })).toMatchObject({ said: { confirmed: 'not-known' } });
  });
}

test('a login that was shown a page on its way is followed in a browser', async () => {
  const { asked, browsers } = await asking(
    (path, cookie) => (isOurs(cookie) ? [200, 'OK'] : [302, path === '/view/home' ? ims() : '/nl/jsp/logon.jsp']),
    { redirected: false },
  );
  expect(browsers).toBe(1);
  expect(asked).not.toContain('/view/home');
});

test('where nobody is told that the session is none, nothing else is asked', async () => {
  const { said, asked } = await asking((_, cookie) =>
    isOurs(cookie) ? [200, 'Ok'] : [200, 'XSV-350008 Session has expired or is invalid. Please reconnect.'],
  );
  expect(said.confirmed).toBe('yes');
  expect(asked).toEqual(['/nl/jsp/ping.jsp', '/nl/jsp/ping.jsp']);
});
