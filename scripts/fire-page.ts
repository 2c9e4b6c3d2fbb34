import { promises, type PromiseId, type Tried } from '../tests/fire/promise.ts';

/** One test of the fire, and what it recorded. */
export interface FireTest {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  readonly tried: readonly Tried[];
  /** Why it was skipped, where it was. */
  readonly skipped?: string;
}

/** A fire as a whole. */
export interface FireRun {
  readonly seed: number;
  readonly durationMs: number;
}

/** Whether a test leaves a promise broken, or nobody can tell what it tried. What this machine cannot show says so. */
export function isBroken({ status, tried, skipped }: FireTest): boolean {
  if (status === 'skipped' && skipped !== undefined && skipped !== '') return false;
  return status !== 'passed' || tried.length === 0 || tried.some(({ tried: times, held }) => held < times);
}

/** The page for readers: every promise, how it was put under fire, how often, and how often it held. */
export function firePage(tests: readonly FireTest[], { seed, durationMs }: FireRun): string {
  const tried = tests.flatMap((test) => test.tried);
  const broken = tests.filter(isBroken);
  const count = (of: (one: Tried) => number): string => String(tried.reduce((sum, one) => sum + of(one), 0));
  return [
    '# What holds under fire',
    '',
    'Written by `npm run fire`, which attacks the suite from a hostile world in the embedded lab, with pages, networks, files and interruptions built to break what it promises.',
    '',
    `- **${count((one) => one.tried)}** tries, of which **${count((one) => one.tried - one.held)}** broke a promise`,
    `- **${String(tests.length)}** tests in **${inMinutes(durationMs)}**, seed ${String(seed)} (\`FIRE_SEED=${String(seed)} npm run fire\` draws the same)`,
    '',
    ...promiseIds.flatMap((id) =>
      section(
        id,
        tried.filter(({ promise }) => promise === id),
      ),
    ),
    ...left(tests),
    ...(broken.length > 0 ? ['## Broken', '', ...broken.map(({ title }) => `- ${inCell(title)}`), ''] : []),
  ].join('\n');
}

const promiseIds = Object.keys(promises).filter((id): id is PromiseId => Object.hasOwn(promises, id));

function section(id: PromiseId, tried: readonly Tried[]): readonly string[] {
  if (tried.length === 0) return [];
  const ways = [...new Set(tried.map(({ how }) => how))];
  const rows = ways.map((how) => {
    const same = tried.filter((one) => one.how === how);
    const [times, held] = [sum(same.map((one) => one.tried)), sum(same.map((one) => one.held))];
    const measured = [...same.flatMap((one) => one.measured ?? []), ...addedUp(same), ...highest(same)].join('; ');
    return `| ${[inCell(how), String(times), held < times ? `**${String(held)}**` : String(held), inCell(measured)].join(' | ')} |`;
  });
  return [
    `## ${promises[id]}`,
    '',
    '| how it was tried | tried | held | measured |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

/** The sum of each figure that is counted. */
function addedUp(tried: readonly Tried[]): readonly string[] {
  const figures = tried.flatMap(({ counted }) => counted ?? []);
  return [...new Set(figures.map((one) => one.of))].map((name) => {
    const times = sum(figures.filter((one) => one.of === name).map((one) => one.times));
    return `${name}: ${String(times)}`;
  });
}

/** The highest of each figure. */
function highest(tried: readonly Tried[]): readonly string[] {
  const figures = tried.flatMap(({ most }) => most ?? []);
  return [...new Set(figures.map((one) => one.of))].map((name) => {
    const same = figures.filter((one) => one.of === name);
    return `${name}: at most ${String(Math.max(...same.map(({ value }) => value)))} ${same[0]?.unit ?? ''}`;
  });
}

/** What this machine could not show, and why. */
function left(tests: readonly FireTest[]): readonly string[] {
  const skipped = tests.filter((test) => test.status === 'skipped' && !isBroken(test));
  if (skipped.length === 0) return [];
  return [
    '## Not tried on this machine',
    '',
    ...skipped.map(({ title, skipped: why = '' }) => `- ${inCell(title)}: ${inCell(why)}`),
    '',
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function inMinutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}
