import { expect, test } from '@playwright/test';
import { consult, diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Cause } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts, ViewAsked } from '../../fixtures/evidence/facts/page.ts';
import {
  atIms,
  bareFacts,
  cameBack,
  hop,
  instanceUrl,
  journey,
  known,
  page,
  session,
  signedInAt,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
  unknown,
  viewAfterwards,
} from './evidence-builder.ts';

const callbackUrl = `${instanceUrl}/nl/jsp/ims.jsp`;
const backWithError = (error: string, errorDescription?: string): Journey =>
  journey([toCampaign, toIms, hop('campaign', callbackUrl)], {
    callback: {
      hop: 2,
      kind: 'campaign',
      origin: instanceUrl,
      asAsked: true,
      code: false,
      stateReturned: 'yes',
      error,
      ...(errorDescription !== undefined && { errorDescription }),
    },
    page: page({ url: callbackUrl }),
  });
const stuck = (failure: string, ...hops: Hop[]): Journey => journey(hops, { ending: { how: 'no-answer', failure } });
/** So many codes came back, and the browser is on its way to IMS once more. */
const cameBackSlowly = (codes: number): Journey => {
  const { hops, ...rest } = cameBack({ status: 302 }, {}, { ending: { how: 'out-of-time', pending: true }, codes });
  return { ...rest, hops: [...hops, { at: 9, kind: 'ims', method: 'GET', url: toIms.url }] };
};
const logonPage = (more: Partial<PageFacts>): ViewAsked => ({
  leads: 'stays',
  page: page({ asksToLogOn: 'yes', offersWayIn: 'yes', ...more }),
});
const rightsMessage = 'Login does not have any right matching the expression';
const missingRightsCauses = ['association-mask suspected', 'operator-groups suspected'];

