import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { readConnection } from '../../fixtures/settings/connection.ts';
import { readSettings, SettingsError } from '../../fixtures/settings/index.ts';
import { ProblemList } from '../../fixtures/settings/problems.ts';
import { accountVariables, problemsIn, problemsOf, settingsOf, type Environment } from './settings-builder.ts';

/* Whose setting a name is. A misspelt one that nobody mentions is a setting that somebody believes to be checked; one that is
   taken for misspelt stops a run that was to leave an instance out. */

const two = {
  CAMPAIGN_INSTANCES: 'prod,stage-eu',
  CAMPAIGN_PROD_URL: 'https://prod.example.com',
  CAMPAIGN_STAGE_EU_URL: 'https://stage.example.com',
  ...accountVariables,
};

const meant: readonly (readonly [name: string, meant: string])[] = [
  ['CAMPAIGN_STAGE_UE_KIND', 'CAMPAIGN_STAGE_EU_KIND'],
  ['CAMPAIGN_PRDO_IMS_SCOPE', 'CAMPAIGN_PROD_IMS_SCOPE'],
  ['CAMPAIGN_PROXY_KIND', 'CAMPAIGN_PROD_KIND'],
  ['CAMPAIGN_PRDO_IMS_USER_PASSWORD', 'CAMPAIGN_PROD_IMS_USER_PASSWORD'],
];

for (const [name, other] of meant) {
  test(`${name} is taken for ${other}, and nothing is sent`, () => {
    expect(problemsOf({ ...two, [name]: 'stage' })).toEqual([
      `${name}: belongs to no instance of CAMPAIGN_INSTANCES (prod, stage-eu); did you mean ${other}?`,
    ]);
  });
}

const left = (prefixes: string): string =>
  `CAMPAIGN_INSTANCES: lists prod, stage-eu; settings of instances that it does not list are not used (${prefixes})`;

/** Names of instances that a run leaves out, and how the line calls them. */
const leftOut: readonly (readonly [what: string, names: Environment, prefixes: string])[] = [
  ['another name altogether', { CAMPAIGN_TEST_KIND: 'stage' }, 'CAMPAIGN_TEST_…'],
  ['three letters that differ', { CAMPAIGN_PRXYZ_KIND: 'stage' }, 'CAMPAIGN_PRXYZ_…'],
  [
    'an instance of its own, with an address',
    { CAMPAIGN_PROX_KIND: 'stage', CAMPAIGN_PROX_URL: 'https://x.example.com', CAMPAIGN_PROX_IMS_USER_PASSWORD: 'x' },
    'CAMPAIGN_PROX_…',
  ],
  ['a name without a known field', { CAMPAIGN_TEST_EU_COLOUR: 'red', CAMPAIGN_: 'x' }, 'CAMPAIGN_TEST_…, CAMPAIGN_…'],
  ['one of two words', { CAMPAIGN_TEST_EU_IMS_USER_EMAIL: 'x' }, 'CAMPAIGN_TEST_EU_…'],
  [
    'six of them',
    Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((id) => [`CAMPAIGN_${id}_KIND`, 'x'])),
    'CAMPAIGN_A_…, CAMPAIGN_B_…, CAMPAIGN_C_…, CAMPAIGN_D_…, CAMPAIGN_E_…, CAMPAIGN_F_…',
  ],
  [
    'seven of them',
    Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((id) => [`CAMPAIGN_${id}_KIND`, 'x'])),
    'CAMPAIGN_A_…, CAMPAIGN_B_…, CAMPAIGN_C_…, CAMPAIGN_D_…, CAMPAIGN_E_…, CAMPAIGN_F_… and 1 more',
  ],
];

for (const [what, names, prefixes] of leftOut) {
  test(`settings of an instance that is not listed are left alone, in one line: ${what}`, () => {
    expect(settingsOf({ ...two, ...names }).notices).toEqual([left(prefixes)]);
  });
}

