import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { parse } from 'yaml';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { hostOf } from '../../fixtures/lab/hosts.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import type { World } from '../../fixtures/lab/world.ts';
import { diagnosisFileSchema, type DiagnosisFile } from '../../fixtures/report/diagnosis-schema.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
import { expect, test } from '../lab/lab-test.ts';
import { expectNoSecretOf } from '../lab/no-secret.ts';
import { runMainJob } from '../lab/run-main-job.ts';
import { commandOf, runCommand, shardOptions } from './example-commands.ts';
import { receiver } from '../receiver.ts';

// What somebody does who is to look after thirty instances at night: the example of a fleet file with their own addresses, the
// example for GitHub, accepted risks, a webhook.

const example = z.object({
  shared: z.looseObject({ IMS_SCOPE: z.string(), IMS_CLIENT_ID: z.string(), PRODUCT_CONTEXT: z.string() }),
  instances: z.record(z.string(), z.looseObject({ URL: z.string(), ASSOCIATION_MASK: z.string() })),
});

const text = readFileSync(resolve(__dirname, '../../examples/fleet/fleet.yaml'), 'utf8');
const { shared, instances } = example.parse(parse(text));

/** The example, in which nothing but the addresses are the lab’s. */
const fleetFile = Object.entries(instances).reduce(
  (file, [id, { URL }]) => file.replace(URL, `https://${hostOf(id)}`),
  text,
);

/** A healthy world of the instances that the example lists, as it lists them. */
function listedWorld(): World {
  const listed = Object.entries(instances);
  const world = fleetWorld(listed.length);
  const [pattern] = world.instances;
  if (!pattern) throw new Error('A fleet has instances');
  const client = { ...pattern.client, callbackUrls: listed.map(([id]) => `https://${hostOf(id)}`) };
  const masks = listed.map(([, { ASSOCIATION_MASK }]) => ASSOCIATION_MASK);
  const account = { ...pattern.account, groups: [...new Set(masks)].map((mask) => mask.replace('(.*)', 'admin')) };
  const made = world.instances.map((instance, index) => {
    const [id, { ASSOCIATION_MASK }] = listed[index] ?? ['', { ASSOCIATION_MASK: '' }];
    const stored = {
      ...instance.stored,
      callbackServer: `https://${hostOf(id)}`,
      associationMask: ASSOCIATION_MASK,
      scopes: shared.IMS_SCOPE,
    };
    const operatorGroups = ['admin', 'delivery', 'workflow'];
    return { ...instance, id, host: hostOf(id), client, account, operatorGroups, stored, running: { ...stored } };
  });
  return { ...world, people: [account], clients: [client], instances: made };
}

/** The world with so many of its instances broken, each by a fault of the lab. */
function brokenWorld(broken: Readonly<Record<string, string>>): World {
  const world = listedWorld();
  for (const [id, fault] of Object.entries(broken)) {
    const instance = world.instances.find((one) => one.id === id);
    if (!instance) throw new Error(`The example lists no ${id}`);
    faults.find((one) => one.id === fault)?.breaks(instance, world);
  }
  return world;
}

const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