/** A journey, the outcome it has, and the causes that it points to while nothing is declared but the address. */
const journeys: readonly (readonly [string, Journey, string, readonly string[]])[] = [
  ['came back to its view, and Campaign confirms the session', signedInAt(), 'signed-in', []],
  ['landed at the callback itself, and its view shows a session', viewAfterwards({}), 'signed-in', []],
  [
    'landed at a page of its own, and Campaign confirms the session',
    viewAfterwards({ hasSecurityToken: 'yes' }, { confirmed: 'yes', said: 'HTTP 200: “Ok”' }),
    'signed-in',
    [],
  ],
  [
    'its view has a form for a new password and names the Adobe ID, and Campaign confirms the session',
    viewAfterwards({ asksToLogOn: 'yes', offersWayIn: 'yes' }, { confirmed: 'yes', said: 'HTTP 200: “OK”' }),
    'signed-in',
    [],
  ],
  ['its view is shown to everybody', viewAfterwards({}, { isForEverybody: 'yes' }), 'unrecognised', []],
  ['nobody knows to whom its view is shown', viewAfterwards({}, { isForEverybody: 'not-known' }), 'unrecognised', []],
  ['its view leads nowhere, as a maintenance page does', viewAfterwards({ leadsOn: 'no' }), 'unrecognised', []],
  ['nobody could read where its view leads', viewAfterwards({ leadsOn: 'not-known' }), 'unrecognised', []],
  ['its view is an error', viewAfterwards({ status: 403 }), 'unrecognised', []],
  [
    'its view is shown to everybody, though Campaign says that the session stands',
    viewAfterwards({}, { confirmed: 'yes', said: 'HTTP 200: “OK”', isForEverybody: 'yes' }),
    'unrecognised',
    [],
  ],
  [
    'its view holds nothing, though Campaign says that the session stands',
    viewAfterwards({ leadsOn: 'no' }, { confirmed: 'yes', said: 'HTTP 200: “OK”' }),
    'unrecognised',
    [],
  ],
  [
    'its view asks for another password than the logon page does, which offers the way in',
    viewAfterwards({ asksToLogOn: 'yes', hasSecurityToken: 'yes' }, { viewOfNobody: logonPage({}) }),
    'signed-in',
    [],
  ],
  [
    'its view asks for a password and carries no token, unlike the logon page that offers the way in',
    viewAfterwards({ asksToLogOn: 'yes' }, { viewOfNobody: logonPage({}) }),
    'unrecognised',
    [],
  ],
  [
    'its view asks for a password as the logon page does, of which nobody knows that it offers the way in',
    viewAfterwards(
      { asksToLogOn: 'yes', hasSecurityToken: 'yes' },
      { viewOfNobody: logonPage({ offersWayIn: 'not-known' }) },
    ),
    'unrecognised',
    [],
  ],
  ['its view asks for a password, and a cookie came', viewAfterwards({ asksToLogOn: 'yes' }), 'unrecognised', []],
  ['its view offers the way in, and a cookie came', viewAfterwards({ offersWayIn: 'yes' }), 'unrecognised', []],
  ['nobody knows whether its view offers the way in', viewAfterwards({ offersWayIn: 'not-known' }), 'unrecognised', []],
  [
    'its view shows somebody’s session, and Campaign denies it',
    viewAfterwards({ hasSecurityToken: 'yes' }, { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' }),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'a home page, and no way through IMS',
    journey([hop('campaign', toCampaign.url)], {
      page: page({ hasSecurityToken: 'yes', leadsOn: 'yes', isRequestedView: true }),
      ending: { how: 'arrived' },
    }),
    'unrecognised',
    [],
  ],
  [
    'a code with somebody else’s state',
    signedInAt({
      callback: { hop: 3, kind: 'campaign', origin: instanceUrl, asAsked: true, code: true, stateReturned: 'no' },
    }),
    'unrecognised',
    [],
  ],
  [
    'a code without the state that was sent',
    signedInAt({
      callback: {
        hop: 3,
        kind: 'campaign',
        origin: instanceUrl,
        asAsked: true,
        code: true,
        stateReturned: 'not-known',
      },
    }),
    'signed-in',
    [],
  ],
  [
    'a code at another path of the instance than the one asked for, and the session stands',
    signedInAt({
      callback: { hop: 3, kind: 'campaign', origin: instanceUrl, asAsked: false, code: true, stateReturned: 'yes' },
    }),
    'signed-in',
    [],
  ],
  [
    'a cookie came with the code, and the view goes off to sign the user in again',
    cameBack({}, { text: '…' }, { session: session({ came: 'yes' }) }),
    'unrecognised',
    [],
  ],
  [
    'Campaign says that the session stands, and the view goes off to sign the user in again',
    cameBack({}, { text: '…' }, { session: session({ came: 'yes', confirmed: 'yes' }) }),
    'unrecognised',
    [],
  ],
  [
    'the message on a page that is not the home page, of whose session nobody knows',
    cameBack({}, { hasSecurityToken: 'yes', text: rightsMessage }),
    'missing-rights',
    missingRightsCauses,
  ],

  [
    'error=invalid_scope on the callback',
    backWithError('invalid_scope'),
    'login-page-unreachable',
    ['scopes suspected'],
  ],
  [
    'error=invalid_client on the callback',
    backWithError('invalid_client'),
    'login-page-unreachable',
    ['client-id suspected'],
  ],
  [
    'error=unauthorized_client on the callback',
    backWithError('unauthorized_client'),
    'login-page-unreachable',
    ['client-id suspected'],
  ],
  [
    'error=invalid_request that speaks of the scope',
    backWithError('invalid_request', 'the scope is malformed'),
    'login-page-unreachable',
    ['scopes suspected'],
  ],
  [
    'error=invalid_request that speaks of nothing',
    backWithError('invalid_request'),
    'login-page-unreachable',
    ['client-id suspected', 'scopes suspected'],
  ],
  ['error=access_denied on the callback', backWithError('access_denied'), 'unrecognised', []],
  ['error=server_error on the callback', backWithError('server_error'), 'ims-unavailable', ['ims-outage confirmed']],
  [
    'a blank page of IMS',
    atIms({ status: 200 }),
    'login-page-unreachable',
    ['client-id suspected', 'scopes suspected'],
  ],
  [
    'an error of IMS in JSON',
    atIms({ status: 400 }, '{"error":"invalid_scope"}'),
    'login-page-unreachable',
    ['scopes suspected'],
  ],
  [
    'an error page of IMS in French',
    atIms({ status: 400 }, 'Une erreur est survenue'),
    'login-page-unreachable',
    ['client-id suspected', 'scopes suspected'],
  ],
  [
    'a client error in words only',
    atIms({ status: 404 }, 'Unknown client'),
    'login-page-unreachable',
    ['client-id suspected'],
  ],
  ['IMS answers 500', atIms({ status: 500 }), 'ims-unavailable', ['ims-outage confirmed']],
  ['IMS answers 429', atIms({ status: 429 }), 'ims-unavailable', ['ims-outage confirmed']],
  [
    'IMS does not answer',
    stuck('no answer within 30 s', toCampaign, { at: 0, kind: 'ims', method: 'GET', url: toIms.url }),
    'ims-unavailable',
    ['network confirmed'],
  ],
  [
    'IMS resets the connection',
    journey([toCampaign, { at: 0, kind: 'ims', method: 'GET', url: toIms.url, failure: 'net::ERR_CONNECTION_RESET' }], {
      ending: { how: 'no-answer', failure: 'net::ERR_CONNECTION_RESET' },
    }),
    'ims-unavailable',
    ['network confirmed'],
  ],
  [
    'the sign-in’s own request is throttled',
    journey(
      [
        toCampaign,
        toIms,
        toSignIn,
        { ...hop('sign-in', 'https://auth.services.adobe.com/signin/v1/audit', { status: 429 }), background: true },
      ],
      {
        screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: true }],
        page: page({ kind: 'sign-in', url: toSignIn.url, hasFields: 'yes' }),
      },
    ),
    'ims-unavailable',
    ['ims-outage confirmed'],
  ],
  [
    'an unknown host in IMS’s place does not answer',
    journey(
      [
        toCampaign,
        {
          at: 0,
          kind: 'other',
          method: 'GET',
          url: 'https://ims-na1.adobelogn.com/ims/authorize/v2',
          failure: 'net::ERR_NAME_NOT_RESOLVED',
        },
      ],
      { ending: { how: 'no-answer', failure: 'net::ERR_NAME_NOT_RESOLVED' } },
    ),
    'login-page-unreachable',
    ['ims-server-url suspected'],
  ],
  [
    'Adobe’s stage shows its sign-in page',
    journey(
      [
        toCampaign,
        hop('adobe', 'https://ims-na1-stg1.adobelogin.com/ims/authorize/v2', { status: 302 }),
        hop('adobe', 'https://auth-stg1.services.adobe.com/'),
      ],
      { page: page({ kind: 'adobe', url: 'https://auth-stg1.services.adobe.com/', hasFields: 'yes' }) },
    ),
    'login-page-unreachable',
    ['ims-server-url suspected'],
  ],
  [
    'a screen of the sign-in that is not known',
    journey([toCampaign, toIms, toSignIn], {
      page: page({ kind: 'sign-in', url: toSignIn.url, hasFields: 'yes', hasButtons: 'yes' }),
    }),
    'unrecognised',
    [],
  ],
  [
    'an empty page of the sign-in',
    journey([toCampaign, toIms, toSignIn], { page: page({ kind: 'sign-in', url: toSignIn.url }) }),
    'login-page-unreachable',
    ['client-id suspected', 'scopes suspected'],
  ],

  [
    'adobe.com after the sign-in',
    journey([toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/?code=…')], {
      page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
    }),
    'redirected-to-adobe-com',
    ['callback-url suspected'],
  ],
  [
    'adobe.com in place of the sign-in',
    journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/de/')], {
      page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/de/' }),
    }),
    'redirected-to-adobe-com',
    ['callback-url suspected'],
  ],
  [
    'adobe.com that is blocked',
    journey(
      [
        toCampaign,
        toIms,
        {
          at: 0,
          kind: 'adobe-com',
          method: 'GET',
          url: 'https://www.adobe.com/',
          failure: 'net::ERR_TUNNEL_CONNECTION_FAILED',
        },
      ],
      { ending: { how: 'no-answer', failure: 'net::ERR_TUNNEL_CONNECTION_FAILED' } },
    ),
    'redirected-to-adobe-com',
    ['callback-url suspected'],
  ],
  [
    'adobe.com without any request to IMS',
    journey([hop('adobe-com', 'https://www.adobe.com/')], { page: page({ kind: 'adobe-com' }) }),
    'unrecognised',
    [],
  ],

  [
    'the code went to another instance',
    journey([toCampaign, toIms, hop('other-instance', 'https://stage.example.com/cb')], {
      callback: {
        hop: 2,
        kind: 'other-instance',
        origin: 'https://stage.example.com',
        asAsked: true,
        code: true,
        stateReturned: 'yes',
      },
      page: page({ kind: 'other-instance' }),
    }),
    'signed-in-elsewhere',
    ['callback-url suspected'],
  ],
  [
    'the code went to a host that nobody declared',
    journey([toCampaign, toIms, hop('other', 'https://old.example.com/cb')], {
      callback: {
        hop: 2,
        kind: 'other',
        origin: 'https://old.example.com',
        asAsked: true,
        code: true,
        stateReturned: 'yes',
      },
      page: page({ kind: 'other' }),
    }),
    'signed-in-elsewhere',
    ['callback-url suspected'],
  ],

  [
    'Campaign answers the code with 500',
    cameBack({ status: 500 }, {}),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'Campaign answers the code with an error page',
    cameBack({ status: 200 }, { text: 'Authentication failed' }),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'Campaign says that IMS did not know its client',
    cameBack(
      {},
      { text: `XTK-170065 Error while authenticating: '{"error":"invalid_client","error_description":"…"}'` },
    ),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'Campaign says that IMS did not take the code: no setting is named',
    cameBack({}, { text: `XTK-170065 Error while authenticating: '{"error":"invalid_grant"}'` }),
    'callback-rejected',
    [],
  ],
  ...[
    '{"error":"access_denied"}',
    '{"error":"expired_code","error_description":"used"}',
    '{"error":{"code":"invalid_code","message":"The code was used"}}',
    '{\\"error\\":\\"invalid_request\\"}',
    '{&quot;error&quot;:&quot;something_that_nobody_knows&quot;}',
    '{"error":"invalid_scope"}',
  ].map(
    (said) =>
      [
        `Campaign passes on ${said}, which is not about the client`,
        cameBack({ status: 500 }, { text: `XTK-170065 Error while authenticating: '${said}'` }),
        'callback-rejected',
        [],
      ] as const,
  ),
  ...[
    '{"error_code":"403023","message":"Profile is not valid"}',
    `XTK-170065 Error while authenticating: '{"error_code":"403023"}'`,
    `XTK-170065 Error while authenticating: 'Profile is not valid'`,
  ].map(
    (said) =>
      [
        `Campaign passes on ${said}: the profile lacks the product context`,
        cameBack({ status: 403 }, { text: said }),
        'callback-rejected',
        ['product-context suspected'],
      ] as const,
  ),
  ...['Something failed (reference 403023)', 'The profile is not valid for this delivery'].map(
    (said) =>
      [
        `“${said}”, which only looks like the word for the product context`,
        cameBack({ status: 500 }, { text: said }),
        'callback-rejected',
        ['client-secret suspected'],
      ] as const,
  ),
  [
    'Campaign passes on that the client may not do this',
    cameBack({ status: 500 }, { text: `XTK-170065 '{"error":"unauthorized_client"}'` }),
    'callback-rejected',
    ['client-id suspected'],
  ],
  [
    'Campaign passes on an internal error of IMS',
    cameBack(
      { status: 500 },
      { text: `XTK-170065 '{"error":"internal_error","error_description":"try again later"}'` },
    ),
    'callback-rejected',
    ['ims-outage confirmed'],
  ],
  [
    'the Campaign server does not trust IMS’s certificate',
    cameBack({ status: 500 }, { text: "IOB-090020 Error in SSL library: 'IOB-090013 certificate verify failed'" }),
    'callback-rejected',
    ['network confirmed'],
  ],
  [
    'the Campaign server does not find IMS',
    cameBack({}, { text: 'XTK-170065 Error while authenticating: could not resolve host' }),
    'callback-rejected',
    ['network confirmed'],
  ],
  [
    'Campaign accepts no connection from this machine’s address',
    cameBack(
      { status: 403 },
      { text: "XSV-350014 The '203.0.113.9' IP address via which you are accessing the server is not accepted." },
    ),
    'unrecognised',
    [],
  ],
  [
    'Campaign accepts no connection from this machine’s address, at its door',
    journey([hop('campaign', toCampaign.url, { status: 403 })], {
      page: page({ status: 403, text: "The '203.0.113.9' IP address via which you are accessing the server is not …" }),
    }),
    'unrecognised',
    [],
  ],
  [
    'the instance has no database',
    cameBack({ status: 500 }, { text: 'XSV-350063 No data source defined' }),
    'campaign-unreachable',
    ['campaign-outage confirmed'],
  ],
  ...['Could not process incoming SAML response', 'The SAML response has expired', 'Issuer does not match'].map(
    (text) =>
      [
        `Adobe says after the identity provider: ${text}`,
        journey(
          [
            toCampaign,
            toIms,
            toSignIn,
            hop('identity-provider', 'https://idp.example.com/'),
            hop('adobe', 'https://federatedid-na1.services.adobe.com/federated/saml/SSO'),
          ],
          { page: page({ kind: 'adobe', url: 'https://federatedid-na1.services.adobe.com/', text }), submissions: 1 },
        ),
        'challenge-required',
        ['test-account confirmed'],
      ] as const,
  ),
  [
    'a page of Adobe’s speaks of SAML before anything was given',
    journey([toCampaign, toIms, toSignIn], {
      page: page({ kind: 'sign-in', url: toSignIn.url, text: 'Could not process incoming SAML response' }),
    }),
    'login-page-unreachable',
    ['client-id suspected', 'scopes suspected'],
  ],
  [
    'a logon form follows the code, and Campaign denies the session that came with it',
    viewAfterwards({ asksToLogOn: 'yes' }, { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' }),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'a logon page follows the code, and the view goes off to sign the user in again',
    cameBack({}, { asksToLogOn: 'yes', offersWayIn: 'yes', text: 'Login' }),
    'callback-rejected',
    ['client-secret suspected'],
  ],
  [
    'a page of unknown words follows the code, and the view is gone',
    cameBack({}, { text: 'We will be back soon' }, { session: session({ view: { leads: 'no-answer' } }) }),
    'unrecognised',
    [],
  ],
  [
    'the view shows the rights message, a cookie came and nobody confirms the session',
    viewAfterwards({ leadsOn: 'no', text: rightsMessage }),
    'missing-rights',
    missingRightsCauses,
  ],
  [
    'the view shows the rights message and a token, and Campaign denies the session',
    viewAfterwards({ hasSecurityToken: 'yes', text: rightsMessage }, { confirmed: 'no', said: '“XSV-350008”' }),
    'missing-rights',
    missingRightsCauses,
  ],
  [
    'the code was answered with the rights message, and the view says nothing of it to whoever has its cookie',
    viewAfterwards({ hasSecurityToken: 'yes' }, {}, { text: rightsMessage }),
    'missing-rights',
    missingRightsCauses,
  ],
  [
    'the landing page quotes the rights message among much else, and the view shows a session',
    viewAfterwards({}, {}, { text: rightsMessage, leadsOn: 'yes' }),
    'signed-in',
    [],
  ],
  [
    'the view shows the rights message, Campaign confirms the session, and nothing else is known',
    signedInAt({}, { text: rightsMessage }),
    'unrecognised',
    [],
  ],
  [
    'the view holds nothing but the rights message, and Campaign confirms the session',
    signedInAt({}, { text: rightsMessage, leadsOn: 'no' }),
    'unrecognised',
    [],
  ],
  [
    'Campaign says that this machine’s address is not allowed to the operator',
    cameBack({ status: 403 }, { text: "XSV-350013 The '203.0.113.7' IP address via which you are connecting …" }),
    'unrecognised',
    [],
  ],
  [
    'Campaign answers the code with 503',
    cameBack({ status: 503 }, {}),
    'campaign-unreachable',
    ['campaign-outage confirmed'],
  ],
  [
    'the home page answers 500 after the session came',
    journey(
      [
        toCampaign,
        toIms,
        hop('campaign', callbackUrl, { status: 302 }),
        hop('campaign', toCampaign.url, { status: 500 }),
      ],
      {
        callback: { hop: 2, kind: 'campaign', origin: instanceUrl, asAsked: true, code: true, stateReturned: 'yes' },
        session: session({ came: 'yes', view: { leads: 'stays', page: page({ status: 500 }) } }),
        page: page({ status: 500 }),
      },
    ),
    'campaign-unreachable',
    ['campaign-outage confirmed'],
  ],
  [
    'a maintenance page at the door',
    journey([hop('campaign', toCampaign.url)], { page: page({ text: 'Maintenance' }) }),
    'unrecognised',
    [],
  ],
  [
    'Campaign answers 500 at the door',
    journey([hop('campaign', toCampaign.url, { status: 500 })], { page: page({ status: 500 }) }),
    'campaign-unreachable',
    ['campaign-outage confirmed'],
  ],
  [
    'a loop',
    journey([toCampaign, toCampaign, toCampaign, toCampaign], { ending: { how: 'loop', url: toCampaign.url } }),
    'unrecognised',
    [],
  ],
  [
    'a loop through IMS, with a single code',
    cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toCampaign.url } }),
    'unrecognised',
    [],
  ],
  [
    'a loop through IMS, from which code after code comes back',
    cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toCampaign.url }, codes: 6 }),
    'callback-rejected',
    ['client-secret suspected', 'association-mask suspected', 'operator-groups suspected'],
  ],

  [
    'code after code comes back, until the time is over on the way to IMS',
    cameBackSlowly(5),
    'callback-rejected',
    ['client-secret suspected', 'association-mask suspected', 'operator-groups suspected'],
  ],
  ['a second code is on its way when the time is over', cameBackSlowly(2), 'unrecognised', []],

  [
    'the password was refused',
    journey([toCampaign, toIms, toSignIn], {
      submissions: 1,
      ending: { how: 'refused', screen: 'password', text: 'no' },
    }),
    'credentials-rejected',
    ['test-account confirmed'],
  ],
  [
    'the password was refused while a statistics request failed',
    journey([toCampaign, toIms, toSignIn, { ...hop('sign-in', toSignIn.url, { status: 500 }), background: true }], {
      ending: { how: 'refused', screen: 'password', text: 'no' },
    }),
    'credentials-rejected',
    ['test-account confirmed'],
  ],
  [
    'a challenge',
    journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'a captcha' } }),
    'challenge-required',
    ['test-account confirmed'],
  ],
  ...(
    [
      ['a page that nobody knows', { isUnknown: true }, 'suspected'],
      ['a page that cannot be completed', { about: 'page' }, 'suspected'],
      ['a host that was not named', { about: 'host' }, 'confirmed'],
    ] as const
  ).map(
    ([name, kind, certainty]) =>
      [
        name,
        journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'what was seen', ...kind } }),
        'challenge-required',
        [`test-account ${certainty}`],
      ] as const,
  ),
  [
    'left out because of a page elsewhere that cannot be completed',
    journey([toCampaign, toIms, toSignIn], {
      ending: { how: 'left-out', outcome: 'challenge-required', reason: 'at prod', about: 'page' },
    }),
    'challenge-required',
    ['test-account suspected'],
  ],
  [
    'left out because of a refusal elsewhere',
    journey([toCampaign, toIms, toSignIn], {
      ending: { how: 'left-out', outcome: 'credentials-rejected', reason: 'refused at prod' },
    }),
    'credentials-rejected',
    ['test-account confirmed'],
  ],
];

