import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'dotenv';
import { readSettings } from '../../fixtures/settings/index.ts';
import { instanceFields, runVariables, toolVariables } from '../../fixtures/settings/variables.ts';

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

test('the README names every variable and every command of package.json that users run', () => {
  const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
  for (const name of [...Object.keys(runVariables), ...toolVariables]) expect(readme, name).toContain(name);
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
  for (const command of commands) {
    expect(readme).toContain(command);
  }
});
