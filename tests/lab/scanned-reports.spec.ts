import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { expectNoSecret } from './no-secret.ts';
import { expect, test } from './lab-test.ts';
import { runMainJob } from './run-main-job.ts';
import { nightly } from '../nightly.ts';

test.describe.configure({ mode: 'parallel' });

// A folder of the test’s own: they would write beside the nearest package.json.
const recorded = ['--reporter=html,blob', '--trace=on', '--project=configuration'];
const onLab = {
  LAB: 'always',
  PLAYWRIGHT_HTML_OPEN: 'never',
  PLAYWRIGHT_HTML_OUTPUT_DIR: 'playwright-report',
  PLAYWRIGHT_BLOB_OUTPUT_FILE: 'blob-report/report.zip',
};
const page = 'playwright-report/index.html';
const archive = 'blob-report/report.zip';

test(
  'Playwright’s own reports are looked into, and without a secret in them there is nothing to say',
  nightly,
  async ({}, testInfo) => {
    const job = await runMainJob(testInfo, onLab, ...recorded);

    expect(job.status, job.stdout).toBe(0);
    for (const file of [page, archive]) expect(existsSync(join(job.folder, file)), file).toBe(true);
    expect(job.stdout + job.stderr).not.toMatch(/NOT SEARCHED|is blind|something that/);
    expectNoSecret(job);
  },
);

/** Where a secret may get into an archive that a reporter writes: what a test says, and a file that it attaches. */
const leaks = {
  'what a test says': (secret: string) => `test.annotations.push({ type: 'note', description: ${secret} });
    result.annotations.push({ type: 'note', description: ${secret} });`,
  'an archive that a test attaches': (_secret: string, file: string) =>
    `result.attachments.push({ name: 'trace', contentType: 'application/zip', path: ${file} });`,
};

for (const [what, leak] of Object.entries(leaks)) {
  test(
    `a secret in ${what} is found within the archives of Playwright’s own reports, which are deleted`,
    nightly,
    async ({}, testInfo) => {
      const [person] = healthyWorld().people;
      if (!person) throw new Error('A world without people');
      const file = testInfo.outputPath('attached.zip');
      writeFileSync(file, zipSync({ 'test.trace': Buffer.from(JSON.stringify({ typed: person.password })) }));
      const reporter = testInfo.outputPath('leaky-reporter.cjs');
      writeFileSync(
        reporter,
        `module.exports = class {
  printsToStdio() { return false; }
  onTestEnd(test, result) {
    ${leak(JSON.stringify(person.password), JSON.stringify(file))}
  }
};`,
      );

      const [, ...others] = recorded;
      const job = await runMainJob(testInfo, onLab, `--reporter=${reporter},html,blob`, ...others);

      expect(job.status, job.stdout).toBe(1);
      const found = job.stdout.split('\n').filter((line) => line.startsWith('SECRET FOUND'));
      const inTheArchive = found.find((line) => line.includes(archive));
      expect(inTheArchive).toMatch(/SECRET FOUND: the account’s password .*\(within !.*the file was deleted/);
      expect(existsSync(join(job.folder, archive))).toBe(false);
      const inThePage = what === 'what a test says';
      expect(found.some((line) => line.includes(page) && line.includes('within !(base64)!'))).toBe(inThePage);
      expect(existsSync(join(job.folder, page))).toBe(!inThePage);
      expectNoSecret(job);
    },
  );
}