test('a page that cannot be read, or a host that was not named, is not put down to the account', () => {
  const causesOf = (more: Partial<Extract<Journey['ending'], { how: 'challenged' }>>): readonly Cause[] => {
    const ending = { how: 'challenged', reason: 'what was seen', ...more } as const;
    return diagnose({ ...bareFacts(), journey: journey([toCampaign, toIms, toSignIn], { ending }) }).causes;
  };
  for (const more of [{ isUnknown: true }, { about: 'page' }, { about: 'host' }] as const) {
    const [cause] = causesOf(more);
    expect(cause?.setting).not.toContain('Test account');
    expect(`${cause?.expected ?? ''} ${cause?.actual ?? ''}`).not.toContain('without a person’s help');
    expect(cause?.actual).toContain('what was seen');
  }
  expect(causesOf({})[0]?.setting).toContain('Test account');
});

for (const [name, taken, outcome, causes] of journeys) {
  test(`${name} is ${outcome}`, () => {
    const diagnosis = diagnose({ ...bareFacts(), journey: taken });
    expect(diagnosis.outcome).toBe(outcome);
    expect(diagnosis.causes.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(causes);
    expect(diagnosis.verdict).toBe(verdictDue(outcome, causes));
    expect(diagnosis.summary).not.toBe('');
  });
}

/** Red needs an accusation: whoever accuses nothing of the configuration could not tell. */
function verdictDue(outcome: string, causes: readonly string[]): string {
  if (outcome === 'signed-in') return 'pass';
  const circumstances = /^(campaign-outage|ims-outage|network|test-account) /;
  return causes.some((cause) => !circumstances.test(cause)) ? 'fail' : 'inconclusive';
}

const messages: Readonly<Record<string, string>> = {
  English: 'Login does not have any right matching the expression',
  'English in quotes with a mask':
    'XSV-350999 "Login does not have any right matching the expression ‘Campaign - (.*)’"',
  'English, wrapped': 'Login does not\n   have any\u00A0right matching   the\r\nexpression.',
  'English in a SOAP fault':
    '<faultstring>Login does not have any right matching the expression &quot;x&quot;</faultstring>',
  French: 'Le login ne possède aucun droit correspondant à l’expression',
  'French with a plain quote and entities': 'Le login ne possède aucun droit correspondant à l&#39;expression',
  'French, decomposed': 'Le login ne posse\u0300de aucun droit correspondant a\u0300 l\u2019expression',
  German: 'Der Login besitzt keine Berechtigung, die dem Ausdruck in Adobe Campaign entspricht',
  'German, wrapped': 'Der Login besitzt keine Berechtigung,\n die dem Ausdruck entspricht',
  Japanese: 'ログインには、式に一致する権限がありません',
  'Japanese, wrapped': 'ログインには、式に一致する\n権限がありません。',
};

for (const [name, text] of Object.entries(messages)) {
  test(`the rights message is understood: ${name}`, () => {
    expect(diagnose({ ...bareFacts(), journey: cameBack({}, { text }) }).outcome).toBe('missing-rights');
  });
}

test('the message is no answer to a login that never came back', () => {
  const text = messages['English'] ?? '';
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ text }) });
  expect(diagnose({ ...bareFacts(), journey: taken }).outcome).toBe('unrecognised');
});

