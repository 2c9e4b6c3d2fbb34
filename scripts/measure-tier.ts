/**
 * What the look without a password costs for an instance with automatic entry, experiments and control aside, against a
 * bare handshake of three redirects with the same HTTP client on the same lab: medians of several rounds, as a ratio.
 *
 * The lab's certificate is trusted by this process only when it starts anew with `NODE_EXTRA_CA_CERTS`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from '@playwright/test';
import { z } from 'zod';
import { openTier } from '../fixtures/evidence/requests/index.ts';
import { fleetWorld } from '../fixtures/lab/fleet-world.ts';
import { startLab } from '../fixtures/lab/index.ts';
import { makeLabCertificate } from '../fixtures/lab/network/certificate.ts';
import { runProgram } from '../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../fixtures/settings/child-environment.ts';
import { readSettings, type Settings } from '../fixtures/settings/index.ts';
import { median, timed } from './timing.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';

const shared = z.object({ certificate: z.string(), key: z.string() });
const rounds = 7;

async function startAnew(): Promise<void> {
  const certificate = await makeLabCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'campaign-login-probe-measure-'));
  const file = join(folder, 'lab-certificate.pem');
  writeFileSync(file, certificate.certificate);
  const { status } = runProgram({
    command: process.execPath,
    options: [...process.execArgv, __filename],
    environment: new ChildEnvironment(process.env, 'node'),
    given: { NODE_EXTRA_CA_CERTS: file, MEASURE_CERTIFICATE: JSON.stringify(certificate) },
    shows: 'everything',
  });
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = status ?? 1;
}

/** Three requests, each to where the one before it led: the least that any look at a login has to send. */
async function bareHandshake(url: string, settings: Settings): Promise<void> {
  const server = settings.proxy?.server;
  const context = await request.newContext(server === undefined ? {} : { proxy: { server } });
  let at = url;
  for (let hop = 0; hop < 3; hop++) {
    const response = await context.get(at, { maxRedirects: 0 });
    const next = response.headers()['location'];
    if (next === undefined) break;
    at = new URL(next, at).href;
  }
  await context.dispose();
}

async function measure(instances: number, certificate: z.infer<typeof shared>): Promise<void> {
  const lab = await startLab(fleetWorld(instances), { ...certificate });
  const environment = { ...lab.variables, PROBE_STATE: 'off' };
  const settings = readSettings({ environment, directory: tmpdir(), lab: () => ({}) });
  const look = (): Promise<unknown> =>
    Promise.all(
      settings.instances.map((instance) =>
        openTier(
          {
            proxy: settings.proxy,
            answerMs: 30_000,
            hosts: { instance: instance.url, otherInstances: [], identityProviders: [] },
          },
          instance.loginPath,
        ),
      ),
    );
  const bare = (): Promise<unknown> =>
    Promise.all(settings.instances.map(({ url, loginPath }) => bareHandshake(url + loginPath, settings)));
  await look();
  await bare();
  const looks: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    looks.push(await timed(look));
    bares.push(await timed(bare));
  }
  await lab.close();
  const [cost, least] = [median(looks), median(bares)];
  say(
    terminal`${String(instances).padStart(4)} instances: ${(cost / instances).toFixed(1)} ms each, a bare handshake ${(least / instances).toFixed(1)} ms: ratio ${(cost / least).toFixed(2)}`,
  );
}

async function main(): Promise<void> {
  const given = process.env['MEASURE_CERTIFICATE'];
  if (given === undefined) return startAnew();
  const certificate = shared.parse(JSON.parse(given));
  for (const instances of [10, 100]) await measure(instances, certificate);
}

void main();
