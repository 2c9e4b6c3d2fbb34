import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { secretsBelow, secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { expectNoSecret } from './no-secret.ts';
import { expect, test } from './lab-test.ts';
import { command } from '../../scripts/explain.ts';
import { called } from '../called-command.ts';
import { runExplain } from './run-explain.ts';
import { entriesOf, runMainJob, submissionsOf, type MainJob } from './run-main-job.ts';
import { expectStepsOnly, tracesIn } from './traces.ts';
import { nightly } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

const onLab = { LAB: 'always' };

test('the main job on the healthy lab is green, and says first and last that it was the lab', async ({}, testInfo) => {
  const job = await runMainJob(testInfo, onLab);

  expect(job.stderr).toBe('');
  expect(job.status).toBe(0);
  const lines = job.stdout.trim().split('\n');
  expect(lines[0]).toContain('embedded LAB');
  expect(lines.slice(-2)).toEqual([
    '3 of 3 instances probed, 3 pass, 0 fail, 0 inconclusive.',
    'This was the embedded LAB: none of your instances was probed.',
  ]);
  expect(job.result?.run.target).toBe('lab');
  expect(job.result?.instances.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
  expect(job.result?.instances.flatMap(({ causes }) => causes)).toEqual([]);
  expect(['prod', 'stage', 'link'].map((id) => submissionsOf(job, id))).toEqual([1, 0, 0]);
  expectNoSecret(job);
});

test.describe('the main job on a broken lab', () => {
  // One run for all that is to be said of it.
  test.describe.configure({ mode: 'default' });
  let job: MainJob;

  test.beforeAll(async ({}, testInfo) => {
    const faults = 'mask-double-space,scope-too-many@stage';
    job = await runMainJob(testInfo, { ...onLab, LAB_FAULT: faults }, '--grep=prod|stage');
  });

  test('is red, names each setting, and keeps every secret', () => {
    expect(job.status).toBe(1);
    expect(job.result?.instances.map(({ outcome, verdict, decidedBy }) => [outcome, verdict, decidedBy])).toEqual([
      ['missing-rights', 'fail', 'login'],
      // No password: the worker’s own requests trusted the lab from the start.
      ['login-page-unreachable', 'fail', 'request'],
      ['not-probed', 'inconclusive', 'login'],
    ]);
    expect(job.stdout).toContain('actual    Campaign␣␣- prod - (.*)');
    expect(job.stdout).not.toContain('    at ');
    expect(job.stdout).toContain('2 of 3 instances probed, 0 pass, 2 fail, 0 inconclusive. Not probed: link.');
    expectNoSecret(job);
  });

  test('saves what says the same again: to the letter, offline, in another process', async () => {
    const file = join(job.folder, 'test-results/diagnosis.json');
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const evidence = ['prod', 'stage'].map((id) => join(job.folder, 'test-results/evidence', `${id}.json`));
    const asJson = runExplain('--json', ...evidence);
    // Who signed in, and where the picture is, is the run’s to add; the diagnosis is the same to the letter.
    const diagnoses = JSON.stringify(
      entriesOf(saved),
      (key, value: unknown) => (key === 'account' || key === 'picture' ? undefined : value),
      2,
    );
    expect(asJson).toEqual({ status: 0, stderr: '', stdout: `${diagnoses}\n` });
    const inWords = await called(command, ...evidence);
    // What is amiss, word by word; then a line for each instance.
    const blocks = inWords.out.trim().split('\n\n').slice(0, -1);
    expect(blocks).toHaveLength(2);
    for (const block of blocks) expect(job.stdout).toContain(block);
    expect(inWords.out).toContain('Campaign␣␣- prod - (.*)');
  });

  test('gives Allure the verdict as labels, the documentation as links, the proof as attachments', () => {
    const folder = join(job.folder, 'allure-results');
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('-result.json'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const resultOf = (name: string): string => texts.find((text) => text.includes(JSON.stringify(name))) ?? '';
    const byRequest = resultOf('stage signs in with an Adobe ID');
    expect(JSON.parse(byRequest)).toMatchObject({
      labels: expect.arrayContaining([
        { name: 'instance', value: 'stage' },
        { name: 'outcome', value: 'login-page-unreachable' },
        { name: 'verdict', value: 'fail' },
        { name: 'cause', value: 'scopes' },
      ]),
      links: [expect.objectContaining({ type: 'documentation', name: 'IMS scope' })],
    });
    expect(byRequest).toContain('application/vnd.allure.http+json');
    const byLogin = resultOf('prod signs in with an Adobe ID');
    for (const name of ['Requirements', 'Checks', 'Journey', 'Evidence', 'The last page', 'signed in as'])
      expect(byLogin).toContain(`"name":"${name}"`);
  });
});

test(
  'a password that the sign-in page shows is in no file, no line and no picture, and the answer is kept',
  nightly,
  async ({}, testInfo) => {
    const job = await runMainJob(testInfo, { ...onLab, LAB_FAULT: 'password-shown@stage' }, '--grep', 'stage');

    expect(job.status).toBe(1);
    expect(job.stdout).toContain('The password [secret] is incorrect.');
    expect(job.stdout).not.toContain('SECRET');
    expect(job.result?.instances.map(({ outcome }) => outcome)).toContain('credentials-rejected');
    expect(existsSync(join(job.folder, 'test-results/pictures'))).toBe(false);
    expectNoSecret(job);
  },
);

test(
  'what the command line leaves out is named and makes no run red; a reporter for machines has standard output for itself',
  nightly,
  async ({}, testInfo) => {
    const options = ['--grep', 'stage', '--reporter=json'];
    const job = await runMainJob(testInfo, { ...onLab, LAB_FAULT: 'campaign-503@link' }, ...options);

    expect(job.status).toBe(0);
    expect(JSON.parse(job.stdout)).toHaveProperty('suites');
    expect(job.result?.instances.map(({ outcome }) => outcome)).toEqual(['not-probed', 'signed-in', 'not-probed']);
    const [totals, lab] = job.stderr.trim().split('\n').slice(-2);
    expect(totals).toContain('1 of 3 instances probed, 1 pass, 0 fail, 0 inconclusive. Not probed: prod, link.');
    expect(lab).toContain('This was the embedded LAB');
  },
);

test(
  'a retry makes no second submission, and what a limit leaves out makes the run red',
  nightly,
  async ({}, testInfo) => {
    const options = ['--project=login', '--retries=2', '--max-failures=1', '--workers=1'];
    const job = await runMainJob(testInfo, { ...onLab, LAB_FAULT: 'wrong-password@prod' }, ...options);

    expect(job.status).toBe(1);
    expect(job.result?.instances.map(({ outcome }) => outcome)).toEqual([
      'credentials-rejected',
      'not-probed',
      'not-probed',
    ]);
    const evidence = readFileSync(join(job.folder, 'test-results/evidence/prod.json'), 'utf8');
    // The first try is kept: of equals the first one counts, and the later ones were left out.
    expect(JSON.parse(evidence)).toMatchObject({ journey: { submissions: 1, ending: { how: 'refused' } } });
    expect(job.stdout.match(/account refused/g)?.length).toBeGreaterThan(1);
    expect(job.stdout).toContain('Selected but not probed: stage, link.');
  },
);

test('settings that cannot be used are listed all at once, and nothing is sent to anybody', async ({}, testInfo) => {
  const job = await runMainJob(testInfo, {
    CAMPAIGN_INSTANCES: 'prod',
    CAMPAIGN_PRDO_URL: 'https://prod.example.com',
    IMS_USER_EMAIL: 'probe@example.com',
    LAB: 'never',
  });

  expect(job.status).toBe(1);
  expect(job.result).toBeUndefined();
  const said = job.stdout + job.stderr;
  expect(said).toContain(
    'CAMPAIGN_PRDO_URL: belongs to no instance of CAMPAIGN_INSTANCES (prod); did you mean CAMPAIGN_PROD_URL?',
  );
  expect(said).toContain('CAMPAIGN_PROD_URL: is missing');
  expect(said).toContain('IMS_USER_PASSWORD: is missing');
  expect(said).not.toContain('    at ');
  expect(said).not.toContain('probe@example.com');
});

test('an unknown fault lists the known ones', nightly, async ({}, testInfo) => {
  const job = await runMainJob(testInfo, { ...onLab, LAB_FAULT: 'no-such-fault' });

  expect(job.status).toBe(1);
  expect(job.stdout + job.stderr).toMatch(/LAB_FAULT: “no-such-fault” is no fault of the lab\. Known are: .*mask-case/);
});

test('Playwright’s own log is refused, since it would print the password', nightly, async ({}, testInfo) => {
  const debug = await runMainJob(testInfo, { ...onLab, DEBUG: 'pw:api' });
  expect(debug.status).toBe(1);
  expect(debug.stdout).toContain('DEBUG=pw:api writes a log of what is typed and sent');
});

test(
  'no request is a step of a report: its address would be, and with it the account’s',
  nightly,
  async ({}, testInfo) => {
    const reporter = testInfo.outputPath('steps-reporter.cjs');
    writeFileSync(
      reporter,
      `const fs = require('node:fs');
module.exports = class {
  printsToStdio() { return false; }
  onStepEnd(test, result, step) {
    fs.appendFileSync('steps.txt', [step.category, step.title, step.subtitle ?? '', JSON.stringify(step.params ?? {})].join(' ') + '\\n');
  }
};`,
    );
    const world = healthyWorld();
    const [person] = world.people;
    if (!person) throw new Error('A world without people');
    const lab = await startLab(world);
    // Everything that is asked over the network besides the browser: IMS, Campaign over SOAP, the Admin Console.
    const reports = ['html', 'blob'].map((name) => testInfo.outputPath('job', name));
    const variables = {
      ...lab.variables,
      ...sourceVariables(world),
      LAB: 'never',
      PROBE_STATE: 'off',
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_HTML_OUTPUT_DIR: reports[0] ?? '',
      PLAYWRIGHT_BLOB_OUTPUT_DIR: reports[1] ?? '',
    };
    try {
      const options = [`--reporter=html,blob,${reporter}`, '--trace=on', '--grep=prod'];
      const job = await runMainJob(testInfo, variables, ...options);

      expect(job.status, job.stdout + job.stderr).toBe(0);
      expect(world.console.listings.length, 'the Admin Console was asked').toBeGreaterThan(0);
      const steps = readFileSync(join(job.folder, 'steps.txt'), 'utf8');
      expect(steps).toContain('pw:api Navigate');
      expect(steps).not.toMatch(/^pw:api .*(?:usermanagement|\/ims\/)/m);
      expect(steps).not.toContain(person.email);
      for (const report of reports) expect(readdirSync(report)).not.toEqual([]);
      expect(secretsBelow(reports, [secretToLookFor('e-mail', person.email)])).toEqual([]);
    } finally {
      await lab.close();
    }
  },
);

test(
  'a trace holds the steps of a test, and nothing of the session: no page, no request, no cookie',
  nightly,
  async ({}, testInfo) => {
    const job = await runMainJob(testInfo, onLab, '--trace=on', '--project=login', '--grep', 'prod');
    expect(job.status).toBe(0);
    expectStepsOnly(tracesIn(join(job.folder, 'test-results')), 1);
    expectNoSecret(job);
  },
);

test(
  'a secret that a reporter writes is found, its file is deleted, and the run is red',
  nightly,
  async ({}, testInfo) => {
    const reporter = testInfo.outputPath('leaky-reporter.cjs');
    const [person] = healthyWorld().people;
    writeFileSync(
      reporter,
      `const fs = require('node:fs');
module.exports = class {
  onEnd() {
    fs.mkdirSync('test-results', { recursive: true });
    fs.writeFileSync('test-results/leak.json', JSON.stringify({ typed: ${JSON.stringify(person?.password)} }));
  }
};`,
    );

    const job = await runMainJob(testInfo, onLab, `--reporter=${reporter}`, '--project=configuration');

    expect(job.status).toBe(1);
    expect(job.stdout).toMatch(/SECRET FOUND: the account’s password .* was in .*leak\.json; the file was deleted/);
    expectNoSecret(job);
  },
);

test('a password that was refused in one run is not tried in the next one', nightly, async ({}, testInfo) => {
  const lab = await startLab(healthyWorld());
  const variables = { ...lab.variables, LAB: 'never', IMS_USER_PASSWORD: 'an old password' };
  const run = (): Promise<MainJob> => runMainJob(testInfo, variables, '--grep', 'prod signs in');
  try {
    for (const job of [await run(), await run()]) {
      expect(job.result?.instances[0]).toMatchObject({ outcome: 'credentials-rejected', verdict: 'inconclusive' });
      expect(lab.submissions.map(({ accepted }) => accepted)).toEqual([false]);
      expect(job.stdout.includes('npm run account:reset')).toBe(job.stdout.includes('ago the sign-in refused'));
    }
  } finally {
    await lab.close();
  }
});
