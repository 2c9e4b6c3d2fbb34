import { faults, type Fault, type Shape } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { expect, test } from './lab-test.ts';

/** Every way in which a fault may show, and the way in which a login may start, at least once. */
function variantsOf(fault: Fault): readonly { readonly name: string; readonly shape?: Shape }[] {
  return fault.shapes ? fault.shapes.map((shape) => ({ name: ` (${shape.name})`, shape })) : [{ name: '' }];
}

for (const fault of faults) {
  for (const { name, shape } of variantsOf(fault)) {
    test(`${fault.id}: ${fault.title}${name}`, async ({ probeWorld }) => {
      const world = healthyWorld();
      const [broken] = world.instances;
      if (!broken) throw new Error('A world without instances');
      fault.breaks(broken, world);
      shape?.apply(broken);

      const { diagnoses, submissions } = await probeWorld(world, { only: [broken.id] });

      const [diagnosis] = diagnoses;
      expect({
        outcome: diagnosis?.outcome,
        verdict: diagnosis?.verdict,
        causes: diagnosis?.causes.map(({ cause, certainty }) => [cause, certainty]),
        decidedBy: diagnosis?.decidedBy,
        passwordsForNothing: diagnosis?.decidedBy === 'request' ? submissions : [],
      }).toEqual({
        outcome: fault.outcome,
        verdict: fault.verdict,
        causes: fault.causes,
        decidedBy: shape?.decidedBy ?? fault.decidedBy,
        passwordsForNothing: [],
      });
    });
  }
}
