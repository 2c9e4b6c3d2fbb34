import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from './unit-test.ts';
import { comparable, Secret, secretsOf } from '../../fixtures/settings/index.ts';
import { leastEnvironment, problemsOf, settingsOf } from './settings-builder.ts';

test('settings that are sound are read with their defaults', () => {
  const settings = settingsOf(leastEnvironment);

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
  expect(settingsOf({ ...leastEnvironment, PROBE_STATE: 'kept' }).stateFolder).toBe(resolve('/nowhere/kept'));
  expect(settingsOf({ ...leastEnvironment, PROBE_STATE: '/elsewhere/kept' }).stateFolder).toBe(
    resolve('/elsewhere/kept'),
  );
  expect(settingsOf({ ...leastEnvironment, PROBE_STATE: 'off' })).not.toHaveProperty('stateFolder');
});

test('a host for the password itself is taken as it is, for each instance by itself, and one line says what it costs', () => {
  const shared = {
    IMS_USER_IDP_HOSTS: 'idp.example.com,b.example.com',
    IMS_USER_IDP_TYPES_PASSWORD: 'IdP.example.com',
  };
  const settings = settingsOf({ ...leastEnvironment, ...shared });
  expect(settings.instances.map(({ account }) => account?.typesPasswordAt)).toEqual(
    settings.instances.map(() => ['idp.example.com']),
  );
  const lines = settings.notices.filter((line) => line.startsWith('IMS_USER_IDP_TYPES_PASSWORD: '));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/typed into pages at idp\.example\.com \(for prod.*no trace, screenshot or video is made/);

  for (const off of ['none', '[]', '']) {
    const own = settingsOf({ ...leastEnvironment, ...shared, CAMPAIGN_PROD_IMS_USER_IDP_TYPES_PASSWORD: off });
    const isUnset = off === '';
    expect(own.instances[0]?.account?.typesPasswordAt, off).toEqual(isUnset ? ['idp.example.com'] : undefined);
  }
  const without = settingsOf(leastEnvironment);
  expect(without.instances[0]?.account?.typesPasswordAt).toBeUndefined();
  expect(without.notices.join()).not.toContain('TYPES_PASSWORD');
});

test('values under test are never rejected and never trimmed', () => {
  const settings = settingsOf({
    ...leastEnvironment,
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
    settingsOf({ ...leastEnvironment, DASHBOARD_USER_GROUPS: text }).instances[0]?.dashboardUserGroups;
  expect(groups('a, b ,c')).toMatchObject({ value: ['a', 'b', 'c'] });
  expect(groups('["a, b", "c "]')).toMatchObject({ value: ['a, b', 'c '] });
  expect(groups('[]')).toMatchObject({ declared: true, value: [] });
  expect(groups('none')).toMatchObject({ declared: true, value: [] });
  expect(groups('')).toMatchObject({ declared: false, variable: 'CAMPAIGN_PROD_DASHBOARD_USER_GROUPS' });
});

test('what belongs to the shared account is not taken for that of an instance with an account of its own', () => {
  const settings = settingsOf({
    ...leastEnvironment,
    DASHBOARD_USER_GROUPS: 'Campaign - prod - admin',
    CAMPAIGN_PROD_IMS_USER_EMAIL: 'other@example.com',
    CAMPAIGN_PROD_IMS_USER_PASSWORD: 'another horse',
  });
  expect(settings.instances[0]?.account?.email.reveal()).toBe('other@example.com');
  expect(settings.instances[0]?.dashboardUserGroups.declared).toBe(false);
});

test.describe('the lab', () => {
  const lab = (): Record<string, string> => ({
    ...leastEnvironment,
    CAMPAIGN_PROD_URL: 'https://prod.lab.example.com',
  });

  test('is the target where nothing is declared, and keeps no state', () => {
    const settings = settingsOf({ PATH: '/bin' }, { lab });
    expect(settings.target).toBe('lab');
    expect(settings.stateFolder).toBeUndefined();
  });

  test('serves a capture where LAB names its folder, whatever instances are declared', () => {
    const asked: (string | undefined)[] = [];
    const settings = settingsOf(
      { ...leastEnvironment, LAB: 'captures/prod' },
      {
        directory: '/project',
        lab: (folder) => {
          asked.push(folder);
          return lab();
        },
      },
    );
    expect(settings).toMatchObject({ target: 'capture', captureFolder: resolve('/project/captures/prod') });
    expect(asked).toEqual([resolve('/project/captures/prod')]);
    expect(settings.stateFolder).toBeUndefined();
    expect(problemsOf({ ...leastEnvironment, LAB: 'captured' })[0]).toMatch(
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
    expect(settingsOf({ ...leastEnvironment, LAB: 'always' }, { lab }).instances[0]?.url).toBe(
      'https://prod.lab.example.com',
    );
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
    const settings = settingsOf({
      ...leastEnvironment,
      CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'client secret',
      HTTPS_PROXY: 'http://me:proxy%20secret@proxy.example.com:8080',
    });
    expect(secretsOf(settings).map(({ value }) => value.reveal())).toEqual([
      'probe@example.com',
      leastEnvironment.IMS_USER_PASSWORD,
      'client secret',
      'proxy secret',
    ]);
    expect(JSON.stringify(settings)).not.toMatch(/Correct-horse|client secret|proxy secret|probe@/);
  });
});

test('shards in folders of their own, each with an account of its own, have the same settings', ({}, testInfo) => {
  const [one, other] = ['one', 'job@2'].map((name) => {
    const folder = testInfo.outputPath(name);
    mkdirSync(folder);
    return comparable(
      settingsOf(
        {
          ...leastEnvironment,
          IMS_USER_EMAIL: `${name.slice(0, 3)}@example.com`,
          CAMPAIGN_PROD_PACKAGE: 'exports/*.xml',
        },
        { directory: folder },
      ),
    );
  });
  expect(one).toBe(other);
  expect(comparable(settingsOf({ ...leastEnvironment, IMS_SIGN_IN: 'each' }))).not.toBe(
    comparable(settingsOf(leastEnvironment)),
  );
  expect(comparable(settingsOf({ ...leastEnvironment, PROBE_STATE: 'off' }))).not.toBe(
    comparable(settingsOf(leastEnvironment)),
  );
});
