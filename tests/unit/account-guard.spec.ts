import { expect, test } from './unit-test.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { cookies, end } from './guard-builder.ts';

test('one journey at a time signs in with an account; the next one uses its session', async () => {
  const guard = new AccountGuard('once');
  const [prod, stage] = [guard.desk('a', 'prod'), guard.desk('a', 'stage')];
  expect(await prod.turn()).toEqual({ kind: 'go' });
  const waiting = stage.turn();
  expect(await prod.permitPassword()).toEqual({ granted: true });
  await prod.done({ kind: 'signed-in', cookies });
  expect(await waiting).toEqual({ kind: 'session', cookies });
  expect(await stage.session()).toEqual(cookies);
});

test('accounts do not wait for each other', async () => {
  const guard = new AccountGuard('once');
  expect(await guard.desk('a', 'prod').turn()).toEqual({ kind: 'go' });
  expect(await guard.desk('b', 'stage').turn()).toEqual({ kind: 'go' });
});

test('under once there is one permission a run, though many ask at once', async () => {
  const guard = new AccountGuard('once');
  const permissions = await Promise.all(['a', 'b', 'c'].map((instance) => guard.desk('me', instance).permitPassword()));
  expect(permissions.filter(({ granted }) => granted)).toHaveLength(1);
});

