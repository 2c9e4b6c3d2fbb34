import { expect, test } from './unit-test.ts';
import { consult, diagnose } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema } from '../../fixtures/evidence/facts/evidence.ts';
import { type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { type SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { cameBack, known, signedInAt, unknown } from './evidence-builder.ts';
import { causesOf, imsHost, investigate, invalidScope, secretTaken, signInPage, type World } from './requests-world.ts';

const refusals: readonly (readonly [SecretAnswer, string, boolean])[] = [
  [{ ...secretTaken, error: 'invalid_client', description: 'invalid client_secret parameter' }, 'wrong', false],
  [{ ...secretTaken, status: 401, error: 'invalid_client', description: 'Client Secret mismatch' }, 'wrong', false],
  [{ ...secretTaken, error: 'invalid_client' }, 'left open', true],
  [{ ...secretTaken, error: 'invalid_client', description: 'invalid client_id parameter' }, 'left open', true],
  [{ ...secretTaken, error: 'invalid_token' }, 'right', true],
  [{ ...secretTaken, error: 'invalid_request' }, 'left open', true],
  [{ url: imsHost, clientId: 'Campaign1', failure: 'connect ECONNREFUSED' }, 'left open', true],
];

for (const [secret, meaning, needsLogin] of refusals) {
  test(`a token endpoint that says ${secret.error ?? 'nothing'} (${secret.description ?? 'no description'}) leaves the secret ${meaning}`, () => {
    const investigated = investigate({ secret });

    expect(investigated.needsLogin).toBe(needsLogin);
    expect(causesOf(investigated)).toEqual(needsLogin ? [] : ['client-secret confirmed']);
  });
}

/** Where a secret may not be shown. */
const nowhere: readonly (readonly [string, World])[] = [
  ['it is empty', { facts: ({ externalAccount }) => void (externalAccount.clientSecret = noSecret) }],
  [
    'which client is provisioned is not known',
    { facts: ({ provisioned }) => void (provisioned.clientId = unknown('PROVISIONED_CLIENT_ID')) },
  ],
  [
    'the client is not the provisioned one',
    { facts: ({ provisioned }) => void (provisioned.clientId = known('Campaign2')) },
  ],
  [
    'the server is not production',
    { sent: { origin: 'https://ims-na1-stg1.adobelogin.com' }, ims: (asked) => signInPage(asked.redirectUri) },
  ],
  ['the client did not reach the sign-in page', { ims: () => invalidScope }],
];
const noSecret = known({ present: false, blankAtAnEnd: false });

for (const [why, world] of nowhere) {
  test(`no secret is shown where ${why}`, () => {
    expect(investigate(world).asked.filter(({ kind }) => kind === 'secret')).toEqual([]);
  });
}

test('without a secret nothing can be redeemed, so the login is not made', () => {
  const investigated = investigate({
    facts: ({ externalAccount }) => {
      externalAccount.clientSecret = noSecret;
    },
  });

  expect(investigated.needsLogin).toBe(false);
  expect(causesOf(investigated)).toEqual(['client-secret confirmed']);
});

test.describe('the control of a secret', () => {
  const refused = cameBack({ status: 200 }, { text: 'Anmeldung fehlgeschlagen' });
  const wrongSecret: SecretAnswer = { ...secretTaken, error: 'invalid_client' };
  const consulted = (
    secret: SecretAnswer,
    secretControl: SecretAnswer | undefined,
    taken: Journey = refused,
  ): { readonly causes: readonly string[]; readonly asked: readonly string[] } => {
    const { evidence } = investigate({ secret });
    const requests = { ...evidence.requests, ...(secretControl && { secretControl }) };
    const { diagnosis, next } = consult(evidenceSchema.parse({ ...evidence, requests, journey: taken }));
    return {
      causes: diagnosis.causes.map(({ cause, certainty }) => `${cause} ${certainty}`),
      asked: next.map(({ kind }) => kind),
    };
  };

  test('is asked for once, and only where Campaign refused a code', () => {
    expect(consulted(secretTaken, undefined).asked).toEqual(['secret-control']);
    expect(consulted(secretTaken, wrongSecret).asked).toEqual([]);
    expect(consulted({ ...wrongSecret, description: 'invalid client_secret parameter' }, undefined).asked).toEqual([]);
    expect(consulted({ ...secretTaken, status: 503 }, undefined).asked).toEqual([]);
    expect(investigate({}).asked.some(({ kind }) => kind === 'secret-control')).toBe(false);
    const signedIn = signedInAt();
    expect(consulted(secretTaken, undefined, signedIn).asked).toEqual(['session-groups']);
  });

  test('leaves the secret a suspect where IMS says the same to an invented one', () => {
    expect(consulted(secretTaken, secretTaken).causes).toEqual(['client-secret suspected']);
    expect(consulted(wrongSecret, wrongSecret).causes).toEqual(['client-secret suspected']);
  });

  test('clears the secret where IMS refuses an invented one, whatever the words are', () => {
    const page: SecretAnswer = { url: imsHost, clientId: 'Campaign1', status: 400, body: 'page' };
    for (const [secret, control] of [
      [secretTaken, wrongSecret],
      [{ ...secretTaken, error: 'invalid_request' }, wrongSecret],
      [
        { ...secretTaken, error: 'nobody_knows_this' },
        { ...secretTaken, error: 'nor_this' },
      ],
      [page, { ...page, status: 401 }],
      [page, wrongSecret],
      // RFC 6749 5.2 says it of a client that has proved who it is.
      [{ ...secretTaken, error: 'unauthorized_client' }, wrongSecret],
    ] as const) {
      expect(consulted(secret, control).causes, JSON.stringify([secret, control])).toEqual([]);
    }
  });

  test('leaves it open where words that nobody knows, or a page, are the same to both', () => {
    const strange = { ...secretTaken, error: 'nobody_knows_this' };
    const page: SecretAnswer = { url: imsHost, clientId: 'Campaign1', status: 400, body: 'page' };
    const notThisWay = { ...secretTaken, error: 'unauthorized_client' };
    for (const same of [strange, page, notThisWay])
      expect(consulted(same, same).causes).toEqual(['client-secret suspected']);
  });

  test('makes a restart due where Campaign says that the client was refused', () => {
    const refusedClient = cameBack({ status: 500 }, { text: `XTK-170065 '{"error":"invalid_client"}'` });
    expect(consulted(secretTaken, wrongSecret, refusedClient).causes).toEqual(['server-restart suspected']);
  });

  test('is all that can be asked of a secret that nobody declared, and Campaign’s page is read against it', () => {
    const { evidence } = investigate({
      facts: ({ externalAccount }) => (externalAccount.clientSecret = unknown('CAMPAIGN_PROD_IMS_CLIENT_SECRET')),
    });
    const { requests } = evidence;
    if (!requests) throw new Error('Nothing was asked');
    expect(requests.secret).toBeUndefined();
    const seen = (text: string, secretControl: SecretAnswer | undefined): ReturnType<typeof consult> =>
      consult({
        ...evidence,
        requests: { ...requests, ...(secretControl && { secretControl }) },
        journey: cameBack({ status: 500 }, { text }),
      });
    const ofClient = `XTK-170065 '{"error":"invalid_client"}'`;
    for (const text of [ofClient, 'Anmeldung fehlgeschlagen']) {
      expect(seen(text, undefined).next, text).toEqual([
        { kind: 'secret-control', origin: imsHost, clientId: 'Campaign1' },
      ]);
      expect(seen(text, wrongSecret).next, text).toEqual([]);
    }
    const code = `XTK-170065 '{"error":"invalid_grant"}'`;
    expect(seen(code, undefined).next).toEqual([]);

    const lines = (text: string, control: SecretAnswer): string => seen(text, control).diagnosis.seen.join('\n');
    const control = 'To a secret that is certainly wrong IMS says HTTP 400';
    expect(lines(ofClient, { ...wrongSecret, error: 'INVALID_CLIENT' })).toContain(
      `${control} INVALID_CLIENT: the same that Campaign passes on. So it is about the client secret, or about the client itself.`,
    );
    expect(lines(ofClient, { ...wrongSecret, error: 'access_denied' })).toContain(
      `${control} access_denied, and Campaign passes on invalid_client: the client secret may be right, and something else about the client refused.`,
    );
    expect(lines('Anmeldung fehlgeschlagen', wrongSecret)).toContain(
      `${control} invalid_client. If Campaign’s web.log has the same words for this login, its client secret is what IMS refuses.`,
    );
    expect(lines(ofClient, { url: imsHost, clientId: 'Campaign1', failure: 'socket hang up' })).not.toContain(
      'certainly',
    );
  });

  test('changes nothing where it got no answer', () => {
    const none: SecretAnswer = { url: imsHost, clientId: 'Campaign1', failure: 'socket hang up' };
    const throttled: SecretAnswer = { url: imsHost, clientId: 'Campaign1', status: 429, error: 'too_many_requests' };
    for (const nothing of [none, throttled]) expect(consulted(secretTaken, nothing).causes).toEqual([]);
  });
});

test('a token endpoint that is down makes no login that works a doubtful one', () => {
  const { evidence } = investigate({ secret: { url: imsHost, clientId: 'Campaign1', status: 503 } });
  const signedIn = signedInAt();
  expect(diagnose({ ...evidence, journey: signedIn }).verdict).toBe('pass');
  const refused = cameBack({ status: 200 }, { text: 'Anmeldung fehlgeschlagen' });
  expect(diagnose({ ...evidence, journey: refused }).causes[0]?.remedy).toMatch(/^Run this probe again/);
});

test('of a secret that IMS refuses it is said that a space stands at its end', () => {
  const { diagnosis } = investigate({
    secret: { ...secretTaken, error: 'invalid_client', description: 'invalid client_secret parameter' },
    facts: ({ externalAccount }) => (externalAccount.clientSecret = known({ present: true, blankAtAnEnd: true })),
  });
  expect(diagnosis.causes[0]?.evidence[0]).toContain('it begins or ends with a space');
});
