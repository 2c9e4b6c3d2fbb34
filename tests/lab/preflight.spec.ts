import { readFileSync } from 'node:fs';
import type { History } from '../../fixtures/evidence/facts/history.ts';
import { preflight, type InstanceForecast } from '../../fixtures/preflight/index.ts';
import { readMembers } from '../../fixtures/evidence/sources/console/members.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { faults, type Fault } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, worldWithFaults, type Lab, type World } from '../../fixtures/lab/index.ts';
import { configure, type InstanceWorld, type Person } from '../../fixtures/lab/world.ts';
import { preflightInWords } from '../../fixtures/report/preflight.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, labPatience, settingsOf, test as base } from './lab-test.ts';
import { runCommand } from './run-command.ts';
import { atTerminal } from './terminal-session.ts';
import { nightly, sampled } from '../nightly.ts';

interface Foretold {
  readonly forecast: InstanceForecast;
  readonly lab: Lab;
}

interface Ask {
  /** Variables besides; `undefined` leaves one out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Whether the Admin Console is asked for everybody. */
  readonly withUsers?: boolean;
  /** What this machine remembers of earlier runs. */
  readonly history?: History;
}

/** Looks at the first instance of a world before its restart. */
const test = base.extend<{ foretell: (world: World, ask?: Ask) => Promise<Foretold> }>({
  foretell: async ({ labCertificate }, use) => {
    await use(async (world, { variables = {}, withUsers = false, history } = {}) => {
      const lab = await startLab(world, labCertificate);
      try {
        const sources = Object.entries(sourceVariables(world)).filter(([name]) => /^UMAPI|^IMS_ORG/.test(name));
        const settings = settingsOf(lab, { ...(withUsers && Object.fromEntries(sources)), ...variables });
        const [instance] = settings.instances;
        if (!instance) throw new Error('A world without instances');
        const { console: adminConsole, proxy } = settings;
        const { answerMs } = labPatience;
        const members = adminConsole && (await readMembers(adminConsole, proxy, answerMs));
        const shared = sharedInProcess();
        const request = { instance, settings, patience: labPatience, shared, members, ...(history && { history }) };
        const forecast = await preflight(request);
        expect(lab.submissions).toEqual([]);
        expect(lab.nameless).toEqual([]);
        return { forecast, lab };
      } finally {
        await lab.close();
      }
    });
  },
});

test.describe.configure({ mode: 'parallel' });

/** The first instance of a world. */
function firstOf({ instances: [first] }: World): InstanceWorld {
  if (!first) throw new Error('A world without instances');
  return first;
}

/** People of the product profiles of an instance, besides the test account and a bystander: of five, one administers. */
function populate(world: World, count: number): void {
  world.console.pageSize = 100;
  const prefix = 'Campaign - prod - ';
  const people = Array.from({ length: count }, (_, index): Person => ({
    email: `user-${String(index)}@lab.example.com`,
    password: `nobody-signs-in-with-this-${String(index)}`,
    groups: [`${prefix}${index % 5 === 0 ? 'admin' : 'delivery'}`],
    console: { type: 'federatedID', status: 'active', unlicensed: [] },
  }));
  world.people.push(...people);
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

test(
  'the command says yes by its exit status, names nobody, and asks IMS few things',
  nightly,
  async ({ labCertificate }, testInfo) => {
    const world = healthyWorld();
    populate(world, 20);
    const file = testInfo.outputPath('forecast.json');
    const lab = await startLab(world, labCertificate);
    try {
      const sources = sourceVariables(world);
      const variables = { ...lab.variables, ...sources, PROBE_STATE: 'off' };
      const { status, stdout, stderr } = await runCommand('preflight', variables, 'prod', '--users', '--output', file);

      expect({ status, stderr }).toEqual({
        status: 0,
        stderr: '--users lists names on a terminal only; this output is not one.\n',
      });
      expect(stdout).toMatch(/^✓ prod: nothing wrong found/m);
      expect(stdout).not.toContain('user-1@');
      const written = readFileSync(file, 'utf8');
      expect(JSON.parse(written)).not.toEqual({});
      expect(written).not.toContain('user-1@');
      expect(stdout).not.toContain('✓ stage');
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        '1 instance: 1 with nothing wrong found, 0 with something wrong. This is a forecast: no login was made.',
      );
      expect(lab.submissions).toEqual([]);
    } finally {
      await lab.close();
    }
  },
);

test('the command refuses an instance that is not declared, in one line', nightly, async ({ labCertificate }) => {
  const lab = await startLab(healthyWorld(), labCertificate);
  try {
    const { status, stdout, stderr } = await runCommand('preflight', lab.variables, 'production');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('Not in CAMPAIGN_INSTANCES: production. These are declared: prod, stage, link.\n');
  } finally {
    await lab.close();
  }
});

test('--users lists everybody by name at a terminal, and there alone', nightly, async ({ labCertificate }) => {
  test.skip(process.platform !== 'linux', 'This test drives a terminal by util-linux’s script; run it on Linux.');
  const world = healthyWorld();
  populate(world, 20);
  const lab = await startLab(world, labCertificate);
  try {
    const variables = { ...lab.variables, ...sourceVariables(world), PROBE_STATE: 'off' };
    const { status, shown } = await atTerminal('preflight', variables, [], 'prod', '--users');

    expect(status).toBe(0);
    expect(shown).toContain('user-0@lab.example.com: admin');
    expect(shown).toContain('user-19@lab.example.com: delivery');
    expect(lab.submissions).toEqual([]);
  } finally {
    await lab.close();
  }
});
