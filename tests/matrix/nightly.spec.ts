import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { diagnosisFileSchema, type DiagnosisFile } from '../../fixtures/report/diagnosis-schema.ts';
import { expectNoSecretOf } from '../lab/no-secret.ts';
import { expect, test } from '../lab/lab-test.ts';
import { runMainJob } from '../lab/run-main-job.ts';
import { commandOf, runCommand, shardOptions } from './example-commands.ts';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
}

/** A result without what no two runs have in common: times, also those that Campaign’s ping gives, and the lab’s correlation ids. */
function timeless(file: DiagnosisFile | undefined): unknown {
  const text = JSON.stringify(file, (key, value: unknown) =>
    /^(startedAt|finishedAt|durationMs|at|history)$/.test(key) ? undefined : value,
  );
  return JSON.parse(
    text
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'moment')
      .replace(/\d{17}/g, 'moment'),
  );
}

test('the examples’ commands make of two shards the result of one machine, whole and without a secret', async ({
  labCertificate,
}, testInfo) => {
  test.setTimeout(600_000);
  const world = fleetWorld(6);
  const breakIt = (id: string, index: number): void => {
    const instance = world.instances[index];
    if (instance) faults.find((fault) => fault.id === id)?.breaks(instance, world);
  };
  breakIt('mask-double-space', 1);
  breakIt('scope-too-many', 4);
  const lab = await startLab(world, labCertificate);
  try {
    // With one sign-in a run, the first instance of each shard would have the hops of a sign-in more.
    const keptIn = testInfo.outputPath('kept');
    const variables = { ...lab.variables, LAB: 'never', PROBE_STATE: keptIn, IMS_SIGN_IN: 'each' };
    const whole = await runMainJob(testInfo, variables, '--grep', '@smoke');
    expect(whole.result?.instances.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'fail',
      'pass',
      'pass',
      'fail',
      'pass',
    ]);
    expect(readFileSync(join(whole.folder, 'test-results/junit.xml'), 'utf8')).toContain('failures="2" errors="0"');
    // The shards start without what the run as a whole kept; the second of them gets what the first one kept.
    rmSync(keptIn, { recursive: true });
    const ci = testInfo.outputPath('ci');
    for (const shard of ['1', '2']) {
      const job = await runMainJob(testInfo, variables, ...shardOptions(`${shard}/2`));
      expect(job.result?.run.selected).toHaveLength(3);
      for (const kept of ['test-results', 'allure-results']) {
        cpSync(join(job.folder, kept), join(ci, 'shards', `shard-${shard}`, kept), { recursive: true });
      }
    }

    const [merge, verify, report] = ['npm run merge', 'npm run verify -- test', 'npm run report'].map(commandOf);
    expect(await runCommand(commandOf('npm run verify -- shards/'), ci)).toMatchObject({ status: 0 });
    const merged = await runCommand(merge ?? '', ci);
    expect(merged.said).toContain('6 of 6 instances probed, 4 pass, 2 fail, 0 inconclusive.');
    expect(merged.status).toBe(1);
    const result = diagnosisFileSchema.parse(JSON.parse(readFileSync(join(ci, 'test-results/diagnosis.json'), 'utf8')));
    expect(timeless(result)).toEqual(timeless(whole.result));

    expect(await runCommand(verify ?? '', ci)).toMatchObject({ status: 0, said: expect.stringContaining('whole') });
    expect(await runCommand(verify?.replace('test-results', 'shards/shard-1') ?? '', ci)).toMatchObject({ status: 0 });
    const pictures = filesBelow(join(ci, 'test-results')).filter((path) => path.endsWith('.png'));
    expect(pictures).toHaveLength(1);
    const [picture = ''] = pictures.map((path) => readFileSync(path).toString('base64').slice(0, 2000));
    const [behind, home] = ['allure-report/allure/index.html', 'allure-report/index.html'].map((path) =>
      join(ci, path),
    );
    expect(await runCommand(report ?? '', ci)).toMatchObject({ status: 0 });
    expect(filesBelow(join(ci, 'allure-report')).filter((path) => path.endsWith('.png'))).toHaveLength(1);
    expect(readFileSync(home ?? '', 'utf8')).toContain('<img');
    expect(readFileSync(behind ?? '', 'utf8')).toContain(picture);
    // A reader of the report is counted by nobody.
    expect(readFileSync(behind ?? '', 'utf8')).not.toMatch(/googletagmanager|<script[^>]* src="https?:/);

    expect(await runCommand(`${report ?? ''} --without-pictures`, ci)).toMatchObject({ status: 0 });
    expect(filesBelow(join(ci, 'allure-report')).filter((path) => path.endsWith('.png'))).toEqual([]);
    expect(readFileSync(home ?? '', 'utf8')).not.toMatch(/<img|pictures\//);
    expect(readFileSync(behind ?? '', 'utf8')).not.toContain(picture);
    // The results themselves, which the manifest lists, are left as they were.
    expect(await runCommand(verify ?? '', ci)).toMatchObject({ status: 0 });

    appendFileSync(join(ci, 'test-results/evidence/fleet-1.json'), ' ');
    expect(await runCommand(verify ?? '', ci)).toMatchObject({
      status: 1,
      said: expect.stringContaining('changed: test-results/evidence/fleet-1.json'),
    });

    expect(readFileSync(join(ci, 'allure-report/allure/index.html'), 'utf8')).toContain('href="../index.html"');
    expect(readFileSync(join(ci, 'allure-report/index.html'), 'utf8')).toContain(
      'Of 6 instances probed: 2 fail, 4 pass.',
    );
    expectNoSecretOf(world, ci);
  } finally {
    await lab.close();
  }
});

test('an accepted risk leaves the run green and the verdict a fail; it is red when what is accepted is another value', async ({}, testInfo) => {
  const onLab = { LAB: 'always', LAB_FAULT: 'scope-too-many' };
  const folder = testInfo.outputPath('risks');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'accepted-risks.json');
  const risk = {
    instance: 'prod',
    cause: 'scopes',
    owner: 'Jo',
    reason: 'with the next release',
    lastDay: '9999-12-31',
  };
  writeFileSync(file, JSON.stringify({ risks: [{ ...risk, actual: 'another value' }] }));

  const red = await runMainJob(testInfo, { ...onLab, ACCEPTED_RISKS: file });
  expect(red.status).toBe(1);
  const actual = red.result?.instances[0]?.causes[0]?.actual ?? '';
  expect(red.stdout).toContain(
    `prod, scopes (Jo): what was accepted is not what is wrong now, which reads ${JSON.stringify(actual)}`,
  );

  writeFileSync(file, JSON.stringify({ risks: [{ ...risk, actual }] }));
  const accepted = await runMainJob(testInfo, { ...onLab, ACCEPTED_RISKS: file });
  expect(accepted.status).toBe(0);
  expect(accepted.result?.instances[0]).toMatchObject({ verdict: 'fail', accepted: true });
  expect(accepted.result?.acceptedRisks).toMatchObject([{ state: 'in-force', owner: 'Jo' }]);
  expect(accepted.stdout).toContain('prod: scopes, accepted by Jo until 9999-12-31 (in force)');
  rmSync(folder, { recursive: true });
});
