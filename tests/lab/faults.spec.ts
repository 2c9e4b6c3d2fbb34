import type { TestDetails } from '@playwright/test';
import { faults, type Fault, type Shape } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { disagreementsOf, outputsOf } from '../outputs-agree.ts';
import { fileOf, resultOf } from '../unit/result-builder.ts';
import { expectFault } from './expect-fault.ts';
import { expect, hangingPatience, test } from './lab-test.ts';
import { nightly } from '../nightly.ts';

/** Another seed is another way in which a fault shows; `npm run matrix` goes through all of them. */
const seed = 20_261_123;

/** The way in which a fault shows by itself, and another one where there are several. */
function variantsOf(
  { shapes = [] }: Fault,
  index: number,
): readonly { readonly name: string; readonly shape?: Shape }[] {
  const [usual, ...others] = shapes;
  const other = others[(seed + index) % Math.max(others.length, 1)];
  const chosen = [usual, other].flatMap((shape) => (shape ? [{ name: ` (${shape.name})`, shape }] : []));
  return chosen.length > 0 ? chosen : [{ name: '' }];
}

/**
 * What shows an outcome that no fault before it does is tried with every commit, in its usual way; and what names such a cause, where
 * requests decide it: a login takes ten times as long.
 */
const tried = new Set<string>();
function whenTried({ outcome, causes, decidedBy }: Fault): TestDetails {
  const named = decidedBy === 'request' ? causes.slice(0, 1).map(([cause]) => cause) : [];
  const shown = [outcome, ...named].filter((name) => !tried.has(name));
  for (const name of shown) tried.add(name);
  return shown.length > 0 ? {} : nightly;
}

for (const [index, fault] of faults.entries()) {
  for (const { name, shape } of variantsOf(fault, index)) {
    test(`${fault.id}: ${fault.title}${name}`, whenTried(fault), async ({ probeWorld }) => {
      const world = healthyWorld();
      const [broken] = world.instances;
      if (!broken) throw new Error('A world without instances');
      fault.breaks(broken, world);
      shape?.apply(broken);

      const probed = await probeWorld(world, {
        only: [broken.id],
        ...(fault.hangs && { patience: hangingPatience }),
      });

      expectFault({ ...fault, decidedBy: shape?.decidedBy ?? fault.decidedBy }, probed);
      // Whatever somebody looks at, it is this diagnosis.
      const file = fileOf(probed.diagnoses.map(resultOf));
      expect(disagreementsOf(file, outputsOf(file))).toEqual([]);
    });
  }
}
