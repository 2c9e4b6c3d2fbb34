import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { readAcceptedRisks } from '../../fixtures/settings/accepted-risks.ts';
import { accountOf, secretsOf } from '../../fixtures/settings/index.ts';
import { ProblemList } from '../../fixtures/settings/problems.ts';
import { SettingReader } from '../../fixtures/settings/reader.ts';
import { fixedSources, readSources } from '../../fixtures/settings/sources.ts';
import { readTold } from '../../fixtures/settings/told.ts';
import { leastEnvironment, problemsOf, settingsOf, type Environment } from './settings-builder.ts';

/* What stands in env files, and what dotenv drops of it; who is told of a run, and which of the settings are secrets. */

const cut = 'is cut off at a #, which begins a comment in an unquoted value; put the value in quotes';
const space = 'ends in a space that is dropped because the value is not quoted; quote it, or delete the space';

/** A line of a file, and what is said of it. */
const lines: readonly (readonly [string, string | undefined])[] = [
  ['IMS_USER_PASSWORD=pa#ss', cut],
  ['IMS_USER_PASSWORD=pa #ss', cut],
  ['IMS_USER_PASSWORD=pa # ss', cut],
  ['IMS_USER_PASSWORD=#pass', cut],
  ['IMS_USER_PASSWORD=pa"#ss', cut],
  ['IMS_USER_PASSWORD= # a comment', undefined],
  ['IMS_USER_PASSWORD="pa#ss"', undefined],
  ["IMS_USER_PASSWORD='pa#ss'", undefined],
  ['IMS_USER_PASSWORD=`pa#ss`', undefined],
  ['IMS_USER_PASSWORD = "pa#ss" # a comment', undefined],
  ['IMS_USER_PASSWORD=pass', undefined],
  ['IMS_USER_PASSWORD=pass ', space],
  ['IMS_USER_PASSWORD=pass\t', space],
  ['IMS_USER_PASSWORD=pass  \t', space],
  ['IMS_USER_PASSWORD=pass\u00A0', space],
  ['CAMPAIGN_A_KIND=stage # a comment', undefined],
  ['CAMPAIGN_A_KIND=stage  # a comment', undefined],
  ['CAMPAIGN_A_KIND=stage #a comment', undefined],
  ['CAMPAIGN_A_KIND=stage# no comment', cut],
  ['CAMPAIGN_A_KIND= # a comment', undefined],
  ['CAMPAIGN_A_KIND=# a comment', undefined],
  ['CAMPAIGN_A_KIND=#no comment', cut],
  ['CAMPAIGN_A_ASSOCIATION_MASK=Campaign - # x', cut],
  ['CAMPAIGN_A_ASSOCIATION_MASK=Campaign - ', space],
  ['CAMPAIGN_A_ASSOCIATION_MASK="Campaign - "', undefined],
  ['OTHER_PASSWORD=pa#ss', undefined],
  ['OTHER_PASSWORD=pass ', undefined],
  ['# IMS_USER_PASSWORD=pa#ss', undefined],
];

test('what dotenv cuts off or drops is an error where it is a value of this suite’s, and a comment is none', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  for (const end of ['\n', '\r\n']) {
    for (const [line, due] of lines) {
      writeFileSync(join(directory, '.env'), `A=1${end}${line}${end}B=2${end}`);
      const problems = new ProblemList();
      readSources({}, directory, problems);
      expect(
        problems.all.map(({ message }) => message),
        JSON.stringify(line + end),
      ).toEqual(due === undefined ? [] : [due]);
    }
  }
});

test('an env file that cannot be read is told as the file, or as the variable that names it', ({}, testInfo) => {
  const directory = testInfo.outputPath('project');
  mkdirSync(join(directory, '.env'), { recursive: true });
  const problems = (environment: Environment): readonly string[] => {
    const list = new ProblemList();
    readSources(environment, directory, list);
    return list.all.map(({ variable, message }) => `${variable}: ${message}`);
  };
  const standard = join(directory, '.env');
  expect(problems({})).toEqual([`${standard}: is a folder; name a file in it`]);
  expect(problems({ DOTENV_PATH: '.env' })).toEqual([
    `DOTENV_PATH: names a file that is a folder; name a file in it: ${standard}`,
  ]);
  const [wide, none] = [join(directory, 'wide'), join(directory, 'none')];
  writeFileSync(wide, Buffer.from('A=1', 'utf16le'));
  const utf8 = 'is not UTF-8 text (PowerShell and some editors write UTF-16); save it as UTF-8';
  expect(problems({ DOTENV_PATH: `${wide}:none` })).toEqual([
    `DOTENV_PATH: names a file that ${utf8}: ${wide}`,
    `DOTENV_PATH: names a file that does not exist: ${none}`,
  ]);
});

