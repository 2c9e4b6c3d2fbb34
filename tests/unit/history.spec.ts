import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { declaredFacts } from '../../fixtures/evidence/sources/declared.ts';
import { historyOf, rememberedSchema } from '../../fixtures/evidence/sources/history.ts';
import { changesInWords } from '../../fixtures/report/words.ts';
import { openMemory } from '../../fixtures/run/state/memory.ts';
import { readSettings, type Settings } from '../../fixtures/settings/index.ts';
import { cameBack, hop, journey, page, signedInAt, toCampaign, toIms } from './evidence-builder.ts';

const password = 'correct horse battery';
const clientSecret = 'client-secret-0123456789';
const email = 'somebody@example.com';
const key = 'a key of at least sixteen characters';

const sound = {
  CAMPAIGN_INSTANCES: 'prod',
  CAMPAIGN_PROD_URL: 'https://prod.example.com',
  CAMPAIGN_PROD_IMS_SERVER: 'https://ims-na1.adobelogin.com',
  CAMPAIGN_PROD_IMS_SCOPE: 'openid,AdobeID,session',
  CAMPAIGN_PROD_IMS_CLIENT_ID: 'Campaign1',
  CAMPAIGN_PROD_IMS_CLIENT_SECRET: clientSecret,
  CAMPAIGN_PROD_CALLBACK_SERVER: 'https://prod.example.com',
  CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign - prod - (.*)',
  CAMPAIGN_PROD_OPERATOR_GROUPS: 'admin,delivery',
  DASHBOARD_USER_GROUPS: 'Campaign - prod - admin',
  IMS_USER_EMAIL: email,
  IMS_USER_PASSWORD: password,
};
type Variables = Readonly<Record<string, string>>;

const works = signedInAt();
const noRight = cameBack({}, { text: 'Login does not have any right matching the expression' });
const down = journey([hop('campaign', toCampaign.url, { status: 503 })]);
const atIms = (more: Partial<NonNullable<Journey['authorize']>> = {}): Journey => {
  const base = journey([toCampaign, { ...toIms, status: 400 }], { page: page({ kind: 'ims', url: toIms.url }) });
  return { ...base, ...(base.authorize && { authorize: { ...base.authorize, ...more } }) };
};

/** Runs on one machine, one after the other: each begins with what the ones before it left. */
function machine(folder: string) {
  let day = 0;
  const warnings: string[] = [];
  const settingsOf = (variables: Variables): Settings =>
    readSettings({ environment: { ...sound, ...variables }, directory: folder, lab: () => ({}) });
  const run = (seen: Journey, variables: Variables = {}): Diagnosis => {
    day += 1;
    const settings = settingsOf(variables);
    const at = new Date(Date.UTC(2026, 0, day));
    const memory = openMemory(settings, at, (line) => warnings.push(line));
    const [instance] = settings.instances;
    if (!instance) throw new Error('No instance');
    const history = memory.histories[instance.id];
    const evidence: Evidence = {
      ...declaredFacts(instance, settings.instances),
      ...(history && { history }),
      journey: seen,
    };
    const diagnosis = diagnose(evidence);
    memory.remember([{ diagnosis, evidence }]);
    return diagnosis;
  };
  const files = join(folder, '.probe', 'passed');
  return { run, warnings, files, file: join(files, 'prod.json') };
}

const maskWithTwoBlanks = { CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign  - prod - (.*)' };

test('a run that fails names the settings that changed since the last pass, by label and variable', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  expect(run(works).changes).toBeUndefined();

  const { verdict, changes } = run(noRight, { ...maskWithTwoBlanks, DASHBOARD_USER_GROUPS: 'Others' });

  expect(verdict).toBe('fail');
  expect(changes?.since).toBe('2026-01-01T00:00:00.000Z');
  expect(changes?.settings).toEqual([
    { setting: 'Association mask', variable: 'CAMPAIGN_PROD_ASSOCIATION_MASK' },
    { setting: 'Product profiles of the test account', variable: 'DASHBOARD_USER_GROUPS' },
  ]);
  expect(changes?.note).not.toContain('restart');
});

test('of an instance that neither passed nor failed in a way of its own there is no history', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const last = { at, fingerprints: {}, outcome: 'campaign-unreachable', verdict: 'inconclusive' } as const;
  const remembered = { stateVersion: 1, instance: 'prod', last } as const;
  expect(historyOf(remembered, last, [])).toBeUndefined();
  const failing = { at, fingerprints: {}, outcome: 'missing-rights' } as const;
  expect(historyOf({ ...remembered, failing }, last, [])).toEqual({
    failing: { at, changed: [], notCompared: [], outcome: 'missing-rights' },
  });
});

