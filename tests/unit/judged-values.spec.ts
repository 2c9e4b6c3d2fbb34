import { expect, test } from './unit-test.ts';
import { settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { owners, type Judgement, type SettingCauseId, type Symptom } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { journey, known, soundFacts, toCampaign, toIms, unknown } from './evidence-builder.ts';

/* Each value that a setting may have, as it is stored and as the running server sends it: what is said of it. */

const atAdobe: Symptom = { outcome: 'redirected-to-adobe-com', summary: '', pointsTo: [], evidence: [] };
const elsewhere: Symptom = { ...atAdobe, outcome: 'unrecognised' };
type Stored = Partial<Evidence['externalAccount']>;
type Provisioned = Partial<Evidence['provisioned']>;

const facts = (stored: Stored, provisioned: Provisioned = {}): Evidence => {
  const sound = soundFacts();
  return {
    ...sound,
    externalAccount: { ...sound.externalAccount, ...stored },
    provisioned: { ...sound.provisioned, ...provisioned },
  };
};
const judge = (id: SettingCauseId, evidence: Evidence, symptom = elsewhere): Judgement =>
  settingCauses[id].judge(evidence, symptom);
const server = (value: string): Judgement => judge('ims-server-url', facts({ imsServer: known(value) }));
const callback = (value: string, symptom = elsewhere): Judgement =>
  judge('callback-url', facts({ callbackServer: known(value) }), symptom);

const [na1, alias] = ['ims-na1.adobelogin.com', 'adobeid-na1.services.adobe.com'];
const setTo = (label: string, value: string): unknown =>
  expect.stringMatching(new RegExp(`^Set ${label} to \`${value}\` in `));

test('IMS is its production endpoint in any usual spelling, and https alone', () => {
  for (const value of [
    na1,
    alias,
    `https://${na1}`,
    `https://${na1}/`,
    `https://${na1}:443`,
    `HTTPS://IMS-NA1.adobelogin.com`,
  ]) {
    expect(server(value)).toEqual({ state: 'right', detail: `“${value}” is IMS’s production endpoint` });
  }
  const wrong: readonly (readonly [string, string, string])[] = [
    [`http://${alias}`, 'IMS is reached over https, not http', alias],
    [`ftp://${na1}/`, 'IMS is reached over https, not ftp', na1],
    [` https://${na1}`, 'It begins or ends with a space', na1],
    [`https://${na1}:8443`, `“https://${na1}:8443” isn’t IMS’s production endpoint`, na1],
    [`https://${na1}/ims`, `“https://${na1}/ims” isn’t IMS’s production endpoint`, na1],
    ['https://ims-na1.adobelogn.com', `“ims-na1.adobelogn.com” is a misspelling of “${na1}”`, na1],
    ['adobeid-na1.service.adobe.com', `“adobeid-na1.service.adobe.com” is a misspelling of “${alias}”`, alias],
    [
      'ims-na1-stg.adobelogin.com',
      '“ims-na1-stg.adobelogin.com” is Adobe’s own stage; every customer instance uses production',
      na1,
    ],
    [
      'ims-na1-stg12.adobelogin.com',
      '“ims-na1-stg12.adobelogin.com” is Adobe’s own stage; every customer instance uses production',
      na1,
    ],
    ['', '(empty) isn’t IMS’s production endpoint', na1],
  ];
  for (const [value, detail, meant] of wrong) {
    expect(server(value), value).toEqual({
      state: 'wrong',
      detail,
      expected: `${na1} or ${alias}`,
      actual: value,
      remedy: setTo('IMS server', `https://${meant}`),
      owner: owners.campaign,
    });
  }
});

test('a slash at the end of IMS’s address is wrong only where the server sends it on', () => {
  const asked = (value: string, authorizePath: string): Judgement =>
    judge('ims-server-url', {
      ...facts({ imsServer: known(value) }),
      requests: { by: 'http', durationMs: 0, hops: [], experiments: [], authorizePath },
    });
  for (const [value, meant] of [
    [`https://${alias}/`, `https://${alias}`],
    [`${na1}/`, `https://${na1}`],
  ] as const) {
    expect(asked(value, '//ims/authorize/v2')).toEqual({
      state: 'wrong',
      detail: `“${value}” ends with a slash, and the server adds its own: it asks for “//ims/authorize/v2”`,
      expected: `${na1} or ${alias}`,
      actual: value,
      remedy: setTo('IMS server', meant),
      owner: owners.campaign,
    });
    expect(asked(value, '/ims/authorize/v2').state).toBe('right');
  }
  expect(asked(`https://${na1}`, '//ims/authorize/v2').state).toBe('right');
});

test('a callback server is wrong where a code would not come back to this instance, in the words of what is wrong', () => {
  const own = 'https://prod.example.com';
  const wrong: readonly (readonly [string, string])[] = [
    [`${own} `, 'It begins or ends with a space'],
    ['prod.example.com', '“prod.example.com” isn’t an address that begins with https://'],
    ['ftp://prod.example.com', '“ftp://prod.example.com” isn’t an address that begins with https://'],
    ['http://prod.example.com', 'It begins with http://, but IMS sends a code only over https'],
    ['https://old.example.com', 'https://old.example.com isn’t this instance’s own address'],
    [
      'https://stage.example.com/x',
      'https://stage.example.com isn’t this instance’s own address, but that of instance “stage”',
    ],
  ];
  for (const [value, detail] of wrong) {
    expect(callback(value), value).toEqual({
      state: 'wrong',
      detail,
      expected: own,
      actual: value,
      remedy: setTo('Callback server', own),
      owner: owners.campaign,
    });
  }
  expect(callback(own)).toEqual({ state: 'right', detail: `“${own}” is allow-listed` });
});

test('a callback is held against the allow-list as far as its path is known', () => {
  const listed = (entries: string[], redirectUri?: string): Judgement => {
    const evidence = facts({}, { callbackUrls: known(entries) });
    const taken = journey([toCampaign, toIms]);
    const { authorize } = taken;
    return judge('callback-url', {
      ...evidence,
      ...(redirectUri !== undefined &&
        authorize && { journey: { ...taken, authorize: { ...authorize, redirectUri } } }),
    });
  };
  const own = 'https://prod.example.com';
  const sent = `${own}/nl/jsp/ims.jsp`;
  expect(listed([own], sent)).toEqual({ state: 'right', detail: `“${sent}” is allow-listed` });
  expect(listed([`${own}/nl`])).toMatchObject({
    state: 'not-known',
    check: 'not-declared',
    detail: `The allow-list has “${own}/nl”; the path that Campaign appends to ${own} was not seen, so whether the callback is allowed is not known`,
  });
  expect(listed([`${own}/nl`], sent).state).toBe('right');
  expect(listed(['https://a.example.com', `${own}/x`], sent)).toEqual({
    state: 'wrong',
    detail: `“${sent}” is not among the callback URLs that Adobe allows (“https://a.example.com” and “${own}/x”)`,
    expected: `${sent}, allow-listed by Adobe`,
    actual: `the allow-list has “https://a.example.com” and “${own}/x”`,
    remedy: `Ask Adobe to add \`${sent}\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
    owner: owners.adobe,
  });
  expect(listed([])).toMatchObject({
    state: 'wrong',
    actual: 'the allow-list has none',
    expected: `${own}, allow-listed by Adobe`,
  });
});

test('a callback server to which the instance itself sends its users is not known to be wrong', () => {
  const led = 'https://acc.example.com';
  const at = (relayedTo: string | undefined): Judgement => {
    const taken = journey([toCampaign, toIms]);
    const { authorize } = taken;
    if (!authorize) throw new Error('No request');
    return judge('callback-url', {
      ...facts({ callbackServer: known(led) }),
      journey: { ...taken, authorize: { ...authorize, ...(relayedTo !== undefined && { relayedTo }) } },
    });
  };
  expect(at(`${led}/x`)).toMatchObject({
    state: 'not-known',
    check: 'not-declared',
    detail: `${led} isn’t this instance’s own address, but the instance sends its users there before IMS is asked`,
    expected: 'https://prod.example.com, allow-listed by Adobe',
  });
  expect(at('https://other.example.com').state).toBe('wrong');
  expect(at(undefined).state).toBe('wrong');
});

test('another spelling of the own callback is doubted where the login ends at adobe.com, and accused where IMS is seen to mind', () => {
  const spelt = 'https://prod.example.com/';
  const fix = {
    expected: 'https://prod.example.com',
    remedy: setTo('Callback server', 'https://prod.example.com'),
    owner: owners.campaign,
  };
  const detail = `“${spelt}” is this instance’s own address, spelt differently, and IMS may compare every character of the callback that the server builds from it`;
  expect(callback(spelt, atAdobe)).toEqual({ state: 'not-known', check: 'not-declared', detail, ...fix });
  expect(callback(spelt, { ...atAdobe, proof: { 'callback-url': [] } })).toEqual({
    state: 'wrong',
    detail,
    actual: spelt,
    ...fix,
  });
  expect(callback(spelt).state).toBe('right');
  expect(callback('https://prod.example.com', atAdobe).state).toBe('right');
  expect(callback('https://old.example.com', atAdobe)).toMatchObject({
    state: 'wrong',
    actual: 'https://old.example.com',
  });
});

test('the product context is one thing on both sides, and by it the form is known', () => {
  const context = (stored: string, provisioned: Evidence['provisioned']['productContext']): Judgement =>
    judge('product-context', facts({ productContext: known(stored) }, { productContext: provisioned }));
  const [classic, plain] = ['dma_campaign_classic', 'dma_campaign'];
  expect(context(classic, known(classic))).toEqual({ state: 'right', detail: `Both sides have “${classic}”` });
  expect(context('', known(plain))).toEqual({ state: 'right', detail: `Both sides have “${plain}”` });
  expect(context(plain, known(plain))).toMatchObject({
    state: 'wrong',
    detail: `The field holds “${plain}”`,
    expected: classic,
    actual: plain,
    remedy: setTo('Product context', classic),
    owner: owners.campaign,
  });
  expect(context(classic, known(''))).toMatchObject({
    state: 'wrong',
    detail: `Campaign’s side has “${classic}”, Adobe’s (empty)`,
    expected: `${classic} on both sides`,
    actual: `${classic} in Campaign, (empty) provisioned`,
    owner: owners.adobe,
  });
  expect(context(classic, unknown('SHEET'))).toMatchObject({
    state: 'not-known',
    check: 'not-declared',
    detail: 'Campaign’s side is right; the provisioned product context is not known (SHEET)',
  });
});

test('a missing secret is said to be missing, with what drops it and whose it is', () => {
  const secret = (value: Evidence['externalAccount']['clientSecret']): Judgement =>
    judge('client-secret', facts({ clientSecret: value }));
  expect(secret(known({ present: false, blankAtAnEnd: false }))).toEqual({
    state: 'wrong',
    detail: 'There is no client secret; a package export drops it',
    expected: 'the secret that belongs to the provisioned client',
    actual: '(empty)',
    remedy: expect.stringMatching(
      /^Enter the secret of client `Campaign1` again in IMS client secret of .* \(package exports drop it\), then restart the server\.$/,
    ),
    owner: owners.campaign,
  });
  expect(secret(unknown('SECRET'))).toMatchObject({
    state: 'not-known',
    detail: 'Whether there is a client secret is not known (SECRET)',
  });
});

test('of each setting is known by which facts it is judged', () => {
  const evidence = facts({});
  const { externalAccount: account, provisioned } = evidence;
  const due: Readonly<Partial<Record<SettingCauseId, readonly unknown[]>>> = {
    'ims-server-url': [account.imsServer],
    'client-id': [account.clientId, provisioned.clientId],
    'callback-url': [account.callbackServer, provisioned.callbackUrls],
    scopes: [account.scopes, provisioned.scopes],
    'client-secret': [account.clientSecret, provisioned.clientId],
    'product-context': [account.productContext, provisioned.productContext],
    'external-account': [account.enabledAccounts],
  };
  for (const [id, facts_] of Object.entries(due)) {
    expect(
      Object.entries(settingCauses)
        .find(([one]) => one === id)?.[1]
        .witnesses(evidence),
      id,
    ).toEqual(facts_);
  }
});

test('scopes with another break than a plain space are accused only where IMS refuses the request', () => {
  const broken = 'openid,\nAdobeID,\u00A0session';
  const refused: Symptom = { ...atAdobe, outcome: 'login-page-unreachable' };
  const scopes = (value: string, symptom: Symptom): Judgement =>
    judge('scopes', facts({ scopes: known(value) }), symptom);
  expect(scopes(broken, elsewhere).state).toBe('right');
  expect(scopes('openid, AdobeID session', refused).state).toBe('right');
  expect(scopes(broken, refused)).toEqual({
    state: 'wrong',
    detail:
      'IMS separates scopes only at commas and plain spaces, but there is a line break, a tab or another kind of space in “\nAdobeID” and “\u00A0session”',
    expected: 'openid,AdobeID,session',
    actual: '\nAdobeID,\u00A0session',
    remedy: expect.stringMatching(
      /^Set IMS scope to `openid,AdobeID,session` in .* Write it on one line, with only commas between the scopes\.$/,
    ),
    owner: owners.campaign,
  });
  expect(scopes(`${broken},x`, refused)).toMatchObject({ state: 'wrong', actual: 'x' });
});
