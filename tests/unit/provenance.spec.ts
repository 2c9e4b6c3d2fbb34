import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitOf } from '../../fixtures/run/end/provenance.ts';
import { runProgram } from '../../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import { expect, test } from './unit-test.ts';

const own = mkdtempSync(join(tmpdir(), 'campaign-login-probe-commit-'));
let folders = 0;

test.afterAll(() => {
  rmSync(own, { recursive: true });
});

function temporaryFolder(): string {
  const folder = join(own, String((folders += 1)));
  mkdirSync(folder);
  return folder;
}

/** Runs git in a folder; gives what it prints. */
function git(folder: string, ...options: readonly string[]): string {
  const environment = new ChildEnvironment(process.env, 'git');
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false'];
  const { status, output } = runProgram({ command: 'git', options: [...identity, ...options], environment, folder });
  expect(status).toBe(0);
  return output.trim();
}

/** A repository with one commit; gives its folder and the commit. */
function repository(): { readonly folder: string; readonly commit: string } {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet');
  writeFileSync(join(folder, 'kept.txt'), 'as committed');
  git(folder, 'add', 'kept.txt');
  git(folder, 'commit', '--quiet', '--message', 'one');
  return { folder, commit: git(folder, 'rev-parse', 'HEAD') };
}

test('a run says of which commit the suite is', async () => {
  const { folder, commit } = repository();
  expect(commit).toMatch(/^[0-9a-f]{40}/);
  expect(await commitOf(folder)).toBe(commit);
});

test('files that git does not know are no change, and one that differs is', async () => {
  const { folder, commit } = repository();
  writeFileSync(join(folder, '.env'), 'an account of this machine');
  expect(await commitOf(folder)).toBe(commit);
  writeFileSync(join(folder, 'kept.txt'), 'as somebody tried it');
  expect(await commitOf(folder)).toBe(`${commit} with changes`);
  git(folder, 'add', 'kept.txt');
  expect(await commitOf(folder)).toBe(`${commit} with changes`);
});

test('without a repository, a commit or the folder itself, no commit is known', async () => {
  const folder = temporaryFolder();
  expect(await commitOf(folder)).toBeUndefined();
  git(folder, 'init', '--quiet');
  expect(await commitOf(folder)).toBeUndefined();
  expect(await commitOf(join(folder, 'gone'))).toBeUndefined();
});
