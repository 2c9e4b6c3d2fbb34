import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from '@playwright/test';
import {
  comparable,
  readSettings,
  Secret,
  secretsOf,
  SettingsError,
  type Settings,
} from '../../fixtures/settings/index.ts';

const noLab = (): never => {
  throw new Error('The lab was asked for');
};

const sound = {
  CAMPAIGN_INSTANCES: 'prod',
  CAMPAIGN_PROD_URL: 'https://prod.example.com',
  IMS_USER_EMAIL: 'probe@example.com',
  IMS_USER_PASSWORD: 'correct horse',
};

/** Reads settings in a folder that holds these files. */
function read(
  environment: Record<string, string>,
  folder = '/nowhere',
  lab: (captureFolder?: string) => Record<string, string> = noLab,
): Settings {
  return readSettings({ environment, directory: folder, lab });
}

/** The problems that settings have, as `variable: message`. */
function problemsOf(environment: Record<string, string>, folder?: string): readonly string[] {
  try {
    read(environment, folder);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ variable, message }) => `${variable}: ${message}`);
  }
  return [];
}

test('settings that are sound are read with their defaults', () => {
  const settings = read(sound);

  expect(settings).toMatchObject({ target: 'instances', signIn: 'once', screenshots: 'failure' });
  expect(settings.instances[0]).toMatchObject({
    id: 'prod',
    url: 'https://prod.example.com',
    kind: 'production',
    loginPath: '/view/home',
    externalAccount: { imsServer: { declared: false, variable: 'CAMPAIGN_PROD_IMS_SERVER' } },
  });
  expect(settings.stateFolder).toMatch(/\.probe$/);
});

test('the folder for what is kept is taken from the project’s folder, or is absolute', () => {
  expect(read({ ...sound, PROBE_STATE: 'kept' }).stateFolder).toBe(resolve('/nowhere/kept'));
  expect(read({ ...sound, PROBE_STATE: '/elsewhere/kept' }).stateFolder).toBe(resolve('/elsewhere/kept'));
  expect(read({ ...sound, PROBE_STATE: 'off' })).not.toHaveProperty('stateFolder');
});

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
    const problems = problemsOf({ ...sound, ...variables });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });
}

test('a host for the password itself is taken as it is, for each instance by itself, and one line says what it costs', () => {
  const shared = {
    IMS_USER_IDP_HOSTS: 'idp.example.com,b.example.com',
    IMS_USER_IDP_TYPES_PASSWORD: 'IdP.example.com',
  };
  const settings = read({ ...sound, ...shared });
  expect(settings.instances.map(({ account }) => account?.typesPasswordAt)).toEqual(
    settings.instances.map(() => ['idp.example.com']),
  );
  const lines = settings.notices.filter((line) => line.startsWith('IMS_USER_IDP_TYPES_PASSWORD: '));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/typed into pages at idp\.example\.com \(for prod.*no trace, screenshot or video is made/);

  for (const off of ['none', '[]', '']) {
    const own = read({ ...sound, ...shared, CAMPAIGN_PROD_IMS_USER_IDP_TYPES_PASSWORD: off });
    const isUnset = off === '';
    expect(own.instances[0]?.account?.typesPasswordAt, off).toEqual(isUnset ? ['idp.example.com'] : undefined);
  }
  const without = read(sound);
  expect(without.instances[0]?.account?.typesPasswordAt).toBeUndefined();
  expect(without.notices.join()).not.toContain('TYPES_PASSWORD');
});

test('no problem repeats a secret', () => {
  const problems = problemsOf({
    ...sound,
    IMS_USER_PASSWORD: '“hunter2 hunter2”',
    CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'encrypted:hunter2',
    CAMPAIGN_PROD_URL: 'https://me:hunter2@prod.example.com',
  });
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain('hunter2');
});

test('values under test are never rejected and never trimmed', () => {
  const settings = read({
    ...sound,
    CAMPAIGN_PROD_IMS_SERVER: ' http://nonsense ',
    CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign\u00A0- ',
    CAMPAIGN_PROD_CALLBACK_SERVER: 'me:pw@nowhere',
    CAMPAIGN_PROD_PRODUCT_CONTEXT: 'none',
  });
  expect(settings.instances[0]?.externalAccount).toMatchObject({
    imsServer: { declared: true, value: ' http://nonsense ' },
    associationMask: { declared: true, value: 'Campaign\u00A0- ' },
    callbackServer: { declared: true, value: 'me:pw@nowhere' },
    productContext: { declared: true, value: '' },
  });
});

test('lists are separated by commas, or are JSON where a value holds a comma or ends in a blank', () => {
  const groups = (text: string): unknown =>
    read({ ...sound, DASHBOARD_USER_GROUPS: text }).instances[0]?.dashboardUserGroups;
  expect(groups('a, b ,c')).toMatchObject({ value: ['a', 'b', 'c'] });
  expect(groups('["a, b", "c "]')).toMatchObject({ value: ['a, b', 'c '] });
  expect(groups('[]')).toMatchObject({ declared: true, value: [] });
  expect(groups('none')).toMatchObject({ declared: true, value: [] });
  expect(groups('')).toMatchObject({ declared: false, variable: 'CAMPAIGN_PROD_DASHBOARD_USER_GROUPS' });
});

test('what belongs to the shared account is not taken for that of an instance with an account of its own', () => {
  const settings = read({
    ...sound,
    DASHBOARD_USER_GROUPS: 'Campaign - prod - admin',
    CAMPAIGN_PROD_IMS_USER_EMAIL: 'other@example.com',
    CAMPAIGN_PROD_IMS_USER_PASSWORD: 'another horse',
  });
  expect(settings.instances[0]?.account?.email.reveal()).toBe('other@example.com');
  expect(settings.instances[0]?.dashboardUserGroups.declared).toBe(false);
});