test('the environment comes before the files, an earlier file before a later one, and what is empty is not set', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  writeFileSync(join(directory, 'one'), 'A=1\nB=1\nC=\nIMS_X=1\n');
  writeFileSync(join(directory, 'two'), 'A=2\nB=2\nC=2\nD=2\n');
  const read = (environment: Environment) => readSources(environment, directory, new ProblemList());
  const sources = read({ DOTENV_PATH: 'one:two', A: '0', B: '' });
  expect(['A', 'B', 'C', 'D', 'E'].map((name) => sources.get(name))).toEqual(['0', '1', '2', '2', undefined]);
  expect([...sources.names].sort()).toEqual(['A', 'B', 'C', 'D', 'DOTENV_PATH', 'IMS_X']);
  expect(sources.mentionsInstances).toBe(true);
  expect(read({ A: '1' }).mentionsInstances).toBe(false);
  for (const name of ['IMS_X', 'CAMPAIGN_X', 'FLEET_FILE', 'UMAPI_X']) {
    expect(read({ [name]: '' }).mentionsInstances, name).toBe(true);
  }
});

const told = (settings: Environment, environment: Environment = {}) => {
  const problems = new ProblemList();
  const read = readTold(new SettingReader(fixedSources(settings), problems), environment, problems);
  return { read, said: [...problems.all.map(({ message }) => message), ...problems.notices] };
};
const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' };
const azure = { SYSTEM_COLLECTIONURI: 'https://dev/o/', SYSTEM_TEAMPROJECT: 'a b', BUILD_BUILDID: '7' };

/** What a CI system puts into the environment, and the page of the run. */
const pages: readonly (readonly [Environment, string | undefined])[] = [
  [github, 'https://github.com/o/r/actions/runs/7'],
  [{ ...github, CI_PIPELINE_URL: 'https://gitlab/1' }, 'https://github.com/o/r/actions/runs/7'],
  [{ ...github, GITHUB_RUN_ID: '' }, undefined],
  [{ CI_PIPELINE_URL: 'https://gitlab/1', BUILD_URL: 'https://jenkins/1' }, 'https://gitlab/1'],
  [{ BUILD_URL: 'http://jenkins/1' }, 'http://jenkins/1'],
  [{ BUILD_URL: 'https://me@jenkins/1' }, undefined],
  [{ BUILD_URL: 'https://:pw@jenkins/1' }, undefined],
  [{ BUILD_URL: 'ftp://jenkins/1' }, undefined],
  [{ BUILD_URL: 'jenkins' }, undefined],
  [azure, 'https://dev/o/a%20b/_build/results?buildId=7'],
  [{ SYSTEM_COLLECTIONURI: 'https://dev/o/', BUILD_BUILDID: '7' }, undefined],
  [{ SYSTEM_TEAMPROJECT: 'a', BUILD_BUILDID: '7' }, undefined],
  [{}, undefined],
];

test('the page of a run is what somebody says, and else what the CI system does, never with a password', () => {
  for (const [environment, page] of pages) {
    expect(told({}, environment).read, JSON.stringify(environment)).toEqual({
      format: 'auto',
      ...(page !== undefined && { runUrl: page }),
    });
  }
  expect(told({ RUN_URL: 'https://ci/1' }, github).read.runUrl).toBe('https://ci/1');
  for (const address of ['ci', 'ftp://ci/', 'https://me:pw@ci/', 'https://me@ci/']) {
    const { said } = told({ RUN_URL: address });
    expect(said, address).toEqual(['must be an address that begins with https:// (or http://), without a password']);
  }
});

test('a format without a webhook is said to do nothing', () => {
  const nothing = 'WEBHOOK_FORMAT: is set, but WEBHOOK_URL is not, so nothing is sent';
  expect(told({ WEBHOOK_FORMAT: 'slack' }).said).toEqual([nothing]);
  expect(told({ WEBHOOK_FORMAT: 'slack', WEBHOOK_URL: 'https://hooks' }).said).toEqual([]);
  expect(told({ WEBHOOK_URL: 'hooks' }).said).toEqual(['must be an address that begins with https:// (or http://)']);
});

const secrets = {
  CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'secret-of-the-client-1',
  CAMPAIGN_PROD_SOAP_USER: 'reader',
  CAMPAIGN_PROD_SOAP_PASSWORD: 'secret-of-the-operator-1',
  IMS_USER_TOTP_SECRET: 'JBSWY3DPEHPK3PXP',
  PROBE_STATE_KEY: 'secret-key-of-the-state',
  WEBHOOK_URL: 'https://hooks.example.com/secret-path-1',
  HEARTBEAT_URL: 'https://beat.example.com/secret-path-2',
  HTTPS_PROXY: 'http://me:secret-of-the-proxy@proxy.example.com',
};

