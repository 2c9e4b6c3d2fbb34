import { expect, test } from '@playwright/test';
import { campaignHabits } from '../../fixtures/lab/campaign/habits.ts';
import { worldsOfSeed } from '../../fixtures/lab/matrix/worlds.ts';
import { unknowns } from '../../fixtures/lab/unknowns.ts';

for (const { id, values } of unknowns) {
  test(`the unknown “${id}” has three values or more, each with a source, one of them nothing or garbage`, () => {
    expect(values.length).toBeGreaterThanOrEqual(3);
    expect(values.filter(({ source }) => source.length < 5)).toEqual([]);
    expect(values.some(({ isNothing }) => isNothing === true)).toBe(true);
    expect(new Set(values.map(({ name }) => name)).size).toBe(values.length);
  });
}

test('every habit of an instance is an unknown, but what only somebody sees who is not signed in', () => {
  const known = unknowns.map(({ id }) => id);
  expect(Object.keys(campaignHabits).filter((habit) => !known.includes(habit))).toEqual(['pingOfNobody']);
});

test('worlds of a seed are the same each time, and in most of them nothing is declared', () => {
  const worlds = worldsOfSeed(7, 200, 1);
  expect(worldsOfSeed(7, 200, 1).map(({ name, varied }) => [name, varied])).toEqual(
    worlds.map(({ name, varied }) => [name, varied]),
  );
  expect(worlds.filter(({ isDeclared }) => !isDeclared).length).toBeGreaterThan(100);
  expect(worlds.every(({ faults }) => faults.length === 1)).toBe(true);
  const sizes = worlds.map(({ varied }) => varied.length);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeGreaterThan(9);
});