test.describe('what the running server sends', () => {
  const redirected = journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/')], {
    page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
  });

  test('tells a setting that was never read from one that was read before', () => {
    const sent = redirected.authorize && { ...redirected.authorize, redirectUri: 'https://old.example.com/cb' };
    const taken = { ...redirected, ...(sent && { authorize: sent }) };

    const declared = diagnose({ ...soundFacts(), journey: taken });
    expect(declared.causes).toMatchObject([{ cause: 'server-restart', certainty: 'suspected' }]);
    expect(declared.checks.find(({ check }) => check === 'server-restart')?.status).toBe('broken');

    const undeclared = diagnose({ ...bareFacts(), journey: taken });
    expect(undeclared.causes).toMatchObject([
      {
        cause: 'callback-url',
        certainty: 'suspected',
        actual: 'https://old.example.com/cb (sent by the running server)',
      },
    ]);
  });

  test('contradicts what is declared: that is said, and neither a setting nor a restart is accused', () => {
    const { causes, verdict, seen, advice } = diagnose({ ...soundFacts(), journey: redirected });
    expect([causes, verdict]).toEqual([[], 'inconclusive']);
    expect(seen.join('\n')).toContain('everything that is known about it is right, so no setting is accused');
    expect(seen.join('\n')).toContain('Callback server: ');
    expect(advice?.remedy).toMatch(/^Check that /);
  });

  test('rules out what is right in it, where the answer of IMS fits several settings', () => {
    const facts = bareFacts();
    facts.provisioned.clientId = known('Campaign1');
    const { causes } = diagnose({ ...facts, journey: atIms({ status: 400 }, 'Something went wrong') });
    expect(causes.map(({ cause }) => cause)).toEqual(['scopes']);
  });

  test('is right though the stored value is wrong: the setting is latent', () => {
    const facts = soundFacts();
    facts.externalAccount.callbackServer = known('http://prod.example.com');
    const { causes, verdict } = diagnose({ ...facts, journey: signedInAt() });
    expect(causes).toMatchObject([{ cause: 'callback-url', certainty: 'latent' }]);
    expect(verdict).toBe('fail');
  });
});

