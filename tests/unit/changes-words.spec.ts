import { expect, test } from './unit-test.ts';
import { failureOf, isSameFailure, settingChangesOf } from '../../fixtures/diagnosis/changes.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { settingFields, type SettingField } from '../../fixtures/domain/setting-fields.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { History } from '../../fixtures/evidence/facts/history.ts';
import { bareFacts, cameBack, journey, signedInAt, soundFacts, toCampaign, toIms } from './evidence-builder.ts';

/* What is said of settings that changed since an instance last passed: each by the name that people know it by. */

const names: Readonly<Record<SettingField, string>> = {
  url: 'Address of the instance',
  loginPath: 'Login path',
  imsServer: 'IMS server',
  clientId: 'IMS client identifier',
  callbackServer: 'Callback server',
  scopes: 'IMS scope',
  clientSecret: 'IMS client secret',
  associationMask: 'Association mask',
  operatorGroups: 'Operator groups',
  productContext: 'Product context',
  organisationId: 'IMS organization ID',
  enabledAccounts: 'Enabled external accounts',
  provisionedClientId: 'Provisioned client',
  provisionedScopes: 'Provisioned scopes',
  provisionedCallbackUrls: 'Provisioned callback URLs',
  provisionedProductContext: 'Provisioned product context',
  dashboardUserGroups: 'Product profiles of the test account',
  accountEmail: 'E-mail address of the test account',
  accountPassword: 'Password of the test account',
  accountTotpSecret: 'One-time-code secret of the test account',
};

/** What the server reads when it starts, and only then. */
const readAtStart: readonly SettingField[] = [
  'imsServer',
  'clientId',
  'callbackServer',
  'scopes',
  'clientSecret',
  'associationMask',
  'productContext',
  'organisationId',
  'enabledAccounts',
];

const at = '2026-01-01T00:00:00.000Z';
const noRight = cameBack({}, { text: 'Login does not have any right matching the expression' });
/** The same login without what the server sends to IMS. */
const { authorize, ...unseen } = noRight;

const changesOf = (history: History, facts: Evidence = bareFacts()) =>
  diagnose({ ...facts, history, journey: unseen }).changes;
const changed = (field: SettingField) => [{ field, variable: `V_${field}` }];

test('a setting that changed since the last pass is named as people know it, with its variable', () => {
  expect(authorize).toBeDefined();
  expect(Object.keys(names).sort()).toEqual([...settingFields].sort());
  for (const field of settingFields) {
    expect(changesOf({ passed: { at, changed: changed(field), notCompared: [] } }), field).toEqual({
      since: at,
      settings: [{ setting: names[field], variable: `V_${field}` }],
      note: '',
    });
  }
});

test('what was not compared is named with the reason', () => {
  const passed = (notCompared: NonNullable<History['passed']>['notCompared']): History => ({
    passed: { at, changed: [], notCompared },
  });
  const undeclared = [
    { field: 'scopes', variable: 'A', why: 'not-declared' },
    { field: 'loginPath', variable: 'B', why: 'not-declared' },
  ] as const;
  const secret = [{ field: 'clientSecret', variable: 'C', why: 'no-key' }] as const;
  expect(changesOf(passed([...undeclared]))?.note).toBe(
    'Not compared, since not declared then: IMS scope and Login path.',
  );
  expect(changesOf(passed([...secret]))?.note).toBe(
    'Not compared without the same PROBE_STATE_KEY in both runs: IMS client secret.',
  );
  expect(changesOf(passed([...undeclared, ...secret]))?.note).toBe(
    'Not compared, since not declared then: IMS scope and Login path. Not compared without the same PROBE_STATE_KEY in both runs: IMS client secret.',
  );
});

test('a symptom that outlives a change of what the server reads at its start makes a restart due, and no other change does', () => {
  const outcome = 'missing-rights' as const;
  for (const field of settingFields) {
    const failing = { at, changed: changed(field), notCompared: [], outcome, cause: 'association-mask' as const };
    const note = changesOf({ failing })?.note;
    const due = `${names[field]} changed after this symptom was first seen (${at}), and the symptom is the same: if the Campaign server was not restarted after that change, a restart is due.`;
    expect(note, field).toBe(readAtStart.includes(field) ? due : undefined);
  }
});

test('two logins failed in the same way where outcome, cause and what the server sends are the same', () => {
  const sent = { origin: 'https://ims-na1.adobelogin.com', clientId: 'a', redirectUri: 'https://b/', scopes: ['c'] };
  const failure = { outcome: 'missing-rights', cause: 'association-mask', sent } as const;
  const isSame = (more: Partial<Parameters<typeof isSameFailure>[0]>): boolean =>
    isSameFailure({ ...failure, ...more }, failure);
  expect(isSame({})).toBe(true);
  expect(isSame({ cause: 'server-restart' })).toBe(true);
  expect(isSameFailure(failure, { ...failure, cause: 'server-restart' })).toBe(true);
  expect(isSameFailure({ outcome: failure.outcome, cause: failure.cause }, failure)).toBe(true);
  expect(isSame({ cause: 'operator-groups' })).toBe(false);
  expect(isSame({ outcome: 'callback-rejected' })).toBe(false);
  for (const more of [{ origin: 'https://x' }, { clientId: 'x' }, { redirectUri: 'https://x' }, { scopes: ['x'] }]) {
    expect(isSame({ sent: { ...sent, ...more } }), JSON.stringify(more)).toBe(false);
  }
});

test('how a login failed is its outcome, its first cause, and what the server sends', () => {
  const facts = { ...soundFacts(), journey: journey([toCampaign, toIms]) };
  const { causes } = diagnose({ ...bareFacts(), journey: noRight });
  expect(failureOf(facts, 'missing-rights', causes)).toEqual({
    outcome: 'missing-rights',
    cause: 'association-mask',
    sent: {
      origin: 'https://ims-na1.adobelogin.com',
      clientId: 'Campaign1',
      redirectUri: 'https://prod.example.com/nl/jsp/ims.jsp',
      scopes: ['openid', 'AdobeID', 'session'],
    },
  });
  expect(failureOf(soundFacts(), 'not-probed', [])).toEqual({ outcome: 'not-probed' });
});

test('after a pass, or without anything to be held against, nothing is said of changes', () => {
  const passed = { at, changed: changed('scopes'), notCompared: [] };
  const failing = { at, changed: changed('loginPath'), notCompared: [], outcome: 'missing-rights' as const };
  expect(changesOf({ failing })).toBeUndefined();
  expect(settingChangesOf(soundFacts(), [], 'missing-rights', [])).toBeUndefined();
  expect(settingChangesOf({ ...soundFacts(), history: { passed } }, [], 'not-probed', [])).toBeUndefined();
  expect(diagnose({ ...soundFacts(), history: { passed }, journey: signedInAt() }).changes).toBeUndefined();
});
