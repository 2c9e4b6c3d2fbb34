import { expect, test } from './unit-test.ts';
import { needsAnotherCallback } from '../../fixtures/diagnosis/requests/callback-forms.ts';
import { isControlMade } from '../../fixtures/diagnosis/requests/control.ts';
import { Conversation, proceed, type Inquiry } from '../../fixtures/diagnosis/requests/conversation.ts';
import { compareRequests, type Culprit } from '../../fixtures/diagnosis/requests/culprits.ts';
import { findMisspelt, type Misspelt } from '../../fixtures/diagnosis/requests/meant-scopes.ts';
import {
  isCallbackSeenTaken,
  otherInstances,
  type OtherRequest,
} from '../../fixtures/diagnosis/requests/other-instances.ts';
import type { Question } from '../../fixtures/diagnosis/questions.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, instanceUrl } from './evidence-builder.ts';
import { ownCallback, signInPage, usualIms, type Ims } from './requests-world.ts';
import { elsewhere, stage } from './what-ims-shows.ts';

/* What is compared with a request that works, one value at a time. */

const control = 'https://campaign-login-probe.invalid/callback';
const base: AuthorizeParameters = { ...stage, redirectUri: ownCallback, scopes: ['openid', 'AdobeID'] };
const no: ImsAnswer = { kind: 'page', status: 400, text: 'no' };

const requests = (more: Partial<Requests> = {}): Requests => ({
  by: 'http',
  durationMs: 0,
  hops: [],
  experiments: [],
  ...more,
});

/** What an inquiry comes to where every answer is there at once. */
function end<T>(ims: Ims, inquiry: (conversation: Conversation) => Inquiry<T>): T {
  let experiments: Requests['experiments'] = [];
  for (;;) {
    const stand = proceed(inquiry(new Conversation(requests({ experiments }))));
    if (stand.isDone) return stand.result;
    const asked = stand.ask.flatMap((one) => (one.kind === 'authorize' ? [one.parameters] : []));
    experiments = [...experiments, ...asked.map((parameters) => ({ parameters, answer: ims(parameters) }))];
  }
}

const compare = (ims: Ims, sent: Partial<AuthorizeParameters>, from = base): readonly Culprit[] =>
  end(ims, (conversation) => compareRequests(conversation, bareFacts(), from, { ...base, ...sent }));
const culpritsOf = (ims: Ims, sent: Partial<AuthorizeParameters>, from = base): readonly string[] =>
  compare(ims, sent, from).map(({ variable, reading }) => `${variable} ${reading}`);

const foreign = 'https://old.example.com/cb';
const stg = 'https://ims-na1-stg1.adobelogin.com';
/** Takes its own callback; of another one says what is given, and of one that nobody has as well. */
const callbacks =
  (ofForeign: ImsAnswer, ofControl: ImsAnswer): Ims =>
  ({ redirectUri }) =>
    redirectUri === foreign ? ofForeign : redirectUri === control ? ofControl : signInPage(redirectUri);
const hosts =
  (ofOther: ImsAnswer): Ims =>
  ({ origin, redirectUri }) =>
    origin === stage.origin ? signInPage(redirectUri) : ofOther;

