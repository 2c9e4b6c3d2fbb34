import { expect, test } from './unit-test.ts';
import { callbackForms } from '../../fixtures/diagnosis/requests/callback-forms.ts';
import { isSame, readAnswer, saysTheSame, sentParameters } from '../../fixtures/diagnosis/requests/reading.ts';
import {
  hasSameVariable,
  provisionedParameters,
  variables,
  withVariable,
} from '../../fixtures/diagnosis/requests/variables.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl, known, soundFacts, unknown } from './evidence-builder.ts';
import { imsHost, ownCallback, signInPage } from './requests-world.ts';
import { elsewhere, stage } from './what-ims-shows.ts';

/* The single values of an authorize request, and IMS’s single answers. */

const base: AuthorizeParameters = { ...stage, redirectUri: ownCallback, scopes: ['openid', 'AdobeID'] };
const stg1 = 'https://ims-na1-stg1.adobelogin.com';

const forms: readonly (readonly [string, readonly string[]])[] = [
  [ownCallback, [`${ownCallback}/`]],
  [`${instanceUrl}/nl/`, [`${instanceUrl}/nl`]],
  [`${instanceUrl}/nl?x=1`, [`${instanceUrl}/nl/?x=1`]],
  [`${instanceUrl}//nl///cb`, [`${instanceUrl}/nl/cb`, `${instanceUrl}//nl///cb/`]],
  ['http://prod.example.com/cb', [`${instanceUrl}/cb`, `${instanceUrl}/cb/`]],
  ['http://old.example.com/cb', ['https://old.example.com/cb', `${instanceUrl}/cb`, `${instanceUrl}/cb/`]],
  ['https://old.example.com/cb?x=1', [`${instanceUrl}/cb?x=1`, `${instanceUrl}/cb/?x=1`]],
  ['nl/jsp/ims.jsp', [instanceUrl]],
];

for (const [sent, due] of forms) {
  test(`in place of ${sent} the instance’s own callback is tried in each form once`, () => {
    expect(callbackForms({ ...base, redirectUri: sent }, instanceUrl)).toEqual(due);
  });
}

test('a request takes one value from another one, and the others stay', () => {
  const from: AuthorizeParameters = {
    origin: stg1,
    path: '/v1',
    clientId: 'Other',
    redirectUri: elsewhere,
    scopes: ['a'],
  };
  const changed = {
    'ims-server-url': { origin: stg1, path: '/v1' },
    'client-id': { clientId: 'Other' },
    'callback-url': { redirectUri: elsewhere },
    scopes: { scopes: ['a'] },
  };
  for (const variable of variables) {
    const other = withVariable(base, variable, from);
    expect(other, variable).toEqual({ ...base, ...changed[variable] });
    expect(variables.filter((one) => !hasSameVariable(base, other, one))).toEqual([variable]);
    expect(isSame(base, other)).toBe(false);
  }
});

test('the names of production are one IMS, a doubled slash is another address, and the order of scopes is nothing', () => {
  const same = (more: Partial<AuthorizeParameters>, than: AuthorizeParameters = base): readonly string[] =>
    variables.filter((variable) => hasSameVariable(than, { ...than, ...more }, variable));
  const all = [...variables];
  const others = all.filter((variable) => variable !== 'ims-server-url');
  expect(same({ origin: 'https://adobeid-na1.services.adobe.com' })).toEqual(all);
  expect(same({ path: '/ims/authorize/v1' })).toEqual(all);
  expect(same({ path: '//ims/authorize/v2' })).toEqual(others);
  expect(same({ origin: stg1 })).toEqual(others);
  expect(same({ origin: imsHost }, { ...base, origin: stg1 })).toEqual(others);
  expect(same({}, { ...base, origin: stg1 })).toEqual(all);
  expect(same({ scopes: ['AdobeID', 'openid'] })).toEqual(all);
  for (const scopes of [['openid'], ['openid', 'AdobeID', 'a'], ['openid', 'a']]) {
    expect(same({ scopes })).toEqual(all.filter((variable) => variable !== 'scopes'));
  }
  expect(isSame(base, { ...base, scopes: ['AdobeID', 'openid'] })).toBe(true);
});

