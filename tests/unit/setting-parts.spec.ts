import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { rootCertificates } from 'node:tls';
import { readConnection } from '../../fixtures/settings/connection.ts';
import { inspectSettings, readTelling } from '../../fixtures/settings/index.ts';
import { ProblemList } from '../../fixtures/settings/problems.ts';
import { readProvisioningFile } from '../../fixtures/settings/provisioning-file.ts';
import { SettingReader } from '../../fixtures/settings/reader.ts';
import { isPlainAddress, readRemoteBrowser } from '../../fixtures/settings/remote-browser.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import { readSettingFile } from '../../fixtures/settings/setting-file.ts';
import { fixedSources } from '../../fixtures/settings/sources.ts';
import { readStateFolder } from '../../fixtures/settings/state-folder.ts';
import { leastEnvironment, problemsOf, settingsOf, type Environment } from './settings-builder.ts';

/* The single parts of reading settings: files, ways out, and what holds where nothing is set. */

test('a file that a setting names is read as far as a setting can need it, and why one cannot be read is said', ({}, testInfo) => {
  const folder = testInfo.outputPath('files');
  mkdirSync(folder);
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const read = (path: string, most?: number): string => {
    const content = readSettingFile(path, most);
    if (content.ok) return content.bytes.toString('utf8');
    expect(content.message).toBe(`names a file that ${content.why}: ${path}`);
    return content.why;
  };
  const five = file('five', '12345');
  expect(read(five)).toBe('12345');
  expect(read(five, 5)).toBe('12345');
  expect(read(five, 4)).toBe('is larger than 0.000004 MB; name a smaller file');
  const big = file('big', 'x'.repeat(70_000));
  expect(read(big)).toHaveLength(70_000);
  expect(read(big, 69_999)).toMatch(/^is larger than 0\.069999 MB/);
  expect(read(file('empty', ''))).toBe('');
  expect(read(folder)).toBe('is a folder; name a file in it');
  expect(read(join(folder, 'none'))).toBe('does not exist');
  expect(read(join(five, 'none'))).toBe('does not exist');
  expect(read(join(folder, 'x'.repeat(5000)))).toBe('has a name that is too long for this system; name a file');
  symlinkSync('circle', join(folder, 'circle'));
  expect(read(join(folder, 'circle'))).toBe('is a link that leads to itself; name the file itself');
  expect(read('/dev/null')).toBe('is a device or a pipe; name a file');
  expect(read(`${five}\0`)).toBe('cannot be read (ERR_INVALID_ARG_VALUE)');
  expect(readSettingFile(five)).toMatchObject({ changedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
});

const browser = (endpoint: string | undefined, more: Environment = {}) => {
  const problems = new ProblemList();
  const environment = endpoint === undefined ? {} : { PW_TEST_CONNECT_WS_ENDPOINT: endpoint };
  const found = readRemoteBrowser(environment, fixedSources(more), problems);
  return found?.host ?? problems.all.map(({ variable, message }) => `${variable}: ${message}`);
};

test('the way to a browser elsewhere is encrypted, or leaves this machine not at all, or its host is named', () => {
  for (const host of [
    'localhost',
    'browsers.localhost',
    'a.b.localhost:3000',
    '127.0.0.1',
    '127.10.20.30:3000',
    '[::1]:3000',
  ]) {
    expect(browser(`ws://${host}/`), host).toBe(host);
    expect(browser(`http://${host}/`), host).toBe(host);
  }
  for (const host of ['localhost.example.com', 'xlocalhost', '127.0.0.1.example.com', '128.0.0.1', '[::2]']) {
    expect(browser(`ws://${host}/`), host).toEqual([
      `PW_TEST_CONNECT_WS_ENDPOINT: leads to the browser on ${host} without encryption, and that browser gets the password; use wss://, or name the host in UNENCRYPTED_BROWSER_HOSTS if nobody can listen on the way`,
    ]);
    expect(browser(`ws://${host}/`, { UNENCRYPTED_BROWSER_HOSTS: ` a , ${host.toUpperCase()}` }), host).toBe(host);
    expect(browser(`wss://${host}/`), host).toBe(host);
    expect(browser(`https://${host}/`), host).toBe(host);
  }
  const noAddress =
    'PW_TEST_CONNECT_WS_ENDPOINT: must be the address of a Playwright server, such as wss://browsers.example.com/';
  for (const endpoint of ['browsers.example.com', 'wsss://x', 'xws://x', 'ftp://x']) {
    expect(browser(endpoint), endpoint).toEqual([noAddress]);
  }
  expect(browser(undefined)).toEqual([]);
  expect(browser('')).toEqual([]);
  expect(browser(undefined, { PW_TEST_CONNECT_WS_ENDPOINT: 'wss://x' })).toEqual([
    'PW_TEST_CONNECT_WS_ENDPOINT: is read by Playwright from the environment only; set it there, and not in an env file',
  ]);
});

test('the address of a browser is a secret as soon as it holds more than a host', () => {
  const isPlain = (endpoint: string): boolean =>
    isPlainAddress({ host: 'x.example.com', endpoint: new Secret(endpoint) });
  expect(isPlain('wss://x.example.com')).toBe(true);
  expect(isPlain('wss://x.example.com/')).toBe(true);
  for (const endpoint of [
    'wss://x.example.com/a',
    'wss://x.example.com/a/',
    'wss://me:pw@x.example.com/',
    'wss://x.example.com//',
    'wss://x.example.com?a',
  ]) {
    expect(isPlain(endpoint), endpoint).toBe(false);
  }
});

const [certificate = ''] = rootCertificates;

test('further certificates are read with the way out, and by who tells people of a run that others made', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const file = join(directory, 'more.pem');
  writeFileSync(file, `-----BEGIN NOTHING-----\nx\n${certificate}\nand\n${certificate}\n`);
  const trust = { file, certificates: [certificate, certificate] };
  const environment = { TRUSTED_CERTIFICATES: 'more.pem' };
  expect(readConnection(environment, directory)).toEqual({ trust });
  expect(settingsOf({ ...leastEnvironment, ...environment }, { directory }).trust).toEqual(trust);
  const told = readTelling({ environment: { ...environment, HTTPS_PROXY: 'http://proxy:8080' }, directory });
  expect(told).toEqual({
    told: { format: 'auto' },
    proxy: { server: 'http://proxy:8080', bypass: [] },
    trust,
    stateFolder: join(directory, '.probe'),
  });
  expect(Object.keys(readTelling({ environment: { PROBE_STATE: 'off' }, directory }))).toEqual(['told']);
  expect(() => readTelling({ environment: { WEBHOOK_URL: 'x', PROBE_STATE: '.' }, directory })).toThrow(
    /^The settings cannot be used \(2 problems\)/,
  );
  writeFileSync(file, `${certificate}\n${certificate.replace(/\n[^\n]+\n/, '\nAAAA\n')}`);
  expect(problemsOf({ ...leastEnvironment, ...environment }, directory)).toEqual([
    `TRUSTED_CERTIFICATES: contains a certificate that cannot be read: number 2 of ${file}`,
  ]);
  writeFileSync(file, 'x');
  expect(problemsOf({ ...leastEnvironment, ...environment }, directory)).toEqual([
    `TRUSTED_CERTIFICATES: names a file without a PEM certificate (-----BEGIN CERTIFICATE-----): ${file}`,
  ]);
});

test('the folder of what is kept is .probe of the project, another one, or none', () => {
  const folder = (text?: string) => readStateFolder(text === undefined ? {} : { PROBE_STATE: text }, '/a/project');
  expect([folder(), folder('kept'), folder('../kept'), folder('/kept'), folder('off')]).toEqual([
    '/a/project/.probe',
    '/a/project/kept',
    '/a/kept',
    '/kept',
    undefined,
  ]);
  for (const text of ['.', '..', '/', '/a/project', '/a']) {
    expect(problemsOf({ ...leastEnvironment, PROBE_STATE: text }, '/a/project'), text).toEqual([
      'PROBE_STATE: names a folder that contains this project; name a separate one, such as .probe, or set it to off',
    ]);
  }
  expect(problemsOf({ ...leastEnvironment, PROBE_STATE: '/a/pro' }, '/a/project')).toEqual([]);
});

test('a sheet that does not match is one line with its first fault, and how many more there are', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const file = join(directory, 's.json');
  const read = (content: object, ids: readonly string[] = ['prod', 'stage']) => {
    writeFileSync(file, JSON.stringify(content));
    const problems = new ProblemList();
    const sheet = readProvisioningFile(fixedSources({ PROVISIONING_FILE: 's.json' }), directory, ids, problems);
    return sheet?.('prod') ?? problems.all.map(({ message }) => message);
  };
  const invalid = 'does not match schema/provisioning.schema.json';
  expect(read({ clientId: 7 })).toEqual([
    expect.stringMatching(new RegExp(`^${invalid}: clientId: (?:(?!, and ).)+ \\(${file}\\)$`)),
  ]);
  expect(read({ clientId: 7, scopes: 'x', productContext: 1 })).toEqual([
    expect.stringMatching(new RegExp(`^${invalid}: clientId: .+, and 2 more \\(${file}\\)$`)),
  ]);
  expect(read({ instances: { prod: { scopes: [1] } } })).toEqual([
    expect.stringMatching(new RegExp(`^${invalid}: instances\\.prod\\.scopes\\.0: `)),
  ]);
  expect(read([])).toEqual([expect.stringMatching(new RegExp(`^${invalid}: the whole file: `))]);
  expect(read({ clientId: 'c', instances: { prod: { scopes: ['a'] }, other: {} } })).toMatchObject({
    file: 's.json',
    clientId: 'c',
    scopes: ['a'],
  });
});

