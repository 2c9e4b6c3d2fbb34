import { expect, test } from './unit-test.ts';
import { settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { judgeSettings, type JudgedSetting } from '../../fixtures/diagnosis/judge-settings.ts';
import { controlInWords, secretInWords } from '../../fixtures/diagnosis/requests/secret.ts';
import {
  owners,
  type Judgement,
  type Outcome,
  type SettingCauseId,
  type Symptom,
} from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, journey, known, soundFacts, toCampaign, toIms, unknown } from './evidence-builder.ts';
import { client, code, refusedSecret, shown } from './secret-answers.ts';

/* What is said of a setting of which not all is known: what is missing, what is expected, and what to compare with what. */

const symptom = (outcome: Outcome = 'unrecognised', more: Partial<Symptom> = {}): Symptom => ({
  outcome,
  summary: '',
  pointsTo: [],
  evidence: [],
  ...more,
});
const judge = (id: SettingCauseId, facts: Evidence, said = symptom()): Judgement =>
  settingCauses[id].judge(facts, said);

const account =
  'Administration › Platform › External accounts › the account of type Adobe Marketing Cloud / Adobe Experience Cloud';
const compare = (label: string, due: string): string =>
  `Compare ${label} in ${account} with ${due}; if you change it, restart the server.`;
const campaign = owners.campaign;
const url = 'https://prod.example.com';
const [imsHosts, clientDue] = [
  'ims-na1.adobelogin.com or adobeid-na1.services.adobe.com',
  'the client ID that Adobe provisioned for this instance',
];
const secretRemedy = `Enter the secret of the client again in IMS client secret of ${account} (package exports drop it), then restart the server.`;

/** The reason, what is expected, and the remedy, where nothing is declared. */
const bare: Readonly<Partial<Record<SettingCauseId, readonly [string, string, string]>>> = {
  'ims-server-url': [
    'The IMS server is not known (NOT_DECLARED)',
    imsHosts,
    compare('IMS server', 'https://ims-na1.adobelogin.com and https://adobeid-na1.services.adobe.com'),
  ],
  'client-id': [
    'The client ID is not known (NOT_DECLARED)',
    'the provisioned client ID',
    compare('IMS client identifier', clientDue),
  ],
  'callback-url': [
    'The callback server is not known (NOT_DECLARED)',
    `${url}, allow-listed by Adobe`,
    `${compare('Callback server', `\`${url}\``)} If it already has that value, ask Adobe to add \`${url}\` to the callback URLs of the client; nothing changes in Campaign.`,
  ],
  scopes: [
    'The scopes are not known (NOT_DECLARED)',
    'a subset of the provisioned scopes',
    compare('IMS scope', 'the scopes that Adobe provisioned for the client: the field may contain no others'),
  ],
  'client-secret': [
    'Whether there is a client secret is not known (NOT_DECLARED)',
    'the secret that belongs to the provisioned client',
    secretRemedy,
  ],
  'product-context': [
    'The product context is not known (NOT_DECLARED)',
    'dma_campaign_classic, or dma_campaign where the form has no such field, on both sides',
    compare('Product context', 'the product context that Adobe provisioned: both must be the same'),
  ],
  'external-account': [
    'The enabled accounts of this type are not known (NOT_DECLARED)',
    'exactly one enabled account of this type, named Adobe_Marketing_Cloud or Adobe_Experience_Cloud',
    'In Administration › Platform › External accounts, check that exactly one account of type Adobe Marketing Cloud / Adobe Experience Cloud is enabled; if you change it, restart the server.',
  ],
};

test('of what nobody declared is said what it should be, and where to look', () => {
  const judged = judgeSettings(bareFacts(), symptom());
  for (const { id, stored } of judged.filter((one) => one.id in bare)) {
    const [detail, expected, remedy] = bare[id] ?? [];
    expect(stored, id).toEqual({
      state: 'not-known',
      check: 'not-declared',
      detail,
      expected,
      remedy,
      owner: campaign,
    });
  }
});

