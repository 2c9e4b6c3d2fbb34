import { parseArgs } from 'node:util';
import type { Mutant } from '@stryker-mutator/api/core';
import { draw } from '../../fixtures/lab/chance.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal, type TerminalText } from '../../fixtures/report/outlets/terminal.ts';
import { runScript } from '../run-script.ts';
import { Copy } from './copy.ts';
import { coverageSchema, type Candidate } from './jobs.ts';
import { Plan } from './plan.ts';
import { unnoticed } from './unnoticed.ts';

const usage = terminal`Breaks the code in many small ways, one at a time, and counts how many
of them the unit tests notice. Changes nothing in the project.

  npm run mutation
      600 mutants, drawn by today’s date
  npm run mutation -- --count 60 --seed 7 fixtures/settings
      fewer of them, of these files
  npm run mutation -- fixtures/report/csv.ts tests/unit/csv.spec.ts
      of this file, by these tests alone: while you write them

  --count <number>     how many mutants are tried (600)
  --seed <number>      by which they are drawn
  --workers <number>   how many processes try them at a time (2)
  --least <number>     the per cent that must be noticed (90)
  --help               this text

Each line of the result is a place that was changed without any test
noticing, what stood there then, and why. Write the test that says what
a reader relies on there, or delete what nobody relies on.
The exit status is 0 if at least that many are noticed.`;

/** What the tests come across while no mutant is active; they have to be green. */
async function plan(copy: Copy, specs: readonly string[], mutants: readonly Mutant[], workers: number): Promise<Plan> {
  const parts = Array.from({ length: workers }, (_, part) => specs.filter((__, index) => index % workers === part));
  const answered = parts.map((part) =>
    copy.do((answers) => ({ kind: 'coverage', answers, specs: part }), coverageSchema),
  );
  const coverage = (await Promise.all(answered)).flat();
  const silent = specs.filter((spec) => !coverage.some((one) => one.spec === spec));
  const [red] = coverage.filter(({ error }) => error !== undefined);
  if (red) throw new Error(`${red.spec} is not green without a mutant: ${red.title ?? ''}\n${red.error ?? ''}`);
  if (silent.length > 0) throw new Error(`Without a mutant these said nothing: ${silent.join(', ')}`);
  return new Plan(mutants, coverage);
}

async function mutation(given: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: {
      count: { type: 'string', default: '600' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
      workers: { type: 'string', default: '2' },
      least: { type: 'string', default: '90' },
    },
    allowPositionals: true,
  });
  const copy = new Copy();
  try {
    const isTest = (path: string): boolean => path.startsWith('tests/');
    const { tried, left } = await copy.mutate(positionals.filter((path) => !isTest(path)));
    const workers = Number(values.workers);
    const planned = await plan(copy, copy.specs(positionals.filter(isTest)), tried, workers);
    const drawn = draw(tried, Number(values.count), Number(values.seed));
    const candidates = drawn.map((mutant): Candidate => planned.candidate(mutant));
    const ids = await unnoticed(copy, candidates, workers);
    const tests = new Map(candidates.map((candidate) => [candidate.id, candidate.tests.length]));
    for (const mutant of drawn) if (ids.has(mutant.id)) say(survivor(mutant, tests.get(mutant.id) ?? 0));
    for (const [reason, count] of left) say(terminal`Not tried: ${String(count)} of ${reason}.`);
    return report(ids.size, drawn.length, tried.length, Number(values.least), values.seed);
  } finally {
    copy.remove();
  }
}

/** Where a mutant is, what stood there, and why it was not noticed. */
function survivor({ fileName, location, mutatorName, replacement }: Mutant, tests: number): TerminalText {
  const place = `${fileName}:${String(location.start.line + 1)}:${String(location.start.column + 1)}`;
  const why = tests === 0 ? 'no test comes across it' : `of ${String(tests)} tests that come across it none says this`;
  return terminal`${place}  ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}  (${why})`;
}

function report(left: number, count: number, of: number, least: number, seed: string): boolean {
  const percent = count === 0 ? 0 : ((count - left) / count) * 100;
  say(
    terminal`${String(count - left)} of ${String(count)} mutants were noticed (${percent.toFixed(1)} %), of ${String(of)} that could be drawn; seed ${seed}. At least ${String(least)} % are due.`,
  );
  return percent >= least;
}

void runScript(module, { usage, run: mutation });
