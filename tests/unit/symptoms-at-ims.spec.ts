import { expect, test } from './unit-test.ts';
import { loginPageUnreachable } from '../../fixtures/diagnosis/outcomes/login-page-unreachable.ts';
import { redirectedToAdobeCom } from '../../fixtures/diagnosis/outcomes/redirected-to-adobe-com.ts';
import { signedInElsewhere } from '../../fixtures/diagnosis/outcomes/signed-in-elsewhere.ts';
import { owners, type Symptom } from '../../fixtures/diagnosis/types.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts } from '../../fixtures/evidence/facts/page.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import {
  atIms,
  backWithError,
  callback,
  callbackUrl,
  hop,
  instanceUrl,
  journey,
  page,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';
import { signInPage } from './requests-world.ts';

/* What IMS did with a login, each as a symptom: what was seen, what it points to, and what it does not rule out. */

const facts = soundFacts();
const sent = `The running server sent: IMS server https://ims-na1.adobelogin.com, client Campaign1, callback ${callbackUrl}, scopes openid,AdobeID,session.`;
const refuses = 'IMS does not show the Adobe ID sign-in page: it refuses the request that Campaign sends.';
const unreachable = (pointsTo: readonly string[], doesNotRuleOut: readonly string[], seen: string) => ({
  outcome: 'login-page-unreachable',
  summary: refuses,
  pointsTo,
  doesNotRuleOut,
  evidence: [seen, sent],
});
const asked = 'GET https://ims-na1.adobelogin.com/ims/authorize/v2 answered';

test('an error page of IMS is quoted, and points to what its words are about', () => {
  const at = (text: string, status = 400): Symptom | undefined => loginPageUnreachable(facts, atIms({ status }, text));
  const whatever = ['client-id', 'scopes'];
  expect(at('Something \n is  wrong')).toEqual(
    unreachable(whatever, ['callback-url'], `${asked} 400: “Something is wrong”.`),
  );
  expect(at('')).toEqual(unreachable(whatever, ['callback-url'], `${asked} 400 with an empty page.`));
  expect(at('x'.repeat(300))?.evidence[0]).toBe(`${asked} 400: “${'x'.repeat(200)}”.`);
  expect(at('The scope is unknown')).toMatchObject({
    pointsTo: ['scopes'],
    doesNotRuleOut: ['client-id', 'callback-url'],
  });
  expect(at('{"error":"invalid_redirect_uri"}')).toMatchObject({
    pointsTo: ['callback-url'],
    doesNotRuleOut: whatever,
  });
  // An error outweighs the words around it.
  expect(at('{"error":"invalid_client"} for this scope')?.pointsTo).toEqual(['client-id']);
});

test('an error with which IMS sends the browser back is quoted, unless it is about the user or about IMS', () => {
  const back = (error: string, description?: string) => loginPageUnreachable(facts, backWithError(error, description));
  const seen = (words: string): string => `IMS sent the browser back with ${words}, without showing its sign-in page.`;
  expect(back('invalid_scope')).toEqual(
    unreachable(['scopes'], ['client-id', 'callback-url'], seen('error=invalid_scope')),
  );
  expect(back('nobody_knows_it', 'bad redirect_uri')).toEqual(
    unreachable(['callback-url'], ['client-id', 'scopes'], seen('error=nobody_knows_it (“bad redirect_uri”)')),
  );
  expect(back('nobody_knows_it')?.pointsTo).toEqual(['client-id', 'scopes']);
  for (const error of ['login_required', 'server_error']) expect(back(error), error).toBeUndefined();
});

test('a host that is not IMS’s production is what is wrong, whatever it answers', () => {
  const taken = atIms({ kind: 'other', url: 'https://ims.example.com/ims/authorize/v2', status: 200 });
  expect(loginPageUnreachable(facts, taken)).toEqual({
    outcome: 'login-page-unreachable',
    summary:
      'The Adobe ID sign-in page does not appear: the login is sent to ims.example.com, which is not IMS’s production endpoint.',
    pointsTo: ['ims-server-url'],
    evidence: [
      'GET https://ims.example.com/ims/authorize/v2 answered 200.',
      sent.replace('ims-na1.adobelogin.com', 'ims.example.com'),
    ],
  });
});

const signInAt = (shown: Partial<PageFacts>, answer?: ImsAnswer): Symptom | undefined =>
  loginPageUnreachable(
    { ...facts, ...(answer && { requests: { by: 'http', durationMs: 0, hops: [], answer, experiments: [] } }) },
    journey([toCampaign, toIms, toSignIn], {
      page: page({ kind: 'sign-in', url: toSignIn.url, text: 'Oops', ...shown }),
    }),
  );

test('a page of the sign-in host is a refusal where it asks for nothing, or says so; else a screen that nobody knows', () => {
  const refusal = '{"error":"invalid_scope"}';
  const shown: readonly (readonly [Partial<PageFacts>, readonly string[] | undefined])[] = [
    [{}, ['client-id', 'scopes']],
    [{ hasFields: 'yes' }, undefined],
    [{ hasFields: 'not-known' }, undefined],
    [{ hasButtons: 'yes' }, undefined],
    [{ hasButtons: 'not-known' }, undefined],
    [{ hasButtons: 'yes', text: 'unknown scope' }, ['scopes']],
    [{ hasFields: 'yes', text: 'unknown scope' }, undefined],
    [{ hasFields: 'yes', status: 400 }, ['client-id', 'scopes']],
    [{ hasFields: 'yes', status: 399 }, undefined],
    [{ hasFields: 'yes', text: refusal }, ['scopes']],
  ];
  for (const [more, pointsTo] of shown) expect(signInAt(more)?.pointsTo, JSON.stringify(more)).toEqual(pointsTo);
});

test('what IMS answered to the very request without a user decides what its sign-in page may mean', () => {
  expect(signInAt({}, signInPage(callbackUrl))).toBeUndefined();
  expect(signInAt({ text: '' }, { kind: 'sign-in-page' })).toBeUndefined();
  expect(signInAt({ text: ' ' }, { kind: 'sign-in-page' })).toBeUndefined();
  expect(signInAt({}, { kind: 'sign-in-page' })?.pointsTo).toEqual(['client-id', 'scopes']);
  const refused: ImsAnswer = { kind: 'error', error: 'invalid_scope', url: '' };
  expect(signInAt({ hasFields: 'yes' }, refused)?.pointsTo).toEqual(['scopes']);
  expect(
    signInAt({ hasFields: 'yes' }, { ...refused, error: 'invalid_request', description: 'client_id' })?.pointsTo,
  ).toEqual(['client-id']);
});

test('whoever came further than IMS’s first answer met no refusal of it', () => {
  const at = (hops: readonly Hop[], more: Partial<Journey> = {}): Symptom | undefined =>
    loginPageUnreachable(facts, journey(hops, { page: page({ kind: 'ims', text: 'no' }), ...more }));
  const ims = { ...toIms, status: 400 };
  expect(at([toCampaign, ims])).toBeDefined();
  expect(at([toCampaign])).toBeUndefined();
  expect(at([toCampaign, ims], { callback: callback() })).toBeUndefined();
  expect(
    at([toCampaign, ims], { screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: false }] }),
  ).toBeUndefined();
  for (const kind of ['identity-provider', 'other'] as const) {
    const other = hop(kind, 'https://idp.example.com/');
    expect(at([toCampaign, ims, other, ims]), kind).toBeUndefined();
    // Before IMS was asked it says nothing.
    expect(at([other, toCampaign, ims]), kind).toBeDefined();
    expect(at([toCampaign, ims, other]), kind).toBeUndefined();
  }
  expect(at([toCampaign, ims, hop('adobe', 'https://a.adobe.com/')])).toBeDefined();
  for (const kind of ['campaign', 'adobe-com'] as const) {
    expect(at([toCampaign, ims, hop(kind, 'https://www.example.com/')]), kind).toBeUndefined();
  }
});

