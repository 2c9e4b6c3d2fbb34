import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { compileAhead, compiledFolder, placeOf } from '../../fixtures/run/compiled.ts';
import { expect, test } from './unit-test.ts';

/** Playwright’s own way from a source to what it runs. */
const compiler = z.object({
  transform: z.object({
    transformHook: z.function({ input: [z.string(), z.string()], output: z.object({ code: z.string() }) }),
  }),
});

test('Playwright runs what was compiled ahead', () => {
  // A copy of the suite in which mutants are tried has not gone through its configuration.
  compileAhead(false);
  const source = readFileSync(__filename, 'utf8');
  const ahead = readFileSync(`${placeOf(__filename, compiledFolder()).stem}.js`, 'utf8').replace(/^.*\n/, '');
  const load: (name: string) => unknown = createRequire(require.resolve('@playwright/test/package.json'));
  const { transformHook } = compiler.parse(load('playwright/lib/common')).transform;
  expect(transformHook(source, __filename).code).toBe(ahead);
  // Each compiler begins in a way of its own.
  expect(ahead).toMatch(/^"use strict";\nvar __/);
});

test('a stack leads to the line of the source', () => {
  const { stack = '' } = new Error('here');
  const line = /compiled\.spec\.ts:(?<line>\d+):/.exec(stack)?.groups?.['line'];
  expect(readFileSync(__filename, 'utf8').split('\n')[Number(line) - 1]).toContain("new Error('here')");
});
