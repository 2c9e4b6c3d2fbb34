import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { validate } from 'dockerfile-utils';
import { z } from 'zod';
import { textOf } from '../ci-examples.ts';

const root = resolve(__dirname, '../..');

/** What the linter of Docker’s own language server says of a Dockerfile. */
const lint = (text: string): readonly unknown[] => validate(text).map(({ message }) => message);

const lines = textOf('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

test('the linter finds nothing to say about the Dockerfile, and would', () => {
  const text = textOf('Dockerfile');
  expect(lint(text)).toEqual([]);
  expect(lint(text.replace('WORKDIR /probe', 'WORKDIR probe').replace('ENTRYPOINT', 'ENTRYPOIN'))).toEqual([
    expect.stringContaining('should be absolute'),
    expect.stringContaining('ENTRYPOIN'),
  ]);
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
