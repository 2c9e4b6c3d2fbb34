import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema, type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { type Requests } from '../../fixtures/evidence/facts/requests.ts';
import { diagnosisEntries } from '../../fixtures/report/diagnosis-file.ts';
import { readSavedEvidence } from '../../fixtures/run/state/saved-evidence.ts';
import {
  bareFacts,
  cameBack,
  signedInAt,
  hop,
  journey,
  known,
  page,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';

/** Facts, journeys and what was asked without a password: every one with every other one makes the matrix. */
const facts: Readonly<Record<string, () => Evidence>> = {
  'all declared': soundFacts,
  'nothing declared': bareFacts,
  'much wrong, with blanks and other scripts': () => {
    const wrong = soundFacts();
    wrong.externalAccount.associationMask = known('Campaign\u00A0 - prоd - (.*) ');
    wrong.externalAccount.scopes = known('openid,AdobeID,éxtra\u2028');
    wrong.externalAccount.clientSecret = known({ present: false, blankAtAnEnd: false });
    return wrong;
  },
  remembered: () => ({
    ...soundFacts(),
    history: {
      passed: {
        at: '2026-01-01T00:00:00.000Z',
        changed: [{ field: 'scopes', variable: 'CAMPAIGN_PROD_IMS_SCOPE' }],
        notCompared: [{ field: 'clientSecret', variable: 'CAMPAIGN_PROD_IMS_CLIENT_SECRET', why: 'no-key' }],
      },
    },
  }),
};
const journeys: Readonly<Record<string, Journey | undefined>> = {
  'no login': undefined,
  'signed in': signedInAt(),
  'no right': cameBack({}, { text: 'Login does not have any right matching the expression' }),
  'refused code': cameBack({ status: 500 }, { text: 'Error' }),
  'adobe.com': journey([toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/?code=…')]),
  'an error page of IMS': journey([toCampaign, { ...toIms, status: 400 }], {
    page: page({ kind: 'ims', url: toIms.url }),
  }),
  'a dead instance': journey([hop('campaign', toCampaign.url, { status: 503 })]),
  'no answer': journey([
    { at: 0, kind: 'campaign', method: 'GET', url: toCampaign.url, failure: 'net::ERR_TIMED_OUT' },
  ]),
  'a refused account': journey([toCampaign, toIms, toSignIn], {
    ending: { how: 'refused', screen: 'password', text: 'No' },
  }),
  'a loop': journey([toCampaign, toCampaign], { ending: { how: 'loop', url: toCampaign.url } }),
};
const parameters = {
  origin: 'https://ims-na1.adobelogin.com',
  path: '/ims/authorize/v2',
  clientId: 'Campaign1',
  redirectUri: 'https://prod.example.com/nl/jsp/ims.jsp',
  scopes: ['openid', 'AdobeID', 'session', 'dam-read'],
};
const { path: authorizePath, ...sent } = parameters;
const requests: Readonly<Record<string, Requests | undefined>> = {
  'nothing asked': undefined,
  'refused without a password': {
    durationMs: 12,
    by: 'http',
    hops: [toCampaign, toIms],
    authorize: { hop: 1, kind: 'ims', ...sent },
    authorizePath,
    answer: {
      kind: 'error',
      error: 'invalid_scope',
      url: 'https://prod.example.com/nl/jsp/ims.jsp?error=invalid_scope',
    },
    experiments: [
      {
        parameters: { ...parameters, scopes: ['openid', 'AdobeID', 'session'] },
        answer: { kind: 'sign-in-page', redirectUri: parameters.redirectUri, debugId: 'abc' },
      },
    ],
  },
  unreadable: { durationMs: 3, by: 'http', hops: [], experiments: [], unreadable: 'a script is needed' },
};

test('saved evidence gives the same diagnosis, to the letter, whatever was seen', ({}, testInfo) => {
  const folder = testInfo.outputPath('evidence');
  mkdirSync(folder);
  const seen = new Set<string>();
  for (const [first, make] of Object.entries(facts)) {
    for (const [second, taken] of Object.entries(journeys)) {
      for (const [third, asked] of Object.entries(requests)) {
        const evidence: Evidence = { ...make(), ...(taken && { journey: taken }), ...(asked && { requests: asked }) };
        const file = join(folder, 'prod.json');
        writeFileSync(file, JSON.stringify(evidence, undefined, 2));
        const diagnosis = diagnose(evidence);
        const replayed = readSavedEvidence(file).map(diagnose);
        expect(replayed, [first, second, third].join(', ')).toEqual([diagnosis]);
        expect(JSON.stringify(diagnosisEntries(replayed))).toBe(JSON.stringify(diagnosisEntries([diagnosis])));
        seen.add(`${diagnosis.outcome} ${diagnosis.causes.map(({ cause, certainty }) => cause + certainty).join()}`);
      }
    }
  }
  // The matrix is worth something only as long as it is not the same diagnosis again and again.
  expect(seen.size).toBeGreaterThan(20);
  expect(evidenceSchema.safeParse({}).success).toBe(false);
});

/** What is no evidence, and the line that it gets. */
const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
  'no JSON': [
    'password=hunter2',
    /^.*prod\.json is not JSON; give evidence that a run wrote to test-results\/evidence\.$/,
  ],
  nothing: ['', /is not JSON/],
  'a diagnosis': ['{"schemaVersion":1,"run":{},"instances":[]}', /is a diagnosis, not evidence/],
  'an older version': [
    JSON.stringify({ ...soundFacts(), evidenceVersion: 1 }),
    /is evidence of version 1; this suite reads version 2\. Use the release that saved it, or probe again\.$/,
  ],
  'a newer version': [
    JSON.stringify({ ...soundFacts(), evidenceVersion: 3 }),
    /is evidence of version 3; this suite reads version 2\. Use the release that saved it\.$/,
  ],
  'JSON of another kind': ['{"name":"x"}', /not evidence of this suite/],
  'a list': ['[1]', /not evidence of this suite/],
  'damaged evidence': [
    JSON.stringify({ ...soundFacts(), instance: { id: 'prod' } }),
    /is damaged evidence, at instance\.url/,
  ],
};

for (const [title, [content, line]] of Object.entries(bad)) {
  test(`what is no evidence gets one line: ${title}`, ({}, testInfo) => {
    const file = testInfo.outputPath('prod.json');
    writeFileSync(file, content);
    expect(() => readSavedEvidence(file)).toThrow(line);
    expect(() => readSavedEvidence(file)).not.toThrow(/\n|hunter2/);
  });
}

test('a file that is not there, and an empty folder, get one line', ({}, testInfo) => {
  expect(() => readSavedEvidence(testInfo.outputPath('missing.json'))).toThrow(/missing\.json does not exist/);
  mkdirSync(testInfo.outputPath('empty'));
  expect(() => readSavedEvidence(testInfo.outputPath('empty'))).toThrow(/contains no evidence/);
});
