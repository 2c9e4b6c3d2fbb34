import type { History } from '../../fixtures/evidence/facts/history.ts';
import { type InstanceForecast } from '../../fixtures/preflight/index.ts';
import { faults, type Fault } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { worldWithFaults, type World } from '../../fixtures/lab/index.ts';
import { configure, type InstanceWorld, type Person } from '../../fixtures/lab/world.ts';
import { preflightInWords } from '../../fixtures/report/preflight.ts';
import { expect } from './lab-test.ts';
import { nightly, sampled } from '../nightly.ts';
import { populate, test } from './foretell-test.ts';

test.describe.configure({ mode: 'parallel' });

/** The first instance of a world. */
function firstOf({ instances: [first] }: World): InstanceWorld {
  if (!first) throw new Error('A world without instances');
  return first;
}

function certainties({ causes }: InstanceForecast): readonly (readonly [string, string])[] {
  return causes.map(({ cause, certainty }) => [cause, certainty]);
}

const ownFields = [
  'ims-server-url',
  'client-id',
  'callback-url',
  'scopes',
  'client-secret',
  'association-mask',
] as const;

/** The faults of a server that was not restarted, and what is to be said of the wrong value once it is what is stored. */
const restarts = [
  ['restart-old-callback', 'callback-url', 'confirmed'],
  ['restart-old-scopes', 'scopes', 'confirmed'],
  ['restart-old-client', 'client-id', 'confirmed'],
  ['restart-old-secret', 'client-secret', 'confirmed'],
  ['restart-old-mask', 'association-mask', 'suspected'],
  ['restart-old-secret-unsaid', 'client-secret', 'confirmed'],
] as const;

test('every fault of a server that was not restarted is looked at in both directions', () => {
  const ids = faults.map(({ id }) => id).filter((id) => id.startsWith('restart-'));
  expect(restarts.map(([id]) => id)).toEqual(ids);
});

for (const [row, [id, cause, certainty]] of restarts.entries()) {
  for (const users of [0, 200]) {
    const index = users > 0 ? row : row + 1;
    const beside = users === 0 ? 'alone' : `with ${String(users)} users in the Admin Console`;

    test(
      `${id}, stored right and running wrong (${beside}): a restart is what is missing`,
      sampled(9, index),
      async ({ foretell }) => {
        const world = worldWithFaults(id);
        if (users > 0) populate(world, users);

        const { forecast } = await foretell(world, { withUsers: users > 0 });

        expect(certainties(forecast)).toEqual([]);
        expect(forecast.answer).toBe('yes');
        const { people } = forecast;
        expect(people && [people.getting, people.losing, people.nothing]).toEqual(
          users > 0 ? [users + 2, 0, 0] : undefined,
        );
      },
    );

    test(
      `${id}, stored wrong and running right (${beside}): named before the restart`,
      sampled(9, index),
      async ({ foretell }) => {
        const world = worldWithFaults(id);
        const instance = firstOf(world);
        [instance.stored, instance.running] = [instance.running, instance.stored];
        if (users > 0) populate(world, users);

        const { forecast } = await foretell(world, { withUsers: users > 0 });

        expect(forecast.answer).toBe('no');
        expect(certainties(forecast)[0]).toEqual([cause, certainty]);
        expect(forecast.causes.map((one) => one.cause).filter((one) => one !== cause)).toEqual(
          cause === 'association-mask' ? ['operator-groups'] : [],
        );
      },
    );

    test(`${id}, stored and running wrong (${beside}): named as well`, sampled(9, index), async ({ foretell }) => {
      const world = worldWithFaults(id);
      const instance = firstOf(world);
      instance.stored = { ...instance.running };
      if (users > 0) populate(world, users);

      const { forecast } = await foretell(world, { withUsers: users > 0 });

      expect(forecast.answer).toBe('no');
      expect(certainties(forecast)[0]).toEqual([cause, certainty]);
    });
  }
}

/** Faults of the external account’s own values: each of them may be stored while the server still runs well. */
const storedFaults = faults.filter(({ causes: [first] }) => {
  return first !== undefined && ownFields.some((cause) => cause === first[0]);
});

/** A world in which a fault is stored, and the server goes on with what was right. */
function worldStoring(fault: Fault): World {
  const world = healthyWorld();
  const instance = firstOf(world);
  const before = { ...instance.running };
  fault.breaks(instance, world);
  instance.running = before;
  return world;
}

const maskChanged: History = {
  passed: {
    at: '2026-01-01T00:00:00.000Z',
    changed: [{ field: 'associationMask', variable: 'CAMPAIGN_PROD_ASSOCIATION_MASK' }],
    notCompared: [],
  },
};

/** Of these IMS says nothing to a request without a user: it refuses the code first, or without a word about the client. */
const onlyALoginShows = ['client-secret-refused-bare', 'client-secret-judged-last'];

