import { expect, test } from './unit-test.ts';
import {
  begun,
  emptyLedger,
  ended,
  holdOf,
  ledgerSchema,
  lockMs,
  type Ledger,
} from '../../fixtures/evidence/account/ledger.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';

/* What a ledger says of an account, and what is written in it, one rule after the other: what is forgotten too early locks an
   account, and what is kept too long keeps everybody from a good one. */

const now = Date.parse('2026-01-01T12:00:00.000Z');
const ago = (ms: number): string => new Date(now - ms).toISOString();
const keys = { account: 'A', credentials: 'C' };
const moment = { now, isAlive: (owner: string) => owner === 'a1' || owner === 'a2' };
const minute = 60_000;

const no = (kind: 'refusal' | 'lock', ms: number, key = kind === 'lock' ? 'A' : 'C'): Ledger['entries'][number] => ({
  key,
  kind,
  outcome: kind === 'refusal' ? 'credentials-rejected' : 'challenge-required',
  instance: 'prod',
  at: ago(ms),
});
const pending = (owner: string, ms: number) => ({ given: 'code', instance: 'stage', at: ago(ms), owner }) as const;
const unseen = (times: number, ms: number) => ({ given: 'password', instance: 'prod', at: ago(ms), times }) as const;
const ledger = (more: Partial<Ledger>): Ledger => ({ ...emptyLedger, ...more });
const known = (more: Partial<Ledger['accounts'][number]>): Ledger => ledger({ accounts: [{ key: 'A', ...more }] });

const holds: readonly (readonly [what: string, of: Ledger, hold: Record<string, unknown> | undefined])[] = [
  ['nothing', emptyLedger, undefined],
  [
    'a refusal, for good',
    ledger({ entries: [no('refusal', 90 * 24 * 60 * minute)] }),
    { kind: 'refusal', instance: 'prod', given: 'password', sinceMs: 90 * 24 * 60 * minute },
  ],
  ['a refusal of a code', ledger({ entries: [{ ...no('refusal', 0), given: 'code' }] }), { given: 'code', sinceMs: 0 }],
  ['a refusal of something else', ledger({ entries: [no('refusal', 0, 'other')] }), undefined],
  ['a lock until its end', ledger({ entries: [no('lock', lockMs - 1)] }), { kind: 'lock', leftMs: 1 }],
  ['a lock that is over', ledger({ entries: [no('lock', lockMs)] }), undefined],
  [
    'a lock of a clock that was put back',
    ledger({ entries: [no('lock', -5 * lockMs)] }),
    { kind: 'lock', leftMs: lockMs, sinceMs: 0 },
  ],
  ['the last of several', ledger({ entries: [no('refusal', 9), no('lock', 5)] }), { kind: 'lock', sinceMs: 5 }],
  ['a lock before what is unseen', { ...known({ unseen: unseen(2, 0) }), entries: [no('lock', 5)] }, { kind: 'lock' }],
  [
    'a living run',
    known({ pending: pending('a1', 7) }),
    { kind: 'busy', instance: 'stage', given: 'code', sinceMs: 7 },
  ],
  [
    'a dead run',
    known({ pending: pending('dead', minute) }),
    { kind: 'unseen', instance: 'stage', given: 'code', sinceMs: minute, leftMs: lockMs - minute },
  ],
  ['a dead run, for an hour', known({ pending: pending('dead', lockMs) }), undefined],
  ['what nobody saw once', known({ unseen: unseen(1, lockMs - 1) }), { kind: 'unseen', leftMs: 1 }],
  ['what nobody saw once, an hour ago', known({ unseen: unseen(1, lockMs) }), undefined],
  [
    'what nobody saw twice, for good',
    known({ unseen: unseen(2, 9 * lockMs) }),
    { kind: 'unseen', instance: 'prod', given: 'password', sinceMs: 9 * lockMs },
  ],
  [
    'a dead run after what nobody saw',
    known({ unseen: unseen(1, 9 * lockMs), pending: pending('dead', 2 * lockMs) }),
    { kind: 'unseen', given: 'code', sinceMs: 2 * lockMs },
  ],
  ['only a code that was given', known({ codePeriod: 9 }), undefined],
];

test('an account is held by what a ledger says of it, for as long as that says anything', () => {
  for (const [what, of, hold] of holds) {
    const said = holdOf(of, keys, moment);
    expect(said ?? {}, what).toMatchObject(hold ?? {});
    expect(said === undefined, what).toBe(hold === undefined);
    expect(said?.leftMs === undefined || !what.includes('for good'), what).toBe(true);
  }
});

const password = { given: 'password', instance: 'prod', owner: 'a1', period: 100 } as const;
const code = { ...password, given: 'code' } as const;
const atNow = { given: 'password', instance: 'prod', at: ago(0), owner: 'a1' } as const;

test('what is about to be submitted is written down with whose it is, and nothing of other accounts changes', () => {
  const other = { key: 'other', codePeriod: 3 };
  const before = ledger({
    accounts: [other],
    entries: [no('refusal', 90 * lockMs, 'x'), no('lock', lockMs - 1, 'x'), no('lock', lockMs, 'y')],
  });
  expect(begun(before, keys, password, moment)).toEqual({
    ledger: { entries: before.entries.slice(0, 2), accounts: [other, { key: 'A', pending: atNow }] },
    period: 100,
  });
});

