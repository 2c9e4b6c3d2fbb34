import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { campaignHabits } from '../../fixtures/lab/campaign/habits.ts';
import { worldsOfOne, worldsOfSeed } from '../../fixtures/lab/matrix/worlds.ts';
import { tellings, unknowns } from '../../fixtures/lab/unknowns/index.ts';

for (const { id, values } of unknowns) {
  test(`the unknown “${id}” has three values or more, each with a source, one of them nothing or garbage`, () => {
    expect(values.length).toBeGreaterThanOrEqual(3);
    expect(values.filter(({ source }) => source.length < 5)).toEqual([]);
    expect(values.some(({ isNothing }) => isNothing === true)).toBe(true);
    expect(new Set(values.map(({ name }) => name)).size).toBe(values.length);
  });
}

test('every habit of an instance is an unknown', () => {
  const known = unknowns.map(({ id }) => id);
  expect(Object.keys(campaignHabits).filter((habit) => !known.includes(habit))).toEqual([]);
});

test('each value is tried by itself, in a world of its own or by a test that is there', () => {
  const alone = new Set(worldsOfOne().flatMap(({ varied }) => varied));
  const untried = unknowns.flatMap(({ id, values, triedBy }) =>
    triedBy === undefined ? values.map(({ name }) => `${id}=${name}`).filter((one) => !alone.has(one)) : [],
  );
  const tests = unknowns.flatMap(({ triedBy }) => triedBy ?? []);
  expect(untried).toEqual([]);
  expect(tests.filter((file) => !existsSync(resolve(__dirname, '../..', file)))).toEqual([]);
});

test('worlds of a seed are the same each time, and of most of them nothing is told', () => {
  const worlds = worldsOfSeed(7, 300, 1);
  expect(worldsOfSeed(7, 300, 1).map(({ name, varied }) => [name, varied])).toEqual(
    worlds.map(({ name, varied }) => [name, varied]),
  );
  expect(worlds.filter(({ telling }) => telling === 'nothing').length).toBeGreaterThan(150);
  expect(new Set(worlds.map(({ telling }) => telling))).toEqual(new Set(tellings));
  expect(worlds.filter(({ broken }) => broken.length !== 1)).toEqual([]);
  const sizes = worlds.map(({ varied }) => varied.length);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeGreaterThan(9);
});

test('who is said to get in is healthy: nothing in a world without a fault makes anything wrong', () => {
  const worlds = worldsOfSeed(11, 300, 0);
  expect(worlds.filter(({ truth, broken }) => !truth.getsIn || truth.right.length > 0 || broken.length > 0)).toEqual(
    [],
  );
  expect(
    worlds.filter(({ truth }) => !truth.verdicts.includes('pass') && !truth.verdicts.includes('inconclusive')),
  ).toEqual([]);
});

test('of two faults the truth says which may be named first, and a world that a fault stops is never green', () => {
  const worlds = worldsOfSeed(13, 300, 2);
  expect(worlds.filter(({ broken }) => broken.length !== 2)).toEqual([]);
  expect(worlds.filter(({ truth }) => !truth.getsIn && truth.verdicts.includes('pass'))).toEqual([]);
  const decided = worlds.filter(({ truth }) => truth.first.length > 0);
  expect(decided.length).toBeGreaterThan(200);
  expect(decided.filter(({ truth }) => !truth.first.every((cause) => truth.right.includes(cause)))).toEqual([]);
  expect(decided.some(({ truth }) => truth.first.length < truth.right.length)).toBe(true);
});
