import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { Server as ProxyServer } from 'proxy-chain';
import { makeAuthority } from '../../fixtures/lab/network/certificate.ts';
import { githubAnnotations } from '../../fixtures/report/annotations.ts';
import { changesSince } from '../../fixtures/report/changes.ts';
import { summaryInMarkdown } from '../../fixtures/report/markdown.ts';
import { mergeResults } from '../../fixtures/report/merge.ts';
import { publishToPlatform } from '../../fixtures/run/end/platform.ts';
import type { Printer } from '../../fixtures/run/end/printer.ts';
import { tell } from '../../fixtures/run/end/notify.ts';
import { secretsToLookFor } from '../../fixtures/run/end/secrets-to-look-for.ts';
import { secretsOf, type Settings } from '../../fixtures/settings/index.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';
import { leastEnvironment, settingsOf, type Environment } from './settings-builder.ts';
import { receiver } from '../receiver.ts';

test('the summary of a job names each instance, what happened and the setting', () => {
  const summary = summaryInMarkdown(fileOf([passing, broken, unclear, later])).text;
  expect(summary).toContain('| ✗ | broken | no matching operator group | Association mask \\(confirmed\\) |');
  expect(summary).toContain('Not probed: later.');
  expect(summary).toContain('- fix: ');
});

test('an annotation names the setting, and nothing in it ends the command', () => {
  const hostile = { ...unclear, summary: '100%\n::stop-commands::x' };
  const [first, second] = githubAnnotations(fileOf([broken, hostile, passing, later]));
  expect(first?.text).toMatch(
    /^::error title=broken%3A Association mask::.*Expected Campaign - prod - \(\.\*\); found Campaign␣␣- prod/,
  );
  expect(second?.text).toContain('::100%25⏎::stop-commands::x');
  expect(githubAnnotations(fileOf([accepted]))[0]?.text).toMatch(/^::warning /);
});

test('the platform is told only where there is one', ({}, testInfo) => {
  const printed: string[] = [];
  const print: Printer['print'] = ({ text }) => void printed.push(text);
  publishToPlatform(fileOf([broken]), {}, { print });
  expect(printed).toEqual([]);
  const summary = testInfo.outputPath('summary.md');
  publishToPlatform(fileOf([broken]), { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }, { print });
  expect(printed).toHaveLength(1);
  expect(readFileSync(summary, 'utf8')).toContain('Campaign login probe');
});

test('a change is news, the same verdict the next night is not, and what was not probed says nothing', () => {
  const file = fileOf([passing, broken, unclear, later]);
  const news = changesSince(file, {});
  expect(news.map(({ instance, before, now }) => [instance, before, now])).toEqual([
    ['broken', null, 'fail'],
    ['unclear', null, 'inconclusive'],
  ]);
  expect(changesSince(file, { broken: 'fail', unclear: 'inconclusive', later: 'pass', prod: 'fail' })).toMatchObject([
    { instance: 'prod', before: 'fail', now: 'pass' },
  ]);
});

const settingsWith = (variables: Environment): Settings =>
  settingsOf({ ...leastEnvironment, ...variables }, { directory: tmpdir() });

test('the webhook hears of a change once, the heartbeat of every run', async () => {
  const hook = await receiver(204);
  const state = mkdtempSync(join(tmpdir(), 'probe-told-'));
  try {
    const settings = settingsWith({ WEBHOOK_URL: hook.address, HEARTBEAT_URL: hook.address, PROBE_STATE: state });
    const warnings: string[] = [];
    for (const file of [fileOf([broken]), fileOf([broken]), fileOf([{ ...passing, instance: 'broken' }])]) {
      await tell(settings, file, secretsToLookFor(settings), (line) => warnings.push(line));
    }
    expect(warnings).toEqual([]);
    expect(hook.got).toMatchObject([
      { changes: [{ instance: 'broken', before: null, now: 'fail', setting: 'Association mask' }] },
      'GET',
      'GET',
      { changes: [{ instance: 'broken', before: 'fail', now: 'pass' }] },
      'GET',
    ]);
  } finally {
    await hook.close();
    rmSync(state, { recursive: true });
  }
});

test('a receiver that refuses or is not there is one line without its address, and hears of the change the next time', async () => {
  const state = mkdtempSync(join(tmpdir(), 'probe-told-'));
  const refusing = await receiver(500);
  const gone = await receiver(200);
  await gone.close();
  const welcoming = await receiver(200);
  try {
    const warnings: string[] = [];
    for (const { address } of [refusing, gone, welcoming]) {
      const settings = settingsWith({ WEBHOOK_URL: address, PROBE_STATE: state });
      await tell(settings, fileOf([broken]), secretsToLookFor(settings), (line) => warnings.push(line));
    }
    expect(warnings).toEqual([
      'WEBHOOK_URL could not be notified: it answered HTTP 500. This changes no verdict.',
      'WEBHOOK_URL could not be notified: ECONNREFUSED. This changes no verdict.',
    ]);
    expect(welcoming.got).toHaveLength(1);
  } finally {
    await refusing.close();
    await welcoming.close();
    rmSync(state, { recursive: true });
  }
});

