import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser, noBrowserMessage } from '../fixtures/evidence/browser/find-browser.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { runProgram } from '../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../fixtures/settings/child-environment.ts';

/**
 * Runs after `npm ci`: gets the browser. Playwright’s headless shell first; where it cannot be downloaded, a browser that
 * is installed; else, for root on Debian or Ubuntu, the distribution’s package. Never fails the installation: a run says
 * what is missing.
 */
function installBrowser(): void {
  if (process.env['PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD'] || isPlaywrightsOwn()) return;
  say(terminal`Downloading Playwright’s headless shell (about 100 MB) …`);
  if (downloadHeadlessShell()) return;
  const installed = findBrowser(process.env, true);
  if (installed) {
    say(terminal`It could not be downloaded; ${installed.name} is used instead.`);
    return;
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && installPackage()) return;
  say(terminal`${noBrowserMessage(true)}`);
}

function isPlaywrightsOwn(): boolean {
  const found = findBrowser(process.env, true);
  return found !== undefined && found.executablePath === undefined;
}

function downloadHeadlessShell(): boolean {
  const playwright = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  // A host that swallows connections must not hold up an installation for minutes.
  const timeout = process.env['PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT'] ?? '10000';
  const download = runProgram({
    command: process.execPath,
    options: [playwright, 'install', '--only-shell', 'chromium'],
    environment: new ChildEnvironment(process.env, 'installation'),
    given: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: timeout },
  });
  return download.status === 0 && isPlaywrightsOwn();
}

function installPackage(): boolean {
  say(
    terminal`It could not be downloaded, and no browser is installed: installing the distribution’s package with apt-get …`,
  );
  const environment = new ChildEnvironment(process.env, 'installation');
  const given = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...options: string[]): boolean =>
    runProgram({ command: 'apt-get', options, environment, given }).status === 0;
  apt('update');
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (apt('install', '--yes', '--no-install-recommends', name) && findBrowser(process.env, true)) return true;
  }
  return false;
}

installBrowser();