test('where a listed instance lacks what it needs, a name like its own was meant, though it has an address of its own', () => {
  const { IMS_USER_PASSWORD, CAMPAIGN_PROD_URL, ...others } = two;
  const misspelt = { CAMPAIGN_PRDO_URL: CAMPAIGN_PROD_URL, CAMPAIGN_PRDO_IMS_USER_PASSWORD: IMS_USER_PASSWORD };
  const problems = problemsOf({ ...others, ...misspelt });
  expect(problems.filter((line) => line.includes('did you mean'))).toEqual([
    'CAMPAIGN_PRDO_URL: belongs to no instance of CAMPAIGN_INSTANCES (prod, stage-eu); did you mean CAMPAIGN_PROD_URL?',
    'CAMPAIGN_PRDO_IMS_USER_PASSWORD: belongs to no instance of CAMPAIGN_INSTANCES (prod, stage-eu); did you mean CAMPAIGN_PROD_IMS_USER_PASSWORD?',
  ]);
});

test('a name like its own was meant of each thing that an instance needs of an account, and of nothing else', () => {
  const misspelt = { CAMPAIGN_PRDO_URL: 'https://x.example.com' };
  for (const field of ['IMS_USER_EMAIL', 'IMS_USER_PASSWORD'] as const) {
    const others = Object.fromEntries(Object.entries(two).filter(([name]) => name !== field));
    const meantOf = (more: Environment): readonly string[] =>
      problemsOf({ ...others, ...misspelt, ...more }).filter((line) => line.includes('did you mean'));
    expect(meantOf({ [`CAMPAIGN_PRDO_${field}`]: 'x' }), field).toEqual([
      `CAMPAIGN_PRDO_${field}: belongs to no instance of CAMPAIGN_INSTANCES (prod, stage-eu); did you mean CAMPAIGN_PROD_${field}?`,
    ]);
    expect(meantOf({ CAMPAIGN_PRDO_IMS_USER_ORG: 'x', CAMPAIGN_PRDO_KIND: 'stage' }), field).toEqual([]);
    expect(meantOf({ [`CAMPAIGN_PRDO_${field}`]: 'x', [`CAMPAIGN_PROD_${field}`]: 'a@b' }), field).toEqual([]);
  }
});

const advice = 'list the instances’ IDs, such as prod,stage';
const undeclared: readonly (readonly [names: Environment, line: string])[] = [
  [{}, `is not set; ${advice}, or name a FLEET_FILE (LAB=always runs the embedded lab instead)`],
  [{ CAMPAIGN_A_URL: 'x' }, `is not set, but CAMPAIGN_A_URL is; ${advice}`],
  [{ CAMPAIGN_A_URL: 'x', CAMPAIGN_B_URL: 'x' }, `is not set, but CAMPAIGN_A_URL, CAMPAIGN_B_URL are; ${advice}`],
  [
    Object.fromEntries(['A', 'B', 'C', 'D'].map((id) => [`CAMPAIGN_${id}_URL`, 'x'])),
    `is not set, but CAMPAIGN_A_URL, CAMPAIGN_B_URL, CAMPAIGN_C_URL are; ${advice}`,
  ],
];

for (const [names, line] of undeclared) {
  test(`without a list of instances, and with ${String(Object.keys(names).length)} of their names, that is said`, () => {
    expect(problemsOf({ LAB: 'never', ...accountVariables, ...names })).toEqual([`CAMPAIGN_INSTANCES: ${line}`]);
  });
}

test('of a fleet file that cannot be read no more is said than that', () => {
  const problems = problemsOf({ FLEET_FILE: 'no-such.yaml', ...accountVariables });
  expect(problems).toEqual([expect.stringMatching(/^FLEET_FILE: names a file that does not exist/)]);
});

test('a few of the names that the environment gives in place of a fleet file are read one by one', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const names = ['ASSOCIATION_MASK', 'CALLBACK_SERVER', 'IMS_CLIENT_ID', 'IMS_ORG_ID', 'IMS_SCOPE', 'PRODUCT_CONTEXT'];
  const lines = names.map((name) => `    ${name}: of the file\n`).join('');
  writeFileSync(join(directory, 'fleet.yaml'), `instances:\n  one:\n    URL: https://one.example.com\n${lines}`);
  const overriding = (count: number): readonly string[] => {
    const set: Environment = Object.fromEntries(
      names.slice(0, count).map((name) => [`CAMPAIGN_ONE_${name}`, 'https://of.the.environment']),
    );
    const environment = { LAB: 'never', FLEET_FILE: 'fleet.yaml', ...accountVariables, ...set };
    return readSettings({ environment, directory, lab: () => ({}) }).notices;
  };
  const said = (shown: string): string =>
    `FLEET_FILE: fleet.yaml has other values for ${shown}; those in the environment or in .env take precedence`;
  const all = names.map((name) => `CAMPAIGN_ONE_${name}`);
  expect(overriding(0)).toEqual([]);
  expect(overriding(4)).toEqual([said(all.slice(0, 4).join(', '))]);
  expect(overriding(5)).toEqual([said(`${all.slice(0, 4).join(', ')} and 1 more`)]);
  expect(overriding(6)).toEqual([said(`${all.slice(0, 4).join(', ')} and 2 more`)]);
});

