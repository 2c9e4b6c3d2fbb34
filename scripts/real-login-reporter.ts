import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FullConfig, FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { z } from 'zod';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { readRealTry, realAnnotation } from '../tests/real/real-try.ts';
import { realLoginPage, type RealResult } from './real-login-page.ts';
import { writePage } from './write-page.ts';

const root = resolve(__dirname, '..');
const file = join(root, 'docs', 'real-login.md');
const pinned = z.object({ dependencies: z.record(z.string(), z.string()) });

/** Writes what a whole run with real login software found to a page of `docs/`, also where a flow is not right. */
export default class RealLoginReporter implements Reporter {
  readonly #results: RealResult[] = [];
  #isPart = false;

  onBegin({ shard, grep, grepInvert }: FullConfig): void {
    this.#isPart = shard !== null || grepInvert !== null || String(grep) !== '/.*/';
  }

  onTestEnd(_test: TestCase, { annotations, status }: TestResult): void {
    const told = annotations.find(({ type }) => type === realAnnotation)?.description;
    if (told !== undefined) this.#results.push({ tried: readRealTry(told), isRight: status === 'passed' });
  }

  async onEnd({ status, duration }: FullResult): Promise<void> {
    if (this.#isPart || status === 'interrupted') {
      say(terminal`\nNot everything was tried, so ${file} is unchanged.`);
      return;
    }
    const { dependencies } = pinned.parse(JSON.parse(readFileSync(join(root, 'real-login', 'package.json'), 'utf8')));
    const versionOf = (name: string): string => dependencies[name] ?? 'of no known version';
    await writePage(file, realLoginPage(this.#results, { durationMs: duration, versionOf }));
    say(terminal`\n${String(this.#results.length)} sign-ins, ${status}: ${file}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
