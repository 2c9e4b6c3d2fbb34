import { expect, test } from './unit-test.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import type { AccountEnd, AccountLedger, AccountRecord, Begun } from '../../fixtures/evidence/account/types.ts';
import { cookies, end } from './guard-builder.ts';

/** A ledger of which every answer is known, and that writes down what it is told. */
function scriptedLedger(script: { hold?: AccountEnd; begins?: Begun[] }): {
  readonly ledger: AccountLedger;
  readonly told: string[];
} {
  const told: string[] = [];
  const record = (account: string): AccountRecord => ({
    hold: () => Promise.resolve(account === 'other' ? undefined : script.hold),
    begin: (given, period) => {
      told.push(`begin ${given}`);
      return Promise.resolve(script.begins?.shift() ?? { kind: 'begun', period });
    },
    end: (how) => {
      told.push(how);
      return Promise.resolve();
    },
  });
  return { ledger: { record }, told };
}

test('what holds an account back ends it before its first turn', async () => {
  const guard = new AccountGuard('each', scriptedLedger({ hold: end }).ledger);
  expect(await guard.desk('me', 'prod').turn()).toEqual({ kind: 'ended', end });
  expect(await guard.desk('me', 'stage').permitPassword()).toEqual({ granted: false, end });
  expect(await guard.desk('other', 'prod').turn()).toEqual({ kind: 'go' });
});

test('nothing is permitted before it is written down; where it cannot be, nobody is permitted any more', async () => {
  const { ledger, told } = scriptedLedger({ begins: [{ kind: 'held', end }] });
  const guard = new AccountGuard('each', ledger);
  expect(await guard.desk('me', 'prod').permitPassword()).toEqual({ granted: false, end });
  expect(await guard.desk('me', 'stage').permitPassword()).toEqual({ granted: false, end });
  expect(await guard.desk('me', 'stage').permitCode()).toEqual({ granted: false, end });
  expect(told).toEqual(['begin password']);
});

test('while another run waits for its answer, this one waits; then it gives up, and says why', async () => {
  let now = 0;
  const wait = (ms: number): Promise<void> => {
    now += ms;
    return Promise.resolve();
  };
  const busy: Begun = { kind: 'busy', end };
  const tempo = { clock: () => now, wait, othersMs: 1000 };
  const free = scriptedLedger({ begins: [busy, busy] });
  expect(await new AccountGuard('once', free.ledger, tempo).desk('me', 'prod').permitPassword()).toEqual({
    granted: true,
  });
  expect(now).toBeLessThan(1000);

  const stuck = new AccountGuard('once', scriptedLedger({ begins: Array<Begun>(99).fill(busy) }).ledger, tempo);
  expect(await stuck.desk('me', 'prod').permitPassword()).toEqual({ granted: false, end });
  expect(await stuck.desk('me', 'stage').turn()).toEqual({ kind: 'ended', end });
});

test('a worker that dies while it waits for another run submits nothing, and ends nothing', async () => {
  const busy: Begun = { kind: 'busy', end };
  const { ledger, told } = scriptedLedger({ begins: Array<Begun>(3).fill(busy) });
  const waits: (() => void)[] = [];
  let begun = (): void => undefined;
  const isWaiting = new Promise<void>((resolve) => (begun = resolve));
  const wait = (): Promise<void> =>
    new Promise((over) => {
      waits.push(over);
      begun();
    });
  const guard = new AccountGuard('once', ledger, { wait });
  const prod = guard.desk('me', 'prod');
  await prod.turn();
  const permission = prod.permitPassword();
  await isWaiting;
  const gone = guard.abandon('prod');
  for (const over of waits) over();
  expect(await permission).toEqual({ granted: false, end });
  await gone;
  expect(told).toEqual(['begin password', 'begin password']);
  expect(await guard.desk('me', 'stage').turn()).toEqual({ kind: 'go' });
});

test('the end of each submission is written down once, whatever is said afterwards', async () => {
  const { ledger, told } = scriptedLedger({});
  const guard = new AccountGuard('each', ledger);
  const prod = guard.desk('me', 'prod');
  await prod.turn();
  await prod.permitPassword();
  await prod.answered('passed');
  await prod.answered('passed');
  await prod.permitCode();
  await prod.done({ kind: 'signed-in', cookies });
  await prod.done({ kind: 'unused' });
  expect(told).toEqual(['begin password', 'passed', 'begin code', 'passed']);
});

test('another run’s answer is waited for as long as is said, and looked for four times a second', async () => {
  const busy: Begun = { kind: 'busy', end };
  const waits: number[] = [];
  let now = 5000;
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const { ledger, told } = scriptedLedger({ begins: Array<Begun>(9).fill(busy) });
  const guard = new AccountGuard('each', ledger, { clock: () => now, wait, othersMs: 500 });
  expect(await guard.desk('me', 'prod').permitCode()).toEqual({ granted: false, end });
  expect(waits).toEqual([250, 250]);
  expect(told).toEqual(['begin code', 'begin code', 'begin code']);
});

test('a code is given for the period in which it arrives', async () => {
  for (const [now, period] of [
    [0, 0],
    [27_999, 0],
    [28_000, 1],
    [30_000, 1],
  ] as const) {
    const guard = new AccountGuard('each', scriptedLedger({}).ledger, { clock: () => now });
    expect(await guard.desk('me', 'prod').permitCode(), String(now)).toEqual({ granted: true, period });
  }
});

test('a refusal and a lock are written down also where nothing was pending, and other ends are not', async () => {
  for (const how of ['refused', 'locked'] as const) {
    const { ledger, told } = scriptedLedger({});
    const guard = new AccountGuard('each', ledger);
    await guard.desk('me', 'prod').answered(how);
    expect(told).toEqual([how]);
    const outcome = how === 'refused' ? 'credentials-rejected' : 'challenge-required';
    expect(await guard.desk('me', 'stage').permitPassword()).toMatchObject({
      granted: false,
      end: { outcome, instance: 'prod', reason: expect.stringContaining(how === 'refused' ? 'refused' : 'was locked') },
    });
  }
  for (const how of ['passed', 'not-sent', 'unseen'] as const) {
    const { ledger, told } = scriptedLedger({});
    const guard = new AccountGuard('each', ledger);
    await guard.desk('me', 'prod').answered(how);
    expect(told).toEqual([]);
    expect(await guard.desk('me', 'stage').permitPassword()).toEqual({ granted: true });
  }
});

test('what one journey says of itself answers nothing that another one submitted', async () => {
  const { ledger, told } = scriptedLedger({});
  const guard = new AccountGuard('each', ledger);
  const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
  await prod.permitPassword();
  await stage.answered('refused');
  await stage.done({ kind: 'unused' });
  expect(told).toEqual(['begin password', 'refused']);
  await prod.done({ kind: 'unused' });
  expect(told).toEqual(['begin password', 'refused', 'unseen']);
});
