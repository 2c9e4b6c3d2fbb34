import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { promiseAnnotation, readTried } from '../tests/fire/promise.ts';
import { fireSeed } from '../tests/fire/seed.ts';
import { saidBesides } from './command-line.ts';
import { firePage, isBroken, type FireTest } from './fire-page.ts';
import { writePage } from './write-page.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';

const root = resolve(__dirname, '..');
const file = join(root, 'docs', 'fire.md');

/**
 * Writes what a whole fire found to `docs/fire.md`, also where a promise is broken: the page says which. A test that passes
 * and records no promise fails the run, since nobody could tell what it tried.
 */
export default class FireReporter implements Reporter {
  readonly #tests: FireTest[] = [];
  #left: readonly string[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    const begun = new Set(suite.allTests().map(({ location }) => basename(location.file)));
    const specs = readdirSync(join(root, 'tests', 'fire')).filter((name) => name.endsWith('.spec.ts'));
    const besides = saidBesides(process.argv).join(' ');
    this.#left = besides === '' ? specs.filter((name) => !begun.has(name)) : [`what ${besides} left out`];
  }

  onTestEnd(test: TestCase, { annotations, status }: TestResult): void {
    const told = annotations.filter(({ type }) => type === promiseAnnotation);
    const skipped = annotations.find(({ type }) => type === 'skip')?.description;
    this.#tests.push({
      title: test.titlePath().slice(2).join(' › '),
      status,
      tried: told.map(({ description }) => readTried(description ?? '')),
      ...(skipped !== undefined && { skipped }),
    });
  }

  async onEnd({ status, duration }: FullResult): Promise<{ readonly status: FullResult['status'] } | undefined> {
    const verdict = status === 'passed' && this.#tests.some(isBroken) ? { status: 'failed' as const } : undefined;
    const left = status === 'interrupted' ? ['what came after the interruption'] : this.#left;
    if (left.length > 0) {
      say(terminal`\nNot tried: ${left.join(', ')}. So ${file} is unchanged.`);
      return verdict;
    }
    const page = firePage(this.#tests, { seed: fireSeed(), durationMs: duration });
    await writePage(file, page);
    const broken = this.#tests.filter(isBroken).length;
    say(terminal`\n${String(this.#tests.length)} tests, ${String(broken)} of them broken: ${file}`);
    return verdict;
  }

  printsToStdio(): boolean {
    return false;
  }
}
