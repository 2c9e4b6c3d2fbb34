import { readdirSync } from 'node:fs';
import { expect, test } from './unit-test.ts';
import { accountName, openLedger } from '../../fixtures/run/accounts/accounts.ts';
import { sharedAccountNotices } from '../../fixtures/run/accounts/shared-accounts.ts';
import type { Settings } from '../../fixtures/settings/index.ts';
import { account } from './ledger-machine.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import { leastEnvironment, settingsOf, type Environment } from './settings-builder.ts';

/* Whose account an instance uses, how it is named within a run, and what is remembered of it where. */

const three: Environment = {
  ...leastEnvironment,
  CAMPAIGN_INSTANCES: 'prod,stage,dev',
  CAMPAIGN_STAGE_URL: 'https://stage.example.com',
  CAMPAIGN_DEV_URL: 'https://dev.example.com',
  PROBE_STATE: 'off',
};
const own = (id: string, email: string): Environment => ({
  [`CAMPAIGN_${id}_IMS_USER_EMAIL`]: email,
  [`CAMPAIGN_${id}_IMS_USER_PASSWORD`]: 'Correct-horse-own-9',
});
const read = (more: Environment = {}): Settings => settingsOf({ ...three, ...more });
const notices = (total: number, more: Environment = {}): readonly string[] =>
  sharedAccountNotices(read(more), { current: 1, total });
const wayOut = 'Give each shard an account of its own, or run the shards one after another and hand PROBE_STATE on.';

test('an account that several shards share is told with how often its password is submitted', () => {
  expect(notices(1)).toEqual([]);
  expect(notices(2)).toEqual([
    `IMS_USER_EMAIL: 3 instances in 2 shards share this account, so a run submits its password up to 2 times. ${wayOut}`,
  ]);
  expect(notices(9)[0]).toContain(
    '3 instances in 9 shards share this account, so a run submits its password up to 3 times',
  );
  expect(notices(2, { IMS_SIGN_IN: 'each' })[0]).toContain('up to 3 times. ');
  expect(notices(2, { IMS_USER_TOTP_SECRET: 'JBSWY3DPEHPK3PXP' })).toEqual([
    `IMS_USER_EMAIL: 3 instances in 2 shards share this account, so a run submits its password up to 2 times, and those that run at the same time send the same one-time code. ${wayOut}`,
  ]);
});

test('an account is the same whatever its case, and one of a single instance is shared by nobody', () => {
  const separate = { ...own('STAGE', 'b@example.com'), ...own('DEV', 'c@example.com') };
  expect(notices(3, separate)).toEqual([]);
  const shared = { ...own('STAGE', 'b@example.com'), ...own('DEV', 'B@Example.com') };
  expect(notices(3, shared).map((line) => line.split(',')[0])).toEqual([
    'CAMPAIGN_STAGE_IMS_USER_EMAIL: 2 instances in 3 shards share this account',
  ]);
});

test('within a run an account is named by nothing that says whose it is, and each run names it otherwise', () => {
  const [one, same, other] = ['a@example.com', 'A@Example.com', 'b@example.com'].map((email) =>
    accountName('token', account({ email: new Secret(email) })),
  );
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect([same === one, other === one]).toEqual([true, false]);
  expect(accountName('another', account({ email: new Secret('a@example.com') }))).not.toBe(one);
});

test('where nothing is remembered between runs that is told, with what it costs, and a run remembers by itself', async () => {
  const open = openLedger(read(), () => undefined);
  const { ledger } = open;
  expect(open.notice).toBe(
    'PROBE_STATE=off: nothing is remembered between runs. The next run submits again a password or a code that was refused or whose answer nobody saw, and two runs at once both submit: a few such attempts lock an account.',
  );
  open.warmUp();
  open.close();
  const record = ledger.record('a', 'prod');
  expect(await record.begin('password', 1)).toEqual({ kind: 'begun', period: 1 });
  await record.end('refused');
  expect(await ledger.record('a', 'stage').hold()).toMatchObject({ outcome: 'credentials-rejected' });
  const lab = openLedger({ ...read(), target: 'lab' }, () => undefined);
  expect(lab).not.toHaveProperty('notice');
});

test('on disk an account is remembered by the address that its instance uses, for the next run', async ({}, testInfo) => {
  const stateFolder = testInfo.outputPath('state');
  const settings = { ...read(), stateFolder };
  const warnings: string[] = [];
  const one = openLedger(settings, (line) => void warnings.push(line));
  expect(one.notice).toBeUndefined();
  expect(await one.ledger.record('x', 'prod').begin('password', 1)).toMatchObject({ kind: 'begun' });
  await one.ledger.record('x', 'prod').end('refused');
  one.close();
  const next = openLedger(settings, (line) => void warnings.push(line));
  expect(await next.ledger.record('y', 'stage').hold()).toMatchObject({ outcome: 'credentials-rejected' });
  next.close();
  expect(warnings).toEqual([]);
  expect(readdirSync(stateFolder)).toContain('account-ledger.json');
});
