import { expect, test } from './unit-test.ts';
import { isAllowListed, redirectFrom } from '../../fixtures/diagnosis/readings/callback-address.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { AuthorizeParameters, ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import {
  bareFacts,
  hop,
  instanceUrl,
  journey,
  known,
  page,
  soundFacts,
  toCampaign,
  toIms,
} from './evidence-builder.ts';

const redirectUri = `${instanceUrl}/nl/jsp/ims.jsp`;
const sent: AuthorizeParameters = {
  origin: 'https://ims-na1.adobelogin.com',
  path: '/ims/authorize/v2',
  clientId: 'Campaign1',
  redirectUri,
  scopes: ['openid', 'AdobeID', 'session'],
};
const signInPage = (named: string): ImsAnswer => ({ kind: 'sign-in-page', redirectUri: named });
const elsewhere = signInPage('https://www.adobe.com/');

/** What was asked without a password: the server’s own request, an allowed one, and the control. */
function asked(answer: ImsAnswer, allowed = `${instanceUrl}/acc/`): Requests {
  const { origin, clientId, scopes } = sent;
  return {
    durationMs: 0,
    by: 'http',
    hops: [],
    authorize: { hop: 1, kind: 'ims', origin, clientId, redirectUri, scopes },
    authorizePath: sent.path,
    answer,
    // Of the other instance nothing could be learnt.
    others: [{ id: 'stage' }],
    experiments: [
      { parameters: { ...sent, redirectUri: allowed }, answer: signInPage(allowed) },
      { parameters: { ...sent, redirectUri: 'https://campaign-login-probe.invalid/callback' }, answer: elsewhere },
    ],
  };
}

function listing(callbackUrls: readonly string[]): Evidence {
  const facts = soundFacts();
  facts.provisioned.callbackUrls = known([...callbackUrls]);
  return facts;
}

const causesOf = (evidence: Evidence): readonly string[] =>
  diagnose(evidence).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
const toAdobeCom = journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/')], {
  page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
});

/** Allow-lists, and whether the address that is sent is among them. */
const lists: readonly (readonly [readonly string[], boolean])[] = [
  [[instanceUrl], true],
  [[`${instanceUrl}/`], true],
  [[`${instanceUrl}:443`], true],
  [[`${instanceUrl}/nl/`], true],
  [[`${instanceUrl}/nl/jsp/ims.jsp`], true],
  [['https://prod\\.example\\.com/.*'], true],
  [['https://prod\\.example\\.com/nl/.*'], true],
  [['https://*.example.com/*'], true],
  [[`${instanceUrl}/acc/`, `${instanceUrl}/nl/`], true],
  [[`${instanceUrl}/acc/`], false],
  [[`${instanceUrl}/nl/jsp/ims.jsp/`], false],
  [['https://prod\\.example\\.com/acc/.*'], false],
  [['https://other.example.com'], false],
  [['https://prod.example.com.evil.example'], false],
  [[], false],
];

for (const [entries, isListed] of lists) {
  test(`${redirectUri} is ${isListed ? '' : 'not '}among ${entries.join(' and ') || 'nothing'}`, () => {
    expect(isAllowListed(instanceUrl, redirectUri, entries)).toBe(isListed);
    // By origin alone nothing is said of a path, in either way.
    expect([isListed, undefined]).toContain(isAllowListed(instanceUrl, undefined, entries));
  });

  test(`a login that IMS sends to adobe.com while ${entries.join(' and ') || 'nothing'} is listed`, () => {
    const { causes, verdict } = diagnose({ ...listing(entries), journey: toAdobeCom });
    const accused = causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
    expect([accused, verdict]).toEqual(isListed ? [[], 'inconclusive'] : [['callback-url confirmed'], 'fail']);
  });
}

test('a path that IMS replaces is proved without a password, and no restart is accused', () => {
  const diagnosis = diagnose({ ...listing([`${instanceUrl}/acc/`]), requests: asked(elsewhere) });
  expect(diagnosis).toMatchObject({ outcome: 'redirected-to-adobe-com', decidedBy: 'request', verdict: 'fail' });
  expect(diagnosis.causes).toMatchObject([{ cause: 'callback-url', certainty: 'confirmed' }]);
  expect(diagnosis.causes[0]?.remedy).toContain(redirectUri);
});