test('an id of a sheet that is nearly one of the run is a mistake, unless that one is there as well', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const problems = (...named: readonly string[]): readonly string[] => {
    const list = new ProblemList();
    const instances = Object.fromEntries(named.map((id) => [id, {}]));
    writeFileSync(join(directory, 's.json'), JSON.stringify({ instances }));
    readProvisioningFile(fixedSources({ PROVISIONING_FILE: 's.json' }), directory, ['prod', 'stage'], list);
    return list.all.map(({ message }) => message);
  };
  const meant = (name: string, id: string): readonly string[] => [
    `has values for “${name}”, which isn’t an instance of this run; did you mean “${id}”?`,
  ];
  expect(problems('prdo')).toEqual(meant('prdo', 'prod'));
  expect(problems('STAGE')).toEqual(meant('STAGE', 'stage'));
  expect(problems('stages1')).toEqual(meant('stages1', 'stage'));
  for (const named of [['stages12'], ['prod', 'prdo'], ['test'], ['prod', 'stage'], []]) {
    expect(problems(...named), named.join()).toEqual([]);
  }
});

test('a value under test is taken as it stands, and none is an empty one', () => {
  const reader = new SettingReader(fixedSources({ A: 'none', B: ' b ', C: 'None' }), new ProblemList());
  const secretOf = (name: string): string | undefined => {
    const read = reader.declaredSecret([name]);
    return read.declared ? read.value.reveal() : undefined;
  };
  const textOf = (name: string): string | undefined => {
    const read = reader.declaredText([name]);
    return read.declared ? read.value : undefined;
  };
  for (const of of [secretOf, textOf]) expect(['A', 'B', 'C', 'D'].map(of)).toEqual(['', ' b ', 'None', undefined]);
});

