import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { pairCells, singleCells } from '../fixtures/lab/matrix/cells.ts';
import { cellAnnotation, foundCellSchema, type FoundCell } from '../tests/lab/test-cell.ts';
import { worldAnnotation } from '../tests/lab/test-world.ts';
import { matrixPage } from './matrix-page.ts';
import { foundWorld, worldFigures, type FoundWorld } from './world-figures.ts';
import { writePage } from './write-page.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';

const file = join(resolve(__dirname, '..'), 'docs', 'matrix.md');

/** Writes the confusion matrix of a whole run to `docs/matrix.md`, also where a cell is wrong: the page says which. */
export default class MatrixReporter implements Reporter {
  readonly #cells: { readonly cell: FoundCell; readonly isRight: boolean }[] = [];

  readonly #worlds: FoundWorld[] = [];

  onTestEnd(_test: TestCase, result: TestResult): void {
    const world = result.annotations.find(({ type }) => type === worldAnnotation)?.description;
    if (world !== undefined) this.#worlds.push(foundWorld(world));
    const told = result.annotations.find(({ type }) => type === cellAnnotation)?.description;
    if (told === undefined) return;
    this.#cells.push({ cell: foundCellSchema.parse(JSON.parse(told)), isRight: result.status === 'passed' });
  }

  async onEnd({ status }: FullResult): Promise<void> {
    for (const figures of worldFigures(this.#worlds)) say(terminal`\n${figures}`);
    const missing = singleCells().length + pairCells().length - this.#cells.length;
    if (missing > 0) {
      say(terminal`\n${String(missing)} cells were not run, so ${file} is unchanged.`);
      return;
    }
    mkdirSync(join(file, '..'), { recursive: true });
    await writePage(file, matrixPage(this.#cells));
    say(terminal`\n${String(this.#cells.length)} cells, ${status}: ${file}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
