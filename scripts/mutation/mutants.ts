import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Logger } from '@stryker-mutator/api/logging';
import { notMutated } from './not-mutated.ts';

const nothing = (): void => undefined;
const no = (): boolean => false;
const silent: Logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

/** The mutants that may be tried, and how many are not, by the reason that none of those could be noticed by itself. */
export interface Mutants {
  readonly tried: readonly Mutant[];
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Rewrites files so that one mutant of them is active at a time, as the environment says.
 *
 * @param root the copy of the project in which they are rewritten
 * @param files their paths, relative to it
 */
export async function mutate(root: string, files: readonly string[]): Promise<Mutants> {
  const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(join(root, name), 'utf8') }));
  // An ES module, whose own imports only a native import() resolves.
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const options = { plugins: null, ignorers: [notMutated], excludedMutations: [], noHeader: false };
  const { files: changed, mutants } = await new Instrumenter(silent).instrument(sources, options);
  for (const { name, content } of changed) writeFileSync(join(root, name), content);
  const left = new Map<string, number>();
  for (const { status, statusReason = '' } of mutants) {
    if (status === 'Ignored') left.set(statusReason, (left.get(statusReason) ?? 0) + 1);
  }
  return { tried: mutants.filter(({ status }) => status !== 'Ignored'), left };
}