test('what could not be read is not called undeclared', () => {
  const gone = { known: false, why: 'unreadable', source: 'SOAP' } as const;
  const facts = bareFacts();
  Object.assign(
    facts.externalAccount,
    Object.fromEntries(Object.keys(facts.externalAccount).map((name) => [name, gone])),
  );
  for (const { id, stored } of judgeSettings(facts, symptom()).filter((one) => one.id !== 'operator-groups')) {
    expect(stored, id).toMatchObject({
      state: 'not-known',
      check: 'unreadable',
      detail: expect.stringContaining('(SOAP)'),
    });
  }
});

/** What is stored is known, and what Adobe provisioned is not. */
function unprovisioned(): Evidence {
  const facts = soundFacts();
  const nothing = unknown('PROVISIONED');
  facts.provisioned = { clientId: nothing, scopes: nothing, callbackUrls: nothing, productContext: nothing };
  return facts;
}

test('what is stored is held against what Adobe provisioned; where that is not known, it is said', () => {
  const details = Object.fromEntries(
    judgeSettings(unprovisioned(), symptom()).map(({ id, stored }) => [id, stored.detail]),
  );
  expect(details).toMatchObject({
    'ims-server-url': '“https://ims-na1.adobelogin.com” is IMS’s production endpoint',
    'client-id': 'Which client Adobe provisioned is not known (PROVISIONED)',
    'callback-url': 'It is this instance’s own address; whether IMS allows it is not known (PROVISIONED)',
    scopes: 'Which scopes Adobe provisioned is not known (PROVISIONED)',
    'product-context': 'Campaign’s side is right; the provisioned product context is not known (PROVISIONED)',
  });
  const facts = unprovisioned();
  facts.externalAccount.scopes = known(' , ');
  facts.externalAccount.clientId = known('');
  const named = account.replace(
    'the account of type Adobe Marketing Cloud / Adobe Experience Cloud',
    'Adobe_Marketing_Cloud',
  );
  expect(judge('scopes', facts)).toEqual({
    state: 'wrong',
    detail: 'There are no scopes',
    expected: 'the provisioned scopes',
    actual: '',
    remedy: `Compare IMS scope in ${named} with the scopes that Adobe provisioned for the client: the field may contain no others; if you change it, restart the server.`,
    owner: campaign,
  });
  expect(judge('client-id', facts)).toEqual({
    state: 'wrong',
    detail: '(empty) isn’t the client that Adobe provisioned',
    expected: 'the provisioned client ID',
    actual: '',
    remedy: `Compare IMS client identifier in ${named} with ${clientDue}; if you change it, restart the server.`,
    owner: campaign,
  });
  facts.provisioned.clientId = known('C');
  facts.externalAccount.clientId = unknown('ID');
  expect(judge('client-id', facts)).toMatchObject({
    remedy: `Set IMS client identifier to \`C\` in ${named}, then restart the server.`,
  });
});

function judgedSecret(secret: SecretAnswer | undefined, control?: SecretAnswer, outcome?: Outcome, hasBlank = false) {
  const facts = soundFacts();
  facts.externalAccount.clientSecret = known({ present: true, blankAtAnEnd: hasBlank });
  const asked = { ...(secret && { secret }), ...(control && { secretControl: control }) };
  const requests = { by: 'http' as const, durationMs: 0, hops: [], experiments: [], ...asked };
  return judge('client-secret', { ...facts, requests }, symptom(outcome));
}

