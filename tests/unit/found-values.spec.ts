import { expect, test } from './unit-test.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { experimentInWords } from '../../fixtures/diagnosis/requests/reading.ts';
import { imsHost, investigate, ownCallback, signInPage, usualIms, type World } from './requests-world.ts';
import { soundFacts } from './evidence-builder.ts';
import { bare, elsewhere, line, stage } from './what-ims-shows.ts';

const foundIn = (world: World): readonly string[] =>
  (investigate(world).diagnosis.found ?? []).map(
    ({ setting, value, isTaken, request }) => `${setting} ${value} ${isTaken}: ${request ?? '-'}`,
  );

test('of each value that the server sends is said what IMS makes of it, by the request that shows it', () => {
  const scopes = ['openid', 'AdobeID', 'dam-read'];
  const openid = line(usualIms, { scopes: ['openid'] });
  expect(foundIn({ facts: bare, sent: { scopes } })).toEqual([
    `IMS server ${imsHost} yes: ${openid}`,
    `IMS client identifier Campaign1 yes: ${openid}`,
    `Callback server ${ownCallback} yes: ${openid}`,
    `IMS scope ${scopes.join(',')} no: ${line(usualIms, { scopes })}`,
  ]);
});

test('a value comes with the time of the request that shows it, and one that nothing shows with neither', () => {
  const [answeredAt, at] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z'];
  const foundAt = (world: World) => {
    const { evidence } = investigate(world);
    const { requests } = evidence;
    if (!requests) throw new Error('Nothing was asked');
    const experiments = requests.experiments.map((one) => ({ ...one, at }));
    return diagnose({ ...evidence, requests: { ...requests, answeredAt, experiments } }).found;
  };
  const scopes = ['openid', 'AdobeID', 'dam-read'];
  const [request, own] = [line(usualIms, { scopes: ['openid'] }), line(usualIms, { scopes })];
  expect(foundAt({ facts: bare, sent: { scopes } })).toStrictEqual([
    { setting: 'IMS server', value: imsHost, isTaken: 'yes', request, at },
    { setting: 'IMS client identifier', value: 'Campaign1', isTaken: 'yes', request, at },
    { setting: 'Callback server', value: ownCallback, isTaken: 'yes', request, at },
    { setting: 'IMS scope', value: scopes.join(), isTaken: 'no', request: own, at: answeredAt },
  ]);
  expect(foundAt({ facts: bare, sent: { clientId: 'Nope' } })?.[0]).toStrictEqual({
    setting: 'IMS server',
    value: imsHost,
    isTaken: 'not-known',
  });
});

test('what IMS makes of the values beside a client that it does not know is not known', () => {
  expect(foundIn({ facts: bare, sent: { clientId: 'Nope' } })).toEqual([
    `IMS server ${imsHost} not-known: -`,
    'IMS client identifier Nope not-known: -',
    `Callback server ${ownCallback} not-known: -`,
    'IMS scope openid,AdobeID,session not-known: -',
  ]);
});

test('where no request of the server was seen, nothing is said of its values', () => {
  expect(diagnose(soundFacts())).not.toHaveProperty('found');
  expect(diagnose(investigate({}).evidence).found).toHaveLength(4);
});

test('of a callback of another origin is not said that IMS takes it for this instance', () => {
  const redirectUri = 'https://stage.example.com/cb';
  const found = foundIn({ facts: bare, sent: { redirectUri }, ims: ({ redirectUri: to }) => signInPage(to) });
  expect(found[2]).toBe(`Callback server ${redirectUri} not-known: -`);
});

const answers: readonly (readonly [ImsAnswer, string])[] = [
  [{ kind: 'sign-in-page', redirectUri: ownCallback }, 'the sign-in page, callback as sent.'],
  [
    { kind: 'sign-in-page', redirectUri: elsewhere, debugId: 'id-2' },
    `the sign-in page, with ${elsewhere} in place of the callback (x-debug-id id-2).`,
  ],
  [
    { kind: 'sign-in-page', redirectUri: `${ownCallback}/x` },
    `the sign-in page, with ${ownCallback}/x in place of the callback.`,
  ],
  [{ kind: 'sign-in-page' }, 'the sign-in page, which does not say where a code would go.'],
  [{ kind: 'error', error: 'invalid_scope', url: ownCallback }, 'error=invalid_scope.'],
  [
    { kind: 'error', error: 'x', description: 'why', url: ownCallback, debugId: 'id-3' },
    'error=x (“why”) (x-debug-id id-3).',
  ],
  [
    { kind: 'error', error: '', url: 'https://ims.example.com/error' },
    'a page of errors (https://ims.example.com/error).',
  ],
  [{ kind: 'sent-away', to: 'other', url: elsewhere }, `a redirect to ${elsewhere}.`],
  [{ kind: 'page', status: 400, text: '' }, 'a page in place of the sign-in (HTTP 400, empty).'],
  [
    { kind: 'page', status: 400, text: 'x'.repeat(200) },
    `a page in place of the sign-in (HTTP 400: “${'x'.repeat(120)}”).`,
  ],
  [{ kind: 'no-answer', failure: 'socket hang up' }, 'no HTTP answer (socket hang up).'],
];

test('a request is a line that a person can repeat, with IMS’s answer and its id for Adobe', () => {
  const parameters = { ...stage, clientId: 'a b', redirectUri: 'https://prod.example.com/?x=1', scopes: ['a', 'b+c'] };
  const request =
    'Sent without a user: GET https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=a%20b&redirect_uri=https%3A%2F%2Fprod.example.com%2F%3Fx%3D1&scope=a,b%2Bc&response_type=code is answered with ';
  expect(experimentInWords({ parameters, answer: { kind: 'error', error: 'invalid_scope', url: '' } })).toBe(
    `${request}error=invalid_scope.`,
  );
  for (const [answer, said] of answers) {
    expect(line(() => answer).replace(/^.* is answered with /, '')).toBe(said);
  }
});