test.describe('a wrong setting of which nobody knows how it shows', () => {
  const refused = cameBack({ status: 200 }, { text: 'Login does not have any right matching the expression' });
  const causesAt = (taken: Journey, change: (facts: Evidence) => void): readonly string[] => {
    const facts = soundFacts();
    change(facts);
    return diagnose({ ...facts, journey: taken }).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
  };

  test('is suspected in the place of a restart, and not called harmless, where the rest is right', () => {
    const changes: Readonly<Record<string, (facts: Evidence) => void>> = {
      'product-context suspected': ({ externalAccount }) => (externalAccount.productContext = known('dma_tartan')),
      'external-account suspected': ({ externalAccount }) => (externalAccount.enabledAccounts = known(['one', 'two'])),
    };
    for (const [cause, change] of Object.entries(changes)) expect(causesAt(refused, change)).toEqual([cause]);
    expect(causesAt(refused, () => undefined)).toEqual(['server-restart suspected']);
    const { authorize } = refused;
    const withoutScopes = { ...refused, ...(authorize && { authorize: { ...authorize, scopes: [] } }) };
    expect(causesAt(withoutScopes, ({ externalAccount }) => (externalAccount.scopes = known('')))).toEqual([
      'scopes suspected',
    ]);
    const works = signedInAt(withoutScopes.authorize && { authorize: withoutScopes.authorize });
    expect(causesAt(works, ({ externalAccount }) => (externalAccount.scopes = known('')))).toEqual([]);
    const unnamed = cameBack({}, { text: 'Something went wrong' });
    expect(
      causesAt(unnamed, ({ externalAccount }) => (externalAccount.associationMask = known('Campain - prod - (.*)'))),
    ).toEqual(['client-secret suspected', 'association-mask suspected']);
  });

  test('stays latent where another one is proven, or where users sign in', () => {
    const both = (facts: Evidence): void => {
      facts.externalAccount.productContext = known('dma_tartan');
      facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
    };
    expect(causesAt(refused, both)).toEqual(['association-mask confirmed', 'product-context latent']);
    expect(
      causesAt(signedInAt(), ({ externalAccount }) => (externalAccount.productContext = known('dma_tartan'))),
    ).toEqual(['product-context latent']);
  });
});