test('of a stored secret is said what IMS made of it, and no more', () => {
  const again = secretRemedy
    .replace('the client again', 'client `Campaign1` again')
    .replace(/the account of type .*Cloud(?= \()/, 'Adobe_Marketing_Cloud');
  const expected = 'the secret that belongs to the provisioned client';
  const taken = 'IMS accepts the stored secret and rejects only the code';
  expect(judgedSecret(code)).toEqual({ state: 'right', detail: taken });
  expect(judgedSecret(code, client)).toEqual({
    state: 'right',
    detail: `${taken}; to a secret that is certainly wrong it says HTTP 400 invalid_client`,
  });
  expect(judgedSecret(code, shown({ failure: 'x' }))).toEqual({ state: 'right', detail: taken });
  expect(judgedSecret(refusedSecret)).toEqual({
    state: 'wrong',
    detail: 'IMS rejects the stored secret: invalid client_secret parameter',
    expected,
    actual: 'a secret that isn’t the client’s (not shown)',
    remedy: `${again} If users can still sign in, the running server has a different secret: then either the value that is declared for this instance is out of date, or logins stop working at the next restart.`,
    owner: campaign,
  });
  const nameless = shown({ status: 400, error: 'invalid_client_secret' });
  expect(judgedSecret(nameless).detail).toBe('IMS rejects the stored secret: invalid_client_secret');
  expect(judgedSecret(nameless, undefined, undefined, true).detail).toMatch(/; it begins or ends with a space$/);
  const open = { state: 'not-known', check: 'not-declared', expected, owner: campaign } as const;
  const line = 'There is a client secret; IMS did not say whether it is the right one: ';
  const asked = (answer: SecretAnswer): string => secretInWords(answer).slice(0, -1);
  expect(judgedSecret(client)).toEqual({ ...open, detail: line + asked(client), remedy: again });
  expect(judgedSecret(client, client)).toMatchObject({
    detail: `${line}${asked(client)}; to a secret that is certainly wrong it says HTTP 400 invalid_client`,
  });
  const silent = shown({ failure: 'ECONNRESET' });
  expect(judgedSecret(silent, undefined, 'callback-rejected')).toEqual({
    ...open,
    detail: `${line}${asked(silent)}. If Campaign got the same answer, the problem is in IMS and not in a setting`,
    remedy: `Run this probe again once IMS’s token endpoint answers; if Campaign still refuses the code: ${again}`,
  });
  expect(judgedSecret(silent)).toMatchObject({ detail: line + asked(silent), remedy: again });
  expect(judgedSecret(client, undefined, 'callback-rejected')).toMatchObject({ detail: line + asked(client) });
  const only = 'only a login shows whether it is the right one';
  // A secret that nobody declared was not shown, and an endpoint that fails for the control may fail for Campaign.
  const failed = [shown({ status: 500, error: 'internal_error' }), shown({ status: 429 }), shown({ failure: 'reset' })];
  for (const control of failed) {
    expect(judgedSecret(undefined, control, 'callback-rejected')).toEqual({
      ...open,
      detail: `There is a client secret; ${only}; ${controlInWords(control)}. If Campaign got the same answer, the problem is in IMS and not in a setting`,
      remedy: `Run this probe again once IMS’s token endpoint answers; if Campaign still refuses the code: ${again}`,
    });
    expect(judgedSecret(undefined, control)).toMatchObject({ remedy: again });
  }
  expect(judgedSecret(undefined, client, 'callback-rejected')).toMatchObject({ remedy: again });
  expect(judgedSecret(undefined)).toEqual({ ...open, detail: `There is a client secret; ${only}`, remedy: again });
  expect(judgedSecret(undefined, undefined, undefined, true).detail).toBe(
    `There is a client secret, and it begins or ends with a space; ${only}`,
  );
});

const setting = (id: SettingCauseId, facts: Evidence, said = symptom()): JudgedSetting | undefined =>
  judgeSettings(facts, said).find((one) => one.id === id);

test('a setting comes with its sources, what would make more known, and what the running server sends', () => {
  const facts = { ...soundFacts(), journey: journey([toCampaign, toIms]) };
  facts.externalAccount.clientId = { known: true, value: 'Other', source: 'SOAP', via: 'live', at: '' };
  facts.provisioned.clientId = unknown('PROVISIONED_CLIENT_ID');
  expect(setting('client-id', facts)).toMatchObject({
    runningValue: 'Campaign1',
    agrees: false,
    storedValue: 'Other',
    isLive: true,
    sources: ['SOAP'],
    missing: ['PROVISIONED_CLIENT_ID'],
  });
  facts.provisioned.clientId = { known: false, why: 'unreadable', source: 'a console' };
  expect(setting('client-id', facts)?.missing).toEqual([]);
  expect(setting('scopes', facts)).toMatchObject({ isLive: false, agrees: true, sources: ['a test', 'a test'] });
  expect(setting('product-context', facts)).toMatchObject({ isLive: false, sources: ['a test', 'a test'] });
  expect(setting('product-context', facts)).toMatchObject({
    running: undefined,
    agrees: undefined,
    storedValue: undefined,
  });
  expect(setting('client-id', soundFacts())).toMatchObject({ running: undefined, runningValue: undefined });
});
