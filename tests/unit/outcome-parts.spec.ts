import { expect, test } from './unit-test.ts';
import { diagnoseLook } from '../../fixtures/diagnosis/index.ts';
import { callbackRejected } from '../../fixtures/diagnosis/outcomes/callback-rejected.ts';
import { campaignSays } from '../../fixtures/diagnosis/outcomes/campaign-says.ts';
import { campaignUnreachable } from '../../fixtures/diagnosis/outcomes/campaign-unreachable.ts';
import { imsUnavailable } from '../../fixtures/diagnosis/outcomes/ims-unavailable.ts';
import { inBetween } from '../../fixtures/diagnosis/outcomes/in-between.ts';
import { missingRights } from '../../fixtures/diagnosis/outcomes/missing-rights.ts';
import { redirectedToAdobeCom } from '../../fixtures/diagnosis/outcomes/redirected-to-adobe-com.ts';
import { signedIn } from '../../fixtures/diagnosis/outcomes/signed-in.ts';
import { signedInElsewhere } from '../../fixtures/diagnosis/outcomes/signed-in-elsewhere.ts';
import { unrecognised } from '../../fixtures/diagnosis/outcomes/unrecognised.ts';
import { mappingOf } from '../../fixtures/diagnosis/readings/session-reading.ts';
import { plainText } from '../../fixtures/diagnosis/readings/messages.ts';
import { expressionInWords } from '../../fixtures/diagnosis/readings/shown-expression.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts } from '../../fixtures/evidence/facts/page.ts';
import {
  backWithError,
  bareFacts,
  callback,
  cameBack,
  hop,
  instanceUrl,
  journey,
  known,
  page,
  session,
  signedInAt,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
  unknown,
} from './evidence-builder.ts';

/* Each end of a login by itself: what makes it that end, and what takes it away again. */

const facts = bareFacts();

test('a session is a login only where this journey asked IMS, came back whole, and nothing speaks against it', () => {
  expect(signedIn(facts, signedInAt())?.outcome).toBe('signed-in');
  const { authorize, ...unasked } = signedInAt();
  const back = signedInAt().callback;
  if (!back) throw new Error('A login without a callback');
  const view = signedInAt().page;
  expect([authorize?.hop, view?.isRequestedView]).toEqual([1, true]);
  const shownOnce = {
    session: session({ came: 'yes', confirmed: 'yes', view: { leads: 'stays', page: page({ leadsOn: 'yes' }) } }),
  } as const;
  const others: Readonly<Record<string, Journey>> = {
    'nobody asked IMS': unasked,
    'no code came': signedInAt({ callback: { ...back, code: false } }),
    'it goes round': signedInAt({ ending: { how: 'loop', url: 'x' } }),
    'the view was not reached': signedInAt({}, { isRequestedView: false }),
    'Campaign failed in the end': signedInAt(shownOnce, { status: 500 }),
    'another one’s state came back': signedInAt({ callback: { ...back, stateReturned: 'no' } }),
    'the session is not proven': signedInAt({ session: { came: 'yes', confirmed: 'no', said: 'x' } }),
    'the message about rights is no quote': signedInAt(
      {},
      { text: 'Login does not have any right matching the expression' },
    ),
  };
  for (const [what, taken] of Object.entries(others)) expect(signedIn(facts, taken), what).toBeUndefined();
  for (const taken of [
    signedInAt(shownOnce, { status: 499 }),
    signedInAt(shownOnce, { status: 500, kind: 'other' }),
    signedInAt({ callback: { ...back, stateReturned: 'not-known' } }),
  ]) {
    expect(signedIn(facts, taken)?.outcome).toBe('signed-in');
  }
});

