import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { configurationProject, labProject, loginProject, unitProject } from './fixtures/run/names.ts';

// A failed login’s page is described in files of Playwright’s own; contexts are closed before a verdict, and this besides.
process.env['PLAYWRIGHT_NO_COPY_PROMPT'] = '1';
// Added to whatever reporters the command line chose: a run’s result does not depend on those.
process.env['PW_TEST_REPORTER'] = join(import.meta.dirname, 'fixtures/run/selection-reporter.ts');

const isListing = process.argv.includes('--list');
const allure: ReporterDescription = ['allure-playwright', { resultsDir: 'allure-results', detail: false }];

export default defineConfig({
  globalSetup: './fixtures/run/global-setup.ts',
  reporter: [['./fixtures/report/progress-reporter.ts'], ...(isListing ? [] : [allure])],
  // A login is never tried again: the account could be locked (DESIGN.md 4).
  retries: 0,
  failOnFlakyTests: true,
  forbidOnly: true,
  fullyParallel: true,
  updateSnapshots: 'none',
  // A login has a time of its own, and may wait for another one of the same account.
  timeout: 30 * 60_000,
  use: { screenshot: 'off', trace: 'off', video: 'off' },
  projects: [
    { name: configurationProject, testDir: 'tests/instance', testMatch: 'configuration.spec.ts' },
    { name: loginProject, testDir: 'tests/instance', testMatch: 'login.spec.ts' },
    { name: unitProject, testDir: 'tests/unit', default: false, outputDir: 'test-output/unit', timeout: 30_000 },
    { name: labProject, testDir: 'tests/lab', default: false, outputDir: 'test-output/lab', timeout: 60_000 },
  ],
});
