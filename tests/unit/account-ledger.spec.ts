import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestInfo } from '@playwright/test';
import { emptyLedger, ended, holdOf } from '../../fixtures/evidence/account/ledger.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import type { AccountLedger, AccountRecord, SubmissionEnd } from '../../fixtures/evidence/account/types.ts';
import { FileLedger, resetLedger, type LedgerSetUp } from '../../fixtures/run/accounts/account-ledger.ts';
import { StateFolder, type Disk } from '../../fixtures/run/state/state-folder.ts';
import { Secret, type AccountSettings } from '../../fixtures/settings/index.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
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

/** A machine on which runs follow each other, or go on at once. Its scrypt is cheap. */
class Machine {
  now = start;
  readonly said: string[] = [];
  readonly path: string;

  constructor(testInfo: TestInfo) {
    this.path = testInfo.outputPath('state');
  }

  get file(): string {
    return join(this.path, 'account-ledger.json');
  }

  /** A run with an account; `disk` is what of it fails. */
  run(given = account(), disk: Partial<Disk> = {}, more: Partial<LedgerSetUp> = {}): Run {
    const folder = new StateFolder(this.path, disk, 50);
    const ledger = new FileLedger({
      folder,
      accountOf: () => given,
      warn: (line) => this.said.push(line),
      clock: () => this.now,
      cost: 2,
      ...more,
    });
    return {
      ...ledger.record('me', 'prod'),
      die: () => {
        folder.rest();
      },
    };
  }

  /** A whole run that submits and ends so. */
  async submit(how: SubmissionEnd, given = account()): Promise<void> {
    const run = this.run(given);
    expect(await run.begin('password', 0)).toMatchObject({ kind: 'begun' });
    await run.end(how);
    run.die();
  }
}

interface Run extends AccountRecord {
  /** The run is gone, whatever it was doing. */
  readonly die: () => void;
}

const reasonOf = async (run: AccountRecord): Promise<string> => (await run.hold())?.reason ?? '';

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

test('what the first version wrote is read, holds, and is kept', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  fs.mkdirSync(machine.path);
  // Written by that version, for these very accounts.
  const entries = [
    {
      key: 'T0jz4AcSr7qsFggBRhUgqP8ltvGyAaONDhv/IR+htuI=',
      kind: 'refusal',
      outcome: 'credentials-rejected',
      instance: 'prod',
    },
    {
      key: 'kxz0Ae6jEFZq0yiPAWUUGVMkOeSYLFqZF0I6j1/MbX0=',
      kind: 'lock',
      outcome: 'challenge-required',
      instance: 'stage',
    },
  ].map((entry) => ({ ...entry, at: new Date(start).toISOString() }));
  fs.writeFileSync(machine.file, JSON.stringify({ version: 1, salt: 'tB0qPZi9Aheg66kbXyzdOw==', entries }));
  const slow = { cost: 2 ** 15 };
  const locked = account({ password: new Secret('a locked one') });

  machine.now += 10 * minute;
  expect(await reasonOf(machine.run(account(), {}, slow))).toContain('refused this account');
  expect(await reasonOf(machine.run(locked, {}, slow))).toContain('wait another 50 minutes');
  const free = machine.run(account({ password: new Secret('a new password') }), {}, slow);
  expect(await free.begin('password', 0)).toMatchObject({ kind: 'begun' });
  await free.end('passed');
  expect(await reasonOf(machine.run(account(), {}, slow))).toContain('refused this account');
  expect(JSON.parse(fs.readFileSync(machine.file, 'utf8'))).toMatchObject({ version: 2, entries });
});

const unreadable: Readonly<Record<string, readonly [string, string]>> = {
  'no JSON': ['{', 'is incomplete'],
  'nothing at all': ['', 'is incomplete'],
  'another kind of file': ['{"version":2}', 'not a ledger'],
  'a newer version': ['{"version":3,"salt":"","entries":[]}', 'newer version of this suite'],
};

for (const [what, [text, said]] of Object.entries(unreadable)) {
  test(`a ledger that is ${what} stops the sign-in, is left as it is, and a reset is the way on`, async ({}, testInfo) => {
    const machine = new Machine(testInfo);
    await machine.submit('refused');
    fs.writeFileSync(machine.file, text);

    for (const reason of [await reasonOf(machine.run()), await reasonOfBegin(machine.run())]) {
      expect(reason).toContain(machine.file);
      expect(reason).toContain(said);
      expect(reason).toContain('npm run account:reset');
      expect(reason).not.toContain('\n');
    }
    expect(fs.readFileSync(machine.file, 'utf8')).toBe(text);
    expect(resetLedger(new StateFolder(machine.path))).toBe('everything');
    expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'begun' });
  });
}

async function reasonOfBegin(run: AccountRecord): Promise<string> {
  const begun = await run.begin('password', 0);
  return begun.kind === 'held' ? begun.end.reason : '';
}

const failing = { ENOSPC: 'writeFileSync', EIO: 'fsyncSync', EACCES: 'openSync', EROFS: 'renameSync' } as const;

for (const [code, name] of Object.entries(failing)) {
  test(`where ${name} fails with ${code} nothing is permitted, and one line says which folder, why and what to do`, async ({}, testInfo) => {
    const machine = new Machine(testInfo);
    const fails = (): never => {
      throw Object.assign(new Error(code), { code });
    };
    const reason = await reasonOfBegin(machine.run(account(), { [name]: fails }));

    expect(reason).toContain(`PROBE_STATE: ${machine.path} cannot be written`);
    expect(reason).toContain(`(${code})`);
    expect(reason).toContain('PROBE_STATE=off');
    expect(reason).not.toContain('\n');
    expect(fs.existsSync(machine.file)).toBe(false);
    // A run on a disk that works again is free: nothing was submitted.
    expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'begun' });
  });
}

test('a disk that fills up while the answer is awaited leaves the end unseen, and says so', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const disk: { full: boolean } = { full: false };
  const writeFileSync: Disk['writeFileSync'] = (...given) => {
    if (disk.full) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    fs.writeFileSync(...given);
  };
  const run = machine.run(account(), { writeFileSync });
  await run.begin('password', 0);
  disk.full = true;
  await run.end('refused');
  expect(machine.said).toEqual([expect.stringMatching(/PROBE_STATE: .*the disk is full.*“prod” submitted as unseen/)]);
  run.die();
  expect(await reasonOf(machine.run())).toContain('nobody saw the answer');
});

test('a reset leaves what a living run waits for, and its refusal holds afterwards', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  expect(resetLedger(new StateFolder(machine.path))).toBe('nothing');
  expect(fs.existsSync(machine.path)).toBe(false);
  await machine.submit('refused', account({ password: new Secret('another') }));
  const run = machine.run();
  await run.begin('password', 0);

  expect(resetLedger(new StateFolder(machine.path))).toBe('all but what a run waits for');
  expect(await machine.run(account({ password: new Secret('another') })).hold()).toBeUndefined();
  expect(await machine.run().begin('password', 0)).toMatchObject({ kind: 'busy' });
  await run.end('refused');
  expect(await reasonOf(machine.run())).toContain('refused this account');
});

test('a ledger that was made anew while a run went on is understood by it all the same', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const run = machine.run();
  await run.begin('password', 0);
  fs.rmSync(machine.path, { recursive: true });
  await machine.submit('unseen', account({ email: new Secret('other@example.com') }));
  await run.end('refused');
  expect(await reasonOf(machine.run())).toContain('refused this account');
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