test('a path that IMS accepts accuses nobody, whatever is declared as provisioned', () => {
  const taken: Requests = asked(signInPage(redirectUri));
  expect(causesOf({ ...listing([`${instanceUrl}/acc/`]), requests: taken })).toEqual([]);
});

test('without what the server sends, a prefix with a path is not known to have it', () => {
  const { checks, causes } = diagnose(listing([`${instanceUrl}/acc/`]));
  expect(causes).toEqual([]);
  expect(checks.find(({ check }) => check === 'callback-url')).toMatchObject({ status: 'not-declared' });
});

test('what a stored callback server makes of Campaign’s own path is what is compared', () => {
  expect(redirectFrom(instanceUrl, redirectUri)).toBe(redirectUri);
  expect(redirectFrom(`${instanceUrl}/acc/`, `${instanceUrl}/acc/nl/jsp/ims.jsp`)).toBe(
    `${instanceUrl}/acc/nl/jsp/ims.jsp`,
  );
  expect(redirectFrom('https://old.example.com', redirectUri)).toBe('https://old.example.com/nl/jsp/ims.jsp');
  expect(redirectFrom('not an address', redirectUri)).toBeUndefined();
});

/** What IMS says of the callback itself, in an address or on a page. */
function refusedWith(error: string, description = ''): Readonly<Record<string, Journey>> {
  const back = {
    hop: 2,
    kind: 'campaign',
    origin: instanceUrl,
    asAsked: true,
    code: false,
    stateReturned: 'yes',
  } as const;
  return {
    'in the address': journey([toCampaign, toIms, hop('campaign', redirectUri)], {
      callback: { ...back, error, errorDescription: description },
      page: page({ url: redirectUri }),
    }),
    'on a page': journey([toCampaign, { ...toIms, status: 400 }], {
      page: page({
        kind: 'ims',
        url: toIms.url,
        status: 400,
        text: JSON.stringify({ error, error_description: description }),
      }),
    }),
  };
}

/** An error of the authorize request, and the settings that it can point to. */
const errors: readonly (readonly [string, string, readonly string[]])[] = [
  ['invalid_redirect_uri', '', ['callback-url']],
  ['redirect_uri_mismatch', '', ['callback-url']],
  ['invalid_request', 'redirect_uri is not registered', ['callback-url']],
  ['invalid_scope', '', ['scopes']],
  ['invalid_scopes', '', ['scopes']],
  ['unauthorized_client', '', ['client-id']],
  ['client_not_found', '', ['client-id']],
  ['unsupported_response_type', '', ['client-id']],
  ['invalid_request', 'client_id is malformed', ['client-id']],
  ['invalid_request', '', ['client-id', 'scopes']],
  ['nobody_knows_this', '', ['client-id', 'scopes']],
  ['missing_state_param', '', []],
];

for (const [error, description, pointsTo] of errors) {
  for (const [where, taken] of Object.entries(refusedWith(error, description))) {
    test(`${error} ${description} ${where} points to ${pointsTo.join(' and ') || 'no setting'}`, () => {
      expect(causesOf({ ...bareFacts(), journey: taken })).toEqual(pointsTo.map((id) => `${id} suspected`));
      // As it is sent, each of them is right here: then nothing is accused, and the contradiction is said.
      const sound = diagnose({ ...soundFacts(), journey: taken });
      expect([sound.causes, sound.verdict]).toEqual([[], 'inconclusive']);
    });
  }
}

test('IMS’s own word about the callback accuses the callback, and neither client nor scopes that are wrong besides', () => {
  const facts = listing(['https://other.example.com']);
  facts.provisioned.scopes = known(['openid']);
  const taken = refusedWith('invalid_redirect_uri')['on a page'];
  expect(causesOf({ ...facts, ...(taken && { journey: taken }) })).toEqual(['callback-url confirmed', 'scopes latent']);
});
