import { expect, test } from './unit-test.ts';
import { testAccount } from '../../fixtures/diagnosis/causes/test-account.ts';
import { challengeRequired, credentialsRejected, leftOut } from '../../fixtures/diagnosis/outcomes/account-refused.ts';
import { adobeSays } from '../../fixtures/diagnosis/outcomes/adobe-says.ts';
import { owners, type Symptom } from '../../fixtures/diagnosis/types.ts';
import { outcomes } from '../../fixtures/domain/contract.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Ending, Journey } from '../../fixtures/evidence/facts/journey.ts';
import { hop, journey, page, soundFacts, toCampaign, toIms, toSignIn } from './evidence-builder.ts';

/* What is said where a sign-in ends at the account, or at a page that says nothing of it: whose no it was, and who can do what. */

const ended = (ending: Ending): Journey => journey([toCampaign, toIms, toSignIn], { ending });
const { setting, expected, remedy: byHand } = testAccount;

const refused = (more: object = {}): Symptom | undefined =>
  credentialsRejected(soundFacts(), ended({ how: 'refused', screen: 'password', text: 'No such user', ...more }));

test('a refusal names the account, who refused it, on which screen and in which words', () => {
  const said = {
    outcome: 'credentials-rejected',
    summary: 'The account p…@example.com was refused by Adobe on the password screen.',
    pointsTo: ['test-account'],
    evidence: ['The password screen of Adobe answered: “No such user”'],
  };
  expect(refused()).toEqual(said);
  expect(refused({ kind: 'sign-in' })).toEqual(said);
  const { account, ...nameless } = soundFacts();
  expect(account).toBe('p…@example.com');
  expect(credentialsRejected(nameless, ended({ how: 'refused', screen: 'email', text: 'Unknown' }))?.summary).toBe(
    'The account of this probe was refused by Adobe on the email screen.',
  );
  expect(credentialsRejected(soundFacts(), ended({ how: 'at-rest' }))).toBeUndefined();
});

test('a screen that asks again without a reason is not said to have refused the account', () => {
  for (const more of [{}, { kind: 'identity-provider', host: 'idp.example.com' }]) {
    const said = refused({ text: '', ...more });
    const by = 'host' in more ? 'the customer’s identity provider idp.example.com' : 'Adobe';
    expect(said).toMatchObject({
      outcome: 'credentials-rejected',
      summary: `The account p…@example.com did not get past the password screen of ${by}, which asked again without a reason.`,
      pointsTo: ['test-account'],
    });
    expect(said?.evidence[0]).toBe(
      `The password screen of ${by} asked again and gave no reason. Most pages do that when they refuse what was given; some do it when they have lost their own session.`,
    );
  }
});

test('a refusal by the identity provider is not Adobe’s, and what its words advise is for whoever runs it', () => {
  const byProvider = { kind: 'identity-provider', host: 'idp.example.com' };
  expect(refused(byProvider)).toEqual({
    outcome: 'credentials-rejected',
    summary:
      'The account p…@example.com was refused by the customer’s identity provider idp.example.com on the password screen.',
    pointsTo: ['test-account'],
    evidence: [
      'The password screen of the customer’s identity provider idp.example.com answered: “No such user”',
      'Adobe itself did not refuse it: it passed the sign-in on to the identity provider.',
    ],
  });
  expect(refused({ kind: 'identity-provider' })?.summary).toContain(
    'by the customer’s identity provider on the password',
  );
  expect(refused({ ...byProvider, advice: 'unlock the account' })?.finding).toEqual({
    setting,
    expected,
    actual: refused(byProvider)?.summary,
    evidence: refused(byProvider)?.evidence,
    remedy: 'Unlock the account.',
    owner: owners.identity,
  });
  expect(refused({ advice: 'Set a password.' })?.finding).toMatchObject({
    remedy: 'Set a password.',
    owner: owners.probe,
  });
});

const challenged = (more: object = {}): Symptom | undefined =>
  challengeRequired(soundFacts(), ended({ how: 'challenged', reason: 'it wants a code.', ...more }));

test('a challenge says what is asked for, and who can do what about it', () => {
  const summary = 'The sign-in asks for something that this probe must not or cannot give: it wants a code.';
  const plain = { outcome: 'challenge-required', summary, pointsTo: ['test-account'], evidence: ['it wants a code.'] };
  expect(challenged()).toEqual(plain);
  expect(challenged({ text: 'Enter it', host: 'idp.example.com' })?.evidence[1]).toBe(
    'idp.example.com says: “Enter it”',
  );
  expect(challenged({ text: 'Enter it' })?.evidence[1]).toBe('The page says: “Enter it”');
  expect(challenged({ host: 'idp.example.com' })).toEqual(plain);
  const finding = { setting, expected, actual: summary, evidence: ['it wants a code.'] };
  expect(challenged({ owner: 'console' })?.finding).toEqual({ ...finding, remedy: byHand, owner: owners.console });
  expect(challenged({ advice: 'ask for it', owner: 'identity' })?.finding).toEqual({
    ...finding,
    remedy: 'Ask for it.',
    owner: owners.identity,
  });
  expect(challenged({ advice: 'ask for it' })?.finding?.owner).toBe(owners.probe);
  expect(challengeRequired(soundFacts(), ended({ how: 'at-rest' }))).toBeUndefined();
});

