import { expect, test } from './unit-test.ts';
import { parse } from 'papaparse';
import { instancesCsv } from '../../fixtures/report/csv.ts';
import { CsvText } from '../../fixtures/report/outlets/csv.ts';
import { broken, fileOf, later, passing } from './result-builder.ts';

const rowsOf = (text: string) =>
  parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true }).data;

const [cause] = broken.causes;
const two = { ...broken, instance: 'two', causes: [...broken.causes, ...broken.causes] };

test('each cause of an instance is a line, and an instance without any is one as well', () => {
  const rows = rowsOf(instancesCsv(fileOf([passing, broken, two, later])).text);
  expect(rows.map(({ instance, cause: id }) => [instance, id])).toEqual([
    ['prod', ''],
    ['broken', 'association-mask'],
    ['two', 'association-mask'],
    ['two', 'association-mask'],
    ['later', ''],
  ]);
});

test('a line says of a cause what diagnosis.json says of it, and of which instance and run it is', () => {
  const [row] = rowsOf(instancesCsv(fileOf([{ ...broken, account: 'p…@example.com' }])).text);
  expect(row).toMatchObject({
    instance: 'broken',
    url: 'https://prod.example.com',
    kind: 'production',
    standing: 'Fail',
    verdict: 'fail',
    outcome: 'no matching operator group',
    'verdict since': '',
    'signed in as': 'p…@example.com',
    'decided by': 'login',
    cause: 'association-mask',
    certainty: 'confirmed',
    setting: 'Association mask',
    expected: cause?.expected,
    owner: cause?.owner,
    documentation: cause?.documentation,
    'run finished': '2026-01-01T00:00:00.000Z',
  });
  expect(row?.['remedy']).toContain('Set Association mask to');
  expect(row?.['actual']).toMatch(/^Campaign.+- prod - /);
});

test('an instance without a cause has the same columns, empty', () => {
  const [none] = rowsOf(instancesCsv(fileOf([passing])).text);
  const [some] = rowsOf(instancesCsv(fileOf([broken])).text);
  expect(Object.keys(none ?? {})).toEqual(Object.keys(some ?? {}));
  const columns = ['cause', 'certainty', 'setting', 'expected', 'actual', 'remedy', 'owner', 'documentation'];
  for (const column of columns) expect(none?.[column], column).toBe('');
});

test('since when a verdict holds is told where it is known', () => {
  const since = '2025-12-24T00:00:00.000Z';
  const [row] = rowsOf(instancesCsv(fileOf([{ ...broken, history: { since } }])).text);
  expect(row?.['verdict since']).toBe(since);
});

for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠', ' =']) {
  test(`a cell that begins with “${sign}” is no formula`, () => {
    expect(CsvText.of([{ a: `${sign}1+1` }]).text).toMatch(/\r\n"'/);
  });
}

test('a cell that only holds such a sign stays as it is, and every line ends as spreadsheets want it', () => {
  expect(CsvText.of([{ a: '1=1', b: 'x"y' }]).text).toBe('\uFEFF"a","b"\r\n"1=1","x""y"\r\n');
});
