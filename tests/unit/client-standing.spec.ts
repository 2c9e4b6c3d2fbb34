import { expect, test } from './unit-test.ts';
import { standingOfClient } from '../../fixtures/diagnosis/requests/known-client.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { ask, facts, invented, refusal, start } from './inquiry-builder.ts';
import { invalidScope, ownCallback, signInPage, type Ims } from './requests-world.ts';
import { line, stage } from './what-ims-shows.ts';

/* Whether IMS knows a client, and what shows it. */

const control = 'https://campaign-login-probe.invalid/callback';
const other = { id: 'stage', authorize: { hop: 1, kind: 'ims' as const, ...stage }, authorizePath: stage.path };

test('whether IMS knows a client is told by what it says of one that does not exist, and of what is right elsewhere', () => {
  const evidence: Evidence = { ...facts, otherInstances: [{ id: 'stage', url: 'https://stage.example.com' }] };
  const client = { ...start, clientId: 'Nope' };
  const standing = (ims: Ims, answer?: ImsAnswer, sent: Partial<AuthorizeParameters> = {}) =>
    ask(ims, (one) => standingOfClient(one, evidence, client), [
      { ...other, authorize: { ...other.authorize, ...sent }, ...(answer && { answer }) },
    ]);
  const works = signInPage(stage.redirectUri);
  const unknown = (asked: AuthorizeParameters): boolean => asked.clientId !== 'Campaign1';
  const differing: Ims = (asked) => (unknown(asked) ? refusal : invalidScope);
  const wrong = { ...stage, scopes: ['openid', 'campaign_login_probe_no_such_scope'] };
  expect(standing(differing, works).result).toEqual({
    isKnown: false,
    proof: [
      'IMS says the same of a client that certainly does not exist, and answers a wrong scope and a wrong callback of a client that it knows differently.',
      ...[client, { ...start, clientId: invented }, wrong, { ...stage, redirectUri: control }].map((one) =>
        line(differing, one),
      ),
    ],
  });
  expect(
    standing(differing, works)
      .rounds.flat()
      .map(({ scopes, redirectUri }) => [scopes.join(), redirectUri]),
  ).toEqual([
    ['openid,a,b', ownCallback],
    ['openid,a,b', ownCallback],
    ['openid,campaign_login_probe_no_such_scope', stage.redirectUri],
    ['openid', control],
  ]);
  // Nothing follows from another instance that does not work, or of which not all is answered, or that is answered alike.
  expect(standing(differing, refusal).result).toMatchObject({ isKnown: 'not-known' });
  expect(standing(differing).result).toMatchObject({ isKnown: 'not-known' });
  expect(standing(() => refusal, works).result).toMatchObject({ isKnown: 'not-known' });
  const alikeOnce: Ims = (asked) => (unknown(asked) || asked.redirectUri === control ? refusal : invalidScope);
  expect(standing(alikeOnce, works).result).toMatchObject({ isKnown: 'not-known' });
  const silentOnce: Ims = (asked) =>
    unknown(asked) ? refusal : asked.redirectUri === control ? { kind: 'no-answer', failure: 'x' } : invalidScope;
  expect(standing(silentOnce, works).result).toMatchObject({ isKnown: 'not-known' });
  expect(standing(differing, works, { clientId: 'Nope' }).result).toEqual({ isKnown: true });
  expect(standing(({ clientId }) => (clientId === invented ? invalidScope : refusal)).result).toEqual({
    isKnown: true,
  });
  const silent: Ims = ({ clientId }) => (clientId === invented ? { kind: 'no-answer', failure: 'x' } : refusal);
  expect(standing(silent).result).toEqual({ isKnown: 'not-known', suspicion: [] });
});

test('IMS’s own word that it does not know a client counts where it says so of an invented one too', () => {
  const standing = (error: string, ofInvented = error) =>
    ask(
      ({ clientId }) => ({ kind: 'error', error: clientId === invented ? ofInvented : error, url: '' }),
      (one) => standingOfClient(one, facts, start),
    ).result.isKnown;
  expect(standing('invalid_client')).toBe(false);
  const said: Ims = () => ({ kind: 'error', error: 'invalid_client', url: '' });
  expect(ask(said, (one) => standingOfClient(one, facts, start)).result).toEqual({
    isKnown: false,
    proof: [
      'IMS itself says that it is the client, and says the same of a client that certainly does not exist.',
      line(said, start),
      line(said, { ...start, clientId: invented }),
    ],
  });
  expect(standing('invalid_request')).toBe('not-known');
  expect(standing('invalid_client', 'invalid_scope')).toBe('not-known');
  for (const error of ['unauthorized_client', 'UNSUPPORTED_RESPONSE_TYPE', 'invalid_scope']) {
    expect(standing(error), error).toBe('not-known');
    expect(standing(error, 'invalid_client'), error).toBe(true);
  }
});
