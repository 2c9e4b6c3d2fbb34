import { join, resolve } from 'node:path';
import { nightly } from '../nightly.ts';
import { expect, test } from './lab-test.ts';
import { expectNoSecret } from './no-secret.ts';
import { runMainJob } from './run-main-job.ts';

const folder = join(resolve(__dirname, '..', '..'), 'captures/stock-tables');

test(
  'a rehearsal on a capture recognises its pages, judges no value, and says first and last what it was',
  nightly,
  async ({}, testInfo) => {
    const job = await runMainJob(testInfo, { LAB: folder });

    expect({ status: job.status, stderr: job.stderr }).toEqual({ status: 0, stderr: '' });
    const lines = job.stdout.trim().split('\n');
    expect(lines[0]).toContain('rehearsal on a CAPTURE');
    expect(lines.at(-2)).toContain('1 of 1 instance probed, 1 pass');
    expect(lines.at(-1)).toContain('no value was judged');
    expect(job.result?.run.target).toBe('capture');
    const statuses = job.result?.instances.flatMap(({ checks }) => checks.map(({ status }) => status)) ?? [];
    expect(new Set(statuses)).toEqual(new Set(['not-applicable']));
    expectNoSecret(job);
  },
);