test('under each every journey has permission, and no session is handed on', async () => {
  const guard = new AccountGuard('each', undefined, { restMs: 0 });
  for (const instance of ['prod', 'stage']) {
    const desk = guard.desk('me', instance);
    expect(await desk.turn()).toEqual({ kind: 'go' });
    expect(await desk.permitPassword()).toEqual({ granted: true });
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
  const guard = new AccountGuard('each', undefined, { restMs: 5000, clock: () => now, wait });
  const signIn = async (account: string, instance: string): Promise<void> => {
    const desk = guard.desk(account, instance);
    await desk.turn();
    await desk.permitPassword();
    now += 1500;
    await desk.done({ kind: 'signed-in', cookies });
  };
  await signIn('me', 'prod');
  await signIn('other', 'prod');
  expect(waits).toEqual([]);
  await signIn('me', 'stage');
  expect(waits).toEqual([2000]);
  // As long as it is due, and much longer.
  for (const [restedMs, instance] of [
    [3500, 'link'],
    [60_000, 'dev'],
  ] as const) {
    now += restedMs;
    await signIn('me', instance);
    expect(waits).toEqual([2000]);
  }
});

for (const mode of ['once', 'each'] as const) {
  test(`one refusal ends permission for the account, under ${mode}, also for who waits`, async () => {
    const guard = new AccountGuard(mode);
    const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
    await prod.turn();
    await prod.permitPassword();
    const waiting = stage.turn();
    await prod.done({ kind: 'ended', end });
    expect(await waiting).toEqual({ kind: 'ended', end });
    expect(await stage.permitPassword()).toEqual({ granted: false, end });
  });
}

for (const mode of ['once', 'each'] as const) {
  test(`a password whose answer nobody saw is not submitted again, under ${mode}`, async () => {
    const guard = new AccountGuard(mode, undefined, { restMs: 0 });
    const prod = guard.desk('me', 'prod');
    await prod.turn();
    await prod.permitPassword();
    const waiting = guard.desk('me', 'stage').turn();
    // Interrupted: the journey says that it is over, and not what became of what it submitted.
    await prod.done({ kind: 'unused' });
    const held = { kind: 'ended', end: { outcome: 'challenge-required', instance: 'prod' } };
    expect(await waiting).toMatchObject(held);
    expect(await guard.desk('me', 'link').turn()).toMatchObject(held);
    expect(await guard.desk('me', 'link').permitPassword()).toMatchObject({ granted: false });
  });

  test(`what did not leave, or was let past, holds nobody up, under ${mode}`, async () => {
    const guard = new AccountGuard(mode, undefined, { restMs: 0 });
    for (const how of ['not-sent', 'passed'] as const) {
      const prod = guard.desk(how, 'prod');
      await prod.turn();
      await prod.permitPassword();
      await prod.answered(how);
      await prod.done({ kind: 'unused' });
      expect(await guard.desk(how, 'stage').turn()).toEqual({ kind: 'go' });
    }
  });

  test(`a refusal counts from the moment it is seen, though the worker dies before it says why, under ${mode}`, async () => {
    const guard = new AccountGuard(mode, undefined, { restMs: 0 });
    const prod = guard.desk('me', 'prod', 3);
    await prod.turn();
    await prod.permitPassword();
    await prod.answered('refused');
    await guard.abandon('prod', 3);
    expect(await guard.desk('me', 'stage').turn()).toMatchObject({
      kind: 'ended',
      end: { outcome: 'credentials-rejected', instance: 'prod' },
    });
  });
}

test('a journey that knows why it ended is believed', async () => {
  const guard = new AccountGuard('each');
  const prod = guard.desk('me', 'prod');
  await prod.turn();
  await prod.permitPassword();
  await prod.answered('refused');
  await prod.done({ kind: 'ended', end });
  expect(await guard.desk('me', 'stage').turn()).toEqual({ kind: 'ended', end });
});

test('a journey that died in its sign-in keeps nobody waiting', async () => {
  const guard = new AccountGuard('once');
  const prod = guard.desk('me', 'prod');
  await prod.turn();
  const waiting = guard.desk('me', 'stage').turn();
  await guard.abandon('prod');
  expect(await waiting).toEqual({ kind: 'go' });

  const third = guard.desk('me', 'link').turn();
  await guard.desk('me', 'stage').permitPassword();
  await guard.abandon('stage');
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
  await prod.permitPassword();
  await prod.done({ kind: 'signed-in', cookies });

  expect(await stage.turn({ cookies, isHonoured: false })).toEqual({ kind: 'go' });
  expect(await stage.permitPassword()).toMatchObject({ granted: false, end: { outcome: 'challenge-required' } });
  await stage.done({ kind: 'unused' });

  expect(await link.session()).toEqual(cookies);
  expect(await link.turn({ cookies, isHonoured: true })).toEqual({ kind: 'go' });
});

test('no one-time code is given twice in a run, and none in its last moment', async () => {
  let now = 30_000 * 1000;
  const guard = new AccountGuard('each', undefined, { clock: () => now });
  const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
  expect(await prod.permitCode()).toEqual({ granted: true, period: 1000 });
  await prod.answered('passed');
  expect(await stage.permitCode()).toEqual({ granted: true, period: 1001 });
  await stage.answered('passed');
  expect(await guard.desk('other', 'prod').permitCode()).toEqual({ granted: true, period: 1000 });
  now += 30_000 * 5 - 500;
  expect(await prod.permitCode()).toEqual({ granted: true, period: 1005 });
});

test('two journeys of one instance wait for each other as well', async () => {
  const guard = new AccountGuard('once');
  const [one, other] = [guard.desk('me', 'prod', 1), guard.desk('me', 'prod', 2)];
  await one.turn();
  await one.permitPassword();
  const waiting = other.turn();
  await guard.abandon('prod', 2);
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

test('a journey whose turn it is goes on where it asks for its turn again', async () => {
  const prod = new AccountGuard('once').desk('me', 'prod');
  expect(await prod.turn()).toEqual({ kind: 'go' });
  const late = new Promise((resolve) => void setImmediate(resolve, 'waits for itself'));
  expect(await Promise.race([prod.turn(), late])).toEqual({ kind: 'go' });
});

test('a session that IMS does not honour is given to nobody any more, unless its one submission is spent', async () => {
  const sessionOf = async (hasSubmitted: boolean, isHonoured: boolean) => {
    const guard = new AccountGuard('once');
    const [prod, stage] = [guard.desk('me', 'prod'), guard.desk('me', 'stage')];
    await prod.turn();
    await (hasSubmitted ? prod.permitPassword() : undefined);
    await prod.done({ kind: 'signed-in', cookies });
    expect(await stage.turn({ cookies, isHonoured })).toEqual({ kind: 'go' });
    return stage.session();
  };
  expect(await sessionOf(false, false)).toBeUndefined();
  expect(await sessionOf(false, true)).toEqual(cookies);
  expect(await sessionOf(true, false)).toEqual(cookies);
  expect(await sessionOf(true, true)).toEqual(cookies);
});
