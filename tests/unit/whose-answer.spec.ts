import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { addressAsked, readAuthorizeUrl, readImsRequest } from '../../fixtures/evidence/authorize-url.ts';
import { findLink } from '../../fixtures/evidence/requests/find-link.ts';
import { authorizeFacts, type WayThere } from '../../fixtures/evidence/facts/authorize-facts.ts';
import type { AuthorizeRequest } from '../../fixtures/evidence/facts/hops.ts';
import type { Callback, Journey, ScreenSeen } from '../../fixtures/evidence/facts/journey.ts';
import type { Requests } from '../../fixtures/evidence/facts/requests.ts';
import { hostKindOf } from '../../fixtures/evidence/hosts.ts';
import { findAuthorizeRequest } from '../../fixtures/evidence/requests/request-findings.ts';
import { Callbacks, type Arrival } from '../../fixtures/evidence/journey/callbacks.ts';
import {
  bareFacts,
  cameBack,
  hop,
  instanceUrl,
  journey,
  known,
  page,
  session,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';
import { ScriptedClient } from './scripted-client.ts';

/* Many hosts on the way of a login speak OAuth: gates, brokers, relays. Whose request and whose answer it is, is told by its shape. */

const hosts = { instance: instanceUrl, otherInstances: [], identityProviders: ['login.example.com'] };
const askingFor = (redirectUri: string): string =>
  `client_id=c&response_type=code&scope=openid&redirect_uri=${encodeURIComponent(redirectUri)}`;

test('a gate or an identity provider that asks in OAuth’s words is not asked for Campaign; IMS is, at a mistyped host too', () => {
  const query = askingFor(`${instanceUrl}/oauth2/callback`);
  const others = [
    `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?${query}`,
    `https://sso.example.com/oauth2/default/v1/authorize?${query}`,
    `https://keycloak.example.com/realms/staff/protocol/openid-connect/auth?${query}`,
    `https://acme.cloudflareaccess.com/cdn-cgi/access/login?${query}`,
  ];
  for (const url of others) {
    expect(readAuthorizeUrl(url), url).toBeDefined();
    expect(readImsRequest(url), url).toBeUndefined();
  }
  const ims = [
    `https://ims-na1.adobelogin.com/ims/authorize/v2?${query}`,
    `https://ims-na1.adobelogin.co/ims/authorize?${query}`,
    `https://ims-na1.adobelogin.com//ims/authorize/v3?${query}`,
    `https://campaignio.adobe.io/login/authorize?${query}`,
  ];
  for (const url of ims) expect(readImsRequest(url), url).toBeDefined();
});

test('a request to IMS is the same whether its address carries it or a form posts it', () => {
  const url = 'https://ims-na1.adobelogin.com/ims/authorize/v2';
  const fields = askingFor(`${instanceUrl}/cb`);
  const post = (to: string, body: string): string => addressAsked({ url: to, method: 'POST', body });

  expect(readImsRequest(post(url, fields))).toEqual(readImsRequest(`${url}?${fields}`));
  expect(readImsRequest(post(url, fields))?.redirectUri).toBe(`${instanceUrl}/cb`);
  expect(readImsRequest(post(`${url}?client_id=c`, fields.replace('client_id=c&', '')))?.clientId).toBe('c');
  // A form that asks who signs in has the same fields, and more: nothing that was typed comes to stand in an address.
  expect(post(url, `${fields}&username=probe&password=secret&x=1`)).toBe(post(url, fields));
  // Its address comes first, and what is posted besides is no part of a request that is complete.
  expect(post(`${url}?${fields}`, 'password=x')).toBe(`${url}?${fields}`);
  for (const body of ['code=1&state=2', 'SAMLResponse=x', '', '{"client_id":"c"}', 'x'.repeat(20_000)])
    expect(post(url, body), body).toBe(url);
  expect(addressAsked({ url, method: 'GET', body: fields })).toBe(url);
  // What is posted elsewhere in the same words asks somebody else.
  expect(readImsRequest(post('https://sso.example.com/authorize', fields))).toBeUndefined();
});

test('a page whose form posts a request to IMS leads there, and to nothing else that is posted', () => {
  const page = (action: string, fields = ''): string =>
    `<form method="post" action="${action}"><input type="hidden" name="client_id" value="c">${fields}<input type="hidden" name="redirect_uri" value="${instanceUrl}/cb"><input type="submit" value="Go"></form>`;
  const found = (html: string): string | undefined => findLink(html, `${instanceUrl}/view/home`, []);

  const ims = 'https://ims-na1.adobelogin.com/ims/authorize/v2';
  expect(readImsRequest(found(page(ims)) ?? '')).toMatchObject({ clientId: 'c', redirectUri: `${instanceUrl}/cb` });
  expect(found(page(ims, '<input name="user">'))).toBeUndefined();
  expect(found(page('https://sso.example.com/authorize'))).toBeUndefined();
  expect(found(page('/nl/jsp/logon.jsp'))).toBeUndefined();
});

const asked = (url: string, way: WayThere): AuthorizeRequest => {
  const read = readAuthorizeUrl(url);
  if (!read) throw new Error(`No authorize request: ${url}`);
  return authorizeFacts(read, url, hosts, way);
};
const imsFor = (redirectUri: string): string =>
  `https://ims-na1.adobelogin.com/ims/authorize/v2?${askingFor(redirectUri)}`;

test('whoever stands before IMS and has it answer there asks for itself, at any host; Campaign’s own callback is Campaign’s', () => {
  for (const relay of [
    'https://campaignio.adobe.io',
    'https://campaignio.adobe.com',
    'https://relay.campaign.adobe.com',
    'https://sso.example.com:8443',
  ]) {
    const own = `${instanceUrl}/nl/jsp/ims.jsp`;
    const before = asked(`${relay}/ims/authorize/v1?${askingFor(own)}`, { hop: 1, from: `${instanceUrl}/view/home` });
    const kept = asked(imsFor(`${relay}/callback`), { hop: 2, before, from: `${relay}/ims/authorize/v1` });
    expect(kept, relay).toMatchObject({ redirectUri: own, relayedTo: `${relay}/callback` });
    const alone = asked(imsFor(`${relay}/callback`), { hop: 2, from: `${relay}/start` });
    expect(alone.redirectUri, relay).toBeUndefined();
    expect(alone.relayedTo, relay).toBe(`${relay}/callback`);
  }
  const foreign = asked(imsFor('https://other.example.com/cb'), { hop: 1, from: `${instanceUrl}/view/home` });
  expect(foreign.redirectUri).toBe('https://other.example.com/cb');
});

test('requests without a user take a gate’s request for none of Campaign’s, and follow a relay to IMS', async () => {
  const gate = `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?${askingFor(`${instanceUrl}/oauth2/callback`)}`;
  const before = new ScriptedClient(({ url }) => (url.startsWith(instanceUrl) ? { location: gate, status: 302 } : {}));
  const stopped = await findAuthorizeRequest(before, hosts, '/view/home', () => 0);
  expect(stopped.authorize).toBeUndefined();
  expect(stopped.unreadable).toContain('goes on only in a browser');

  const home = 'https://acme.campaign.adobe.com';
  const locations: Readonly<Record<string, string>> = {
    [`${instanceUrl}/view/home`]: `${home}/view/home`,
    [`${home}/view/home`]: imsFor(`${home}/nl/jsp/ims.jsp`),
  };
  const moved = new ScriptedClient(({ url }) => ({ status: 302, location: locations[url] ?? url }));
  const { authorize } = await findAuthorizeRequest(moved, hosts, '/view/home', () => 0);
  expect(authorize).toMatchObject({ kind: 'ims', relayedTo: `${home}/nl/jsp/ims.jsp` });
  expect(authorize?.redirectUri).toBeUndefined();
});

interface Came extends Pick<Arrival, 'url' | 'from'> {
  readonly states?: readonly string[];
}

/** What came of these arrivals, after IMS was asked for the instance’s own callback. */
function chosenOf(...came: readonly Came[]): Callback | undefined {
  const callbacks = new Callbacks();
  for (const [index, { url, from, states = [] }] of came.entries()) {
    const answer = new URL(url).searchParams;
    const redirectUris = [`${instanceUrl}/nl/jsp/ims.jsp`];
    callbacks.see(
      { hop: index + 2, kind: hostKindOf(url, hosts), url, answer, from },
      { redirectUris, states: new Set(states) },
    );
  }
  return callbacks.chosen;
}

test('a code for a broker, or for Adobe from an identity provider, is none of IMS’s', () => {
  const broker = 'https://broker.example.org/cb?code=1234567890&state=b';
  const adobe = 'https://federatedid-na1.services.adobe.com/federated/oidc?code=1234567890&state=b';
  expect(chosenOf({ url: broker, from: 'identity-provider' })).toBeUndefined();
  expect(chosenOf({ url: broker, from: 'other' })).toBeUndefined();
  expect(chosenOf({ url: adobe, from: 'identity-provider' })).toBeUndefined();
  expect(chosenOf({ url: adobe.replace('code=1234567890', 'error=invalid_scope'), from: 'other' })).toBeUndefined();
  const callback = `${instanceUrl}/nl/jsp/ims.jsp?code=1`;
  expect(chosenOf({ url: broker, from: 'identity-provider' }, { url: callback, from: 'ims' })).toMatchObject({
    kind: 'campaign',
    code: true,
  });
  // IMS sends a code wherever it was told to.
  expect(chosenOf({ url: broker, from: 'ims' })).toMatchObject({ kind: 'other', code: true });
});

test('a parameter without a value is none, and what Campaign calls code after IMS’s no is no code', () => {
  const callback = `${instanceUrl}/nl/jsp/ims.jsp`;
  const came = chosenOf({ url: `${callback}?code=abc&error=&state=`, from: 'ims' });
  expect(came).toMatchObject({ code: true, stateReturned: 'yes' });
  expect(came?.error).toBeUndefined();
  expect(chosenOf({ url: `${callback}?code=&error=`, from: 'ims' })).toBeUndefined();
  const refused = chosenOf(
    { url: `${callback}?error=invalid_scope`, from: 'ims' },
    { url: `${callback}?code=350012`, from: 'campaign' },
  );
  expect(refused).toMatchObject({ code: false, error: 'invalid_scope' });
});

test('a state that came back is the same, however it was encoded on its way; another one is not', () => {
  const returned = (sent: string, back: string): string | undefined =>
    chosenOf({ url: `${instanceUrl}/nl/jsp/ims.jsp?code=abc&state=${back}`, from: 'ims', states: [sent] })
      ?.stateReturned;
  expect(returned('a b==', 'a%2Bb%3D%3D')).toBe('yes');
  expect(returned('a+b==', 'a+b')).toBe('yes');
  expect(returned('{"session":"x"}', encodeURIComponent(encodeURIComponent('{"session":"x"}')))).toBe('yes');
  expect(returned('100%', '100%25')).toBe('yes');
  expect(returned('abc', 'abd')).toBe('no');
  expect(returned('abc', '')).toBe('not-known');
});

const causesOf = (made: Journey, facts = bareFacts()): readonly string[] =>
  diagnose({ ...facts, journey: made }).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
const password: ScreenSeen = { at: 0, screen: 'password', kind: 'identity-provider', acted: true };

test('a gate’s sign-in before anybody was sent to IMS is no wrong IMS server: it is named, with who can open it', () => {
  for (const kind of ['other', 'identity-provider'] as const) {
    const gate = hop(kind, 'https://acme.cloudflareaccess.com/cdn-cgi/access/login');
    const shown = page({ kind, url: gate.url, title: 'Sign in', hasFields: 'yes', hasButtons: 'yes' });
    const diagnosis = diagnose({ ...bareFacts(), journey: journey([toCampaign, gate], { page: shown }) });
    expect(diagnosis).toMatchObject({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
    expect(diagnosis.summary).toContain('leads to acme.cloudflareaccess.com before any login at Adobe begins');
    expect(diagnosis.advice?.remedy).toContain('CAMPAIGN_PROD_URL');
  }
});

test('an instance that sends its users to another host first is not accused of that one’s callback, stored or sent', () => {
  const home = 'https://acme-mkt-prod1.campaign.adobe.com';
  const hops = [toCampaign, hop('other', `${home}/view/home`, { status: 302 }), toIms, toSignIn];
  const callback = { hop: 4, kind: 'other', origin: home, asAsked: true, code: true, stateReturned: 'yes' } as const;
  const made = journey([...hops, hop('other', `${home}/nl/jsp/ims.jsp`)], { callback });
  const authorize = {
    hop: 2,
    kind: toIms.kind,
    origin: new URL(toIms.url).origin,
    clientId: 'Campaign1',
    scopes: ['openid', 'AdobeID', 'session'],
    relayedTo: `${home}/nl/jsp/ims.jsp`,
  };
  const moved = { ...made, authorize };
  const facts = soundFacts();
  const stored = { ...facts, externalAccount: { ...facts.externalAccount, callbackServer: known(home) } };
  for (const known_ of [bareFacts(), stored]) {
    const diagnosis = diagnose({ ...known_, journey: moved });
    expect(diagnosis).toMatchObject({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
    expect(diagnosis.advice?.remedy).toContain(`set CAMPAIGN_PROD_URL to it`);
    expect(diagnosis.summary).toContain(home);
  }
});

test('adobe.com after the code had come to Campaign is where Campaign sent the user, and no callback is accused', () => {
  const back = cameBack({ status: 302 }, {});
  const shell = hop('adobe-com', 'https://experience.adobe.com/');
  const shown = page({ kind: 'adobe-com', url: shell.url });
  const seen = session({ came: 'yes', view: { leads: 'elsewhere', to: shell.url } });
  const made = { ...back, hops: [...back.hops, shell], page: shown, session: seen };
  expect(causesOf(made)).toEqual([]);
  const without = journey([toCampaign, toIms, toSignIn, shell], { page: shown });
  expect(causesOf(without)).toEqual(['callback-url suspected']);
});

test('adobe.com after the sign-in accuses no callback that IMS is seen to accept: it may want something of the user', () => {
  const redirectUri = `${instanceUrl}/nl/jsp/ims.jsp`;
  const origin = 'https://ims-na1.adobelogin.com';
  const [path, scopes] = ['/ims/authorize/v2', ['openid', 'AdobeID', 'session']];
  const sent = { origin, clientId: 'Campaign1', redirectUri, scopes };
  const foreign = { ...sent, path, redirectUri: 'https://campaign-login-probe.invalid/callback' };
  const control = (to: string): Requests => ({
    by: 'http',
    durationMs: 0,
    hops: [],
    authorize: { hop: 1, kind: 'ims', ...sent },
    authorizePath: path,
    answer: { kind: 'sign-in-page', redirectUri },
    experiments: [{ parameters: foreign, answer: { kind: 'sign-in-page', redirectUri: to } }],
  });
  const profile = hop('adobe-com', 'https://account.adobe.com/complete-profile');
  const made = journey([toCampaign, toIms, toSignIn, profile], { page: page({ kind: 'adobe-com', url: profile.url }) });
  const kept = diagnose({ ...bareFacts(), journey: made, requests: control('https://www.adobe.com/') });
  expect(kept).toMatchObject({ outcome: 'redirected-to-adobe-com', verdict: 'inconclusive', causes: [] });
  expect(kept.advice?.remedy).toContain('account.adobe.com may want something of it');
  const stale = diagnose({ ...bareFacts(), journey: made, requests: control(foreign.redirectUri) });
  expect(stale.causes.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(['callback-url suspected']);
});

test('a page of Adobe’s behind an identity provider is no refusal of the request that IMS has passed on', () => {
  for (const kind of ['identity-provider', 'other'] as const) {
    const saml = hop('adobe', 'https://federatedid-na1.services.adobe.com/federated/saml/SSO');
    const shown = page({ kind: 'adobe', url: saml.url, text: 'Es ist ein Fehler aufgetreten' });
    const provider = hop(kind, 'https://login.example.com/');
    expect(causesOf(journey([toCampaign, toIms, provider, saml], { page: shown, screens: [password] }))).toEqual([]);
    expect(causesOf(journey([toCampaign, toIms, saml], { page: shown }))).toEqual([
      'client-id suspected',
      'scopes suspected',
    ]);
  }
});
