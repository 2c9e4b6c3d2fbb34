import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { parse } from 'dotenv';
import { readSettings } from '../../fixtures/settings/index.ts';
import { instanceSettings, runSettings } from '../../fixtures/settings/setting-words.ts';
import { instanceFields, runVariables, toolVariables } from '../../fixtures/settings/variables.ts';
import { settingsTable, tableMarks } from '../../scripts/settings-table.ts';

const root = resolve(__dirname, '../..');
const example = readFileSync(resolve(root, '.env.example'), 'utf8');
const settingLines = example.split('\n').filter((line) => /^#[A-Z]/.test(line) && line.includes('='));

test('.env.example documents every variable, quotes every value, and sets none', () => {
  const names = settingLines.map((line) => line.slice(1).split('=')[0] ?? '');
  const documented = [...Object.keys(runVariables), ...toolVariables, ...Object.keys(instanceFields)].filter((name) =>
    names.some((known) => known === name || known.endsWith(`_${name}`)),
  );
  expect(new Set(documented)).toEqual(
    new Set([...Object.keys(runVariables), ...toolVariables, ...Object.keys(instanceFields)]),
  );
  expect(settingLines.filter((line) => !/^#[A-Z_]+="[^"]*"$/.test(line))).toEqual([]);
  expect(parse(example)).toEqual({});
});

test('.env.example is sound once its lines are taken into use', () => {
  const inUse = settingLines.map((line) => line.slice(1)).join('\n');
  const {
    PW_TEST_CONNECT_WS_ENDPOINT,
    LAB_FAULT,
    TRUSTED_CERTIFICATES,
    DOTENV_PATH,
    ACCEPTED_RISKS,
    FLEET_FILE,
    PROVISIONING_FILE,
    ...environment
  } = parse(inUse);
  const elsewhere = [
    PW_TEST_CONNECT_WS_ENDPOINT,
    LAB_FAULT,
    TRUSTED_CERTIFICATES,
    DOTENV_PATH,
    ACCEPTED_RISKS,
    FLEET_FILE,
    PROVISIONING_FILE,
  ];
  expect(elsewhere).not.toContain(undefined);

  const settings = readSettings({ environment, directory: root, lab: () => ({}) });

  expect(settings.instances.map(({ id }) => id)).toEqual(['prod', 'stage-eu']);
  expect(settings.proxy).toMatchObject({ server: 'http://proxy.example.com:8080', username: 'user' });
});

test('the README names every variable and every command of package.json that users run, and is read to its end', () => {
  const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
  const names = [...Object.keys(runVariables), ...toolVariables, ...Object.keys(instanceFields)];
  for (const name of names) expect(readme, name).toMatch(new RegExp(`[\`_]${name}\``));
  const commands = [
    'npm ci',
    'npx playwright test',
    'npm test',
    'npm run report',
    'npm run verify',
    'npm run merge',
    'npm run explain',
    'npm run fire',
  ];
  for (const command of commands) expect(readme).toContain(command);
  expect(readme.trim().split('\n').length).toBeLessThanOrEqual(150);
});

test('the table of settings in the README is what the reader makes of them', () => {
  const cells = (table: string): readonly (readonly string[])[] =>
    table
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
  const [begin, end] = tableMarks;
  const [, rest = ''] = readFileSync(resolve(root, 'README.md'), 'utf8').split(begin);
  expect(cells(rest.split(end)[0] ?? ''), 'run npm run schema').toEqual(cells(settingsTable()));
});

test('what the table calls a default is what holds where nothing is set', () => {
  const nothing = {
    LAB: 'never',
    CAMPAIGN_INSTANCES: 'ok',
    CAMPAIGN_OK_URL: 'https://ok.example.com',
    IMS_USER_EMAIL: 'probe@example.com',
    IMS_USER_PASSWORD: 'Correct-horse-battery-9',
  };
  const read = (variables: Readonly<Record<string, string>>): string =>
    JSON.stringify(readSettings({ environment: { ...nothing, ...variables }, directory: root, lab: () => ({}) }));
  const told = { WEBHOOK_URL: 'https://hooks.example.com/a-token' };
  const usual = [
    ...Object.entries(instanceSettings).map(([name, words]) => [`CAMPAIGN_OK_${name}`, words] as const),
    ...Object.entries(runSettings),
  ].filter(([, words]) => words.usual !== undefined);
  // Each is set to what is the default anyway; a file that is not there cannot be named.
  const settable = usual.filter(([name]) => !/PACKAGE_IMPORTED|ACCEPTED_RISKS/.test(name));
  expect(settable.length).toBeGreaterThan(5);
  for (const [name, { usual: value = '' }] of settable) {
    expect(read({ ...told, [name]: value }), name).toBe(read(told));
  }
});
