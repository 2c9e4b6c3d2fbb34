import { expect, test } from './unit-test.ts';
import {
  asksToSignInAgain,
  confirmedBy,
  isSessionOpen,
  isSessionProven,
  requestedView,
  rightsMessage,
  sessionInWords,
} from '../../fixtures/diagnosis/readings/session-reading.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts, SessionFacts } from '../../fixtures/evidence/facts/page.ts';
import { bareFacts, cameBack, known, page, session, soundFacts, unknown } from './evidence-builder.ts';

/* What proves a session, and what leaves it open: one fact after the other is taken away. */

interface Seen {
  /** The requested view, asked for once more. */
  readonly view?: Partial<PageFacts>;
  readonly session?: Partial<SessionFacts>;
  /** What became of Campaign’s documented cookie with the code: set, where nothing else is said. */
  readonly cookie?: 'cleared' | 'none';
  /** The operator groups of the session, where Campaign named them. */
  readonly groups?: readonly string[];
}

function login({ view = {}, session: more = {}, cookie }: Seen): Journey {
  const shown = page({ leadsOn: 'yes', isRequestedView: true, ...view });
  const fate = cookie === 'none' ? {} : { session: cookie ?? ('set' as const) };
  return cameBack(fate, {}, { session: session({ view: { leads: 'stays', page: shown }, ...more }) });
}
const evidence = ({ groups }: Seen): Evidence => ({
  ...bareFacts(),
  ...(groups && { sessionGroups: known([...groups]) }),
});

const confirmed = { came: 'yes', confirmed: 'yes' } as const;
const unsaid = { isForEverybody: 'no' } as const;
const few = { leadsOn: 'no', hasSecurityToken: 'yes', saysLittle: true } as const;
const asking = { asksToLogOn: 'yes', hasSecurityToken: 'yes' } as const;
const others = { viewOfNobody: { leads: 'stays', page: page({ offersWayIn: 'yes' }) } } as const;

