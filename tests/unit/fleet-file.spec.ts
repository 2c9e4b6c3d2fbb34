import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { fleetJsonSchema } from '../../fixtures/settings/fleet/fleet-schema.ts';
import { readSettings, type Settings } from '../../fixtures/settings/index.ts';
import { problemsIn, type Environment } from './settings-builder.ts';

const root = resolve(__dirname, '../..');
const secrets = { EMAIL: 'probe@example.com', PASSWORD: 'Correct-horse-battery-9' };

function read(testInfo: TestInfo, text: string, environment: Environment = secrets, needsAccount = true): Settings {
  const directory = testInfo.outputPath();
  writeFileSync(join(directory, 'fleet.yaml'), text);
  const all = { LAB: 'never', FLEET_FILE: 'fleet.yaml', ...environment };
  return readSettings({ environment: all, directory, lab: () => ({}), needsAccount });
}

const problemsOf = (testInfo: TestInfo, text: string, environment: Environment = secrets): readonly string[] =>
  problemsIn(() => read(testInfo, text, environment));

const sound = `
run:
  IMS_SIGN_IN: each
shared:
  IMS_USER_EMAIL: \${EMAIL}
  IMS_USER_PASSWORD: \${PASSWORD}
  KIND: stage
  IMS_SERVER: https://ims-na1.adobelogin.com
  PROVISIONED_SCOPES: [openid, AdobeID]
instances:
  one: { URL: "https://one.example.com", OPERATOR_GROUPS: ["a, b", "c "] }
  two-eu:
    URL: https://two.example.com
    KIND: development
    IMS_CLIENT_ID: 007
    PACKAGE_IMPORTED: yes
`;

test('a fleet file holds what instances share once, and their own beside it', ({}, testInfo) => {
  const settings = read(testInfo, sound);
  expect(settings).toMatchObject({ target: 'instances', signIn: 'each', notices: [] });
  expect(settings.instances).toMatchObject([
    {
      id: 'one',
      kind: 'stage',
      url: 'https://one.example.com',
      operatorGroups: { value: ['a, b', 'c '] },
      externalAccount: { imsServer: { value: 'https://ims-na1.adobelogin.com' }, clientId: { declared: false } },
      provisioned: { scopes: { value: ['openid', 'AdobeID'] } },
    },
    { id: 'two-eu', kind: 'development', externalAccount: { clientId: { value: '007' } } },
  ]);
  expect(settings.instances[1]?.account?.password.reveal()).toBe(secrets.PASSWORD);
});

test('the same as variables and as JSON are the same settings', ({}, testInfo) => {
  const [one, two] = ['one', 'two_eu'].map((id) => `CAMPAIGN_${id.toUpperCase()}`);
  const variables = {
    LAB: 'never',
    IMS_SIGN_IN: 'each',
    CAMPAIGN_INSTANCES: 'one,two-eu',
    IMS_USER_EMAIL: secrets.EMAIL,
    IMS_USER_PASSWORD: secrets.PASSWORD,
    PROVISIONED_SCOPES: 'openid,AdobeID',
    [`${String(one)}_URL`]: 'https://one.example.com',
    [`${String(one)}_KIND`]: 'stage',
    [`${String(one)}_IMS_SERVER`]: 'https://ims-na1.adobelogin.com',
    [`${String(one)}_OPERATOR_GROUPS`]: '["a, b", "c "]',
    [`${String(two)}_URL`]: 'https://two.example.com',
    [`${String(two)}_KIND`]: 'development',
    [`${String(two)}_IMS_SERVER`]: 'https://ims-na1.adobelogin.com',
    [`${String(two)}_IMS_CLIENT_ID`]: '007',
    [`${String(two)}_PACKAGE_IMPORTED`]: 'yes',
  };
  const directory = testInfo.outputPath();
  const asVariables = readSettings({ environment: variables, directory, lab: () => ({}) });
  expect(JSON.stringify(read(testInfo, sound))).toBe(JSON.stringify(asVariables));
  const asJson = JSON.stringify(parse(sound, { schema: 'failsafe' }), undefined, '\t');
  expect(JSON.stringify(read(testInfo, asJson))).toBe(JSON.stringify(asVariables));
});

test('what is set in the environment or in .env takes precedence, and that is said', ({}, testInfo) => {
  const settings = read(testInfo, sound, { ...secrets, CAMPAIGN_TWO_EU_KIND: 'production', IMS_SIGN_IN: 'once' });
  expect(settings.signIn).toBe('once');
  expect(settings.instances[1]?.kind).toBe('production');
  expect(settings.notices).toEqual([
    'FLEET_FILE: fleet.yaml has other values for CAMPAIGN_TWO_EU_KIND, IMS_SIGN_IN; those in the environment or in .env take precedence',
  ]);
  const some = read(testInfo, sound, { ...secrets, CAMPAIGN_INSTANCES: 'one' });
  expect(some.instances.map(({ id }) => id)).toEqual(['one']);
  const more = { CAMPAIGN_INSTANCES: 'one,three', CAMPAIGN_THREE_URL: 'https://three.example.com' };
  expect(read(testInfo, sound, { ...secrets, ...more }).instances.map(({ id }) => id)).toEqual(['one', 'three']);
});