test('every secret is among those that are looked for, once, by the name that people know', () => {
  const named = (more: Environment): readonly string[] =>
    secretsOf(settingsOf({ ...leastEnvironment, ...more })).map(({ name, value }) => `${name}: ${value.reveal()}`);
  const account = [
    'the account’s e-mail address (prod): probe@example.com',
    'the account’s password (prod): Correct-horse-battery-9',
  ];
  expect(named({})).toEqual(account);
  expect(named(secrets)).toEqual([
    ...account,
    'the one-time-code secret (prod): JBSWY3DPEHPK3PXP',
    'CAMPAIGN_PROD_IMS_CLIENT_SECRET: secret-of-the-client-1',
    'CAMPAIGN_PROD_SOAP_PASSWORD: secret-of-the-operator-1',
    'WEBHOOK_URL: https://hooks.example.com/secret-path-1',
    'HEARTBEAT_URL: https://beat.example.com/secret-path-2',
    'HTTPS_PROXY: secret-of-the-proxy',
    'PROBE_STATE_KEY: secret-key-of-the-state',
  ]);
  expect(named({ CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'Correct-horse-battery-9' })).toEqual(account);
});

test('a secret that is empty on purpose is not called plain', () => {
  expect(settingsOf({ ...leastEnvironment, CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'none' }).notices).toEqual([]);
  expect(settingsOf({ ...leastEnvironment, ...secrets }).notices).toEqual([]);
});

test('the organisation is an ID as Adobe gives it, and nothing round it', () => {
  const said = (organisation: string): readonly string[] =>
    problemsOf({
      ...leastEnvironment,
      UMAPI_CLIENT_ID: 'id',
      UMAPI_CLIENT_SECRET: 'a-secret-word-1',
      IMS_ORG_ID: organisation,
    });
  expect(said('ABC1@AdobeOrg')).toEqual([]);
  for (const organisation of [
    'ABC1',
    '@AdobeOrg',
    ' ABC1@AdobeOrg',
    'x ABC1@AdobeOrg',
    'ABC1@AdobeOrg ',
    'ABC1@AdobeOrgs',
    'ABC-1@AdobeOrg',
  ]) {
    expect(said(organisation), organisation).toEqual([
      'IMS_ORG_ID: must be the organisation’s ID, such as ABCDEF0123456789@AdobeOrg',
    ]);
  }
});

test('only an instance that was read for a login has an account', () => {
  const [instance] = settingsOf(leastEnvironment).instances;
  if (!instance) throw new Error('No instance');
  expect(accountOf(instance).email.reveal()).toBe('probe@example.com');
  const { account, ...without } = instance;
  expect(account).toBeDefined();
  expect(() => accountOf(without)).toThrow(/“prod”/);
});

test('what LAB may be is said', () => {
  expect(problemsOf({ ...leastEnvironment, LAB: 'on' })).toEqual([
    'LAB: must be one of auto, never, always, or the folder of a capture, such as captures/lab-default',
  ]);
  expect(problemsOf({ ...leastEnvironment, LAB_FAULT: 'x' })).toEqual([
    'LAB_FAULT: breaks only the embedded lab, but this run probes your instances; unset it, or set LAB=always',
  ]);
});

test('the lab accepts no risk of the usual file, and those of one that is named', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const risk = { instance: 'prod', cause: 'scopes', actual: 'x', owner: 'o', reason: 'r', lastDay: '2026-01-01' };
  for (const name of ['accepted-risks.json', 'mine.json']) {
    writeFileSync(join(directory, name), JSON.stringify({ risks: [risk] }));
  }
  const acceptedOn = (environment: Environment) =>
    settingsOf(environment, { directory, lab: () => leastEnvironment }).acceptedRisks;
  expect(acceptedOn({ LAB: 'always' })).toEqual([]);
  expect(acceptedOn({ LAB: 'always', ACCEPTED_RISKS: 'mine.json' })).toEqual([risk]);
  expect(acceptedOn(leastEnvironment)).toEqual([risk]);
});

test('a file of accepted risks that is there is read whether it is named or not, and with its byte-order mark', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const risk = { instance: 'a', cause: 'scopes', actual: 'x', owner: 'o', reason: 'r', lastDay: '2026-01-01' };
  const read = (named: string | undefined, instances: readonly string[] = ['a']) => {
    const problems = new ProblemList();
    const risks = readAcceptedRisks(named, directory, instances, problems);
    return { risks, said: problems.all.map(({ message }) => message) };
  };
  expect(read(undefined)).toEqual({ risks: [], said: [] });
  const file = join(directory, 'accepted-risks.json');
  expect(read('accepted-risks.json')).toEqual({ risks: [], said: [`names a file that does not exist: ${file}`] });
  writeFileSync(file, `\uFEFF${JSON.stringify({ risks: [risk] })}`);
  for (const named of [undefined, 'accepted-risks.json', file])
    expect(read(named)).toEqual({ risks: [risk], said: [] });
  expect(read(undefined, ['b', 'c']).said).toEqual([
    `${file} accepts a risk for “a”, which isn’t an instance of this run (b, c)`,
  ]);
});
