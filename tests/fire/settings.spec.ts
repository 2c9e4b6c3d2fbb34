import { test } from '@playwright/test';
import { tryEnvironments } from '../generated-settings.ts';
import { recordPromise } from './promise.ts';
import { fireSeed } from './seed.ts';

const tried = 28_000;

test('generated settings work, or each mistake is one line that says what to do', ({}, testInfo) => {
  test.setTimeout(10 * 60_000);
  const { usable, faults } = tryEnvironments(fireSeed(), tried, testInfo.outputPath('files'));
  const broken = Math.min(faults.length, tried);
  const how = 'generated settings for all variables, with files, pipes, devices, proxies and secrets of every kind';
  recordPromise(
    { promise: 'one-line', how, tried, held: tried - broken, measured: `${String(usable)} usable` },
    faults.slice(0, 20),
  );
});
