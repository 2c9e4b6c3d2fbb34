import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { satisfies } from 'semver';
import { z } from 'zod';
import { exampleFiles, ownWorkflow, textOf, yamlOf } from '../ci-examples.ts';

const engines = z.object({ engines: z.object({ node: z.string() }) });
const root = resolve(__dirname, '../..');
const own = engines.parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))).engines.node;
const { packages } = z
  .object({ packages: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')));

/** Who of the installed packages refuses a Node; `npm ci` fails on it, since it is told to be strict. */
function refusing(version: string): readonly string[] {
  return Object.entries(packages).flatMap(([name, entry]) => {
    const asked = engines.safeParse(entry);
    return asked.success && entry.optional !== true && !satisfies(version, asked.data.engines.node) ? [name] : [];
  });
}

const versions = ['18.20.8', '20.18.3', '20.19.0', '20.20.2', '21.7.3', '22.0.0', '22.12.0', '22.13.0', '22.23.3'];
for (const version of [...versions, '23.11.1', '24.0.0', '24.21.0', '25.2.0', '26.0.0']) {
  test(`package.json says of Node ${version} what an installation does`, () => {
    const others = refusing(version).filter((name) => name !== '');
    expect(satisfies(version, own), others.join(', ')).toBe(others.length === 0);
  });
}

test('the examples run on a Node that still gets fixes, and the own workflow on every one that installs', () => {
  for (const node of textOf(exampleFiles.github).match(/node-version: .*/g) ?? [])
    expect(node).toBe('node-version: 24');
  const { include, node } = z
    .looseObject({ node: z.array(z.number()), include: z.array(z.object({ os: z.string(), node: z.string() })) })
    .parse(
      z
        .object({ jobs: z.object({ test: z.object({ strategy: z.object({ matrix: z.unknown() }) }) }) })
        .parse(yamlOf(ownWorkflow)).jobs.test.strategy.matrix,
    );
  expect(node).toEqual([22, 24]);
  expect(include.map((one) => satisfies(one.node, own) && !satisfies('20.18.3', own))).toEqual([true]);
});
