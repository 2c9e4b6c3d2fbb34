import { expect, test } from './unit-test.ts';
import { callbackRejected } from '../../fixtures/diagnosis/outcomes/callback-rejected.ts';
import { campaignSays } from '../../fixtures/diagnosis/outcomes/campaign-says.ts';
import { campaignUnreachable } from '../../fixtures/diagnosis/outcomes/campaign-unreachable.ts';
import { inBetween } from '../../fixtures/diagnosis/outcomes/in-between.ts';
import { signedIn } from '../../fixtures/diagnosis/outcomes/signed-in.ts';
import { unrecognised } from '../../fixtures/diagnosis/outcomes/unrecognised.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { sessionInWords } from '../../fixtures/diagnosis/readings/session-reading.ts';
import { owners, type Symptom } from '../../fixtures/diagnosis/types.ts';
import { excerpt } from '../../fixtures/diagnosis/values.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts, SessionFacts } from '../../fixtures/evidence/facts/page.ts';
import {
  backWithError,
  bareFacts,
  callbackUrl,
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
} from './evidence-builder.ts';

/* What Campaign, or whoever stands before it, made of a login, each as a symptom. */

const facts = soundFacts();
const last = (status: number): string => `GET ${callbackUrl} answered ${String(status)}`;

test('what a page says is quoted on one line, and cut', () => {
  expect(excerpt('  one \n\t two\u00A0 three ', 300)).toBe('one two three');
  expect(excerpt('abcdef', 3)).toBe('abc');
});