test('a host that nobody named is a setting of this probe, and no fault of the account', () => {
  const { finding, summary } = challenged({ about: 'host' }) ?? {};
  expect(finding).toEqual({
    setting: 'Identity providers (IMS_USER_IDP_HOSTS)',
    expected: 'every host of your own on which the sign-in asks for something',
    actual: summary,
    evidence: ['it wants a code.'],
    remedy: 'Add the host if it is your own identity provider.',
    owner: owners.probe,
  });
  expect(challenged({ about: 'host', advice: 'add idp.example.com' })?.finding?.remedy).toBe('Add idp.example.com.');
});

const alone = 'Sign in once by hand in a browser with exactly the same values.';
const onPage = `${alone} If that works, nothing is wrong with the account, and the page does what this probe cannot do: show the reason to whoever looks after the page, or use an account that signs in elsewhere.`;

test('a page that this probe cannot read or use says nothing of the account, which is suspected at most', () => {
  const used = challenged({ about: 'page' });
  expect(used?.summary).toBe(
    'This probe cannot complete the sign-in page, which says nothing about the account: it wants a code.',
  );
  expect(used?.finding).toEqual({
    setting: 'Sign-in page',
    expected: 'a page that this probe can read, fill in and send as a person does',
    actual: used?.summary,
    evidence: ['it wants a code.'],
    remedy: onPage,
    owner: owners.probe,
    certainty: 'suspected',
  });
  const unread = challenged({ isUnknown: true, owner: 'identity' });
  expect(unread?.summary).toBe(
    'The sign-in ends on a page that this probe cannot read, so nobody knows whether anything is wrong with the account: it wants a code.',
  );
  expect(unread?.finding).toMatchObject({
    remedy: `${alone} If the page wants something of this account, do that once, then run the probe again. If the account signs in without it, this probe cannot read the page: use an account that signs in on a page that it can read, or report the page.`,
    owner: owners.identity,
    actual: unread?.summary,
  });
  expect(challenged({ about: 'page', advice: 'report it' })?.finding?.remedy).toBe('Report it.');
});

test('an account that is not tried again says so, with what happened elsewhere, whatever that was', () => {
  const left = (outcome: string, more: object = {}): Symptom | undefined =>
    leftOut(soundFacts(), ended({ how: 'left-out', outcome, reason: 'it was refused at stage.', ...more }));
  const summary = 'Not signed in here: it was refused at stage.';
  for (const outcome of outcomes) {
    expect(left(outcome), outcome).toEqual({
      outcome,
      summary,
      pointsTo: [outcome === 'ims-unavailable' ? 'ims-outage' : 'test-account'],
      evidence: ['it was refused at stage.'],
    });
  }
  expect(left('nobody knows it')?.outcome).toBe('challenge-required');
  expect(left('challenge-required', { about: 'host' })?.finding).toMatchObject({
    setting: 'Identity providers (IMS_USER_IDP_HOSTS)',
    actual: summary,
    remedy: 'Add the host if it is your own identity provider.',
  });
  expect(left('challenge-required', { about: 'page' })?.finding).toMatchObject({
    setting: 'Sign-in page',
    actual: summary,
    remedy: onPage,
    certainty: 'suspected',
  });
  expect(leftOut(soundFacts(), ended({ how: 'at-rest' }))).toBeUndefined();
});

test('Adobe’s own words for a no count once something was given, on its own pages, and are quoted', () => {
  const text = ' Sign in is allowed \n from approved networks only. ';
  const at = (kind: Hop['kind'], more: Partial<Journey> = {}): Symptom | undefined =>
    adobeSays(
      soundFacts(),
      journey([toCampaign, toIms, toSignIn, hop(kind, 'https://a.example.com/')], {
        page: page({ kind, url: 'https://a.example.com/', text: text + 'x'.repeat(400) }),
        screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: true }],
        ...more,
      }),
    );
  const quoted = 'Sign in is allowed from approved networks only. ';
  const shown = `https://a.example.com/ says: “${quoted}${'x'.repeat(300 - quoted.length)}”`;
  for (const kind of ['ims', 'sign-in', 'adobe'] as const) {
    expect(at(kind), kind).toMatchObject({
      outcome: 'challenge-required',
      pointsTo: ['test-account'],
      evidence: [shown],
    });
    expect(at(kind)?.finding?.evidence[0]).toBe(shown);
  }
  for (const kind of ['identity-provider', 'campaign', 'other'] as const) expect(at(kind), kind).toBeUndefined();
  expect(at('adobe', { screens: [] })).toBeUndefined();
  expect(at('adobe', { screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: false }] })).toBeUndefined();
  for (const ending of [
    { how: 'loop', url: '' },
    { how: 'left-out', outcome: '', reason: '' },
  ] as const) {
    expect(at('adobe', { ending })).toBeUndefined();
  }
  expect(at('adobe', { page: page({ kind: 'adobe', text: 'Welcome' }) })).toBeUndefined();
});

test('to be passed on to an identity provider is to have begun', () => {
  const provider = hop('identity-provider', 'https://idp.example.com/');
  const back = hop('adobe', 'https://federatedid-na1.services.adobe.com/');
  const shown = page({ kind: 'adobe', text: 'Could not process incoming SAML response' });
  expect(adobeSays(soundFacts(), journey([toCampaign, toIms, provider, back], { page: shown }))).toBeDefined();
  expect(adobeSays(soundFacts(), journey([toCampaign, toIms, back], { page: shown }))).toBeUndefined();
});
