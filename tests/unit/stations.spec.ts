import { expect, test } from './unit-test.ts';
import { outcomes } from '../../fixtures/domain/contract.ts';
import { stationIds, wayInALine, wayOf, type Travelled, type Way } from '../../fixtures/report/stations.ts';
import { hop } from './evidence-builder.ts';

const callback = 'https://prod.example.com/nl/jsp/ims.jsp';
const hops = {
  start: hop('campaign', 'https://prod.example.com/view/home', { status: 302 }),
  ims: hop('ims', 'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=Campaign1', { status: 303 }),
  signIn: hop('sign-in', 'https://auth.services.adobe.com/en_US/index.html'),
  provider: hop('identity-provider', 'https://sso.example.com/login'),
  imsAgain: hop('ims', 'https://adobeid-na1.services.adobe.com/ims/fromSusi', { status: 302 }),
  callback: hop('campaign', `${callback}?code=…&state=…`, { status: 302 }),
  elsewhere: hop('other-instance', 'https://stage.example.com/nl/jsp/ims.jsp?code=…'),
  home: hop('campaign', 'https://prod.example.com/view/home'),
  adobeCom: hop('adobe-com', 'https://www.adobe.com/'),
} as const;
type Stage = keyof typeof hops;

const cause = {
  cause: 'scopes',
  certainty: 'confirmed',
  setting: 'IMS scope',
  expected: '',
  actual: '',
  evidence: [],
  remedy: '',
  owner: '',
  documentation: '',
} as const;

function travelled(outcome: Travelled['outcome'], stages: readonly Stage[], more: Partial<Travelled> = {}): Travelled {
  const journey = stages.map((stage, index) => ({ ...hops[stage], at: index * 100 }));
  return { outcome, verdict: 'fail', causes: [cause], decidedBy: 'login', journey, ...more };
}

const lineOf = (...given: Parameters<typeof travelled>): string => {
  const way = wayOf(travelled(...given));
  return way ? wayInALine(way) : '';
};
const named = (
  id: (typeof cause)['cause'] | 'ims-server-url' | 'association-mask' | 'callback-url' | 'client-secret',
) => ({
  causes: [{ ...cause, cause: id }],
});
const untold = { verdict: 'inconclusive', causes: [] } as const;

const toSignIn = ['start', 'ims', 'signIn'] as const;
const back = [...toSignIn, 'imsAgain', 'callback'] as const;

/** Where a login ended, and what the line says of it. */
const lines: readonly (readonly [string, ...Parameters<typeof travelled>])[] = [
  ['Campaign ✓ → IMS ✓ → sign-in ✗ scopes', 'login-page-unreachable', ['start', 'ims']],
  ['Campaign ✓ → IMS ✓ → sign-in ✗ scopes', 'login-page-unreachable', ['start'], { decidedBy: 'request' }],
  ['Campaign ✓ → IMS ✗ IMS server', 'login-page-unreachable', ['start'], named('ims-server-url')],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✗ callback server',
    'redirected-to-adobe-com',
    ['start', 'ims', 'adobeCom'],
    named('callback-url'),
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✗ callback server',
    'redirected-to-adobe-com',
    ['start'],
    { ...named('callback-url'), decidedBy: 'request' },
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✗ callback server',
    'redirected-to-adobe-com',
    [...toSignIn, 'imsAgain', 'adobeCom'],
    named('callback-url'),
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✓ → Campaign ✗ association mask',
    'missing-rights',
    back,
    named('association-mask'),
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✓ → Campaign ✗ association mask',
    'missing-rights',
    ['start', 'ims', 'callback'],
    named('association-mask'),
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✗ client secret',
    'callback-rejected',
    back,
    named('client-secret'),
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in · → IMS · → callback ✗ client secret',
    'callback-rejected',
    ['start', 'ims'],
    { ...named('client-secret'), decidedBy: 'request' },
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✗ callback server',
    'signed-in-elsewhere',
    [...toSignIn, 'imsAgain', 'elsewhere'],
    named('callback-url'),
  ],
  ['Campaign ✓ → IMS ✓ → sign-in ? account refused', 'credentials-rejected', toSignIn, untold],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → identity provider ? account refused',
    'credentials-rejected',
    [...toSignIn, 'provider'],
    untold,
  ],
  ['Campaign ✓ → IMS ✓ → sign-in ? a person is needed', 'challenge-required', toSignIn, untold],
  ['Campaign ? instance unreachable', 'campaign-unreachable', ['start'], untold],
  ['Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ? instance unreachable', 'campaign-unreachable', back, untold],
  ['Campaign ✓ → IMS ? not recognised', 'unrecognised', ['start'], untold],
  ['Campaign ✓ → IMS ✓ → sign-in ? not recognised', 'unrecognised', toSignIn, untold],
  ['Campaign ? not recognised', 'unrecognised', [], untold],
  ['Campaign · → IMS · → sign-in ? a person is needed', 'challenge-required', [], untold],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✓ → Campaign ✓',
    'signed-in',
    [...back, 'home'],
    { verdict: 'pass', causes: [] },
  ],
  [
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✓ → Campaign ! association mask',
    'missing-rights',
    back,
    { ...named('association-mask'), accepted: true },
  ],
  ['', 'not-probed', []],
];

