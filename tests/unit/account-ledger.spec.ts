import fs from 'node:fs';
import { expect, test } from './unit-test.ts';
import { emptyLedger, ended, holdOf } from '../../fixtures/evidence/account/ledger.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import type { AccountLedger } from '../../fixtures/evidence/account/types.ts';
import { resetLedger } from '../../fixtures/run/accounts/account-ledger.ts';
import { StateFolder } from '../../fixtures/run/state/state-folder.ts';
import { Secret } from '../../fixtures/settings/index.ts';
import { minute, Machine, account, reasonOf, start } from './ledger-machine.ts';

const day = 24 * 60 * minute;

test('a refused submission is remembered by the next run, however long it waits, and says how to go on', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  await machine.submit('refused');
  machine.now += 90 * day;

  const held = await machine.run().hold();
  expect(held).toMatchObject({ outcome: 'credentials-rejected', instance: 'prod' });
  expect(held?.reason).toContain('90 days ago');
  expect(held?.reason).toContain('IMS_USER_PASSWORD');
  expect(held?.reason).toContain('npm run account:reset');
  expect(await machine.run().begin('password', 0)).toEqual({ kind: 'held', end: held });
});

test('another password, another code secret and another account are free', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  await machine.submit('refused');

  expect(await machine.run(account({ password: new Secret('a new password') })).hold()).toBeUndefined();
  expect(await machine.run(account({ totpSecret: new Secret('JBSWY3DPEHPK3PXP') })).hold()).toBeUndefined();
  expect(await machine.run(account({ email: new Secret('other@example.com') })).hold()).toBeUndefined();
  expect(await machine.run(account({ email: new Secret('Probe@Example.com') })).hold()).toBeDefined();
});

test('a lock is the account’s, whatever the password; it shows the time to wait, and is over after it', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  await machine.submit('locked');
  machine.now += 18 * minute;
  const other = machine.run(account({ password: new Secret('a new password') }));
  for (const run of [machine.run(), other]) expect(await reasonOf(run)).toContain('wait another 42 minutes');
  machine.now += 43 * minute;
  for (const run of [machine.run(), other]) expect(await run.hold()).toBeUndefined();
});

for (const given of ['password', 'code'] as const) {
  test(`a ${given} whose answer a killed run did not see holds the account for an hour, and the second time until a reset`, async ({}, testInfo) => {
    const machine = new Machine(testInfo);
    const killed = machine.run();
    expect(await killed.begin(given, 0)).toMatchObject({ kind: 'begun' });
    killed.die();

    machine.now += 5 * minute;
    const said = await reasonOf(machine.run());
    expect(said).toContain(given === 'code' ? 'a one-time code' : 'the password');
    expect(said).toContain('wait another 55 minutes');
    expect(said).toContain('npm run account:reset');
    expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'held' });
    const other = machine.run(account({ password: new Secret('a new password') }));
    expect(await other.begin('password', 0)).toMatchObject({ kind: 'held' });

    machine.now += 56 * minute;
    const second = machine.run();
    expect(await second.begin(given, 0)).toMatchObject({ kind: 'begun' });
    await second.end('unseen');
    second.die();
    machine.now += 30 * day;
    expect(await reasonOf(machine.run())).toContain('not for the first time');
    expect(await reasonOf(machine.run())).toContain('npm run account:reset');
    expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'held' });

    expect(resetLedger(new StateFolder(machine.path))).toBe('everything');
    expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'begun' });
  });
}

test('an answer that was seen takes back what nobody saw before, and what did not leave does not', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  await machine.submit('unseen');
  machine.now += 61 * minute;
  await machine.submit('not-sent');
  expect(await machine.run().hold()).toBeUndefined();
  await machine.submit('unseen');
  expect(await reasonOf(machine.run())).toContain('not for the first time');
  resetLedger(new StateFolder(machine.path));

  await machine.submit('unseen');
  machine.now += 61 * minute;
  await machine.submit('passed');
  await machine.submit('unseen');
  expect(await reasonOf(machine.run())).toContain('wait another 60 minutes');
});