/** What is seen of a session; whether it is proven, and whether Campaign is to be asked over it. */
const sessions: readonly (readonly [Seen, 'proven' | 'open' | 'neither'])[] = [
  // Campaign confirms it: then the view has to hold more than a message.
  [{ session: confirmed }, 'proven'],
  [{ session: { ...confirmed, isForEverybody: 'not-known' } }, 'proven'],
  [{ session: { ...confirmed, isForEverybody: 'no' } }, 'proven'],
  [{ session: { ...confirmed, isForEverybody: 'yes' } }, 'neither'],
  [{ session: confirmed, view: { leadsOn: 'no' } }, 'neither'],
  [{ session: confirmed, view: { leadsOn: 'no', hasSecurityToken: 'not-known' } }, 'neither'],
  [{ session: confirmed, view: { leadsOn: 'no', hasSecurityToken: 'yes' } }, 'proven'],
  [{ session: confirmed, view: few }, 'open'],
  [{ session: confirmed, view: { ...few, hasFields: 'yes' } }, 'proven'],
  [{ session: confirmed, view: { ...few, hasButtons: 'not-known' } }, 'proven'],
  [{ session: confirmed, view: { ...few, leadsOn: 'not-known' } }, 'proven'],
  [{ session: confirmed, view: few, groups: ['1'] }, 'proven'],
  [{ session: confirmed, view: few, groups: [] }, 'open'],
  [{ session: { ...confirmed, isForEverybody: 'yes' }, view: few }, 'neither'],
  [{ session: confirmed, view: { status: 399 } }, 'proven'],
  [{ session: confirmed, view: { status: 400 } }, 'neither'],
  [{ session: confirmed, view: { kind: 'other' } }, 'neither'],
  [{ session: { ...confirmed, view: { leads: 'elsewhere' } } }, 'neither'],
  [{ session: { ...confirmed, confirmed: 'no' } }, 'neither'],
  [{ session: { ...confirmed, confirmed: 'no' }, groups: ['1'] }, 'neither'],
  // Campaign does not say: then nobody else may be shown the view, and it leads on and asks nobody to sign in.
  [{ session: unsaid }, 'proven'],
  // Somebody in front of the instance takes a code in the same way: something of Campaign’s own has to come of it.
  [{ session: unsaid, cookie: 'none' }, 'open'],
  [{ session: { ...unsaid, came: 'yes' }, cookie: 'none' }, 'open'],
  [{ session: unsaid, cookie: 'cleared' }, 'open'],
  [{ session: unsaid, cookie: 'none', view: { hasSecurityToken: 'not-known' } }, 'open'],
  [{ session: unsaid, cookie: 'none', view: { hasSecurityToken: 'yes' } }, 'proven'],
  [{ session: confirmed, cookie: 'none' }, 'proven'],
  [{ session: unsaid, cookie: 'none', groups: ['1'] }, 'proven'],
  [{ session: {} }, 'open'],
  [{ session: { isForEverybody: 'not-known' } }, 'open'],
  [{ session: { isForEverybody: 'yes' } }, 'neither'],
  [{ session: unsaid, view: { leadsOn: 'no' } }, 'open'],
  [{ session: unsaid, view: { leadsOn: 'not-known' } }, 'open'],
  [{ session: unsaid, view: { offersWayIn: 'not-known' } }, 'open'],
  [{ session: unsaid, view: { offersWayIn: 'yes' } }, 'open'],
  [{ session: unsaid, view: { asksToLogOn: 'not-known' } }, 'open'],
  [{ session: unsaid, view: asking }, 'open'],
  [{ session: { ...unsaid, ...others }, view: asking }, 'proven'],
  [{ session: { ...unsaid, ...others }, view: { ...asking, hasSecurityToken: 'no' } }, 'open'],
  [{ session: { ...unsaid, viewOfNobody: { leads: 'stays', page: page() } }, view: asking }, 'open'],
  [{ session: { ...unsaid, viewOfNobody: { leads: 'to-sign-in' } }, view: asking }, 'open'],
  [{ session: unsaid, view: { status: 500 } }, 'neither'],
  // Whoever said over the session who is signed in has confirmed it.
  [{ session: {}, groups: [] }, 'proven'],
  [{ session: {}, view: few, groups: ['1'] }, 'proven'],
  [{ session: { isForEverybody: 'yes' }, groups: ['1'] }, 'neither'],
];

for (const [seen, due] of sessions) {
  test(`a session of which this is seen is ${due}: ${JSON.stringify(seen)}`, () => {
    const [facts, taken] = [evidence(seen), login(seen)];
    expect([isSessionProven(facts, taken), isSessionOpen(facts, taken)]).toEqual([due === 'proven', due === 'open']);
  });
}

test('a view without a known status, or a login of which no session is known, proves nothing', () => {
  const { status, ...without } = page({ leadsOn: 'yes' });
  expect(status).toBe(200);
  const unanswered = cameBack({}, {}, { session: session({ ...confirmed, view: { leads: 'stays', page: without } }) });
  const { session: known_, ...sessionless } = login({ session: confirmed });
  expect(known_?.confirmed).toBe('yes');
  for (const taken of [unanswered, sessionless]) {
    expect([isSessionProven(bareFacts(), taken), isSessionOpen(bareFacts(), taken)]).toEqual([false, false]);
  }
});

test('what Campaign says of the session is ping.jsp’s word, and else that it names an operator over it', () => {
  const groups = { ...bareFacts(), sessionGroups: known(['1']) };
  const unread = { ...bareFacts(), sessionGroups: unknown('x') };
  for (const word of ['yes', 'no'] as const) {
    for (const facts of [groups, unread, bareFacts()])
      expect(confirmedBy(facts, session({ confirmed: word }))).toBe(word);
  }
  expect(confirmedBy(groups, session())).toBe('yes');
  expect(confirmedBy(unread, session())).toBe('not-known');
  expect(confirmedBy(bareFacts(), session())).toBe('not-known');
  expect(confirmedBy(groups, undefined)).toBe('not-known');
});

