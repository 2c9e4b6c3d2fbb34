import { hostileAnswers } from '../../fixtures/lab/hostile/index.ts';
import { badInstances, nights } from '../fire/bad-instances.ts';
import { expect, test } from './unit-test.ts';

test('in two nights each hostile answer has its turn once, and a whole fire tries it at every place', () => {
  const answersOf = (seed: number): readonly string[] =>
    badInstances(seed, false).map(({ name }) => name.slice(0, name.lastIndexOf(', ')));
  const all = Object.keys(hostileAnswers).sort();
  for (const first of [20_261_127, 20_261_231, 7]) {
    const seeds = first === 20_261_231 ? [first, 20_270_101] : Array.from({ length: nights }, (_, one) => first + one);
    expect(seeds.flatMap(answersOf).sort()).toEqual(all);
  }
  const whole = badInstances(1, true).map(({ name }) => name);
  expect(new Set(whole).size).toBe(all.length * 5);
});
