import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { expectNoSecretOf } from '../lab/no-secret.ts';
import { expect, test } from '../lab/lab-test.ts';
import { startMainJob } from '../lab/run-main-job.ts';
import { expectStepsOnly, tracesIn } from '../lab/traces.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';

test('UI mode, which records every test, records nothing of a session', async ({ page }, testInfo) => {
  // Playwright’s own tests set this too: nobody’s browser is opened, the address is printed.
  const variables = { LAB: 'always', PWTEST_UNDER_TEST: '1' };
  const options = ['--ui', '--ui-host=127.0.0.1', '--ui-port=0', '--project=login'];
  const { folder, child } = startMainJob(testInfo, variables, ...options);
  const ended = once(child, 'close');
  try {
    await page.goto(await addressOf(child.stdout));
    await page.getByText('login.spec.ts').waitFor();
    await page.getByTitle('Run all').click();
    await expect(page.getByText(/^3\/3 /)).toBeVisible({ timeout: 150_000 });
  } finally {
    child.kill('SIGINT');
  }
  await ended;
  expectStepsOnly(tracesIn(join(folder, 'test-results')), 3);
  expectNoSecretOf(healthyWorld(), folder);
});

/** The address that UI mode prints. */
async function addressOf(stdout: Readable): Promise<string> {
  return new Promise((found) => {
    createInterface(stdout).on('line', (line) => {
      const address = /Listening on (\S+)/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
}
