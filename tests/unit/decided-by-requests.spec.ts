import { expect, test } from './unit-test.ts';
import { openQuestions } from '../../fixtures/diagnosis/requests/index.ts';
import { secretInWords } from '../../fixtures/diagnosis/requests/secret.ts';
import type { SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl, known, soundFacts } from './evidence-builder.ts';
import { investigate, ownCallback, secretTaken, signInPage, usualIms, type Ims, type World } from './requests-world.ts';
import { bare, besideStage, elsewhere, line } from './what-ims-shows.ts';

/* How a login would end, where the requests without a user decide it, and where they only let it be suspected. */

const decided = (world: World) => openQuestions(investigate(world).evidence);
const seen = (answer: string): string => `The running server’s own request is answered with ${answer}`;
const page = 'the sign-in page, callback as sent (x-debug-id id-1).';

/** An IMS that takes the callbacks of these origins too. */
const taking =
  (...origins: readonly string[]): Ims =>
  (asked) =>
    origins.includes(new URL(asked.redirectUri).origin) ? signInPage(asked.redirectUri) : usualIms(asked);

test('a callback of another host that IMS takes would take the login there, and whose it is, is said', () => {
  for (const [origin, where] of [
    ['https://stage.example.com', 'instance “stage” (https://stage.example.com)'],
    ['https://old.example.com', 'https://old.example.com'],
  ] as const) {
    const sent = { redirectUri: `${origin}/nl/jsp/ims.jsp` };
    expect(decided({ facts: besideStage, sent, ims: taking(origin) }), origin).toMatchObject({
      ask: [],
      symptom: {
        outcome: 'signed-in-elsewhere',
        summary: `A login at ${instanceUrl} would end at ${where}.`,
        decidedBy: 'request',
        pointsTo: ['callback-url'],
        evidence: [seen(page)],
      },
    });
  }
});

test('what is shown is decided, and what is only pointed to is a suspicion with its lines', () => {
  const replaced: Ims = (asked) => usualIms({ ...asked, redirectUri: elsewhere });
  const { symptom, suspicion, ask } = decided({ facts: bare, ims: replaced });
  expect([symptom, ask]).toEqual([undefined, []]);
  expect(suspicion).toMatchObject({ outcome: 'redirected-to-adobe-com', pointsTo: ['callback-url', 'client-id'] });
  expect(suspicion).not.toHaveProperty('proof');
  // Each line once, though two settings are pointed to.
  expect(suspicion?.evidence.filter((one) => one === line(replaced))).toHaveLength(1);
  expect(suspicion?.evidence.at(-1)).toBe(
    seen('the sign-in page, with https://www.adobe.com/ in place of the callback (x-debug-id id-1).'),
  );
  const proved = decided({ facts: bare, sent: { scopes: ['openid', 'dam-read'] } });
  expect(proved.suspicion).toBeUndefined();
  expect(Object.keys(proved.symptom?.proof ?? {})).toEqual(['scopes']);
  expect(Object.keys(proved.symptom?.found ?? {})).toEqual(['scopes']);
});

test('a secret that is wrong or missing would let Campaign refuse the code', () => {
  const refused: SecretAnswer = {
    ...secretTaken,
    error: 'invalid_client',
    description: 'invalid client_secret parameter',
  };
  const said = (proof: string) => ({
    symptom: {
      outcome: 'callback-rejected',
      summary: 'Adobe would sign the user in and send a code back, and Campaign could not redeem it.',
      pointsTo: ['client-secret'],
      decidedBy: 'request',
      proof: { 'client-secret': [proof] },
      evidence: [],
    },
    ask: [],
  });
  expect(decided({ secret: refused })).toEqual(said(secretInWords(refused)));
  const empty: World['facts'] = ({ externalAccount }) =>
    (externalAccount.clientSecret = known({ present: false, blankAtAnEnd: false }));
  expect(decided({ facts: empty })).toEqual(
    said('Without a secret no code can be redeemed, so nothing was sent to test it.'),
  );
  expect(decided({})).toEqual({ ask: [] });
  // Where the code would go elsewhere, or nobody knows where, the secret does not matter yet.
  expect(decided({ facts: empty, ims: () => ({ kind: 'sign-in-page' }) })).toEqual({ ask: [] });
});

test('without a request of the server, or an answer to it, nothing is asked', () => {
  expect(openQuestions(soundFacts())).toEqual({ ask: [] });
  const { requests } = investigate({}).evidence;
  if (!requests) throw new Error('Nothing was asked');
  const { answer, ...unanswered } = requests;
  expect(answer).toEqual(signInPage(ownCallback));
  expect(openQuestions({ ...soundFacts(), requests: unanswered })).toEqual({ ask: [] });
  const { authorize, ...unseen } = requests;
  expect(authorize?.redirectUri).toBe(ownCallback);
  expect(openQuestions({ ...soundFacts(), requests: unseen })).toEqual({ ask: [] });
});
