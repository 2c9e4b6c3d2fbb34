import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../../fixtures/evidence/browser/find-browser.ts';
import { launchOptions, planTrust } from '../../fixtures/evidence/browser/launch.ts';
import { writeNssDatabase } from '../../fixtures/evidence/browser/nss-database.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import { makeAuthority, makeCertificate, type ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import { nightly } from '../nightly.ts';
import { expect, test } from './lab-test.ts';

const day = 24 * 60 * 60 * 1000;

const onLinuxOnly = 'Chromium reads a certificate database of its own on Linux only; run this test there.';

async function serve({ certificate, key }: ServerCertificate): Promise<{ server: Server; port: number }> {
  const server = createServer({ cert: certificate, key }, (_incoming, outgoing) => outgoing.end('hello'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { server, port: address.port };
}

/** A server by what it shows, and by which name it is asked for. */
type Visited = readonly [served: ServerCertificate, host?: string];

/** What a browser that trusts these certificates gets from each server: its page, or the name of the error. */
async function visit(trusted: readonly string[], ...visited: readonly Visited[]): Promise<readonly string[]> {
  const home = mkdtempSync(join(tmpdir(), 'campaign-login-probe-trust-'));
  const found = findBrowser(process.env, true);
  if (!found) throw new Error('No browser');
  writeNssDatabase(home, trusted);
  const machine = { platform: process.platform, isRoot: process.getuid?.() === 0 };
  const environment = new ChildEnvironment(process.env);
  const trust = { home, pins: [] };
  const options = launchOptions({ browser: found, machine, trust, environment, temporary: home });
  const browser = await chromium.launch(options);
  try {
    const got: string[] = [];
    for (const one of visited) got.push(await page(browser, ...one));
    return got;
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function page(browser: Browser, served: ServerCertificate, host = 'localhost'): Promise<string> {
  const { server, port } = await serve(served);
  try {
    const shown = await browser.newPage();
    const answer = await shown.goto(`https://${host}:${String(port)}/`);
    return (await answer?.text()) ?? '';
  } catch (error) {
    return /net::\w+/.exec(String(error))?.[0] ?? String(error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a private authority is trusted to sign for a host, and for no other name', async () => {
  test.skip(process.platform !== 'linux', onLinuxOnly);
  const authority = await makeAuthority();
  const served = await authority.sign(['localhost']);
  expect(await visit([authority.certificate], [served], [served, '127.0.0.1'])).toEqual([
    'hello',
    'net::ERR_CERT_COMMON_NAME_INVALID',
  ]);
  expect(await visit([], [served])).toEqual(['net::ERR_CERT_AUTHORITY_INVALID']);
});

test('a server’s own certificate is trusted as itself: not for another name, not after its time, not as an authority', async () => {
  test.skip(process.platform !== 'linux', onLinuxOnly);
  const own = await makeCertificate(['localhost']);
  const another = await makeCertificate(['localhost']);
  const expired = await makeCertificate(['localhost'], Date.now() - 30 * day);
  expect(await visit([own.certificate, expired.certificate], [own], [own, '127.0.0.1'], [another], [expired])).toEqual([
    'hello',
    'net::ERR_CERT_COMMON_NAME_INVALID',
    'net::ERR_CERT_AUTHORITY_INVALID',
    'net::ERR_CERT_DATE_INVALID',
  ]);
});

test(
  'elsewhere than on Linux an authority is never pinned, and a server’s own certificate only while it is good',
  nightly,
  async () => {
    const machine = { platform: 'win32', isRoot: false } as const;
    const authority = await makeAuthority();
    const own = await makeCertificate(['prod.example.com']);
    const expired = await makeCertificate(['prod.example.com'], Date.now() - 30 * day);
    const trust = { file: 'x.pem', certificates: [authority.certificate, own.certificate, expired.certificate] };
    const plan = planTrust(trust, machine, ['prod.example.com'], new Date());
    expect(plan.pins).toHaveLength(1);
    expect(plan.notice).toContain('system’s certificate store');
    expect(planTrust(trust, machine, ['other.example.com'], new Date()).pins).toEqual([]);
  },
);
