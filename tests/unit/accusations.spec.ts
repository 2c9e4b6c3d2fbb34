import { expect, test } from './unit-test.ts';
import { accusationsOf, type Accusation } from '../../fixtures/diagnosis/requests/accusations.ts';
import { controlOfRun, controlQuestions, controlState } from '../../fixtures/diagnosis/requests/control.ts';
import type { Explored } from '../../fixtures/diagnosis/requests/explore.ts';
import { findingOf } from '../../fixtures/diagnosis/requests/findings.ts';
import { findFoundValues } from '../../fixtures/diagnosis/requests/found.ts';
import { openQuestions } from '../../fixtures/diagnosis/requests/index.ts';
import type { OtherRequest } from '../../fixtures/diagnosis/requests/other-instances.ts';
import type { Variable } from '../../fixtures/diagnosis/requests/variables.ts';
import { owners, type SettingFinding } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, instanceUrl, journey, known, soundFacts, toCampaign, toIms } from './evidence-builder.ts';
import { ownCallback, signInPage } from './requests-world.ts';
import { elsewhere, stage } from './what-ims-shows.ts';

/* What is said of each value that IMS’s answers accuse, and what another instance shows of it. */

const sent: AuthorizeParameters = { ...stage, redirectUri: ownCallback, scopes: ['openid', 'AdobeID'] };
const control = 'https://campaign-login-probe.invalid/callback';

const culprit = (variable: Variable, more: object = {}): Explored['culprits'][number] => ({
  variable,
  reading: 'refused',
  proof: ['Proof.'],
  ...more,
});
const seenAt = (theirs: Partial<AuthorizeParameters>, answer: ImsAnswer = signInPage(elsewhere)): OtherRequest => ({
  id: 'stage',
  url: 'https://stage.example.com',
  sent: { ...stage, clientId: 'Theirs', ...theirs },
  answer,
});
const explored = (more: Partial<Explored>): Explored => ({
  culprits: [],
  refusedForms: [],
  isOneTaken: false,
  others: [],
  ...more,
});
const accused = (more: Partial<Explored>, evidence: Evidence = bareFacts()): readonly Accusation[] =>
  accusationsOf(explored(more), evidence, sent, { kind: 'page', status: 400, text: 'unknown client' });
const linesOf = (variable: Variable, other: OtherRequest): readonly string[] =>
  accused({ culprits: [culprit(variable)], others: [other] })[0]?.lines.slice(1) ?? [];

test('what another instance sends as well and IMS accepts there is said of a client, a callback and scopes', () => {
  const same = {
    'client-id': { clientId: sent.clientId },
    'callback-url': { redirectUri: sent.redirectUri },
    scopes: { scopes: sent.scopes },
  } as const;
  const said = {
    'client-id': ['Instance “stage” sends the same client, and IMS accepts it there.'],
    'callback-url': ['Instance “stage” sends the same callback, and IMS accepts it there.'],
    scopes: ['Instance “stage” sends the same scopes with its own client, and IMS accepts them there.'],
  };
  for (const variable of ['client-id', 'callback-url', 'scopes'] as const) {
    for (const [of, theirs] of Object.entries(same)) {
      expect(linesOf(variable, seenAt(theirs)), `${variable} ${of}`).toEqual(of === variable ? said[variable] : []);
    }
    expect(linesOf(variable, seenAt(same[variable], { kind: 'page', status: 400, text: '' }))).toEqual([]);
  }
  // With the same client, the same scopes are no news.
  expect(linesOf('scopes', seenAt({ scopes: sent.scopes, clientId: sent.clientId }))).toEqual([]);
  expect(linesOf('ims-server-url', seenAt(sent))).toEqual([]);
});

test('what an experiment proved is not accused once more by what points to it', () => {
  const both = accused({ culprits: [culprit('client-id')], client: { isKnown: false, proof: ['Said.'] } });
  expect(both.map(({ variable, lines }) => [variable, lines])).toEqual([['client-id', ['Proof.']]]);
});

test('a client is accused as far as IMS shows that it does not know it', () => {
  const dueClient = 'the client ID that Adobe provisioned for this instance';
  const others = [seenAt({ clientId: sent.clientId })];
  expect(accused({ client: { isKnown: true }, others })).toEqual([]);
  expect(accused({ client: { isKnown: 'not-known', suspicion: [] }, others })).toEqual([]);
  expect(accused({ client: { isKnown: false, proof: ['Said.'] }, others })).toMatchObject([
    {
      variable: 'client-id',
      reading: 'refused',
      certainty: 'confirmed',
      lines: ['Said.', 'Instance “stage” sends the same client, and IMS accepts it there.'],
      finding: { detail: 'IMS does not know the client “Campaign1”', expected: dueClient, actual: 'Campaign1' },
    },
  ]);
  expect(accused({ client: { isKnown: 'not-known', suspicion: ['Seen.'] } })).toMatchObject([
    { variable: 'client-id', certainty: 'open', lines: [expect.stringMatching(/^This run did not see/), 'Seen.'] },
  ]);
});

