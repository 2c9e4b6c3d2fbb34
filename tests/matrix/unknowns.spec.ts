import { worldsOfOne, worldsOfSeed } from '../../fixtures/lab/matrix/worlds.ts';
import { testWorld } from '../lab/test-world.ts';

/** Another seed is other worlds: `LAB_WORLDS_SEED=7 LAB_WORLDS=100 npx playwright test --project=matrix matrix/unknowns`. */
const seed = Number(process.env['LAB_WORLDS_SEED'] ?? 20_261_126);
const size = Number(process.env['LAB_WORLDS'] ?? 30);

for (const world of worldsOfOne()) testWorld(world);
for (const faultCount of [0, 1, 2] as const) {
  for (const world of worldsOfSeed(seed + faultCount, size, faultCount)) testWorld(world);
}
