import { filesOfProject, textOf } from '../documents.ts';
import { expect, test } from './unit-test.ts';

/** Who reads a file reads it whole (docs/design.md#rules-of-the-house). */
const mostLines = 299;

test(`no file of code has more than ${String(mostLines)} lines`, () => {
  const files = filesOfProject('{fixtures,scripts,tests}/**/*.ts', '*.ts');
  expect(files.length).toBeGreaterThan(900);
  const lengths = files.map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }));
  expect(Math.max(...lengths.map(({ lines }) => lines))).toBeGreaterThan(200);
  expect(lengths.filter(({ lines }) => lines > mostLines)).toEqual([]);
});
