import { expect, test } from './unit-test.ts';
import { adviceOf, type Unexplained } from '../../fixtures/diagnosis/advice.ts';
import { findChecks } from '../../fixtures/diagnosis/find-checks.ts';
import { owners, type Advice, type Cause, type Check, type Judgement } from '../../fixtures/diagnosis/types.ts';
import { isOfConfiguration, unreadChecks, verdictOf } from '../../fixtures/diagnosis/verdict.ts';
import type { AuthorizeParameters, ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { causeIds, circumstanceIds, outcomes, settingCauseIds } from '../../fixtures/domain/contract.ts';
import { soundFacts } from './evidence-builder.ts';
import { judged, open, right, wrong, type Judged } from './judged-builder.ts';

/* The verdict, what to do where nothing is accused, and what is said of each setting. */

const cause = (id: Cause['cause']): Cause => ({
  cause: id,
  certainty: 'suspected',
  setting: '',
  expected: '',
  actual: '',
  evidence: [],
  remedy: '',
  owner: '',
  documentation: '',
});
const check = (more: Partial<Check> = {}): Check => ({
  check: 'scopes',
  status: 'unreadable',
  detail: 'Gone',
  ...more,
});

test('a setting or a restart that is accused is red, whatever the login did', () => {
  for (const outcome of outcomes) {
    for (const id of [...settingCauseIds, 'server-restart'] as const) {
      expect(verdictOf(outcome, [cause('network'), cause(id)], []), `${outcome} ${id}`).toBe('fail');
    }
  }
  expect(causeIds.filter((id) => !isOfConfiguration({ cause: id }))).toEqual([...circumstanceIds]);
});

test('green is a login that worked, with no circumstance beside it and every setting read', () => {
  expect(verdictOf('signed-in', [], [])).toBe('pass');
  for (const id of circumstanceIds) expect(verdictOf('signed-in', [cause(id)], []), id).toBe('inconclusive');
  for (const outcome of outcomes.filter((one) => one !== 'signed-in')) {
    expect(verdictOf(outcome, [], []), outcome).toBe('inconclusive');
  }
  expect(verdictOf('signed-in', [], [check()])).toBe('inconclusive');
  for (const more of [{ status: 'not-declared' }, { status: 'broken' }, { check: 'server-restart' }] as const) {
    expect(unreadChecks([check(more)])).toEqual([]);
    expect(verdictOf('signed-in', [], [check(more)]), JSON.stringify(more)).toBe('pass');
  }
});

const source = (read: boolean, name: string, variables?: string[]) => ({
  source: name,
  via: 'live' as const,
  at: '',
  read,
  detail: 'HTTP 403',
  ...(variables && { variables }),
});

function advised(outcome: Unexplained['symptom']['outcome'], more: Partial<Unexplained> = {}, said?: Advice) {
  const symptom = { outcome, summary: '', pointsTo: [], evidence: [], ...(said && { advice: said }) };
  return adviceOf({ evidence: soundFacts(), symptom, causes: [], checks: [], contradiction: undefined, ...more });
}

const own: Advice = { remedy: 'Do this.', owner: 'somebody' };

test('advice stands where no cause says what to do: what contradicts comes first, then the symptom’s own', () => {
  const contradiction = { lines: [], advice: { remedy: 'Check that.', owner: 'x' } };
  expect(advised('unrecognised', { causes: [cause('network')], contradiction }, own)).toBeUndefined();
  expect(advised('unrecognised', { contradiction }, own)).toBe(contradiction.advice);
  expect(advised('unrecognised', {}, own)).toBe(own);
  expect(advised('callback-rejected', {}, own)).toBe(own);
  expect(advised('callback-rejected')).toBeUndefined();
  expect(advised('signed-in', {}, own)).toBeUndefined();
  expect(advised('unrecognised')).toEqual({
    remedy:
      'Open https://prod.example.com/view/home in a private browser window, sign in with the test account, and compare the page that you get with the last page in report.html. If operators of this instance start elsewhere, set CAMPAIGN_PROD_LOGIN_PATH. If you get in and this probe does not, it does not know that page yet: report it with the evidence of this run, which is redacted.',
    owner: owners.probe,
  });
});

test('a login that works while settings could not be read says which source, why, and what to check', () => {
  const checks = [check(), check({ check: 'client-id', status: 'not-declared', detail: 'Not declared' })];
  const advisedOn = (...sources: ReturnType<typeof source>[]) =>
    advised('signed-in', { checks, evidence: { ...soundFacts(), sources } });
  const [begin, end] = [
    'The login works, but not every stored setting could be checked.',
    'Then run this probe again.',
  ];
  expect(
    advisedOn(source(true, 'a package'), source(false, 'the console', ['A', 'B']), source(false, 'a page', [])),
  ).toEqual({
    remedy: `${begin} The console could not be read (HTTP 403): check A and B. A page could not be read (HTTP 403). ${end}`,
    owner: `${owners.probe}, with ${owners.campaign}`,
  });
  expect(advisedOn(source(false, 'a page'))?.remedy).toBe(`${begin} A page could not be read (HTTP 403). ${end}`);
  expect(advisedOn(source(true, 'a package'))?.remedy).toBe(`${begin} Gone. ${end}`);
  expect(advised('signed-in', { checks })?.remedy).toBe(`${begin} Gone. ${end}`);
});

const checkOf = (
  id: Parameters<typeof judged>[0],
  more: Judged,
  outcome: Unexplained['symptom']['outcome'] = 'signed-in',
) => findChecks([judged(id, more)], soundFacts(), outcome)[0];
const unreadable: Judgement = { ...open, check: 'unreadable' };

test('each setting is said to be as it is stored; one that nobody declared, as a login that works proves it', () => {
  expect(checkOf('scopes', { stored: right })).toEqual({ check: 'scopes', status: 'holds', detail: 'It is right' });
  expect(checkOf('scopes', { stored: wrong })).toEqual({ check: 'scopes', status: 'broken', detail: 'It is wrong' });
  const asDeclared = { check: 'scopes', status: 'not-declared', detail: 'Nobody knows it' };
  const asUnread = { ...asDeclared, status: 'unreadable' };
  expect(checkOf('scopes', { stored: open }, 'missing-rights')).toEqual(asDeclared);
  expect(checkOf('scopes', { stored: unreadable })).toEqual(asUnread);
  expect(checkOf('scopes', { stored: open, agrees: false })).toEqual(asDeclared);
  expect(checkOf('product-context', { stored: open })).toMatchObject({ status: 'not-declared' });
  expect(checkOf('external-account', { stored: open })).toMatchObject({ status: 'not-declared' });
});

const proven = {
  'ims-server-url': 'the running server sends users to IMS’s production endpoint',
  'client-id': 'IMS accepts the client that the running server sends',
  'callback-url': 'IMS sent the code to the callback that the running server sends',
  scopes: 'IMS accepts the scopes that the running server sends',
  'client-secret': 'the running server redeemed the code, so IMS accepts its secret',
  'association-mask': 'the running server’s mask makes one of the user’s groups an operator group',
  'operator-groups': 'one of the user’s groups is an operator group of this instance',
} as const;

test('a login that works proves what it cannot do without, with the value that is sent', () => {
  for (const [id, words] of Object.entries(proven)) {
    const one = settingCauseIds.find((known) => known === id) ?? 'scopes';
    const detail = `Proved by the login: ${words}`;
    expect(checkOf(one, { stored: open })).toEqual({ check: id, status: 'holds', detail });
    expect(checkOf(one, { stored: open, runningValue: 'x', agrees: true })?.detail).toBe(`${detail} (“x”)`);
  }
});

test('whether a restart is due is said of what is sent, and which values were compared', () => {
  const checked = (...settings: Judged[]) =>
    findChecks(
      settings.map((more) => judged('scopes', more)),
      soundFacts(),
      'unrecognised',
    ).at(-2);
  const restart = (status: Check['status'], detail: string): Check => ({ check: 'server-restart', status, detail });
  const unseen = restart('not-applicable', 'No authorize request of the server was seen');
  expect(checked()).toEqual(unseen);
  expect(checked({ agrees: false })).toEqual(unseen);
  const same: Judged = { runningValue: 'x', agrees: true, setting: 'One' };
  const another: Judged = { runningValue: '', agrees: false, setting: 'Two' };
  const apart: Judged = { runningValue: 'y' };
  expect(checked(same, another, apart)).toEqual(
    restart('broken', 'The running server sends something else: Two: (empty)'),
  );
  expect(checked(same, apart, { ...same, setting: 'Three' })).toEqual(
    restart('holds', 'The running server sends what is stored or declared: One and Three'),
  );
  const none = 'No stored or declared value could be compared';
  expect(checked(apart)).toEqual(restart('not-declared', none));
  expect(checked(apart, { ...apart, stored: unreadable })).toEqual(restart('unreadable', none));
  expect(checked(apart, { stored: unreadable })).toEqual(restart('not-declared', none));
});

test('what IMS says of callbacks counts where it does not accept one that nobody has, and that is a check', () => {
  const page: ImsAnswer = { kind: 'sign-in-page', redirectUri: 'https://www.adobe.com/' };
  const parameters: AuthorizeParameters = {
    origin: 'https://ims-na1.adobelogin.com',
    path: '/ims/authorize/v2',
    clientId: 'Campaign1',
    redirectUri: 'https://campaign-login-probe.invalid/callback',
    scopes: [],
  };
  const made = (answer: ImsAnswer | undefined, own: ImsAnswer = page): Check | undefined => {
    const experiments = answer ? [{ parameters, answer }] : [];
    const requests = { by: 'http' as const, durationMs: 0, hops: [], experiments, answer: own };
    return findChecks([], { ...soundFacts(), requests }, 'unrecognised').at(-1);
  };
  const control = (status: Check['status'], detail: string): Check => ({ check: 'negative-control', status, detail });
  expect(made(page)).toEqual(
    control('holds', 'IMS does not accept a callback that nobody provisioned, so what it says about ours counts'),
  );
  expect(made({ kind: 'sign-in-page' })).toEqual(
    control(
      'not-declared',
      'Recognition is out of date: IMS no longer shows whether it accepts a callback, so nothing here relies on that; only a login decides',
    ),
  );
  const none = control('not-applicable', 'No request that could be compared reached the sign-in page');
  const spared = control(
    'not-applicable',
    'Not asked: IMS passes requests on from one of its addresses to another, and a healthy instance is asked no more than three; so nothing here relies on what IMS says about the callback without a login',
  );
  expect(made(undefined)).toEqual(spared);
  expect(made({ kind: 'no-answer', failure: 'x' })).toEqual(none);
  expect(made(undefined, { kind: 'page', status: 400, text: '' })).toEqual(none);
  const unanswered = { by: 'http' as const, durationMs: 0, hops: [], experiments: [] };
  expect(findChecks([], { ...soundFacts(), requests: unanswered }, 'unrecognised').at(-1)).toEqual(none);
  expect(findChecks([], soundFacts(), 'unrecognised').at(-1)).toEqual(none);
});
