import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { hasChild, workerStarted } from '../../fixtures/run/worker-start.ts';
import { expect, test } from './unit-test.ts';

/** Starts a program that waits for the end of its input. */
const startWaiting = (): ChildProcess =>
  spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });

test('whoever waits for a worker goes on once it is there, and no sooner', async () => {
  const started: string[] = [];
  // As Playwright does: something is asked of the file system first.
  const starting = access(__filename)
    .then(() => access(__filename))
    .then(() => started.push('a worker'));
  await workerStarted(() => started.length > 0);
  expect(started).toHaveLength(1);
  await starting;
});

test('a process that was started is there', async () => {
  const child = startWaiting();
  expect(hasChild()).toBe(true);
  child.stdin?.end();
  await once(child, 'exit');
});

test('where no worker comes, nobody waits for ever', async () => {
  let looks = 0;
  await workerStarted(() => (looks += 1) < 0);
  expect(looks).toBeGreaterThan(1);
});