test('thirty instances from the examples: a red night, a green one through accepted risks, a red one again', async ({
  labCertificate,
}, testInfo) => {
  test.setTimeout(1_800_000);
  const [folder, kept] = [testInfo.outputPath('ci'), testInfo.outputPath('kept')];
  mkdirSync(folder, { recursive: true });
  const risks = join(folder, 'accepted-risks.json');
  writeFileSync(join(folder, 'fleet.yaml'), fleetFile);
  writeFileSync(risks, JSON.stringify({ risks: [] }));
  const hook = await receiver(204);

  /** One night as the example has it: the shards one after another, then what verifies and merges them. */
  async function night(
    broken: Readonly<Record<string, string>>,
  ): Promise<{ status: number | null; said: string; result: DiagnosisFile; told: readonly unknown[] }> {
    const world = brokenWorld(broken);
    const lab = await startLab(world, labCertificate);
    const started = performance.now();
    hook.got.length = 0;
    try {
      const ofLab = Object.entries(lab.variables).filter(([name]) => !/^(CAMPAIGN|IMS_USER|DASHBOARD)_/.test(name));
      const [email = '', password = ''] = [lab.variables['IMS_USER_EMAIL'], lab.variables['IMS_USER_PASSWORD']];
      const variables = {
        ...Object.fromEntries(ofLab),
        LAB: 'never',
        FLEET_FILE: join(folder, 'fleet.yaml'),
        ACCEPTED_RISKS: risks,
        PROBE_STATE: kept,
        IMS_USER_EMAIL: email,
        IMS_USER_PASSWORD: password,
        GROUP_USER_EMAIL: email,
        GROUP_USER_PASSWORD: password,
      };
      rmSync(join(folder, 'shards'), { recursive: true, force: true });
      for (const shard of ['1', '2']) {
        const job = await runMainJob(testInfo, variables, ...shardOptions(`${shard}/2`));
        expect(job.result?.run.selected, job.stdout + job.stderr).toHaveLength(15);
        for (const name of ['test-results', 'allure-results']) {
          cpSync(join(job.folder, name), join(folder, 'shards', `shard-${shard}`, name), { recursive: true });
        }
        rmSync(job.folder, { recursive: true });
      }
      expect(await runCommand(commandOf('npm run verify -- shards/'), folder)).toMatchObject({ status: 0 });
      const merged = await runCommand(commandOf('npm run merge'), folder, {
        PROBE_STATE: kept,
        WEBHOOK_URL: hook.address,
        HEARTBEAT_URL: hook.address,
      });
      const file = readFileSync(join(folder, 'test-results/diagnosis.json'), 'utf8');
      expectNoSecretOf(world, folder);
      say(
        terminal`\nA night of ${world.instances.length} instances: ${Math.round((performance.now() - started) / 1000)} s`,
      );
      return { ...merged, result: diagnosisFileSchema.parse(JSON.parse(file)), told: [...hook.got] };
    } finally {
      await lab.close();
    }
  }

  try {
    const wrong = { be: 'mask-double-space', fr: 'scope-too-many' };
    const first = await night(wrong);
    expect(first.said).toContain('30 of 30 instances probed, 28 pass, 2 fail, 0 inconclusive.');
    expect(first.status).toBe(1);
    expect(first.told).toMatchObject([{ changes: [{ instance: 'be' }, { instance: 'fr' }], endingRisks: [] }, 'GET']);

    // Both are accepted as diagnosis.json has them, one of them for less than a week.
    const accepted = first.result.instances.flatMap(({ instance, causes }) =>
      causes.map(({ cause, actual }) => ({
        ...{ instance, cause, actual, owner: 'Jo Doe, operations', reason: 'fixed with the upgrade' },
        lastDay: inDays(instance === 'be' ? 5 : 60),
      })),
    );
    // Without the groups of the account nobody can say which of mask and operator groups it is.
    expect(accepted.map(({ instance }) => instance)).toEqual(['be', 'be', 'fr']);
    writeFileSync(risks, JSON.stringify({ risks: accepted }));
    const green = await night(wrong);
    expect(green.said).toContain('be: association-mask, accepted by Jo Doe, operations until');
    expect(green.status, green.said).toBe(0);
    expect(green.result.instances.filter((one) => one.accepted === true)).toHaveLength(2);
    expect(green.told).toMatchObject([
      {
        changes: [
          { instance: 'be', before: 'fail', now: 'accepted' },
          { instance: 'fr', before: 'fail', now: 'accepted' },
        ],
        endingRisks: [
          { instance: 'be', cause: 'association-mask', lastDay: inDays(5) },
          { instance: 'be', cause: 'operator-groups', lastDay: inDays(5) },
        ],
        text: expect.stringMatching(
          /be: association-mask, accepted by Jo Doe, operations until .*; 5 days left: fix it/,
        ),
      },
      'GET',
    ]);

    const red = await night({ ...wrong, uk: 'callback-not-listed' });
    expect(red.said).toContain('30 of 30 instances probed, 27 pass, 1 fail, 2 accepted, 0 inconclusive.');
    expect(red.status).toBe(1);
    expect(red.told).toMatchObject([
      { changes: [{ instance: 'uk', before: 'pass', now: 'fail' }], endingRisks: [] },
      'GET',
    ]);
    const since = red.result.instances.find(({ instance }) => instance === 'be')?.history;
    // Of several runs on one day the strip has the last one; midnight may have passed meanwhile.
    expect([1, 2]).toContain(since?.nights?.length);
    expect(since?.nights?.at(-1)).toMatchObject({ verdict: 'fail', cause: 'association-mask' });
  } finally {
    await hook.close();
  }
});
