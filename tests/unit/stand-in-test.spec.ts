import { test as standIn } from '../../scripts/mutation/stand-in-test.ts';
import { filesOfProject, textOf } from '../documents.ts';
import { expect, test } from './unit-test.ts';

test('mutants are tried by unit tests without Playwright’s runner, so those use of its test what the stand-in has', () => {
  const has = Object.keys(standIn);
  const used = filesOfProject('tests/unit/*.spec.ts').flatMap((file) =>
    [...textOf(file).matchAll(/^ *test\.(\w+)\(/gm)].map(([, name = '']) => ({ file, name })),
  );
  expect(new Set(used.map(({ name }) => name)).size).toBeGreaterThan(2);
  expect(used.filter(({ name }) => !has.includes(name))).toEqual([]);
});
