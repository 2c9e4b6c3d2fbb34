import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { type Settings } from '../../fixtures/settings/index.ts';
import { tryEnvironments } from '../generated-settings.ts';
import { filesIn } from '../generated-files.ts';
import { accountVariables, problemsIn, settingsOf, type Environment } from './settings-builder.ts';

const sound = {
  ...accountVariables,
  LAB: 'never',
  CAMPAIGN_INSTANCES: 'ok',
  CAMPAIGN_OK_URL: 'https://ok.example.com',
};
const read = (environment: Environment, directory?: string): Settings =>
  settingsOf({ ...sound, ...environment }, { directory });
const problemsOf = (environment: Environment, directory?: string): readonly string[] =>
  problemsIn(() => read(environment, directory));

const proxies: readonly (readonly [string, RegExp])[] = [
  ['http://user:50%off@proxy.example.com:8080', /^HTTPS_PROXY: .*write it as %25$/],
  ['http://us%er:x@proxy.example.com:8080', /^HTTPS_PROXY: .*write it as %25$/],
  ['socks5://user:pw@proxy.example.com:1080', /^HTTPS_PROXY: .*no browser can sign in to one/],
  ['socks5://user@proxy.example.com', /^HTTPS_PROXY: .*no browser can sign in to one/],
  ['socks5://:pw@proxy.example.com:1080', /^HTTPS_PROXY: .*no browser can sign in to one/],
  ['socks5h://user:pw@proxy.example.com:1080', /^HTTPS_PROXY: must be the address of a proxy/],
  ['http://proxy.corp.example/proxy.pac', /^HTTPS_PROXY: is the address of a PAC file/],
  ['http://proxy.corp.example/PROXY.PAC?x=1', /^HTTPS_PROXY: is the address of a PAC file/],
  ['http://wpad/wpad.dat', /^HTTPS_PROXY: is the address of a PAC file/],
  ['wpad', /^HTTPS_PROXY: is the address of a PAC file/],
  ['pac+https://proxy.example.com', /^HTTPS_PROXY: is the address of a PAC file/],
  ['data:application/x-ns-proxy-autoconfig,x', /^HTTPS_PROXY: is the address of a PAC file/],
  ['http://user:p/w@proxy.example.com', /^HTTPS_PROXY: /],
  ['http://user:12/Hidden@proxy.example.com', /^HTTPS_PROXY: must be a proxy’s address with nothing after/],
];

for (const [value, line] of proxies) {
  test(`a proxy that cannot be used is one line: ${value}`, () => {
    const problems = problemsOf({ HTTPS_PROXY: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
    expect(problems[0]).not.toMatch(/50%off|Hidden|:pw@/);
  });
}

test('a % that is written as one is a part of the password, and SOCKS without credentials is a proxy', () => {
  const { proxy } = read({ HTTPS_PROXY: 'http://user:50%25off%40@proxy.example.com:8080' });
  expect([proxy?.server, proxy?.username, proxy?.password?.reveal()]).toEqual([
    'http://proxy.example.com:8080',
    'user',
    '50%off@',
  ]);
  expect(read({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }).proxy?.server).toBe('socks5://127.0.0.1:1080');
  expect(read({ HTTPS_PROXY: 'proxy.example.com:8080', NO_PROXY: '[::1],.internal' }).proxy?.bypass).toEqual([
    '[::1]',
    '.internal',
  ]);
});

test('whatever a setting names that is no file of its kind, there is one line that names it, at once', ({}, testInfo) => {
  for (const file of filesIn(testInfo.outputPath('files'))) {
    for (const variable of ['PROVISIONING_FILE', 'TRUSTED_CERTIFICATES', 'ACCEPTED_RISKS', 'DOTENV_PATH']) {
      for (const problem of problemsOf({ [variable]: file })) expect(problem).toMatch(/^[A-Z_]+: [^\n]+$/);
    }
  }
  const folder = testInfo.outputPath('project');
  filesIn(folder);
  writeFileSync(join(folder, 'kept.env'), 'SCREENSHOTS="always"\n');
  expect(read({ DOTENV_PATH: 'kept.env' }, folder).screenshots).toBe('always');
  expect(problemsOf({ TRUSTED_CERTIFICATES: 'a-folder' }, folder)[0]).toMatch(
    /^TRUSTED_CERTIFICATES: names a file that is a folder/,
  );
  expect(problemsOf({ PROVISIONING_FILE: 'huge' }, folder)[0]).toMatch(/is larger than 1 MB; name a smaller file/);
});

test('settings of instances that are left out are one note, and no error', () => {
  const further = ['h1', 'h2', 'nebula', 'quasar', 'pulsar', 'comet'].flatMap((id) =>
    ['URL', 'KIND', 'IMS_SCOPE', 'IMS_USER_EMAIL', 'ASSOCIATION_MASK', 'PROVISIONED_CLIENT_ID'].map(
      (field): readonly [string, string] => [
        `CAMPAIGN_${id.toUpperCase()}_${field}`,
        field === 'URL' ? `https://${id}.example.com` : 'x',
      ],
    ),
  );
  const named: Readonly<Record<string, string>> = Object.fromEntries(further);
  const { notices } = read(named);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/^CAMPAIGN_INSTANCES: lists ok; .*CAMPAIGN_H1_…, CAMPAIGN_H2_…/);
});

test('a likely misspelling of a listed instance stays an error', () => {
  expect(problemsOf({ CAMPAIGN_OKK_IMS_SCOPE: 'openid' })[0]).toMatch(/did you mean CAMPAIGN_OK_IMS_SCOPE\?$/);
  expect(problemsOf({ CAMPAIGN_OK_URL: '', CAMPAIGN_KO_URL: 'https://ok.example.com' })).toEqual([
    expect.stringMatching(/^CAMPAIGN_KO_URL: .*did you mean CAMPAIGN_OK_URL\?$/),
    expect.stringMatching(/^CAMPAIGN_OK_URL: is missing/),
  ]);
  expect(problemsOf({ CAMPAIGN_OK_IMS_SCOP: 'x' })[0]).toMatch(/isn’t a setting of instance “ok”/);
  expect(problemsOf({ CAMPAIGN_OKK_URL: 'https://okk.example.com', CAMPAIGN_OKK_IMS_SCOPE: 'x' })).toEqual([]);
});

test('a secret that is also a plain word is named in one line, never shown, and stops nothing', () => {
  const { notices } = read({ CAMPAIGN_OK_SOAP_USER: 'reader', CAMPAIGN_OK_SOAP_PASSWORD: 'ok' });
  expect(notices).toEqual([expect.stringMatching(/^CAMPAIGN_OK_SOAP_PASSWORD: is too short or too plain/)]);
  expect(read({}).notices).toEqual([]);
  const [notice = ''] = read({ IMS_USER_PASSWORD: 'Campaign2024' }).notices;
  expect(notice).toContain('password');
  expect(notice).not.toContain('Campaign2024');
});

test('of generated settings each works or says in lines what to do', ({}, testInfo) => {
  const { usable, faults } = tryEnvironments(1, 400, testInfo.outputPath('generated'));
  expect(faults).toEqual([]);
  expect(usable).toBeGreaterThan(50);
  expect(usable).toBeLessThan(350);
});
