import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema, type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { authorizeUrl } from '../../fixtures/evidence/authorize-url.ts';
import { instanceUrl, known, unknown } from './evidence-builder.ts';
import {
  askedOf,
  causesOf,
  imsHost,
  investigate,
  ownCallback,
  signInPage,
  usualIms,
  type Ims,
  type Investigated,
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
    const atStage = { origin: 'https://ims-na1-stg1.adobelogin.com' };
    expect(investigate({ ims: () => answer, sent: atStage }).needsLogin).toBe(true);
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

test('a blank inside a scope is shown where it stands', () => {
  const { diagnosis } = investigate({
    sent: { scopes: ['openid', 'read_', 'organizations', 'AdobeID', 'dam-read'] },
    facts: ({ externalAccount }) => (externalAccount.scopes = known('openid,read_ organizations,AdobeID,dam-read')),
  });
  const [cause] = diagnosis.causes;
  expect(cause).toMatchObject({ cause: 'scopes', actual: 'read_ organizations,dam-read' });
  expect(cause?.evidence[0]).toContain('“read_ organizations” (a misspelling of “read_organizations”)');
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
  // One that is declared and taken is enough to hold the own one against.
  expect(askedOf(investigated).map(({ redirectUri }) => redirectUri)).not.toContain(`${ownCallback}/`);
  expect(causesOf(investigated)).toEqual(['callback-url confirmed']);
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