test('what holds an account back lets nothing begin, but for what this very run was permitted and did not use', () => {
  for (const [what, of, hold] of holds) {
    const after = begun(of, keys, { ...password, owner: 'a2' }, moment);
    expect('hold' in after, what).toBe(hold !== undefined);
  }
  const own = known({ pending: pending('a1', 5), unseen: unseen(1, lockMs) });
  expect(begun(own, keys, password, moment)).toEqual({
    ledger: known({ pending: atNow, unseen: unseen(1, lockMs) }),
    period: 100,
  });
  expect(begun(own, keys, { ...password, owner: 'a2' }, moment)).toMatchObject({ hold: { kind: 'busy' } });
  const refused = { ...own, entries: [no('refusal', 0)] };
  expect(begun(refused, keys, password, moment)).toMatchObject({ hold: { kind: 'refusal' } });
  // A dead run’s counts as one that nobody saw, once its hour is over.
  expect(begun(known({ pending: pending('dead', lockMs) }), keys, password, moment)).toEqual({
    ledger: known({ pending: atNow, unseen: { given: 'code', instance: 'stage', at: ago(lockMs), times: 1 } }),
    period: 100,
  });
});

test('each one-time code is given once, unless a clock went wrong; a password leaves codes alone', () => {
  const periods: readonly (readonly [last: number | undefined, period: number])[] = [
    [undefined, 100],
    [50, 100],
    [99, 100],
    [100, 101],
    [119, 120],
    [120, 100],
  ];
  for (const [last, period] of periods) {
    const before = last === undefined ? emptyLedger : known({ codePeriod: last });
    const after = begun(before, keys, code, moment);
    expect(after, String(last)).toMatchObject({ period, ledger: { accounts: [{ key: 'A', codePeriod: period }] } });
    const kept = begun(before, keys, password, moment);
    expect(kept).toMatchObject({ period: 100 });
    expect('ledger' in kept ? kept.ledger.accounts[0]?.codePeriod : 0, String(last)).toBe(last);
  }
});

test('how a submission ended is written down, and what an answer takes back is forgotten', () => {
  const before = known({ pending: pending('a1', 5), unseen: unseen(1, lockMs), codePeriod: 9 });
  const after = (how: Parameters<typeof ended>[2], of = before): Ledger => ended(of, keys, how, 'dev', moment);
  expect(after('not-sent')).toEqual(known({ unseen: unseen(1, lockMs), codePeriod: 9 }));
  expect(after('passed')).toEqual(known({ codePeriod: 9 }));
  expect(after('unseen')).toEqual(
    known({ unseen: { given: 'code', instance: 'stage', at: ago(5), times: 2 }, codePeriod: 9 }),
  );
  expect(after('unseen', known({ unseen: unseen(1, 5) }))).toEqual(known({ unseen: unseen(1, 5) }));
  for (const how of ['not-sent', 'passed', 'unseen'] as const) {
    expect(after(how, emptyLedger), how).toEqual(emptyLedger);
    expect(after(how, ledger({ accounts: [{ key: 'other', codePeriod: 1 }] })).accounts, how).toHaveLength(1);
  }
  const entry = { instance: 'dev', at: ago(0) };
  const refusal = { ...entry, key: 'C', kind: 'refusal', outcome: 'credentials-rejected', given: 'code' };
  const lock = { ...entry, key: 'A', kind: 'lock', outcome: 'challenge-required', given: 'code' };
  expect(after('refused')).toEqual({ ...known({ codePeriod: 9 }), entries: [refusal] });
  expect(after('locked')).toEqual({ ...known({ codePeriod: 9 }), entries: [lock] });
  // A later one under the same key is in the place of an earlier one; where nothing was pending it was the password.
  const others = ledger({ entries: [no('refusal', 9), no('lock', 9), no('refusal', 9, 'x')] });
  expect(after('refused', others).entries).toEqual([
    no('lock', 9),
    no('refusal', 9, 'x'),
    { ...refusal, given: 'password' },
  ]);
  expect(after('locked', others).entries.map(({ key }) => key)).toEqual(['C', 'x', 'A']);
});

test('what is no ledger is not read as one', () => {
  const good = known({ pending: pending('a1', 5), unseen: unseen(1, 5), codePeriod: 9 });
  expect(ledgerSchema.safeParse(good).success).toBe(true);
  const bad: readonly object[] = [
    known({ pending: pending('../a', 5) }),
    known({ pending: pending('a/..', 5) }),
    known({ pending: pending('', 5) }),
    known({ unseen: unseen(0, 5) }),
    known({ unseen: unseen(1.5, 5) }),
    known({ codePeriod: 0.5 }),
    { ...good, entries: [{ ...no('lock', 5), at: 'yesterday' }] },
    { ...good, entries: [{ ...no('lock', 5), kind: 'other' }] },
    { entries: [] },
  ];
  for (const one of bad) expect(ledgerSchema.safeParse(one).success, JSON.stringify(one)).toBe(false);
});

test('in memory an account is held by what came of it, and not by what this run itself is waiting for', async () => {
  const clock = { now };
  const record = new MemoryLedger(() => clock.now).record('me', 'prod');
  expect(await record.hold()).toBeUndefined();
  expect(await record.begin('password', 7)).toEqual({ kind: 'begun', period: 7 });
  expect(await record.hold()).toBeUndefined();
  await record.end('locked');
  expect(await record.hold()).toMatchObject({ outcome: 'challenge-required', instance: 'prod' });
  expect(await record.begin('password', 7)).toMatchObject({ kind: 'held', end: { outcome: 'challenge-required' } });
  clock.now += lockMs;
  expect(await record.hold()).toBeUndefined();
  await record.end('refused');
  expect(await record.hold()).toMatchObject({ outcome: 'credentials-rejected' });
});