test('an outage that Campaign passes on is no fault of the configuration: the run cannot tell', () => {
  const taken = cameBack({}, { text: "XTK-170065 Error while authenticating: 'HTTP 503 Service Unavailable'" });
  const { outcome, causes, verdict } = diagnose({ ...soundFacts(), journey: taken });
  expect([outcome, causes.map(({ cause }) => cause), verdict]).toEqual([
    'callback-rejected',
    ['ims-outage'],
    'inconclusive',
  ]);
});

test.describe('a page of the sign-in host that has words and asks for nothing', () => {
  const errorPage = journey([toCampaign, toIms, hop('sign-in', 'https://auth.services.adobe.com/en_US/error.html')], {
    page: page({ kind: 'sign-in', url: 'https://auth.services.adobe.com/en_US/error.html', text: 'Etwas ging schief' }),
  });
  const withAnswer = (redirectUri?: string): Evidence => ({
    ...soundFacts(),
    journey: errorPage,
    requests: {
      durationMs: 0,
      by: 'http',
      hops: [],
      answer: { kind: 'sign-in-page', ...(redirectUri !== undefined && { redirectUri }) },
      experiments: [],
    },
  });

  test('is a refusal where its address does not say where a code would go', () => {
    expect(diagnose(withAnswer()).outcome).toBe('login-page-unreachable');
  });

  test('is not one where IMS has taken the request', () => {
    expect(diagnose(withAnswer(callbackUrl)).outcome).toBe('unrecognised');
  });
});