test('the requested view is the one that was asked for once more, and else the last page where that is it', () => {
  const view = page({ title: 'view' });
  const last = page({ title: 'last', isRequestedView: true });
  const { view: _, ...unasked } = session();
  const title = (more: Partial<Journey>): string | undefined => requestedView(cameBack({}, {}, more))?.title;
  expect(title({ page: last, session: session({ view: { leads: 'stays', page: view } }) })).toBe('view');
  expect(title({ page: last, session: session({ view: { leads: 'to-sign-in' } }) })).toBeUndefined();
  expect(title({ page: last, session: session({ view: { leads: 'elsewhere' } }) })).toBeUndefined();
  expect(title({ page: last, session: unasked })).toBe('last');
  expect(title({ page: page(), session: unasked })).toBeUndefined();
  const { session: known_, ...sessionless } = cameBack({}, {}, { page: last });
  expect([known_?.came, requestedView(sessionless)]).toEqual(['no', undefined]);
});

const ours = { asksToLogOn: 'yes', hasSecurityToken: 'yes', leadsOn: 'yes' } as const;
const again: readonly (readonly [Seen, boolean])[] = [
  [{ session: { view: { leads: 'to-sign-in' } } }, true],
  [{ session: { view: { leads: 'elsewhere' } } }, false],
  [{ session: { view: { leads: 'no-answer' } } }, false],
  [{}, false],
  [{ view: { offersWayIn: 'yes' } }, true],
  [{ view: { offersWayIn: 'not-known' } }, false],
  [{ view: { asksToLogOn: 'yes' } }, true],
  [{ view: { asksToLogOn: 'not-known' } }, false],
  // A form for a password in an application that nobody else is shown may be one of its own.
  [{ session: unsaid, view: ours }, false],
  [{ session: {}, view: ours }, true],
  [{ session: { isForEverybody: 'yes' }, view: ours }, true],
  [{ session: unsaid, view: { ...ours, hasSecurityToken: 'no' } }, true],
  [{ session: unsaid, view: { ...ours, leadsOn: 'no' } }, true],
  [{ session: unsaid, view: { ...ours, offersWayIn: 'yes' } }, true],
];

test('a view asks to sign in once more where it leads there, offers the way, or has a form that is not its own', () => {
  for (const [seen, due] of again) expect(asksToSignInAgain(login(seen)), JSON.stringify(seen)).toBe(due);
  const { session: known_, ...sessionless } = login({});
  expect([known_?.came, asksToSignInAgain(sessionless)]).toEqual(['no', false]);
});

const text = 'Login does not have any right matching the expression';
const answered = (seen: Seen, last: Partial<PageFacts>, facts = evidence(seen)): string | undefined =>
  rightsMessage(facts, { ...login(seen), page: page({ text, ...last }) })?.meaning;
const onView = (seen: Seen, facts = evidence(seen)): string | undefined =>
  rightsMessage(facts, login({ ...seen, view: { text, ...seen.view } }))?.meaning;

test('the message about rights is a refusal in answer to the code, unless the session stands all the same', () => {
  expect(answered({ session: confirmed }, {})).toBe('quote');
  expect(answered({ session: unsaid }, { leadsOn: 'yes' })).toBe('quote');
  expect(answered({ session: unsaid }, {})).toBe('refusal');
  expect(answered({ session: {} }, { leadsOn: 'yes' })).toBe('refusal');
  expect(answered({ session: { ...confirmed, confirmed: 'no' } }, {})).toBe('refusal');
  expect(answered({ session: confirmed }, { kind: 'other' })).toBeUndefined();
  expect(answered({ session: confirmed }, { text: 'Welcome', title: text })).toBe('quote');
  expect(answered({ session: confirmed }, { text: 'Welcome' })).toBeUndefined();
});

