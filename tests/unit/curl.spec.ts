import { spawnSync } from 'node:child_process';
import { expect, test } from './unit-test.ts';
import { curlOf } from '../../fixtures/report/outlets/curl.ts';
import { hostileTexts, obeyedIn } from '../hostile-texts.ts';

const ims = 'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=Campaign1&state=…&scope=openid%2CAdobeID';

test('a request is a command in which what was redacted still shows', () => {
  expect(curlOf({ method: 'GET', url: ims })).toBe(`curl --globoff --include '${ims}'`);
  expect(curlOf({ method: 'POST', url: 'https://a.example/x' })).toBe(
    "curl --globoff --include --request POST 'https://a.example/x'",
  );
});

test('what is no web request is no command', () => {
  for (const [method, url] of [
    ['GET', 'file:///etc/passwd'],
    ['GET', 'javascript:alert(1)'],
    ['GET', 'no address'],
    ['GET; rm -rf ~', ims],
    ['get', ims],
    ['-o', ims],
    ['', ims],
  ] as const) {
    expect(curlOf({ method, url }), `${method} ${url}`).toBeUndefined();
  }
});

/** What shells obey within words, in and between quotes. */
const shellOrders = [
  "'; touch owned; '",
  '"; touch owned; "',
  '$(touch owned)',
  '`touch owned`',
  '\\\'"; touch owned #',
  '\n touch owned',
  '%0a touch owned',
  '!!',
  '${IFS}touch',
  '^touch',
  '{a,b}[1-9]',
  ' -o owned',
  '‘; touch owned; ‘',
  '’; touch owned; ’',
];

test('in no part of an address does a shell find anything to obey', () => {
  test.skip(process.platform === 'win32', 'There is no sh on Windows.');
  const commands = [...shellOrders, ...hostileTexts].flatMap((text) =>
    ['https://a.example/', 'https://a.example/?q=', 'https://a.example/#', 'https://u:'].flatMap((begin) => {
      const command = curlOf({ method: 'GET', url: begin + text + (begin.endsWith('u:') ? '@a.example/' : '') });
      return command === undefined ? [] : [command];
    }),
  );
  expect(commands.length).toBeGreaterThan(200);
  expect(commands.flatMap(obeyedIn)).toEqual([]);
  for (const command of commands) expect(command).toMatch(/^curl --globoff --include 'https:[^'"\\\s‘’‚‛“”„]*'$/u);
  // A shell reads each of them as one word.
  const script = commands.map((command) => command.replace(/^curl/, 'count')).join('\n');
  const { stdout, stderr } = spawnSync('sh', ['-c', `count() { echo $#; }\n${script}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect([...new Set(stdout.trim().split('\n'))]).toEqual(['3']);
  expect(stdout.trim().split('\n')).toHaveLength(commands.length);
});
