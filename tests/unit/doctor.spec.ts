import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { checkCertificates } from '../../fixtures/doctor/check-certificates.ts';
import { checkClock } from '../../fixtures/doctor/check-clock.ts';
import { hostsOfRun, networkFinding } from '../../fixtures/doctor/check-network.ts';
import { checkSettings } from '../../fixtures/doctor/check-settings.ts';
import { checkStateFolder } from '../../fixtures/doctor/check-state-folder.ts';
import type { Finding } from '../../fixtures/doctor/types.ts';
import { makeCertificate } from '../../fixtures/lab/network/certificate.ts';
import { doctorInWords, lastLine } from '../../fixtures/report/doctor.ts';
import { StateFolder } from '../../fixtures/run/state/state-folder.ts';

const here = (seconds: number): Finding =>
  checkClock({
    host: 'ims.example.com',
    date: new Date('2026-11-26T10:00:00Z'),
    here: new Date(Date.parse('2026-11-26T10:00:00Z') + seconds * 1000),
  });

test('the clock is said as a difference, and is wrong where a one-time code would be', () => {
  expect(here(0)).toMatchObject({ state: 'good', says: 'this machine’s clock: the same time as ims.example.com' });
  expect(here(-12)).toMatchObject({ state: 'good', says: 'this machine’s clock: 12 s behind ims.example.com' });
  expect(here(31)).toMatchObject({ state: 'wrong', says: 'this machine’s clock is 31 s ahead of ims.example.com' });
  expect(here(-3600 * 5)).toMatchObject({ state: 'wrong', says: 'this machine’s clock is 5 h behind ims.example.com' });
  expect(checkClock(undefined)).toMatchObject({ state: 'not-known', says: expect.stringContaining('not be compared') });
});

test('every problem of the settings is said at once, as the reader says it', () => {
  const environment = {
    CAMPAIGN_INSTANCES: 'prod',
    CAMPAIGN_PROD_URL: 'http://prod.example.com',
    HTTPS_PROXY: 'http://wpad/wpad.dat',
    LAB: 'never',
  };
  const { findings, settings } = checkSettings({ environment, directory: tmpdir() });
  const said = findings.map(({ says }) => says);
  expect(said).toHaveLength(4);
  expect(said).toContain('CAMPAIGN_PROD_URL: must be the instance’s own address and begin with https://');
  expect(said).toContain('IMS_USER_EMAIL: is missing; set it to the test account’s e-mail address');
  expect(said).toContain('IMS_USER_PASSWORD: is missing; set it to the test account’s password');
  expect(said.join('\n')).toContain('HTTPS_PROXY: is the address of a PAC file');
  expect(findings.every(({ state }) => state === 'wrong')).toBe(true);
  // What can be looked at is looked at all the same.
  expect(hostsOfRun(settings).map(({ host }) => host)).toEqual([
    'ims-na1.adobelogin.com',
    'adobeid-na1.services.adobe.com',
    'auth.services.adobe.com',
  ]);
});

test('SOCKS5 with a name, and a folder that holds this project, are refused as in a run', () => {
  const environment = {
    CAMPAIGN_INSTANCES: 'prod',
    CAMPAIGN_PROD_URL: 'https://prod.example.com',
    IMS_USER_EMAIL: 'probe@example.com',
    IMS_USER_PASSWORD: 'x7!kQ-pw-0123',
    HTTPS_PROXY: 'socks5://name:p4ss-0123@proxy.example.com',
    PROBE_STATE: '.',
  };
  const { findings } = checkSettings({ environment, directory: tmpdir() });
  const said = findings.map(({ says }) => says).join('\n');
  expect(said).toContain('HTTPS_PROXY: contains a name or a password for a SOCKS proxy');
  expect(said).toContain('PROBE_STATE: names a folder that contains this project');
  expect(said).not.toContain('p4ss-0123');
});

test('where nothing is declared, a run is one on the lab, and the way out is looked at for what comes next', () => {
  const environment = { HTTPS_PROXY: 'http://proxy.example.com:8080' };
  const { findings, settings, isOnLab } = checkSettings({ environment, directory: tmpdir() });
  expect(isOnLab).toBe(true);
  expect(findings).toEqual([{ area: 'settings', state: 'nothing', says: expect.stringContaining('embedded lab') }]);
  expect(settings.proxy?.server).toBe('http://proxy.example.com:8080');
});

