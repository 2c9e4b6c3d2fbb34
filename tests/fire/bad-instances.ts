import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { hostileAnswers, type HostileAnswer, type HostilePlace } from '../../fixtures/lab/hostile/index.ts';
import type { World } from '../../fixtures/lab/index.ts';
import { nightOf } from '../night-seed.ts';

/** Where on a login the bad instance shows what it is. */
const places = {
  'instead of its login page': { path: '/', signedIn: false },
  'once the user is signed in': { path: '/', signedIn: true },
  'as soon as a code comes': { path: '/nl/jsp/ims', signedIn: false },
  'over SOAP': { path: '/nl/jsp/soaprouter.jsp', signedIn: false },
  'in answer to a ping': { path: '/nl/jsp/ping.jsp', signedIn: false },
} as const satisfies Readonly<Record<string, Omit<HostilePlace, 'host' | 'answer'>>>;

export type BadPlace = keyof typeof places;

/** An instance that is out to eat time or memory, beside a good one. */
export interface BadInstance {
  readonly name: string;
  readonly world: World;
  readonly bad: string;
  readonly good: string;
  /** Whether the bad one answers before anybody has signed in to it. */
  readonly isBeforeLogin: boolean;
  /** How often the bad one has answered as it does. */
  readonly answers: () => number;
}

const names = Object.keys(hostileAnswers).filter((name): name is HostileAnswer => Object.hasOwn(hostileAnswers, name));
const placeNames = Object.keys(places).filter((name): name is BadPlace => Object.hasOwn(places, name));

/** In so many nights each hostile answer has its turn: one of them takes a login’s whole time, and is busy for all of it. */
export const nights = 2;

/** The hostile answers of this night, each at a place of the seed’s; all of them at every place where all are wanted. */
export function badInstances(seed: number, all: boolean): readonly BadInstance[] {
  const random = mulberry32(seed);
  return names.flatMap((answer, index) => {
    const drawn = placeNames[Math.floor(random() * placeNames.length)];
    const isTonight = index % nights === nightOf(seed) % nights;
    return placeNames
      .filter((place) => all || (isTonight && place === drawn))
      .map((place) => badInstance(answer, place));
  });
}

/** The first instance of the lab with this answer in the place of its own. */
export function badInstance(answer: HostileAnswer, place: BadPlace): BadInstance {
  const world = healthyWorld();
  const [bad, good] = world.instances;
  if (!bad || !good) throw new Error('A world without instances');
  const at = place === 'as soon as a code comes' ? { path: bad.callbackPath, signedIn: false } : places[place];
  let answered = 0;
  const onAnswer = (): void => {
    answered += 1;
  };
  world.hostile = [{ host: bad.host, answer, ...at, onAnswer }];
  return {
    ...{ name: `${answer}, ${place}`, world, bad: bad.id, good: good.id },
    isBeforeLogin: place === 'instead of its login page',
    answers: () => answered,
  };
}