const compared: readonly (readonly [string, Ims, Partial<AuthorizeParameters>, readonly string[]])[] = [
  [
    'a callback that is replaced',
    callbacks(signInPage(elsewhere), signInPage(elsewhere)),
    { redirectUri: foreign },
    ['callback-url replaced'],
  ],
  [
    'a callback that is refused in so many words',
    callbacks(no, no),
    { redirectUri: foreign },
    ['callback-url refused'],
  ],
  [
    'a callback of another origin that is taken',
    callbacks(signInPage(foreign), no),
    { redirectUri: foreign },
    ['callback-url as-sent'],
  ],
  // Where the one that nobody has is taken as well, or nothing is said of it, nothing follows.
  [
    'a callback that is replaced, as nobody’s is not',
    callbacks(signInPage(elsewhere), signInPage(control)),
    { redirectUri: foreign },
    [],
  ],
  ['a callback that is refused, as nobody’s is not', callbacks(no, signInPage(control)), { redirectUri: foreign }, []],
  [
    'a callback that is taken, as nobody’s is',
    callbacks(signInPage(foreign), signInPage(control)),
    { redirectUri: foreign },
    [],
  ],
  ['another form of the own callback that is taken', callbacks(no, no), { redirectUri: `${instanceUrl}/other` }, []],
  ['a client that is refused', usualIms, { clientId: 'Nope' }, ['client-id refused']],
  [
    'a client of which nothing is said',
    (asked) => (asked.clientId === 'Nope' ? { ...no, status: 503 } : usualIms(asked)),
    { clientId: 'Nope' },
    [],
  ],
  [
    'a client whose callback is replaced',
    (asked) =>
      usualIms(asked.clientId === 'Nope' ? { ...asked, clientId: 'Campaign1', redirectUri: elsewhere } : asked),
    { clientId: 'Nope' },
    ['client-id replaced'],
  ],
  ['another host that refuses', hosts(no), { origin: stg }, ['ims-server-url refused']],
  ['another host that says nothing', hosts({ ...no, status: 503 }), { origin: stg }, ['ims-server-url unclear']],
  ['another host that leads on to the sign-in page', hosts(signInPage(ownCallback)), { origin: stg }, []],
  [
    'another path of IMS that is refused',
    (asked) => (asked.path.startsWith('//') ? no : usualIms(asked)),
    { path: '//x' },
    ['ims-server-url refused'],
  ],
  [
    'another path of IMS that says nothing',
    (asked) => (asked.path.startsWith('//') ? { ...no, status: 503 } : usualIms(asked)),
    { path: '//x' },
    [],
  ],
  [
    'scopes of which nothing is said',
    (asked) => (asked.scopes.includes('x') ? { ...no, status: 429 } : usualIms(asked)),
    { scopes: ['openid', 'x'] },
    [],
  ],
  ['what is the same', usualIms, {}, []],
];

for (const [what, ims, sent, due] of compared) {
  test(`beside a request that works, ${what} ${due.length > 0 ? 'is wrong' : 'is not called wrong'}`, () => {
    expect(culpritsOf(ims, sent)).toEqual(due);
  });
}

test('from a request that fails itself nothing follows', () => {
  expect(culpritsOf(() => no, { clientId: 'Nope' })).toEqual([]);
});

test('a callback proves nothing where the one that IMS takes does not come back as sent', () => {
  const ims: Ims = ({ redirectUri }) => signInPage(redirectUri === ownCallback ? `${instanceUrl}/x` : elsewhere);
  expect(culpritsOf(ims, { redirectUri: foreign })).toEqual([]);
});

const scopesFound = (ims: Ims, scopes: readonly string[]) =>
  compare(ims, { scopes: [...scopes] }).map(({ scopes: found, proof }) => ({ ...found, said: proof.slice(2) }))[0];
const refusing =
  (isRefused: (scopes: readonly string[]) => boolean): Ims =>
  ({ scopes, redirectUri }) =>
    isRefused(scopes) ? no : signInPage(redirectUri);

test('of scopes is said which ones are refused, whether there may be more, and nothing where none is by itself', () => {
  const sent = ['openid', 'a', 'b', 'c'];
  expect(
    scopesFound(
      refusing((scopes) => scopes.includes('b')),
      sent,
    ),
  ).toEqual({
    refused: ['b'],
    isWhole: true,
    misspelt: [],
    said: ['Refused on their own: b.'],
  });
  // Some are refused only beside others.
  const together = refusing((scopes) => scopes.includes('b') || (scopes.includes('a') && scopes.includes('c')));
  expect(scopesFound(together, sent)).toEqual({
    refused: ['b'],
    isWhole: false,
    misspelt: [],
    said: ['Refused on their own: b (at least these).'],
  });
  const tooMany = scopesFound(
    refusing((scopes) => scopes.length > 3),
    ['openid', 'a', 'b', 'c'],
  );
  expect(tooMany).toEqual({ refused: [], isWhole: false, misspelt: [], said: [] });
  const all = scopesFound(
    refusing((scopes) => scopes.some((scope) => 'ab'.includes(scope))),
    ['a', 'b'],
  );
  expect(all).toMatchObject({ refused: ['a', 'b'], isWhole: true });
});

