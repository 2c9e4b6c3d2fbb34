import { labIdentityProvider } from '../../fixtures/lab/hosts.ts';
import { signInCases, worldWith } from '../../fixtures/lab/sign-in-stories.ts';
import { identityProviderKinds } from '../../fixtures/lab/world.ts';
import { expect, test } from './lab-test.ts';
import { testSignIn } from './test-sign-in.ts';
import { nightly, sampled } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

/** Always the same ones, so that a red one can be run again; `npm run matrix` has ten times as many. */
for (const [index, signIn] of signInCases(20, 20260101).entries()) testSignIn(signIn, sampled(20, index));

for (const [index, kind] of identityProviderKinds.entries()) {
  test(
    `a refusal by an identity provider (${kind}) is told from one by Adobe, and nobody tries again`,
    sampled(identityProviderKinds.length, index),
    async ({ probeWorld }) => {
      const identityProvider = { kind, host: labIdentityProvider };
      const world = worldWith({ before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider });

      const { diagnoses, submissions } = await probeWorld(world, {
        only: ['prod', 'stage'],
        variables: { IMS_USER_PASSWORD: 'an old password', IMS_SIGN_IN: 'each' },
      });

      expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['credentials-rejected', 'credentials-rejected']);
      expect(diagnoses[0]?.summary).toContain(`identity provider ${labIdentityProvider}`);
      expect(submissions).toEqual([expect.objectContaining({ accepted: false, by: 'identity-provider' })]);
    },
  );
}

test('an identity provider that nobody named gets nothing typed into it, and is named', async ({ probeWorld }) => {
  const identityProvider = { kind: 'plain', host: labIdentityProvider } as const;
  const world = worldWith({ before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider });

  const { diagnoses, submissions } = await probeWorld(world, {
    only: ['prod'],
    variables: { IMS_USER_IDP_HOSTS: 'login.example.com' },
  });

  expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
  expect(diagnoses[0]?.summary).toContain(labIdentityProvider);
  expect(diagnoses[0]?.summary).toContain('IMS_USER_IDP_HOSTS');
  expect(submissions).toEqual([]);
});

const plain = { before: [], after: [], look: { language: 'en', variant: 0 } } as const;

const checks = ['bot-check', 'check-by-a-frame', 'check-by-holding', 'check-by-a-picture'] as const;

for (const [index, check] of checks.entries()) {
  test(`a check for a person is told as one, whoever made it: ${check}`, sampled(4, index), async ({ probeWorld }) => {
    const { diagnoses, submissions, presses } = await probeWorld(worldWith({ ...plain, before: [check] }), {
      only: ['prod'],
    });

    expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', causes: [{ cause: 'test-account' }] });
    expect(diagnoses[0]?.summary).toContain('a person is at the keyboard');
    expect([...submissions, ...presses]).toEqual([]);
  });
}

/** Screens of Adobe’s that have no name this suite knows, and can be put off; and a list that has the password in it. */
const passedBy = [
  { ...plain, after: ['offer-by-a-link'] },
  { ...plain, after: ['offer-of-a-passkey'] },
  { ...plain, after: ['offer-of-a-passkey'], look: { language: 'en', variant: 1 } },
  { ...plain, after: ['device-trust', 'offer-by-a-link', 'offer-of-a-passkey'] },
  { ...plain, before: ['factors-with-the-password'] },
] as const;

for (const [index, story] of passedBy.entries()) {
  const name = [...story.before, ...story.after].join(', ');

  test(
    `what can be put off, or leads to the password, holds up no login: ${name} (${String(story.look.variant)})`,
    sampled(passedBy.length, index),
    async ({ probeWorld }) => {
      const { diagnoses, submissions, presses } = await probeWorld(worldWith(story), { only: ['prod'] });

      expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
      expect([submissions.length, presses.length]).toEqual([1, 0]);
    },
  );
}

test('a page that asks for consent is told as one, and nothing on it is pressed', nightly, async ({ probeWorld }) => {
  const { diagnoses, submissions, presses } = await probeWorld(worldWith({ ...plain, after: ['consent'] }), {
    only: ['prod'],
  });

  expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', causes: [{ cause: 'test-account' }] });
  expect(diagnoses[0]?.summary).toContain('consent');
  expect([submissions.length, presses.length]).toEqual([1, 0]);
});