test('while one run waits for its answer no other one submits; what came of it decides', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const [one, other] = [machine.run(), machine.run()];
  const begun = await Promise.all([one.begin('password', 0), other.begin('password', 0)]);
  expect(begun.map(({ kind }) => kind).sort()).toEqual(['begun', 'busy']);
  const [first, second] = begun[0].kind === 'begun' ? [one, other] : [other, one];
  // It is no reason to leave the account alone for good.
  expect(await second.hold()).toBeUndefined();
  await first.end('passed');
  expect(await second.begin('password', 0)).toMatchObject({ kind: 'begun' });
  await second.end('refused');
  expect(await first.begin('password', 0)).toMatchObject({ kind: 'held' });
});

test('two runs are not given the same one-time code; a clock that went wrong once stops nobody', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const [one, other] = [machine.run(), machine.run()];
  expect(await one.begin('code', 1000)).toEqual({ kind: 'begun', period: 1000 });
  await one.end('passed');
  expect(await other.begin('code', 1000)).toEqual({ kind: 'begun', period: 1001 });
  await other.end('passed');
  expect(await one.begin('code', 2000)).toEqual({ kind: 'begun', period: 2000 });
  await one.end('passed');
  expect(await other.begin('code', 1500)).toEqual({ kind: 'begun', period: 1500 });
});

test('a refused code is a refusal of the code, and another secret is free', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const run = machine.run(account({ totpSecret: new Secret('JBSWY3DPEHPK3PXP') }));
  await run.begin('code', 0);
  await run.end('refused');
  expect(await reasonOf(run)).toContain('correct IMS_USER_TOTP_SECRET or this machine’s clock');
  expect(await machine.run(account({ totpSecret: new Secret('GEZDGNBVGY3TQOJQ') })).hold()).toBeUndefined();
});

test('nothing is ever forgotten because there is much of it', () => {
  const moment = { now: start, isAlive: () => false };
  const keys = Array.from({ length: 1000 }, (_, index) => ({ account: 'me', credentials: String(index) }));
  const full = keys.reduce((ledger, key) => ended(ledger, key, 'refused', 'prod', moment), emptyLedger);
  const later = ended(full, { account: 'other', credentials: 'other' }, 'locked', 'prod', moment);
  for (const key of keys) expect(holdOf(later, key, moment)?.kind).toBe('refusal');
});

test('the ledger is for its owner alone, and nothing can be read out of it', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  await Promise.all(
    ['one', 'two', 'three'].map((password) => {
      const run = machine.run(account({ password: new Secret(password) }));
      return run.end('refused');
    }),
  );

  // Windows has rights of another kind.
  expect(process.platform === 'win32' ? 0o600 : fs.statSync(machine.file).mode & 0o777).toBe(0o600);
  const text = fs.readFileSync(machine.file, 'utf8');
  for (const secret of ['probe', 'example', 'one"', 'two', 'three']) expect(text).not.toContain(secret);
  for (const password of ['one', 'two', 'three']) {
    expect(await machine.run(account({ password: new Secret(password) })).hold()).toBeDefined();
  }
});

test('a ledger in memory keeps the same rules, for one run', async () => {
  let now = start;
  const memory = (): AccountLedger => new MemoryLedger(() => now);
  const ledger = memory();
  const record = ledger.record('me', 'prod');
  expect(await record.begin('code', 1000)).toEqual({ kind: 'begun', period: 1000 });
  await record.end('passed');
  expect(await record.begin('code', 1000)).toEqual({ kind: 'begun', period: 1001 });
  await record.end('unseen');
  expect((await ledger.record('me', 'stage').hold())?.reason).toContain('wait another 60 minutes');
  expect(await ledger.record('other', 'stage').hold()).toBeUndefined();
  now += 61 * minute;
  expect(await record.begin('password', 0)).toMatchObject({ kind: 'begun' });
  await record.end('refused');
  expect((await ledger.record('me', 'stage').hold())?.outcome).toBe('credentials-rejected');
  expect(await memory().record('me', 'prod').hold()).toBeUndefined();
});