test('a certificate that has expired is wrong, and one that is about to says how many days are left', async () => {
  const { certificate } = await makeCertificate(['one.example.com']);
  const trust = { file: 'x.pem', certificates: [certificate] };
  const { settings } = checkSettings({ environment: {}, directory: tmpdir() });
  const at = (now: Date): readonly Finding[] => checkCertificates({ ...settings, trust }, now);
  const end = new Date(new X509Certificate(certificate).validTo);
  expect(at(new Date(end.getTime() - 5.5 * 86_400_000))[0]).toMatchObject({
    state: 'good',
    says: expect.stringContaining(', in 5 days'),
  });
  expect(at(new Date(end.getTime() + 1000))[0]).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('expired on'),
    fix: expect.stringContaining('x.pem'),
  });
});

test.describe('the state folder', () => {
  let parent = '';

  test.beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'campaign-login-probe-doctor-'));
  });

  test.afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  test('is not made where it is not there', () => {
    const path = join(parent, 'deep', 'state');
    expect(checkStateFolder(path)).toMatchObject({ state: 'good', says: expect.stringContaining('not there yet') });
    expect(existsSync(join(parent, 'deep'))).toBe(false);
  });

  test('says that a run uses it', () => {
    const path = join(parent, 'state');
    const folder = new StateFolder(path);
    folder.live();
    const before = readdirSync(join(path, 'locks'));
    expect(checkStateFolder(path)).toMatchObject({ state: 'good', says: expect.stringContaining('1 run uses it') });
    expect(readdirSync(join(path, 'locks'))).toEqual(before);
    folder.rest();
    expect(checkStateFolder(path).says).toContain('no run is using it');
  });

  test('is wrong where a file is in its place', () => {
    const path = join(parent, 'state');
    writeFileSync(path, '');
    expect(checkStateFolder(path)).toMatchObject({ state: 'wrong', says: `${path} is a file` });
    expect(checkStateFolder(join(path, 'below'))).toMatchObject({ state: 'wrong' });
  });

  test('that is switched off is nothing to fix', () => {
    expect(checkStateFolder(undefined)).toMatchObject({ state: 'nothing' });
  });
});

/** What is said of a connection that came to nothing. */
function failed(stage: 'proxy' | 'DNS' | 'TCP' | 'TLS', failure: string): Promise<Finding> {
  const host = { host: 'campaign.example.invalid', port: 443, whose: 'instance “prod”' };
  return networkFinding(host, { reached: false, stage, failure }, undefined, 1);
}

for (const [stage, failure, fix] of [
  ['DNS', 'getaddrinfo ENOTFOUND campaign.example.invalid', /^Check the spelling of campaign\.example\.invalid/],
  ['TCP', 'connect ECONNREFUSED 192.0.2.1:443', /through the firewall to campaign\.example\.invalid/],
  ['TCP', 'connection timed out: nothing came within 10 s', /through the firewall/],
  ['TLS', 'unable to get local issuer certificate', /TRUSTED_CERTIFICATES/],
  ['TLS', 'certificate has expired', /^Renew the certificate/],
  ['proxy', 'the proxy answered HTTP 407', /a name and a password into HTTPS_PROXY/],
  ['proxy', 'the proxy answered HTTP 403', /does not allow the host/],
  ['proxy', 'the proxy answered HTTP 503', /does not reach the host/],
  ['proxy', 'something else', /^Check HTTPS_PROXY/],
] as const) {
  test(`${stage}: “${failure}” comes with its fix`, async () => {
    const finding = await failed(stage, failure);
    expect(finding.state).toBe('wrong');
    expect(finding.says).toBe(`campaign.example.invalid (instance “prod”): ${stage} fails: ${failure}`);
    expect(finding.fix).toMatch(fix);
  });
}

test('what comes from elsewhere is neutral on the terminal, and the last line counts what is to be fixed', () => {
  const findings: readonly Finding[] = [
    { area: 'network', state: 'wrong', says: 'x\u001B[31m\n::error::y', fix: 'z' },
    { area: 'clock', state: 'not-known', says: 'c' },
    { area: 'proxy', state: 'nothing', says: 'p' },
  ];
  const { text } = doctorInWords(findings, { colours: false, width: 80 });
  expect(text).not.toContain('\u001B');
  expect(text).not.toMatch(/^::/m);
  expect(text.split('\n').at(-1)).toBe('2 to fix. No login was made, and no credential was sent.');
  expect(lastLine([])).toMatch(/^Nothing wrong found\./);
});