test('another callback is looked for where a code would go elsewhere, unless the instance itself led there', () => {
  const old = 'https://old.example.com';
  const at = (redirectUri: string, answer: ImsAnswer, hops: Requests['hops'] = []): boolean =>
    needsAnotherCallback(new Conversation(requests({ hops })), { ...base, redirectUri }, bareFacts(), answer);
  const led = { at: 0, kind: 'campaign', method: 'GET', url: `${old}/x`, status: 302 } as const;
  expect(at(ownCallback, signInPage(ownCallback))).toBe(false);
  expect(at(ownCallback, signInPage(elsewhere))).toBe(true);
  expect(at(ownCallback, no)).toBe(false);
  expect(at(`${old}/cb`, signInPage(`${old}/cb`))).toBe(true);
  expect(at(`${old}/cb`, signInPage(elsewhere))).toBe(true);
  expect(at(`${old}/cb`, signInPage(elsewhere), [led])).toBe(true);
  expect(at(`${old}/cb`, signInPage(`${old}/cb`), [led])).toBe(false);
  expect(at(`${old}/cb`, no)).toBe(false);
  expect(at(`${old}/cb`, { kind: 'sign-in-page' })).toBe(false);
});

const torn: readonly (readonly [readonly string[], readonly string[], readonly Misspelt[]])[] = [
  [['openid', 'avatr'], ['avatr'], [{ written: 'avatr', meant: 'avatar' }]],
  [
    ['read_', 'organizations'],
    ['read_', 'organizations'],
    [{ written: 'read_ organizations', meant: 'read_organizations' }],
  ],
  // What does not follow each other, or is no name together, or is not all refused, is no name in pieces.
  [['organizations', 'read_'], ['organizations', 'read_'], []],
  [['read_', 'openid', 'organizations'], ['read_', 'organizations'], []],
  [['read_', 'dam'], ['read_', 'dam'], []],
  [['read_', 'organizations'], ['organizations'], []],
  [['openid', 'dam-read'], ['dam-read'], []],
  [['openid', 'opneid'], [], []],
];

test('a refused scope that is nearly a known one, or one in pieces, is a misspelling where IMS takes that name', () => {
  for (const [sent, refused, due] of torn) {
    const find = (ims: Ims) => end(ims, (conversation) => findMisspelt(conversation, base, sent, refused));
    expect(find(refusing(() => false)), sent.join()).toEqual(due);
    expect(find(refusing((scopes) => scopes.length > 2)), sent.join()).toEqual([]);
  }
});

const facts: Evidence = {
  ...bareFacts(),
  otherInstances: ['a', 'b', 'c', 'd'].map((id) => ({ id, url: `https://${id}.example.com` })),
};
const othersOf = (others: Requests['others']): ReturnType<typeof proceed<readonly OtherRequest[]>> =>
  proceed(otherInstances(facts, new Conversation(requests(others ? { others } : {}))));
const { path, ...authorize } = { hop: 1, kind: 'ims' as const, ...stage };
const ask = (...ids: readonly string[]): readonly Question[] => ids.map((id) => ({ kind: 'other-instance', id }));

test('of other instances the first three are asked, each once, and what was not to be read of one is left out', () => {
  expect(othersOf(undefined)).toEqual({ isDone: false, ask: ask('a', 'b', 'c') });
  expect(othersOf([{ id: 'b' }])).toEqual({ isDone: false, ask: ask('a', 'c') });
  const answer = signInPage(stage.redirectUri);
  const read = { id: 'b', authorize, authorizePath: path };
  expect(othersOf([{ id: 'a' }, { ...read, answer }, { ...read, id: 'c' }])).toEqual({
    isDone: true,
    result: [{ id: 'b', url: 'https://b.example.com', sent: stage, answer }],
  });
});

test('IMS is seen to take a callback where another instance’s comes back as sent, and one that nobody has does not', () => {
  const other = (answer: ImsAnswer): OtherRequest => ({ id: 'a', url: '', sent: stage, answer });
  const seen = (ofControl: ImsAnswer, ...answers: readonly ImsAnswer[]): boolean =>
    isCallbackSeenTaken(
      requests({ experiments: [{ parameters: { ...base, redirectUri: control }, answer: ofControl }] }),
      base,
      answers.map(other),
    );
  const [taken, replaced] = [signInPage(stage.redirectUri), signInPage(elsewhere)];
  expect(seen(replaced, replaced, taken)).toBe(true);
  expect(seen(replaced)).toBe(false);
  expect(seen(replaced, replaced)).toBe(false);
  expect(seen(signInPage(control), taken)).toBe(false);
});

test('a control is made only once IMS was asked about an address that nobody has', () => {
  const asked = (...callbacks: readonly string[]): Requests =>
    requests({ experiments: callbacks.map((redirectUri) => ({ parameters: { ...base, redirectUri }, answer: no })) });
  expect([asked(), asked(elsewhere), asked(elsewhere, control)].map(isControlMade)).toEqual([false, false, true]);
});
