import { expect, test } from '@playwright/test';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import type { SessionCookie } from '../../fixtures/evidence/account/types.ts';

const cookies: readonly SessionCookie[] = [
  {
    name: 'ims_sid',
    value: 'x',
    domain: 'adobe.com',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: true,
    sameSite: 'None',
  },
];
const end = { outcome: 'credentials-rejected', instance: 'prod', reason: 'refused' };

test('one journey at a time signs in with an account; the next one uses its session', async () => {
  const guard = new AccountGuard('once');
  const [prod, stage] = [guard.desk('a', 'prod'), guard.desk('a', 'stage')];
  expect(await prod.turn()).toEqual({ kind: 'go' });
  const waiting = stage.turn();
  expect(await prod.leave()).toEqual({ granted: true });
  await prod.done({ kind: 'signed-in', cookies });
  expect(await waiting).toEqual({ kind: 'session', cookies });
  expect(await stage.session()).toEqual(cookies);
});

test('accounts do not wait for each other', async () => {
  const guard = new AccountGuard('once');
  expect(await guard.desk('a', 'prod').turn()).toEqual({ kind: 'go' });
  expect(await guard.desk('b', 'stage').turn()).toEqual({ kind: 'go' });
});

test('under once there is one leave a run, though many ask at once', async () => {
  const guard = new AccountGuard('once');
  const leaves = await Promise.all(['a', 'b', 'c'].map((instance) => guard.desk('me', instance).leave()));
  expect(leaves.filter(({ granted }) => granted)).toHaveLength(1);
});

test('under each every journey has leave, and no session is handed on', async () => {
  const guard = new AccountGuard('each', { restMs: 0 });
  for (const instance of ['prod', 'stage']) {
    const desk = guard.desk('me', instance);
    expect(await desk.turn()).toEqual({ kind: 'go' });
    expect(await desk.leave()).toEqual({ granted: true });
    await desk.done({ kind: 'signed-in', cookies });
    expect(await desk.session()).toBeUndefined();
  }
});

test('under each an account rests between two submissions, and other accounts do not', async () => {
  let now = 1_000_000;
  const waits: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const guard = new AccountGuard('each', { restMs: 5000, clock: () => now, wait });
  const signIn = async (account: string, instance: string): Promise<void> => {
    const desk = guard.desk(account, instance);
    await desk.turn();
    await desk.leave();
    now += 1500;
    await desk.done({ kind: 'signed-in', cookies });
  };
  await signIn('me', 'prod');
  await signIn('other', 'prod');
  expect(waits).toEqual([]);
  await signIn('me', 'stage');
  expect(waits).toEqual([2000]);
  now += 60_000;
  await signIn('me', 'link');
  expect(waits).toEqual([2000]);
});

for (const mode of ['once', 'each'] as const) {
  test(`one refusal ends leave for the account, under ${mode}, also for who waits`, async () => {
    const guard = new AccountGuard(mode);
    const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
    await prod.turn();
    await prod.leave();
    const waiting = stage.turn();
    await prod.done({ kind: 'ended', end });
    expect(await waiting).toEqual({ kind: 'ended', end });
    expect(await stage.leave()).toEqual({ granted: false, end });
  });
}

test('a leave that nobody knows the end of is spent under once, and not under each', async () => {
  for (const [mode, kind] of [
    ['once', 'ended'],
    ['each', 'go'],
  ] as const) {
    const guard = new AccountGuard(mode, { restMs: 0 });
    const prod = guard.desk('me', 'prod');
    await prod.turn();
    await prod.leave();
    await prod.done({ kind: 'unclear', end });
    expect((await guard.desk('me', 'stage').turn()).kind).toBe(kind);
  }
});

test('a journey that died in its sign-in keeps nobody waiting', async () => {
  const guard = new AccountGuard('once');
  const prod = guard.desk('me', 'prod');
  await prod.turn();
  const waiting = guard.desk('me', 'stage').turn();
  guard.abandon('prod');
  expect(await waiting).toEqual({ kind: 'go' });

  const third = guard.desk('me', 'link').turn();
  await guard.desk('me', 'stage').leave();
  guard.abandon('stage');
  expect((await third).kind).toBe('ended');
});

test('a session that IMS does not honour is given to nobody again; a newer one is', async () => {
  const guard = new AccountGuard('once');
  const [prod, stage, link] = [guard.desk('me', 'prod'), guard.desk('me', 'stage'), guard.desk('me', 'link')];
  await prod.turn();
  await prod.done({ kind: 'signed-in', cookies });

  expect(await stage.turn({ cookies, isHonoured: false })).toEqual({ kind: 'go' });
  const waiting = link.turn({ cookies, isHonoured: false });
  const newer = cookies.map((cookie) => ({ ...cookie, value: 'y' }));
  await stage.done({ kind: 'signed-in', cookies: newer });
  expect(await waiting).toEqual({ kind: 'session', cookies: newer });
});

test('an instance that wants a fresh sign-in is left out, and the session stays good for the others', async () => {
  const guard = new AccountGuard('once');
  const [prod, stage, link] = [guard.desk('me', 'prod'), guard.desk('me', 'stage'), guard.desk('me', 'link')];
  await prod.turn();
  await prod.leave();
  await prod.done({ kind: 'signed-in', cookies });

  expect(await stage.turn({ cookies, isHonoured: false })).toEqual({ kind: 'go' });
  expect(await stage.leave()).toMatchObject({ granted: false, end: { outcome: 'challenge-required' } });
  await stage.done({ kind: 'unused' });

  expect(await link.session()).toEqual(cookies);
  expect(await link.turn({ cookies, isHonoured: true })).toEqual({ kind: 'go' });
});

test('what held an account back in an earlier run ends it before its first turn', async () => {
  const guard = new AccountGuard('each');
  guard.holdBack('me', end);
  expect(await guard.desk('me', 'prod').turn()).toEqual({ kind: 'ended', end });
  expect(await guard.desk('other', 'prod').turn()).toEqual({ kind: 'go' });
});

test('no one-time code is given twice in a run, and none in its last moment', async () => {
  let now = 30_000 * 1000;
  const guard = new AccountGuard('each', { clock: () => now });
  const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
  expect(await prod.code()).toEqual({ period: 1000 });
  expect(await stage.code()).toEqual({ period: 1001 });
  expect(await guard.desk('other', 'prod').code()).toEqual({ period: 1000 });
  now += 30_000 * 5 - 500;
  expect(await prod.code()).toEqual({ period: 1005 });
});

test('two journeys of one instance wait for each other as well', async () => {
  const guard = new AccountGuard('once');
  const [one, other] = [guard.desk('me', 'prod', 1), guard.desk('me', 'prod', 2)];
  await one.turn();
  await one.leave();
  const waiting = other.turn();
  guard.abandon('prod', 2);
  await one.done({ kind: 'signed-in', cookies });
  expect(await waiting).toEqual({ kind: 'session', cookies });
});

test('a session that IMS honours stays the run’s, though Adobe shows a screen besides', async () => {
  const guard = new AccountGuard('once');
  const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
  await prod.turn();
  await prod.done({ kind: 'signed-in', cookies });
  expect(await stage.turn({ cookies, isHonoured: true })).toEqual({ kind: 'go' });
  await stage.done({ kind: 'unused' });
  expect(await guard.desk('me', 'link').session()).toEqual(cookies);
});