test('secrets come from .env as well, and one that no login needs may be missing', ({}, testInfo) => {
  const file = testInfo.outputPath('.env');
  writeFileSync(file, 'EMAIL="file@example.com"\nPASSWORD="Correct-horse-battery-9"\n');
  expect(read(testInfo, sound, {}).instances[0]?.account?.email.reveal()).toBe('file@example.com');
  writeFileSync(file, '');
  expect(read(testInfo, sound, {}, false).instances[0]?.account).toBeUndefined();
  expect(problemsOf(testInfo, sound, {})).toEqual([
    'fleet.yaml:5, shared, IMS_USER_EMAIL: takes its value from EMAIL, which is not set; set it in the environment or in .env',
    'fleet.yaml:6, shared, IMS_USER_PASSWORD: takes its value from PASSWORD, which is not set; set it in the environment or in .env',
  ]);
});

test('who is told may be missing, since a shard tells nobody; a line says so', ({}, testInfo) => {
  const text = `run: { WEBHOOK_URL: "\${HOOK}" }\n${sound.replace(/^run:\n( .*\n)+/m, '')}`;
  const settings = read(testInfo, text, secrets);
  expect(settings.told.webhook).toBeUndefined();
  expect(settings.notices).toEqual([
    'fleet.yaml:1, run, WEBHOOK_URL: takes its value from HOOK, which is not set, so nothing is sent',
  ]);
  const told = read(testInfo, text, { ...secrets, HOOK: 'https://hooks.example.com/a-token' });
  expect([told.told.webhook?.reveal(), told.notices]).toEqual(['https://hooks.example.com/a-token', []]);
});

const withOne = (lines: string): string =>
  `shared:\n  IMS_USER_EMAIL: \${EMAIL}\n  IMS_USER_PASSWORD: \${PASSWORD}\ninstances:\n  one:\n    URL: https://one.example.com\n${lines}`;

/** What somebody writes, and the one line that comes of it. */
const mistakes: Readonly<Record<string, readonly [string, string | RegExp]>> = {
  'a password in the file': [
    withOne('    IMS_USER_PASSWORD: hunter2hunter2\n    IMS_USER_EMAIL: ${EMAIL}\n'),
    /^fleet\.yaml:7, one, IMS_USER_PASSWORD: is a secret, written out in the file; write \$\{NAME\} instead/,
  ],
  'a secret that is one in part': [
    withOne('    SOAP_PASSWORD: hunter2${X}\n    SOAP_USER: a\n'),
    /^fleet\.yaml:7, one, SOAP_PASSWORD: is a secret/,
  ],
  'a proxy with a password': [
    `run: { HTTPS_PROXY: "http://me:hunter2@proxy:80" }\n${withOne('')}`,
    /^fleet\.yaml:1, run, HTTPS_PROXY: is a secret/,
  ],
  'a webhook in the file': [
    `run: { WEBHOOK_URL: "https://hunter2" }\n${withOne('')}`,
    /^fleet\.yaml:1, run, WEBHOOK_URL: is a secret/,
  ],
  'a value that is not one of a few': [
    withOne('    KIND: test\n'),
    'fleet.yaml:7, one, KIND: must be one of production, stage, development',
  ],
  'a name that is not known': [
    withOne('    IMS_SCOPES: openid\n'),
    'fleet.yaml:7, one, IMS_SCOPES: is not known here; did you mean IMS_SCOPE?',
  ],
  'a section that is not known': [
    `share: {}\n${withOne('')}`,
    'fleet.yaml:1, share: is not known here; did you mean shared?',
  ],
  'a name twice': [
    withOne('    KIND: stage\n    KIND: stage\n'),
    'fleet.yaml:8, one, KIND: appears twice; delete one of them',
  ],
  'an instance twice': [
    withOne('  ONE:\n    URL: https://one.example.com\n'),
    'fleet.yaml:7, ONE: appears twice; delete one of them',
  ],
  'an instance without an address': [
    withOne('  two:\n    KIND: stage\n'),
    'fleet.yaml:7, two, URL: is missing; set it to the address of instance “two”',
  ],
  'an ID that is none': [
    withOne('  "a b":\n    URL: https://two.example.com\n'),
    /^fleet\.yaml:7, instances: “a b” isn’t an instance ID/,
  ],
  'an address for all': [
    `shared: { URL: "https://x.example.com" }\n${withOne('').replace(/^shared[^]*?(?=instances)/, '')}`,
    /^fleet\.yaml:1, shared, URL: belongs to one instance/,
  ],
  'a space that YAML drops': [
    withOne('    ASSOCIATION_MASK: Campaign - \n'),
    /^fleet\.yaml:7, one, ASSOCIATION_MASK: ends in a space that is dropped/,
  ],
  'a comment that may be none': [
    withOne('    ASSOCIATION_MASK: Campaign #1\n'),
    /^fleet\.yaml:7, one, ASSOCIATION_MASK: ends in a comment that is dropped/,
  ],
  'a value of several lines': [withOne('    ASSOCIATION_MASK: |\n      Campaign\n'), /goes over several lines/],
  'a reference within a text': [
    withOne('    CALLBACK_SERVER: https://${HOST}\n'),
    /let the variable give the whole value/,
  ],
  'a list where one value is meant': [
    withOne('    KIND: [stage]\n'),
    'fleet.yaml:7, one, KIND: must be one value, and is a list',
  ],
  'an alias': [
    withOne('    KIND: &kind stage\n    LOGIN_PATH: *kind\n'),
    /^fleet\.yaml:8, one, LOGIN_PATH: is an alias/,
  ],
  'a tag': [withOne('    KIND: !env stage\n'), /^fleet\.yaml:7: has a tag/],
  'a tab': [withOne('\tKIND: stage\n'), /^fleet\.yaml:7: is indented with a tab/],
  'a reference between brackets': [
    withOne('  two: { URL: https://x, IMS_ORG_ID: ${X} }\n'),
    'fleet.yaml:7: has ${…} between brackets, where it needs quotes: "${NAME}"',
  ],
  'no list of instances': ['shared:\n  KIND: stage\n', /^fleet\.yaml:1, instances: names no instance/],
  'a text': ['hunter2', /^fleet\.yaml:1: must be names with a value each/],
  nothing: ['', /^fleet\.yaml:1, instances: names no instance/],
  'a file that is nested without end': ['['.repeat(100_000), 'fleet.yaml: is nested too deeply for a fleet file'],
  'a file of words without end': ['"'.repeat(900_000), /^fleet\.yaml: has more than 100000 words/],
};