test(
  'a sign-in page that does not accept the browser is told as one, before any password',
  nightly,
  async ({ probeWorld }) => {
    const world = worldWith(plain);
    for (const { shapes } of world.instances) shapes.headless = 'unsupported';

    const { diagnoses, submissions } = await probeWorld(world, { only: ['prod'] });

    expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
    expect(diagnoses[0]?.summary).toContain('does not accept the browser of this probe');
    expect(submissions).toEqual([]);
  },
);

test('throttled with Retry-After, the sign-in waits and submits once', nightly, async ({ probeWorld }) => {
  const world = worldWith({ ...plain, throttled: { seconds: 2, times: 2 } });

  const { diagnoses, submissions, evidence } = await probeWorld(world, { only: ['prod'] });

  expect(diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass' });
  expect(submissions).toHaveLength(1);
  expect(evidence[0]?.journey?.screens.filter(({ acted }) => acted).map(({ screen }) => screen)).toEqual([
    'email',
    'password',
  ]);
});

test(
  'a sign-in that is throttled for longer than there is time is given up, for the whole account',
  nightly,
  async ({ probeWorld }) => {
    const world = worldWith({ ...plain, throttled: { seconds: 600, times: 9 } });

    const { diagnoses, submissions, evidence } = await probeWorld(world, {
      only: ['prod', 'stage'],
      variables: { IMS_SIGN_IN: 'each' },
    });

    expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['ims-unavailable', 'ims-unavailable']);
    expect(evidence.map(({ journey }) => journey?.ending.how)).toEqual(['at-rest', 'left-out']);
    expect(submissions).toEqual([]);
  },
);

test(
  'a session that IMS no longer honours is renewed by the identity provider’s own, without a password',
  nightly,
  async ({ probeWorld }) => {
    const identityProvider = { kind: 'okta', host: labIdentityProvider } as const;
    const world = worldWith({ ...plain, identityProvider, sessionIsGoodFor: 1 });

    const { diagnoses, submissions } = await probeWorld(world);

    expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in', 'signed-in']);
    expect(submissions).toHaveLength(1);
  },
);

test(
  'a sign-in that begins again after the password, without a word, is no refusal that anybody knows of',
  nightly,
  async ({ probeWorld }) => {
    const { diagnoses, submissions } = await probeWorld(worldWith({ ...plain, beginsAgain: true }), { only: ['prod'] });

    expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive' });
    expect(diagnoses[0]?.causes.map(({ cause, certainty }) => [cause, certainty])).toEqual([
      ['test-account', 'suspected'],
    ]);
    expect(diagnoses[0]?.summary).toContain('began the sign-in again from the start');
    expect(submissions.map(({ accepted }) => accepted)).toEqual([true]);
  },
);

test(
  'who got a code was not refused, though Campaign starts over and IMS asks for the password again',
  nightly,
  async ({ probeWorld }) => {
    const world = worldWith({ ...plain, sessionIsGoodFor: 0 });
    for (const instance of world.instances) {
      instance.traits.add('drops-codes');
      instance.operatorGroups = [];
    }

    const { diagnoses, submissions, evidence } = await probeWorld(world, { only: ['prod'] });

    expect(evidence[0]?.journey).toMatchObject({ codes: 1, ending: { how: 'loop' } });
    expect(diagnoses[0]).toMatchObject({ outcome: 'unrecognised' });
    // What is known not to fit is said; the account, which Adobe took, is not accused.
    expect(diagnoses[0]?.causes.map(({ cause, certainty }) => [cause, certainty])).toEqual([
      ['operator-groups', 'latent'],
    ]);
    expect(diagnoses[0]?.summary).toContain('asks for the password a second time');
    expect(submissions.map(({ accepted }) => accepted)).toEqual([true]);
  },
);

test(
  'a session that IMS no longer honours is not paid for with a second password under once, and is under each',
  nightly,
  async ({ probeWorld }) => {
    const world = worldWith({ ...plain, sessionIsGoodFor: 0 });

    const once = await probeWorld(world);
    expect(once.diagnoses.map(({ outcome }) => outcome)).toEqual([
      'signed-in',
      'challenge-required',
      'challenge-required',
    ]);
    expect(once.diagnoses[1]?.summary).toContain('IMS_SIGN_IN=each');
    expect(once.submissions).toHaveLength(1);

    const each = await probeWorld(world, { variables: { IMS_SIGN_IN: 'each' } });
    expect(each.diagnoses.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in', 'signed-in']);
    expect(each.submissions).toHaveLength(3);
  },
);
