import { inspect } from 'node:util';
import { expect, test } from './unit-test.ts';
import debug from 'debug';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { isLogOf, isNodeLogOf, refuseLogs } from '../../fixtures/run/recording/refuse-logs.ts';

/** Names under which the libraries of a run log what is typed or sent. */
const telling = [
  ...['pw:api', 'pw:protocol', 'pw:channel', 'pw:browser', 'pw:server:channel', 'pw:test', 'pw:anything-new'],
  ...['https-proxy-agent', 'https-proxy-agent:agent', 'socks-proxy-agent', 'agent-base', 'follow-redirects'],
];
const harmless = [
  'app:*',
  'app',
  'my-pw:*',
  'p',
  'pw',
  '-pw:*',
  'app:*,-pw:*',
  '*,-*',
  'app:pw:*',
  ' , ',
  '',
  'xpw:api',
];
const refused = [
  ...['*', 'p*', 'pw*', 'pw:*', 'pw:api', 'app:* pw:api', 'app,pw:api', '*:api', 'app:*,p*l', 'pw:**', '*,-app'],
  ...['*,-pw:api', '*,-pw:*', 'a*', 'https-proxy-agent', 'h*t', '\tpw:protocol'],
];

test('a log of what is typed is refused in whatever spelling, and a log of one’s own is not', () => {
  expect(refused.filter((value) => !isLogOf(value))).toEqual([]);
  expect(harmless.filter(isLogOf)).toEqual([]);
});

/** What the library itself makes of a value. */
function enabledBy(value: string): readonly string[] {
  const before = debug.disable();
  debug.enable(value);
  const enabled = telling.filter((name) => debug.enabled(name));
  debug.disable();
  if (before !== '') debug.enable(before);
  return enabled;
}

test('no value that is let through switches any of them on, as the library itself reads it', () => {
  const chance = mulberry32(4);
  const pick = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] ?? '';
  const parts = ['pw', ':', 'p', '*', 'api', 'app', 'w', 'https-', 'agent', 'proxy', 'socks', 'protocol', '-base', 'a'];
  const entry = (): string =>
    pick(['', '', '-']) + Array.from({ length: 1 + Math.floor(chance() * 4) }, () => pick(parts)).join('');
  const slipped: string[] = [];
  let lets = 0;
  for (let index = 0; index < 20_000; index++) {
    const value = Array.from({ length: 1 + Math.floor(chance() * 3) }, entry).join(pick([',', ' ', ', ', '\t']));
    if (isLogOf(value)) continue;
    lets += 1;
    if (enabledBy(value).length > 0) slipped.push(value);
  }
  expect(slipped).toEqual([]);
  expect(lets).toBeGreaterThan(1000);
});

test('Node’s own log of requests is refused, in any case, and its others are not', () => {
  const values = [
    'http',
    'HTTPS',
    'net,timer',
    '*',
    'h*',
    'tls',
    'undici',
    'UNDICI*',
    'fetch',
    'child_process',
    'st*m',
  ];
  expect(values.filter((value) => !isNodeLogOf(value))).toEqual([]);
  expect(['', 'timer', 'module,esm', 'httpx', 'my-http', 'ht'].filter(isNodeLogOf)).toEqual([]);
});

test('the line names every variable and what to do, and what is harmless goes on', () => {
  const refusing = (environment: Record<string, string>) => (): void => {
    refuseLogs(environment);
  };
  expect(refusing({ DEBUG: 'p*' })).toThrow(
    'DEBUG=p* writes a log of what is typed and sent, passwords included; unset it',
  );
  expect(refusing({ DEBUG: '*', NODE_DEBUG: 'tls' })).toThrow('DEBUG=* and NODE_DEBUG=tls write a log');
  expect(refusing({ NODE_OPTIONS: '--max-old-space-size=1 --tls-keylog=/tmp/k' })).toThrow('NODE_OPTIONS');
  expect(refusing({ SSLKEYLOGFILE: '/tmp/k' })).toThrow('SSLKEYLOGFILE');
  expect(refusing({ DEBUG: '\u001B[31mpw:*\n::error::no,pw:*' })).toThrow(/^DEBUG=<U\+001B>\[31mpw:\*⏎::error::no/);
  const ours = { DEBUG: 'app:*', NODE_DEBUG: 'timer', PWDEBUG: '1', NODE_OPTIONS: '--inspect' };
  expect(refusing(ours), inspect(ours)).not.toThrow();
});
