import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureSchema } from '../../fixtures/capture/form/capture.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { nightly } from '../nightly.ts';
import { expect, test } from './lab-test.ts';
import { runCommand } from './run-command.ts';

test('npm run capture shows what it has, and writes only after a yes', nightly, async ({}, testInfo) => {
  const output = testInfo.outputPath('captures');
  const options = ['prod', '--output', output, '--also', 'callback,scopes,secret'];

  const unasked = await runCommand('capture', { LAB: 'always' }, ...options);
  expect(unasked.status).toBe(1);
  expect(unasked.stdout).toContain('It answers 16 of 20 open questions');
  expect(unasked.stderr).toContain('add --yes');
  expect(existsSync(output)).toBe(false);

  const { status, stdout, stderr } = await runCommand('capture', { LAB: 'always' }, ...options, '--yes');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('Experiment callback: ');
  const [name = ''] = readdirSync(output);
  expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-9384-lab$/);
  const text = readFileSync(join(output, name, 'capture.json'), 'utf8');
  const { experiments, said } = captureSchema.parse(JSON.parse(text));
  expect(said.outcome).toBe('signed-in');
  expect(Object.keys(experiments)).toEqual(['callback', 'noScopes', 'unknownScope', 'inventedSecret']);
  const { people, clients } = healthyWorld();
  const personal = [
    ...people.flatMap(({ email, password, groups }) => [email, password, ...groups]),
    ...clients.map(({ clientSecret }) => clientSecret),
  ];
  expect(personal.filter((one) => text.includes(one) || stdout.includes(one))).toEqual([]);
});
