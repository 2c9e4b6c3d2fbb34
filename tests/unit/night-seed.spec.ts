import { expect, test } from './unit-test.ts';
import { nightOf } from '../night-seed.ts';

test('a day’s night is one more than that of the day before, over the ends of months and years and over a leap day', () => {
  for (const [day, next] of [
    [20_261_127, 20_261_128],
    [20_261_130, 20_261_201],
    [20_261_231, 20_270_101],
    [20_280_228, 20_280_229],
    [20_280_229, 20_280_301],
  ] as const) {
    expect(nightOf(next)).toBe(nightOf(day) + 1);
  }
});

test('a seed that is no day is its own night', () => {
  for (const seed of [1, 30, 20_261_301, 20_260_230, 99_999_999, 202_611_271]) expect(nightOf(seed)).toBe(seed);
});
