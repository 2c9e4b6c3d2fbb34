import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import stringWidth from 'string-width';
import { z } from 'zod';
import { nightly } from '../nightly.ts';
import { scriptLine } from '../script-line.ts';

const root = resolve(__dirname, '../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** The commands that are for users: each is a script of this suite; what installs or writes schemas is not. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^node --import tsx (scripts\/\S+\.ts)$/.exec(line) ?? [];
  return file === undefined || name === 'postinstall' ? [] : [{ name, file }];
});

function ran(file: string, ...options: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, scriptLine(file, ...options), {
    encoding: 'utf8',
    cwd: root,
    input: '',
  });
  return { status, out: stdout, err: stderr };
}

test('the commands for users are known', () => {
  expect(commands.map(({ name }) => name).sort()).toEqual([
    'account:reset',
    'capture',
    'captures',
    'doctor',
    'explain',
    'init',
    'look',
    'merge',
    'mutation',
    'pictures',
    'preflight',
    'report',
    'verify',
  ]);
});

for (const { name, file } of commands) {
  // One with every commit; all are called the same way.
  const often = name === 'explain' ? {} : nightly;

  test(`npm run ${name} -- --help says in a line what it does, shows how it is called, and does nothing`, often, () => {
    const { status, out, err } = ran(file, '--help');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^[A-Z].{20,}/);
    expect(out).toContain(`npm run ${name}`);
    expect(out).toMatch(/^ +--help/m);
    expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  test(`npm run ${name} refuses an option that it does not know in one line`, nightly, () => {
    const { status, out, err } = ran(file, '--no-such-option');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('--no-such-option');
  });
}
