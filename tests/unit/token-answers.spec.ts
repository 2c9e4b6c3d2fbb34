import { expect, test } from './unit-test.ts';
import { consult, diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { unreadChecks } from '../../fixtures/diagnosis/verdict.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Requests, SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { askToken } from '../../fixtures/evidence/requests/ask-token.ts';
import type { NoAnswer, PlainAnswer } from '../../fixtures/evidence/http-client.ts';
import {
  unknownCodeAnswer,
  unknownCodeShapes,
  type TokenEndpointAnswer,
} from '../../fixtures/lab/ims/unknown-code-answers.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import { instanceUrl, soundFacts, signedInAt } from './evidence-builder.ts';

const imsHost = 'https://ims-na1.adobelogin.com';
const redirectUri = `${instanceUrl}/nl/jsp/ims.jsp`;
const stored = new Secret('the-stored-secret-0123456789');

async function secretAnswer(answer: TokenEndpointAnswer): Promise<SecretAnswer> {
  const send = (url: string): Promise<PlainAnswer | NoAnswer> =>
    Promise.resolve(
      answer
        ? {
            url,
            status: answer.status,
            location: undefined,
            contentType: 'application/json',
            debugId: undefined,
            text: () => Promise.resolve(answer.body),
          }
        : { url, failure: 'read ECONNRESET' },
    );
  return askToken({ send }, imsHost, 'Campaign1', stored);
}

function asked(secret: SecretAnswer): Evidence {
  const sent = { origin: imsHost, clientId: 'Campaign1', redirectUri, scopes: ['openid', 'AdobeID', 'session'] };
  const requests: Requests = {
    durationMs: 0,
    by: 'http',
    hops: [],
    authorize: { hop: 1, kind: 'ims', ...sent },
    authorizePath: '/ims/authorize/v2',
    answer: { kind: 'sign-in-page', redirectUri },
    experiments: [
      {
        parameters: {
          ...sent,
          path: '/ims/authorize/v2',
          redirectUri: 'https://campaign-login-probe.invalid/callback',
        },
        answer: { kind: 'sign-in-page', redirectUri: 'https://www.adobe.com/' },
      },
    ],
    secret,
  };
  return { ...soundFacts(), requests };
}

const signedIn = signedInAt();
const secretCheck = ({ checks }: Diagnosis) => checks.find(({ check }) => check === 'client-secret');

for (const shape of unknownCodeShapes) {
  test(`a healthy instance stays green where IMS says to an impossible code: ${shape}`, async () => {
    const evidence = asked(await secretAnswer(unknownCodeAnswer(shape)));
    const before = diagnose(evidence);
    const after = diagnose({ ...evidence, journey: signedIn });

    expect(consult(evidence).next).toEqual([{ kind: 'login' }]);
    expect([before.causes, unreadChecks(before.checks)]).toEqual([[], []]);
    expect(before.checks.filter(({ status }) => status === 'broken')).toEqual([]);
    expect(after).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
    expect(after.checks.filter(({ status }) => status !== 'holds')).toEqual([]);
    expect(secretCheck(after)?.detail).not.toMatch(/not known|did not say|only a login/);
  });
}

const wrongSecrets: Readonly<Record<string, TokenEndpointAnswer>> = {
  'as Adobe documents it': {
    status: 400,
    body: '{"error":"invalid_client","error_description":"invalid client_secret parameter"}',
  },
  'with 401, in other words': { status: 401, body: '{"error":"invalid_client","message":"Client Secret mismatch"}' },
  nested: { status: 400, body: '{"error":{"code":"invalid_client","message":"invalid client_secret parameter"}}' },
  'by a code of its own': { status: 403, body: '{"error":"invalid_client_secret"}' },
  'under another code': {
    status: 400,
    body: '{"error":"invalid_request","error_description":"invalid client_secret parameter"}',
  },
};

for (const [name, answer] of Object.entries(wrongSecrets)) {
  test(`a wrong secret is found where IMS says so: ${name}`, async () => {
    const diagnosis = diagnose(asked(await secretAnswer(answer)));
    expect(diagnosis).toMatchObject({ outcome: 'callback-rejected', verdict: 'fail', decidedBy: 'request' });
    expect(diagnosis.causes).toMatchObject([{ cause: 'client-secret', certainty: 'confirmed' }]);
  });
}

test('an answer that repeats the secret it was sent does not bring it into the evidence', async () => {
  const secret = stored.reveal();
  for (const body of [
    JSON.stringify({ error: `invalid_client`, error_description: `invalid client_secret parameter: ${secret}` }),
    JSON.stringify({ error: secret }),
    `<html><body>${secret}</body></html>`,
  ]) {
    expect(JSON.stringify(await secretAnswer({ status: 400, body }))).not.toContain(secret);
  }
});

test('before a login nothing is claimed of a secret of which IMS did not speak', async () => {
  const answer = await secretAnswer({ status: 400, body: '{"error":"something_that_nobody_knows"}' });
  expect(secretCheck(diagnose(asked(answer)))).toMatchObject({ status: 'not-declared' });
});