const adobeCom = hop('adobe-com', 'https://www.adobe.com/');

test('a user who is sent to adobe.com shows a callback that is not allowed; at a foreign host, that host first', () => {
  const at = (more: Partial<Journey> = {}, hops: readonly Hop[] = [toCampaign, toIms, adobeCom]) =>
    redirectedToAdobeCom(facts, journey(hops, more));
  const symptom = {
    outcome: 'redirected-to-adobe-com',
    summary: 'The user is sent to www.adobe.com and not back to Campaign.',
    pointsTo: ['callback-url'],
    doesNotRuleOut: ['client-id'],
    evidence: [
      'Instead of the sign-in page: GET https://www.adobe.com/ answered 200.',
      `The callback that the running server asked for: ${callbackUrl}.`,
    ],
  };
  expect(at()).toEqual(symptom);
  const screens = [{ at: 0, screen: 'email', kind: 'sign-in' as const, acted: true }];
  expect(at({ screens })?.evidence[0]).toBe('After the sign-in: GET https://www.adobe.com/ answered 200.');
  const { authorize } = journey([toCampaign, toIms]);
  if (!authorize) throw new Error('No request was made.');
  const { redirectUri, ...aimless } = authorize;
  expect([redirectUri, at({ authorize: aimless })?.evidence[1]]).toEqual([
    callbackUrl,
    'The callback that the running server asked for: (none).',
  ]);
  const stage = { ...authorize, origin: 'https://ims-na1-stg1.adobelogin.com' };
  expect(at({ authorize: stage })?.pointsTo).toEqual(['ims-server-url', 'callback-url']);
  expect(at({ callback: callback() })).toBeUndefined();
  expect(at({ authorize: { ...authorize, relayedTo: 'https://www.adobe.com/x' } })).toBeUndefined();
  expect(at({ authorize: { ...authorize, relayedTo: 'https://other.adobe.com/x' } })).toBeDefined();
  expect(at({ authorize: { ...authorize, origin: 'https://www.adobe.com' } })).toBeUndefined();
  expect(at({}, [toCampaign, adobeCom])).toBeUndefined();
  expect(at({}, [toCampaign, toIms])).toBeUndefined();
});

