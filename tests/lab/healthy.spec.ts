import { configure, type InstanceWorld, type Trait } from '../../fixtures/lab/world.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { expect, test } from './lab-test.ts';
import { nightly, sampled } from '../nightly.ts';

const proven = { outcome: 'signed-in', verdict: 'pass', causes: [] };

test('a healthy fleet passes, accuses nobody, and submits the password once', nightly, async ({ probeWorld }) => {
  const { diagnoses, submissions } = await probeWorld(healthyWorld());

  expect(diagnoses).toHaveLength(3);
  for (const diagnosis of diagnoses) expect(diagnosis).toMatchObject(proven);
  // The IMS server of one of them is an alias, which leaves none of three requests for the control.
  expect(diagnoses.flatMap(({ checks }) => checks.filter(({ status }) => status !== 'holds'))).toMatchObject([
    { check: 'negative-control', status: 'not-applicable' },
  ]);
  expect(submissions.map(({ accepted }) => accepted)).toEqual([true]);
});

test('with IMS_SIGN_IN=each every instance has a full sign-in of its own', nightly, async ({ probeWorld }) => {
  const { diagnoses, submissions } = await probeWorld(healthyWorld(), { variables: { IMS_SIGN_IN: 'each' } });

  for (const diagnosis of diagnoses) expect(diagnosis).toMatchObject(proven);
  expect(submissions.map(({ accepted }) => accepted)).toEqual([true, true, true]);
});

for (const [when, change, outcome] of [
  ['passes where the login works', () => undefined, 'signed-in'],
  [
    'passes where Campaign does not say whether its session stands',
    (instance: InstanceWorld): unknown => (instance.habits.ping = 'missing'),
    'signed-in',
  ],
  [
    'is green for nobody whose session is not kept',
    (instance: InstanceWorld): unknown => instance.traits.add('session-not-kept'),
    'unrecognised',
  ],
  [
    'shows a mask that fits nobody',
    (instance: InstanceWorld): void => {
      configure(instance, { associationMask: 'Nobody - (.*)' });
    },
    'missing-rights',
  ],
] as const) {
  test(`an instance at whose logon page operators start ${when}`, nightly, async ({ probeWorld }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.entry = 'link';
    change(instance);

    const { diagnoses } = await probeWorld(world, {
      only: ['prod'],
      variables: { CAMPAIGN_PROD_LOGIN_PATH: '/nl/jsp/logon.jsp' },
    });

    expect(diagnoses[0]?.outcome).toBe(outcome);
    expect(diagnoses[0]?.verdict === 'pass').toBe(outcome === 'signed-in');
  });
}

