import { writeFileSync } from 'node:fs';
import { expect, test } from './unit-test.ts';
import { readSettings, type Settings } from '../../fixtures/settings/index.ts';
import { leastEnvironment, problemsOf, settingsOf } from './settings-builder.ts';

/** Bad input, and the beginning of the one line that it gets. */
const bad: Readonly<Record<string, readonly [Record<string, string>, RegExp]>> = {
  'an unknown instance’s variable': [
    { CAMPAIGN_PRDO_IMS_SCOPE: 'openid' },
    /^CAMPAIGN_PRDO_IMS_SCOPE: belongs to no instance .*did you mean CAMPAIGN_PROD_IMS_SCOPE\?/,
  ],
  'a misspelt field': [
    { CAMPAIGN_PROD_ASOCIATION_MASK: 'x' },
    /^CAMPAIGN_PROD_ASOCIATION_MASK: .*did you mean CAMPAIGN_PROD_ASSOCIATION_MASK\?/,
  ],
  'a misspelt variable of the run': [{ IMS_USER_EMIAL: 'x' }, /^IMS_USER_EMIAL: .*did you mean IMS_USER_EMAIL\?/],
  'a missing address': [{ CAMPAIGN_PROD_URL: '' }, /^CAMPAIGN_PROD_URL: is missing/],
  'an address without https': [{ CAMPAIGN_PROD_URL: 'http://prod.example.com' }, /^CAMPAIGN_PROD_URL: .*https:\/\//],
  'an address with a password': [
    { CAMPAIGN_PROD_URL: 'https://me:secret@prod.example.com' },
    /^CAMPAIGN_PROD_URL: contains a user name or a password/,
  ],
  'an address with a path': [
    { CAMPAIGN_PROD_URL: 'https://prod.example.com/view/home' },
    /^CAMPAIGN_PROD_URL: .*LOGIN_PATH/,
  ],
  'a login path that is another site': [
    { CAMPAIGN_PROD_LOGIN_PATH: '//evil.example.com' },
    /^CAMPAIGN_PROD_LOGIN_PATH: /,
  ],
  'an unknown kind': [
    { CAMPAIGN_PROD_KIND: 'prod' },
    /^CAMPAIGN_PROD_KIND: must be one of production, stage, development/,
  ],
  'an instance that is named twice': [{ CAMPAIGN_INSTANCES: 'prod,Prod' }, /^CAMPAIGN_INSTANCES: lists “Prod” twice/],
  'ids whose variables are the same': [
    { CAMPAIGN_INSTANCES: 'prod,a-b,a_b', CAMPAIGN_A_B_URL: 'https://a.example.com' },
    /^CAMPAIGN_INSTANCES: CAMPAIGN_A_B_\w+ could belong to “a-b” and to “a_b”/,
  ],
  'ids whose variables could be taken for each other’s': [
    { CAMPAIGN_INSTANCES: 'prod,prod-provisioned', CAMPAIGN_PROD_PROVISIONED_URL: 'https://b.example.com' },
    /^CAMPAIGN_INSTANCES: CAMPAIGN_PROD_PROVISIONED_\w+ could belong to “prod/,
  ],
  'an id that is none': [{ CAMPAIGN_INSTANCES: 'prod,st age' }, /^CAMPAIGN_INSTANCES: “st age” isn’t an instance ID/],
  'dotenvx ciphertext': [{ IMS_USER_PASSWORD: 'encrypted:BD9x' }, /^IMS_USER_PASSWORD: is still encrypted by dotenvx/],
  'smart quotes': [{ IMS_USER_PASSWORD: '“correct”' }, /^IMS_USER_PASSWORD: contains a typographic quote/],
  'a non-breaking space': [
    { IMS_USER_PASSWORD: 'correct\u00A0horse' },
    /^IMS_USER_PASSWORD: contains a non-breaking space/,
  ],
  'a byte-order mark': [
    { IMS_USER_EMAIL: '\uFEFFprobe@example.com' },
    /^IMS_USER_EMAIL: contains an invisible character/,
  ],
  'a line break': [{ IMS_USER_PASSWORD: 'correct\r' }, /^IMS_USER_PASSWORD: contains a control character/],
  'an e-mail address that is none': [
    { IMS_USER_EMAIL: 'probe' },
    /^IMS_USER_EMAIL: must be the account’s e-mail address/,
  ],
  'a one-time-code secret that is none': [{ IMS_USER_TOTP_SECRET: '123456' }, /^IMS_USER_TOTP_SECRET: .*base32/],
  'a list that is half JSON': [{ DASHBOARD_USER_GROUPS: '["a", b]' }, /^DASHBOARD_USER_GROUPS: .*JSON array/],
  'an identity provider with a scheme': [{ IMS_USER_IDP_HOSTS: 'https://idp.example.com' }, /^IMS_USER_IDP_HOSTS: /],
  'a host for the password itself with a scheme': [
    { IMS_USER_IDP_HOSTS: 'idp.example.com', IMS_USER_IDP_TYPES_PASSWORD: 'https://idp.example.com' },
    /^IMS_USER_IDP_TYPES_PASSWORD: must be a list of host names/,
  ],
  'a host for the password itself that may not have it': [
    { IMS_USER_IDP_HOSTS: 'idp.example.com', IMS_USER_IDP_TYPES_PASSWORD: 'sso.idp.example.com' },
    /^IMS_USER_IDP_TYPES_PASSWORD: names a host that IMS_USER_IDP_HOSTS does not name; add it there/,
  ],
  'a host for the password itself where no host is named': [
    { IMS_USER_IDP_TYPES_PASSWORD: 'idp.example.com' },
    /^IMS_USER_IDP_TYPES_PASSWORD: names a host that IMS_USER_IDP_HOSTS does not name; add it there/,
  ],
  'a host of Adobe’s for the password itself': [
    { IMS_USER_IDP_HOSTS: 'auth.services.adobe.com', IMS_USER_IDP_TYPES_PASSWORD: 'AUTH.services.adobe.com' },
    /^IMS_USER_IDP_TYPES_PASSWORD: names a host of Adobe’s, .* remove it/,
  ],
  'any host of Adobe’s for the password itself': [
    { IMS_USER_IDP_HOSTS: 'new.adobelogin.com', CAMPAIGN_PROD_IMS_USER_IDP_TYPES_PASSWORD: 'new.adobelogin.com' },
    /^CAMPAIGN_PROD_IMS_USER_IDP_TYPES_PASSWORD: names a host of Adobe’s, .* remove it/,
  ],
  'hosts that cannot be read, and one of them for the password itself': [
    { IMS_USER_IDP_HOSTS: 'https://idp.example.com', IMS_USER_IDP_TYPES_PASSWORD: 'idp.example.com' },
    /^IMS_USER_IDP_HOSTS: /,
  ],
  'a proxy that is none': [{ HTTPS_PROXY: 'ftp://proxy' }, /^HTTPS_PROXY: must be the address of a proxy/],
  'a key that can be guessed': [{ PROBE_STATE_KEY: 'too short' }, /^PROBE_STATE_KEY: .*at least 16 characters/],
  'the project’s folder as the one for what is kept': [{ PROBE_STATE: '.' }, /^PROBE_STATE: .*name a separate one/],
  'a folder above the project’s as the one for what is kept': [
    { PROBE_STATE: '..' },
    /^PROBE_STATE: .*name a separate one/,
  ],
  'a certificate file that is missing': [
    { TRUSTED_CERTIFICATES: 'no-such.pem' },
    /^TRUSTED_CERTIFICATES: names a file that does not exist/,
  ],
  'an env file that is missing': [{ DOTENV_PATH: 'no-such.env' }, /^DOTENV_PATH: names a file that does not exist/],
  'a fault for the lab on declared instances': [{ LAB_FAULT: 'ims-500' }, /^LAB_FAULT: breaks only the embedded lab/],
  'half an account for one instance': [
    { CAMPAIGN_PROD_IMS_USER_EMAIL: 'other@example.com' },
    /^CAMPAIGN_PROD_IMS_USER_PASSWORD: is missing/,
  ],
};

for (const [name, [variables, line]] of Object.entries(bad)) {
  test(`${name} gets one line that names the variable and the fix`, () => {
    const problems = problemsOf({ ...leastEnvironment, ...variables });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });
}

test('no problem repeats a secret', () => {
  const problems = problemsOf({
    ...leastEnvironment,
    IMS_USER_PASSWORD: '“hunter2 hunter2”',
    CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'encrypted:hunter2',
    CAMPAIGN_PROD_URL: 'https://me:hunter2@prod.example.com',
  });
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain('hunter2');
});

test('a run that makes no login needs no account, and half an account is a problem for every run', () => {
  const readFor = (changes: Record<string, string | undefined>, needsAccount: boolean): Settings =>
    readSettings({
      environment: { ...leastEnvironment, ...changes },
      directory: '/nowhere',
      lab: () => ({}),
      needsAccount,
    });
  const nobody = { IMS_USER_EMAIL: undefined, IMS_USER_PASSWORD: undefined };

  expect(readFor(nobody, false).instances[0]?.account).toBeUndefined();
  expect(() => readFor(nobody, true)).toThrow(/IMS_USER_EMAIL: is missing[^]*IMS_USER_PASSWORD: is missing/);
  expect(() => readFor({ ...nobody, IMS_USER_EMAIL: 'probe@example.com' }, false)).toThrow(
    'IMS_USER_PASSWORD: is missing',
  );
});

test.describe('env files', () => {
  test('the environment wins over a file, the first file over the next, and empty is unset', ({}, testInfo) => {
    const [first, second] = [testInfo.outputPath('first.env'), testInfo.outputPath('second.env')];
    writeFileSync(first, 'IMS_USER_EMAIL="file@example.com"\nCAMPAIGN_PROD_KIND="stage"\n');
    writeFileSync(second, 'CAMPAIGN_PROD_KIND="development"\nCAMPAIGN_PROD_LOGIN_PATH="/xtk/home"\n');
    const separator = process.platform === 'win32' ? ';' : ':';
    const [instance] = settingsOf({
      ...leastEnvironment,
      IMS_USER_EMAIL: '',
      DOTENV_PATH: first + separator + second,
    }).instances;
    expect(instance?.account?.email.reveal()).toBe('file@example.com');
    expect(instance).toMatchObject({ kind: 'stage', loginPath: '/xtk/home' });
  });

  test('a value that dotenv cut at # or whose last blank it dropped is an error', ({}, testInfo) => {
    const file = testInfo.outputPath('cut.env');
    writeFileSync(
      file,
      [
        'IMS_USER_PASSWORD=pa#ss',
        'CAMPAIGN_PROD_ASSOCIATION_MASK=Campaign - prod - ',
        'CAMPAIGN_PROD_IMS_CLIENT_SECRET=abc #1',
        'CAMPAIGN_PROD_KIND=stage # a comment as it should be',
        'CAMPAIGN_PROD_CALLBACK_SERVER="https://prod.example.com"  # another',
        '# IMS_USER_ORG=com#mented',
      ].join('\n'),
    );
    const problems = problemsOf({ ...leastEnvironment, DOTENV_PATH: file });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'IMS_USER_PASSWORD',
      'CAMPAIGN_PROD_ASSOCIATION_MASK',
      'CAMPAIGN_PROD_IMS_CLIENT_SECRET',
    ]);
  });

  test('a file in UTF-16 is one clear error', ({}, testInfo) => {
    const file = testInfo.outputPath('utf16.env');
    writeFileSync(file, Buffer.from('IMS_USER_PASSWORD=abc', 'utf16le'));
    expect(problemsOf({ ...leastEnvironment, DOTENV_PATH: file })[0]).toContain('is not UTF-8 text');
  });

  test('a certificate file without a certificate is an error', ({}, testInfo) => {
    const file = testInfo.outputPath('empty.pem');
    writeFileSync(file, 'no certificate');
    expect(problemsOf({ ...leastEnvironment, TRUSTED_CERTIFICATES: file })[0]).toContain('without a PEM certificate');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(problemsOf({ ...leastEnvironment, TRUSTED_CERTIFICATES: file })[0]).toContain('cannot be read: number 1');
  });
});