test('a pass says nothing of changes, and later failures are held against the newest pass', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  run(works);
  const changed = { CAMPAIGN_PROD_OPERATOR_GROUPS: 'admin' };
  expect(run(works, changed)).not.toHaveProperty('changes');

  expect(run(noRight, changed).changes).toMatchObject({ since: '2026-01-02T00:00:00.000Z', settings: [] });
  expect(run(noRight).changes?.settings).toEqual([
    { setting: 'Operator groups', variable: 'CAMPAIGN_PROD_OPERATOR_GROUPS' },
  ]);
});

test('an instance that never passed has nothing to be compared with', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  expect(run(noRight, maskWithTwoBlanks)).not.toHaveProperty('changes');
  expect(run(noRight, maskWithTwoBlanks)).not.toHaveProperty('changes');
});

test('the order of a list, and the variable that gives a value, are no change', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  run(works);
  const same = {
    CAMPAIGN_PROD_OPERATOR_GROUPS: 'delivery,admin',
    DASHBOARD_USER_GROUPS: '',
    CAMPAIGN_PROD_DASHBOARD_USER_GROUPS: 'Campaign - prod - admin',
  };
  expect(run(noRight, same).changes?.settings).toEqual([]);
});

test('what is declared in one of two runs only did not change: it is named as not compared', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  run(works, { CAMPAIGN_PROD_ASSOCIATION_MASK: '' });

  const { changes } = run(noRight, maskWithTwoBlanks);

  expect(changes?.settings).toEqual([]);
  expect(changes?.note).toContain('not declared then: Association mask');
});

test('a symptom that outlives a change of what the server reads at its start says that a restart is due', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  run(works);
  run(noRight, maskWithTwoBlanks);

  const { changes, causes } = run(noRight);

  expect(changes).toMatchObject({ since: '2026-01-01T00:00:00.000Z', settings: [] });
  expect(changes?.note).toContain('Association mask changed after this symptom was first seen (2026-01-02');
  expect(changes?.note).toContain('a restart is due');
  // Said by the diagnosis itself, which rests on the settings and not on what is remembered.
  expect(causes[0]).toMatchObject({ cause: 'server-restart', certainty: 'suspected' });
  // It stays due until the symptom is another one.
  expect(run(noRight).changes?.note).toContain('a restart is due');
});

