import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { workerStarted } from '../../fixtures/run/worker-start.ts';
import { expect, test } from './unit-test.ts';

/** Starts a program that waits for the end of its input. */
const startWaiting = (): ChildProcess =>
  spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });

test('whoever waits for a worker goes on once its process is there, and no sooner', async () => {
  const started: ChildProcess[] = [];
  // As Playwright does: something is asked of the file system first.
  const starting = access(__filename)
    .then(() => access(__filename))
    .then(() => started.push(startWaiting()));
  await workerStarted();
  expect(started).toHaveLength(1);
  await starting;
  for (const child of started) {
    child.stdin?.end();
    await once(child, 'exit');
  }
});

test('where no worker comes, nobody waits for ever', async () => {
  await expect(workerStarted()).resolves.toBeUndefined();
});
