import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitOf } from '../../fixtures/run/end/provenance.ts';
import { runProgram } from '../../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import { expect, test } from './unit-test.ts';

/** In no repository, as a folder of this project’s own would be. */
let folder = '';

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campaign-login-probe-commit-'));
});

test.afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs git; gives what it prints. */
function git(...options: readonly string[]): string {
  const environment = new ChildEnvironment(process.env, 'git');
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false'];
  const { status, output } = runProgram({ command: 'git', options: [...identity, ...options], environment, folder });
  expect(status).toBe(0);
  return output.trim();
}

/** Makes a repository with one commit; gives the commit. */
function commitOne(): string {
  git('init', '--quiet');
  writeFileSync(join(folder, 'kept.txt'), 'as committed');
  git('add', 'kept.txt');
  git('commit', '--quiet', '--message', 'one');
  return git('rev-parse', 'HEAD');
}

test('a run says of which commit the suite is', async () => {
  const commit = commitOne();
  expect(commit).toMatch(/^[0-9a-f]{40}/);
  expect(await commitOf(folder)).toBe(commit);
});

test('files that git does not know are no change, and one that differs is', async () => {
  const commit = commitOne();
  writeFileSync(join(folder, '.env'), 'an account of this machine');
  expect(await commitOf(folder)).toBe(commit);
  writeFileSync(join(folder, 'kept.txt'), 'as somebody tried it');
  expect(await commitOf(folder)).toBe(`${commit} with changes`);
  git('add', 'kept.txt');
  expect(await commitOf(folder)).toBe(`${commit} with changes`);
});

test('without a repository, a commit or the folder itself, no commit is known', async () => {
  expect(await commitOf(folder)).toBeUndefined();
  git('init', '--quiet');
  expect(await commitOf(folder)).toBeUndefined();
  expect(await commitOf(join(folder, 'gone'))).toBeUndefined();
});