test('an address that Campaign does not accept is named, with who can add it', () => {
  for (const [code, address] of [
    ['XSV-350013', '203.0.113.7'],
    ['XSV-350014', '203.0.113.9'],
    ['XSV-350014', '2001:db8::7'],
  ] as const) {
    const text = `${code} The '${address}' IP address via which you are accessing the server is not accepted.`;
    const { verdict, causes, summary, advice } = diagnose({
      ...soundFacts(),
      journey: cameBack({ status: 403 }, { text }),
    });
    expect([verdict, causes]).toEqual(['inconclusive', []]);
    expect(summary).toContain(`(${address})`);
    expect(advice?.remedy).toMatch(new RegExp(`^Add ${address} .*security zone`));
    expect(advice?.owner).toContain('Campaign server');
  }
});

test('a broken federation is the identity administrator’s, and no setting of Campaign’s', () => {
  const taken = journey([toCampaign, toIms, toSignIn, hop('identity-provider', 'https://idp.example.com/')], {
    page: page({ kind: 'adobe', text: 'Could not process incoming SAML response' }),
  });
  const [cause] = diagnose({
    ...soundFacts(),
    journey: { ...taken, hops: [...taken.hops, hop('adobe', 'https://f.services.adobe.com/')] },
  }).causes;
  expect(cause?.owner).toContain('administrator of your identity provider');
  for (const word of ['certificate', 'issuer', 'clocks']) expect(cause?.remedy).toContain(word);
});

test.describe('a message about rights on the view of a session that stands', () => {
  const shown = signedInAt({}, { text: rightsMessage });
  const outcomeWith = (change: (facts: Evidence) => void, taken = shown): string => {
    const facts = soundFacts();
    change(facts);
    return diagnose({ ...facts, journey: taken }).outcome;
  };

  test('is a quote where the mask fits, or the session has operator groups', () => {
    expect(outcomeWith(() => undefined)).toBe('signed-in');
    expect(
      outcomeWith((facts) => {
        facts.dashboardUserGroups = unknown('nobody');
        facts.sessionGroups = known(['1060']);
      }),
    ).toBe('signed-in');
  });

  test('is a refusal where the mask fits nothing, or the session has no group', () => {
    expect(
      outcomeWith(({ externalAccount }) => (externalAccount.associationMask = known('Campaign  - prod - (.*)'))),
    ).toBe('missing-rights');
    expect(outcomeWith((facts) => (facts.sessionGroups = known([])))).toBe('missing-rights');
  });

  test('is neither where the mask differs in case alone, which may not matter', () => {
    expect(
      outcomeWith(({ externalAccount }) => (externalAccount.associationMask = known('CAMPAIGN - PROD - (.*)'))),
    ).toBe('unrecognised');
  });

  test('is no quote where the view holds nothing else, whatever fits', () => {
    const alone = signedInAt({}, { text: rightsMessage, leadsOn: 'no' });
    expect(outcomeWith(() => undefined, alone)).toBe('unrecognised');
  });

  test('makes the diagnosis ask for the session’s groups, where nothing else tells', () => {
    const asked = consult({ ...bareFacts(), journey: shown }).next;
    expect(asked).toEqual([{ kind: 'session-groups' }]);
    expect(diagnose({ ...bareFacts(), journey: shown }).seen.join()).toContain(
      'it is a refusal, or text that only looks like one',
    );
  });
});

