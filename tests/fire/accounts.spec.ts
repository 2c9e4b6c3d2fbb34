import { expect, test } from '@playwright/test';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { ended, type MainJob } from '../lab/run-main-job.ts';
import { brokenStates, refusals, Runs } from './accounts.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, isWholeFire } from './seed.ts';

const wrong = { IMS_USER_PASSWORD: 'an old password' };

/** Records that no password was submitted more often than once, over all runs of a test. */
function expectAtMostOnce(how: string, runs: Runs, jobs: readonly MainJob[], most = 1): void {
  const { submissions } = runs;
  const said = jobs.map(({ status, stdout, stderr }) => `${String(status)}: ${(stdout + stderr).slice(-600)}`);
  const broken = submissions > most ? [`${String(submissions)} submissions`, ...said] : [];
  recordPromise(
    { promise: 'at-most-once', how, tried: jobs.length, held: broken.length > 0 ? 0 : jobs.length },
    broken,
  );
}

for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
  for (const [what, changes] of Object.entries({ right: {}, wrong })) {
    test(`${signal} while the run waits for the answer to a ${what} password`, async ({}, testInfo) => {
      const world = healthyWorld();
      // Who was killed hears nothing any more.
      world.holdsAnswers = () => new Promise(() => undefined);
      const runs = await Runs.of(world, testInfo.outputPath('runs'), changes);
      try {
        const first = runs.start();
        await expect.poll(() => runs.submissions, { timeout: 200_000 }).toBe(1);
        first.child.kill(signal);
        const jobs = [await ended(first)];
        delete world.holdsAnswers;
        jobs.push(await runs.run(), await runs.run());
        expectAtMostOnce(
          'a signal ends the run while it waits for the answer, and the run is started twice more',
          runs,
          jobs,
        );
        for (const { status } of jobs) expect(status).not.toBe(0);
      } finally {
        await runs.lab.close();
      }
    });
  }
}

for (const { what, breaks } of brokenStates) {
  test(`the state folder is broken: ${what}`, async ({}, testInfo) => {
    const runs = await Runs.of(healthyWorld(), testInfo.outputPath('runs'), wrong);
    try {
      runs.set(breaks(runs.state));
      const jobs = [await runs.run(), await runs.run()];
      // Nothing leaves that nobody could remember.
      expectAtMostOnce('the state folder cannot be written, and the run is started twice', runs, jobs, 0);
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
  ['two runs at once', healthyWorld(), [[], []]],
  ['two shards at once', fleetWorld(fleetSize), [['--shard=1/2'], ['--shard=2/2']]],
] as const) {
  test(`${how}, with a password that is refused`, async ({}, testInfo) => {
    const runs = await Runs.of(world, testInfo.outputPath('runs'), wrong);
    try {
      const jobs = await Promise.all(options.map((one) => runs.run(...one)));
      expect(jobs.map(({ status }) => status)).toEqual([1, 1]);
      expectAtMostOnce(how, runs, [...jobs, await runs.run(...options[0])]);
    } finally {
      await runs.lab.close();
    }
  });
}

for (const { title, world, changes } of refusals(fireSeed(), isWholeFire() ? Infinity : 4)) {
  test(`a refusal is remembered: ${title}`, async ({}, testInfo) => {
    const runs = await Runs.of(world, testInfo.outputPath('runs'), changes);
    try {
      const jobs = [await runs.run(), await runs.run()];
      expect(runs.submissions, 'the first one arrived').toBeGreaterThan(0);
      expectAtMostOnce('the password is refused, in known or unknown words, and the run is started again', runs, jobs);
    } finally {
      await runs.lab.close();
    }
  });
}
