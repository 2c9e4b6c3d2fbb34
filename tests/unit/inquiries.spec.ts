import { expect, test } from './unit-test.ts';
import { searchCallback, type CallbackSearch } from '../../fixtures/diagnosis/requests/callback-forms.ts';
import { Conversation, sparedRequests } from '../../fixtures/diagnosis/requests/conversation.ts';
import { findTakenScopes, searchScopes } from '../../fixtures/diagnosis/requests/scopes.ts';
import { findWorkingRequest, type Found } from '../../fixtures/diagnosis/requests/working-request.ts';
import type { Requests } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl } from './evidence-builder.ts';
import { ask, facts, invented, refusal, scopesOf, start, taking, type Asked } from './inquiry-builder.ts';
import { imsHost, invalidScope, ownCallback, signInPage, type Ims } from './requests-world.ts';
import { elsewhere, line } from './what-ims-shows.ts';

/* Each search among the values of a request: what it finds, and what it asks for that. */

test('a conversation asks each thing once, gives no answer before it comes, and ends', () => {
  const [one, two] = [
    { ...start, clientId: 'One' },
    { ...start, clientId: 'Two' },
  ];
  const { result, rounds } = ask(
    ({ clientId }) => signInPage(`https://${clientId}.example.com/`),
    function* (conversation) {
      const answered = yield* conversation.ask(one, start, two, one);
      return { answered, left: conversation.left() };
    },
  );
  expect(rounds).toEqual([[one, two]]);
  const due = [one, start, two, one].map((parameters) => ({
    parameters,
    answer: signInPage(`https://${parameters.clientId}.example.com/`),
  }));
  expect(result).toEqual({ answered: due, left: 37 });
  const many = Array.from({ length: 41 }, (_, index) => ({ ...start, clientId: `Client${String(index)}` }));
  const all = ask(
    taking(() => true),
    (conversation) => conversation.ask(...many),
  );
  expect(all.rounds).toEqual([many.slice(0, 39)]);
  expect(all.result.slice(38).map(({ answer }) => answer)).toEqual([
    signInPage(ownCallback),
    { kind: 'no-answer', failure: 'not asked: enough requests were made' },
    { kind: 'no-answer', failure: 'not asked: enough requests were made' },
  ]);
});

test('what IMS passes on counts as it costs, and the end is never below nothing', () => {
  const { path, ...sent } = start;
  const requests: Requests = {
    by: 'http',
    durationMs: 0,
    hops: [],
    experiments: [],
    authorize: { hop: 1, kind: 'ims', ...sent },
    authorizePath: path,
  };
  const left = (more: Partial<Requests>, most?: number): number =>
    new Conversation({ ...requests, ...more }).left(most);
  expect(left({})).toBe(39);
  expect(left({}, 15)).toBe(14);
  expect(left({ cost: { own: 3, each: 1 } })).toBe(37);
  expect(left({ cost: { own: 3, each: 1 } }, 2)).toBe(0);
  expect(new Conversation({ by: 'http', durationMs: 0, hops: [], experiments: [] }).left()).toBe(40);
  const secret = { url: imsHost, clientId: 'c' };
  expect(sparedRequests({})).toBe(2);
  expect(sparedRequests({ secret })).toBe(1);
  expect(sparedRequests({ cost: { own: 3, each: 1 } })).toBe(0);
});

const openid = { ...start, scopes: ['openid'] };

test('refused scopes are found by halves, all of one size at once, in the order in which they are sent', () => {
  const search = (ims: Ims) =>
    ask(ims, (conversation) => searchScopes(conversation, openid, ['a', 'b', 'c', 'd', 'e']));
  const bad = search(taking(({ scopes }) => !scopes.some((scope) => 'be'.includes(scope))));
  expect(bad.result).toEqual({ refused: ['b', 'e'], isWhole: true });
  // What the server itself sends is answered already.
  expect(scopesOf(bad)).toEqual(['openid+a+b+c openid+d+e', 'openid+c openid+d openid+e', 'openid+a openid+b']);
  expect(search(taking(() => true)).result).toEqual({ refused: [], isWhole: true });
  const unclear = search(({ scopes, redirectUri }) =>
    scopes.length > 2 ? refusal : scopes.includes('b') ? { kind: 'no-answer', failure: 'x' } : signInPage(redirectUri),
  );
  expect(unclear.result).toEqual({ refused: [], isWhole: false });
  const one = ask(
    taking(() => false),
    (conversation) => searchScopes(conversation, openid, ['a']),
  );
  expect([one.result, scopesOf(one)]).toEqual([{ refused: ['a'], isWhole: true }, ['openid+a']]);
});

test('scopes that IMS takes together are looked for down to each alone, and there is an end', () => {
  const like = { ...start, scopes: ['a', 'b', 'c'] };
  const find = (ims: Ims) => ask(ims, (conversation) => findTakenScopes(conversation, like));
  const single = find(taking(({ scopes }) => scopes.join() === 'b'));
  expect([single.result?.scopes, scopesOf(single)]).toEqual([['b'], ['a+b c', 'a b']]);
  const half = find(taking(({ scopes }) => !scopes.includes('c')));
  expect([half.result?.scopes, scopesOf(half)]).toEqual([['a', 'b'], ['a+b c']]);
  const none = find(taking(() => false));
  expect([none.result, scopesOf(none)]).toEqual([undefined, ['a+b c', 'a b']]);
  expect(
    ask(
      taking(() => false),
      (one) => findTakenScopes(one, { ...like, scopes: [] }),
    ).rounds,
  ).toEqual([]);
});

