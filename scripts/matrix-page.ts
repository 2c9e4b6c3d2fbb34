import { faults } from '../fixtures/lab/faults/index.ts';
import type { FoundCell } from '../tests/lab/test-cell.ts';

/** A cell, and whether what was said of it is true. */
export interface MatrixResult {
  readonly cell: FoundCell;
  readonly isRight: boolean;
}

const none = '(none)';

/** The page for readers: what the suite says of every way of breaking a login that the lab knows. */
export function matrixPage(results: readonly MatrixResult[]): string {
  const singles = results.filter(({ cell }) => cell.faults.length === 1);
  const pairs = results.filter(({ cell }) => cell.faults.length > 1);
  const wrong = results.filter(({ isRight }) => !isRight);
  return [
    '# What is said about every way of breaking a login',
    '',
    'Written by `npm run matrix`, which runs the suite against the embedded lab: every fault, in every shape in which it can show, behind every way in which a login can start; and pairs of faults. A row is what is true, a column what was said.',
    '',
    `- **${String(results.length)}** worlds: ${String(singles.length)} with one fault, ${String(pairs.length)} with two`,
    `- **${String(wrong.length)}** about which something untrue was said`,
    `- **${String(results.filter(({ cell }) => cell.found.decidedBy === 'request').length)}** decided before a password was typed`,
    '',
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
    ...wrongCells(wrong),
  ].join('\n');
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

function wrongCells(wrong: readonly MatrixResult[]): readonly string[] {
  if (wrong.length === 0) return [];
  const lines = wrong.map(
    ({ cell: { faults: names, shape, entry, expected, found } }) =>
      `- ${names.join(' + ')} (${[shape, entry].filter((part) => part !== '').join(', ')}): ${expected.outcome}, ${expected.first.join(' or ') || none} is true; said was ${found.outcome}, ${found.causes.join(', ') || none}`,
  );
  return ['## Wrong', '', ...lines, ''];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
