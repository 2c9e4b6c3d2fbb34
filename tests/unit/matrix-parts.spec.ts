import { expect, test } from './unit-test.ts';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { pairCells, singleCells } from '../../fixtures/lab/matrix/cells.ts';
import { worldsOfOne } from '../../fixtures/lab/matrix/worlds.ts';
import {
  brokenCaptures,
  healthyCaptures,
  oneFault,
  oneValue,
  parts,
  seededWorlds,
  signIns,
  twoFaults,
  type Part,
} from '../matrix/parts.ts';

const longest = Math.max(...parts.map((part) => part.nights ?? 1));

/** The seeds of nights in a row: this many days, over the end of a month and of a year. */
function days(count: number): readonly number[] {
  return Array.from({ length: count }, (_, day) =>
    Number(new Date(Date.UTC(2026, 11, 20 + day)).toISOString().slice(0, 10).replaceAll('-', '')),
  );
}

const named = ({ name }: { readonly name: string }): string => name;
const ofNight = (part: Part, seed: number): readonly string[] => part.tried({ seed, isWhole: false }).map(named);

for (const part of parts) {
  const { title, nights } = part;
  if (part.all === undefined || nights === undefined) continue;
  const whole = part.all().map(named);

  test(`${title}: all are tried within the nights that are promised, each once, from whichever night on`, () => {
    const numbers = Array.from({ length: nights }, (_, index) => index + 1);
    for (const seeds of [days(nights), days(nights + 17).slice(17), numbers]) {
      const tried = seeds.flatMap((seed) => ofNight(part, seed));
      expect(tried.toSorted()).toEqual(whole.toSorted());
    }
    expect(part.tried({ seed: 1, isWhole: true }).map(named)).toEqual(whole);
  });
}

test('nothing that can be tried is forgotten, and what is new has its turn by itself', () => {
  const names = (all: readonly { readonly name: string }[]): readonly string[] => all.map(named).toSorted();
  expect(names(oneFault.all())).toEqual(names(singleCells()));
  expect(names(twoFaults.all())).toEqual(names(pairCells()));
  expect(names(oneValue.all())).toEqual(names(worldsOfOne()));
  expect(names(brokenCaptures.all())).toHaveLength(faults.length * names(healthyCaptures.all()).length);
  expect(new Set(names(signIns.all())).size).toBe(200);
});

test('a seed tries the same each time, and the night after it something else', () => {
  for (const part of parts) {
    expect(ofNight(part, 20_261_127), part.title).toEqual(ofNight(part, 20_261_127));
    if (part.nights === 1) continue;
    const next = ofNight(part, 20_261_128);
    expect(
      ofNight(part, 20_261_127).filter((one) => next.includes(one)),
      part.title,
    ).toEqual([]);
  }
});

test('every night tries each fault in each of its shapes, and each way in which a login can start', () => {
  const shapeOf = ({ faults: [fault], shape }: { faults: readonly string[]; shape: string }): string =>
    `${String(fault)} ${shape}`;
  const all = oneFault.all();
  for (const seed of days(longest)) {
    const tried = oneFault.tried({ seed, isWhole: false });
    expect(new Set(tried.map(shapeOf))).toEqual(new Set(all.map(shapeOf)));
    expect(new Set(tried.flatMap((cell) => cell.faults)).size).toBe(faults.length);
    expect(new Set(tried.map(({ entry }) => entry))).toEqual(new Set(all.map(({ entry }) => entry)));
  }
});

test('every night draws worlds of its own: without a fault, with one and with two', () => {
  const kinds = (seed: number): readonly number[] =>
    seededWorlds.tried({ seed, isWhole: false }).map(({ broken }) => broken.length);
  expect(new Set(kinds(20_261_127))).toEqual(new Set([0, 1, 2]));
});

/** What a night may cost besides: the runs as a whole, the start of the runner and its workers, in seconds of one processor. */
const besides = 600;

/** A quarter of an hour of two processors, less what waiting leaves unused. */
const mostANight = 1550;

test('no night costs more than a quarter of an hour of two processors: what is added costs nights, not minutes', () => {
  const costs = days(longest).map((seed) =>
    parts.reduce((sum, part) => sum + part.costs * part.tried({ seed, isWhole: false }).length, besides),
  );
  expect(Math.max(...costs)).toBeLessThan(mostANight);
});
