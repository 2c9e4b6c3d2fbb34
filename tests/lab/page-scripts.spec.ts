import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { labIdentityProvider } from '../../fixtures/lab/hosts.ts';
import { pageScripts, type PageScript } from '../../fixtures/lab/hostile/page-scripts.ts';
import { bothPage, never, worldOf } from '../../fixtures/lab/identity-provider/flows/types.ts';
import { worldWithFaults, type World } from '../../fixtures/lab/index.ts';
import { nightly, sampled } from '../nightly.ts';
import { expect, test } from './lab-test.ts';

const names = Object.keys(pageScripts).filter((name): name is PageScript => Object.hasOwn(pageScripts, name));

/** The world with such a script in the pages of its first instance, or of another host. */
function scripted(world: World, name: PageScript, host = world.instances[0]?.host ?? ''): World {
  world.pageScripts = { [host]: name };
  return world;
}

for (const [index, name] of names.entries()) {
  test(`pages of a healthy instance with ${name} accuse nothing`, nightly, async ({ probeWorld }) => {
    const world = scripted(healthyWorld(), name);
    const { diagnoses, submissions } = await probeWorld(world, { only: ['prod'] });
    expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
    expect(submissions).toHaveLength(1);
  });

  test(`a logon page with ${name} is left by its way to the Adobe ID`, nightly, async ({ probeWorld }) => {
    const world = scripted(healthyWorld(), name);
    for (const instance of world.instances) instance.entry = 'link';
    const { diagnoses } = await probeWorld(world, { only: ['prod'] });
    expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
  });

  test(`a wrong mask is named where the instance has ${name}`, nightly, async ({ probeWorld }) => {
    const world = scripted(worldWithFaults('mask-misspelt'), name);
    const { diagnoses } = await probeWorld(world, { only: ['prod'] });
    expect(diagnoses[0]).toMatchObject({ outcome: 'missing-rights', causes: [{ cause: 'association-mask' }] });
  });

  test(
    `an identity provider with ${name} gets one name and one password, by the way that leads there`,
    sampled(names.length, index),
    async ({ probeWorld }) => {
      const ways = `<h1>Check your phone</h1>${never('I accept')}${never('Forgot your password?')}<a href="/login">Use your password</a>`;
      const flow = { first: '/ways', pages: { '/ways': { html: ways }, '/login': bothPage() } };
      const world = worldOf({ title: '', flow, outcome: 'signed-in', submissions: 1 });
      const { diagnoses, submissions, collected, presses } = await probeWorld(
        scripted(world, name, labIdentityProvider),
        { only: ['prod'] },
      );
      expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
      expect(submissions).toMatchObject([{ accepted: true }]);
      expect([...collected, ...presses]).toEqual([]);
    },
  );
}