test('a run that makes no login needs no account, and half an account is a problem for every run', () => {
  const readFor = (changes: Record<string, string | undefined>, needsAccount: boolean): Settings =>
    readSettings({ environment: { ...sound, ...changes }, directory: '/nowhere', lab: noLab, needsAccount });
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
    const [instance] = read({ ...sound, IMS_USER_EMAIL: '', DOTENV_PATH: first + separator + second }).instances;
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
    const problems = problemsOf({ ...sound, DOTENV_PATH: file });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'IMS_USER_PASSWORD',
      'CAMPAIGN_PROD_ASSOCIATION_MASK',
      'CAMPAIGN_PROD_IMS_CLIENT_SECRET',
    ]);
  });

  test('a file in UTF-16 is one clear error', ({}, testInfo) => {
    const file = testInfo.outputPath('utf16.env');
    writeFileSync(file, Buffer.from('IMS_USER_PASSWORD=abc', 'utf16le'));
    expect(problemsOf({ ...sound, DOTENV_PATH: file })[0]).toContain('is not UTF-8 text');
  });

  test('a certificate file without a certificate is an error', ({}, testInfo) => {
    const file = testInfo.outputPath('empty.pem');
    writeFileSync(file, 'no certificate');
    expect(problemsOf({ ...sound, TRUSTED_CERTIFICATES: file })[0]).toContain('without a PEM certificate');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(problemsOf({ ...sound, TRUSTED_CERTIFICATES: file })[0]).toContain('cannot be read: number 1');
  });
});

test.describe('the lab', () => {
  const lab = (): Record<string, string> => ({ ...sound, CAMPAIGN_PROD_URL: 'https://prod.lab.example.com' });

  test('is the target where nothing is declared, and keeps no state', () => {
    const settings = read({ PATH: '/bin' }, '/nowhere', lab);
    expect(settings.target).toBe('lab');
    expect(settings.stateFolder).toBeUndefined();
  });

  test('serves a capture where LAB names its folder, whatever instances are declared', () => {
    const asked: (string | undefined)[] = [];
    const settings = read({ ...sound, LAB: 'captures/prod' }, '/project', (folder) => {
      asked.push(folder);
      return lab();
    });
    expect(settings).toMatchObject({ target: 'capture', captureFolder: resolve('/project/captures/prod') });
    expect(asked).toEqual([resolve('/project/captures/prod')]);
    expect(settings.stateFolder).toBeUndefined();
    expect(problemsOf({ ...sound, LAB: 'captured' })[0]).toMatch(
      /^LAB: must be one of auto, never, always, or the folder/,
    );
  });

  for (const name of ['CAMPAIGN_PROD_URL', 'IMS_USER_PASSWORD', 'PROVISIONED_SCOPES', 'DASHBOARD_USER_GROUPS']) {
    test(`is not the target where ${name} is present, even empty`, () => {
      expect(problemsOf({ [name]: '' })[0]).toMatch(/^CAMPAIGN_INSTANCES: is not set/);
    });
  }

  test('is not the target where an env file is there', ({}, testInfo) => {
    const file = testInfo.outputPath('.env');
    writeFileSync(file, '# nothing declared\n');
    expect(problemsOf({}, testInfo.outputDir)[0]).toMatch(/^CAMPAIGN_INSTANCES: is not set/);
  });

  test('is not the target where it is switched off, and is where it is asked for', () => {
    expect(problemsOf({ LAB: 'never' })[0]).toMatch(/^CAMPAIGN_INSTANCES: is not set/);
    expect(read({ ...sound, LAB: 'always' }, '/nowhere', lab).instances[0]?.url).toBe('https://prod.lab.example.com');
  });
});

test.describe('a secret', () => {
  const secret = new Secret('hunter2');

  test('shows itself only to who asks for it', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  for (const [name, shown] of Object.entries({
    'as text': String(secret),
    'as JSON': JSON.stringify({ secret }),
    inspected: inspect({ secret }, { showHidden: true, depth: 5 }),
    'its own properties': JSON.stringify(Object.getOwnPropertyNames(secret)),
  })) {
    test(`is not shown ${name}`, () => {
      expect(shown).not.toContain('hunter2');
    });
  }

  test('is found among all secrets of the settings, each once', () => {
    const settings = read({
      ...sound,
      CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'client secret',
      HTTPS_PROXY: 'http://me:proxy%20secret@proxy.example.com:8080',
    });
    expect(secretsOf(settings).map(({ value }) => value.reveal())).toEqual([
      'probe@example.com',
      'correct horse',
      'client secret',
      'proxy secret',
    ]);
    expect(JSON.stringify(settings)).not.toMatch(/correct horse|client secret|proxy secret|probe@/);
  });
});

test('shards in folders of their own, each with an account of its own, have the same settings', ({}, testInfo) => {
  const [one, other] = ['one', 'job@2'].map((name) => {
    const folder = testInfo.outputPath(name);
    mkdirSync(folder);
    return comparable(
      read(
        { ...sound, IMS_USER_EMAIL: `${name.slice(0, 3)}@example.com`, CAMPAIGN_PROD_PACKAGE: 'exports/*.xml' },
        folder,
      ),
    );
  });
  expect(one).toBe(other);
  expect(comparable(read({ ...sound, IMS_SIGN_IN: 'each' }))).not.toBe(comparable(read(sound)));
  expect(comparable(read({ ...sound, PROBE_STATE: 'off' }))).not.toBe(comparable(read(sound)));
});
