import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { hostOf, labIdentityProvider } from '../../fixtures/lab/hosts.ts';
import { makings, proofFlow, silentFlow, strayings } from '../../fixtures/lab/identity-provider/flows/proofs.ts';
import { worldOf } from '../../fixtures/lab/identity-provider/flows/types.ts';
import type { Flow } from '../../fixtures/lab/identity-provider/flow-types.ts';
import { startLab, type World } from '../../fixtures/lab/index.ts';
import { expect, test, type ProbeOptions } from './lab-test.ts';
import { expectNoSecretOf } from './no-secret.ts';
import { runMainJob } from './run-main-job.ts';
import { nightly, sampled } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

const types = { IMS_USER_IDP_TYPES_PASSWORD: labIdentityProvider };

const worldWith = (flow: Flow): World => worldOf({ title: '', flow, outcome: 'signed-in', submissions: 1 });
const options = (variables: ProbeOptions['variables'] = {}): ProbeOptions => ({
  only: ['prod'],
  variables,
  patience: { journeyMs: 50_000, answerMs: 15_000 },
});

for (const [index, making] of makings.entries()) {
  test(
    `a page that sends ${making} gets nothing, and the setting that would do it is named`,
    sampled(9, index),
    async ({ probeWorld }) => {
      const { diagnoses, submissions } = await probeWorld(worldWith(proofFlow(making)), options());

      expect(diagnoses[0]).toMatchObject({ outcome: 'challenge-required', verdict: 'inconclusive', notes: [] });
      expect(diagnoses[0]?.summary).toContain(`IMS_USER_IDP_TYPES_PASSWORD="${labIdentityProvider}"`);
      expect(diagnoses[0]?.summary).toMatch(/no trace or picture of this instance is made/);
      expect(submissions).toEqual([]);
    },
  );

  test(
    `a page that sends ${making} signs in, once, where the user has the password typed`,
    nightly,
    async ({ probeWorld }) => {
      const { diagnoses, submissions, evidence } = await probeWorld(worldWith(proofFlow(making)), options(types));

      const walked = JSON.stringify([evidence[0]?.journey?.screens, evidence[0]?.journey?.ending]);
      expect(diagnoses[0]?.outcome, walked).toBe('signed-in');
      expect(diagnoses[0]?.verdict).toBe('pass');
      expect(submissions).toEqual([expect.objectContaining({ accepted: true })]);
      expect(evidence[0]?.journey?.submissions).toBe(1);
      expect(diagnoses[0]?.notes.join()).toContain(`typed into pages at ${labIdentityProvider}`);
    },
  );
}

test(
  'a wrong password that was typed itself is refused, and no other instance tries it',
  nightly,
  async ({ probeWorld }) => {
    const variables = { ...types, IMS_USER_PASSWORD: 'an old password' };
    const { diagnoses, submissions, evidence } = await probeWorld(worldWith(proofFlow('a hash')), {
      ...options(variables),
      only: ['prod', 'stage'],
    });

    const walked = JSON.stringify(evidence[0]?.journey?.ending);
    expect(
      diagnoses.map(({ outcome }) => outcome),
      walked,
    ).toEqual(['credentials-rejected', 'credentials-rejected']);
    expect(evidence.map(({ journey }) => journey?.ending.how)).toEqual(['refused', 'left-out']);
    expect(submissions.map(({ accepted }) => accepted)).toEqual([false]);
  },
);

test(
  'a password that was typed itself counts as submitted, whatever the page does with it',
  nightly,
  async ({ probeWorld }) => {
    const { diagnoses, submissions, evidence } = await probeWorld(worldWith(silentFlow), {
      ...options(types),
      only: ['prod', 'stage'],
    });

    expect(diagnoses.map(({ outcome }) => outcome)).toEqual(['challenge-required', 'challenge-required']);
    expect(diagnoses[0]?.summary).toContain('was not seen to send anything after that');
    expect(evidence.map(({ journey }) => journey?.submissions)).toEqual([1, 0]);
    expect(evidence.map(({ journey }) => journey?.ending.how)).toEqual(['challenged', 'left-out']);
    expect(submissions).toEqual([]);
  },
);

test(
  'a page of another host in the same journey gets what stands for the password, and nothing leaves',
  nightly,
  async ({ probeWorld }) => {
    const other = hostOf('adfs');
    const { diagnoses, submissions } = await probeWorld(worldWith(proofFlow('a hash', { at: other })), options(types));

    expect(diagnoses[0]?.outcome).toBe('challenge-required');
    expect(diagnoses[0]?.summary).toContain(`IMS_USER_IDP_TYPES_PASSWORD="${other}"`);
    expect(submissions).toEqual([]);
  },
);

for (const stray of strayings) {
  test(
    `a page that has the password itself sends it ${stray} to no host that nobody named`,
    nightly,
    async ({ probeWorld }) => {
      const flow = proofFlow('a hash', { stray });
      const { diagnoses, collected, submissions, evidence } = await probeWorld(worldWith(flow), options(types));

      expect(collected).toEqual([]);
      // What another window sends is stopped by itself: the page may be through by then.
      const outcomes =
        stray === 'by a form in a new window' ? ['challenge-required', 'signed-in'] : ['challenge-required'];
      expect(outcomes, JSON.stringify(evidence[0]?.journey?.ending)).toContain(diagnoses[0]?.outcome);
      expect(submissions.length).toBeLessThanOrEqual(1);
    },
  );
}

test(
  'where the password itself is typed, nothing is recorded, one line says so, and no file holds it',
  nightly,
  async ({}, testInfo) => {
    const world = worldWith(proofFlow('a hash'));
    const lab = await startLab(world);
    try {
      const variables = { ...lab.variables, ...types, LAB: 'never', PROBE_STATE: 'off', SCREENSHOTS: 'always' };
      const job = await runMainJob(testInfo, variables, '--trace=on', '--grep', 'prod signs in');

      expect(job.result?.instances[0]?.outcome, job.stdout + job.stderr).toBe('signed-in');
      expect(lab.submissions.map(({ accepted }) => accepted)).toEqual([true]);
      const lines = (job.stdout + job.stderr)
        .split('\n')
        .filter((line) => line.includes('IMS_USER_IDP_TYPES_PASSWORD'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/no trace, screenshot or video is made/);
      expect(job.result?.instances[0]?.notes.join()).toContain('no trace, screenshot or video');
      expect(globSync(['**/*.{png,jpeg,webm,zip}'], { cwd: job.folder })).toEqual([]);
      expectNoSecretOf(world, job.folder);
      const { of } = proofFlow('a hash').pages['/proof']?.takes?.proof ?? {};
      const digest = of?.(world.people[0]?.password ?? '') ?? 'no digest';
      const files = globSync('**/*', { cwd: job.folder, dot: true });
      expect(files.filter((file) => readFileSync(join(job.folder, file), 'latin1').includes(digest))).toEqual([]);
      expect(job.stdout + job.stderr).not.toContain(digest);
    } finally {
      await lab.close();
    }
  },
);
