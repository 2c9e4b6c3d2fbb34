import { expect, test } from './unit-test.ts';
import { settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import type { Symptom } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeRequest } from '../../fixtures/evidence/facts/hops.ts';
import { bareFacts, known, soundFacts } from './evidence-builder.ts';
import { imsHost, ownCallback } from './requests-world.ts';

/* Each value that the running server sends: what is said of it, and whether it is the one that is stored. */

const alias = 'adobeid-na1.services.adobe.com';
const probed: Symptom = { outcome: 'unrecognised', summary: '', pointsTo: [], evidence: [] };
const facts = (stored: Partial<Evidence['externalAccount']>): Evidence => {
  const sound = soundFacts();
  return { ...sound, externalAccount: { ...sound.externalAccount, ...stored } };
};

const sent: AuthorizeRequest = {
  hop: 1,
  kind: 'ims',
  origin: imsHost,
  clientId: 'Campaign1',
  redirectUri: ownCallback,
  scopes: ['openid', 'AdobeID', 'session'],
};
const running = (
  id: 'ims-server-url' | 'client-id' | 'callback-url' | 'scopes',
  change: Partial<AuthorizeRequest>,
  evidence = facts({}),
) => {
  const ofServer = settingCauses[id].running;
  const one = { ...sent, ...change };
  return {
    value: ofServer?.value(one),
    judged: ofServer?.judge(one, evidence),
    agrees: ofServer?.agrees(one, evidence),
    stored: ofServer?.stored(evidence),
  };
};

test('what the running server sends is held against what is stored, each value in its own way', () => {
  const said = (...asked: Parameters<typeof running>): readonly unknown[] => {
    const { value, judged, agrees } = running(...asked);
    return [value, judged?.state, agrees];
  };
  expect(said('client-id', {})).toEqual(['Campaign1', 'right', true]);
  expect(said('client-id', { clientId: 'Old' })).toEqual(['Old', 'wrong', false]);
  const { clientId: _, redirectUri: __, ...less } = sent;
  const lacking = settingCauses['client-id'].running;
  expect([lacking?.value(less), lacking?.judge(less, facts({})).state, lacking?.agrees(less, facts({}))]).toEqual([
    undefined,
    'wrong',
    false,
  ]);
  expect(lacking?.agrees(less, facts({ clientId: known('') }))).toBe(true);
  expect(said('scopes', {})).toEqual(['openid,AdobeID,session', 'right', true]);
  expect(said('scopes', { scopes: ['session', 'openid', 'AdobeID'] })[2]).toBe(true);
  expect(said('scopes', { scopes: ['openid', 'AdobeID'] })).toEqual(['openid,AdobeID', 'right', false]);
  expect(said('scopes', { scopes: ['openid', 'AdobeID', 'x'] })).toEqual(['openid,AdobeID,x', 'wrong', false]);
  expect(said('scopes', { scopes: [] })).toEqual(['', 'wrong', false]);
  expect(said('ims-server-url', {})).toEqual([imsHost, 'right', true]);
  expect(said('ims-server-url', { origin: `https://${alias}` })[2]).toBe(true);
  expect(said('ims-server-url', { origin: 'https://old.example.com' })).toEqual([
    'https://old.example.com',
    'wrong',
    false,
  ]);
  expect(said('ims-server-url', {}, facts({ imsServer: known(imsHost.replace('https', 'http')) }))[2]).toBe(false);
  const old = facts({ imsServer: known('https://OLD.example.com/x') });
  expect(said('ims-server-url', {}, old)[2]).toBe(false);
  expect(said('ims-server-url', { origin: 'https://old.example.com' }, old)[2]).toBe(true);
  expect(said('ims-server-url', { origin: 'https://other.example.com' }, old)[2]).toBe(false);
  expect(said('callback-url', {})).toEqual([ownCallback, 'right', true]);
  expect(said('callback-url', { redirectUri: 'https://old.example.com/cb' })).toEqual([
    'https://old.example.com/cb',
    'wrong',
    false,
  ]);
  const bare = bareFacts();
  for (const id of ['client-id', 'scopes', 'ims-server-url', 'callback-url'] as const) {
    expect(running(id, {}, bare), id).toMatchObject({ agrees: undefined, stored: { known: false } });
    expect(running(id, {}).stored).toMatchObject({ known: true });
  }
});

