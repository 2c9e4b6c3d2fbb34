import { parseArgs } from 'node:util';
import type { Mutant } from '@stryker-mutator/api/core';
import { draw } from '../../fixtures/lab/chance.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
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

  --count <number>   how many mutants are tried (600)
  --seed <number>    by which they are drawn
  --least <number>   the per cent that must be noticed (90)
  --help             this text

The exit status is 0 if at least that many are noticed.`;

/** What the tests come across while no mutant is active; they have to be green. */
async function plan(copy: Copy, mutants: readonly Mutant[]): Promise<Plan> {
  const specs = copy.specs();
  const half = (part: number): readonly string[] => specs.filter((_, index) => index % 2 === part);
  const halves = [0, 1].map((part) =>
    copy.do((answers) => ({ kind: 'coverage', answers, specs: [...half(part)] }), coverageSchema),
  );
  const coverage = (await Promise.all(halves)).flat();
  const silent = specs.filter((spec) => !coverage.some((one) => one.spec === spec));
  const [red] = coverage.filter(({ error }) => error !== undefined);
  if (red) throw new Error(`${red.spec} is not green without a mutant: ${red.title ?? ''}\n${red.error ?? ''}`);
  if (silent.length > 0) throw new Error(`Without a mutant these said nothing: ${silent.join(', ')}`);
  return new Plan(mutants, coverage);
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
  const copy = new Copy();
  try {
    const mutants = await copy.mutate(positionals);
    const planned = await plan(copy, mutants);
    const drawn = draw(mutants, Number(values.count), Number(values.seed));
    const candidates = drawn.map((mutant): Candidate => planned.candidate(mutant));
    const ids = await unnoticed(copy, candidates);
    const left = drawn.filter(({ id }) => ids.has(id));
    return report(left, drawn.length, mutants.length, Number(values.least), values.seed);
  } finally {
    copy.remove();
  }
}

function report(left: readonly Mutant[], count: number, of: number, least: number, seed: string): boolean {
  for (const { fileName, location, mutatorName, replacement } of left) {
    const place = `${fileName}:${String(location.start.line + 1)}:${String(location.start.column + 1)}`;
    say(terminal`${place}  ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`);
  }
  const percent = count === 0 ? 0 : ((count - left.length) / count) * 100;
  say(
    terminal`${String(count - left.length)} of ${String(count)} mutants were noticed (${percent.toFixed(1)} %), of ${String(of)} that could be drawn; seed ${seed}. At least ${String(least)} % are due.`,
  );
  return percent >= least;
}

void runScript(mutation);
