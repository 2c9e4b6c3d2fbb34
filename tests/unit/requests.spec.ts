import { expect, test } from '@playwright/test';
import { consult, diagnose } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema, type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { type ImsAnswer, type SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { authorizeUrl } from '../../fixtures/evidence/authorize-url.ts';
import { cameBack, instanceUrl, known, signedInAt, unknown } from './evidence-builder.ts';
import {
  askedOf,
  causesOf,
  imsHost,
  investigate,
  invalidScope,
  ownCallback,
  secretTaken,
  signInPage,
  usualIms,
  type Ims,
  type Investigated,
  type World,
} from './requests-world.ts';

const controlOf = ({ diagnosis }: Investigated): string | undefined =>
  diagnosis.checks.find(({ check }) => check === 'negative-control')?.status;

test('a healthy request costs one control and one look at the secret, and then the login is made', () => {
  const investigated = investigate({});

  expect(askedOf(investigated).map(({ redirectUri }) => redirectUri)).toEqual([
    'https://campaign-login-probe.invalid/callback',
  ]);
  expect(investigated.asked.filter(({ kind }) => kind === 'secret')).toHaveLength(1);
  expect(investigated.needsLogin).toBe(true);
  expect(controlOf(investigated)).toBe('holds');
});

test('every scope too many is named, and none that is provisioned', () => {
  const surplus = ['dam-read', 'email', 'offline_access', 'profile', 'creative_sdk'];
  const scopes = ['openid', 'dam-read', 'AdobeID', 'email', 'avatar', 'offline_access', 'profile', 'creative_sdk'];
  const ims: Ims = (asked) =>
    // Adobe allows one of them after all, whatever is declared.
    usualIms({ ...asked, scopes: asked.scopes.filter((scope) => scope !== 'email') });
  const investigated = investigate({
    sent: { scopes },
    ims,
    facts: ({ externalAccount }) => {
      externalAccount.scopes = known(scopes.join(','));
    },
  });

  expect(investigated.needsLogin).toBe(false);
  expect(causesOf(investigated)).toEqual(['scopes confirmed']);
  const proof = investigated.diagnosis.causes[0]?.evidence.find((line) => line.startsWith('Refused on their own'));
  expect(proof).toBe(`Refused on their own: ${surplus.filter((scope) => scope !== 'email').join(', ')}.`);
  expect(askedOf(investigated).length).toBeLessThanOrEqual(24);
});

test('a search for scopes stays within its bounds, and accuses the scopes all the same', () => {
  const many = Array.from({ length: 60 }, (_, index) => `extra_${String(index)}`);
  const investigated = investigate({ sent: { scopes: ['openid', ...many] } });

  expect(askedOf(investigated).length).toBeLessThanOrEqual(39);
  expect(causesOf(investigated)[0]).toContain('server-restart');
});

test('a proof is a line that a person can repeat, with the correlation id for Adobe', () => {
  const { diagnosis } = investigate({
    sent: { redirectUri: 'https://old.example.com/cb' },
    facts: ({ externalAccount }) => {
      externalAccount.callbackServer = known('https://old.example.com');
    },
  });

  expect(diagnosis).toMatchObject({ decidedBy: 'request', outcome: 'redirected-to-adobe-com' });
  expect(diagnosis.causes[0]?.cause).toBe('callback-url');
  expect(diagnosis.causes[0]?.evidence.join('\n')).toMatch(
    /GET https:\/\/ims-na1\.adobelogin\.com\/ims\/authorize\/v2\?client_id=Campaign1&redirect_uri=\S+ is answered with .*\(x-debug-id id-1\)/,
  );
});

/** What IMS might do one day, so that what it says of a callback means nothing any more. */
const staleWorlds: readonly (readonly [string, Ims, string])[] = [
  ['names the callback as sent, whatever it is', ({ redirectUri }) => signInPage(redirectUri), 'not-declared'],
  ['names no callback at all', () => ({ kind: 'sign-in-page' }), 'not-declared'],
  // A foreign callback is replaced indeed; that a provisioned one is too shows that nothing follows from it.
  ['names one of its own addresses always', () => signInPage('https://account.adobe.com/return'), 'holds'],
];

for (const [what, ims, control] of staleWorlds) {
  for (const redirectUri of [ownCallback, 'https://stage.example.com/cb', 'https://old.example.com/cb']) {
    test(`where IMS ${what}, nothing is decided without a login about ${redirectUri}`, () => {
      const investigated = investigate({ ims, sent: { redirectUri } });

      expect(investigated.needsLogin).toBe(true);
      expect(controlOf(investigated)).toBe(control);
    });
  }
}

test('a foreign callback that is refused with an error lets the control hold as well', () => {
  const investigated = investigate({
    ims: (asked) =>
      new URL(asked.redirectUri).origin === instanceUrl ? usualIms(asked) : { kind: 'page', status: 400, text: '' },
  });

  expect(controlOf(investigated)).toBe('holds');
});

test('with a client that IMS does not know the control proves nothing and blocks nothing', () => {
  const investigated = investigate({
    sent: { clientId: 'CampaignV6' },
    facts: ({ externalAccount, provisioned }) => {
      externalAccount.clientId = known('CampaignV6');
      provisioned.clientId = unknown('PROVISIONED_CLIENT_ID');
    },
  });

  expect(controlOf(investigated)).toBe('not-applicable');
  expect(investigated.needsLogin).toBe(true);
});

for (const answer of [
  { kind: 'page', status: 503, text: '' },
  { kind: 'page', status: 429, text: '' },
  { kind: 'no-answer', failure: 'connect ETIMEDOUT' },
  { kind: 'error', error: 'temporarily_unavailable', url: ownCallback },
] satisfies readonly ImsAnswer[]) {
  test(`IMS that answers with ${JSON.stringify(answer)} decides nothing before the login`, () => {
    const investigated = investigate({ ims: () => answer });

    expect(investigated.needsLogin).toBe(true);
    expect(investigated.diagnosis.causes).toEqual([]);
  });
}

test('what is right as stored and wrong as sent is a restart, with both values, and not the setting', () => {
  const investigated = investigate({ sent: { scopes: ['openid', 'AdobeID', 'session', 'dam-read'] } });

  expect(causesOf(investigated)).toEqual(['server-restart suspected']);
  expect(investigated.diagnosis.causes[0]?.evidence.join('\n')).toContain('dam-read');
});

test('a restart is named first, and a setting that is wrong as stored too is named behind it', () => {
  const investigated = investigate({
    sent: { scopes: ['openid', 'dam-read'], clientId: 'CampaignV6' },
    facts: ({ externalAccount }) => {
      externalAccount.clientId = known('CampaignV6');
    },
  });

  expect(causesOf(investigated)).toEqual(['server-restart suspected', 'client-id confirmed']);
});

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

test('of two instances that share a callback only the one whose origin it is not is accused, and whose it is, is said', () => {
  const shared = (facts: Evidence): void => {
    facts.externalAccount.callbackServer = known('https://stage.example.com');
    facts.provisioned.callbackUrls = known([instanceUrl, 'https://stage.example.com']);
  };
  const ims: Ims = (asked) =>
    asked.redirectUri.startsWith('https://stage.example.com/') ? signInPage(asked.redirectUri) : usualIms(asked);
  const prod = investigate({ ims, sent: { redirectUri: 'https://stage.example.com/cb' }, facts: shared });
  const stage = investigate({
    ims,
    sent: { redirectUri: 'https://stage.example.com/cb' },
    facts: (facts) => {
      shared(facts);
      facts.instance.url = 'https://stage.example.com';
      facts.otherInstances = [{ id: 'prod', url: instanceUrl }];
    },
  });

  expect(prod.diagnosis.outcome).toBe('signed-in-elsewhere');
  expect(causesOf(prod)).toEqual(['callback-url confirmed']);
  expect(prod.diagnosis.causes[0]?.evidence.join()).toContain('that of instance “stage”');
  expect(causesOf(stage)).toEqual([]);
});

test('a client that another instance was given is named as that instance’s', () => {
  const { diagnosis } = investigate({
    sent: { clientId: 'Campaign2' },
    facts: (facts) => {
      facts.externalAccount.clientId = known('Campaign2');
      facts.otherInstances = [{ id: 'stage', url: 'https://stage.example.com', provisionedClientId: 'Campaign2' }];
    },
  });

  expect(diagnosis.causes[0]).toMatchObject({ cause: 'client-id', certainty: 'confirmed', expected: 'Campaign1' });
  expect(diagnosis.causes[0]?.evidence.join()).toContain('it is that of instance “stage”');
});

test('the diagnosis of saved evidence is the diagnosis', () => {
  const { diagnosis, evidence } = investigate({ sent: { scopes: ['openid', 'dam-read'] } });
  const saved = evidenceSchema.parse(JSON.parse(JSON.stringify(evidence)));

  expect(diagnose(saved)).toEqual(diagnosis);
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
    ] as const) {
      expect(consulted(secret, control).causes, JSON.stringify([secret, control])).toEqual([]);
    }
  });

  test('leaves it open where words that nobody knows, or a page, are the same to both', () => {
    const strange = { ...secretTaken, error: 'nobody_knows_this' };
    const page: SecretAnswer = { url: imsHost, clientId: 'Campaign1', status: 400, body: 'page' };
    for (const same of [strange, page]) expect(consulted(same, same).causes).toEqual(['client-secret suspected']);
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
    expect(lines(ofClient, wrongSecret)).toContain('the same that Campaign passes on');
    expect(lines(ofClient, { ...wrongSecret, error: 'access_denied' })).toContain('Campaign passes on invalid_client');
    expect(lines('Anmeldung fehlgeschlagen', wrongSecret)).toContain('If Campaign’s web.log has the same words');
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

test('a blank inside a scope is shown where it stands', () => {
  const { diagnosis } = investigate({
    sent: { scopes: ['openid', 'read_', 'organizations', 'AdobeID', 'dam-read'] },
    facts: ({ externalAccount }) => (externalAccount.scopes = known('openid,read_ organizations,AdobeID,dam-read')),
  });
  const [cause] = diagnosis.causes;
  expect(cause).toMatchObject({ cause: 'scopes', actual: 'read_ organizations,dam-read' });
  expect(cause?.evidence[0]).toContain('“read_ organizations” (a misspelling of “read_organizations”)');
});

test('a token endpoint that is down makes no login that works a doubtful one', () => {
  const { evidence } = investigate({ secret: { url: imsHost, clientId: 'Campaign1', status: 503 } });
  const signedIn = signedInAt();
  expect(diagnose({ ...evidence, journey: signedIn }).verdict).toBe('pass');
  const refused = cameBack({ status: 200 }, { text: 'Anmeldung fehlgeschlagen' });
  expect(diagnose({ ...evidence, journey: refused }).causes[0]?.remedy).toMatch(/^Run this probe again/);
});

test.describe('a value that means the same and is written otherwise', () => {
  const literalIms: Ims = (asked) =>
    asked.redirectUri === ownCallback ? usualIms(asked) : signInPage('https://www.adobe.com/');
  const spellings = [
    ['a port', `${instanceUrl}:443`, `${instanceUrl}:443/nl/jsp/ims.jsp`],
    ['a slash at its end', `${instanceUrl}/`, `${instanceUrl}//nl/jsp/ims.jsp`],
    ['another case', 'https://PROD.example.com', 'https://PROD.example.com/nl/jsp/ims.jsp'],
    ['a path', `${instanceUrl}/acc`, `${instanceUrl}/acc/nl/jsp/ims.jsp`],
  ] as const;

  for (const [what, stored, redirectUri] of spellings) {
    const facts = ({ externalAccount }: Evidence): void => void (externalAccount.callbackServer = known(stored));

    test(`a callback with ${what} is accused where IMS is seen to mind, and before any password`, () => {
      const investigated = investigate({ sent: { redirectUri }, ims: literalIms, facts });
      expect(investigated.needsLogin).toBe(false);
      expect(causesOf(investigated)).toEqual(['callback-url confirmed']);
      expect(investigated.diagnosis.causes[0]).toMatchObject({ expected: instanceUrl, actual: stored });
    });

    test(`a callback with ${what} accuses nobody where IMS does not mind`, () => {
      expect(causesOf(investigate({ sent: { redirectUri }, facts }))).toEqual([]);
    });
  }

  const brokenLines = 'openid,\nAdobeID,\nsession';
  const withBreaks = ({ externalAccount }: Evidence): void => void (externalAccount.scopes = known(brokenLines));

  test('line breaks between scopes are accused where IMS is seen to mind', () => {
    const investigated = investigate({ sent: { scopes: ['openid', '\nAdobeID', '\nsession'] }, facts: withBreaks });
    expect(causesOf(investigated)).toEqual(['scopes confirmed']);
    expect(investigated.diagnosis.causes[0]?.remedy).toContain('on one line');
  });

  test('line breaks between declared scopes accuse nobody where the server sends none, or IMS does not mind', () => {
    expect(causesOf(investigate({ facts: withBreaks }))).toEqual([]);
    const mild: Ims = (asked) => usualIms({ ...asked, scopes: asked.scopes.map((scope) => scope.trim()) });
    const scopes = ['openid', '\nAdobeID', '\nsession'];
    expect(causesOf(investigate({ sent: { scopes }, ims: mild, facts: withBreaks }))).toEqual([]);
  });
});

test('a server whose path begins with two slashes is asked by its own name', () => {
  const { origin, path } = { origin: imsHost, path: '//ims/authorize/v2' };
  const url = authorizeUrl({ origin, path, clientId: 'c', redirectUri: ownCallback, scopes: [] });
  expect(url).toMatch(/^https:\/\/ims-na1\.adobelogin\.com\/\/ims\/authorize\/v2\?/);
});

test('a callback that IMS replaces by another instance’s is no way to adobe.com', () => {
  const ims: Ims = (asked) =>
    asked.redirectUri === ownCallback ? signInPage('https://stage.example.com/cb') : usualIms({ ...asked });
  const listed = ['https://listed.example.com'];
  const investigated = investigate({
    ims: (asked) => (asked.redirectUri.startsWith('https://listed.') ? signInPage(asked.redirectUri) : ims(asked)),
    facts: ({ provisioned }) => (provisioned.callbackUrls = known(listed)),
  });
  expect(investigated.diagnosis).toMatchObject({ outcome: 'signed-in-elsewhere', decidedBy: 'request' });
  expect(investigated.diagnosis.summary).toContain('instance “stage”');
  expect(causesOf(investigated)).toEqual(['callback-url confirmed']);
});

test('of a secret that IMS refuses it is said that a space stands at its end', () => {
  const { diagnosis } = investigate({
    secret: { ...secretTaken, error: 'invalid_client', description: 'invalid client_secret parameter' },
    facts: ({ externalAccount }) => (externalAccount.clientSecret = known({ present: true, blankAtAnEnd: true })),
  });
  expect(diagnosis.causes[0]?.evidence[0]).toContain('it begins or ends with a space');
});

test('of two values that are proven wrong, the one that IMS refuses the whole request for is named first', () => {
  const elsewhere = 'https://stage.example.com';
  const scopes = ['openid', 'dam-read', 'AdobeID'];
  const investigated = investigate({
    sent: { scopes, redirectUri: `${elsewhere}/nl/jsp/ims.jsp` },
    facts: (facts) => {
      facts.externalAccount.callbackServer = known(elsewhere);
      facts.externalAccount.scopes = known(scopes.join(','));
      const nothing = unknown('not declared');
      facts.provisioned = { clientId: nothing, scopes: nothing, callbackUrls: nothing, productContext: nothing };
    },
  });

  expect(investigated.diagnosis.outcome).toBe('login-page-unreachable');
  expect(causesOf(investigated)).toEqual(['scopes confirmed', 'callback-url confirmed']);
});
