import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { saidBesides } from '../../scripts/command-line.ts';
import { expect, test } from './unit-test.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')));

for (const name of ['matrix', 'matrix:real', 'fire']) {
  const script = scripts[name] ?? '';
  const line = ['node', ...script.slice(script.indexOf('playwright test')).split(' ')];

  test(`npm run ${name} writes its page, and leaves it alone where the command line may leave something out`, () => {
    expect(line).toContain('test');
    expect(saidBesides(line)).toEqual([]);
    expect(saidBesides([...line, '--workers=4'])).toEqual([]);
    for (const more of ['matrix/fleet', '-g', '--grep-invert=fleet', '--last-failed', '--shard=1/2', '-x', '--list'])
      expect(saidBesides([...line, more])).toEqual([more]);
  });
}
