import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import type { World } from '../../fixtures/lab/world.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
import { timed } from '../../scripts/timing.ts';
import { expect, test } from '../lab/lab-test.ts';
import { ended, startMainJobIn } from '../lab/run-main-job.ts';
import { runCommand, shardOptions } from './example-commands.ts';
import { watchMemory } from './process-memory.ts';

/** `FLEET_SIZE=500 npm run measure:fleet`; every night a few are enough to show that it works. */
const size = Number(process.env['FLEET_SIZE'] ?? 6);

/** A page may have so many bytes, for it to be sent by mail. */
const largestPage = 2 * 1024 * 1024;

/** The fleet as its owner declares it: addresses and masks, and once what they share. */
function fleetFileOf({ instances }: World): object {
  const [first] = instances;
  if (!first) throw new Error('A fleet has instances');
  const { imsServer, scopes, clientId, productContext } = first.stored;
  return {
    shared: {
      ...{ IMS_USER_EMAIL: '${EMAIL}', IMS_USER_PASSWORD: '${PASSWORD}' },
      ...{ IMS_SERVER: imsServer, IMS_SCOPE: scopes, IMS_CLIENT_ID: clientId, PRODUCT_CONTEXT: productContext },
    },
    instances: Object.fromEntries(
      instances.map(({ id, host, stored }) => [
        id,
        { URL: `https://${host}`, ASSOCIATION_MASK: stored.associationMask },
      ]),
    ),
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** How long a page takes until the browser has drawn it, in milliseconds. */
async function openingTime(page: Page, file: string): Promise<number> {
  const openMs = await timed(async () => {
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(
      () =>
        new Promise((drawn) => {
          requestAnimationFrame(() => requestAnimationFrame(drawn));
        }),
    );
  });
  return Math.round(openMs);
}

/** Figures, and no verdict on them: how long it takes and what it needs is the machine’s. */
test('a fleet in two shards side by side signs in everywhere, and says what that costs', async ({
  page,
  labCertificate,
}, testInfo) => {
  test.setTimeout(180_000 + size * 6000);
  const world = fleetWorld(size);
  const lab = await startLab(world, labCertificate);
  const folder = testInfo.outputPath('fleet');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify(fleetFileOf(world)));
  try {
    const { HTTPS_PROXY = '', TRUSTED_CERTIFICATES = '', IMS_USER_EMAIL = '', IMS_USER_PASSWORD = '' } = lab.variables;
    const variables = {
      ...{ LAB: 'never', PROBE_STATE: 'off', FLEET_FILE: join(folder, 'fleet.json') },
      ...{ HTTPS_PROXY, TRUSTED_CERTIFICATES, EMAIL: IMS_USER_EMAIL, PASSWORD: IMS_USER_PASSWORD },
    };
    const started = performance.now();
    const shards = ['1', '2'].map((part) =>
      startMainJobIn(join(folder, `shard-${part}`), variables, ...shardOptions(`${part}/2`), '--workers=1'),
    );
    const mostMemory = watchMemory(shards.flatMap(({ child: { pid } }) => pid ?? []));
    const jobs = await Promise.all(shards.map(ended));
    const took = `${((performance.now() - started) / 1000).toFixed(0)} s`;
    const memory = `${mostMemory().toFixed(0)} MB`;
    expect(jobs.map(({ status, stdout, stderr }) => (status === 0 ? '' : stdout + stderr))).toEqual(['', '']);
    // One account, two shards side by side: each submits its password once, and says so.
    expect(lab.submissions).toHaveLength(2);

    const artifacts = jobs.flatMap((job) => filesBelow(join(job.folder, 'test-results')));
    const bytes = artifacts.reduce((sum, path) => sum + statSync(path).size, 0);
    for (const [index, job] of jobs.entries()) {
      for (const name of ['test-results', 'allure-results']) {
        cpSync(join(job.folder, name), join(folder, 'shards', String(index + 1), name), { recursive: true });
      }
    }
    const results = ['1', '2'].map((part) => `shards/${part}/test-results`).join(' ');
    expect(await runCommand(`npm run merge -- ${results}`, folder, { PROBE_STATE: 'off' })).toMatchObject({
      status: 0,
      said: expect.stringContaining(`${String(size)} of ${String(size)} instances probed, ${String(size)} pass`),
    });
    const report = join(folder, 'test-results/report.html');
    const openMs = await openingTime(page, report);
    await expect(page.locator('.grid tbody tr')).toHaveCount(size);
    const pageBytes = statSync(report).size;
    expect(pageBytes).toBeLessThan(largestPage);
    const told = `${String(size)} instances in two shards: ${took}, at most ${memory} at once, ${megabytes(bytes)} in ${String(artifacts.length)} files, report.html ${megabytes(pageBytes)}, drawn in ${String(openMs)} ms`;
    testInfo.annotations.push({ type: 'measured', description: told });
    say(terminal`\n${told}`);
  } finally {
    await lab.close();
  }
});
