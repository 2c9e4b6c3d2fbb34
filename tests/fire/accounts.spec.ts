import { expect, test } from '@playwright/test';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { ended, type MainJob } from '../lab/run-main-job.ts';
import { accountsWorld, brokenStates, refusals, Runs } from './accounts.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, isWholeFire } from './seed.ts';

const wrong = { IMS_USER_PASSWORD: 'an old password' };

/** Records that no password of any account was submitted more often than once, over all runs of a test. */
function expectAtMostOnce(how: string, runs: Runs, jobs: readonly MainJob[], most = 1): void {
  const said = jobs.map(({ status, stdout, stderr }) => `${String(status)}: ${(stdout + stderr).slice(-600)}`);
  const often = [...runs.submissions].filter(([, times]) => times > most);
  const broken = often.map(([email, times]) => `${email}: ${String(times)} submissions`);
  const tried = jobs.length * runs.accounts;
  recordPromise(
    { promise: 'at-most-once', how, tried, held: broken.length > 0 ? 0 : tried },
    broken.length > 0 ? [...broken, ...said] : [],
  );
}

/** Records that the runs left nothing: no file in the folder for temporary ones, and no process. */
function expectNothingLeft(how: string, runs: Runs): void {
  const left = runs.left();
  recordPromise({ promise: 'nothing-left', how, tried: 1, held: left.length > 0 ? 0 : 1 }, left);
}

for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
  test(`${signal} while the run waits for the answers to a right password and to a wrong one`, async ({}, testInfo) => {
    const world = accountsWorld([{ isOutdated: false }, { isOutdated: true }]);
    // Who was killed hears nothing any more.
    world.holdsAnswers = () => new Promise(() => undefined);
    const runs = await Runs.of(world, testInfo.outputPath('runs'));
    try {
      const first = runs.start('--workers=2');
      await expect.poll(() => runs.submissions.size, { timeout: 200_000 }).toBe(2);
      first.child.kill(signal);
      const jobs = [await ended(first)];
      // Who is asked to end clears up; what nobody could clear up the next run does.
      if (signal !== 'SIGKILL') expectNothingLeft('a signal ends the run', runs);
      delete world.holdsAnswers;
      jobs.push(await runs.run());
      expectNothingLeft('a run after one that a signal ended, which clears up what that one left', runs);
      // What the second run wrote down must hold the third one off as well.
      if (signal === 'SIGKILL') jobs.push(await runs.run());
      expectAtMostOnce(
        'a signal ends the run while it waits for the answers, and the run is started again',
        runs,
        jobs,
      );
      for (const { status } of jobs) expect(status).not.toBe(0);
    } finally {
      await runs.lab.close();
    }
  });
}

for (const { what, breaks, isLasting } of brokenStates) {
  test(`the state folder is broken: ${what}`, async ({}, testInfo) => {
    const runs = await Runs.of(healthyWorld(), testInfo.outputPath('runs'), wrong);
    try {
      runs.set(breaks(runs.state));
      const options = ['--grep', 'prod signs in'];
      const jobs = [await runs.run(...options), ...(isLasting ? [] : [await runs.run(...options)])];
      // Nothing leaves that nobody could remember.
      expectAtMostOnce(
        'the state folder cannot be written, and the run is started, twice where it could put it right',
        runs,
        jobs,
        0,
      );
      expectNothingLeft('a run that cannot write its state', runs);
      for (const { status, stdout, stderr } of jobs) {
        expect(status).toBe(1);
        expect(stdout + stderr).toContain('PROBE_STATE');
        expect(stdout + stderr).not.toMatch(/^ {4}at /m);
      }
    } finally {
      await runs.lab.close();
    }
  });
}

/** More than a few instances: of fewer, one shard has all. */
const fleetSize = 6;

for (const [how, world, options] of [
  [
    'two runs at once',
    healthyWorld(),
    [
      ['--grep', 'prod signs in'],
      ['--grep', 'prod signs in'],
    ],
  ],
  ['two shards at once', fleetWorld(fleetSize), [['--shard=1/2'], ['--shard=2/2']]],
] as const) {
  test(`${how}, with a password that is refused`, async ({}, testInfo) => {
    const runs = await Runs.of(world, testInfo.outputPath('runs'), wrong);
    try {
      const jobs = await Promise.all(options.map((one) => runs.run(...one)));
      expect(jobs.map(({ status }) => status)).toEqual([1, 1]);
      expectAtMostOnce(how, runs, [...jobs, await runs.run(...options[0])]);
      expectNothingLeft(how, runs);
    } finally {
      await runs.lab.close();
    }
  });
}

for (const [index, accounts] of refusals(fireSeed(), isWholeFire() ? Infinity : 4).entries()) {
  test(`refusals are remembered: ${String(index + 1)}`, async ({}, testInfo) => {
    const runs = await Runs.of(accountsWorld(accounts), testInfo.outputPath('runs'));
    try {
      const jobs = [await runs.run(), await runs.run()];
      expect(runs.submissions.size, 'each password arrived').toBe(accounts.length);
      expectAtMostOnce('the password is refused, in known or unknown words, and the run is started again', runs, jobs);
    } finally {
      await runs.lab.close();
    }
  });
}
