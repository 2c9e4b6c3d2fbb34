import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type Lab } from '../../fixtures/lab/index.ts';
import { expect, test } from './lab-test.ts';
import { runMainJob } from './run-main-job.ts';
import { nightly } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

/** What an administrator declares who has no test account: everything but that. */
function withoutAccount({ variables }: Lab): Record<string, string> {
  const left = Object.entries(variables).filter(([name]) => !name.includes('IMS_USER_'));
  return { ...Object.fromEntries(left), LAB: 'never', PROBE_STATE: 'off' };
}

test(
  'the configuration is checked by name without an account: nobody is probed, and no password leaves',
  nightly,
  async ({}, testInfo) => {
    const lab = await startLab(healthyWorld());
    try {
      const job = await runMainJob(testInfo, withoutAccount(lab), '--project=configuration');

      expect(job.stderr).toBe('');
      expect(job.status).toBe(0);
      expect(lab.submissions).toEqual([]);
      expect(job.stdout.trim().split('\n').at(-1)).toBe(
        '3 of 3 instances checked, 3 with nothing wrong found, 0 with something wrong. No login was made.',
      );
      expect(job.stdout).toMatch(/prod +\d+ of \d+ requirements checked, nothing wrong found/);
      expect(job.result?.instances.map(({ outcome, verdict }) => [outcome, verdict])).toEqual(
        Array.from({ length: 3 }, () => ['not-probed', 'inconclusive']),
      );
    } finally {
      await lab.close();
    }
  },
);

test('a configuration of which nothing could be checked is red, and says so', nightly, async ({}, testInfo) => {
  const job = await runMainJob(
    testInfo,
    {
      CAMPAIGN_INSTANCES: 'prod',
      CAMPAIGN_PROD_URL: 'https://nobody.invalid',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      LAB: 'never',
      PROBE_STATE: 'off',
    },
    '--project=configuration',
  );

  expect(job.status).toBe(1);
  expect(job.stdout).toMatch(/prod is checked without a login: nothing was checked \(0 of \d+ requirements\)/);
  expect(job.stdout.trim().split('\n').at(-1)).toBe(
    '1 of 1 instance checked, 0 with nothing wrong found, 0 with something wrong, 1 where nothing was checked. No login was made.',
  );
});

test(
  'a run that selects no login is red, and an empty part of one leaves the judgement to the merge',
  nightly,
  async ({}, testInfo) => {
    const none = await runMainJob(testInfo, { LAB: 'always' }, '--grep', 'no such instance');
    expect(none.status).toBe(1);
    expect(none.stdout + none.stderr).toContain('Nothing was probed: the command line selected no test');

    const empty = await runMainJob(testInfo, { LAB: 'always' }, '--shard=9/9');
    expect(empty.status).toBe(0);
    expect(empty.stdout).toContain('0 of 3 instances probed');
    expect(empty.stdout).toContain('merge judges the whole');
  },
);