const control = 'https://campaign-login-probe.invalid/callback';
const replacing =
  (...kept: readonly string[]): Ims =>
  ({ redirectUri }) =>
    signInPage(kept.includes(redirectUri) ? redirectUri : elsewhere);

test('the forms of a callback are held against an address that nobody has, and each is tried', () => {
  const search = (ims: Ims, base = start): Asked<CallbackSearch> =>
    ask(ims, (conversation) => searchCallback(conversation, base, facts));
  const withSlash = { ...start, redirectUri: `${ownCallback}/` };
  const none = search(replacing());
  expect(none.rounds.map((round) => round.map(({ redirectUri }) => redirectUri))).toEqual([
    [control, `${ownCallback}/`],
  ]);
  expect(none.result).toEqual({
    refused: [start, withSlash].map((parameters) => ({ parameters, answer: signInPage(elsewhere) })),
  });
  expect(search(replacing(`${ownCallback}/`)).result).toEqual({ taken: withSlash, refused: [] });
  expect(search(replacing(control)).result).toEqual({ refused: [] });
  const foreign = { ...start, redirectUri: 'https://old.example.com/cb' };
  expect(search(replacing(), foreign).result.refused.map(({ parameters }) => parameters.redirectUri)).toEqual([
    `${instanceUrl}/cb`,
    `${instanceUrl}/cb/`,
  ]);
  // Of one that gave no answer nothing is known.
  const silent: Ims = (asked) =>
    asked.redirectUri.endsWith('/') ? { kind: 'no-answer', failure: 'x' } : signInPage(elsewhere);
  expect(search(silent).result).toEqual({ refused: [] });
  expect(search(replacing(), { ...start, origin: 'https://ims-na1-stg1.adobelogin.com' })).toEqual({
    result: { refused: [] },
    rounds: [],
  });
});

const find = (ims: Ims, from = start): Asked<Found> => ask(ims, (one) => findWorkingRequest(one, facts, from));

test('what works is kept; else openid alone is tried, then the other scopes and the forms of the callback', () => {
  expect(find(taking(() => true))).toEqual({ result: { working: start, refusedForms: [] }, rounds: [] });
  const alone = find(taking(({ scopes }) => scopes.join() === 'openid'));
  expect(alone).toEqual({ result: { working: openid, refusedForms: [] }, rounds: [[openid]] });
  const others = find(taking(({ scopes }) => !scopes.includes('openid')));
  expect(others.result.working?.scopes).toEqual(['a', 'b']);
  expect(others.rounds[1]?.map((one) => [one.clientId, one.scopes.join('+'), one.redirectUri])).toEqual([
    [invented, 'openid+a+b', ownCallback],
    ['Campaign1', 'a+b', ownCallback],
    ['Campaign1', 'openid+a+b', `${ownCallback}/`],
  ]);
  expect(others.rounds).toHaveLength(2);
  const slash = find(taking(({ redirectUri }) => redirectUri === `${ownCallback}/`));
  expect(slash.result.working?.redirectUri).toBe(`${ownCallback}/`);
  const scopeless = find(
    taking(() => false),
    { ...start, scopes: ['openid'] },
  );
  expect(scopeless.rounds[1]?.map(({ scopes }) => scopes)).toEqual([['openid'], ['openid']]);
});

test('what says nothing of the request leads nowhere', () => {
  for (const answer of [
    { kind: 'no-answer', failure: 'x' },
    { kind: 'page', status: 503, text: '' },
  ] as const) {
    expect(find(() => answer)).toEqual({ result: { refusedForms: [] }, rounds: [] });
  }
});

test('scopes of a client that IMS knows are looked for among all; of one that it may not know, each alone', () => {
  // An invented client is answered otherwise: this one is known.
  const knowing =
    (ims: Ims): Ims =>
    (asked) =>
      asked.clientId === invented ? invalidScope : ims(asked);
  const known = find(knowing(taking(({ scopes }) => scopes.join() === 'b')), start);
  expect([known.result.working?.scopes, scopesOf(known).slice(2)]).toEqual([['b'], ['openid+a b']]);
  const nothing = find(knowing(taking(() => false)));
  expect(nothing.result).toEqual({ client: { isKnown: true }, refusedForms: [] });
  const doubtful = find(taking(({ scopes, clientId }) => scopes.join() === 'b' && clientId !== invented));
  expect([doubtful.result.working?.scopes, scopesOf(doubtful).slice(2)]).toEqual([['b'], ['a b']]);
  const unknown = find(taking(() => false));
  expect(unknown.result).toEqual({
    client: {
      isKnown: 'not-known',
      suspicion: [line(() => refusal, start), line(() => refusal, { ...start, clientId: invented })],
    },
    refusedForms: [],
  });
  const named = find(() => ({ kind: 'error', error: 'invalid_client', url: '' }));
  expect(named.result.client?.isKnown).toBe(false);
  expect(named.rounds).toHaveLength(2);
});