/** What a healthy instance may look like; each passes and accuses nobody. */
const variations: Readonly<Record<string, (instance: InstanceWorld) => void>> = {
  'goes to IMS by itself': (instance) => (instance.entry = 'redirect'),
  'offers a link to the Adobe ID': (instance) => (instance.entry = 'link'),
  'offers a button to the Adobe ID': (instance) => (instance.entry = 'button'),
  'offers the way in a frame': (instance) => {
    instance.entry = 'link';
    instance.traits.add('way-in-in-a-frame');
  },
  'goes to IMS by a script': (instance) => instance.traits.add('goes-to-ims-by-script'),
  'posts its request to IMS by itself': (instance) => instance.traits.add('posts-to-ims'),
  'has a button that posts its request to IMS': (instance) => {
    instance.entry = 'link';
    instance.traits.add('posts-to-ims');
    instance.habits.wayIn = 'form';
  },
  'quotes the rights message on its home page': (instance) => instance.extras.add('quoted-message').add('adobe-link'),
  'has a link to sign in to another application on its home page, and no ping': (instance) => {
    instance.extras.add('other-application-link');
    instance.habits.ping = 'missing';
  },
  'has no token on its home page, and confirms the session': (instance) => (instance.habits.token = 'none'),
  'has no token on its home page, and no ping': (instance) => {
    instance.habits.token = 'none';
    instance.habits.ping = 'missing';
  },
  'draws its home page long after it came to rest': (instance) => {
    instance.habits.home = 'drawn';
    instance.habits.token = 'none';
  },
  'gives everybody a session cookie': (instance) => instance.traits.add('anonymous-session'),
  'has an IMS that denies an unknown code': (instance) => (instance.shapes.unknownCode = '400 access_denied'),
  'has an IMS that answers an unknown code with a page': (instance) => (instance.shapes.unknownCode = 'a page'),
  'has an IMS that throttles an unknown code': (instance) => (instance.shapes.unknownCode = 'throttling'),
  'has an IMS that hangs up on an unknown code': (instance) => (instance.shapes.unknownCode = 'a reset connection'),
  'has a sign-in page that posts a form': (instance) => (instance.shapes.signInBody = 'form'),
  'has a mask that is a prefix without a wildcard': (instance) => {
    configure(instance, { associationMask: instance.stored.associationMask.replace('(.*)', '') });
  },
  'has a mask in another case, which Campaign does not mind': (instance) => {
    configure(instance, { associationMask: instance.stored.associationMask.toUpperCase() });
    instance.shapes.maskCase = 'insensitive';
  },
  'names IMS by its other name, without https': (instance) => {
    configure(instance, { imsServer: 'adobeid-na1.services.adobe.com' });
  },
  'has its scopes in another order, separated by blanks': (instance) => {
    configure(instance, { scopes: instance.stored.scopes.split(',').reverse().join(' ') });
  },
  'asks for fewer scopes than it may': (instance) => {
    configure(instance, { scopes: 'openid,AdobeID,read_organizations' });
  },
  'is slow: a second a page': (instance) => (instance.delayMs = 1000),
};

for (const [index, [name, vary]] of Object.entries(variations).entries()) {
  test(`a healthy instance that ${name} passes`, sampled(30, index), async ({ probeWorld }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    vary(instance);

    const { diagnoses } = await probeWorld(world, { only: [instance.id] });

    expect(diagnoses[0]).toMatchObject(proven);
  });
}

test(
  'a sign-in page that thinks before it shows anything, and after the password, is waited for',
  nightly,
  async ({ probeWorld }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.account.story = { before: [], after: [], look: { language: 'en', variant: 0 }, thinksMs: 1500 };

    const { diagnoses } = await probeWorld(world, { only: [instance.id] });

    expect(diagnoses[0]).toMatchObject(proven);
  },
);

test('an instance of which nothing is declared but its address passes, and says what it could not check', async ({
  probeWorld,
}) => {
  const world = healthyWorld();
  const undeclared = Object.fromEntries(
    ['IMS_SERVER', 'IMS_SCOPE', 'IMS_CLIENT_ID', 'IMS_CLIENT_SECRET', 'CALLBACK_SERVER', 'ASSOCIATION_MASK']
      .concat(['PRODUCT_CONTEXT', 'EXTERNAL_ACCOUNTS', 'OPERATOR_GROUPS', 'PROVISIONED_CLIENT_ID'])
      .concat(['PROVISIONED_SCOPES', 'PROVISIONED_CALLBACK_URLS', 'PROVISIONED_PRODUCT_CONTEXT'])
      .map((field) => [`CAMPAIGN_PROD_${field}`, undefined]),
  );

  const { diagnoses } = await probeWorld(world, {
    only: ['prod'],
    variables: { ...undeclared, DASHBOARD_USER_GROUPS: undefined },
  });

  expect(diagnoses[0]).toMatchObject(proven);
  const statuses = diagnoses[0]?.checks.map(({ check, status }) => [check, status] as const);
  // Nothing but the login says anything of these, and the login does not say it of the others.
  const proved = ['ims-server-url', 'client-id', 'callback-url', 'scopes', 'client-secret', 'association-mask'];
  expect(statuses?.filter(([, status]) => status === 'holds').map(([check]) => check)).toEqual([
    ...proved,
    'operator-groups',
    'negative-control',
  ]);
  expect(statuses?.filter(([, status]) => status !== 'holds')).toEqual([
    ['product-context', 'not-declared'],
    ['external-account', 'not-declared'],
    ['server-restart', 'not-declared'],
  ]);
});

