import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test as base } from '@playwright/test';

export * from '@playwright/test';

interface Instrumented {
  __stryker__?: {
    currentTestId?: string | undefined;
    mutantCoverage?: { perTest: Record<string, Record<string, number>> };
  };
}
const shared: typeof globalThis & Instrumented = globalThis;

const folder = process.env['MUTATION_COVERAGE'] ?? '';

/** Playwright’s `test`, in a copy of the project: it writes down which mutants each test comes across, and how long it takes. */
export const test = base.extend<{ _covered: undefined }, { _written: Map<string, number> }>({
  _written: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies of a fixture from its first parameter.
    async ({}, use, { parallelIndex, workerIndex }) => {
      const durations = new Map<string, number>();
      await use(durations);
      if (folder === '') return;
      const covered = Object.entries(shared.__stryker__?.mutantCoverage?.perTest ?? {});
      const tests = covered.map(([id, mutants]) => ({
        id,
        durationMs: durations.get(id),
        mutants: Object.keys(mutants),
      }));
      writeFileSync(join(folder, `${String(parallelIndex)}-${String(workerIndex)}.json`), JSON.stringify(tests));
    },
    { scope: 'worker', auto: true },
  ],
  _covered: [
    async ({ _written }, use, { file, line }) => {
      const instrumented = (shared.__stryker__ ??= {});
      const id = `${relative(process.cwd(), file)}:${String(line)}`;
      const begun = performance.now();
      instrumented.currentTestId = id;
      await use(undefined);
      instrumented.currentTestId = undefined;
      _written.set(id, (_written.get(id) ?? 0) + performance.now() - begun);
    },
    { auto: true },
  ],
});
