import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { ESLint, Linter } from 'eslint';
import { rules as regexp } from 'eslint-plugin-regexp';
import { globSync } from 'tinyglobby';
import tseslint from 'typescript-eslint';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** What the rules of the house say of a line of code in a file; the rules that need types are left to `npm run check`. */
async function complaintsAbout(file: string, code: string): Promise<readonly string[]> {
  const config: unknown = await eslint.calculateConfigForFile(resolve(root, file));
  const rules = Object.entries(rulesOf(config)).filter(([name]) => /no-restricted|no-console|super-linear/.test(name));
  const linter = new Linter({ cwd: root });
  return linter
    .verify(
      code,
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser },
        plugins: { '@typescript-eslint': tseslint.plugin, regexp: { rules: regexp } },
        rules: Object.fromEntries(rules),
      },
      file,
    )
    .map(({ message }) => message);
}

function rulesOf(config: unknown): Linter.RulesRecord {
  if (typeof config !== 'object' || config === null || !('rules' in config)) throw new Error('No rules');
  return z.custom<Linter.RulesRecord>().parse(config.rules);
}

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

for (const [file, code, said] of forbidden) {
  test(`the linter forbids in ${file}: ${code}`, async () => {
    const complaints = await complaintsAbout(file, code);
    expect(complaints.join('\n')).toContain(said);
  });
}

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

for (const [file, code] of allowed) {
  test(`the linter allows in ${file}: ${code}`, async () => {
    expect(await complaintsAbout(file, code)).toEqual([]);
  });
}

test('every file of the suite lies under a rule that says what it may import', async () => {
  const files = globSync(['fixtures/**/*.ts', 'scripts/**/*.ts', 'tests/instance/**/*.ts'], { cwd: root });
  expect(files.length).toBeGreaterThan(200);
  const free: string[] = [];
  for (const file of files) {
    const rules = rulesOf(await eslint.calculateConfigForFile(resolve(root, file)));
    if (!rules['@typescript-eslint/no-restricted-imports']) free.push(file);
  }
  expect(free).toEqual([]);
});

/** Rules of typescript-eslint that need types and that oxlint does not have (yet). */
const typedRulesWithout: readonly string[] = ['no-unsafe-class-instance-assignment'];

test('every rule that needs types is on, as strictly as typescript-eslint has it', () => {
  const written = z
    .object({ rules: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(resolve(root, '.oxlintrc.json'), 'utf8')));
  const strictest = [...tseslint.configs.strictTypeCheckedOnly, ...tseslint.configs.stylisticTypeCheckedOnly]
    .flatMap(({ rules = {} }) => Object.entries(rules))
    .filter(([name, level]) => name.startsWith('@typescript-eslint/') && level !== 'off')
    .map(([name, level]) => [name.replace('@typescript-eslint/', ''), level] as const)
    .filter(([name]) => !typedRulesWithout.includes(name));
  expect(strictest.length).toBeGreaterThan(40);
  for (const [name, level] of strictest) expect(written.rules[`typescript/${name}`], name).toEqual(level);
});
