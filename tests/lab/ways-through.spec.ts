import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { expect, test } from './lab-test.ts';
import { nightly } from '../nightly.ts';

const user = { name: 'proxy user', password: 'p@ss:w/rd' };

test('a proxy that wants to know who comes is told, by the browser and by every other request', async ({
  probeWorld,
}) => {
  const world = healthyWorld();
  world.proxyUser = user;

  const { diagnoses, evidence } = await probeWorld(world, { only: ['prod'] });

  expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass' });
  expect(evidence[0]?.requests?.answer?.kind).toBe('sign-in-page');
});

test('a proxy that lets nobody through is the network’s fault, and no setting’s', nightly, async ({ probeWorld }) => {
  const world = healthyWorld();
  world.proxyUser = user;

  const { diagnoses, submissions } = await probeWorld(world, {
    only: ['prod'],
    proxyUser: 'somebody else',
  });

  expect(diagnoses[0]).toMatchObject({
    verdict: 'inconclusive',
    causes: [{ cause: 'network', setting: 'Proxy (HTTPS_PROXY)' }],
  });
  expect(submissions).toEqual([]);
});

test('what NO_PROXY names is reached without the proxy', nightly, async ({ probeWorld }) => {
  const { diagnoses } = await probeWorld(healthyWorld(), {
    only: ['prod'],
    variables: { NO_PROXY: '.campaign-lab.example.com' },
  });

  // Without the lab’s proxy there is no way to the lab.
  expect(diagnoses[0]).toMatchObject({ outcome: 'campaign-unreachable', causes: [{ cause: 'network' }] });
  expect(diagnoses[0]?.causes[0]?.evidence.join()).toContain('ERR_NAME_NOT_RESOLVED');
});

for (const [trouble, said] of [
  ['untrusted-certificate', 'it is self-signed, and not trusted here'],
  ['expired-certificate', 'it expired on '],
] as const) {
  test(
    `a connection that is refused for an ${trouble} is a finding with the certificate’s facts`,
    nightly,
    async ({ probeWorld }) => {
      const world = healthyWorld();
      const [instance] = world.instances;
      if (!instance) throw new Error('A world without instances');
      instance.trouble = trouble;

      const { diagnoses, evidence } = await probeWorld(world, { only: [instance.id] });

      const [cause] = diagnoses[0]?.causes ?? [];
      expect(diagnoses[0]?.outcome).toBe('campaign-unreachable');
      expect(cause).toMatchObject({ cause: 'network', setting: `TLS certificate of ${instance.host}` });
      expect(cause?.actual).toContain(said);
      expect(evidence[0]?.journey?.certificate).toMatchObject({ names: [instance.host], namesHost: true });
    },
  );
}

test('a certificate for another name is a finding that names both', nightly, async ({ probeWorld }) => {
  const world = healthyWorld();
  const [instance, ...others] = world.instances;
  if (!instance) throw new Error('A world without instances');
  // One level deeper than the wildcard of the lab’s certificate goes.
  world.instances.splice(0, world.instances.length, { ...instance, host: `deep.${instance.host}` }, ...others);

  const { diagnoses } = await probeWorld(world, { only: [instance.id] });

  const [cause] = diagnoses[0]?.causes ?? [];
  expect(cause?.setting).toBe(`TLS certificate of deep.${instance.host}`);
  expect(cause?.actual).toMatch(/^it is for another name: .*\*\.campaign-lab\.example\.com/);
});
