import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { parse } from 'dotenv';
import { draftFleetFile } from '../../fixtures/init/fleet-draft.ts';
import { comparable, readSettings, type Settings } from '../../fixtures/settings/index.ts';
import { nightly } from '../nightly.ts';
import { scriptLine } from '../script-line.ts';

const secrets = {
  IMS_USER_EMAIL: 'probe@example.com',
  IMS_USER_PASSWORD: 'Correct-horse-battery-9',
  CAMPAIGN_THREE_IMS_USER_EMAIL: 'other@example.com',
  CAMPAIGN_THREE_IMS_USER_PASSWORD: 'Other-horse-battery-9',
  CAMPAIGN_ONE_IMS_CLIENT_SECRET: 'a-client-secret-0123',
  HTTPS_PROXY: 'http://me:pass-of-the-proxy@proxy.example.com:8080',
};
const plain = {
  CAMPAIGN_INSTANCES: 'one,two_eu,three',
  CAMPAIGN_ONE_URL: 'https://one.example.com',
  CAMPAIGN_TWO_EU_URL: 'https://two.example.com',
  CAMPAIGN_THREE_URL: 'https://three.example.com',
  CAMPAIGN_ONE_KIND: 'stage',
  CAMPAIGN_ONE_IMS_SERVER: 'https://ims-na1.adobelogin.com',
  CAMPAIGN_TWO_EU_IMS_SERVER: 'https://ims-na1.adobelogin.com',
  CAMPAIGN_THREE_IMS_SERVER: 'ims-na1.adobelogin.com ',
  CAMPAIGN_ONE_ASSOCIATION_MASK: 'Campaign - one # - (.*)',
  CAMPAIGN_TWO_EU_ASSOCIATION_MASK: ' Campaign - two - (.*) ',
  CAMPAIGN_THREE_ASSOCIATION_MASK: 'none',
  CAMPAIGN_ONE_IMS_CLIENT_ID: '007',
  CAMPAIGN_TWO_EU_IMS_CLIENT_ID: 'yes',
  CAMPAIGN_THREE_IMS_CLIENT_ID: '{ "a": 1 }',
  CAMPAIGN_ONE_OPERATOR_GROUPS: '["a, b", "c "]',
  PROVISIONED_SCOPES: 'openid,AdobeID',
  IMS_SIGN_IN: 'each',
};

function settingsOf(environment: Readonly<Record<string, string>>, directory: string): Settings {
  return readSettings({
    environment: { LAB: 'never', PROBE_STATE: 'off', ...environment },
    directory,
    lab: () => ({}),
  });
}

test('a fleet file that is made of variables says what they said, in fewer lines and without a secret', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const { text, ids, moved } = draftFleetFile({ ...plain, ...secrets });
  expect(ids).toEqual(['one', 'two_eu', 'three']);
  expect([...moved].sort()).toEqual(Object.keys(plain).sort());
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  expect(text).toContain('\n  PROVISIONED_SCOPES: openid,AdobeID\n');
  expect(text.match(/ims-na1/g)).toHaveLength(2);
  writeFileSync(join(directory, 'fleet.yaml'), text);

  const before = settingsOf({ ...plain, ...secrets }, directory);
  const after = settingsOf({ FLEET_FILE: 'fleet.yaml', ...secrets }, directory);
  expect(JSON.parse(comparable(after))).toEqual(JSON.parse(comparable(before)));
  expect(after.notices).toEqual([]);
  // As long as the env file has it all as well, nothing is said twice.
  expect(settingsOf({ FLEET_FILE: 'fleet.yaml', ...plain, ...secrets }, directory).notices).toEqual([]);
});

const envLines =
  'CAMPAIGN_INSTANCES="one"\nCAMPAIGN_ONE_URL="https://one.example.com"\nIMS_USER_PASSWORD="a-secret-0123"\n';

/** Has the command make a fleet file of an env file, each of which it gives. */
function initIn(testInfo: TestInfo) {
  const [env, fleet] = [testInfo.outputPath('.env'), testInfo.outputPath('fleet.yaml')];
  writeFileSync(env, envLines);
  const init = (...options: readonly string[]) => {
    const line = scriptLine('scripts/init.ts', '--file', env, '--fleet', fleet, ...options);
    const { status, stdout, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8' });
    return { status, said: stdout.replace(/\s+/g, ' '), stderr };
  };
  return { env, fleet, init };
}

test('init writes it beside an env file, which it leaves alone', nightly, ({}, testInfo) => {
  const { env, fleet, init } = initIn(testInfo);
  expect(init()).toEqual({
    status: 0,
    said: expect.stringMatching(
      /1 instance now\. To use it, set FLEET_FILE=.* deleted .*: CAMPAIGN_INSTANCES, CAMPAIGN_ONE_URL\./,
    ),
    stderr: '',
  });
  expect(readFileSync(fleet, 'utf8')).toContain('one: { URL: https://one.example.com }');
  expect(readFileSync(fleet, 'utf8')).toContain('IMS_USER_PASSWORD: ${IMS_USER_PASSWORD}');
  expect(readFileSync(env, 'utf8')).toBe(envLines);
  expect(parse(readFileSync(fleet, 'utf8'))).not.toHaveProperty('a-secret-0123');
});

test('init replaces no fleet file without a word, and makes none of nothing', nightly, ({}, testInfo) => {
  const { env, fleet, init } = initIn(testInfo);
  writeFileSync(fleet, 'instances: {}\n');
  expect(init()).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already; nothing was changed') });
  expect(init('--yes').status).toBe(0);
  writeFileSync(env, '');
  expect(init('--yes').stderr).toContain('No instance is listed in CAMPAIGN_INSTANCES');
});
