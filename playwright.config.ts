import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { compileAhead } from './fixtures/run/compiled.ts';
import {
  configurationProject,
  fireProject,
  labProject,
  loginProject,
  matrixProject,
  realProject,
  unitProject,
} from './fixtures/run/names.ts';
import { fixSeeds } from './tests/night-seed.ts';

// A failed login’s page is described in files of Playwright’s own; contexts are closed before a verdict, and this besides.
process.env['PLAYWRIGHT_NO_COPY_PROMPT'] = '1';
// Added to whatever reporters the command line chose: a run’s result does not depend on those.
process.env['PW_TEST_REPORTER'] = join(__dirname, 'fixtures/run/selection-reporter.ts');

fixSeeds();
compileAhead();

const allure: ReporterDescription = [
  './fixtures/report/allure-reporter.ts',
  { resultsDir: 'allure-results', detail: false },
];

export default defineConfig({
  globalSetup: './fixtures/run/global-setup.ts',
  // A listing is no result: Allure would keep it as skipped tests.
  reporter: process.argv.includes('--list') ? 'list' : [['./fixtures/report/progress-reporter.ts'], allure],
  // A login is never tried again: the account could be locked (docs/design.md#written-ahead).
  retries: 0,
  failOnFlakyTests: true,
  forbidOnly: true,
  // Two even on two processors: a login waits for servers most of the time.
  workers: Math.max(2, Math.ceil(availableParallelism() / 2)),
  updateSnapshots: 'none',
  // A login has a time of its own, and may wait for another one of the same account.
  timeout: 30 * 60_000,
  use: { screenshot: 'off', trace: 'off', video: 'off' },
  projects: [
    { name: loginProject, testDir: 'tests/instance', testMatch: 'login.spec.ts' },
    // After the logins, whose diagnosis it takes where both are asked for.
    { name: configurationProject, testDir: 'tests/instance', testMatch: 'configuration.spec.ts', default: false },
    {
      name: unitProject,
      testDir: 'tests/unit',
      default: false,
      // File by file: handing out each test by itself costs more than most of them do.
      fullyParallel: false,
      // Each worker loads what all of them test; two more go through the lab’s tests meanwhile, which wait for servers.
      workers: 1,
      outputDir: 'test-output/unit',
      timeout: 60_000,
    },
    {
      name: labProject,
      testDir: 'tests/lab',
      default: false,
      fullyParallel: false,
      outputDir: 'test-output/lab',
      // Long, so that a busy machine decides no test; the lab's own patience ends what hangs.
      timeout: 180_000,
    },
    {
      name: matrixProject,
      testDir: 'tests/matrix',
      default: false,
      fullyParallel: true,
      outputDir: 'test-output/matrix',
      timeout: 180_000,
    },
    {
      // Login software that the suite’s own installation does not have: npm run matrix:real installs it.
      name: realProject,
      testDir: 'tests/real',
      default: false,
      fullyParallel: true,
      outputDir: 'test-output/real',
      timeout: 180_000,
    },
    {
      name: fireProject,
      testDir: 'tests/fire',
      default: false,
      fullyParallel: true,
      outputDir: 'test-output/fire',
      // A test may try many times, and one instance of a bad world takes its whole time.
      timeout: 10 * 60_000,
    },
  ],
});
