import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { z } from 'zod';
import { textOf } from '../ci-examples.ts';

const root = resolve(__dirname, '../..');

/** The linter of Docker’s own language server, by its command. */
function lint(file: string): { readonly status: number | null; readonly said: string } {
  const command = join(root, 'node_modules/dockerfile-utils/bin/dockerfile-utils');
  const options = { encoding: 'utf8', cwd: root } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'lint', file], options);
  return { status, said: (stdout + stderr).trim() };
}

const lines = textOf('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

test('the linter finds nothing to say about the Dockerfile, and would', ({}, testInfo) => {
  expect(lint('Dockerfile')).toEqual({ status: 0, said: '' });
  const spoilt = testInfo.outputPath('Dockerfile');
  writeFileSync(
    spoilt,
    textOf('Dockerfile').replace('WORKDIR /probe', 'WORKDIR probe').replace('ENTRYPOINT', 'ENTRYPOIN'),
  );
  expect(lint(spoilt)).toMatchObject({ status: 1, said: expect.stringContaining('should be absolute') });
});

test('a container runs as a user without rights, by its number, and holds no secret', () => {
  const users = lines.filter((line) => line.startsWith('USER '));
  expect(users).toEqual(['USER 10001']);
  const afterwards = lines.slice(lines.indexOf('USER 10001'));
  expect(afterwards.filter((line) => /^(RUN|COPY|ENTRYPOINT|CMD)/.test(line))).toHaveLength(6);
  for (const line of lines.filter((one) => one.startsWith('COPY'))) expect(line).toContain('--chown=10001:10001');
  expect(lines.filter((line) => /^ARG|^ADD|PASSWORD|SECRET|EMAIL/.test(line))).toEqual([]);
  expect(lines).toContain('ENV LAB=never');
});

test('nothing of this machine gets into the image: what may is a list, and all of it is there', () => {
  const [first, ...allowed] = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(first).toBe('**');
  expect(allowed.filter((line) => !line.startsWith('!') || !existsSync(join(root, line.slice(1))))).toEqual([]);
  // What a run needs: its configuration, its code, its tests, and what npm installs.
  for (const needed of [
    'package.json',
    'package-lock.json',
    '.npmrc',
    'playwright.config.ts',
    'fixtures',
    'scripts',
    'tests',
  ]) {
    expect(allowed).toContain(`!${needed}`);
  }
  expect(allowed.join('\n')).not.toMatch(/\.env|\.probe|\.git|results/);
});

test('the development container is the same image, as its user without rights', () => {
  const container = z.looseObject({ remoteUser: z.string(), image: z.string(), postCreateCommand: z.string() });
  const read = container.parse(JSON.parse(textOf('.devcontainer/devcontainer.json')));
  expect(read.remoteUser).toBe('pwuser');
  expect(read.postCreateCommand).toBe('npm ci');
  expect(textOf('Dockerfile')).toContain(`FROM ${read.image}\n`);
});
