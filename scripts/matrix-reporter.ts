import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { cellAnnotation, foundCellSchema } from '../tests/lab/test-cell.ts';
import { worldAnnotation } from '../tests/lab/test-world.ts';
import { tonight } from '../tests/matrix/parts.ts';
import { saidBesides } from './command-line.ts';
import { leftOut, triedParts, type MatrixTest } from './matrix-night.ts';
import { howToTryAll, inWords, matrixPage } from './matrix-page.ts';
import { foundWorld, worldFigures } from './world-figures.ts';
import { writePage } from './write-page.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';

const root = resolve(__dirname, '..');
const file = join(root, 'docs', 'matrix.md');

/**
 * Says what a night of the matrix tried, and of how much. What it found it writes to `docs/matrix.md`, also where something is
 * wrong: the page says what. A run that was interrupted or that tried less than its night has to leaves the page as it is.
 */
export default class MatrixReporter implements Reporter {
  #tests: readonly TestCase[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests();
  }

  async onEnd({ status, duration }: FullResult): Promise<void> {
    const night = tonight();
    const tests = this.#tests.map(asMatrixTest);
    const parts = triedParts(tests);
    for (const figures of worldFigures(this.#tests.flatMap((test) => toldBy(test, worldAnnotation)).map(foundWorld)))
      say(terminal`\n${figures}`);
    say(terminal`\nTried by the seed ${String(night.seed)}:`);
    for (const part of parts) say(terminal`  ${inWords(part)}`);
    say(terminal`${howToTryAll({ ...night, parts })}`);
    const specs = readdirSync(join(root, 'tests', 'matrix')).filter((name) => name.endsWith('.spec.ts'));
    const besides = saidBesides(process.argv).join(' ');
    const left = besides === '' ? leftOut(tests, { night, specs, status }) : [`it is a run with ${besides}`];
    if (left.length > 0) {
      say(terminal`\n${file} is unchanged: ${left.join('; ')}.`);
      return;
    }
    const results = this.#tests.flatMap((test) =>
      toldBy(test, cellAnnotation).map((told) => ({
        cell: foundCellSchema.parse(JSON.parse(told)),
        isRight: isRight(test),
      })),
    );
    // A wrong cell says on the page what was said of it.
    const others = this.#tests.filter((test) => !isRight(test) && toldBy(test, cellAnnotation).length === 0);
    const wrong = others.map((test) => test.title);
    await writePage(file, matrixPage(results, { ...night, durationMs: duration, parts }, wrong));
    say(terminal`\n${String(tests.length)} tests, ${status}: ${file}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function asMatrixTest(test: TestCase): MatrixTest {
  const status = test.results.at(-1)?.status;
  return { title: test.title, spec: specOf(test.parent), under: test.parent.title, ...(status && { status }) };
}

function specOf({ type, title, parent }: Suite): string {
  return type === 'file' || !parent ? basename(title) : specOf(parent);
}

function isRight({ results }: TestCase): boolean {
  return results.at(-1)?.status === 'passed';
}

function toldBy({ results }: TestCase, annotation: string): readonly string[] {
  const told = results.at(-1)?.annotations ?? [];
  return told.flatMap(({ type, description }) => (type === annotation && description !== undefined ? description : []));
}
