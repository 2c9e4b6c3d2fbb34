import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { globSync } from 'tinyglobby';
import { z } from 'zod';
import config from '../../oxlint.config.mjs';
import { nightly } from '../nightly.ts';
import { expect, test } from './unit-test.ts';

const root = resolve(__dirname, '../..');
const run = promisify(execFile);

/** What the linter prints, called in a folder that has the rules of the house. */
async function linter(folder: string, options: readonly string[]): Promise<unknown> {
  const bin = join(root, 'node_modules/oxlint/bin/oxlint');
  // It says by its exit status whether it found anything; what it found is in what it prints.
  const printed = await run(process.execPath, [bin, ...options], { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (error: unknown) => z.object({ stdout: z.string() }).parse(error),
  );
  return JSON.parse(printed.stdout);
}

const foundSchema = z.object({
  diagnostics: z.array(
    z.object({ filename: z.string(), message: z.string(), help: z.string().default(''), code: z.string().default('') }),
  ),
});

/**
 * What the rules of the house say of each line of code in its file, all of them linted at once; the rules that need types are
 * left to `npm run lint`. Several for one file are put beside it, which is the same for every rule.
 */
async function complaints(snippets: readonly Snippet[]): Promise<readonly (readonly string[])[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'campaign-login-probe-house-')));
  try {
    return await complaintsIn(folder, snippets);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function complaintsIn(folder: string, snippets: readonly Snippet[]): Promise<readonly (readonly string[])[]> {
  writeFileSync(join(folder, 'oxlint.config.mjs'), readFileSync(join(root, 'oxlint.config.mjs')));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const taken = new Set<string>();
  const places = snippets.map(([file, code], index) => {
    const place = taken.has(file) ? join(dirname(file), `${String(index)}-${basename(file)}`) : file;
    taken.add(file);
    mkdirSync(join(folder, dirname(place)), { recursive: true });
    writeFileSync(join(folder, place), `${code}\n`);
    return place;
  });
  const { diagnostics } = foundSchema.parse(
    await linter(folder, ['-c', 'oxlint.config.mjs', '--format', 'json', 'fixtures', 'tests', 'scripts']),
  );
  return places.map((place) =>
    diagnostics
      .filter(({ filename, code }) => resolve(folder, filename) === join(folder, place) && houseRule.test(code))
      .map(({ message, help }) => `${message} ${help}`),
  );
}

/** A file, and a line of code in it. */
type Snippet = readonly [string, string];

const houseRule = /no-restricted|no-console|super-linear/;

/** What must not be written where, and a word of what the linter says of it. */
const forbidden: readonly (readonly [string, string, string])[] = [
  ['fixtures/diagnosis/index.ts', "import { readFileSync } from 'node:fs';", 'pure'],
  ['fixtures/diagnosis/index.ts', "import { expect } from '@playwright/test';", 'pure'],
  [
    'fixtures/diagnosis/causes/scopes.ts',
    "import { evidenceSchema } from '../../evidence/evidence.ts';",
    'only the types',
  ],
  ['fixtures/diagnosis/index.ts', 'export const now = Date.now();', 'pure'],
  ['fixtures/diagnosis/index.ts', 'export const now = new Date();', 'pure'],
  ['fixtures/diagnosis/index.ts', 'export const chance = Math.random();', 'pure'],
  ['fixtures/diagnosis/index.ts', "void fetch('https://example.com');", 'pure'],
  ['fixtures/domain/contract.ts', "import { hosts } from '../evidence/hosts.ts';", 'rests on nothing'],
  ['fixtures/explain/meaning.ts', "import { readFileSync } from 'node:fs';", 'pure'],
  ['fixtures/explain/meaning.ts', "import { say } from '../report/outlets/streams.ts';", 'Data walks'],
  ['fixtures/evidence/probe.ts', "import { diagnose } from '../diagnosis/index.ts';", 'Data walks'],
  ['fixtures/evidence/probe.ts', "import { Secret } from '../settings/index.ts';", 'only the types'],
  ['fixtures/evidence/journey/walk.ts', "import { startLab } from '../../lab/index.ts';", 'the lab'],
  ['fixtures/evidence/journey/walk.ts', 'await page.waitForTimeout(100);', 'No sleeps'],
  ['fixtures/evidence/journey/walk.ts', "import { setTimeout } from 'node:timers/promises';", 'No sleeps'],
  ['fixtures/evidence/journey/walk.ts', 'await expect(login).toPass();', 'No retry'],
  ['fixtures/evidence/journey/walk.ts', "const home = process.env['HOME'];", 'one place'],
  ['fixtures/run/end/provenance.ts', "import { spawnSync } from 'node:child_process';", 'inherits'],
  ['scripts/report.ts', "import { spawnSync } from 'node:child_process';", 'inherits'],
  ['fixtures/evidence/journey/walk.ts', "import * as allure from 'allure-js-commons';", 'only importer of Allure'],
  ['fixtures/evidence/message.ts', 'export const end = /[),]+$/;', 'quadratic'],
  ['fixtures/diagnosis/readings/messages.ts', 'export const twice = /(a+)+b/;', 'backtracking'],
  ['fixtures/report/terminal/index.ts', "import { diagnose } from '../diagnosis/index.ts';", 'only the types'],
  ['fixtures/report/terminal/index.ts', "process.stdout.write('text');", 'One way out'],
  ['fixtures/run/end/closing.ts', "process.stderr.write('text');", 'One way out'],
  ['fixtures/run/end/closing.ts', 'const { stdout } = process;', 'One way out'],
  ['fixtures/run/end/closing.ts', "console.log('text');", 'console'],
  ['scripts/merge.ts', "console.log('text');", 'console'],
  ['scripts/merge.ts', "process.stdout.write('text');", 'One way out'],
  ['fixtures/report/allure.ts', "import * as allure from 'allure-js-commons';", 'Every text goes to Allure'],
  ['fixtures/report/allure.ts', "import { step } from 'allure-js-commons';", 'Every text goes to Allure'],
  ['fixtures/report/terminal/index.ts', "import type { Evidence } from '../evidence/evidence.ts';", 'only the types'],
  ['fixtures/settings/index.ts', "import { diagnose } from '../diagnosis/index.ts';", 'Data walks'],
  ['fixtures/lab/index.ts', "import { judgeGroups } from '../diagnosis/group-judgement.ts';", 'world of its own'],
  ['fixtures/lab/index.ts', "import { Secret } from '../settings/secret.ts';", 'only the types'],
  ['fixtures/probe/probe.ts', "import { startLab } from './lab/index.ts';", 'in one place'],
  ['fixtures/run/end/closing.ts', "import { startLab } from '../lab/index.ts';", 'in one place'],
  ['fixtures/run/end/closing.ts', "import * as allure from 'allure-js-commons';", 'only importer of Allure'],
  ['fixtures/probe/gather.ts', "import * as allure from 'allure-js-commons';", 'only importer of Allure'],
  ['scripts/report.ts', "import * as allure from 'allure-js-commons';", 'only importer of Allure'],
  ['fixtures/evidence/journey/walk.ts', "import { expect } from '@playwright/test';", 'no expect'],
  ['fixtures/evidence/journey/walk.ts', 'await new Promise((resolve) => setTimeout(resolve, 500));', 'No sleeps'],
  ['fixtures/run/end/closing.ts', 'await new Promise((r) => { setTimeout(r, 500); });', 'No sleeps'],
  ['tests/unit/csv.spec.ts', 'await new Promise((resolve) => setTimeout(resolve, 500));', 'No sleeps'],
  ['fixtures/doctor/index.ts', "import { inquire } from '../probe/inquiry.ts';", 'probes nobody'],
  ['fixtures/preflight/index.ts', "import { say } from '../report/outlets/streams.ts';", 'prints nothing'],
  ['fixtures/preflight/index.ts', "import { startLab } from '../lab/index.ts';", 'must not know'],
  [
    'fixtures/capture/redact.ts',
    "import { say } from '../report/outlets/streams.ts';",
    'prints nothing, and is no run',
  ],
  ['fixtures/capture/form/values.ts', "import { redact } from '../redact.ts';", 'rests on domain alone'],
  ['fixtures/capture/form/values.ts', "import { hosts } from '../../evidence/hosts.ts';", 'rests on domain alone'],
  ['fixtures/lab/captured/load.ts', "import { redact } from '../../capture/redact.ts';", 'world of its own'],
  ['fixtures/init/interview.ts', "import { say } from '../report/outlets/streams.ts';", 'asks, tries and drafts'],
  ['fixtures/doctor/index.ts', "import { startLab } from '../lab/index.ts';", 'must not know'],
  ['tests/instance/login.spec.ts', "import { startLab } from '../../fixtures/lab/index.ts';", 'one list'],
  ['tests/instance/login.spec.ts', "import { test } from '@playwright/test';", 'one list'],
  ['tests/unit/house.spec.ts', "import { test } from '@playwright/test';", 'unit-test.ts'],
];

const allowed: readonly (readonly [string, string])[] = [
  ['fixtures/diagnosis/index.ts', "import type { Evidence } from '../evidence/evidence.ts';"],
  ['fixtures/diagnosis/index.ts', "import { settingCauseIds } from '../domain/contract.ts';"],
  ['fixtures/evidence/probe.ts', "import type { Settings } from '../settings/index.ts';"],
  ['fixtures/report/terminal/index.ts', "import type { Diagnosis } from '../diagnosis/index.ts';"],
  ['fixtures/report/outlets/allure.ts', "import * as allure from 'allure-js-commons';"],
  ['fixtures/report/allure.ts', "import { Status } from 'allure-js-commons';"],
  ['fixtures/settings/index.ts', "const home = process.env['HOME'];"],
  ['fixtures/index.ts', "import { diagnose } from './diagnosis/index.ts';"],
  ['tests/instance/login.spec.ts', "import { test } from '../../fixtures/index.ts';"],
  ['fixtures/run/target/target.ts', "import type { Lab } from '../lab/index.ts';"],
  ['fixtures/lab/environment.ts', "import type { InstanceField } from '../settings/variables.ts';"],
  ['fixtures/lab/captured/load.ts', "import { captureSchema } from '../../capture/form/capture.ts';"],
  ['fixtures/capture/form/values.ts', "import { isAdobeHost } from '../../domain/adobe-hosts.ts';"],
  ['fixtures/capture/form/values.ts', "import { codePattern } from './phrases.ts';"],
  ['fixtures/evidence/journey/walk.ts', "import type { Page } from '@playwright/test';"],
  ['fixtures/lab/campaign/trouble.ts', 'await new Promise((resolve) => setTimeout(resolve, 5));'],
];

test('the linter forbids what breaks a rule of the house, says which, and allows what comes near it', async () => {
  const said = await complaints([...forbidden.map(([file, code]): Snippet => [file, code]), ...allowed]);
  const missed = forbidden.filter(([, , word], index) => !said[index]?.join('\n').includes(word));
  const accused = allowed.filter((_, index) => said[forbidden.length + index]?.length !== 0);
  expect({ missed, accused }).toEqual({ missed: [], accused: [] });
});

const configSchema = z.object({
  rules: z.record(z.string(), z.unknown()),
  overrides: z.array(z.object({ files: z.array(z.string()), rules: z.record(z.string(), z.unknown()) })),
});

type Override = Pick<(typeof config.overrides)[number], 'files'> & { readonly rules?: object };

/** The files that a rule of the house on imports is about, one override after the other. */
function roomsOf({ overrides }: { readonly overrides: readonly Override[] }): readonly (readonly string[])[] {
  return overrides.flatMap(({ files, rules = {} }) => ('no-restricted-imports' in rules ? [files] : []));
}

test('every file of the suite lies under a rule that says what it may import', () => {
  const files = globSync(['fixtures/**/*.ts', 'scripts/**/*.ts', 'tests/instance/**/*.ts'], { cwd: root });
  expect(files.length).toBeGreaterThan(200);
  const held = new Set(globSync(roomsOf(config).flat(), { cwd: root }));
  expect(files.filter((file) => !held.has(file))).toEqual([]);
});

/** Rules that need types and are off, with the reason. */
const without: ReadonlyMap<string, string> = new Map([
  ['consistent-return', 'the compiler has noImplicitReturns'],
  ['consistent-type-exports', 'the compiler has isolatedModules'],
  ['no-unnecessary-qualifier', 'there are no namespaces'],
  ['no-unsafe-type-assertion', 'there are no type assertions'],
  ['prefer-readonly', 'a private field is # and says itself what it is'],
  ['prefer-readonly-parameter-types', 'the types of libraries are not'],
  ['promise-function-async', 'a function that hands on a promise need not wait for it'],
  ['strict-boolean-expressions', 'an absent value is not an empty one to whoever writes if (value)'],
  ['strict-void-return', 'a function may be called for what it does'],
]);

test('every rule that needs types is on', nightly, async () => {
  const known = z
    .array(z.object({ scope: z.string(), value: z.string(), type_aware: z.boolean() }))
    .parse(await linter(root, ['--rules', '--format', 'json']));
  const typed = known.filter((rule) => rule.scope === 'typescript' && rule.type_aware).map(({ value }) => value);
  const resolved = configSchema.parse(await linter(root, ['-c', 'oxlint.config.mjs', '--print-config']));
  const { rules } = resolved;
  expect(typed.length).toBeGreaterThan(50);
  expect(typed.filter((name) => !(`typescript/${name}` in rules) && !without.has(name))).toEqual([]);
  expect([...without.keys()].filter((name) => !typed.includes(name))).toEqual([]);
  // And what the linter reads of its configuration is what the file says.
  expect(roomsOf(resolved)).toEqual(roomsOf(config));
});
