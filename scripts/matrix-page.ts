import { faults } from '../fixtures/lab/faults/index.ts';
import type { FoundCell } from '../tests/lab/test-cell.ts';
import type { TriedNight, TriedPart } from './matrix-night.ts';

/** A cell, and whether what was said of it is true. */
export interface MatrixResult {
  readonly cell: FoundCell;
  readonly isRight: boolean;
}

const none = '(none)';

/**
 * The page for readers: what the suite says of the ways of breaking a login that the lab knows, as far as they were tried.
 *
 * @param others titles of the tests of anything but a cell in which something was wrong
 */
export function matrixPage(
  results: readonly MatrixResult[],
  night: TriedNight,
  others: readonly string[] = [],
): string {
  const singles = results.filter(({ cell }) => cell.faults.length === 1);
  const pairs = results.filter(({ cell }) => cell.faults.length > 1);
  const wrong = results.filter(({ isRight }) => !isRight);
  return [
    `# What is said about ${night.isWhole ? 'every way' : 'ways'} of breaking a login`,
    '',
    'Written by `npm run matrix`, which runs the suite against the embedded lab: faults, in every shape in which they can show, behind every way in which a login can start; and pairs of faults. A row is what is true, a column what was said.',
    '',
    `- **${String(results.length)}** worlds with a fault: ${String(singles.length)} with one, ${String(pairs.length)} with two`,
    `- **${String(wrong.length)}** about which something untrue was said`,
    `- **${String(results.filter(({ cell }) => cell.found.decidedBy === 'request').length)}** decided before a password was typed`,
    '',
    ...whatWasTried(night),
    ...section('One fault: the first cause', singles, ({ expected }) => expected.first[0] ?? none, firstOf),
    ...section(
      'One fault: the outcome',
      singles,
      ({ expected }) => expected.outcome,
      ({ found }) => found.outcome,
    ),
    '## Every fault',
    '',
    ...table(
      ['fault', 'what is wrong', 'worlds', 'right', 'passwords typed'],
      faults.flatMap(({ id, title }) => {
        const own = singles.filter(({ cell }) => cell.faults[0] === id);
        if (own.length === 0) return [];
        const right = own.filter(({ isRight }) => isRight).length;
        const passwords = own.reduce((sum, { cell }) => sum + cell.passwords, 0);
        return [[`\`${id}\``, title, String(own.length), String(right), String(passwords)]];
      }),
    ),
    '',
    ...section(
      'Two faults: the outcome',
      pairs,
      ({ expected }) => expected.outcome,
      ({ found }) => found.outcome,
    ),
    ...wrongOnes(wrong, others),
  ].join('\n');
}

/** What a run tried of how many, and when the rest has its turn. */
function whatWasTried(night: TriedNight): readonly string[] {
  const { parts, isWhole, seed, durationMs } = night;
  return [
    '## What was tried',
    '',
    `${isWhole ? 'Everything' : 'A part of everything'}, in ${String(Math.ceil(durationMs / 60_000))} minutes, by the seed ${String(seed)}. ${howToTryAll(night)}`,
    '',
    ...table(
      ['what', 'tried', 'of', 'not right', 'all of it in'],
      parts.map(({ title, tried, of, notRight, nights }) => [
        title,
        String(tried),
        of === undefined ? 'no end' : String(of),
        notRight === 0 ? '0' : `**${String(notRight)}**`,
        nights === undefined ? 'new ones every night' : nights === 1 ? 'every night' : `${String(nights)} nights`,
      ]),
    ),
    '',
  ];
}

/** How the same is tried again, and how all of it. */
export function howToTryAll({ parts, seed, isWhole }: Omit<TriedNight, 'durationMs'>): string {
  const same = `MATRIX_SEED=${String(seed)}`;
  if (isWhole) return `The same again: \`${same} MATRIX_ALL=1 npm run matrix\`.`;
  const nights = Math.max(...parts.map((part) => part.nights ?? 1));
  return `The same again: \`${same} npm run matrix\`. All of it: \`MATRIX_ALL=1 npm run matrix\`, or ${String(nights)} nights in a row.`;
}

/** What was tried of a part, as the terminal says it. */
export function inWords({ title, tried, of, notRight }: TriedPart): string {
  const wrong = notRight > 0 ? ` (${String(notRight)} not right)` : '';
  return `${String(tried)}${of === undefined ? '' : ` of ${String(of)}`}${wrong}: ${title}`;
}

function firstOf({ found }: FoundCell): string {
  return found.causes[0] ?? none;
}

function section(
  title: string,
  results: readonly MatrixResult[],
  truth: (cell: FoundCell) => string,
  said: (cell: FoundCell) => string,
): readonly string[] {
  const rows = [...new Set(results.map(({ cell }) => truth(cell)))];
  const columns = [...new Set([...rows, ...results.map(({ cell }) => said(cell))])];
  const count = (row: string, column: string): string => {
    const cells = results.filter(({ cell }) => truth(cell) === row && said(cell) === column).length;
    return cells === 0 ? '·' : String(cells);
  };
  return [
    `## ${title}`,
    '',
    ...table(
      ['true ↓ said →', ...columns],
      rows.map((row) => [`**${row}**`, ...columns.map((column) => count(row, column))]),
    ),
    '',
  ];
}

function wrongOnes(wrong: readonly MatrixResult[], others: readonly string[]): readonly string[] {
  if (wrong.length + others.length === 0) return [];
  const lines = wrong.map(
    ({ cell: { faults: names, shape, entry, expected, found } }) =>
      `- ${names.join(' + ')} (${[shape, entry].filter((part) => part !== '').join(', ')}): ${expected.outcome}, ${expected.first.join(' or ') || none} is true; said was ${found.outcome}, ${found.causes.join(', ') || none}`,
  );
  return ['## Wrong', '', ...lines, ...others.map((title) => `- ${title.replaceAll('\n', ' ')}`), ''];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
