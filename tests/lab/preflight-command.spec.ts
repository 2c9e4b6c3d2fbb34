import { readFileSync } from 'node:fs';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { expect, test } from './lab-test.ts';
import { runCommand } from './run-command.ts';
import { atTerminal } from './terminal-session.ts';
import { nightly } from '../nightly.ts';
import { populate } from './foretell-test.ts';

test.describe.configure({ mode: 'parallel' });

test(
  'the command says yes by its exit status, names nobody, and asks IMS few things',
  nightly,
  async ({ labCertificate }, testInfo) => {
    const world = healthyWorld();
    populate(world, 20);
    const file = testInfo.outputPath('forecast.json');
    const lab = await startLab(world, labCertificate);
    try {
      const sources = sourceVariables(world);
      const variables = { ...lab.variables, ...sources, PROBE_STATE: 'off' };
      const { status, stdout, stderr } = await runCommand('preflight', variables, 'prod', '--users', '--output', file);

      expect({ status, stderr }).toEqual({
        status: 0,
        stderr: '--users lists names on a terminal only; this output is not one.\n',
      });
      expect(stdout).toMatch(/^✓ prod: nothing wrong found/m);
      expect(stdout).not.toContain('user-1@');
      const written = readFileSync(file, 'utf8');
      expect(JSON.parse(written)).not.toEqual({});
      expect(written).not.toContain('user-1@');
      expect(stdout).not.toContain('✓ stage');
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        '1 instance: 1 with nothing wrong found, 0 with something wrong. This is a forecast: no login was made.',
      );
      expect(lab.submissions).toEqual([]);
    } finally {
      await lab.close();
    }
  },
);

test('the command refuses an instance that is not declared, in one line', nightly, async ({ labCertificate }) => {
  const lab = await startLab(healthyWorld(), labCertificate);
  try {
    const { status, stdout, stderr } = await runCommand('preflight', lab.variables, 'production');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('Not in CAMPAIGN_INSTANCES: production. These are declared: prod, stage, link.\n');
  } finally {
    await lab.close();
  }
});

test('--users lists everybody by name at a terminal, and there alone', nightly, async ({ labCertificate }) => {
  test.skip(process.platform !== 'linux', 'This test drives a terminal by util-linux’s script; run it on Linux.');
  const world = healthyWorld();
  populate(world, 20);
  const lab = await startLab(world, labCertificate);
  try {
    const variables = { ...lab.variables, ...sourceVariables(world), PROBE_STATE: 'off' };
    const { status, shown } = await atTerminal('preflight', variables, [], 'prod', '--users');

    expect(status).toBe(0);
    expect(shown).toContain('user-0@lab.example.com: admin');
    expect(shown).toContain('user-19@lab.example.com: delivery');
    expect(lab.submissions).toEqual([]);
  } finally {
    await lab.close();
  }
});
