import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { explanation } from '../../fixtures/report/explanation.ts';

const explain = (text: string) => explainMessage(readMessage(text));
const plain = { colours: false, width: 100 };

/** Messages by the outcome that they are and the causes that they fit. `-`: the message is not about how a login ended. */
const meanings: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'missing-rights',
    ['association-mask', 'operator-groups'],
    [
      'Login does not have any right matching the expression',
      'XSV-350045 Login does not have any\n   right matching the\u00A0expression “Campaign - (.*)” (iRc=-56)',
      "> Le login ne possède aucun droit correspondant à l'expression",
      'LE LOGIN NE POSSE\u0300DE AUCUN DROIT CORRESPONDANT A\u0300 L’EXPRESSION',
      'Le login ne poss&egrave;de aucun droit correspondant &agrave; l&#8217;expression',
      'Der Login besitzt keine Berechtigung, die dem Ausdruck in Adobe Campaign entspricht',
      'ログインには、式に一致\nする権限がありません',
      '"\\u5f0f\\u306b\\u4e00\\u81f4\\u3059\\u308b\\u6a29\\u9650\\u304c\\u3042\\u308a\\u307e\\u305b\\u3093"',
      '<SOAP-ENV:Fault><detail>SOP-330011 Login does not have any right matching the expression</detail></SOAP-ENV:Fault>',
    ],
  ],
  [
    'login-page-unreachable',
    ['scopes'],
    [
      'https://prod.example.com/nl/jsp/ims.jsp?error=invalid_scope&state=abc',
      'prod.example.com/nl/jsp/ims.jsp?error=invalid_scope',
      'https://prod.example.com/ims.jsp#error=invalid_scope',
      'It says ?error=invalid_scope&error_description=x in the address',
      'https://prod.example.com/x?error=invalid_request&error_description=scope+is+missing',
      '{"error":"invalid_scope"}',
      'Error: invalid_scope',
      'The user is unable to access the Adobe ID login page',
    ],
  ],
  [
    'login-page-unreachable',
    ['client-id'],
    [
      'https://prod.example.com/x?error=unauthorized_client',
      'https://prod.example.com/x?error=invalid_client',
      '{"error":"invalid_client","error_description":"invalid client_id parameter"}',
    ],
  ],
  [
    'login-page-unreachable',
    ['client-id', 'scopes'],
    ['https://prod.example.com/x?error=invalid_request', 'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=x'],
  ],
  [
    'challenge-required',
    ['test-account'],
    [
      'https://prod.example.com/x?error=access_denied',
      '{"error":"ride_AdobeID_acct_terms","jump":"https://adobe.example/terms"}',
    ],
  ],
  ['ims-unavailable', ['ims-outage'], ['https://prod.example.com/x?error=server_error']],
  ['login-page-unreachable', ['callback-url'], ['https://prod.example.com/x?error=redirect_uri_mismatch']],
  [
    'redirected-to-adobe-com',
    ['callback-url'],
    [
      'https://www.adobe.com/?code=eyJhbGciOi.eyJ0eXBlIjo&state=1',
      'www.adobe.com/fr/?code=eyJhbGciOi',
      'https://www.adobe.com/',
      'After the login I am at https://www.adobe.com/home?code=abc#here.',
      `https://auth.services.adobe.com/en_US/index.html?callback=${encodeURIComponent(
        `https://ims-na1.adobelogin.com/ims/adobeid/Campaign1/AdobeID/code?redirect_uri=${encodeURIComponent('https://www.adobe.com/')}`,
      )}&client_id=Campaign1#/`,
      'User is redirected to adobe.com page',
    ],
  ],
  [
    'login-page-unreachable',
    ['ims-server-url'],
    [
      'https://ims-na1-stg1.adobelogin.com/ims/authorize/v2?client_id=x',
      'https://auth-stg1.services.adobe.com/en_US/index.html',
    ],
  ],
  [
    'callback-rejected',
    ['client-secret'],
    [
      '{"error":"invalid_client","error_description":"invalid client_secret parameter"}',
      `2026-01-01 10:00:00 web.log ERR XTK-170065 Error while authenticating: '{\\"error_description\\":\\"invalid client_secret parameter\\",\\"error\\":\\"invalid_client\\"}' (iRc=-53)`,
      '{&quot;error&quot;:&quot;invalid_client&quot;,&quot;error_description&quot;:&quot;invalid client_secret parameter&quot;}',
      'IMS said: invalid client_secret parameter',
      'error_description=invalid client_secret parameter error=invalid_client',
    ],
  ],
  [
    '-',
    ['client-id', 'client-secret'],
    ['{"error":"invalid_client"}', 'invalid_client', 'invalid_client (client_secret=abc)'],
  ],
  [
    'callback-rejected',
    ['client-id', 'client-secret'],
    ['XTK-170065 Error while authenticating: \'{"error":"invalid_client"}\''],
  ],
  ['callback-rejected', [], ['{"error":"invalid_grant"}']],
  ['-', ['product-context'], ['{"error_code":"403023","message":"Profile is not valid"}']],
  [
    '-',
    [],
    [
      '{"error_code":"401013","message":"Oauth token is not valid"}',
      `XTK-170065 Error while authenticating: '{"error_description":"JWT token is missing.","error":"invalid_token"}'`,
      '{"error_description":"The metascopes in the JWT are not a subset of the metascopes in the binding.","error":"invalid_scope"}',
      'XSV-350008 Session has expired or is invalid. Please reconnect.',
      'Session has expired or is invalid.',
      'XSV-350012 Invalid login or password. Connection denied.',
      "XSV-350013 The '10.1.2.3' IP address via which you are connecting is not allowed",
      'XSV-350176 Invalid private key to get JSON web tokens',
      'XTK-170092',
      'XTK-170065 Error while authenticating',
    ],
  ],
  [
    'campaign-unreachable',
    ['campaign-outage'],
    ['XSV-350063 No data source defined', "Empty return for method 'Logon' of service 'xtk:session'"],
  ],
  ['-', ['network'], ['net::ERR_NAME_NOT_RESOLVED']],
  ['unrecognised', [], ['ERR_TOO_MANY_REDIRECTS']],
];

for (const [outcome, causes, messages] of meanings) {
  for (const text of messages) {
    test(`a message is explained: ${text.replace(/\s+/g, ' ').slice(0, 90)}`, () => {
      const found = explain(text);
      expect(found).toHaveLength(1);
      const [meaning] = found;
      expect([meaning?.outcome ?? '-', meaning?.causes.map(({ cause }) => cause)]).toEqual([outcome, causes]);
      // Nothing was read, so nothing is more than suspected; and there is always something that a person can do.
      for (const { certainty, remedy, owner, documentation } of meaning?.causes ?? []) {
        expect(certainty).toBe('suspected');
        expect(remedy.length * owner.length).toBeGreaterThan(0);
        expect(documentation).toMatch(/^https:/);
      }
      expect(causes.length > 0 || meaning?.advice !== undefined).toBe(true);
      expect(explanation(found, plain).text).toContain('fix ');
    });
  }
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