test('of settings that cannot be used it is seen what could be read', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const inspect = (more: Environment) =>
    inspectSettings({ environment: { ...leastEnvironment, ...more }, directory, lab: () => ({}) });
  const wrong = inspect({ CAMPAIGN_INSTANCES: 'prod,stage', ACCEPTED_RISKS: 'none.json' });
  expect(wrong.settings.instances.map(({ id }) => id)).toEqual(['prod']);
  expect(wrong.settings.acceptedRisks).toEqual([]);
  expect(wrong.problems.map(({ variable }) => variable)).toEqual(['CAMPAIGN_STAGE_URL', 'ACCEPTED_RISKS']);
  writeFileSync(join(directory, 'risks.json'), 'x');
  expect(inspect({ ACCEPTED_RISKS: 'risks.json' })).toMatchObject({
    settings: { acceptedRisks: [] },
    problems: [{ message: `names a file that isn’t JSON: ${join(directory, 'risks.json')}` }],
  });
  writeFileSync(join(directory, 'risks.json'), '{"risks":[{}]}');
  expect(inspect({ ACCEPTED_RISKS: 'risks.json' }).problems).toEqual([
    {
      variable: 'ACCEPTED_RISKS',
      message: expect.stringMatching(
        /^names a file that isn’t a list of accepted risks: .* \(risks\.0\.instance: .*, and 5 more\)$/,
      ),
    },
  ]);
});
