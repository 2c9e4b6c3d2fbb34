import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/* What a unit test has of Playwright’s `test`, without its runner, which needs seconds to begin: a process goes on with the
   next mutant at once. */

export { expect } from '../../tests/unit/expect.ts';

interface TestInfo {
  readonly outputDir: string;
  readonly outputPath: (...parts: readonly string[]) => string;
  readonly config: { readonly projects: readonly object[] };
}
type Body = (fixtures: object, testInfo: TestInfo) => unknown;

/** A test of a unit, to be run as often as one likes. */
export interface UnitTest {
  readonly title: string;
  readonly run: (outputDir: string) => Promise<void>;
}

class Skipped extends Error {}

interface Group {
  readonly titles: readonly string[];
  readonly before: Body[];
  readonly after: Body[];
}
let group: Group = { titles: [], before: [], after: [] };
let collected: UnitTest[] = [];

/** The tests that a file declares while it is loaded. */
export function collect(load: () => void): readonly UnitTest[] {
  collected = [];
  load();
  return collected;
}

function declare(title: string, ...rest: readonly [object, Body] | readonly [Body]): void {
  const [body, details] = rest.length === 1 ? [rest[0]] : [rest[1], rest[0]];
  // What is long for a night is far too long in code that counts each of its steps.
  if (details && 'tag' in details && String(details.tag).includes('@large')) return;
  const { titles, before, after } = group;
  const run = async (outputDir: string): Promise<void> => {
    const outputPath = (...parts: readonly string[]): string => {
      mkdirSync(outputDir, { recursive: true });
      return join(outputDir, ...parts);
    };
    const testInfo = { outputDir, outputPath, config: { projects: [{ name: 'unit' }] } };
    try {
      for (const step of [...before, body]) await step({}, testInfo);
    } catch (error) {
      if (!(error instanceof Skipped)) throw error;
    } finally {
      for (const step of after) await step({}, testInfo);
    }
  };
  collected.push({ title: [...titles, title].join(' › '), run });
}

function describe(title: string, content: () => void): void {
  const outer = group;
  group = { titles: [...outer.titles, title], before: [...outer.before], after: [...outer.after] };
  try {
    content();
  } finally {
    group = outer;
  }
}

/** Declares a test as Playwright’s own function does. */
export const test = Object.assign(declare, {
  describe,
  beforeEach: (body: Body): void => void group.before.push(body),
  afterEach: (body: Body): void => void group.after.push(body),
  skip: (condition: boolean): void => {
    if (condition) throw new Skipped();
  },
});
