import fs from 'node:fs';
import { expect, test } from './unit-test.ts';
import type { AccountRecord } from '../../fixtures/evidence/account/types.ts';
import { resetLedger } from '../../fixtures/run/accounts/account-ledger.ts';
import { StateFolder, type Disk } from '../../fixtures/run/state/state-folder.ts';
import { Secret } from '../../fixtures/settings/index.ts';
import { minute, start, account, Machine, reasonOf } from './ledger-machine.ts';

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

test('a bug is no trouble of the disk: it is not told as one', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  const failing = machine.run(
    account(),
    {},
    {
      clock: () => {
        throw new RangeError('a bug');
      },
    },
  );
  await machine.submit('unseen');
  await expect(failing.hold()).rejects.toThrow('a bug');
  await expect(failing.begin('password', 0)).rejects.toThrow('a bug');
  await expect(failing.end('passed')).rejects.toThrow('a bug');
  expect(machine.said).toEqual([]);
});

test('of a ledger that says nothing, and of none, nothing is forgotten', async ({}, testInfo) => {
  const machine = new Machine(testInfo);
  expect(resetLedger(new StateFolder(machine.path))).toBe('nothing');
  await machine.submit('passed');
  expect(fs.existsSync(machine.file)).toBe(true);
  expect(resetLedger(new StateFolder(machine.path))).toBe('nothing');
  await machine.submit('unseen');
  expect(resetLedger(new StateFolder(machine.path))).toBe('everything');
});