test('a restart is due also where the instance never passed, and after a run that could not tell', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  const undeclared = { DASHBOARD_USER_GROUPS: '' };
  run(noRight, { ...undeclared, CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign - stage - (.*)' });
  expect(run(down, undeclared)).not.toHaveProperty('changes');

  const { changes, causes } = run(noRight, undeclared);

  expect(changes).not.toHaveProperty('since');
  expect(changes?.note).toContain('a restart is due');
  // A note, and no cause that the diagnosis would not name by itself.
  expect(causes.map(({ cause }) => cause)).not.toContain('server-restart');
});

/** What must not be taken for a restart that is due: the second run, after a first one that failed. */
const noRestart: Readonly<Record<string, readonly [Journey, Variables, Journey, Variables]>> = {
  'no change at all': [noRight, maskWithTwoBlanks, noRight, maskWithTwoBlanks],
  'a change of what the server does not read at its start': [noRight, { DASHBOARD_USER_GROUPS: 'Others' }, noRight, {}],
  'a change to another wrong value, which is to be mended first': [
    noRight,
    maskWithTwoBlanks,
    noRight,
    { CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign   - prod - (.*)' },
  ],
  'another symptom': [noRight, maskWithTwoBlanks, atIms(), {}],
  'an outage': [down, maskWithTwoBlanks, down, {}],
  'a declaration that was brought in line with what the server sends': [
    atIms(),
    { CAMPAIGN_PROD_IMS_CLIENT_ID: 'Campaign2' },
    atIms(),
    {},
  ],
  'a server that sends something else than before': [
    atIms({ scopes: ['openid', 'AdobeID', 'session', 'dam-read'] }),
    { CAMPAIGN_PROD_IMS_SCOPE: 'openid,AdobeID,session,dam-read' },
    atIms({ scopes: ['openid'] }),
    {},
  ],
};

for (const [title, [first, firstVariables, second, secondVariables]] of Object.entries(noRestart)) {
  test(`no restart is due after ${title}`, ({}, testInfo) => {
    const { run } = machine(testInfo.outputPath());
    run(works, firstVariables);
    run(first, firstVariables);
    expect(run(second, secondVariables).changes?.note ?? '').not.toContain('restart is due');
  });
}

test('what the server still sends after a change makes a restart due', ({}, testInfo) => {
  const { run } = machine(testInfo.outputPath());
  const tooMany = ['openid', 'AdobeID', 'session', 'dam-read'];
  run(atIms({ scopes: tooMany }), { CAMPAIGN_PROD_IMS_SCOPE: tooMany.join(',') });
  expect(run(atIms({ scopes: tooMany })).changes?.note).toContain('IMS scope changed after this symptom');
});

test('without a key nothing that is kept comes from a secret or an e-mail address', ({}, testInfo) => {
  const { run, file, files } = machine(testInfo.outputPath());
  run(works);
  const { passed } = rememberedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

  const changed = run(noRight, {
    IMS_USER_PASSWORD: 'another password',
    CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'another one',
  });

  expect(changed.changes?.settings).toEqual([]);
  expect(changed.changes?.note).toContain('PROBE_STATE_KEY in both runs: IMS client secret, E-mail address');
  expect(Object.keys(passed?.fingerprints ?? {}).sort()).toEqual([
    ...['associationMask', 'callbackServer', 'clientId', 'dashboardUserGroups', 'imsServer', 'loginPath'],
    ...['operatorGroups', 'scopes', 'url'],
  ]);
  expect(readdirSync(files)).toEqual(['prod.json']);
});

test('with a key a changed secret is told, and another key compares nothing', ({}, testInfo) => {
  const { run, file } = machine(testInfo.outputPath());
  run(works, { PROBE_STATE_KEY: key });
  const kept = readFileSync(file, 'utf8');
  for (const secret of [password, clientSecret, email, key]) expect(kept).not.toContain(secret);
  expect(kept).toContain('hmac-sha256:');

  const other = { CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'another-secret-0123456789' };
  expect(run(noRight, { PROBE_STATE_KEY: key, ...other }).changes?.settings).toEqual([
    { setting: 'IMS client secret', variable: 'CAMPAIGN_PROD_IMS_CLIENT_SECRET' },
  ]);
  const { changes } = run(noRight, { PROBE_STATE_KEY: `${key}, another one`, ...other });
  expect(changes?.settings).toEqual([]);
  expect(changes?.note).toContain('without the same PROBE_STATE_KEY');
});

test('a state that cannot be used is one line, changes no verdict, and is written anew', ({}, testInfo) => {
  const { run, warnings, file } = machine(testInfo.outputPath());
  run(works);
  const intact = readFileSync(file, 'utf8');
  const faulty = ['', '{"stateVersion":', '[]', '{"stateVersion":2}', intact.replace('"prod"', '"stage"')];
  for (const content of faulty) {
    writeFileSync(file, content);
    warnings.length = 0;
    expect(run(noRight, maskWithTwoBlanks)).toMatchObject({ verdict: 'fail', outcome: 'missing-rights' });
    expect(warnings).toEqual([expect.stringMatching(/prod\.json: what is kept about “prod” cannot be used \(it .*\)/)]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ last: { outcome: 'missing-rights' } });
  }
});

test('a state that cannot be written is one line, and nothing else', ({}, testInfo) => {
  const { run, warnings, files, file } = machine(testInfo.outputPath());
  mkdirSync(join(file, 'in-its-place'), { recursive: true });

  expect(run(works).verdict).toBe('pass');

  expect(warnings).toHaveLength(2);
  expect(warnings[1]).toMatch(/PROBE_STATE: .* cannot be read, .*; this run’s findings are not kept for the next one/);
  expect(readdirSync(files).filter((name) => name.endsWith('.draft'))).toEqual([]);
});

test('what is kept is for nobody else to read, and git leaves it alone', ({}, testInfo) => {
  test.skip(process.platform === 'win32', 'Windows has no such modes; its profile folders are private by themselves.');
  const { run, files, file } = machine(testInfo.outputPath());
  run(works);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(files).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(files, '..', '.gitignore'), 'utf8')).toBe('*\n');
});

test('switched off, nothing is read or written', ({}, testInfo) => {
  const { run, file } = machine(testInfo.outputPath());
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'not ours');
  run(works, { PROBE_STATE: 'off' });
  expect(readFileSync(file, 'utf8')).toBe('not ours');
});

test('changes in words are one paragraph', () => {
  const settings = [{ setting: 'IMS scope', variable: 'CAMPAIGN_PROD_IMS_SCOPE' }];
  expect(changesInWords({ since: '2026-01-01', settings, note: 'More.' })).toBe(
    'since it last passed (2026-01-01): IMS scope (CAMPAIGN_PROD_IMS_SCOPE). More.',
  );
});