for (const [index, fault] of storedFaults.filter(({ id }) => onlyALoginShows.includes(id)).entries()) {
  test(
    `${fault.id} cannot be seen without a login, and no other setting is accused of it`,
    sampled(9, index),
    async ({ foretell }) => {
      const { forecast } = await foretell(worldStoring(fault));

      expect(forecast.causes).toEqual([]);
    },
  );
}

for (const [index, fault] of storedFaults.filter(({ id }) => !onlyALoginShows.includes(id)).entries()) {
  test(`${fault.id}, stored and not running yet: named before the restart`, sampled(5, index), async ({ foretell }) => {
    // What differs in case alone is accused only where it is seen to have changed: whether Campaign minds is not known.
    const history = fault.id === 'mask-case' ? { history: maskChanged } : {};
    const { forecast } = await foretell(worldStoring(fault), history);

    expect(forecast.causes.map(({ cause }) => cause)).toEqual(fault.causes.slice(0, 1).map(([cause]) => cause));
    expect(forecast.answer).toBe('no');
  });
}

test('what would happen to everybody is counted, and who would lose something is held against another source', async ({
  foretell,
}) => {
  const world = healthyWorld();
  const instance = firstOf(world);
  populate(world, 200);
  // One who has nothing of this instance.
  world.people.push({
    ...firstPerson(world),
    email: 'stage.only@lab.example.com',
    groups: ['Campaign - stage - admin'],
  });
  instance.stored.associationMask = 'Campaing - prod - (.*)';

  const { forecast } = await foretell(world, { withUsers: true });

  expect(forecast.people).toMatchObject({ getting: 0, losing: 202, nothing: 203 });
  expect(forecast.people?.earlier).toEqual({ mask: 'Campaign - prod - (.*)', from: 'near-miss' });
  expect(certainties(forecast)).toEqual([['association-mask', 'suspected']]);
  const { text } = preflightInWords([forecast], {
    colours: false,
    width: 100,
    nameOf: () => 'u…',
    listsEverybody: false,
  });
  expect(text).not.toContain('user-1');
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    '203 in the product profiles: 0 would get operator groups, 203 none; 202 would lose theirs (u…, u…, u…, u…, u… and 197 more)',
  );
  expect(text).toContain('Set Association mask to `Campaign - prod - (.*)`');
});

function firstPerson({ people: [first] }: World): Person {
  if (!first) throw new Error('A world without people');
  return first;
}

test('a change that is right is green, and what it would change stands beside what is running', async ({
  foretell,
}) => {
  const world = healthyWorld();
  const instance = firstOf(world);
  populate(world, 200);
  instance.running = { ...instance.running, callbackServer: 'https://old.campaign-lab.example.com' };

  const { forecast } = await foretell(world, { withUsers: true });

  expect(forecast.answer).toBe('yes');
  expect(forecast.people).toMatchObject({ getting: 202, nothing: 0, perGroup: { admin: 42, delivery: 161 } });
  expect(forecast.settings.find(({ id }) => id === 'callback-url')).toMatchObject({
    stored: `https://${instance.host}`,
    running: 'https://old.campaign-lab.example.com/nl/jsp/imsCallback.jsp',
    agrees: false,
  });
  expect(forecast.notes.join('\n')).toContain('which a restart ends: Callback server');
  expect(forecast.notes.join('\n')).toContain('Nobody gets in just now');
});

test('a mask in another case, with which people get in, is green, and what hangs on it is said', async ({
  foretell,
}) => {
  const world = healthyWorld();
  const instance = firstOf(world);
  populate(world, 20);
  configure(instance, { associationMask: instance.stored.associationMask.toUpperCase() });
  instance.shapes.maskCase = 'insensitive';

  const { forecast } = await foretell(world, { withUsers: true });

  expect(forecast).toMatchObject({ answer: 'yes', causes: [] });
  expect(forecast.open.join('\n')).toContain('except for upper and lower case');
  expect(forecast.people).toMatchObject({ getting: 0, losing: 0, nothing: 0, hangingOnCase: 22 });
});

test('where nothing stored is known, nothing is foretold', async ({ foretell }) => {
  const world = healthyWorld();
  const variables = Object.fromEntries(
    ['IMS_SERVER', 'IMS_SCOPE', 'IMS_CLIENT_ID', 'IMS_CLIENT_SECRET', 'CALLBACK_SERVER', 'ASSOCIATION_MASK'].map(
      (name) => [`CAMPAIGN_PROD_${name}`, undefined] as const,
    ),
  );

  const { forecast } = await foretell(world, { variables });

  expect(forecast.answer).toBe('not-known');
  expect(forecast.causes).toEqual([]);
});

test('an Admin Console that lets nobody read it is said in one line', nightly, async ({ foretell }) => {
  const { forecast } = await foretell(healthyWorld(), {
    withUsers: true,
    variables: { UMAPI_CLIENT_SECRET: 'p8e-not-the-secret-0123' },
  });

  expect(forecast.people).toBeUndefined();
  expect(forecast.answer).toBe('not-known');
  expect(forecast.open.join('\n')).toContain('Who is in the product profiles could not be read: IMS gave');
});
