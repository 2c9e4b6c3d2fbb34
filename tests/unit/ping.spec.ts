import { createServer, type ServerResponse } from 'node:http';
import type { Cookie } from '@playwright/test';
import { askPing, type PingRequest, type Said } from '../../fixtures/evidence/journey/ping.ts';
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

/** With more bytes announced than come, the answer breaks off. */
type Answer = readonly [status: number, text: string, cookie?: string | undefined, announced?: number];

/** An instance, what came of asking it, and whether a browser was opened for somebody who has not signed in. */
interface Asked {
  readonly said: Said;
  readonly asked: readonly string[];
  readonly browsers: number;
}

/** What an instance is asked in our session. */
const requestTo = (instance: string): Omit<PingRequest, 'cookiesOfNobody'> => ({
  hosts: { instance, otherInstances: [], identityProviders: [] },
  proxy: undefined,
  userAgent: 'a browser',
  answerMs: 5000,
  cookies: [session],
  securityToken: 'a token',
});

/** How a login was led to IMS, and what a browser learns besides. */
interface Led {
  /** Whether a client without scripts may be led there as well. */
  readonly led?: boolean;
  /** Paths of the pages that it was shown. */
  readonly shown?: readonly string[];
  readonly knowsNobody?: boolean;
}

/** Asks an instance that answers each path with a status, and where that is a redirect, with where it leads. */
async function asking(
  answer: (path: string, cookie: string) => Answer,
  { led = true, shown = [], knowsNobody = true }: Led = {},
): Promise<Asked> {
  const asked: string[] = [];
  let browsers = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const [status, text, cookie, announced] = answer(path, request.headers.cookie ?? '');
    const isRedirect = status >= 300 && status < 400;
    response.writeHead(status, {
      ...(isRedirect && { location: text }),
      ...(cookie && { 'set-cookie': cookie }),
      ...(announced && { 'content-length': announced }),
    });
    if (announced) response.write(text, () => response.destroy());
    else response.end(isRedirect ? '' : text);
  });
  const instance = await listenOnLoopback(server);
  try {
    const said = await askPing({
      ...requestTo(instance),
      ...(led && {
        led: {
          loginPath: '/view/home',
          clientId: 'Campaign1',
          shown: shown.map((path) => ({ url: instance + path, status: 200 })),
        },
      }),
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
  // Who has nothing to show when he comes there would be told the same once more.
  expect(asked.toSorted()).toEqual(['/nl/jsp/ping.jsp', '/nl/jsp/ping.jsp', '/start', '/view/home']);
});

test('who is given a cookie on the way to IMS shows it, and what he is told then counts', async () => {
  const { said, asked, browsers } = await asking((path, cookie) => {
    if (path === '/view/home') return [302, ims(), 'balanced=1; Path=/'];
    return isOurs(cookie) ? [200, 'OK'] : [302, '/nl/jsp/logon.jsp'];
  });
  expect(said.confirmed).toBe('yes');
  expect(browsers).toBe(0);
  expect(asked.filter((path) => path === '/nl/jsp/ping.jsp')).toHaveLength(3);
  expect(asked.indexOf('/view/home')).toBeLessThan(asked.lastIndexOf('/nl/jsp/ping.jsp'));
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

test('a login that a script had a part in is followed in a browser', async () => {
  const { asked, browsers } = await asking(
    (path, cookie) => (isOurs(cookie) ? [200, 'OK'] : [302, path === '/view/home' ? ims() : '/nl/jsp/logon.jsp']),
    { led: false },
  );
  expect(browsers).toBe(1);
  expect(asked).not.toContain('/view/home');
});

const signInLink = '<a href="/ims">Sign in with an Adobe ID</a>';

for (const [what, logon, start, confirmed, browsers] of [
  ['that page too', [200, signInLink], [302, ims()], 'yes', 0],
  ['another page first', [302, '/gate'], [302, ims()], 'yes', 1],
  ['a page there that leads nowhere', [200, 'Just a moment …'], [302, ims()], 'yes', 1],
  ['that page, which leads him elsewhere', [200, signInLink], [302, ims('gate')], 'yes', 1],
] as const) {
  test(`after a login that pressed a link, whoever is shown ${what} is asked ${browsers === 0 ? 'without' : 'in'} a browser`, async () => {
    const found = await asking(
      (path, cookie) => {
        if (path === '/view/home') return [302, '/nl/jsp/logon.jsp'];
        if (path === '/nl/jsp/logon.jsp') return logon;
        if (path === '/gate') return [200, signInLink];
        if (path === '/ims') return start;
        return isOurs(cookie) ? [200, 'OK'] : [302, '/nl/jsp/logon.jsp'];
      },
      { shown: ['/nl/jsp/logon.jsp'] },
    );
    expect(found).toMatchObject({ said: { confirmed }, browsers });
  });
}

test('an OK that everybody is told to whom the page with the link gave a cookie confirms nothing', async () => {
  const { said, browsers } = await asking(
    (path, cookie) => {
      if (path === '/view/home') return [200, signInLink, 'gate=passed; Path=/'];
      if (path === '/ims') return [302, ims()];
      return isOurs(cookie) || cookie.includes('gate=passed') ? [200, 'OK'] : [403, 'Who are you?'];
    },
    { shown: ['/view/home'] },
  );
  expect(said).toEqual({ confirmed: 'not-known', said: 'HTTP 200: “OK”, to everybody' });
  expect(browsers).toBe(0);
});

test('where somebody else is told that the session is none, no browser is opened', async () => {
  const { said, browsers } = await asking((_, cookie) =>
    isOurs(cookie) ? [200, 'Ok'] : [200, 'XSV-350008 Session has expired or is invalid. Please reconnect.'],
  );
  expect(said.confirmed).toBe('yes');
  expect(browsers).toBe(0);
});

test('what is no OK opens no browser, and an answer to others that breaks off leaves it open', async () => {
  const refused = await asking((_, cookie) => (isOurs(cookie) ? [403, 'No'] : [302, '/nl/jsp/logon.jsp']));
  expect(refused).toMatchObject({ said: { confirmed: 'not-known', said: 'HTTP 403: “No”' }, browsers: 0 });
  const cut = await asking((_, cookie) => (isOurs(cookie) ? [200, 'OK'] : [200, 'OK', undefined, 1000]));
  expect(cut.said).toEqual({ confirmed: 'not-known', said: 'HTTP 200: “OK”; what it says to others is not known' });
});

test('once the session’s own answer is no OK, nobody is led on', async () => {
  const asked: string[] = [];
  let wait: (response: ServerResponse) => void = () => undefined;
  const waiting = new Promise<ServerResponse>((resolve) => (wait = resolve));
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/view/home') wait(response);
    else response.writeHead(403).end('No');
  });
  const instance = await listenOnLoopback(server);
  try {
    const said = await askPing({
      ...requestTo(instance),
      led: { loginPath: '/view/home', clientId: 'Campaign1', shown: [] },
      cookiesOfNobody: () => Promise.resolve([]),
    });
    expect(said).toEqual({ confirmed: 'not-known', said: 'HTTP 403: “No”' });
    const response = await waiting;
    const isOver = new Promise((over) => response.on('close', over));
    response.writeHead(302, { location: '/start' }).end();
    await isOver;
    // Whoever would be led on has asked by the time that so many others were answered.
    for (let round = 0; round < 20; round++) await (await fetch(`${instance}/other`)).text();
    expect(asked).toContain('/other');
    expect(asked).not.toContain('/start');
  } finally {
    server.close();
  }
});
