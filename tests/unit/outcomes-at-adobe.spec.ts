import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { backWithError, atIms, hop, journey, page, toCampaign, toIms, toSignIn } from './evidence-builder.ts';
import { outcomesAre } from './outcome-table.ts';

const stuck = (failure: string, ...hops: Hop[]): Journey => journey(hops, { ending: { how: 'no-answer', failure } });

outcomesAre('login-page-unreachable', ['scopes suspected'], {
  'error=invalid_scope on the callback': backWithError('invalid_scope'),
  'error=invalid_request that speaks of the scope': backWithError('invalid_request', 'the scope is malformed'),
  'an error of IMS in JSON': atIms({ status: 400 }, '{"error":"invalid_scope"}'),
});

outcomesAre('login-page-unreachable', ['client-id suspected'], {
  'error=invalid_client on the callback': backWithError('invalid_client'),
  'error=unauthorized_client on the callback': backWithError('unauthorized_client'),
  'a client error in words only': atIms({ status: 404 }, 'Unknown client'),
});

outcomesAre('login-page-unreachable', ['client-id suspected', 'scopes suspected'], {
  'error=invalid_request that speaks of nothing': backWithError('invalid_request'),
  'a blank page of IMS': atIms({ status: 200 }),
  'an error page of IMS in French': atIms({ status: 400 }, 'Une erreur est survenue'),
  'an empty page of the sign-in': journey([toCampaign, toIms, toSignIn], {
    page: page({ kind: 'sign-in', url: toSignIn.url }),
  }),
  'a page of Adobe’s speaks of SAML before anything was given': journey([toCampaign, toIms, toSignIn], {
    page: page({ kind: 'sign-in', url: toSignIn.url, text: 'Could not process incoming SAML response' }),
  }),
});

outcomesAre('ims-unavailable', ['ims-outage confirmed'], {
  'error=server_error on the callback': backWithError('server_error'),
  'IMS answers 500': atIms({ status: 500 }),
  'IMS answers 429': atIms({ status: 429 }),
  'the sign-in’s own request is throttled': journey(
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
});

outcomesAre('ims-unavailable', ['network confirmed'], {
  'IMS does not answer': stuck('no answer within 30 s', toCampaign, {
    at: 0,
    kind: 'ims',
    method: 'GET',
    url: toIms.url,
  }),
  'IMS resets the connection': journey(
    [toCampaign, { at: 0, kind: 'ims', method: 'GET', url: toIms.url, failure: 'net::ERR_CONNECTION_RESET' }],
    {
      ending: { how: 'no-answer', failure: 'net::ERR_CONNECTION_RESET' },
    },
  ),
});

outcomesAre('login-page-unreachable', ['ims-server-url suspected'], {
  'an unknown host in IMS’s place does not answer': journey(
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
  'Adobe’s stage shows its sign-in page': journey(
    [
      toCampaign,
      hop('adobe', 'https://ims-na1-stg1.adobelogin.com/ims/authorize/v2', { status: 302 }),
      hop('adobe', 'https://auth-stg1.services.adobe.com/'),
    ],
    { page: page({ kind: 'adobe', url: 'https://auth-stg1.services.adobe.com/', hasFields: 'yes' }) },
  ),
});

outcomesAre('redirected-to-adobe-com', ['callback-url suspected'], {
  'adobe.com after the sign-in': journey(
    [toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/?code=…')],
    {
      page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
    },
  ),
  'adobe.com in place of the sign-in': journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/de/')], {
    page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/de/' }),
  }),
  'adobe.com that is blocked': journey(
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
});

outcomesAre('challenge-required', ['test-account confirmed'], {
  ...Object.fromEntries(
    ['Could not process incoming SAML response', 'The SAML response has expired', 'Issuer does not match'].map(
      (text) => [
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
      ],
    ),
  ),
  'a challenge': journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'a captcha' } }),
});

outcomesAre('credentials-rejected', ['test-account confirmed'], {
  'the password was refused': journey([toCampaign, toIms, toSignIn], {
    submissions: 1,
    ending: { how: 'refused', screen: 'password', text: 'no' },
  }),
  'the password was refused while a statistics request failed': journey(
    [toCampaign, toIms, toSignIn, { ...hop('sign-in', toSignIn.url, { status: 500 }), background: true }],
    {
      ending: { how: 'refused', screen: 'password', text: 'no' },
    },
  ),
  'left out because of a refusal elsewhere': journey([toCampaign, toIms, toSignIn], {
    ending: { how: 'left-out', outcome: 'credentials-rejected', reason: 'refused at prod' },
  }),
});

outcomesAre('challenge-required', ['test-account suspected'], {
  'left out because of a page elsewhere that cannot be completed': journey([toCampaign, toIms, toSignIn], {
    ending: { how: 'left-out', outcome: 'challenge-required', reason: 'at prod', about: 'page' },
  }),
});

const challenged = (more: Partial<Extract<Journey['ending'], { how: 'challenged' }>>): Journey =>
  journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'what was seen', ...more } });

outcomesAre('challenge-required', ['test-account suspected'], {
  'a page that nobody knows': challenged({ isUnknown: true }),
  'a page that cannot be completed': challenged({ about: 'page' }),
});

outcomesAre('challenge-required', ['test-account confirmed'], {
  'a host that was not named': challenged({ about: 'host' }),
});

/** A login that another host than IMS's production endpoint has sent on, to a page at which nothing was given. */
const sentOnBy = (host: string, more: Partial<Journey> = {}): Journey => {
  const asked = hop('ims', `https://${host}/ims/authorize/v2`, { status: 302 });
  const elsewhere = { how: 'challenged', reason: 'nobody knows this host', host: 'login.example.com' } as const;
  return journey([toCampaign, asked], { ending: { ...elsewhere, about: 'page' }, ...more });
};

outcomesAre('login-page-unreachable', ['ims-server-url suspected'], {
  'a page that nobody knows, behind Adobe’s stage': sentOnBy('ims-na1-stg1.adobelogin.com'),
});

outcomesAre('challenge-required', ['test-account suspected'], {
  'a page that nobody knows, behind production': sentOnBy('ims-na1.adobelogin.com'),
  'a page that nobody knows, behind the stage, to which the name was given before': sentOnBy(
    'ims-na1-stg1.adobelogin.com',
    { givenAt: 5 },
  ),
  'a page that nobody knows, behind a host that is not Adobe’s': sentOnBy('sso.example.com'),
});

outcomesAre('unrecognised', [], {
  'error=access_denied on the callback': backWithError('access_denied'),
  'a screen of the sign-in that is not known': journey([toCampaign, toIms, toSignIn], {
    page: page({ kind: 'sign-in', url: toSignIn.url, hasFields: 'yes', hasButtons: 'yes' }),
  }),
  'adobe.com without any request to IMS': journey([hop('adobe-com', 'https://www.adobe.com/')], {
    page: page({ kind: 'adobe-com' }),
  }),
});