test('a code that went to another place says where, and whose it is', () => {
  const at = (more: Parameters<typeof callback>[0] = {}, relayedTo?: string): Symptom | undefined => {
    const taken = journey([toCampaign, toIms], {
      callback: callback({ kind: 'other-instance', origin: 'https://stage.example.com', ...more }),
    });
    const { authorize } = taken;
    return signedInElsewhere(facts, {
      ...taken,
      ...(authorize && relayedTo !== undefined && { authorize: { ...authorize, relayedTo } }),
    });
  };
  expect(at()).toEqual({
    outcome: 'signed-in-elsewhere',
    summary: `The login at ${instanceUrl} ended at instance “stage” (https://stage.example.com).`,
    pointsTo: ['callback-url'],
    evidence: [`IMS sent the code of this login to https://stage.example.com, and not to ${instanceUrl}.`],
  });
  expect(at({ kind: 'other', origin: 'https://x.example.com' })?.summary).toMatch(
    /ended at https:\/\/x\.example\.com\.$/,
  );
  expect(at({ code: false })).toBeUndefined();
  expect(at({ error: 'access_denied' })).toBeUndefined();
  expect(at({ kind: 'campaign' })).toBeUndefined();
  expect(signedInElsewhere(facts, journey([toCampaign]))).toBeUndefined();
  expect(at({}, 'https://elsewhere.example.com/x')?.outcome).toBe('signed-in-elsewhere');
  const [from, to] = [instanceUrl, 'https://stage.example.com'];
  expect(at({}, `${to}/x`)).toEqual({
    outcome: 'unrecognised',
    summary: `${from} sends its users to ${to} before they sign in, and there the login ended.`,
    pointsTo: [],
    evidence: [
      `IMS was asked by ${to}, and sent the code there.`,
      'Which address IMS is to answer was chosen by that host, so this says nothing about the callback of this instance.',
    ],
    advice: {
      remedy: `If ${to} is the address at which operators of this instance work, set CAMPAIGN_PROD_URL to it and run this probe again. If it is another system, find out why ${from} redirects there.`,
      owner: owners.probe,
    },
  });
});
