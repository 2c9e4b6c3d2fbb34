import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bystander } from '../../fixtures/lab/console.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type World } from '../../fixtures/lab/index.ts';
import { secretsBelow, secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { expect, test } from './lab-test.ts';
import { runMainJob } from './run-main-job.ts';
import { nightly, sampled } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

/** The variables of a user who declares nothing of what can be read. */
function onlySources(all: Readonly<Record<string, string>>, world: World): Record<string, string> {
  const kept = /^(CAMPAIGN_INSTANCES|CAMPAIGN_.*_URL|IMS_USER_(EMAIL|PASSWORD)|HTTPS_PROXY|TRUSTED_CERTIFICATES)$/;
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => kept.test(name) && !name.includes('PROVISIONED'))),
    ...sourceVariables(world),
  };
}

/** What Adobe provisioned in a world, as a team keeps it in git. */
function sheetOf({ instances }: World): object {
  const entries = instances.map(
    ({ id, client: { clientId, scopes, callbackUrls }, provisionedProductContext: productContext }) =>
      [id, { clientId, scopes, callbackUrls, productContext }] as const,
  );
  return { instances: Object.fromEntries(entries) };
}

test(
  'with an address, one credential for each side and the provisioning sheet, every instance is fully checked',
  nightly,
  async ({}, testInfo) => {
    const world = healthyWorld();
    const lab = await startLab(world);
    try {
      const sheet = testInfo.outputPath('provisioning.json');
      writeFileSync(sheet, JSON.stringify(sheetOf(world)));
      const variables = {
        ...onlySources(lab.variables, world),
        PROVISIONING_FILE: sheet,
        LAB: 'never',
        PROBE_STATE: 'off',
      };

      const job = await runMainJob(testInfo, variables);

      expect(job.stdout.trim().split('\n').at(-1)).toBe('3 of 3 instances probed, 3 pass, 0 fail, 0 inconclusive.');
      expect(job.status).toBe(0);
      expect(job.result?.run.target).toBe('instances');
      expect(lab.submissions).toHaveLength(1);
      const evidence = readFileSync(join(job.folder, 'test-results/evidence/prod.json'), 'utf8');
      // Through a proxy, with a certificate that the worker’s own requests trusted from the start.
      expect(JSON.parse(evidence)).toMatchObject({ requests: { by: 'http' } });
      const checks = job.result?.instances.flatMap(({ instance, checks: all }) =>
        all.map(({ check, status }) => `${instance} ${check}: ${status}`),
      );
      expect(checks?.filter((line) => !line.endsWith(': holds'))).toEqual([]);
      for (const { disagreements, sources, notes } of job.result?.instances ?? []) {
        expect(disagreements).toEqual([]);
        expect(sources.map(({ via, read }) => [via, read])).toEqual([
          ['live', true],
          ['live', true],
          ['file', true],
        ]);
        expect(notes).toContain(
          'The session has the operator groups “admin”, with all that the association mask promises (“admin”).',
        );
      }
      // Each source was asked once, by whichever test came first.
      for (const { soap } of world.instances) {
        expect(soap.calls.filter((call) => call === 'xtk:session#Logon')).toHaveLength(1);
      }
      expect(world.console.listings).toEqual([...new Set(world.console.listings)]);
      expectNothingSecret(job.folder, job.stdout + job.stderr, world);
    } finally {
      await lab.close();
    }
  },
);

/** No credential of a source, nothing that Campaign keeps of a secret, and nobody else’s address. */
function expectNothingSecret(folder: string, printed: string, world: World): void {
  const { technical, console: adminConsole, instances, people } = world;
  const secrets = [
    ...[technical, adminConsole.client].map(({ clientSecret }) => clientSecret),
    ...instances.flatMap(({ soap, stored }) => [soap.password, stored.clientSecret]),
    ...people.flatMap(({ email, password }) => [email, password]),
    bystander,
    '@lab-soap-security-token==',
    'eyJhbGciOiJSUzI1NiJ9',
  ];
  const all = secrets.map((value) => secretToLookFor(value, value));
  expect(secretsBelow([folder], all)).toEqual([]);
  for (const secret of secrets) expect(printed).not.toContain(secret);
}

for (const [index, id] of (['restart-old-callback', 'restart-old-scopes', 'restart-old-client'] as const).entries()) {
  test(
    `${id}: a restart is proven where what is stored is read from Campaign`,
    sampled(3, index),
    async ({ probeWorld }) => {
      const world = healthyWorld();
      const [broken] = world.instances;
      const fault = faults.find((one) => one.id === id);
      if (!broken || !fault) throw new Error('A world without instances, or a fault that is gone');
      fault.breaks(broken, world);

      const { diagnoses, submissions } = await probeWorld(world, {
        only: [broken.id],
        variables: sourceVariables(world),
      });

      expect(diagnoses[0]).toMatchObject({ outcome: fault.outcome, verdict: 'fail', decidedBy: 'request' });
      expect(diagnoses[0]?.causes.map(({ cause, certainty }) => [cause, certainty])).toEqual([
        ['server-restart', 'confirmed'],
      ]);
      expect(submissions).toEqual([]);
    },
  );
}

test(
  'an instance whose configuration was to be read and could not be is inconclusive, and the others pass',
  nightly,
  async ({ probeWorld }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.soap.trouble = 'page';

    const { diagnoses } = await probeWorld(world, { only: ['prod', 'stage'], variables: sourceVariables(world) });

    expect(diagnoses.map(({ outcome, verdict }) => [outcome, verdict])).toEqual([
      ['signed-in', 'inconclusive'],
      ['signed-in', 'pass'],
    ]);
    expect(diagnoses[0]?.causes).toEqual([]);
  },
);

test(
  'a look at the configuration alone is red where it could not be read, and says once which source that was, with its variables',
  nightly,
  async ({}, testInfo) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.soap.trouble = 'no-native-403';
    const lab = await startLab(world);
    try {
      const { IMS_TECHNICAL_CLIENT_ID, IMS_TECHNICAL_CLIENT_SECRET, IMS_TECHNICAL_SCOPES, ...natives } =
        sourceVariables(world);
      expect([IMS_TECHNICAL_CLIENT_ID, IMS_TECHNICAL_CLIENT_SECRET, IMS_TECHNICAL_SCOPES]).not.toContain(undefined);
      const variables = { ...lab.variables, ...natives, LAB: 'never', PROBE_STATE: 'off' };

      const job = await runMainJob(testInfo, variables, '--project=configuration');

      expect(job.status).toBe(1);
      expect(job.stdout.split('Campaign over SOAP could not be read')).toHaveLength(3);
      expect(job.stdout.replace(/\s+/g, ' ')).toContain(
        'check CAMPAIGN_PROD_SOAP_USER, CAMPAIGN_PROD_SOAP_PASSWORD; so these could not be checked: ims-server-url, client-id',
      );
      expect(job.stdout).toContain('✓ stage is checked without a login');
      expect(lab.submissions).toEqual([]);
      expectNothingSecret(job.folder, job.stdout + job.stderr, world);
    } finally {
      await lab.close();
    }
  },
);
