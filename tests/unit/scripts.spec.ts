import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import stringWidth from 'string-width';
import { z } from 'zod';
import { command as explain } from '../../scripts/explain.ts';
import { command as verify } from '../../scripts/verify.ts';
import { called, ran } from '../called-command.ts';
import { nightly } from '../nightly.ts';

const root = resolve(__dirname, '../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** The commands that are for users: each is a script of this suite; what installs or writes schemas is not. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^node --import tsx (scripts\/\S+\.ts)$/.exec(line) ?? [];
  return file === undefined || name === 'postinstall' ? [] : [{ name, file }];
});

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

/** What a command says that was given an option which it does not know: one line. */
const refused = { status: 1, out: '', err: expect.stringMatching(/^[^\n]*--no-such-option[^\n]*\n$/) };

function expectHelp(out: string, name: string): void {
  expect(out).toMatch(/^[A-Z].{20,}/);
  expect(out).toContain(`npm run ${name}`);
  expect(out).toMatch(/^ +--help/m);
  expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
}

// Two with every commit; all are called the same way.
for (const [name, command] of Object.entries({ explain, verify })) {
  test(`${name} says what it does where --help asks, and refuses an option that it does not know`, async () => {
    const asked = await called(command, '--help');
    expect(asked).toMatchObject({ status: 0, err: '' });
    expectHelp(asked.out, name);
    expect(await called(command, '--no-such-option')).toEqual(refused);
  });
}

for (const { name, file } of commands) {
  test(
    `npm run ${name} -- --help says in a line what it does, shows how it is called, and does nothing`,
    nightly,
    () => {
      const asked = ran(file, '--help');
      expect(asked).toMatchObject({ status: 0, err: '' });
      expectHelp(asked.out, name);
    },
  );

  test(`npm run ${name} refuses an option that it does not know in one line`, nightly, () => {
    expect(ran(file, '--no-such-option')).toEqual(refused);
  });
}
