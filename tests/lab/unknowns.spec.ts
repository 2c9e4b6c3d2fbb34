import { worldsOfSeed } from '../../fixtures/lab/matrix/worlds.ts';
import { nightly } from '../nightly.ts';
import { testWorld } from './test-world.ts';

/** Another seed is another sample; `npm run matrix` goes through all values, and through more worlds. */
const seed = 20_261_126;

for (const world of worldsOfSeed(seed, 1, 0)) testWorld(world);
for (const world of worldsOfSeed(seed, 1, 1)) testWorld(world, nightly);