const refusedForms = [{ parameters: sent, answer: signInPage(elsewhere) }];

test('callbacks that IMS takes in no form accuse the list, and the client where it may be another one', () => {
  const said = (more: Partial<Explored>, evidence?: Evidence): readonly string[] =>
    accused({ refusedForms, ...more }, evidence).map(({ variable, certainty }) => `${variable} ${certainty}`);
  expect(said({ isOneTaken: true })).toEqual(['callback-url suspected', 'client-id suspected']);
  expect(said({})).toEqual(['callback-url open', 'client-id open']);
  expect(said({ isOneTaken: true }, soundFacts())).toEqual(['callback-url confirmed']);
  expect(said({}, soundFacts())).toEqual(['callback-url open']);
  const foreign = { ...soundFacts(), provisioned: { ...soundFacts().provisioned, clientId: known('Other') } };
  expect(said({ isOneTaken: true }, foreign)).toEqual(['callback-url suspected', 'client-id suspected']);
  expect(accused({ refusedForms, isOneTaken: true })[1]).not.toHaveProperty('finding');
  expect(accused({ refusedForms: refusedForms.slice(1) })).toEqual([]);
});

const findings: readonly (readonly [
  string,
  Parameters<typeof findingOf>[0],
  Partial<AuthorizeParameters>,
  Record<string, unknown> | undefined,
])[] = [
  ['another host', culprit('ims-server-url'), { origin: 'https://ims.example.com', path: '//x' }, undefined],
  ['a host of IMS', culprit('ims-server-url'), {}, undefined],
  [
    'a callback of another origin, where nothing is taken',
    culprit('callback-url'),
    { redirectUri: elsewhere },
    undefined,
  ],
  [
    'a callback of another origin, where another instance’s is taken',
    culprit('callback-url', { working: stage }),
    { redirectUri: elsewhere },
    undefined,
  ],
  [
    'the own callback, where nothing is taken',
    culprit('callback-url'),
    {},
    {
      detail: `IMS knows client “Campaign1”, but accepts ${ownCallback} for it in none of its forms`,
      expected: `${ownCallback}, allow-listed by Adobe`,
      actual: 'a callback that IMS does not accept for this client',
      remedy: `Ask Adobe to add \`${ownCallback}\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
      owner: owners.adobe,
    },
  ],
  [
    'the own callback, where another instance’s is taken',
    culprit('callback-url', { working: stage }),
    {},
    { actual: 'a callback that IMS does not accept for this client' },
  ],
  [
    'doubled slashes, where the same with single ones is taken',
    culprit('callback-url', { working: sent }),
    { redirectUri: `${instanceUrl}//nl///jsp/ims.jsp` },
    { expected: ownCallback, actual: `${instanceUrl}//nl///jsp/ims.jsp`, owner: owners.campaign },
  ],
  [
    'scopes of which IMS shows no single one',
    culprit('scopes', { scopes: { refused: [], isWhole: false, misspelt: [] } }),
    {},
    {
      detail: 'IMS rejects these scopes for client “Campaign1”',
      expected: 'scopes that IMS accepts for client `Campaign1`',
      actual: 'openid,AdobeID',
      remedy:
        'Compare IMS scope in Administration › Platform › External accounts › the account of type Adobe Marketing Cloud / Adobe Experience Cloud with the scopes that Adobe provisioned for the client; if you change it, restart the server.',
      owner: owners.campaign,
    },
  ],
  [
    'a scope that a space tore in two, beside one too many',
    culprit('scopes', {
      scopes: {
        refused: ['read_', 'organizations', 'x'],
        isWhole: false,
        misspelt: [{ written: 'read_ organizations', meant: 'read_organizations' }],
      },
    }),
    { scopes: ['openid', 'read_', 'organizations', 'x'] },
    {
      detail:
        'IMS rejects “read_ organizations” (a misspelling of “read_organizations”), “x” for client “Campaign1”; there may be more',
      expected: 'only scopes that IMS accepts for client `Campaign1`: openid,read_organizations',
      actual: 'read_ organizations,x',
      remedy: expect.stringContaining('replace `read_ organizations` with `read_organizations` and remove `x`,'),
    },
  ],
  ['scopes of which nothing was found', culprit('scopes'), {}, undefined],
  [
    'a client that IMS does not know',
    culprit('client-id'),
    {},
    { detail: 'IMS does not know the client “Campaign1”', actual: 'Campaign1', owner: owners.campaign },
  ],
  [
    'a path that begins with two slashes, at a host of IMS',
    culprit('ims-server-url'),
    { path: '//x' },
    { expected: stage.origin, actual: `${stage.origin}/` },
  ],
];

for (const [what, one, more, due] of findings) {
  test(`of ${what} IMS shows ${due ? 'what is wrong and what to do' : 'no more than the setting’s own rules say'}`, () => {
    const found: SettingFinding | undefined = findingOf(one, bareFacts(), { ...sent, ...more });
    expect([found]).toMatchObject([due]);
  });
}

const asked = (answer: ImsAnswer | undefined, ofControl?: ImsAnswer, more: Partial<Requests> = {}): Requests => {
  const { path, ...authorize } = sent;
  const experiments = ofControl ? [{ parameters: { ...sent, redirectUri: control }, answer: ofControl }] : [];
  return {
    by: 'http',
    durationMs: 0,
    hops: [],
    authorize: { hop: 1, kind: 'ims', ...authorize },
    authorizePath: path,
    ...(answer && { answer }),
    experiments,
    ...more,
  };
};

test('the control holds where a foreign callback is not taken, and is unknown where nothing was said', () => {
  const states: readonly (readonly [ImsAnswer | undefined, string])[] = [
    [signInPage(elsewhere), 'holds'],
    [{ kind: 'page', status: 400, text: '' }, 'holds'],
    [signInPage(control), 'stale'],
    [{ kind: 'sign-in-page' }, 'stale'],
    [{ kind: 'page', status: 500, text: '' }, 'unknown'],
    [{ kind: 'page', status: 429, text: '' }, 'unknown'],
    [{ kind: 'no-answer', failure: 'x' }, 'unknown'],
    [undefined, 'unknown'],
  ];
  for (const [answer, state] of states) {
    expect(controlOfRun(asked(signInPage(ownCallback), answer)), JSON.stringify(answer)).toBe(state);
    expect(controlState(asked(undefined, answer), sent), JSON.stringify(answer)).toBe(state);
  }
  const stg = { ...sent, origin: 'https://ims-na1-stg1.adobelogin.com' };
  expect(controlState(asked(undefined, signInPage(elsewhere)), stg)).toBe('unknown');
});

test('the control is asked for after a login that points to the callback, once, where IMS showed its sign-in page', () => {
  const symptom = {
    outcome: 'redirected-to-adobe-com',
    summary: '',
    pointsTo: ['callback-url'],
    evidence: [],
  } as const;
  const taken = journey([toCampaign, toIms]);
  const next = (requests: Requests | undefined, more: object = {}, login = true) =>
    controlQuestions(
      { ...soundFacts(), ...(login && { journey: taken }), ...(requests && { requests }) },
      { ...symptom, ...more },
    );
  const page = signInPage(ownCallback);
  expect(next(asked(page))).toEqual([{ kind: 'authorize', parameters: { ...sent, redirectUri: control } }]);
  expect(next(asked(page), {}, false)).toEqual([]);
  expect(next(asked(page), { pointsTo: ['scopes'] })).toEqual([]);
  expect(next(asked(page, signInPage(elsewhere)))).toEqual([]);
  expect(next(asked({ kind: 'page', status: 400, text: '' }))).toEqual([]);
  expect(next(undefined)).toEqual([]);
  expect(next(asked(undefined))).toEqual([]);
  const { authorizePath, ...pathless } = asked(page);
  expect([authorizePath, next(pathless)]).toEqual([sent.path, []]);
});

test('where users are led to another address of Campaign’s before IMS is asked, nothing of it is accused, and it is not called this one’s', () => {
  const evidence = (requests: Requests): Evidence => ({ ...bareFacts(), otherInstances: [], requests });
  const led = 'https://acc.example.com';
  const redirectUri = `${led}/nl/jsp/ims.jsp`;
  const requests = asked(signInPage(redirectUri), signInPage(elsewhere), {
    authorize: { hop: 1, kind: 'ims', ...sent, redirectUri },
    hops: [{ at: 0, kind: 'campaign', method: 'GET', url: `${led}/view/home`, status: 302 }],
  });
  expect(openQuestions(evidence(requests))).toEqual({ ask: [] });
  expect(findFoundValues(evidence(requests), []).map(({ setting, isTaken }) => [setting, isTaken])).toEqual([
    ['IMS server', 'yes'],
    ['IMS client identifier', 'yes'],
    ['Callback server', 'not-known'],
    ['IMS scope', 'yes'],
  ]);
});

test('what IMS takes of another client, or at a host that is not its production, says nothing of the values that are sent', () => {
  const taken = (requests: Requests): readonly string[] =>
    findFoundValues({ ...bareFacts(), requests }, []).map(({ isTaken }) => isTaken);
  const parameters = { ...sent, clientId: 'Other' };
  const others = asked(undefined, undefined, { experiments: [{ parameters, answer: signInPage(ownCallback) }] });
  expect(taken(others)).toEqual(['yes', 'not-known', 'not-known', 'not-known']);
  const { path, ...authorize } = { ...sent, origin: 'https://ims-na1-stg1.adobelogin.com' };
  const atStage = { authorize: { hop: 1, kind: 'other' as const, ...authorize }, authorizePath: path };
  expect(taken(asked(signInPage(ownCallback), undefined, atStage))).toEqual(['not-known', 'yes', 'not-known', 'yes']);
  expect(taken(asked({ kind: 'page', status: 400, text: '' }))).toEqual(Array(4).fill('not-known'));
});
