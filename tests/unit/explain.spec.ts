import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema, type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { type Requests } from '../../fixtures/evidence/facts/requests.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { diagnosisEntries } from '../../fixtures/report/diagnosis-file.ts';
import { explanation } from '../../fixtures/report/explanation.ts';
import { readSavedEvidence } from '../../fixtures/run/state/saved-evidence.ts';
import {
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
  unknown,
} from './evidence-builder.ts';

const explain = (text: string) => explainMessage(readMessage(text));
const plain = { colours: false, width: 100 };

/** A message, the outcome that it is, and the causes that it fits. `-`: the message is not about how a login ended. */
const messages: readonly (readonly [string, string, readonly string[]])[] = [
  // The one that every administrator meets, as it is pasted.
  ['Login does not have any right matching the expression', 'missing-rights', ['association-mask', 'operator-groups']],
  [
    'XSV-350045 Login does not have any\n   right matching the\u00A0expression “Campaign - (.*)” (iRc=-56)',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  [
    "> Le login ne possède aucun droit correspondant à l'expression",
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  [
    'LE LOGIN NE POSSE\u0300DE AUCUN DROIT CORRESPONDANT A\u0300 L’EXPRESSION',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  [
    'Le login ne poss&egrave;de aucun droit correspondant &agrave; l&#8217;expression',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  [
    'Der Login besitzt keine Berechtigung, die dem Ausdruck in Adobe Campaign entspricht',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  ['ログインには、式に一致\nする権限がありません', 'missing-rights', ['association-mask', 'operator-groups']],
  [
    '"\\u5f0f\\u306b\\u4e00\\u81f4\\u3059\\u308b\\u6a29\\u9650\\u304c\\u3042\\u308a\\u307e\\u305b\\u3093"',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],
  [
    '<SOAP-ENV:Fault><detail>SOP-330011 Login does not have any right matching the expression</detail></SOAP-ENV:Fault>',
    'missing-rights',
    ['association-mask', 'operator-groups'],
  ],

  // Addresses.
  ['https://prod.example.com/nl/jsp/ims.jsp?error=invalid_scope&state=abc', 'login-page-unreachable', ['scopes']],
  ['prod.example.com/nl/jsp/ims.jsp?error=invalid_scope', 'login-page-unreachable', ['scopes']],
  ['https://prod.example.com/ims.jsp#error=invalid_scope', 'login-page-unreachable', ['scopes']],
  ['It says ?error=invalid_scope&error_description=x in the address', 'login-page-unreachable', ['scopes']],
  ['https://prod.example.com/x?error=unauthorized_client', 'login-page-unreachable', ['client-id']],
  ['https://prod.example.com/x?error=invalid_client', 'login-page-unreachable', ['client-id']],
  ['https://prod.example.com/x?error=invalid_request', 'login-page-unreachable', ['client-id', 'scopes']],
  [
    'https://prod.example.com/x?error=invalid_request&error_description=scope+is+missing',
    'login-page-unreachable',
    ['scopes'],
  ],
  ['https://prod.example.com/x?error=access_denied', 'challenge-required', ['test-account']],
  ['https://prod.example.com/x?error=server_error', 'ims-unavailable', ['ims-outage']],
  ['https://prod.example.com/x?error=redirect_uri_mismatch', 'login-page-unreachable', ['callback-url']],
  ['https://www.adobe.com/?code=eyJhbGciOi.eyJ0eXBlIjo&state=1', 'redirected-to-adobe-com', ['callback-url']],
  ['www.adobe.com/fr/?code=eyJhbGciOi', 'redirected-to-adobe-com', ['callback-url']],
  ['https://www.adobe.com/', 'redirected-to-adobe-com', ['callback-url']],
  ['After the login I am at https://www.adobe.com/home?code=abc#here.', 'redirected-to-adobe-com', ['callback-url']],
  [
    `https://auth.services.adobe.com/en_US/index.html?callback=${encodeURIComponent(
      `https://ims-na1.adobelogin.com/ims/adobeid/Campaign1/AdobeID/code?redirect_uri=${encodeURIComponent('https://www.adobe.com/')}`,
    )}&client_id=Campaign1#/`,
    'redirected-to-adobe-com',
    ['callback-url'],
  ],
  ['https://ims-na1-stg1.adobelogin.com/ims/authorize/v2?client_id=x', 'login-page-unreachable', ['ims-server-url']],
  ['https://auth-stg1.services.adobe.com/en_US/index.html', 'login-page-unreachable', ['ims-server-url']],
  ['https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=x', 'login-page-unreachable', ['client-id', 'scopes']],

  // What IMS says to Campaign’s server, alone and as it reads in a log.
  [
    '{"error":"invalid_client","error_description":"invalid client_secret parameter"}',
    'callback-rejected',
    ['client-secret'],
  ],
  [
    `2026-01-01 10:00:00 web.log ERR XTK-170065 Error while authenticating: '{\\"error_description\\":\\"invalid client_secret parameter\\",\\"error\\":\\"invalid_client\\"}' (iRc=-53)`,
    'callback-rejected',
    ['client-secret'],
  ],
  [
    '{&quot;error&quot;:&quot;invalid_client&quot;,&quot;error_description&quot;:&quot;invalid client_secret parameter&quot;}',
    'callback-rejected',
    ['client-secret'],
  ],
  ['IMS said: invalid client_secret parameter', 'callback-rejected', ['client-secret']],
  [
    '{"error":"invalid_client","error_description":"invalid client_id parameter"}',
    'login-page-unreachable',
    ['client-id'],
  ],
  ['{"error":"invalid_client"}', '-', ['client-id', 'client-secret']],
  [
    'XTK-170065 Error while authenticating: \'{"error":"invalid_client"}\'',
    'callback-rejected',
    ['client-id', 'client-secret'],
  ],
  ['{"error":"invalid_scope"}', 'login-page-unreachable', ['scopes']],
  ['Error: invalid_scope', 'login-page-unreachable', ['scopes']],
  ['invalid_client', '-', ['client-id', 'client-secret']],
  ['error_description=invalid client_secret parameter error=invalid_client', 'callback-rejected', ['client-secret']],
  ['invalid_client (client_secret=abc)', '-', ['client-id', 'client-secret']],
  ['{"error":"invalid_grant"}', 'callback-rejected', []],
  ['{"error":"ride_AdobeID_acct_terms","jump":"https://adobe.example/terms"}', 'challenge-required', ['test-account']],
  ['{"error_code":"403023","message":"Profile is not valid"}', '-', ['product-context']],
  ['{"error_code":"401013","message":"Oauth token is not valid"}', '-', []],
  [
    `XTK-170065 Error while authenticating: '{"error_description":"JWT token is missing.","error":"invalid_token"}'`,
    '-',
    [],
  ],
  [
    '{"error_description":"The metascopes in the JWT are not a subset of the metascopes in the binding.","error":"invalid_scope"}',
    '-',
    [],
  ],

  // Campaign’s codes, and what machines say.
  ['XSV-350008 Session has expired or is invalid. Please reconnect.', '-', []],
  ['Session has expired or is invalid.', '-', []],
  ['XSV-350012 Invalid login or password. Connection denied.', '-', []],
  ["XSV-350013 The '10.1.2.3' IP address via which you are connecting is not allowed", '-', []],
  ['XSV-350063 No data source defined', 'campaign-unreachable', ['campaign-outage']],
  ["Empty return for method 'Logon' of service 'xtk:session'", 'campaign-unreachable', ['campaign-outage']],
  ['XSV-350176 Invalid private key to get JSON web tokens', '-', []],
  ['XTK-170092', '-', []],
  ['XTK-170065 Error while authenticating', '-', []],
  ['net::ERR_NAME_NOT_RESOLVED', '-', ['network']],
  ['ERR_TOO_MANY_REDIRECTS', 'unrecognised', []],
  ['User is redirected to adobe.com page', 'redirected-to-adobe-com', ['callback-url']],
  ['The user is unable to access the Adobe ID login page', 'login-page-unreachable', ['scopes']],
];

for (const [text, outcome, causes] of messages) {
  test(`a message is explained: ${text.replace(/\s+/g, ' ').slice(0, 90)}`, () => {
    const meanings = explain(text);
    expect(meanings).toHaveLength(1);
    const [meaning] = meanings;
    expect([meaning?.outcome ?? '-', meaning?.causes.map(({ cause }) => cause)]).toEqual([outcome, causes]);
    // Nothing was read, so nothing is more than suspected; and there is always something that a person can do.
    for (const { certainty, remedy, owner, documentation } of meaning?.causes ?? []) {
      expect(certainty).toBe('suspected');
      expect(remedy.length * owner.length).toBeGreaterThan(0);
      expect(documentation).toMatch(/^https:/);
    }
    expect(causes.length > 0 || meaning?.advice !== undefined).toBe(true);
    expect(explanation(meanings, plain).text).toContain('fix ');
  });
}

/** What says nothing of a login, however much it looks like it. */
const notKnown: readonly string[] = [
  '',
  'It does not work any more.',
  'XSV-999999 Something else',
  'https://prod.example.com/view/home',
  'https://prod.example.com/nl/jsp/ims.jsp?code=eyJhbGciOi&state=1',
  'https://prod.example.com/x?error=something_new',
  'https://experienceleague.adobe.com/en/docs/campaign-classic',
  'See https://www.adobe.com/legal for the terms',
  'https://auth.services.adobe.com/en_US/index.html?callback=https%3A%2F%2Fims-na1.adobelogin.com%2Fims%2Fadobeid%2Fx%3Fredirect_uri%3Dhttps%253A%252F%252Fprod.example.com%252Fims.jsp',
  'https://customer.campaign.adobe.com/nl/jsp/logon.jsp',
  'The application shows an error: scope creep',
  '{"error":"quota_exceeded"}',
  'password=hunter2',
];

for (const text of notKnown) {
  test(`nothing is guessed of: ${text.slice(0, 90)}`, () => {
    expect(explain(text)).toEqual([]);
    expect(explanation([], plain).text).toContain('Not known');
  });
}

test('several things in one message are told each once', () => {
  const text = `XSV-350012 Invalid login or password
    https://prod.example.com/x?error=invalid_scope and again error=invalid_scope`;
  expect(explain(text).map(({ recognised }) => recognised)).toEqual([
    expect.stringContaining('invalid_scope'),
    expect.stringContaining('XSV-350012'),
  ]);
});

test('no secret of a pasted message is kept or shown', () => {
  const secrets = [
    'hunter2 horse',
    'eyJhbGciOiJSUzI1NiJ9',
    'p-8e_client_SECRET',
    'aXQncyBhIHNlY3JldA',
    'who@example.com',
  ];
  const text = `XTK-170065 who@example.com password: hunter2 horse
    {"error":"invalid_client","error_description":"invalid client_secret parameter","client_secret":"p-8e_client_SECRET"}
    Authorization: Bearer aXQncyBhIHNlY3JldA
    https://who:hunter2@prod.example.com/x/eyJhbGciOiJSUzI1NiJ9?error=invalid_scope&code=eyJhbGciOiJSUzI1NiJ9&client_secret=p-8e_client_SECRET
    access_token=eyJhbGciOiJSUzI1NiJ9 client_secret=p-8e_client_SECRET`;
  const facts = readMessage(text);
  const meanings = explainMessage(facts);
  expect(meanings.map(({ outcome }) => outcome)).toEqual(['callback-rejected', 'login-page-unreachable']);
  for (const secret of [...secrets, 'hunter2']) {
    expect(JSON.stringify(facts)).not.toContain(secret);
    expect(JSON.stringify(meanings) + explanation(meanings, plain).text).not.toContain(secret);
  }
});

/** Facts, journeys and what was asked without a password: every one with every other one makes the matrix. */
const facts: Readonly<Record<string, () => Evidence>> = {
  'all declared': soundFacts,
  'nothing declared': () => ({
    ...soundFacts(),
    externalAccount: {
      imsServer: unknown('A'),
      scopes: unknown('B'),
      clientId: unknown('C'),
      clientSecret: unknown('D'),
      callbackServer: unknown('E'),
      organisationId: unknown('F'),
      associationMask: unknown('G'),
      productContext: unknown('H'),
      enabledAccounts: unknown('I'),
    },
    operatorGroups: unknown('J'),
    dashboardUserGroups: unknown('K'),
  }),
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
