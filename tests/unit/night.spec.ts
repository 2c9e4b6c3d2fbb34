import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { UserError } from '../../fixtures/domain/errors.ts';
import { riskLine } from '../../fixtures/report/accepted.ts';
import { githubAnnotations } from '../../fixtures/report/annotations.ts';
import { sharedAccountNotices } from '../../fixtures/run/accounts/shared-accounts.ts';
import { announcingProblems } from '../../fixtures/run/end/announce-problem.ts';
import { tell } from '../../fixtures/run/end/notify.ts';
import { pastRunsName } from '../../fixtures/run/end/kept-history.ts';
import { gatherState } from '../../fixtures/run/state/gather-state.ts';
import { readTelling, type Settings } from '../../fixtures/settings/index.ts';
import { receiver } from '../receiver.ts';
import { broken, fileOf, passing, soon } from './result-builder.ts';
import { leastEnvironment, settingsOf, type Environment } from './settings-builder.ts';

const runUrl = 'https://ci.example.com/runs/7';

const read = (variables: Environment): Settings =>
  settingsOf({ ...leastEnvironment, PROBE_STATE: 'off', ...variables });

test('the shape goes by the host, or by what is named', async () => {
  const hook = await receiver(200);
  try {
    for (const variables of [{}, { WEBHOOK_FORMAT: 'teams' }, { WEBHOOK_FORMAT: 'slack', RUN_URL: runUrl }]) {
      const settings = read({ WEBHOOK_URL: hook.address, ...variables });
      await tell(settings, fileOf([broken]), [], () => undefined);
    }
    expect(hook.got).toMatchObject([
      { schemaVersion: 1 },
      { type: 'message' },
      { text: expect.stringContaining(runUrl) },
    ]);
  } finally {
    await hook.close();
  }
});

test('the page of the run is what the CI system says of itself, or what is named', () => {
  const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' };
  const azure = { SYSTEM_COLLECTIONURI: 'https://dev.azure.com/a/', SYSTEM_TEAMPROJECT: 'b c', BUILD_BUILDID: '9' };
  expect(read(github).told.runUrl).toBe('https://github.com/a/b/actions/runs/7');
  expect(read({ CI_PIPELINE_URL: 'https://gitlab.com/a/b/-/pipelines/8' }).told.runUrl).toMatch(/pipelines\/8$/);
  expect(read({ BUILD_URL: 'https://jenkins.example.com/job/a/3/' }).told.runUrl).toMatch(/job\/a\/3\/$/);
  expect(read(azure).told.runUrl).toBe('https://dev.azure.com/a/b%20c/_build/results?buildId=9');
  expect(read({ ...github, RUN_URL: runUrl }).told.runUrl).toBe(runUrl);
  expect(read({ BUILD_URL: 'javascript:alert(1)' }).told.runUrl).toBeUndefined();
  expect(() => read({ RUN_URL: 'https://me:pw@ci.example.com' })).toThrow(/RUN_URL: must be an address/);
});

test('an accepted risk is warned of in its last week, and not before or after', () => {
  expect(riskLine(soon, '2026-01-01')).toContain('7 days left: fix it, or accept it for longer');
  expect(riskLine(soon, '2026-01-07')).toContain('one day left');
  expect(riskLine(soon, '2026-01-08')).toContain('today is the last day');
  for (const [risk, today] of [
    [soon, '2025-12-31'],
    [{ ...soon, state: 'overdue' as const }, '2026-01-09'],
    [{ ...soon, state: 'no-longer-happens' as const }, '2026-01-07'],
  ] as const) {
    expect(riskLine(risk, today)).not.toMatch(/left|last day/);
  }
  const [annotation] = githubAnnotations(fileOf([passing], {}, [soon]));
  expect(annotation?.text).toMatch(/^::warning title=broken%3A an accepted risk ends soon::/);
});

test('the end of a risk is told once, and again when it was put off', async ({}, testInfo) => {
  const hook = await receiver(200);
  try {
    const settings = read({ WEBHOOK_URL: hook.address, PROBE_STATE: testInfo.outputPath('kept') });
    const later = { ...soon, lastDay: '2026-01-05' };
    for (const risks of [[soon], [soon], [later]]) {
      await tell(settings, fileOf([passing], {}, risks), [], () => undefined);
    }
    expect(hook.got).toHaveLength(2);
    // What an older version kept says how instances stood, and nothing of risks.
    writeFileSync(join(testInfo.outputPath('kept'), 'told.json'), '{"broken":"fail"}');
    await tell(settings, fileOf([broken]), [], () => undefined);
    expect(hook.got).toHaveLength(2);
  } finally {
    await hook.close();
  }
});

