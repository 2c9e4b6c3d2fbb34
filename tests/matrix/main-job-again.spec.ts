import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { configure } from '../../fixtures/lab/world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { expectNoSecret } from '../lab/no-secret.ts';
import { expect, test } from '../lab/lab-test.ts';
import { runMainJob, type MainJob } from '../lab/run-main-job.ts';
import { manyWorkers } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

const onLab = { LAB: 'always' };

test('--last-failed probes again what did not pass, and nothing else', async ({}, testInfo) => {
  const broken = { ...onLab, LAB_FAULT: 'campaign-503@link' };
  expect((await runMainJob(testInfo, broken, '--project=login')).status).toBe(1);

  const job = await runMainJob(testInfo, onLab, '--project=login', '--last-failed');

  expect(job.status).toBe(0);
  expect(job.result?.run.selected).toEqual(['link']);
  expect(job.stdout).toContain('1 of 3 instances probed, 1 pass, 0 fail, 0 inconclusive. Not probed: prod, stage.');
});

test('a run that fails says what changed since the last pass, and that a restart is due where the symptom outlives the fix', async ({}, testInfo) => {
  // Two runs, one after the other.
  test.slow();
  const world = healthyWorld();
  const [prod, stage] = world.instances;
  const mendedInTime = stage?.stored.associationMask ?? '';
  const wrong = 'Campaign  - prod - (.*)';
  if (stage) configure(stage, { associationMask: wrong });
  const lab = await startLab(world);
  const run = (variables: Readonly<Record<string, string>>): Promise<MainJob> => {
    const given = { ...lab.variables, LAB: 'never', PROBE_STATE_KEY: 'a key of the lab’s own', ...variables };
    return runMainJob(testInfo, given, '--project=login', '--grep', 'prod signs in|stage signs in');
  };
  try {
    const before = await run({});
    expect(before.result?.instances.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'inconclusive']);
    expect(JSON.stringify(before.result)).not.toContain('"changes"');

    // prod: changed and restarted. stage: corrected, and not restarted.
    if (prod) configure(prod, { associationMask: wrong });
    const after = await run({
      CAMPAIGN_PROD_ASSOCIATION_MASK: wrong,
      CAMPAIGN_STAGE_ASSOCIATION_MASK: mendedInTime,
    });

    const since = before.result?.run.startedAt;
    const setting = { setting: 'Association mask', variable: 'CAMPAIGN_PROD_ASSOCIATION_MASK' };
    expect(after.result?.instances).toMatchObject([
      { outcome: 'missing-rights', changes: { since, settings: [setting] } },
      { outcome: 'missing-rights', changes: { settings: [] } },
      { outcome: 'not-probed' },
    ]);
    expect(after.result?.instances[1]?.changes?.note).toContain('Association mask changed after this symptom');
    expect(after.stdout).toMatch(/changed +since it last passed \(20.*\): Association mask/);
    expect(after.stdout.replace(/\s+/g, ' ')).toContain('a restart is due');
    // What the command line left out is neither kept nor lost.
    const kept = ['prod.json', 'stage.json'];
    expect(readdirSync(join(after.folder, '.probe', 'passed')).sort()).toEqual(kept);
    expectNoSecret(after);
  } finally {
    await lab.close();
  }
});

tryTonight(manyWorkers, ({ workers, name, mode }) => {
  const many = [`--workers=${workers}`, '--repeat-each=2'];
  if (mode === undefined) testTwoAccounts(name, many);
  else testRefusal(name, mode, many);
});

function testTwoAccounts(name: string, many: readonly string[]): void {
  test(`${name} each password is submitted once`, async ({}, testInfo) => {
    const world = healthyWorld();
    const [first] = world.people;
    const last = world.instances.at(-1);
    if (!first || !last) throw new Error('A world without people or instances');
    last.account = { ...first, email: 'another@lab.example.com', password: 'another right password' };
    world.people.push(last.account);
    const lab = await startLab(world);
    try {
      const job = await runMainJob(testInfo, { ...lab.variables, LAB: 'never' }, ...many);

      expect(job.result?.instances.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in', 'signed-in']);
      expect(lab.submissions.map(({ email }) => email).sort()).toEqual([last.account.email, first.email]);
    } finally {
      await lab.close();
    }
  });
}

function testRefusal(name: string, mode: 'once' | 'each', many: readonly string[]): void {
  test(`${name} a refusal is the last submission, and requests still decide`, async ({}, testInfo) => {
    const world = healthyWorld();
    faults.find(({ id }) => id === 'scope-too-many')?.breaks(world.instances[1] ?? never(), world);
    const lab = await startLab(world);
    const given = { ...lab.variables, LAB: 'never', IMS_SIGN_IN: mode, IMS_USER_PASSWORD: 'an old password' };
    try {
      const job = await runMainJob(testInfo, given, ...many);

      expect(job.result?.instances.map(({ outcome, verdict }) => `${outcome}: ${verdict}`)).toEqual([
        'credentials-rejected: inconclusive',
        'login-page-unreachable: fail',
        'credentials-rejected: inconclusive',
      ]);
      expect(lab.submissions.map(({ accepted }) => accepted)).toEqual([false]);
    } finally {
      await lab.close();
    }
  });
}

function never(): never {
  throw new Error('The world has fewer instances than this test needs');
}