test.describe('a view that proves nothing, of whose session Campaign says nothing', () => {
  const form = viewAfterwards({ asksToLogOn: 'yes', hasFields: 'yes' });
  const quote = viewAfterwards({ asksToLogOn: 'yes', text: rightsMessage });
  const link = viewAfterwards({ offersWayIn: 'not-known' }, { came: 'no' });
  const facing = (taken: Journey, groups: Evidence['sessionGroups']): Evidence => ({
    ...bareFacts(),
    journey: taken,
    ...(groups && { sessionGroups: groups }),
  });

  for (const [name, taken] of Object.entries({
    'a form for a password': form,
    'a quoted message': quote,
    'a way in': link,
  })) {
    test(`makes the diagnosis ask over the session who is signed in, and believe the answer: ${name}`, () => {
      expect(consult(facing(taken, undefined)).next).toEqual([{ kind: 'session-groups' }]);
      const answered = diagnose(facing(taken, known(['1060'])));
      expect([answered.outcome, answered.verdict, answered.causes]).toEqual(['signed-in', 'pass', []]);
      expect(answered.seen.join()).toContain('Campaign names an operator (GetUserInfo)');
    });
  }

  test('stays open where Campaign names nobody', () => {
    const groups = unknown('the session of this login');
    expect(consult(facing(form, groups)).next).toEqual([]);
    expect(diagnose(facing(form, groups)).outcome).toBe('unrecognised');
    expect(diagnose(facing(quote, groups)).outcome).toBe('missing-rights');
  });

  test('is not asked about where Campaign denies the session, or everybody is shown the same', () => {
    const denied = viewAfterwards({ asksToLogOn: 'yes' }, { confirmed: 'no', said: '“XSV-350008”' });
    expect(consult(facing(denied, undefined)).next).toEqual([]);
    expect(diagnose(facing(denied, known(['1060']))).outcome).toBe('callback-rejected');
    const shared = viewAfterwards({ asksToLogOn: 'yes' }, { isForEverybody: 'yes' });
    expect(consult(facing(shared, undefined)).next).toEqual([]);
    expect(diagnose(facing(shared, known(['1060']))).outcome).toBe('unrecognised');
  });
});

test('of a loop that drops code after code, groups that fit nothing are suspected first', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const taken = cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toCampaign.url }, codes: 6 });
  const { causes, summary } = diagnose({ ...facts, journey: taken });
  expect(causes.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(['association-mask suspected']);
  expect(summary).toContain('dropped each of the 6 codes');
});

test('an empty page at the door is told with what it may be, and nothing is accused', () => {
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ isBlank: 'yes' }) });
  const { outcome, causes, summary, seen, advice } = diagnose({ ...bareFacts(), journey: taken });
  expect([outcome, causes]).toEqual(['unrecognised', []]);
  expect(summary).toContain('empty page');
  expect(seen.join()).toContain('web module is not running');
  expect(advice?.remedy).toMatch(/nlserver pdump.*nlserver start web/);
});

test('a page of which nobody knows whether it is empty is not called so', () => {
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ isBlank: 'not-known' }) });
  expect(diagnose({ ...bareFacts(), journey: taken }).summary).not.toContain('empty');
});

test('a refusal of this machine at the door is told as one, and nothing is accused', () => {
  const taken = journey([hop('campaign', toCampaign.url, { status: 403 })], {
    page: page({ status: 403, text: 'Request blocked. Reference 18.2f1a' }),
  });
  const { outcome, causes, summary, seen, advice } = diagnose({ ...bareFacts(), journey: taken });
  expect([outcome, causes]).toEqual(['unrecognised', []]);
  expect(summary).toContain('does not let this machine in');
  expect(seen.join()).toContain('Request blocked');
  expect(advice?.remedy).toMatch(/let this machine’s address in.*nlserver start web/);
});

test('what Campaign makes of IMS’s no to the user is no outage of Campaign’s, and says whose no it is', () => {
  for (const error of ['access_denied', 'interaction_required', 'ride_AdobeID_acct_terms']) {
    const back = backWithError(error);
    const hops = back.hops.map((one, index) => (index === back.hops.length - 1 ? { ...one, status: 500 } : one));
    const { outcome, causes, summary, advice } = diagnose({ ...bareFacts(), journey: { ...back, hops } });
    expect([outcome, causes]).toEqual(['unrecognised', []]);
    expect(summary).toContain(`error=${error}`);
    expect(advice?.remedy).toContain('Admin Console');
  }
});
