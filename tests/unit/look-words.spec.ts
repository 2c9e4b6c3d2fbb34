import { expect, test } from './unit-test.ts';
import { symptomOfLook, standingOfLook } from '../../fixtures/diagnosis/look.ts';
import type { CauseId, Outcome } from '../../fixtures/domain/contract.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, hop, instanceUrl, toCampaign, toIms } from './evidence-builder.ts';

/* What a look without a login says: how people would fare, as far as requests show it, and no more. */

const callback = `${instanceUrl}/nl/jsp/ims.jsp`;
const origin = 'https://ims-na1.adobelogin.com';
const authorize: NonNullable<Requests['authorize']> = {
  hop: 1,
  kind: 'ims',
  origin,
  clientId: 'Campaign1',
  redirectUri: callback,
  scopes: ['openid'],
};

const sent: Requests = {
  by: 'http',
  durationMs: 0,
  hops: [toCampaign, toIms],
  authorize,
  authorizePath: '/ims/authorize/v2',
  experiments: [],
};
const seen = (requests?: Requests): Evidence => ({ ...bareFacts(), ...(requests && { requests }) });
const answered = (answer: ImsAnswer, more: Partial<Requests> = {}): Evidence => seen({ ...sent, answer, ...more });
const nothingSent = (more: Partial<Requests> = {}): Evidence =>
  seen({ by: 'http', durationMs: 0, hops: [toCampaign], experiments: [], ...more });
const signInPage = (redirectUri?: string): ImsAnswer => ({
  kind: 'sign-in-page',
  ...(redirectUri !== undefined && { redirectUri }),
});

interface Expected {
  readonly evidence: Evidence;
  readonly outcome: Outcome;
  readonly summary: string;
  readonly pointsTo?: readonly CauseId[];
  readonly advice?: string;
  readonly line?: string;
}

const looks: Readonly<Record<string, Expected>> = {
  'a server that sends nobody anywhere': {
    evidence: nothingSent(),
    outcome: 'unrecognised',
    summary: 'The way to IMS was not found: nothing led there.',
    advice: 'If operators start at another page, give the address of that page.',
  },
  'a way that could not be read': {
    evidence: nothingSent({ unreadable: 'the page needs a script' }),
    outcome: 'unrecognised',
    summary: 'The way to IMS was not found: the page needs a script.',
    advice: 'declare the instance in .env and run npx playwright test',
  },
  'no request at all': {
    evidence: seen(),
    outcome: 'unrecognised',
    summary: 'The way to IMS was not found: nothing led there.',
    line: 'No request was made.',
    advice: 'only a browser finds the way',
  },
  'an instance that answers with HTTP 500': {
    evidence: nothingSent({ hops: [hop('campaign', `${instanceUrl}/`, { status: 500 })] }),
    outcome: 'campaign-unreachable',
    summary: 'prod.example.com answers with a server error (HTTP 500).',
    pointsTo: ['campaign-outage'],
  },
  'an instance that answers with HTTP 499': {
    evidence: nothingSent({ hops: [hop('campaign', `${instanceUrl}/`, { status: 499 })] }),
    outcome: 'unrecognised',
    summary: 'The way to IMS was not found: nothing led there.',
    advice: 'give the address of that page',
  },
  'an instance that gives no answer': {
    evidence: nothingSent({ hops: [hop('other', 'https://proxy.example.com:8443/x', { failure: 'something odd' })] }),
    outcome: 'campaign-unreachable',
    summary: 'proxy.example.com:8443 could not be reached: something odd.',
    pointsTo: ['network'],
  },
  'IMS that shows its sign-in page': {
    evidence: answered(signInPage(callback)),
    outcome: 'not-probed',
    summary: 'IMS shows its sign-in page to what the server sends. No login was made.',
    line: 'IMS answers with the sign-in page, callback as sent.',
  },
  'IMS that does not say where a code would go': {
    evidence: answered(signInPage()),
    outcome: 'not-probed',
    summary: 'IMS shows its sign-in page to what the server sends. No login was made.',
    line: 'IMS answers with the sign-in page, which does not say where a code would go.',
  },
  'IMS of which no answer is known': {
    evidence: seen(sent),
    outcome: 'unrecognised',
    summary: 'What IMS answers does not show whether people get in.',
    advice: 'Only a login shows it: declare the instance in .env and run npx playwright test.',
  },
  'IMS that gives no answer': {
    evidence: answered({ kind: 'no-answer', failure: 'something odd' }),
    outcome: 'ims-unavailable',
    summary: 'Adobe IMS could not be reached: something odd.',
    pointsTo: ['network'],
  },
  ...Object.fromEntries(
    ([500, 503, 429] as const).map((status) => [
      `IMS that answers with HTTP ${String(status)}`,
      {
        evidence: answered({ kind: 'page', status, text: '' }),
        outcome: 'ims-unavailable' as const,
        summary: 'Adobe IMS is not available: it answered with a server error or with throttling.',
        pointsTo: ['ims-outage' as const],
        line: `IMS answers with a page in place of the sign-in (HTTP ${String(status)}, empty).`,
      },
    ]),
  ),
  'IMS that says that it is down': {
    evidence: answered({ kind: 'error', error: 'temporarily_unavailable', url: callback }),
    outcome: 'ims-unavailable',
    summary: 'Adobe IMS is not available: it answered with a server error or with throttling.',
    pointsTo: ['ims-outage'],
    line: 'IMS answers with error=temporarily_unavailable.',
  },
};