test('a receiver whose authority is private is told through the proxy, once TRUSTED_CERTIFICATES names it', async ({}, testInfo) => {
  const authority = await makeAuthority();
  const hook = await receiver(204, await authority.sign(['localhost']));
  const asked: string[] = [];
  const proxy = new ProxyServer({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ hostname, username, password }) => {
      asked.push(`${username}:${password} ${hostname}`);
      return {};
    },
  });
  await proxy.listen();
  const file = testInfo.outputPath('authority.pem');
  writeFileSync(file, authority.certificate);
  const warnings: string[] = [];
  const beat = async (variables: Readonly<Record<string, string>>): Promise<void> => {
    const settings = settingsWith({ HEARTBEAT_URL: hook.address, PROBE_STATE: 'off', ...variables });
    await tell(settings, fileOf([passing]), secretsToLookFor(settings), (line) => warnings.push(line));
  };
  try {
    const HTTPS_PROXY = `http://me:p%40ss@127.0.0.1:${String(proxy.port)}`;
    await beat({ HTTPS_PROXY, TRUSTED_CERTIFICATES: file });
    expect(warnings).toEqual([]);
    expect(asked).toEqual(['me:p@ss localhost']);
    await beat({ HTTPS_PROXY, NO_PROXY: 'localhost', TRUSTED_CERTIFICATES: file });
    expect([asked.length, hook.got.length]).toEqual([1, 2]);

    await beat({ HTTPS_PROXY });
    expect(warnings).toEqual([
      expect.stringMatching(/^HEARTBEAT_URL could not be notified: \w+ \(TRUSTED_CERTIFICATES /),
    ]);
    expect(hook.got).toHaveLength(2);
  } finally {
    await proxy.close(true);
    await hook.close();
  }
});

test('a message that holds a secret is not sent', async () => {
  const hook = await receiver(200);
  try {
    const warnings: string[] = [];
    const settings = settingsWith({ WEBHOOK_URL: hook.address, PROBE_STATE: 'off' });
    await tell(
      settings,
      fileOf([{ ...broken, instance: leastEnvironment.IMS_USER_PASSWORD }]),
      secretsToLookFor(settings),
      (line) => warnings.push(line),
    );
    expect(warnings).toEqual([
      'Nothing was sent to WEBHOOK_URL: the message contained a secret. Report this as a bug.',
    ]);
    expect(hook.got).toEqual([]);
  } finally {
    await hook.close();
  }
});

test('the addresses of those who are told are secrets', () => {
  const settings = settingsWith({
    WEBHOOK_URL: 'https://hooks.example.com/T0K3N',
    HEARTBEAT_URL: 'https://beat.example.com/1d',
  });
  expect(JSON.stringify(settings)).not.toContain('T0K3N');
  expect(secretsOf(settings).map(({ name }) => name)).toEqual(expect.arrayContaining(['WEBHOOK_URL', 'HEARTBEAT_URL']));
  expect(() => settingsWith({ WEBHOOK_URL: 'hooks.example.com/T0K3N' })).toThrow(
    /WEBHOOK_URL: must be an address that begins/,
  );
});

test('shards are put together as one machine would have written them', () => {
  const one = fileOf([passing, { ...later, instance: 'broken' }], {
    selected: ['prod'],
    startedAt: '2026-01-01T00:00:05.000Z',
  });
  const other = fileOf([{ ...later, instance: 'prod' }, broken], {
    selected: ['broken'],
    finishedAt: '2026-01-01T00:01:00.000Z',
  });
  const whole = fileOf([passing, broken], { finishedAt: '2026-01-01T00:01:00.000Z' });
  expect(mergeResults([one, other])).toEqual(whole);
  expect(mergeResults([other, one])).toEqual(whole);
  expect(mergeResults([whole])).toEqual(whole);
});

test('what is not a shard of the same run is refused in one line', () => {
  const file = fileOf([passing]);
  expect(() => mergeResults([])).toThrow(/nothing to merge/);
  expect(() => mergeResults([file, fileOf([passing, broken])])).toThrow(
    /their instances differ: prod and prod, broken/,
  );
  expect(() => mergeResults([file, fileOf([passing], { suiteVersion: '2.0.0' })])).toThrow(
    /versions of the suite differ/,
  );
  expect(() => mergeResults([file, fileOf([passing], { configurationFingerprint: 'sha256:x' })])).toThrow(/settings/);
});
