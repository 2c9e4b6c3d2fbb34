import { expect, test } from './unit-test.ts';
import { acceptedByIms } from '../../fixtures/diagnosis/readings/accepted-by-ims.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Callback } from '../../fixtures/evidence/facts/journey.ts';
import type { ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl, journey, soundFacts, toCampaign, toIms } from './evidence-builder.ts';

/* What of the running server’s request IMS is seen to accept: the scopes where the sign-in page comes, the callback only
   where a code came to it, or where IMS names it and is known to mean what it says. */

const callback = `${instanceUrl}/nl/jsp/ims.jsp`;
const scopes = ['openid', 'AdobeID'];
const signInPage = (redirectUri: string): ImsAnswer => ({ kind: 'sign-in-page', redirectUri });
const refused: ImsAnswer = { kind: 'page', status: 400, text: '' };
const elsewhere = 'https://www.adobe.com/';

interface Asked {
  readonly answer?: ImsAnswer;
  readonly redirectUri?: string;
  readonly scopes?: string[];
  /** What IMS says of an address that nobody has. */
  readonly control?: ImsAnswer;
}

function requests({ answer, redirectUri = callback, scopes: sent = scopes, control }: Asked): Requests {
  const parameters = { origin: 'https://ims-na1.adobelogin.com', clientId: 'Campaign1', redirectUri, scopes: sent };
  const path = '/ims/authorize/v2';
  const foreign = { ...parameters, path, redirectUri: 'https://campaign-login-probe.invalid/callback' };
  return {
    by: 'http',
    durationMs: 0,
    hops: [],
    authorize: { hop: 1, kind: 'ims', ...parameters },
    authorizePath: path,
    ...(answer && { answer }),
    experiments: control ? [{ parameters: foreign, answer: control }] : [],
  };
}

const asked = (what: Asked): Evidence => ({ ...soundFacts(), requests: requests(what) });
const holds = { control: signInPage(elsewhere) };
const both = ['scopes', 'callback-url'];

const seen: readonly (readonly [string, Evidence, readonly string[]])[] = [
  ['nothing was asked', soundFacts(), []],
  ['no answer came', asked(holds), []],
  ['IMS refuses the request', asked({ ...holds, answer: refused }), []],
  ['the sign-in page names the callback', asked({ ...holds, answer: signInPage(callback) }), both],
  ['an error in its place is the control', asked({ control: refused, answer: signInPage(callback) }), both],
  ['the sign-in page names another address', asked({ ...holds, answer: signInPage(elsewhere) }), ['scopes']],
  ['no control was made', asked({ answer: signInPage(callback) }), ['scopes']],
  [
    'IMS names an address that nobody has as well',
    asked({ answer: signInPage(callback), control: signInPage('https://campaign-login-probe.invalid/callback') }),
    ['scopes'],
  ],
  [
    'the callback is another instance’s',
    asked({
      ...holds,
      redirectUri: 'https://stage.example.com/cb',
      answer: signInPage('https://stage.example.com/cb'),
    }),
    ['scopes'],
  ],
];

for (const [what, evidence, accepted] of seen) {
  test(`where ${what}, IMS accepted ${accepted.join(' and ') || 'nothing'}`, () => {
    expect(acceptedByIms(evidence, 'unrecognised')).toEqual(accepted);
  });
}

const came: Callback = {
  hop: 2,
  kind: 'campaign',
  origin: instanceUrl,
  asAsked: true,
  code: true,
  stateReturned: 'yes',
};
const withCallback = (more: Partial<Callback>, sent = scopes): Evidence => {
  const taken = journey([toCampaign, toIms], { callback: { ...came, ...more } });
  return {
    ...soundFacts(),
    journey: { ...taken, ...(taken.authorize && { authorize: { ...taken.authorize, scopes: [...sent] } }) },
  };
};

test('a code that comes to the callback that was asked for shows that IMS accepts both, and nothing less does', () => {
  expect(acceptedByIms(withCallback({}), 'callback-rejected')).toEqual(both);
  expect(acceptedByIms(withCallback({ code: false }), 'callback-rejected')).toEqual([]);
  expect(acceptedByIms(withCallback({ asAsked: false }), 'callback-rejected')).toEqual([]);
  expect(acceptedByIms(withCallback({ kind: 'adobe-com' }), 'redirected-to-adobe-com')).toEqual([]);
});

test('of a request without a scope only a login that works shows that Campaign needs none', () => {
  const code = withCallback({}, []);
  expect(acceptedByIms(code, 'callback-rejected')).toEqual(['callback-url']);
  expect(acceptedByIms(code, 'signed-in')).toEqual(both);
  const page = asked({ ...holds, scopes: [], answer: signInPage(callback) });
  expect(acceptedByIms(page, 'not-probed')).toEqual(['callback-url']);
  expect(acceptedByIms(page, 'signed-in')).toEqual(both);
});
