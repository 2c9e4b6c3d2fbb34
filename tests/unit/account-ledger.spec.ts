import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { AccountLedger } from '../../fixtures/run/account-ledger.ts';
import { Secret, type AccountSettings } from '../../fixtures/settings/index.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 1);

function account(more: Partial<AccountSettings> = {}): AccountSettings {
  return {
    email: new Secret('probe@example.com'),
    password: new Secret('an old password'),
    variables: { email: 'IMS_USER_EMAIL', password: 'IMS_USER_PASSWORD', totpSecret: 'IMS_USER_TOTP_SECRET' },
    identityProviderHosts: [],
    ...more,
  };
}

const refused = { outcome: 'credentials-rejected', instance: 'prod', reason: 'no', lasting: 'refusal' } as const;
const locked = { outcome: 'challenge-required', instance: 'prod', reason: 'later', lasting: 'lock' } as const;

test('a refused submission is remembered by the next run, however long it waits, and says how to go on', async ({}, testInfo) => {
  await new AccountLedger(testInfo.outputPath('state'), () => start).record(account(), refused);

  const held = await new AccountLedger(testInfo.outputPath('state'), () => start + 90 * 24 * 60 * minute).heldBack(
    account(),
  );

  expect(held).toMatchObject({ outcome: 'credentials-rejected', instance: 'prod' });
  expect(held?.reason).toContain('90 days ago');
  expect(held?.reason).toContain('npm run account:reset');
});

test('another password, another code secret and another account are free', async ({}, testInfo) => {
  const ledger = new AccountLedger(testInfo.outputPath('state'), () => start);
  await ledger.record(account(), refused);

  expect(await ledger.heldBack(account({ password: new Secret('a new password') }))).toBeUndefined();
  expect(await ledger.heldBack(account({ totpSecret: new Secret('JBSWY3DPEHPK3PXP') }))).toBeUndefined();
  expect(await ledger.heldBack(account({ email: new Secret('other@example.com') }))).toBeUndefined();
  expect(await ledger.heldBack(account({ email: new Secret('Probe@Example.com') }))).toBeDefined();
});

test('a lock shows the time to wait, and is over after it', async ({}, testInfo) => {
  let now = start;
  const ledger = new AccountLedger(testInfo.outputPath('state'), () => now);
  await ledger.record(account(), locked);
  now += 18 * minute;
  expect((await ledger.heldBack(account()))?.reason).toContain('wait another 42 minutes');
  now += 43 * minute;
  expect(await ledger.heldBack(account())).toBeUndefined();
});

test('what does not last is not remembered, and a reset forgets the rest', async ({}, testInfo) => {
  const ledger = new AccountLedger(testInfo.outputPath('state'), () => start);
  await ledger.record(account(), { outcome: 'challenge-required', instance: 'prod', reason: 'terms of use' });
  expect(await ledger.heldBack(account())).toBeUndefined();
  expect(ledger.reset()).toBe(false);

  await ledger.record(account(), refused);
  expect(ledger.reset()).toBe(true);
  expect(await ledger.heldBack(account())).toBeUndefined();
});

test('the ledger is for its owner alone, and nothing can be read out of it', async ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  const ledger = new AccountLedger(folder, () => start);
  await Promise.all([
    ledger.record(account(), refused),
    ledger.record(account({ password: new Secret('a second one') }), refused),
  ]);

  expect(readdirSync(folder)).toEqual(['account-ledger.json']);
  const path = join(folder, 'account-ledger.json');
  // Windows has rights of another kind.
  expect(process.platform === 'win32' ? 0o600 : statSync(path).mode & 0o777).toBe(0o600);
  const text = readFileSync(path, 'utf8');
  for (const secret of ['probe', 'example', 'old password', 'second']) expect(text).not.toContain(secret);
  expect(await ledger.heldBack(account())).toBeDefined();
  expect(await ledger.heldBack(account({ password: new Secret('a second one') }))).toBeDefined();
});

test('a ledger that cannot be read stops the sign-in, and says what to do', async ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  await new AccountLedger(folder, () => start).record(account(), refused);
  writeFileSync(join(folder, 'account-ledger.json'), '{');

  await expect(new AccountLedger(folder, () => start).heldBack(account())).rejects.toThrow('npm run account:reset');
});