for (const [line, outcome, stages, more] of lines) {
  test(`the way of ${outcome} over ${stages.join(', ') || 'nothing'}${more?.decidedBy ? `, by ${more.decidedBy}` : ''}: ${line || 'none'}`, () => {
    expect(lineOf(outcome, stages, more)).toBe(line);
  });
}

test('an IMS server that does not answer is where the way ends, and so is one that fails after the sign-in', () => {
  const away = { ...untold, journey: [hops.start, { ...hops.ims, status: 503 }] };
  expect(lineOf('ims-unavailable', [], away)).toBe('Campaign ✓ → IMS ? Adobe IMS unavailable');
  const after = [hops.start, hops.ims, hops.signIn, { ...hops.imsAgain, status: 429 }];
  expect(lineOf('ims-unavailable', [], { ...untold, journey: after })).toBe(
    'Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ? Adobe IMS unavailable',
  );
  const signIn = [hops.start, hops.ims, { ...hops.signIn, status: 500 }];
  expect(lineOf('ims-unavailable', [], { ...untold, journey: signIn })).toBe(
    'Campaign ✓ → IMS ✓ → sign-in ? Adobe IMS unavailable',
  );
});

test('each station has its host and its time, the identity provider is one where it was met, and a session needs no sign-in', () => {
  const way = wayOf(travelled('missing-rights', [...toSignIn, 'provider', 'imsAgain', 'callback']));
  expect(way?.stations.map(({ id, host, atMs }) => [id, host, atMs])).toEqual([
    ['start', 'prod.example.com', 0],
    ['ims', 'ims-na1.adobelogin.com', 100],
    ['sign-in', 'auth.services.adobe.com', 200],
    ['identity-provider', 'sso.example.com', 300],
    ['ims-again', 'adobeid-na1.services.adobe.com', 400],
    ['callback', 'prod.example.com', 500],
    ['home', 'prod.example.com', 500],
  ]);
  const bySession = wayOf(travelled('missing-rights', ['start', 'ims', 'callback']));
  expect(bySession?.stations.map(({ state }) => state)).toEqual([
    'passed',
    'passed',
    'by-session',
    'by-session',
    'passed',
    'stopped',
  ]);
});

test('a login that requests without a user decided has host and time of IMS as well, and says what was last seen', () => {
  const way = wayOf(travelled('login-page-unreachable', ['start', 'ims'], { decidedBy: 'request' }));
  expect(way?.stations.slice(0, 3).map(({ id, state, host, atMs }) => [id, state, host, atMs])).toEqual([
    ['start', 'passed', 'prod.example.com', 0],
    ['ims', 'passed', 'ims-na1.adobelogin.com', 100],
    ['sign-in', 'stopped', undefined, undefined],
  ]);
  expect(way?.stop?.came).toContain(', as requests without a login show (last seen: ims-na1.adobelogin.com, HTTP 303)');
});

test('a server that is asked in place of IMS is named where the way ends, and Campaign’s own host isn’t', () => {
  const misspelt = hop('other', 'https://ims-na1.adobelogn.com/ims/authorize/v2', { failure: 'ENOTFOUND' });
  const endOf = (journey: Travelled['journey']): unknown =>
    wayOf({ ...travelled('login-page-unreachable', [], named('ims-server-url')), journey })?.stations[1];
  expect(endOf([hops.start, misspelt])).toMatchObject({ id: 'ims', state: 'stopped', host: 'ims-na1.adobelogn.com' });
  expect(endOf([hops.start])).not.toHaveProperty('host');
});

test('a page’s own requests in the background are no station, and an address without an answer is no callback', () => {
  const background = { ...hops.imsAgain, status: 500, background: true as const };
  const journey = [hops.start, hops.ims, hops.signIn, background, { ...hops.callback, url: callback }];
  const way = wayOf({ ...travelled('unrecognised', [], untold), journey });
  expect(way?.stop?.at).toBe('sign-in');
});

test('whatever was seen, a way ends once, and nothing behind its end was passed', () => {
  const stages: readonly Stage[] = [
    'start',
    'ims',
    'signIn',
    'provider',
    'imsAgain',
    'callback',
    'home',
    'adobeCom',
    'elsewhere',
  ];
  const wrong = outcomes.flatMap((outcome) =>
    Array.from({ length: 2 ** stages.length }, (_, chosen) => stages.filter((_stage, bit) => chosen & (1 << bit)))
      .filter((seen) => !isInOrder(wayOf(travelled(outcome, seen))))
      .map((seen) => [outcome, ...seen].join(' ')),
  );
  expect(wrong).toEqual([]);
});

function isInOrder(way: Way | undefined): boolean {
  if (!way) return true;
  const places = way.stations.map(({ id }) => stationIds.indexOf(id));
  const states = way.stations.map(({ state }) => state);
  const end = states.indexOf('stopped');
  const isEnded = way.stop ? way.stations[end]?.id === way.stop.at && states.lastIndexOf('stopped') === end : end < 0;
  return (
    isEnded &&
    places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0)) &&
    states.every((state, index) => (state === 'not-reached') === (end >= 0 && index > end))
  );
}
