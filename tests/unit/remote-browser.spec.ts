import { expect, test } from './unit-test.ts';
import { secretsOf, type Settings } from '../../fixtures/settings/index.ts';
import { leastEnvironment, settingsOf, type Environment } from './settings-builder.ts';

function read(variables: Environment): Settings {
  const environment = { ...leastEnvironment, ...variables };
  return settingsOf(environment, { lab: () => environment });
}

const at = (endpoint: string, more: Environment = {}): Environment => ({
  PW_TEST_CONNECT_WS_ENDPOINT: endpoint,
  ...more,
});

for (const endpoint of [
  'wss://browsers.example.com/',
  'https://browsers.example.com',
  'ws://127.0.0.1:3000/',
  'ws://localhost:3000',
  'ws://[::1]:3000/',
]) {
  test(`a browser that is reached over an encrypted connection, or on this machine, is used, and one line says who sees what: ${endpoint}`, () => {
    const { remoteBrowser, notices } = read(at(endpoint));
    expect(remoteBrowser?.endpoint.reveal()).toBe(endpoint);
    expect(notices).toEqual([
      expect.stringMatching(
        /^PW_TEST_CONNECT_WS_ENDPOINT: the browser on \S+ is used, so whoever runs that machine can see the password; TRUSTED_CERTIFICATES and the embedded lab cannot be used with it$/,
      ),
    ]);
  });
}

/** What is refused, and how its line goes on. */
const refused: readonly (readonly [Environment, RegExp])[] = [
  [at('ws://browsers.example.com:3000/'), /leads to the browser on browsers\.example\.com without encryption/],
  [at('http://browsers.example.com'), /without encryption/],
  [at('ws://127.0.0.1.example.com/'), /without encryption/],
  [at('ws://10.0.0.7/'), /without encryption/],
  [at('ws://a.example.com/', { UNENCRYPTED_BROWSER_HOSTS: 'b.example.com,example.com' }), /without encryption/],
  [at('browsers.example.com'), /must be the address of a Playwright server/],
  [at('file:///etc/passwd'), /must be the address of a Playwright server/],
  [at('wss://browsers.example.com/', { LAB: 'always' }), /cannot reach the embedded lab/],
];

for (const [variables, line] of refused) {
  test(`a browser whose use cannot be answered for is refused in a line: ${JSON.stringify(variables)}`, () => {
    expect(() => read(variables)).toThrow(line);
    expect(() => read(variables)).toThrow(/PW_TEST_CONNECT_WS_ENDPOINT: /);
  });
}

test('a host that is named need not be reached over an encrypted connection', () => {
  const named = { UNENCRYPTED_BROWSER_HOSTS: 'grid, browsers.example.com' };
  expect(read(at('ws://browsers.example.com:3000/', named)).remoteBrowser?.host).toBe('browsers.example.com:3000');
  expect(read(at('ws://grid/', named)).remoteBrowser?.host).toBe('grid');
});

test('a page that gets the password itself is opened in a browser of this machine only', () => {
  const typing = { IMS_USER_IDP_HOSTS: 'login.example.com', IMS_USER_IDP_TYPES_PASSWORD: 'login.example.com' };
  expect(() => read(at('wss://browsers.example.com/', typing))).toThrow(
    /IMS_USER_IDP_TYPES_PASSWORD: lets the password itself be typed \(for prod\)/,
  );
});

test('a token in the address is a secret, and two machines with different browsers are one run', () => {
  const withToken = read(at('wss://browsers.example.com/?token=T0K3N-of-the-grid'));
  expect(JSON.stringify(withToken)).not.toContain('T0K3N');
  expect(withToken.notices.join()).not.toContain('T0K3N');
  expect(secretsOf(withToken).map(({ name }) => name)).toContain('PW_TEST_CONNECT_WS_ENDPOINT');
  expect(secretsOf(read(at('wss://browsers.example.com/'))).map(({ name }) => name)).not.toContain(
    'PW_TEST_CONNECT_WS_ENDPOINT',
  );
});
