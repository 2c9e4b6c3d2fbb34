import { expect, test } from './unit-test.ts';
import {
  hintedRow,
  oauthMeaning,
  type OauthPlace,
  type OauthSubject,
} from '../../fixtures/diagnosis/readings/oauth-errors.ts';
import { readAnswer } from '../../fixtures/diagnosis/requests/reading.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';

/* What each error of OAuth is about, where it was said, and which settings it may point to. */

type Meaning = readonly [OauthSubject, ...string[]];
const meaningOf = (error: string, place: OauthPlace, description = ''): Meaning | undefined => {
  const row = oauthMeaning({ error, description }, place);
  return row && [row.about, ...row.pointsTo];
};

const client: Meaning = ['client', 'client-id'];
const scopes: Meaning = ['scopes', 'scopes'];
const callback: Meaning = ['callback', 'callback-url'];
const request: Meaning = ['request'];
const code: Meaning = ['code'];
const person: Meaning = ['person'];
const outage: Meaning = ['outage'];
const secret: Meaning = ['secret', 'client-secret'];

/** Errors, what they mean in answer to an authorize request, and what they mean at the token endpoint. */
const table: readonly (readonly [string, Meaning, Meaning])[] = [
  ['invalid_client', client, ['client', 'client-secret']],
  ['invalid_client_id client_not_found unknown_client unauthorized_client unsupported_response_type', client, client],
  ['invalid_client_secret', secret, secret],
  ['invalid_scope invalid_scopes scope_not_allowed insufficient_scope', scopes, request],
  ['invalid_redirect_uri redirect_uri_mismatch', callback, code],
  ['invalid_request', ['request', 'client-id', 'scopes'], request],
  ['missing_state_param unsupported_response_mode unsupported_grant_type invalid_request_uri', request, request],
  ['invalid_request_object request_not_supported request_uri_not_supported', request, request],
  ['registration_not_supported invalid_target', request, request],
  ['invalid_grant invalid_code expired_code code_expired invalid_authorization_code', code, code],
  ['authorization_code_expired invalid_token expired_token', code, code],
  ['access_denied', person, code],
  ['login_required consent_required interaction_required account_selection_required', person, person],
  ['insufficient_privilege incompatible_account_type unmet_authentication_requirements', person, person],
  ['ride_AdobeID_acct_terms RIDE_whatever', person, person],
  ['server_error temporarily_unavailable internal_error internal_server_error', outage, outage],
  ['service_unavailable too_many_requests rate_limit_exceeded slow_down Server_Error', outage, outage],
];

const errorAnswer = (error: string): ImsAnswer => ({ kind: 'error', error, url: 'https://prod.example.com/' });

for (const [names, atAuthorize, atToken] of table) {
  for (const name of names.split(' ')) {
    const [about] = atAuthorize;
    const reading = about === 'person' || about === 'outage' ? 'unclear' : 'refused';

    test(`${name} is about ${about} in answer to a request, which is ${reading}; about ${atToken[0]} at the token endpoint`, () => {
      expect(meaningOf(name, 'authorize')).toEqual(atAuthorize);
      expect(meaningOf(name, 'token')).toEqual(atToken);
      expect(readAnswer(errorAnswer(name), { redirectUri: 'https://prod.example.com/' })).toBe(reading);
    });
  }
}

test('of an error that nobody knows nothing is said, and the request counts as refused', () => {
  expect(meaningOf('something_new', 'authorize')).toBeUndefined();
  expect(meaningOf('something_new', 'token')).toBeUndefined();
  expect(readAnswer(errorAnswer('something_new'), { redirectUri: 'https://prod.example.com/' })).toBe('refused');
});

const described: readonly (readonly [string, OauthPlace, string, Meaning])[] = [
  ['invalid_client', 'token', 'invalid client_secret parameter', secret],
  ['invalid_client', 'token', 'bad client secret', secret],
  ['invalid_request', 'token', 'Incorrect client-secret', secret],
  ['invalid_client', 'token', 'the secret is not known', secret],
  ['invalid_client', 'token', 'no such client_id', client],
  ['invalid_client', 'token', 'client id or secret', ['client', 'client-secret']],
  ['invalid_client', 'authorize', 'bad client secret', client],
  ['invalid_request', 'authorize', 'scope is malformed', scopes],
  ['invalid_request', 'authorize', 'bad redirect_uri', callback],
  ['invalid_request', 'authorize', 'unknown client', client],
  ['invalid_request', 'authorize', 'scope or redirect_uri', ['request', 'client-id', 'scopes']],
  ['invalid_request', 'token', 'scope is malformed', request],
];

for (const [error, place, description, meaning] of described) {
  test(`${error} (“${description}”), said in answer to ${place}, is about ${meaning.join(', ')}`, () => {
    expect(meaningOf(error, place, description)).toEqual(meaning);
  });
}

const hints: readonly (readonly [string, string | undefined])[] = [
  ['wrong client_id', 'client'],
  ['client-ID', 'client'],
  ['this application', 'client'],
  ['Scopes', 'scopes'],
  ['redirect uri', 'callback'],
  ['redirect-URL', 'callback'],
  ['the callback', 'callback'],
  ['telescope', undefined],
  ['callbacks', undefined],
  ['nothing of the kind', undefined],
  ['client id and scope', undefined],
];

for (const [words, about] of hints) {
  test(`words such as “${words}” hint at ${about ?? 'nothing'}`, () => {
    expect(hintedRow(words)?.about).toBe(about);
  });
}

const sent = { redirectUri: 'https://prod.example.com/nl/jsp/ims.jsp' };
const signIn = (redirectUri?: string): ImsAnswer => ({
  kind: 'sign-in-page',
  ...(redirectUri !== undefined && { redirectUri }),
});
const answers: readonly (readonly [string, ImsAnswer, string])[] = [
  ['the sign-in page for the callback as sent', signIn(sent.redirectUri), 'as-sent'],
  [
    'the sign-in page for it in another case, with double and last slashes',
    signIn('https://prod.example.com//NL/jsp/ims.jsp/'),
    'as-sent',
  ],
  ['the sign-in page for a redacted place', signIn('https://prod.example.com/nl/…'), 'as-sent'],
  ['the sign-in page for another place of the origin', signIn('https://prod.example.com/nl/jsp/other.jsp'), 'unclear'],
  ['the sign-in page for another origin', signIn('https://www.adobe.com/'), 'replaced'],
  ['the sign-in page without any', signIn(), 'unclear'],
  ['a way to adobe.com', { kind: 'sent-away', to: 'adobe-com', url: 'https://www.adobe.com/' }, 'replaced'],
  ['a way to elsewhere', { kind: 'sent-away', to: 'other', url: 'https://www.example.com/' }, 'unclear'],
  ['a page', { kind: 'page', status: 400, text: '' }, 'refused'],
  ['a page with HTTP 499', { kind: 'page', status: 499, text: '' }, 'refused'],
  ['throttling', { kind: 'page', status: 429, text: '' }, 'unclear'],
  ['a server error', { kind: 'page', status: 500, text: '' }, 'unclear'],
  ['silence', { kind: 'no-answer', failure: 'x' }, 'unclear'],
];

for (const [what, answer, reading] of answers) {
  test(`${what} in answer to a request is ${reading}`, () => {
    expect(readAnswer(answer, sent)).toBe(reading);
  });
}