test('a code that went elsewhere says where and whose it is, and accuses nothing where the instance itself led there', () => {
  const stage = 'https://stage.example.com';
  const at = (more: Parameters<typeof callback>[0], rest: Partial<Journey> = {}) =>
    signedInElsewhere(soundFacts(), journey([toCampaign, toIms], { callback: callback(more), ...rest }));
  const where = (origin: string, kind: Hop['kind']) => at({ kind, origin })?.summary;
  expect(where(stage, 'other-instance')).toBe(`The login at ${instanceUrl} ended at instance “stage” (${stage}).`);
  expect(at({ kind: 'other', origin: 'https://x.example.com' })).toEqual({
    outcome: 'signed-in-elsewhere',
    summary: `The login at ${instanceUrl} ended at https://x.example.com.`,
    pointsTo: ['callback-url'],
    evidence: [`IMS sent the code of this login to https://x.example.com, and not to ${instanceUrl}.`],
  });
  for (const more of [
    { kind: 'campaign' },
    { kind: 'adobe-com' },
    { kind: 'other', code: false },
    { kind: 'other', error: 'x' },
  ] as const) {
    expect(at({ origin: stage, ...more }), JSON.stringify(more)).toBeUndefined();
  }
  expect(signedInElsewhere(soundFacts(), journey([toCampaign, toIms]))).toBeUndefined();
  const unseen = journey([toCampaign], { callback: callback({ kind: 'other', origin: stage }) });
  expect(signedInElsewhere(soundFacts(), unseen)?.outcome).toBe('signed-in-elsewhere');
  const { authorize } = journey([toCampaign, toIms]);
  if (!authorize) throw new Error('No request');
  const led = at(
    { kind: 'other', origin: 'https://acc.example.com' },
    { authorize: { ...authorize, relayedTo: 'https://acc.example.com/x' } },
  );
  expect(led).toMatchObject({
    outcome: 'unrecognised',
    summary: `${instanceUrl} sends its users to https://acc.example.com before they sign in, and there the login ended.`,
    pointsTo: [],
    advice: {
      remedy: `If https://acc.example.com is the address at which operators of this instance work, set CAMPAIGN_PROD_URL to it and run this probe again. If it is another system, find out why ${instanceUrl} redirects there.`,
      owner: owners.probe,
    },
  });
});

test('an end at adobe.com points to the callback, at a foreign host to that one first, and to nothing once a code came', () => {
  const adobeCom = hop('adobe-com', 'https://www.adobe.com/x');
  const at = (hops: readonly Hop[], more: Partial<Journey> = {}) => redirectedToAdobeCom(facts, journey(hops, more));
  expect(at([toCampaign, toIms, adobeCom])).toEqual({
    outcome: 'redirected-to-adobe-com',
    summary: 'The user is sent to www.adobe.com and not back to Campaign.',
    pointsTo: ['callback-url'],
    doesNotRuleOut: ['client-id'],
    evidence: [
      'Instead of the sign-in page: GET https://www.adobe.com/x answered 200.',
      `The callback that the running server asked for: ${instanceUrl}/nl/jsp/ims.jsp.`,
    ],
  });
  const screens = [{ at: 0, screen: 'password', kind: 'sign-in', acted: true }] as const;
  expect(at([toCampaign, toIms, toSignIn, adobeCom], { screens: [...screens] })?.evidence[0]).toMatch(
    /^After the sign-in: /,
  );
  const { authorize } = journey([toCampaign, toIms]);
  if (!authorize) throw new Error('No request');
  const { redirectUri, ...aimless } = authorize;
  expect(redirectUri).toBeDefined();
  expect(at([toCampaign, toIms, adobeCom], { authorize: aimless })?.evidence[1]).toMatch(/: \(none\)\.$/);
  const foreign = { authorize: { ...authorize, origin: 'https://ims.example.com' } };
  expect(at([toCampaign, toIms, adobeCom], foreign)?.pointsTo).toEqual(['ims-server-url', 'callback-url']);
  const none: readonly (readonly [readonly Hop[], Partial<Journey>])[] = [
    [[toCampaign, toIms, adobeCom], { callback: callback(), codes: 1 }],
    [[toCampaign, adobeCom], {}],
    [[toCampaign, toIms], {}],
    [[toCampaign, toIms, adobeCom], { authorize: { ...authorize, relayedTo: 'https://www.adobe.com/y' } }],
    [[toCampaign, toIms, adobeCom], { authorize: { ...authorize, origin: 'https://www.adobe.com' } }],
  ];
  for (const [hops, more] of none) expect(at(hops, more), JSON.stringify(more)).toBeUndefined();
});

