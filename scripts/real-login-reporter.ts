import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { z } from 'zod';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { readRealTry, realAnnotation } from '../tests/real/real-try.ts';
import { saidBesides } from './command-line.ts';
import { realLoginPage } from './real-login-page.ts';
import { writePage } from './write-page.ts';

const root = resolve(__dirname, '..');
const file = join(root, 'docs', 'real-login.md');
const pinned = z.object({ dependencies: z.record(z.string(), z.string()) });

/** Writes what a whole run with real login software found to a page of `docs/`, also where a flow is not right. */
export default class RealLoginReporter implements Reporter {
  #tests: readonly TestCase[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests();
  }

  async onEnd({ status, duration }: FullResult): Promise<void> {
    if (saidBesides(process.argv).length > 0 || status === 'interrupted') {
      say(terminal`\nNot everything was tried, so ${file} is unchanged.`);
      return;
    }
    const { dependencies } = pinned.parse(JSON.parse(readFileSync(join(root, 'real-login', 'package.json'), 'utf8')));
    const versionOf = (name: string): string => dependencies[name] ?? 'of no known version';
    // In the order in which they are declared, whichever of them ended first.
    const results = this.#tests.flatMap(({ annotations, results }) => {
      const told = annotations.find(({ type }) => type === realAnnotation)?.description;
      return told === undefined ? [] : [{ tried: readRealTry(told), isRight: results.at(-1)?.status === 'passed' }];
    });
    await writePage(file, realLoginPage(results, { durationMs: duration, versionOf }));
    say(terminal`\n${String(results.length)} sign-ins, ${status}: ${file}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
