import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { campaignReason } from '../../fixtures/diagnosis/readings/campaign-reason.ts';
import type { Diagnosis } from '../../fixtures/diagnosis/types.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { bareFacts, cameBack, hop, journey, page, session, toCampaign, toIms, toSignIn } from './evidence-builder.ts';

/* An error may be Campaign’s own, IMS’s that Campaign passes on, or that of whoever stands in front of either. */

const passedOn = (answer: string): string => `XTK-170065 Error while authenticating: '${answer}'`;
const told = ({ outcome, causes }: Diagnosis): readonly string[] => [
  outcome,
  ...causes.map(({ cause, certainty }) => `${cause} ${certainty}`),
];
const said = (made: Journey): readonly string[] => told(diagnose({ ...bareFacts(), journey: made }));

/** What servers of every kind make of a failure of their own. */
const ownFailures = [
  '{"timestamp":"2026-01-01T00:00:00Z","status":500,"error":"Internal Server Error","path":"/nl/jsp/ims.jsp"}',
  '{"error":"Unauthorized"}',
  '{"error":"internal_error"}',
  '{"error":"internal_server_error","message":"unexpected"}',
  '{"error":{"code":500,"message":"Login failed"}}',
  '{"errors":[{"code":"E1","message":"Login failed"}]}',
  '{"type":"about:blank","title":"Error","status":500,"message":"Login failed"}',
  'Back to /nl/jsp/logon.jsp?error=login_failed',
];

for (const text of ownFailures) {
  test(`a failure of Campaign’s own is no word of IMS’s: ${text}`, () => {
    expect(campaignReason(text)).toEqual({ kind: 'unnamed' });
    expect(said(cameBack({ status: 500 }, { text }))).toEqual(['callback-rejected', 'client-secret suspected']);
  });
}

test('an error in OAuth’s shape, or in Campaign’s words, is IMS’s, whatever it is called', () => {
  expect(campaignReason(passedOn('{"error":"internal_error"}'))).toEqual({ kind: 'outage' });
  expect(campaignReason('{"error":"internal_error","error_description":"Please try again later"}').kind).toBe('outage');
  expect(campaignReason('{"error":"temporarily_unavailable"}').kind).toBe('outage');
  expect(campaignReason('{"error":"brand_new","error_description":"of IMS"}')).toMatchObject({ error: 'brand_new' });
  expect(campaignReason(passedOn('{"error":"Brand New"}'))).toMatchObject({ kind: 'other-refusal' });
  expect(campaignReason('{"error":"invalid_grant"}')).toMatchObject({ kind: 'other-refusal', isCode: true });
});

const ofSecret = { error: 'invalid_client', error_description: 'invalid client_secret parameter' };
const ofCode = { error: 'access_denied' };

/** Whatever a server puts round Campaign’s words, as each way of writing JSON writes it. */
const wrappers: readonly ((words: string) => unknown)[] = [
  (message) => ({ error: true, message, code: 403 }),
  (message) => ({ success: false, error: null, detail: message }),
  (message) => ({ status: 500, error: 'Internal Server Error', message, path: '/nl/jsp/ims.jsp' }),
  (message) => ({ error: 'access_denied', message }),
  (error) => ({ error }),
  (message) => ({ error: { code: 'E-17', message } }),
  (error_description) => ({ error: 'login_failed', error_description }),
  (detail) => ({ errors: [{ status: '403', title: 'Forbidden', detail }] }),
  (text) => [{ level: 'error', text }],
];
const writings: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, undefined, 2),
  (value) => JSON.stringify(value).replaceAll('\\"', '\\u0022').replaceAll("'", '\\u0027'),
  (value) => JSON.stringify({ answer: JSON.stringify(value) }),
  (value) => JSON.stringify(value).slice(0, -3),
];

test('what Campaign passes on is found in whatever answer it stands, and not taken for that answer’s own error', () => {
  for (const [index, wrap] of wrappers.entries()) {
    for (const [at, write] of writings.entries()) {
      const page = (inner: object): string => write(wrap(passedOn(JSON.stringify(inner))));
      const which = `wrapper ${String(index)}, writing ${String(at)}: ${page(ofSecret)}`;
      expect(campaignReason(page(ofSecret)), which).toMatchObject({ kind: 'client', pointsTo: ['client-secret'] });
      expect(campaignReason(page(ofCode)), which).toMatchObject({ kind: 'other-refusal', isCode: true });
      expect(campaignReason(page({ error: 'internal_error' })).kind, which).toBe('outage');
    }
  }
});

test('the error of an answer in which Campaign’s own words stand is not IMS’s', () => {
  for (const wrap of [wrappers[0], wrappers[2], wrappers[5]]) {
    for (const words of ['XTK-170065 Error while authenticating: client refused', 'XTK-170006 Not possible.']) {
      expect(campaignReason(JSON.stringify(wrap?.(words))), words).toEqual({ kind: 'unnamed' });
    }
  }
  // A status in Campaign’s own words is that of IMS’s answer, and one beside them that of the answer round them.
  for (const message of ['XTK-170065 HTTP 503', passedOn('{"x":"y","status":503}')]) {
    expect(campaignReason(JSON.stringify({ status: 403, message, path: '/' })), message).toEqual({ kind: 'outage' });
  }
  expect(campaignReason('{"message":"XTK-170065 refused","status":503}')).toEqual({ kind: 'unnamed' });
});

test('a failure in front of Campaign, in answer to the code, accuses no secret; Campaign’s own words outweigh the status', () => {
  const outage = ['campaign-unreachable', 'campaign-outage confirmed'];
  for (const status of [502, 503, 504, 520, 522, 524, 526, 530, 598]) {
    expect(said(cameBack({ status }, { text: 'error code: 1033' })), String(status)).toEqual(outage);
    const words = passedOn('{"error":"invalid_client","error_description":"invalid client_secret parameter"}');
    expect(said(cameBack({ status }, { text: words })), String(status)).toEqual([
      'callback-rejected',
      'client-secret suspected',
    ]);
  }
  expect(said(cameBack({ status: 503 }, { text: 'XSV-350012 Connection denied.' }))[0]).toBe('callback-rejected');
});

test('a cookie that came with a refusal is no session, where the view asks for a sign-in once more', () => {
  const refused = ['callback-rejected', 'client-secret suspected'];
  for (const status of [401, 500]) {
    expect(said(cameBack({ status }, { text: 'no' }, { session: session({ came: 'yes' }) }))).toEqual(refused);
  }
  const stays = session({ came: 'yes', view: { leads: 'stays', page: page({ leadsOn: 'yes' }) } });
  expect(said(cameBack({ status: 500 }, { text: 'no' }, { session: stays }))[0]).toBe('campaign-unreachable');
});

test('of networks and SAML only Adobe’s own page speaks for Adobe', () => {
  const texts = ['Sign in is allowed from approved networks only.', 'The SAML response could not be verified.'];
  for (const text of texts) {
    const at = (kind: 'adobe' | 'identity-provider', url: string): Journey =>
      journey([toCampaign, toIms, toSignIn, hop(kind, url)], {
        page: page({ kind, url, text }),
        screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: true }],
      });
    expect(said(at('adobe', 'https://federatedid-na1.services.adobe.com/'))[0], text).toBe('challenge-required');
    expect(said(at('identity-provider', 'https://login.example.com/')), text).toEqual(['unrecognised']);
  }
});
