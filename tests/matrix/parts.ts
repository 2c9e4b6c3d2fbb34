import { resolve } from 'node:path';
import { capturesIn, type NamedCapture } from '../../fixtures/lab/captured/load.ts';
import { shuffled } from '../../fixtures/lab/chance.ts';
import { faults, type Fault } from '../../fixtures/lab/faults/index.ts';
import { pairCells, singleCells, type Cell } from '../../fixtures/lab/matrix/cells.ts';
import { worldsOfOne, worldsOfSeed, type UnknownWorld } from '../../fixtures/lab/matrix/worlds.ts';
import { signInCases, type SignInCase } from '../../fixtures/lab/sign-in-stories.ts';
import { isWhole, nightOf, seedOf } from '../night-seed.ts';

/** What a run of the matrix tries: by its seed, or all of it. */
export interface Night {
  readonly seed: number;
  readonly isWhole: boolean;
}

export function tonight(): Night {
  return { seed: seedOf('MATRIX'), isWhole: isWhole('MATRIX') };
}

/** One of many that are tried: its test tells it from the others by this. */
interface Named {
  readonly name: string;
}

/** One kind of thing of which the matrix tries many. */
export interface Part<T extends Named = Named> {
  /** Each of them, in the words of `docs/matrix.md`; their tests stand under it. */
  readonly title: string;
  /** So many nights in a row try all of them; absent where each night draws new ones, of which there is no end. */
  readonly nights?: number;
  /** What one costs, browser and lab included, in seconds of one processor, as measured. */
  readonly costs: number;
  /** How many there are; absent as above. */
  all?(): readonly T[];
  tried(night: Night): readonly T[];
}

interface Rotated<T extends Named> extends Part<T> {
  readonly nights: number;
  all(): readonly T[];
}

/** Deals all out to the nights like cards: every night has some of each stretch of the list, and no two nights in turn the same. */
function rotated<T extends Named>({ all, ...part }: Omit<Rotated<T>, 'tried'>): Rotated<T> {
  let made: readonly T[] | undefined;
  // Made where it is asked for, and once: a worker tries one part, and some take a second to make.
  const once = (): readonly T[] => (made ??= all());
  return {
    ...part,
    all: once,
    tried: ({ seed, isWhole: isAll }) => {
      const turn = nightOf(seed) % part.nights;
      return isAll ? once() : once().filter((_, index) => index % part.nights === turn);
    },
  };
}

/** The ways in which a login may start are the fewest that stand side by side in this list: so each night has every shape. */
export const oneFault = rotated<Cell>({
  title: 'one fault, in each shape in which it can show, behind each way in which a login can start',
  nights: 4,
  costs: 1.1,
  all: singleCells,
});

/** Any order but that of the faults, in which neighbours are alike. */
const anyOrder = 20_261_127;

export const twoFaults = rotated<Cell>({
  title: 'two faults',
  nights: 30,
  costs: 1,
  all: () => shuffled(pairCells(), anyOrder),
});

export const oneValue = rotated<UnknownWorld>({
  title: 'one value of something that nobody knows, by itself',
  nights: 1,
  costs: 1.3,
  all: worldsOfOne,
});

export const signIns = rotated<SignInCase & Named>({
  title: 'a sign-in, in each order and form in which Adobe may show it',
  nights: 30,
  costs: 3.2,
  all: () => signInCases(200, 20_260_201).map((one) => ({ ...one, name: one.title })),
});

const captures = (): readonly NamedCapture[] => capturesIn(resolve(__dirname, '../../captures'));

export const healthyCaptures = rotated<NamedCapture>({
  title: 'a captured login, as it is',
  nights: 1,
  costs: 3,
  all: captures,
});

interface BrokenCapture extends Named {
  readonly capture: NamedCapture;
  readonly fault: Fault;
}

function everyBrokenCapture(): readonly BrokenCapture[] {
  return captures().flatMap((capture) =>
    faults.map((fault) => ({ name: `${capture.name} + ${fault.id}`, capture, fault })),
  );
}

export const brokenCaptures = rotated<BrokenCapture>({
  title: 'one fault, laid over a captured login',
  nights: 30,
  costs: 3.8,
  all: () => shuffled(everyBrokenCapture(), anyOrder),
});

interface ManyWorkers extends Named {
  readonly workers: '1' | '4';
  /** `IMS_SIGN_IN` of a run with a wrong password; without one, two accounts sign in. */
  readonly mode?: 'once' | 'each';
}

export const manyWorkers = rotated<ManyWorkers>({
  title: 'a run with one worker or with four, of two accounts or with a password that is refused',
  nights: 3,
  costs: 25,
  all: () =>
    (['1', '4'] as const).flatMap((workers) => [
      { name: `with ${workers} workers and two accounts`, workers },
      ...(['once', 'each'] as const).map((mode) => ({ name: `with ${workers} workers under ${mode}`, workers, mode })),
    ]),
});

/** The first page of a report, as somebody may see it. */
interface FirstPage extends Named {
  readonly shown: 'red' | 'green' | 'unclear' | 'all three' | 'mixed';
  readonly size: number;
  readonly colorScheme: 'light' | 'dark';
}

const pagesShown: readonly Omit<FirstPage, 'name'>[] = [
  { shown: 'red', size: 1, colorScheme: 'light' },
  { shown: 'mixed', size: 200, colorScheme: 'dark' },
  { shown: 'all three', size: 3, colorScheme: 'dark' },
  { shown: 'mixed', size: 40, colorScheme: 'light' },
  { shown: 'mixed', size: 40, colorScheme: 'dark' },
  { shown: 'red', size: 40, colorScheme: 'light' },
  { shown: 'unclear', size: 40, colorScheme: 'dark' },
  { shown: 'green', size: 40, colorScheme: 'light' },
];

export const firstPages = rotated<FirstPage>({
  title: 'the first page of a report: is it accessible, does it fit a narrow screen',
  nights: 4,
  costs: 35,
  all: () =>
    pagesShown.map((one) => ({ ...one, name: `${one.shown}, ${String(one.size)} instances, ${one.colorScheme}` })),
});

/** `MATRIX_WORLDS=100` tries so many with no fault, as many with one, and as many with two. */
export const seededWorlds: Part<UnknownWorld> = {
  title: 'a world in which some ten of these values are varied at once, with no fault, with one, with two',
  costs: 2,
  tried: ({ seed, isWhole: isAll }) => {
    const size = Number(process.env['MATRIX_WORLDS'] ?? (isAll ? 30 : 10));
    return ([0, 1, 2] as const).flatMap((faultCount) => worldsOfSeed(seed * 10 + faultCount, size, faultCount));
  },
};

export const parts: readonly Part[] = [
  oneFault,
  twoFaults,
  oneValue,
  seededWorlds,
  signIns,
  healthyCaptures,
  brokenCaptures,
  manyWorkers,
  firstPages,
];