test('a reason that Campaign names is said wherever its page shows it, with the address where it names one', () => {
  const refusedAddress = 'XSV-350013 The IP address via which you come is not accepted';
  const at = (taken: Journey) => campaignSays(facts, taken);
  const before = journey([toCampaign], { page: page({ text: refusedAddress }) });
  expect(at(before)?.summary).toBe(
    'Campaign does not accept the IP address from which the login comes (the address of this machine).',
  );
  const after = at(cameBack({}, { text: `${refusedAddress} '10.1.2.3'` }));
  expect(after?.summary).toBe(
    'Adobe signed the user in, and Campaign does not accept the IP address from which the login comes (10.1.2.3).',
  );
  expect(after?.advice).toMatchObject({ remedy: expect.stringMatching(/^Add 10\.1\.2\.3 \(/), owner: owners.server });
  expect(at({ ...before, ending: { how: 'loop', url: 'x' } })).toBeUndefined();
  expect(at({ ...before, page: page({ text: refusedAddress, kind: 'other' }) })).toBeUndefined();
  expect(at({ ...before, page: page({ text: 'Welcome' }) })).toBeUndefined();
  expect(at({ ...before, page: page({ title: 'XSV-350063' }) })?.summary).toBe(
    `${instanceUrl} answers that it has no database: the instance is not up.`,
  );
});

test('an error of Campaign’s is an outage, unless it is its answer to a code or to an error of IMS', () => {
  const at = (taken: Journey) => campaignUnreachable(facts, taken)?.summary;
  const down = `${instanceUrl} answers with a server error.`;
  const plain = (status: number, more: Partial<Journey> = {}): Journey =>
    journey([toCampaign, { ...toCampaign, status }], more);
  expect([at(plain(500)), at(plain(503)), at(plain(499))]).toEqual([down, down, undefined]);
  expect(at(plain(500, { ending: { how: 'loop', url: 'x' } }))).toBeUndefined();
  expect(at(cameBack({ status: 500 }, {}))).toBeUndefined();
  expect(at(cameBack({ status: 503 }, {}))).toBe(down);
  expect(at(cameBack({ status: 503 }, { text: 'XTK-170065' }))).toBeUndefined();
  expect(at(cameBack({ status: 503 }, { text: 'XTK-170065', kind: 'other' }))).toBe(down);
  expect(at(cameBack({ status: 500 }, {}, { callback: callback({ code: false, error: 'x' }) }))).toBeUndefined();
  const stays = session({ came: 'yes', view: { leads: 'stays', page: page() } });
  expect(at(cameBack({ status: 500 }, {}, { session: stays }))).toBe(down);
  expect(at(cameBack({ status: 500 }, {}, { session: session({ came: 'yes' }) }))).toBeUndefined();
  const { session: none, ...sessionless } = cameBack({ status: 500 }, {});
  expect([none?.came, at(sessionless)]).toEqual(['no', undefined]);
  const broken = { ...toCampaign, status: 200, cut: 'reset' };
  const early = `${instanceUrl} answers, but its answer is not complete: the connection ends too early.`;
  expect(at(journey([broken]))).toBe(early);
  expect(at(journey([broken], { ending: { how: 'out-of-time', pending: false } }))).toBeUndefined();
  expect(at(journey([{ ...broken, cut: 'still coming' }]))).toBeUndefined();
});

test('the message about rights says its language and its status, and what it names', () => {
  const text = 'Login does not have any right matching the expression';
  expect(missingRights(facts, cameBack({}, { text }))?.evidence).toEqual([
    'Campaign answered the login with “Login does not have any right matching the expression” (language en, HTTP 200).',
  ]);
  const { status, ...unanswered } = page({ text });
  expect(status).toBe(200);
  expect(missingRights(facts, cameBack({}, {}, { page: unanswered }))?.evidence[0]).toMatch(
    /\(language en, HTTP \?\)\.$/,
  );
  const groups = (...names: string[]): Evidence => ({ ...facts, dashboardUserGroups: known(names) });
  const shown = `${text} 'Campaign - (.*)'`;
  for (const said of [{ text: shown }, { title: shown }]) {
    expect(missingRights(facts, cameBack({}, said))?.evidence[1]).toMatch(
      /^The message names the expression `Campaign/,
    );
  }
  const named = 'The message names the expression `Campaign - (.*)`. As an association mask it matches';
  expect(expressionInWords(shown, groups())).toEqual([
    `${named} none of the user’s product profiles: the user has no product profile.`,
  ]);
  expect(expressionInWords(shown, groups('A', 'B'))).toEqual([`${named} none of the user’s product profiles: A, B.`]);
  expect(expressionInWords(shown, groups('A', 'Campaign - x'))).toEqual([
    `${named} Campaign - x (operator group “x”).`,
  ]);
});

test('an end that did not come whole says nothing of an operator who is disabled', () => {
  const disabled: Evidence = {
    ...facts,
    campaign: {
      build: unknown('x'),
      version: unknown('x'),
      groupNames: unknown('x'),
      operator: known({ count: 1, disabled: true }),
    },
  };
  const said = 'Campaign, read in this run, says that the account’s operator is disabled.';
  const ends = (more: Partial<Journey>) => unrecognised(disabled, cameBack({}, {}, more)).evidence;
  expect(ends({})).toContain(said);
  expect(ends({ ending: { how: 'at-rest', isMute: true } })).not.toContain(said);
  expect(unrecognised(disabled, journey([toCampaign])).evidence).not.toContain(said);
});

test('a session that Campaign confirms is no refusal of the code, whatever status the last page had', () => {
  const at = (status: number, more: Parameters<typeof session>[0], shown: Partial<PageFacts> = {}) =>
    callbackRejected(facts, cameBack({ status }, shown, { session: session(more) }))?.summary;
  const refused = 'Adobe signed the user in and sent a code back, and Campaign refused it.';
  const away = { view: { leads: 'elsewhere' } } as const;
  expect(at(404, { confirmed: 'yes' })).toBeUndefined();
  expect(at(404, { confirmed: 'yes' }, { text: 'XSV-350012' })).toBe(refused);
  expect(at(200, { confirmed: 'no', ...away })).toBe(refused);
  expect(at(404, {})).toBe(refused);
  expect(at(200, {})).toBe(refused);
  expect(at(400, away)).toBe(refused);
  expect(at(399, away)).toBeUndefined();
  expect(at(404, { came: 'yes' })).toBe(refused);
  expect(at(404, { came: 'yes', ...away })).toBeUndefined();
  expect(at(200, { came: 'yes' })).toBeUndefined();
});

test('what Campaign answered to a code is quoted where it said anything', () => {
  const seen = (text: string) => callbackRejected(facts, cameBack({ status: 404 }, { text }))?.evidence;
  const asked = `IMS sent a code to ${instanceUrl}; then GET ${instanceUrl}/nl/jsp/ims.jsp answered 404`;
  expect(seen('')?.[0]).toBe(`${asked}.`);
  expect(seen('No.')?.[0]).toBe(`${asked}: “No.”.`);
  const requests = { by: 'http', durationMs: 0, hops: [], experiments: [] } as const;
  const beside = callbackRejected(
    { ...facts, requests: { ...requests, hops: [], experiments: [] } },
    cameBack({ status: 404 }, { text: '' }),
  );
  expect(beside?.evidence).toEqual(seen(''));
});

test('an error that nobody knows is no outage, and no page before Campaign is one in front of it', () => {
  expect(imsUnavailable(facts, backWithError('nobody_knows_it'))).toBeUndefined();
  const taken = cameBack({ status: 404 }, {});
  expect(inBetween(facts, taken)?.outcome).toBe('unrecognised');
  expect(inBetween(facts, { ...taken, page: page({ kind: 'other' }) })).toBeUndefined();
  const { callback: came, ...uncalled } = taken;
  expect([came?.code, inBetween(facts, uncalled)]).toEqual([true, undefined]);
});

test('the mask fits where it does however case is taken, and is open where that changes it', () => {
  const mapping = (change: (one: Evidence) => void): string => {
    const one = soundFacts();
    change(one);
    return mappingOf(one);
  };
  expect(mapping(() => undefined)).toBe('fits');
  expect(mapping((one) => (one.dashboardUserGroups = known(['Photoshop'])))).toBe('fits-nothing');
  expect(mapping((one) => (one.externalAccount.associationMask = known('campaign - prod - (.*)')))).toBe('not-known');
  expect(mapping((one) => (one.operatorGroups = unknown('x')))).toBe('not-known');
  expect(mapping((one) => (one.externalAccount.associationMask = unknown('x')))).toBe('not-known');
});

test('entities that name no character are a space, and those that do are that character', () => {
  expect(plainText('a&#0;b&#x110000;c&#65;d&#x42;e&unknown;f\\u0043')).toBe('a b cadbe&unknown;fc');
});

test('a look says how a login would end, and what it comes to', () => {
  const { diagnosis, standing } = diagnoseLook(bareFacts());
  expect([diagnosis.outcome, diagnosis.decidedBy, standing]).toEqual(['unrecognised', 'request', 'not-known']);
  expect(diagnosis.summary).toBe('The way to IMS was not found: nothing led there.');
});