test('an address that Campaign does not accept is named where it says it, before a login and after', () => {
  const text = "XSV-350013 The '203.0.113.7'\n IP address via which";
  const at = (taken: Journey): Symptom | undefined => campaignSays(facts, taken);
  const who = '203.0.113.7';
  expect(at(cameBack({ status: 403 }, { text }))).toEqual({
    outcome: 'unrecognised',
    summary: `Adobe signed the user in, and Campaign does not accept the IP address from which the login comes (${who}).`,
    pointsTo: [],
    evidence: [
      `${last(403)}: “XSV-350013 The '203.0.113.7' IP address via which”.`,
      'This concerns the security zone and no setting of the external account.',
    ],
    advice: {
      remedy: `Add ${who} (the address under which Campaign sees this machine, or the proxy in front) to the security zone of the test account’s operator in serverConf.xml, reload the configuration (nlserver config -reload), then run this probe again.`,
      owner: owners.server,
    },
  });
  const door = journey([toCampaign], { page: page({ text: 'XSV-350014' }) });
  expect(at(door)?.summary).toBe(
    'Campaign does not accept the IP address from which the login comes (the address of this machine).',
  );
  expect(at(door)?.advice?.remedy).toMatch(/^Add the address of this machine \(/);
  expect(at({ ...door, page: page({ title: 'XSV-350014' }) })).toBeDefined();
  expect(at({ ...door, ending: { how: 'loop', url: '' } })).toBeUndefined();
  expect(at({ ...door, page: page({ kind: 'other', text: 'XSV-350014' }) })).toBeUndefined();
  expect(at({ ...door, page: page({ text: 'Welcome' }) })).toBeUndefined();
});

test('an instance without a database is not up', () => {
  expect(campaignSays(facts, cameBack({ status: 500 }, { text: 'XSV-350063 No data source' }))).toEqual({
    outcome: 'campaign-unreachable',
    summary: `${instanceUrl} answers that it has no database: the instance is not up.`,
    pointsTo: ['campaign-outage'],
    evidence: [`${last(500)}: “XSV-350063 No data source”.`],
  });
});

const unreachable = (taken: Journey): readonly unknown[] | undefined => {
  const symptom = campaignUnreachable(facts, taken);
  return symptom && [symptom.summary, symptom.pointsTo, symptom.evidence];
};
const door = (more: Partial<Hop>, taken: Partial<Journey> = {}): Journey =>
  journey([{ ...toCampaign, status: 200, ...more }], taken);
const serverError = `${instanceUrl} answers with a server error.`;

test('an instance that gives no answer, half of one, or an error, is said to', () => {
  const { status, ...silent } = toCampaign;
  expect(status).toBe(302);
  expect(unreachable(journey([silent]))).toEqual([
    `${instanceUrl} gives this machine no HTTP answer.`,
    ['network'],
    [`GET ${toCampaign.url} got no HTTP answer (pending).`],
  ]);
  const proxy = campaignUnreachable(facts, door({ status: 407 }));
  expect(proxy?.summary).toBe(
    `${instanceUrl} could not be reached. Proxy (HTTPS_PROXY): the proxy asks for a name and a password that it accepts (HTTP 407).`,
  );
  expect(proxy?.finding).toMatchObject({
    expected: 'a proxy that lets this machine through',
    evidence: ['The proxy answered 407 instead of prod.example.com.'],
    remedy: expect.stringMatching(/HTTPS_PROXY \(http:\/\/name:password@proxy:port.*NO_PROXY/),
    owner: owners.network,
  });
  expect(unreachable(door({ cut: 'net::ERR_X' }))).toEqual([
    `${instanceUrl} answers, but its answer is not complete: the connection ends too early.`,
    ['network'],
    [`GET ${toCampaign.url} answered 200, and the body of its answer ends too early (net::ERR_X).`],
  ]);
  expect(unreachable(door({ cut: 'still coming' }))).toBeUndefined();
  expect(unreachable(door({ cut: 'net::ERR_X' }, { ending: { how: 'arrived' } }))).toBeUndefined();
  for (const code of [500, 503]) {
    expect(unreachable(door({ status: code }))).toEqual([
      serverError,
      ['campaign-outage'],
      [`GET ${toCampaign.url} answered ${String(code)}.`],
    ]);
  }
  expect(unreachable(door({ status: 499 }))).toBeUndefined();
  expect(unreachable(door({ status: 500, kind: 'ims' }))).toBeUndefined();
  expect(unreachable(door({ status: 500 }, { ending: { how: 'loop', url: '' } }))).toBeUndefined();
});

test('a plain error in answer to a code or to an error of IMS is no outage; without a reason, one in front of Campaign is', () => {
  const answer = (code: number, text = '', more: Partial<Journey> = {}): unknown =>
    unreachable(cameBack({ status: code }, { text }, more))?.[0];
  const { session: none, ...sessionless } = cameBack({ status: 500 }, {});
  expect(none).toBeDefined();
  expect(unreachable(sessionless)).toBeUndefined();
  expect(answer(500)).toBeUndefined();
  expect(answer(503)).toBe(serverError);
  for (const text of ['XSV-350012', 'XTK-170065 {"error":"invalid_client"}']) expect(answer(503, text)).toBeUndefined();
  // A session that came and stays: the code was taken, and what fails is Campaign.
  const stays = session({ came: 'yes', view: { leads: 'stays', page: page() } });
  expect(answer(500, '', { session: stays })).toBe(serverError);
  expect(answer(500, '', { session: session({ came: 'yes' }) })).toBeUndefined();
  expect(answer(500, '', { session: { ...stays, came: 'not-known' } })).toBeUndefined();
  const back = backWithError('access_denied');
  expect(unreachable({ ...back, hops: back.hops.map((one) => ({ ...one, status: 500 })) })).toBeUndefined();
});

test('who answers in place of IMS or of Campaign is told by its words, or by what it minds', () => {
  const firewall = { status: 403, text: 'The requested URL was rejected. Your support ID is 1' } as const;
  const atSignIn = journey([toCampaign, toIms, { ...toSignIn, status: 403 }], {
    page: page({ kind: 'sign-in', ...firewall }),
  });
  const [host, seen] = ['auth.services.adobe.com', `GET ${toSignIn.url} answered 403: “${firewall.text}”.`];
  expect(inBetween(facts, atSignIn)).toEqual({
    outcome: 'ims-unavailable',
    summary: `A firewall or proxy between this machine and ${host} answers instead of Adobe IMS.`,
    pointsTo: ['network'],
    evidence: [seen],
    finding: {
      setting: 'Network',
      expected: `an answer of ${host} itself`,
      actual: 'a page of a firewall or proxy',
      evidence: [seen],
      remedy: `Ask whoever runs that firewall or proxy to let this machine reach ${host}.`,
      owner: owners.network,
    },
  });
  expect(inBetween(facts, { ...atSignIn, page: page({ kind: 'sign-in', text: 'no' }) })).toBeUndefined();
  const campaigns = inBetween(facts, cameBack({ status: 414 }, { text: '' }));
  expect(campaigns).toEqual({
    outcome: 'unrecognised',
    summary:
      'IMS sent a code back, and a firewall, a proxy or a web server at prod.example.com answered it instead of Campaign.',
    pointsTo: [],
    evidence: [`${last(414)}.`, 'Campaign itself says nothing of the code, so no setting is accused.'],
    advice: {
      remedy:
        'Ask whoever runs the firewall or proxy in front of prod.example.com why it stops that request: it has to let the path of the callback through, and an address of several thousand characters. If there isn’t one, check that the web module of Campaign runs (nlserver pdump) and look into its web.log.',
      owner: owners.server,
    },
  });
  expect(inBetween(facts, cameBack({ status: 403 }, firewall))).toBeDefined();
  // A gateway may say so with a status of success; a page of Campaign’s own may quote it among much else.
  const portal = { text: 'Access denied. Blocked by policy. Category: business. Ref 1234', leadsOn: 'no' } as const;
  for (const status of [200, 399])
    expect(inBetween(facts, cameBack({ status }, portal))?.summary).toBe(campaigns?.summary);
  expect(inBetween(facts, cameBack({ status: 200 }, { ...portal, leadsOn: 'yes' }))).toBeUndefined();
  expect(
    inBetween(facts, cameBack({ status: 200 }, { ...portal, text: portal.text.padEnd(601, '.') })),
  ).toBeUndefined();
  expect(inBetween(facts, { ...atSignIn, hops: [toCampaign, toIms, toSignIn] })).toBeUndefined();
  const not: readonly Journey[] = [
    cameBack({ status: 403 }, { text: 'no' }),
    cameBack({ status: 200 }, { ...firewall, leadsOn: 'yes' }),
    cameBack({ status: 500 }, firewall),
    cameBack({ status: 404 }, { text: 'XSV-350012' }),
    cameBack({ status: 404 }, { text: 'XSV-350013 The IP address via which' }),
    cameBack({ status: 404 }, { text: 'Login does not have any right matching the expression' }),
    cameBack({ status: 404 }, {}, { ending: { how: 'loop', url: '' } }),
    { ...cameBack({ status: 404 }, {}), hops: [hop('other', 'https://x.example.com/', { status: 404 })] },
    journey([{ ...toCampaign, status: 404 }], { page: page() }),
  ];
  for (const [index, taken] of not.entries()) expect(inBetween(facts, taken), String(index)).toBeUndefined();
});

test('codes that are dropped without a word point to groups that fit nothing, or else to all that can look so', () => {
  const loop = (codes: number) => cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: '' }, codes });
  const all = ['client-secret', 'association-mask', 'operator-groups'];
  expect(callbackRejected(bareFacts(), loop(2))).toMatchObject({
    outcome: 'callback-rejected',
    pointsTo: all,
    mayFollowFrom: ['product-context', 'external-account'],
    evidence: [
      `2 codes came back to ${instanceUrl} and were dropped: after each of them the browser was sent to IMS again.`,
      expect.stringContaining('(NEO-95188)'),
    ],
  });
  expect(callbackRejected(bareFacts(), loop(1))).toBeUndefined();
  const groups = { ...facts, dashboardUserGroups: known(['Photoshop users']) };
  expect(callbackRejected(groups, loop(3))).toMatchObject({
    pointsTo: [],
    mayFollowFrom: ['association-mask', 'operator-groups', 'product-context', 'external-account'],
  });
});

