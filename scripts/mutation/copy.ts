import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runProgram, startProgram } from '../../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import type { z } from 'zod';
import type { Job } from './jobs.ts';
import { mutate, type Mutants } from './mutants.ts';

const root = resolve(__dirname, '../..');

/** What decides: the rooms whose mistakes would accuse somebody, let something pass, or be read as something else. */
const rooms = [
  /^fixtures\/(diagnosis|settings|explain)\//,
  /^fixtures\/evidence\/(sources|account)\//,
  /^fixtures\/evidence\/redact\.ts$/,
  /^fixtures\/report\/(scan\/.*|csv\.ts)$/,
  /^fixtures\/run\/accounts\//,
];
/** Tests that read the sources as text, or start programs that would read the real ones. */
const others =
  /\/(house|references|plain-english|engines|ci-examples|scripts|verify-command|end-steps|unknowns-documented|hostile-texts)\.spec\.ts$/;
/** A process is ended where it has not come to the end of its job by then. */
const longestMs = 10 * 60_000;

const children = new ChildEnvironment(process.env, 'node');

/** A copy of the project with all the mutants in it, of which one at a time is active, or none. */
export class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'campaign-login-mutation-'));
  readonly #files: readonly string[];
  #jobs = 0;

  /** Copies what git knows of the project; its unit tests run without Playwright’s runner. */
  constructor() {
    const environment = new ChildEnvironment(process.env, 'git');
    const options = ['ls-files', '-co', '--exclude-standard', '--deduplicate'];
    const { output } = runProgram({ command: 'git', options, environment, folder: root });
    this.#files = output.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
    for (const file of this.#files) {
      mkdirSync(dirname(join(this.#folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.#folder, file));
    }
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'), 'dir');
    const standIn = "export { expect, test } from '../../scripts/mutation/stand-in-test.ts';\n";
    writeFileSync(join(this.#folder, 'tests/unit/unit-test.ts'), standIn);
  }

  /** The unit tests by which mutants are tried: all, or those that are named. */
  specs(named: readonly string[] = []): readonly string[] {
    return this.#files
      .filter((file) => /^tests\/unit\/.*\.spec\.ts$/.test(file) && !others.test(file))
      .filter((file) => named.length === 0 || named.some((path) => file.startsWith(path)));
  }

  /** Puts the mutants in, of all that decides or of the parts of it that are named. */
  async mutate(within: readonly string[]): Promise<Mutants> {
    const isMeant = (file: string): boolean =>
      file.endsWith('.ts') &&
      rooms.some((room) => room.test(file)) &&
      (within.length === 0 || within.some((path) => file.startsWith(path)));
    return mutate(this.#folder, this.#files.filter(isMeant));
  }

  /** Has a process of its own do a job, and gives what it answered before it ended, in whatever way. */
  async do<T>(job: (answers: string) => Job, schema: z.ZodType<T>): Promise<readonly T[]> {
    const name = join(this.#folder, `job-${String((this.#jobs += 1))}`);
    const answers = `${name}-answers.jsonl`;
    writeFileSync(answers, '');
    writeFileSync(`${name}.json`, JSON.stringify(job(answers)));
    await startProgram({
      command: process.execPath,
      options: ['--import', 'tsx', 'scripts/mutation/trial.ts', `${name}.json`],
      environment: children,
      given: { HOME: this.#folder, XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' },
      folder: this.#folder,
      withinMs: longestMs,
    });
    const lines = readFileSync(answers, 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => schema.parse(JSON.parse(line)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