/** Scopes that are stored, beside `openid,read_organizations,session`: which are surplus, and what is to be done. */
const stored: readonly (readonly [string, string | undefined, string?])[] = [
  ['openid', undefined],
  ['openid,session,read_organizations', undefined],
  ['openid,openid', undefined],
  ['openid,x', 'x', 'remove `x`'],
  ['read_ organizations', 'read_ organizations', 'replace `read_ organizations` with `read_organizations`'],
  [
    'openid,read_ organizations,session',
    'read_ organizations',
    'replace `read_ organizations` with `read_organizations`',
  ],
  ['read_ organ izations', 'read_ organ izations', 'replace `read_ organ izations` with `read_organizations`'],
  ['openid read_ x', 'read_,x', 'remove `read_` and remove `x`'],
  [
    'x,read_ organizations',
    'x,read_ organizations',
    'remove `x` and replace `read_ organizations` with `read_organizations`',
  ],
  ['organizations read_', 'organizations,read_', 'remove `organizations` and remove `read_`'],
  ['sesion', 'sesion', 'replace `sesion` with `session`'],
  ['OpenID', 'OpenID', 'replace `OpenID` with `openid`'],
];

test('scopes that Adobe did not provision are surplus; one that a space tore, or that is misspelt, is replaced', () => {
  const sound = soundFacts();
  const provisioned = { ...sound.provisioned, scopes: known(['openid', 'read_organizations', 'session']) };
  for (const [value, surplus, changes = ''] of stored) {
    const judged = settingCauses.scopes.judge({ ...facts({ scopes: known(value) }), provisioned }, probed);
    expect(judged.state === 'wrong' ? judged.actual : undefined, value).toBe(surplus);
    expect(judged.state === 'wrong' ? judged.remedy : '', value).toContain(changes);
  }
});

test('the scopes that are left are those that were meant, each once', () => {
  const sound = soundFacts();
  const provisioned = { ...sound.provisioned, scopes: known(['openid', 'session']) };
  const judged = settingCauses.scopes.judge(
    { ...facts({ scopes: known('x,sesion,openid,session') }), provisioned },
    probed,
  );
  expect(judged).toMatchObject({
    state: 'wrong',
    detail: 'Not provisioned: “x” and “sesion” (a misspelling of “session”)',
    expected: 'only provisioned scopes: openid,session',
    remedy: expect.stringContaining('The field then reads `session,openid`.'),
  });
});

test('whoever asks IMS in Campaign’s place leaves its callback not known; one that sends none at all sends an empty one', () => {
  const { redirectUri, ...aimless } = sent;
  expect(redirectUri).toBe(ownCallback);
  const ofServer = settingCauses['callback-url'].running;
  const relayed = { ...aimless, relayedTo: 'https://sso.example.com/x' };
  expect(ofServer?.judge(relayed, facts({}))).toMatchObject({
    state: 'not-known',
    check: 'not-declared',
    detail: 'IMS sends its answer to https://sso.example.com/x, which asked for it in Campaign’s place',
  });
  expect(ofServer?.agrees(relayed, facts({}))).toBeUndefined();
  const named = { ...sent, relayedTo: relayed.relayedTo };
  expect([ofServer?.judge(named, facts({})).state, ofServer?.agrees(named, facts({}))]).toEqual(['right', true]);
  expect(ofServer?.judge(aimless, facts({}))).toMatchObject({
    state: 'wrong',
    detail: '(empty) isn’t an address that begins with https://',
  });
  expect(ofServer?.agrees(aimless, facts({}))).toBe(false);
});
