import { readFileSync } from 'node:fs';
import { dirname, normalize, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { globSync } from 'tinyglobby';

const root = resolve(__dirname, '../..');

/** What each file imports of this project, types included. */
const imports = new Map(
  globSync(['{fixtures,scripts,tests}/**/*.ts', '!**/*.d.ts'], { cwd: root }).map(
    (file): [string, readonly string[]] => [
      normalize(file),
      [...readFileSync(resolve(root, file), 'utf8').matchAll(/\bfrom '(\.{1,2}\/[^']+\.ts)'/g)].map(([, path = '']) =>
        normalize(`${dirname(file)}/${path}`),
      ),
    ],
  ),
);

/** The files from which a way leads back to them. */
function circular(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const left = new Map(graph);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [file, named] of left) if (!named.some((one) => left.has(one))) left.delete(file);
  }
  return [...left.keys()];
}

test('no file imports itself by way of others, types included', () => {
  expect(imports.size).toBeGreaterThan(900);
  expect(circular(imports)).toEqual([]);
});

test('a circle is noticed, with the files that lead to it', () => {
  const line: readonly (readonly [string, readonly string[]])[] = [
    ['a', ['b']],
    ['b', ['c']],
    ['c', []],
  ];
  expect(circular(new Map(line))).toEqual([]);
  expect(circular(new Map([...line, ['c', ['b']]]))).toEqual(['a', 'b', 'c']);
});