for (const [what, { evidence, outcome, summary, pointsTo = [], advice, line }] of Object.entries(looks)) {
  test(`${what} is ${outcome}, and says: ${summary}`, () => {
    const symptom = symptomOfLook(evidence);
    expect(symptom).toMatchObject({ outcome, summary, pointsTo, decidedBy: 'request' });
    expect(symptom.evidence).toEqual(line === undefined ? [] : [line]);
    expect(symptom.advice === undefined).toBe(advice === undefined);
    expect(symptom.advice?.remedy ?? '').toContain(advice ?? '');
    expect(symptom.advice?.owner ?? 'whoever runs this look').toBe('whoever runs this look');
  });
}

test('what this machine does wrong is named with its finding, of the instance and of IMS', () => {
  const failure = 'getaddrinfo ENOTFOUND prod.example.com';
  const ofCampaign = symptomOfLook(nothingSent({ hops: [hop('campaign', `${instanceUrl}/`, { failure })] }));
  const ofIms = symptomOfLook(answered({ kind: 'no-answer', failure: 'getaddrinfo ENOTFOUND ims-na1.adobelogin.com' }));
  for (const symptom of [ofCampaign, ofIms]) {
    expect(symptom.finding?.setting).toBeDefined();
    expect(symptom.summary).toContain(`${symptom.finding?.setting ?? ''}: ${symptom.finding?.actual ?? ''}.`);
  }
  expect(ofIms.summary).toMatch(/^Adobe IMS could not be reached: /);
  expect(ofCampaign.summary).toMatch(/^prod\.example\.com could not be reached: /);
});

const standings: readonly (readonly [string, Evidence, string])[] = [
  ['the sign-in page for its own callback', answered(signInPage(callback)), 'nothing-wrong'],
  ['the sign-in page, and nobody knows for which callback', answered(signInPage()), 'nothing-wrong'],
  [
    'the sign-in page, with another callback put in its place',
    answered(signInPage('https://www.adobe.com/')),
    'not-known',
  ],
  ['an error', answered({ kind: 'error', error: 'invalid_scope', url: callback }), 'not-known'],
  ['a page', answered({ kind: 'page', status: 200, text: 'hello' }), 'not-known'],
  ['nothing yet', seen(sent), 'not-known'],
  ['nothing, since nothing was sent', nothingSent(), 'not-known'],
  [
    'the sign-in page for the callback of another instance',
    answered(signInPage('https://stage.example.com/nl/jsp/ims.jsp'), {
      authorize: { ...authorize, redirectUri: 'https://stage.example.com/nl/jsp/ims.jsp' },
    }),
    'not-known',
  ],
];

for (const [what, evidence, standing] of standings) {
  test(`where IMS answers with ${what}, a look comes to ${standing}`, () => {
    expect(standingOfLook(evidence, [])).toBe(standing);
  });
}

test('a look that names a cause comes to something wrong', () => {
  const cause = { cause: 'scopes', certainty: 'confirmed', setting: '', expected: '', actual: '' } as const;
  const causes = [{ ...cause, evidence: [], remedy: '', owner: '', documentation: '' }];
  expect(standingOfLook(answered(signInPage(callback)), causes)).toBe('wrong');
});