test('on the view of a session that stands it is what the groups make of it: those that it has, or those that the mask leaves', () => {
  const nothing = { ...soundFacts(), dashboardUserGroups: known(['Photoshop']) };
  const token = { leadsOn: 'no', hasSecurityToken: 'yes' } as const;
  expect(onView({ session: {} })).toBe('refusal');
  expect(onView({ session: confirmed, groups: [] })).toBe('refusal');
  expect(onView({ session: confirmed, groups: ['1'] })).toBe('quote');
  expect(onView({ session: confirmed, groups: ['1'], view: token })).toBe('not-known');
  expect(onView({ session: confirmed })).toBe('not-known');
  expect(onView({ session: confirmed }, nothing)).toBe('refusal');
  expect(onView({ session: unsaid }, nothing)).toBe('refusal');
  expect(onView({ session: confirmed }, soundFacts())).toBe('quote');
  expect(onView({ session: unsaid }, soundFacts())).toBe('quote');
  expect(onView({ session: confirmed, view: token }, soundFacts())).toBe('not-known');
  expect(onView({ session: confirmed, view: { leadsOn: 'no' } }, soundFacts())).toBe('not-known');
  // What the session really has comes before what the mask promises.
  expect(onView({ session: confirmed, groups: ['1'] }, { ...nothing, sessionGroups: known(['1']) })).toBe('quote');
});

test('the language of the message, and the page that shows it, come with it', () => {
  const shown = rightsMessage(bareFacts(), {
    ...login({ view: { title: 'the view' } }),
    page: page({ title: 'the answer', text }),
  });
  expect([shown?.language, shown?.page.title]).toEqual(['en', 'the answer']);
  const both = rightsMessage(bareFacts(), { ...login({ view: { title: 'the view', text } }), page: page({ text }) });
  expect(both?.page.title).toBe('the view');
});

const asked = 'The requested view, asked for once more,';
const views: readonly (readonly [Seen, string])[] = [
  [{ session: { view: { leads: 'to-sign-in' } } }, 'redirects to sign the user in again.'],
  [{ session: { view: { leads: 'elsewhere' } } }, 'redirects elsewhere.'],
  [{ session: { view: { leads: 'elsewhere', to: 'https://x/' } } }, 'redirects elsewhere (https://x/).'],
  [{ session: { view: { leads: 'no-answer' } } }, 'gives no answer.'],
  [{ view: { offersWayIn: 'yes' } }, 'asks for a login again (HTTP 200).'],
  [{ view: { asksToLogOn: 'yes', status: 403 } }, 'asks for a login again (HTTP 403).'],
  [{ view: { offersWayIn: 'not-known', asksToLogOn: 'not-known' } }, 'is a page of the instance (HTTP 200).'],
  [{ session: { isForEverybody: 'yes' } }, 'is a page of the instance (HTTP 200), the same for everybody.'],
  [{ session: unsaid }, 'is a page of the instance (HTTP 200), and shown to nobody else.'],
  [{ session: { isForEverybody: 'not-known' } }, 'is a page of the instance (HTTP 200).'],
];

test('what is known of the session is a sentence each, and nothing where nothing is', () => {
  for (const [seen, due] of views) {
    expect(sessionInWords(bareFacts(), login(seen)).at(-1), JSON.stringify(seen)).toBe(`${asked} ${due}`);
  }
  const words = (seen: Seen, codes = 1): readonly string[] =>
    sessionInWords(evidence(seen), { ...login(seen), codes }).slice(0, -1);
  const unsaidWord = 'Campaign does not say whether the session is valid (ping.jsp: HTTP 404).';
  expect(words({})).toEqual([unsaidWord]);
  expect(words({}, 2)).toEqual(['2 codes came back to the instance.', unsaidWord]);
  expect(words({ groups: [] })).toEqual([
    unsaidWord,
    'Asked over this session who is signed in, Campaign names an operator (GetUserInfo).',
  ]);
  expect(words({ session: confirmed, groups: [] })).toEqual(['Campaign confirms the session (ping.jsp: HTTP 404).']);
  expect(words({ session: { confirmed: 'no' } })).toEqual(['Campaign denies the session (ping.jsp: HTTP 404).']);
  const { view: _, ...unasked } = session();
  expect(sessionInWords(bareFacts(), cameBack({}, {}, { session: unasked }))).toEqual([unsaidWord]);
  const { session: known_, ...sessionless } = login({});
  expect([known_?.came, sessionInWords(bareFacts(), sessionless)]).toEqual(['no', []]);
});