test('what YAML drops is named as what is to be deleted', ({}, testInfo) => {
  const problems = (line: string): readonly string[] => {
    const directory = testInfo.outputPath();
    writeFileSync(join(directory, 'fleet.yaml'), `instances:\n  one:\n    URL: https://one.example.com\n${line}`);
    const environment = { LAB: 'never', FLEET_FILE: 'fleet.yaml', ...accountVariables };
    return problemsIn(() => readSettings({ environment, directory, lab: () => ({}) }));
  };
  const dropped = (what: string): readonly string[] => [
    `fleet.yaml:4, one, ASSOCIATION_MASK: ends in a ${what} that is dropped because the value is not quoted; quote it, or delete the ${what}`,
  ];
  expect(problems('    ASSOCIATION_MASK: Campaign - \n')).toEqual(dropped('space'));
  expect(problems('    ASSOCIATION_MASK: Campaign - \r\n')).toEqual(dropped('space'));
  expect(problems('    ASSOCIATION_MASK: Campaign #1\n')).toEqual(dropped('comment'));
  for (const line of ['Campaign -', 'Campaign#1', '"Campaign - "', "'Campaign #1'"]) {
    expect(problems(`    ASSOCIATION_MASK: ${line}\n`), line).toEqual([]);
  }
});

test('the way out is read without any instance, and what is wrong with it is said at once', () => {
  const connection = readConnection(
    { HTTPS_PROXY: 'http://me:hush@proxy.example.com:8080', NO_PROXY: 'a.example.com' },
    '/nowhere',
  );
  expect(connection.proxy).toMatchObject({
    server: 'http://proxy.example.com:8080',
    username: 'me',
    bypass: ['a.example.com'],
  });
  expect(connection.proxy?.password?.reveal()).toBe('hush');
  expect(Object.keys(connection)).toEqual(['proxy']);
  expect(readConnection({}, '/nowhere')).toEqual({});
  const wrong = { HTTPS_PROXY: 'ftp://proxy', TRUSTED_CERTIFICATES: 'no-such.pem' };
  const problems = (): readonly string[] => {
    try {
      readConnection(wrong, '/nowhere');
      return [];
    } catch (error) {
      return error instanceof SettingsError ? error.problems.map(({ variable }) => variable) : [String(error)];
    }
  };
  expect(problems()).toEqual(['HTTPS_PROXY', 'TRUSTED_CERTIFICATES']);
});

test('each problem is said once, and what is missing only where nothing else is wrong with it', () => {
  const problems = new ProblemList();
  problems.add('A', 'is short');
  problems.add('A', 'is short');
  problems.add('A', 'is red');
  problems.add('B', 'is short');
  problems.addMissing('A', 'is missing');
  problems.addMissing('C', 'is missing');
  problems.namePlacesBy((variable) => (variable === 'A' ? 'a.yaml:1, A' : undefined));
  problems.add('A', 'is short');
  problems.addMissing('A', 'is missing');
  problems.note('A', 'is noted');
  problems.note('B', 'is noted');
  expect(problems.all.map(({ variable, message }) => `${variable}: ${message}`)).toEqual([
    'A: is short',
    'A: is red',
    'B: is short',
    'C: is missing',
    'a.yaml:1, A: is short',
  ]);
  expect(problems.notices).toEqual(['a.yaml:1, A: is noted', 'B: is noted']);
  const lines = (count: number): readonly string[] =>
    new SettingsError(problems.all.slice(0, count)).message.split('\n');
  expect(lines(1)).toEqual(['The settings cannot be used (1 problem); nothing was sent.', '  A: is short']);
  expect(lines(2)[0]).toBe('The settings cannot be used (2 problems); nothing was sent.');
});
