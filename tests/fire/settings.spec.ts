import { test } from '@playwright/test';
import { tryEnvironments } from '../generated-settings.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, parts } from './seed.ts';

const tried = 7000;

for (const part of parts(4)) {
  test(`generated settings work, or each mistake is one line that says what to do, part ${String(part + 1)}`, ({}, testInfo) => {
    const { usable, faults } = tryEnvironments(fireSeed() * 100 + part, tried, testInfo.outputPath('files'));
    const broken = Math.min(faults.length, tried);
    const how = 'generated settings for all variables, with files, pipes, devices, proxies and secrets of every kind';
    recordPromise(
      { promise: 'one-line', how, tried, held: tried - broken, counted: [{ of: 'usable', times: usable }] },
      faults.slice(0, 20),
    );
  });
}
