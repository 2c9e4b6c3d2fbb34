import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { hostileSignInBodies, signInBodies } from '../../fixtures/lab/shapes.ts';
import { type Shapes, type World } from '../../fixtures/lab/world.ts';
import { expect, test } from './lab-test.ts';
import { nightly, sampled } from '../nightly.ts';

function worldWithSignIn(signInBody: Shapes['signInBody']): World {
  const world = healthyWorld();
  for (const { shapes } of world.instances) shapes.signInBody = signInBody;
  return world;
}

for (const [index, body] of signInBodies.entries()) {
  test(`the password arrives whole, once, in a body of type ${body}`, sampled(4, index), async ({ probeWorld }) => {
    const { diagnoses, submissions } = await probeWorld(worldWithSignIn(body), { only: ['prod'] });

    expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass' });
    expect(submissions.map(({ accepted }) => accepted)).toEqual([true]);
  });
}

for (const [index, body] of hostileSignInBodies.entries()) {
  test(
    `a page that sends the password ${body} gets it neither there nor again`,
    sampled(26, index),
    async ({ probeWorld }) => {
      const world = worldWithSignIn(body);
      const password = world.people[0]?.password ?? '';

      const { diagnoses, submissions, collected, evidence } = await probeWorld(world, { only: ['prod', 'stage'] });

      expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
      expect(diagnoses[0]?.causes.map(({ cause }) => cause)).toEqual(['test-account']);
      // The next instance of the run does not try what the first one could not.
      expect(diagnoses[1]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
      expect(evidence[1]?.journey?.ending.how).toBe('left-out');
      expect(collected.join()).not.toContain(JSON.stringify(password).slice(1, -1));
      expect(submissions.filter(({ accepted }) => !accepted)).toEqual([]);
      expect(submissions.length).toBeLessThanOrEqual(body === 'twice' ? 1 : 0);
    },
  );
}

const refusals = (['json', 'form'] as const).flatMap((body) => ['once', 'each'].map((mode) => ({ body, mode })));

for (const [index, { body, mode }] of refusals.entries()) {
  test(
    `a refused password (${body}, ${mode}) is submitted once, and the other instances are left out`,
    sampled(refusals.length, index),
    async ({ probeWorld }) => {
      const world = worldWithSignIn(body);
      for (const instance of world.instances) instance.account = { ...instance.account, password: 'an old password' };

      const { diagnoses, submissions, evidence } = await probeWorld(world, {
        variables: { IMS_SIGN_IN: mode, IMS_USER_PASSWORD: 'an old password' },
      });

      for (const diagnosis of diagnoses) {
        expect(diagnosis).toMatchObject({ outcome: 'credentials-rejected', verdict: 'inconclusive' });
      }
      expect(evidence.map(({ journey }) => journey?.ending.how)).toEqual(['refused', 'left-out', 'left-out']);
      expect(submissions.map(({ accepted }) => accepted)).toEqual([false]);
    },
  );
}

test('an unknown address is not sent on to the other instances either', nightly, async ({ probeWorld }) => {
  const { diagnoses, submissions } = await probeWorld(healthyWorld(), {
    variables: { IMS_USER_EMAIL: 'nobody@lab.example.com' },
  });

  for (const diagnosis of diagnoses) expect(diagnosis.outcome).toBe('credentials-rejected');
  expect(submissions).toEqual([]);
});

test('an instance whose fault shows before the sign-in is decided though the account was refused', async ({
  probeWorld,
}) => {
  const world = healthyWorld();
  const last = world.instances.at(-1);
  if (!last) throw new Error('A world without instances');
  last.stored.scopes += ',dam-read';
  last.running.scopes += ',dam-read';

  const { diagnoses } = await probeWorld(world, { variables: { IMS_USER_PASSWORD: 'an old password' } });

  expect(diagnoses.map(({ outcome }) => outcome)).toEqual([
    'credentials-rejected',
    'credentials-rejected',
    'login-page-unreachable',
  ]);
  expect(diagnoses.at(-1)?.causes[0]).toMatchObject({ cause: 'scopes', certainty: 'confirmed' });
});

test('a session at Adobe is carried on from an instance that itself is broken', nightly, async ({ probeWorld }) => {
  const world = healthyWorld();
  const [first] = world.instances;
  if (!first) throw new Error('A world without instances');
  first.stored.callbackServer = `http://${first.host}`;
  first.running.callbackServer = `http://${first.host}`;

  const { diagnoses, submissions } = await probeWorld(world);

  expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['redirected-to-adobe-com', 'signed-in', 'signed-in']);
  expect(submissions).toHaveLength(1);
});
