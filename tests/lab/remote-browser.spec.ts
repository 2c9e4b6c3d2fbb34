import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type TestInfo } from '@playwright/test';
import { findBrowser, headlessShellFolder } from '../../fixtures/evidence/browser/find-browser.ts';
import { writeNssDatabase } from '../../fixtures/evidence/browser/nss-database.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { makeLabCertificate } from '../../fixtures/lab/network/certificate.ts';
import { expectNoSecret } from './no-secret.ts';
import { runMainJob } from './run-main-job.ts';
import { nightly } from '../nightly.ts';

const root = resolve(__dirname, '../..');
const cli = join(root, 'node_modules/@playwright/test/cli.js');

/** Playwright’s own browsers as the server finds them: those that are there, or a folder of their form with the installed one. */
function browsersFor(testInfo: TestInfo): Readonly<Record<string, string>> {
  const executable = findBrowser(process.env, true)?.executablePath;
  if (executable === undefined) return {};
  const folder = testInfo.outputPath('browsers');
  const environment = { PLAYWRIGHT_BROWSERS_PATH: folder };
  const ask = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, ...environment } } as const;
  const full = spawnSync(process.execPath, ['-e', ask], options).stdout;
  const shell = headlessShellFolder(full);
  const platform = full.slice(dirname(dirname(full)).length + 1).split(/[/\\]/)[0] ?? '';
  const file = join(shell, platform.replace('chrome-', 'chrome-headless-shell-'), 'chrome-headless-shell');
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(executable, file);
  writeFileSync(join(shell, 'INSTALLATION_COMPLETE'), '');
  return environment;
}

test(
  'a login in a browser that Playwright’s run-server starts proves the same, with no browser on this machine',
  nightly,
  async ({}, testInfo) => {
    test.skip(
      process.platform !== 'linux',
      'The other machine’s browser trusts the lab by its home, which Linux alone reads.',
    );
    const world = healthyWorld();
    const certificate = await makeLabCertificate();
    const lab = await startLab(world, certificate);
    const home = testInfo.outputPath('home');
    writeNssDatabase(home, [certificate.certificate]);
    const environment = { ...process.env, HOME: home, ...browsersFor(testInfo) };
    const server = spawn(process.execPath, [cli, 'run-server', '--port', '0', '--host', '127.0.0.1'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [endpoint = ''] = await new Promise<readonly string[]>((listening) => {
        createInterface(server.stdout).on('line', (line) => {
          const found = /ws:\/\/\S+/.exec(line);
          if (found) listening([found[0]]);
        });
      });
      const job = await runMainJob(
        testInfo,
        {
          ...lab.variables,
          LAB: 'never',
          PROBE_STATE: 'off',
          PW_TEST_CONNECT_WS_ENDPOINT: endpoint,
          // Where a local browser would be looked for, there is none.
          PLAYWRIGHT_BROWSERS_PATH: testInfo.outputPath('none'),
          PATH: testInfo.outputPath('none'),
        },
        '--grep',
        'prod signs in',
      );
      expect(job.result?.instances[0], job.stdout + job.stderr).toMatchObject({
        outcome: 'signed-in',
        verdict: 'pass',
      });
      expect(job.status).toBe(0);
      expect(job.stdout).toContain('whoever runs that machine can see the password');
      expect(lab.submissions).toHaveLength(1);
      expectNoSecret(job);
    } finally {
      server.kill();
      await lab.close();
    }
  },
);