test('what is known of the session is said, a sentence each', () => {
  const said = (more: Partial<SessionFacts>, codes = 1, groups?: readonly string[]) =>
    sessionInWords(
      { ...facts, ...(groups && { sessionGroups: known([...groups]) }) },
      cameBack({}, {}, { session: session({ said: 'HTTP 404', ...more }), codes }),
    );
  const unclear = 'Campaign does not say whether the session is valid (ping.jsp: HTTP 404).';
  const view = 'The requested view, asked for once more,';
  expect(said({})).toEqual([unclear, `${view} redirects to sign the user in again.`]);
  expect(said({}, 2)[0]).toBe('2 codes came back to the instance.');
  expect(said({}, 1, ['1'])[1]).toBe(
    'Asked over this session who is signed in, Campaign names an operator (GetUserInfo).',
  );
  expect(said({ confirmed: 'yes' }, 1, ['1'])).toEqual([
    'Campaign confirms the session (ping.jsp: HTTP 404).',
    `${view} redirects to sign the user in again.`,
  ]);
  expect(said({ confirmed: 'no' })[0]).toBe('Campaign denies the session (ping.jsp: HTTP 404).');
  const viewed = (more: SessionFacts['view'], isForEverybody?: 'yes' | 'no' | 'not-known') =>
    said({ ...(more && { view: more }), ...(isForEverybody && { isForEverybody }) }).at(-1);
  expect(viewed({ leads: 'elsewhere' })).toBe(`${view} redirects elsewhere.`);
  expect(viewed({ leads: 'elsewhere', to: 'https://x/' })).toBe(`${view} redirects elsewhere (https://x/).`);
  expect(viewed({ leads: 'no-answer' })).toBe(`${view} gives no answer.`);
  const stays = (more: object = {}) => ({ leads: 'stays', page: page(more) }) as const;
  for (const more of [{ offersWayIn: 'yes' }, { asksToLogOn: 'yes' }]) {
    expect(viewed(stays(more))).toBe(`${view} asks for a login again (HTTP 200).`);
  }
  expect(viewed({ leads: 'stays' })).toBe(`${view} is a page of the instance.`);
  const ends = { yes: ', the same for everybody.', no: ', and shown to nobody else.', 'not-known': '.' } as const;
  for (const [isForEverybody, end] of Object.entries(ends)) {
    const whose = isForEverybody === 'yes' || isForEverybody === 'no' ? isForEverybody : 'not-known';
    expect(viewed(stays(), whose)).toBe(`${view} is a page of the instance (HTTP 200)${end}`);
  }
  expect(sessionInWords(facts, journey([toCampaign]))).toEqual([]);
});

