import { readdirSync } from 'node:fs';
import { nightly } from '../nightly.ts';
import { expect, test } from './lab-test.ts';
import { runMainJob } from './run-main-job.ts';

const onLab = { LAB: 'always' };

test('all is compiled once, before the first login', nightly, async ({}, testInfo) => {
  const compiled = testInfo.outputPath('compiled');
  const variables = { ...onLab, PLAYWRIGHT_TRANSFORM_CACHE_DIR: compiled };
  const job = await runMainJob(testInfo, variables, '--grep=prod');
  expect(job.status, job.stdout + job.stderr).toBe(0);
  // It is far within the probe.
  expect(readdirSync(compiled, { recursive: true, encoding: 'utf8' }).join('\n')).toMatch(/recognition\.js$/m);

  const before = readdirSync(compiled, { recursive: true }).length;
  expect((await runMainJob(testInfo, variables, '--grep=prod')).status).toBe(0);
  expect(readdirSync(compiled, { recursive: true })).toHaveLength(before);
});