test('an account that several shards share is named, with how many submissions that makes', () => {
  const ids = ['a', 'b', 'c'];
  const instances = Object.fromEntries(
    ids.map((id) => [`CAMPAIGN_${id.toUpperCase()}_URL`, `https://${id}.example.com`]),
  );
  const fleet = { CAMPAIGN_INSTANCES: ids.join(','), ...instances };
  const shard = { current: 1, total: 4 };
  const [notice, ...others] = sharedAccountNotices(read(fleet), shard);
  expect(others).toEqual([]);
  expect(notice).toMatch(/^IMS_USER_EMAIL: 3 instances in 4 shards share this account, .* up to 3 times\. Give each/);
  const withCode = { ...fleet, IMS_USER_TOTP_SECRET: 'JBSWY3DPEHPK3PXP' };
  expect(sharedAccountNotices(read(withCode), { current: 2, total: 2 })[0]).toMatch(
    /up to 2 times, .* same one-time code/,
  );
  const own = ids.flatMap((id): readonly (readonly [string, string])[] => [
    [`CAMPAIGN_${id.toUpperCase()}_IMS_USER_EMAIL`, `${id}@example.com`],
    [`CAMPAIGN_${id.toUpperCase()}_IMS_USER_PASSWORD`, `Correct-horse-${id}-9`],
  ]);
  expect(sharedAccountNotices(read({ ...fleet, ...Object.fromEntries(own) }), shard)).toEqual([]);
});

test('what a shard keeps of an instance follows it, the later of two and each past run once', ({}, testInfo) => {
  const memory = (instance: string, at: string): string =>
    JSON.stringify({
      stateVersion: 1,
      instance,
      last: { at, fingerprints: {}, outcome: 'signed-in', verdict: 'pass' },
    });
  const folders = ['one', 'two'].map((name) => testInfo.outputPath(name));
  const target = testInfo.outputPath('kept');
  for (const folder of folders) mkdirSync(join(folder, 'passed'), { recursive: true });
  const [one = '', two = ''] = folders;
  const [old, recent] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
  writeFileSync(join(one, 'passed/prod.json'), memory('prod', recent));
  writeFileSync(join(two, 'passed/prod.json'), memory('prod', old));
  writeFileSync(join(two, 'passed/stage.json'), memory('stage', recent));
  writeFileSync(join(two, 'passed/broken.json'), '{');
  const run = (finishedAt: string, standings: object): string => `${JSON.stringify({ finishedAt, standings })}\n`;
  const common = run(old, { prod: 'pass', stage: 'pass' });
  writeFileSync(join(one, pastRunsName), common + run(recent, { prod: 'pass' }));
  writeFileSync(join(two, pastRunsName), common + run('2026-01-02T00:00:05.000Z', { stage: 'fail' }));
  writeFileSync(join(two, 'account-ledger.json'), '{"version":2}');
  const warnings: string[] = [];

  gatherState([...folders, testInfo.outputPath('none')], target, (line) => warnings.push(line));
  gatherState(folders, target, (line) => warnings.push(line));

  expect(warnings).toEqual([]);
  const kept = (name: string): string => readFileSync(join(target, name), 'utf8');
  expect(kept('passed/prod.json')).toBe(memory('prod', recent));
  expect(kept('passed/stage.json')).toBe(memory('stage', recent));
  expect(() => kept('passed/broken.json')).toThrow(/ENOENT/);
  expect(kept(pastRunsName).trim().split('\n')).toHaveLength(3);
  // What is kept of an account belongs to the shard that uses it.
  expect(() => kept('account-ledger.json')).toThrow(/ENOENT/);
});

test('what merges needs no account to tell people, and reads the fleet file for it', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const fleet =
    'run: { WEBHOOK_FORMAT: teams, WEBHOOK_URL: "${HOOK}" }\ninstances: { a: { URL: "https://a.example.com" } }\n';
  writeFileSync(join(directory, 'fleet.yaml'), fleet);
  const environment = { FLEET_FILE: 'fleet.yaml', HOOK: 'https://hooks.example.com/a-token', PROBE_STATE: 'off' };
  const { told } = readTelling({ environment, directory });
  expect([told.webhook?.reveal(), told.format]).toEqual(['https://hooks.example.com/a-token', 'teams']);
});

test('a mistake in the settings is an annotation and a summary of the job', ({}, testInfo) => {
  const printed: string[] = [];
  const summary = testInfo.outputPath('summary.md');
  const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const announce = (environment: Readonly<Record<string, string>>): void => {
    announcingProblems(environment, { print: ({ text }) => void printed.push(text) }, () =>
      read({ LAB: 'x', CAMPAIGN_PROD_KIND: 'y' }),
    );
  };
  expect(() => {
    announce(github);
  }).toThrow(UserError);
  expect(printed).toEqual([
    expect.stringMatching(/^::error title=The run could not begin::LAB: must be one of/),
    expect.stringMatching(/^::error title=The run could not begin::CAMPAIGN_PROD_KIND: must be one of/),
  ]);
  expect(readFileSync(summary, 'utf8')).toMatch(/could not begin[^]*2 problems[^]*- LAB: must be[^]*- CAMPAIGN/);
  expect(() => {
    announce({});
  }).toThrow(UserError);
  expect(printed).toHaveLength(2);
});