test('what nobody knows is shown: the last request, the page, the session; and with what it may be', () => {
  const taken = journey([toCampaign], { page: page({ title: 'Home', text: ' a \n b ' }) });
  expect(unrecognised(facts, taken)).toEqual({
    outcome: 'unrecognised',
    summary: 'The login ended in a way that this suite does not know: a page with no known way forward.',
    pointsTo: [],
    evidence: [`GET ${toCampaign.url} answered 302.`, 'The page: “Home” a b'],
  });
  expect(unrecognised(facts, journey([])).evidence).toEqual(['No request was made.']);
});

test('a diagnosis holds the way of the login, or of the requests that decided it, and nothing of what decided nothing', () => {
  const made = { by: 'http', durationMs: 7, hops: [toCampaign], imsHops: [toIms], experiments: [] } as const;
  const requests = { ...made, hops: [...made.hops], imsHops: [...made.imsHops], experiments: [] };
  expect(diagnose({ ...facts, requests })).toMatchObject({ journey: [], durationMs: 7, outcome: 'not-probed' });
  const both = diagnose({ ...facts, requests, journey: cameBack({}, {}) });
  expect([both.journey.length, both.durationMs, both.decidedBy]).toEqual([4, 1007, 'login']);
});

test('a login that goes round, or lands at an error of Campaign’s, is no proof of a session', () => {
  const proved = (more: Partial<Journey> = {}, shown: Partial<PageFacts> = {}): boolean =>
    signedIn(facts, signedInAt(more, shown)) !== undefined;
  expect(proved()).toBe(true);
  expect(proved({ ending: { how: 'loop', url: '' } })).toBe(false);
  const view = { leads: 'stays', page: page({ leadsOn: 'yes' }) } as const;
  const seen = session({ came: 'yes', confirmed: 'yes', view });
  expect(proved({ session: seen }, { status: 499 })).toBe(true);
  expect(proved({ session: seen }, { status: 500 })).toBe(false);
  expect(proved({ session: seen }, { status: 500, kind: 'other' })).toBe(true);
  const { page: last_, ...pageless } = signedInAt({ session: seen });
  expect([last_?.kind, signedIn(facts, pageless)?.outcome]).toEqual(['campaign', 'signed-in']);
});