const provisioned: readonly (readonly [string, (facts: Evidence) => void, Partial<AuthorizeParameters>, object])[] = [
  ['what is sent, where it is right', () => undefined, {}, {}],
  ['the path with one slash', () => undefined, { path: '///ims/authorize/v1' }, { path: '/ims/authorize/v1' }],
  ['production, in place of another host', () => undefined, { origin: stg1, path: '/v1' }, {}],
  ['the provisioned client', () => undefined, { clientId: 'Nope' }, {}],
  [
    'the client that is sent, where none is declared',
    (f) => (f.provisioned.clientId = unknown('')),
    { clientId: 'Nope' },
    { clientId: 'Nope' },
  ],
  ['the client that is sent, where an empty one is declared', (f) => (f.provisioned.clientId = known('')), {}, {}],
  [
    'those scopes of the server’s that are provisioned',
    () => undefined,
    { scopes: ['openid', 'x'] },
    { scopes: ['openid'] },
  ],
  [
    'the provisioned scopes, where none of the server’s is',
    () => undefined,
    { scopes: ['x'] },
    { scopes: ['openid', 'AdobeID', 'session'] },
  ],
  [
    'the scopes that are sent, where none are declared',
    (f) => (f.provisioned.scopes = unknown('')),
    { scopes: ['x'] },
    { scopes: ['x'] },
  ],
  [
    'the own callback with the path that is sent',
    () => undefined,
    { redirectUri: 'https://old.example.com/cb' },
    { redirectUri: `${instanceUrl}/cb` },
  ],
  [
    'Campaign’s own path, without that of the callback server',
    (f) => (f.externalAccount.callbackServer = known('https://old.example.com/acc')),
    { redirectUri: 'https://old.example.com/acc/cb' },
    { redirectUri: `${instanceUrl}/cb` },
  ],
  [
    'the whole path, where the callback server is not known',
    (f) => (f.externalAccount.callbackServer = unknown('')),
    { redirectUri: 'https://old.example.com/acc/cb' },
    { redirectUri: `${instanceUrl}/acc/cb` },
  ],
  [
    'the callback that is sent, where no list is declared',
    (f) => (f.provisioned.callbackUrls = unknown('')),
    { redirectUri: elsewhere },
    { redirectUri: elsewhere },
  ],
  [
    'the callback that is sent, where the list is empty',
    (f) => (f.provisioned.callbackUrls = known([])),
    { redirectUri: elsewhere },
    { redirectUri: elsewhere },
  ],
  [
    'the callback that is sent, where all that is listed are patterns',
    (f) => (f.provisioned.callbackUrls = known(['https://*.x.example/.*', 'no address'])),
    {},
    {},
  ],
  [
    'another listed callback, where the own one is not',
    (f) => (f.provisioned.callbackUrls = known(['https://*.x.example', 'https://a.example', 'https://b.example'])),
    {},
    { redirectUri: 'https://a.example/nl/jsp/ims.jsp' },
  ],
  [
    'the own address with another path, before another’s',
    (f) => (f.provisioned.callbackUrls = known(['https://a.example', `${instanceUrl}/acc/x`])),
    {},
    { redirectUri: `${instanceUrl}/acc/x` },
  ],
  [
    'the listed place whose path the callback has',
    (f) => (f.provisioned.callbackUrls = known(['https://a.example/nl/'])),
    {},
    { redirectUri: 'https://a.example/nl/jsp/ims.jsp' },
  ],
];

for (const [what, change, sent, due] of provisioned) {
  test(`of what Adobe provisioned is tried ${what}`, () => {
    const facts = soundFacts();
    change(facts);
    expect(provisionedParameters(facts, { ...base, ...sent })).toEqual({ ...base, ...due });
  });
}