for (const [what, [text, line]] of Object.entries(mistakes)) {
  test(`a mistake is one line that names file, line, instance and name: ${what}`, ({}, testInfo) => {
    const problems = problemsOf(testInfo, text);
    expect(problems[0]).toEqual(line instanceof RegExp ? expect.stringMatching(line) : line);
    expect(problems.join()).not.toContain('hunter2');
  });
}

test('a fleet file means somebody’s instances, and never the lab; the lab does not read it', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const lab = {
    CAMPAIGN_INSTANCES: 'prod',
    CAMPAIGN_PROD_URL: 'https://prod.example.com',
    IMS_USER_EMAIL: 'a@b',
    IMS_USER_PASSWORD: 'x',
  };
  const readWith = (environment: Environment): Settings => readSettings({ environment, directory, lab: () => lab });
  expect(() => readWith({ FLEET_FILE: 'missing.yaml' })).toThrow(/FLEET_FILE: names a file that does not exist/);
  expect(() => readWith({ FLEET_FLE: 'missing.yaml' })).toThrow(/CAMPAIGN_INSTANCES: is not set/);
  expect(readWith({ LAB: 'always', FLEET_FILE: 'missing.yaml' }).target).toBe('lab');
});

test.describe('the example', () => {
  const file = join(root, 'examples/fleet/fleet.yaml');
  const text = readFileSync(file, 'utf8');

  test('holds thirty instances in some sixty lines', () => {
    const names = ['IMS_USER_EMAIL', 'GROUP_USER_EMAIL', 'IMS_USER_PASSWORD', 'GROUP_USER_PASSWORD'];
    const environment = Object.fromEntries(
      names.map((name) => [name, name.endsWith('EMAIL') ? 'p@example.com' : name]),
    );
    const settings = readSettings({
      environment: { ...environment, WEBHOOK_URL: 'https://hooks.example.com/a-token-of-its-own', FLEET_FILE: file },
      directory: root,
      lab: () => ({}),
    });
    expect(settings.instances).toHaveLength(30);
    expect(text.split('\n').length).toBeLessThanOrEqual(66);
  });

  test('meets the published schema, which refuses what the reader refuses', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'schema/fleet.schema.json'), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(fleetJsonSchema())));
    const validate = new Ajv2020({ strict: false }).compile(fleetJsonSchema());
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse(text.replace('${IMS_USER_PASSWORD}', 'hunter2')))).toBe(false);
    expect(validate(parse(text.replace('KIND: stage', 'KIND: test')))).toBe(false);
    expect(validate(parse(text.replace('IMS_SERVER:', 'IMS_SEVER:')))).toBe(false);
    expect(validate(parse('shared: {}'))).toBe(false);
  });
});
