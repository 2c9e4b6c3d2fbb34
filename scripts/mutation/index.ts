import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from '@stryker-mutator/api/core';
import { z } from 'zod';
import { draw } from '../../fixtures/lab/chance.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
import { runProgram, startProgram } from '../../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import { runScript } from '../run-script.ts';
import { mutate } from './mutants.ts';

const usage = terminal`Breaks the code in many small ways, one at a time, and counts how many
of them the unit tests notice. Changes nothing in the project.

  npm run mutation
      600 mutants, drawn by today’s date
  npm run mutation -- --count 60 --seed 7 fixtures/settings
      fewer of them, of these files

  --count <number>   how many mutants are tried (600)
  --seed <number>    by which they are drawn
  --least <number>   the per cent that must be noticed (90)
  --help             this text

The exit status is 0 if at least that many are noticed.`;

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
  /\/(house|references|documentation|plain-english|engines|ci-examples|scripts|verify-command|end-steps|unknowns-documented|scan-containers|hostile-texts)\.spec\.ts$/;
/** A mutant that nothing notices within so many tests, or so long, counts as unnoticed. */
const mostTests = 150;
const mostMs = 60_000;

const coverageSchema = z.array(
  z.object({ id: z.string(), durationMs: z.number().exactOptional(), mutants: z.array(z.string()) }),
);
interface CoveringTest {
  readonly id: string;
  readonly durationMs: number;
  readonly mutants: ReadonlySet<string>;
}

/** Copies what git knows of the project, with the mutants in it; the tests in it say what they cover. */
async function prepare(copy: string, within: readonly string[]): Promise<readonly Mutant[]> {
  const environment = new ChildEnvironment(process.env, 'git');
  const { output } = runProgram({
    command: 'git',
    options: ['ls-files', '-co', '--exclude-standard'],
    environment,
    folder: root,
  });
  const files = output.split('\n').filter((file) => file !== '');
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const covered = '../../scripts/mutation/covered-test.ts';
  for (const file of files.filter((name) => name.startsWith('tests/unit/') && name.endsWith('.spec.ts'))) {
    const text = readFileSync(join(copy, file), 'utf8');
    writeFileSync(join(copy, file), text.replace("from '@playwright/test'", `from '${covered}'`));
  }
  writeFileSync(
    join(copy, 'mutation.config.ts'),
    `export default { testDir: 'tests/unit', testIgnore: ${String(others)}, fullyParallel: false, workers: 2, timeout: 20000, outputDir: 'test-output/mutation' };`,
  );
  const isMeant = (file: string): boolean =>
    file.endsWith('.ts') &&
    rooms.some((room) => room.test(file)) &&
    (within.length === 0 || within.some((path) => file.startsWith(path)));
  return mutate(copy, files.filter(isMeant));
}

/** What the tests of a copy, run with no mutant active, come across. */
async function coverage(copy: string): Promise<readonly CoveringTest[]> {
  const folder = join(copy, 'coverage');
  mkdirSync(folder);
  const { status, output } = await tests(copy, [], { MUTATION_COVERAGE: folder }, 10 * 60_000);
  if (status !== 0) throw new Error(`The unit tests are not green without a mutant:\n${output.slice(-4000)}`);
  const all = readdirSync(folder).flatMap((name) =>
    coverageSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
  return all
    .map(({ id, durationMs = 0, mutants }) => ({ id, durationMs, mutants: new Set(mutants) }))
    .sort((one, other) => one.durationMs - other.durationMs);
}

const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
const children = new ChildEnvironment(process.env, 'node');

function tests(copy: string, which: readonly string[], given: Readonly<Record<string, string>>, withinMs: number) {
  return startProgram({
    command: process.execPath,
    options: [playwright, 'test', '-c', 'mutation.config.ts', '--max-failures=1', '--reporter=line', ...which],
    environment: children,
    given,
    folder: copy,
    withinMs,
  });
}

/** The tests that may notice a mutant, the shortest first; for what is made when a file is loaded, those of its other mutants. */
function testsFor(mutant: Mutant, all: readonly CoveringTest[], mutants: readonly Mutant[]): readonly string[] {
  const covering = all.filter((one) => one.mutants.has(mutant.id));
  if (covering.length > 0) return covering.slice(0, mostTests).map(({ id }) => id);
  const beside = mutants.filter(({ fileName }) => fileName === mutant.fileName).map(({ id }) => id);
  return all
    .map((one) => ({ id: one.id, count: beside.filter((id) => one.mutants.has(id)).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, mostTests)
    .map(({ id }) => id);
}

async function isNoticed(copy: string, mutant: Mutant, which: readonly string[]): Promise<boolean> {
  if (which.length === 0) return false;
  const unique = [...new Set(which)];
  const { status } = await tests(copy, unique, { __STRYKER_ACTIVE_MUTANT__: mutant.id }, mostMs);
  return status !== 0;
}

async function mutation(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    options: {
      count: { type: 'string', default: '600' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
      least: { type: 'string', default: '90' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    say(usage);
    return true;
  }
  const copy = mkdtempSync(join(tmpdir(), 'campaign-login-mutation-'));
  try {
    const mutants = await prepare(copy, positionals);
    const all = await coverage(copy);
    const drawn = [...draw(mutants, Number(values.count), Number(values.seed))];
    const unnoticed: Mutant[] = [];
    const count = drawn.length;
    const next = async (): Promise<void> => {
      for (let mutant = drawn.pop(); mutant !== undefined; mutant = drawn.pop()) {
        if (!(await isNoticed(copy, mutant, testsFor(mutant, all, mutants)))) unnoticed.push(mutant);
      }
    };
    await Promise.all([next(), next()]);
    return report(unnoticed, count, mutants.length, Number(values.least), values.seed);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function report(unnoticed: readonly Mutant[], count: number, of: number, least: number, seed: string): boolean {
  const place = ({ fileName, location }: Mutant): string => `${fileName}:${String(location.start.line + 1)}`;
  for (const mutant of [...unnoticed].sort((one, other) => place(one).localeCompare(place(other)))) {
    say(terminal`${place(mutant)}  ${mutant.mutatorName}: ${mutant.replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`);
  }
  const percent = count === 0 ? 0 : ((count - unnoticed.length) / count) * 100;
  say(
    terminal`${String(count - unnoticed.length)} of ${String(count)} mutants were noticed (${percent.toFixed(1)} %), of ${String(of)} that could be drawn; seed ${seed}. At least ${String(least)} % are due.`,
  );
  return percent >= least;
}

void runScript(mutation);
