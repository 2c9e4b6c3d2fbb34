import { expect, test } from './unit-test.ts';
import { imsUnavailable } from '../../fixtures/diagnosis/outcomes/ims-unavailable.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Ending, Journey } from '../../fixtures/evidence/facts/journey.ts';
import {
  atIms,
  backWithError,
  hop,
  journey,
  signedInAt,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';

/* What is an outage of IMS or of the network before it, and what is none. */

const facts = soundFacts();
const asked = 'GET https://ims-na1.adobelogin.com/ims/authorize/v2 answered';
const ended = (hops: readonly Hop[], ending: Ending, more: Partial<Journey> = {}): Journey =>
  journey(hops, { ending, ...more });
const outage = 'Adobe IMS is not available: it answered with a server error or with throttling.';
const silence = 'Adobe IMS gave no HTTP answer to this machine.';
const background: Hop = {
  ...toSignIn,
  url: 'https://auth.services.adobe.com/signin/v1/x',
  status: 503,
  background: true,
  at: 500,
};
const silent: Hop = { at: 0, kind: 'ims', method: 'GET', url: toIms.url };
const rest: Ending = { how: 'at-rest' };

const unavailable: Readonly<Record<string, readonly [Journey, string, string, string]>> = {
  'an error of IMS about itself': [
    backWithError('temporarily_unavailable'),
    'ims-outage',
    outage,
    'IMS answered with the error temporarily_unavailable.',
  ],
  'a server error': [atIms({ status: 500 }), 'ims-outage', outage, `${asked} 500`],
  throttling: [atIms({ status: 429 }), 'ims-outage', outage, `${asked} 429`],
  'no answer, of which nobody says why': [
    journey([toCampaign, silent]),
    'network',
    silence,
    'GET https://ims-na1.adobelogin.com/ims/authorize/v2 got no HTTP answer (pending)',
  ],
  'an answer that breaks off': [
    ended([toCampaign, { ...toSignIn, cut: 'net::ERR_X' }], rest),
    'network',
    silence,
    `GET ${toSignIn.url} answered 200, and the body of its answer ends too early (net::ERR_X)`,
  ],
  'a sign-in page that is offline': [
    ended([toCampaign, toIms, toSignIn], { how: 'offline' }),
    'network',
    silence,
    'Adobe’s sign-in page loaded, but says that it has no connection to its own servers',
  ],
  'a sign-in page that is offline since its servers fail': [
    ended([toCampaign, toIms, toSignIn, background], { how: 'offline' }),
    'ims-outage',
    outage,
    `GET ${background.url} answered 503`,
  ],
  'a sign-in that stands still since its servers fail': [
    ended([toCampaign, toIms, toSignIn, background], rest),
    'ims-outage',
    outage,
    `GET ${background.url} answered 503`,
  ],
};

for (const [what, [taken, cause, summary, seen]] of Object.entries(unavailable)) {
  test(`${what} is ${cause}`, () => {
    expect(imsUnavailable(facts, taken)).toEqual({
      outcome: 'ims-unavailable',
      summary,
      pointsTo: [cause],
      evidence: [seen],
    });
  });
}

test('what is not IMS’s own, or came before the last act, is no outage of it', () => {
  const screens = [{ at: 400, screen: 'email', kind: 'sign-in' as const, acted: true }];
  const still = [toCampaign, toIms, toSignIn, background];
  const none: Readonly<Record<string, Journey>> = {
    'a page that IMS shows': atIms({ status: 400 }),
    'an error about the request': backWithError('invalid_scope'),
    'a loop': ended([toCampaign, { ...toIms, status: 503 }], { how: 'loop', url: '' }),
    'a code that came': { ...signedInAt(), hops: [{ ...toIms, status: 503 }] },
    'an outage of another host': journey([toCampaign, toIms, hop('other', 'https://x.example.com/', { status: 503 })]),
    'an account that is left out': ended([toCampaign, silent], { how: 'left-out', outcome: '', reason: '' }),
    'a call that failed before the last act': ended(still, rest, { screens }),
    'a call that the page made well': ended([...still.slice(0, 3), { ...background, status: 200 }], rest),
    'a sign-in that ended otherwise': ended(still, { how: 'out-of-steps' }),
    'what is cut in a sign-in that ended otherwise': ended([{ ...toSignIn, cut: 'x' }], { how: 'out-of-steps' }),
  };
  for (const [what, taken] of Object.entries(none)) expect(imsUnavailable(facts, taken), what).toBeUndefined();
  expect(
    imsUnavailable(facts, ended(still, rest, { screens: screens.map((one) => ({ ...one, acted: false })) })),
  ).toBeDefined();
  expect(imsUnavailable(facts, ended(still, { how: 'out-of-time', pending: false }))).toBeDefined();
});

test('what fails at the very moment of the last act may be why it stands still', () => {
  const screens = [{ at: 300, screen: 'email', kind: 'sign-in' as const, acted: true }];
  expect(imsUnavailable(facts, ended([toCampaign, toIms, toSignIn, background], rest, { screens }))).toBeDefined();
});