/** What looks healthy and is not: none of them may ever be green. */
const pretenders: readonly (readonly [Trait, string])[] = [
  ['home-without-login', 'unrecognised'],
  ['session-not-kept', 'unrecognised'],
  ['maintenance-after-login', 'unrecognised'],
  ['single-sign-on-in-front', 'unrecognised'],
];

for (const [index, [trait, outcome]] of pretenders.entries()) {
  test(
    `an instance with ${trait} is not green, and no setting is accused`,
    sampled(3, index),
    async ({ probeWorld }) => {
      const world = healthyWorld();
      world.instances[0]?.traits.add(trait);

      const { diagnoses } = await probeWorld(world, { only: ['prod'] });

      expect(diagnoses[0]).toMatchObject({ outcome, verdict: 'inconclusive', causes: [] });
    },
  );
}

for (const gate of ['cookie', 'wait', 'script'] as const) {
  test(
    `an OK that everybody gets who has passed the gate (${gate}) confirms no session`,
    nightly,
    async ({ probeWorld }) => {
      const world = healthyWorld();
      const [open, usual] = world.instances;
      if (!open || !usual) throw new Error('A world without instances');
      for (const instance of [open, usual]) {
        instance.habits.gate = gate;
        instance.habits.ping = 'OK-to-everybody';
      }
      open.traits.add('home-without-login');

      const { diagnoses } = await probeWorld(world, { only: [open.id, usual.id] });

      expect(diagnoses[0]).toMatchObject({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
      expect(diagnoses[1]).toMatchObject(proven);
      for (const { seen } of diagnoses) expect(seen.join('\n')).not.toContain('Campaign confirms the session');
    },
  );
}

for (const [index, cookie] of (['other-name', 'rotated', 'host-prefixed'] as const).entries()) {
  test(
    `a session of which neither ping.jsp nor a token nor the cookie speaks (${cookie}) is proven by whose it is`,
    sampled(3, index),
    async ({ probeWorld }) => {
      const world = healthyWorld();
      const [instance] = world.instances;
      if (!instance) throw new Error('A world without instances');
      Object.assign(instance.habits, { cookie, ping: 'missing', token: 'none' });

      const { diagnoses } = await probeWorld(world, { only: [instance.id] });

      expect(diagnoses[0]).toMatchObject(proven);
    },
  );
}

const deniedByPing = [
  ['expired', 'callback-rejected'],
  ['to-logon', 'unrecognised'],
  ['unauthorised', 'unrecognised'],
] as const;

for (const [said, outcome] of deniedByPing) {
  test(
    `a view with a token that offers the way in again is ${outcome} where ping.jsp says: ${said}`,
    nightly,
    async ({ probeWorld }) => {
      const world = healthyWorld();
      const [instance] = world.instances;
      if (!instance) throw new Error('A world without instances');
      instance.traits.add('session-of-nobody');
      instance.habits.pingOfNobody = said;

      const { diagnoses } = await probeWorld(world, { only: [instance.id] });

      expect(diagnoses[0]).toMatchObject({ outcome });
    },
  );
}

test('a page that shows the rights message in a box of the browser is understood', nightly, async ({ probeWorld }) => {
  const world = healthyWorld();
  const [instance] = world.instances;
  if (!instance) throw new Error('A world without instances');
  instance.traits.add('rights-in-a-box');
  configure(instance, { associationMask: 'Campain - prod - (.*)' });

  const { diagnoses } = await probeWorld(world, { only: [instance.id] });

  expect(diagnoses[0]).toMatchObject({ outcome: 'missing-rights', causes: [{ cause: 'association-mask' }] });
});
