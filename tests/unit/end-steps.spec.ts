import { spawnSync } from 'node:child_process';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { UserError } from '../../fixtures/domain/errors.ts';
import { EndSteps } from '../../fixtures/run/end/end-steps.ts';
import { nightly } from '../nightly.ts';
import { writeBundled } from '../bundled.ts';

test('a step that fails is said in one line, and the ones after it are done all the same', async () => {
  const said: string[] = [];
  const done: string[] = [];
  const steps = new EndSteps((line) => said.push(line));
  expect(steps.attempt('print', () => done.push('first'))).toBe(1);
  const failed = steps.attempt('list the digests of its results', (): number => {
    throw new UserError('The disk is full.', 'Make room on it.');
  });
  const later = await steps.attemptLater('notify anybody', () =>
    Promise.reject<number>(new Error('no route\n  at a.ts:1')),
  );
  steps.attempt('print its last lines', () => done.push('last'));

  expect([failed, later]).toEqual([undefined, undefined]);
  expect(done).toEqual(['first', 'last']);
  expect(said).toEqual(steps.failures);
  expect(said[0]).toBe(
    'The run could not list the digests of its results, so it is red: The disk is full. Make room on it.',
  );
  expect(said[1]).toMatch(/^The run could not notify anybody, so it is red: .*no route/);
  for (const line of said) expect(line).not.toContain('\n');
});

test('whatever is thrown is said', () => {
  for (const thrown of ['a text', undefined, { a: 1 }, new RangeError('')]) {
    const said: string[] = [];
    new EndSteps((line) => said.push(line)).attempt('go on', () => {
      // oxlint-disable-next-line typescript/only-throw-error -- others throw anything
      throw thrown;
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^The run could not go on, so it is red: /);
  }
});

/** What a process does that ends with `last`, in the runner’s own way. */
function endedWith(testInfo: TestInfo, last: string, before = ''): { status: number | null; stderr: string } {
  const script = testInfo.outputPath('ended.js');
  const end = "import { atExit } from './fixtures/run/end/end-steps.ts';";
  writeBundled(script, `${end}\natExit(() => { ${last} });\n${before}\n`);
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  return { status, stderr };
}

test(
  'a process ends as it would where its end says yes, and keeps its own number where it says no',
  nightly,
  ({}, testInfo) => {
    expect(endedWith(testInfo, 'return true;')).toEqual({ status: 0, stderr: '' });
    expect(endedWith(testInfo, 'return true;', 'process.exitCode = 3;')).toEqual({ status: 3, stderr: '' });
    expect(endedWith(testInfo, 'return false;', 'process.exitCode = 3;').status).toBe(3);
  },
);

test('a process ends red where its end fails or says no, in one line', ({}, testInfo) => {
  expect(endedWith(testInfo, 'return false;').status).toBe(1);
  const failed = endedWith(testInfo, "throw new Error('no such folder');");
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/^The run could not come to its end, so it is red: [^\n]*no such folder[^\n]*\n$/);
});

test('nobody who comes later at the end of a process can make it green again', nightly, ({}, testInfo) => {
  const later = "process.on('exit', () => { throw new Error('later'); });";
  expect(endedWith(testInfo, 'return false;', later).status).not.toBe(0);
});