const answers: readonly (readonly [ImsAnswer, ReturnType<typeof readAnswer>])[] = [
  [signInPage(ownCallback), 'as-sent'],
  [signInPage(`${instanceUrl}//NL/jsp/ims.jsp/`), 'as-sent'],
  [signInPage(`${instanceUrl}/nl/…`), 'as-sent'],
  [signInPage(`${instanceUrl}/elsewhere`), 'unclear'],
  [signInPage(elsewhere), 'replaced'],
  [{ kind: 'sign-in-page' }, 'unclear'],
  [{ kind: 'sent-away', to: 'adobe-com', url: elsewhere }, 'replaced'],
  [{ kind: 'sent-away', to: 'other', url: elsewhere }, 'unclear'],
  [{ kind: 'error', error: 'invalid_scope', url: '' }, 'refused'],
  [{ kind: 'error', error: 'nobody_knows_it', url: '' }, 'refused'],
  [{ kind: 'error', error: 'login_required', url: '' }, 'unclear'],
  [{ kind: 'error', error: 'server_error', url: '' }, 'unclear'],
  [{ kind: 'page', status: 400, text: 'no' }, 'refused'],
  [{ kind: 'page', status: 499, text: '' }, 'refused'],
  [{ kind: 'page', status: 500, text: '' }, 'unclear'],
  [{ kind: 'page', status: 429, text: '' }, 'unclear'],
  [{ kind: 'no-answer', failure: 'x' }, 'unclear'],
];

for (const [answer, reading] of answers) {
  test(`${JSON.stringify(answer)} is ${reading}`, () => {
    expect(readAnswer(answer, base)).toBe(reading);
  });
}

test('two answers say the same where they differ only in the client, in an id or a time', () => {
  const said = (one: ImsAnswer, other: ImsAnswer): boolean =>
    saysTheSame(
      { parameters: { ...base, clientId: 'One' }, answer: one },
      { parameters: { ...base, clientId: 'Two' }, answer: other },
    );
  const page = (text: string, status = 400): ImsAnswer => ({ kind: 'page', status, text });
  const error = (name: string, url = elsewhere, description?: string): ImsAnswer => ({
    kind: 'error',
    error: name,
    url,
    ...(description !== undefined && { description }),
  });
  expect(said(page('client One is unknown at 12:01'), page('client Two is unknown at 12:02'))).toBe(true);
  expect(said(page('client One is unknown'), page('client One is unknown'))).toBe(false);
  expect(said(page('unknown client'), page('invalid scope'))).toBe(false);
  expect(said(page('x'), page('x', 401))).toBe(false);
  expect(said(error('invalid_client'), error('INVALID_CLIENT'))).toBe(true);
  expect(said(error('invalid_client'), error('invalid_scope'))).toBe(false);
  expect(said(error('e', elsewhere, 'no One'), error('e', elsewhere, 'no Two'))).toBe(true);
  expect(said(error('e', elsewhere, 'no One'), error('e'))).toBe(false);
  expect(said(error('e', `${elsewhere}?error=e&x=1`), error('e', `${elsewhere}?error=e&x=2`))).toBe(true);
  expect(said(error('e', `${elsewhere}a`), error('e', `${elsewhere}b`))).toBe(false);
  expect(said(error('e', '/a?x'), error('e', '/a?y'))).toBe(false);
  const away = (url: string, to: 'other' | 'adobe' = 'other'): ImsAnswer => ({ kind: 'sent-away', to, url });
  expect(said(away(`${elsewhere}?x=1`), away(`${elsewhere}?x=2`))).toBe(true);
  expect(said(away(elsewhere), away(elsewhere, 'adobe'))).toBe(false);
  expect(said(away(elsewhere), away(imsHost))).toBe(false);
  expect(said(signInPage(ownCallback), signInPage(elsewhere))).toBe(true);
  expect(said(signInPage(ownCallback), { kind: 'no-answer', failure: 'x' })).toBe(false);
  expect(said({ kind: 'no-answer', failure: 'x' }, { kind: 'no-answer', failure: 'y' })).toBe(true);
});

test('a request can be varied only where all of it was caught, and Campaign itself sent it', () => {
  const { path, ...sent } = base;
  const authorize = { hop: 1, kind: 'ims', ...sent } as const;
  expect(sentParameters({ authorize, authorizePath: path })).toEqual(base);
  expect(sentParameters({ authorizePath: path })).toBeUndefined();
  expect(sentParameters({ authorize })).toBeUndefined();
  const { clientId, ...clientless } = authorize;
  const { redirectUri, ...aimless } = authorize;
  expect([clientId, redirectUri]).toEqual(['Campaign1', ownCallback]);
  expect(sentParameters({ authorize: clientless, authorizePath: path })).toBeUndefined();
  expect(sentParameters({ authorize: aimless, authorizePath: path })).toBeUndefined();
  expect(sentParameters({ authorize: { ...authorize, relayedTo: elsewhere }, authorizePath: path })).toBeUndefined();
});
