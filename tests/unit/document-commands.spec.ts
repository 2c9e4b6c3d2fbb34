import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { z } from 'zod';
import { worldWithFaults } from '../../fixtures/lab/index.ts';
import { commandsOf, filesOfProject, root, textOf } from '../documents.ts';
import { command } from '../../scripts/explain.ts';
import { called, ran } from '../called-command.ts';
import { nightly } from '../nightly.ts';
import { scriptLine } from '../script-line.ts';

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(textOf('package.json')));

/** Which test runs a command of the documents, and what of it shows that it does. */
const runBy: readonly (readonly [RegExp, string, string])[] = [
  [/^npm ci$/, '.github/workflows/test.yml', 'run: npm ci'],
  [/^npm test$/, '.github/workflows/test.yml', 'run: npm test'],
  [/^npx playwright test$/, 'tests/lab/main-job.spec.ts', 'runMainJob(testInfo, onLab)'],
  [/^npx playwright test --project=configuration$/, 'tests/lab/configuration-run.spec.ts', '--project=configuration'],
  [/^npx playwright test --project=(unit|lab) /, 'package.json', '--project=unit --project=lab'],
  [
    /^(CAPTURES_WRITE=1 |MATRIX_(SEED|WORLDS)=\d+ )*npx playwright test --project=matrix /,
    'package.json',
    '--project=matrix',
  ],
  [/^npx playwright run-server$/, 'tests/unit/remote-browser.spec.ts', 'ws://127.0.0.1'],
  [/^npm run doctor$/, 'tests/unit/scripts.spec.ts', "'doctor'"],
  [/^npm run init( -- --help)?$/, 'tests/lab/init.spec.ts', 'init'],
  [/^npm run init -- --fleet fleet\.yaml$/, 'tests/unit/fleet-draft.spec.ts', "'--fleet', fleet"],
  [/^npm run look -- (https:|<address>)/, 'tests/lab/look.spec.ts', 'look'],
  [/^LAB=captures\/\S+ npx playwright test$/, 'tests/lab/rehearsal.spec.ts', "'captures/stock-tables'"],
  [/^npm run capture -- /, 'tests/lab/capture-command.spec.ts', "'capture'"],
  [/^npm run captures$/, 'tests/unit/captures.spec.ts', 'differencesFromLab('],
  [/^npm run preflight( -- prod)?$/, 'tests/unit/scripts.spec.ts', "'preflight'"],
  [/^npm run explain$/, 'tests/lab/main-job.spec.ts', 'runExplain('],
  [/^npm run explain -- (--json )?test-results/, 'tests/lab/main-job.spec.ts', "runExplain('--json', ...evidence)"],
  [/^npm run explain -- -$/, 'tests/unit/document-commands.spec.ts', 'input: pasted'],
  [/^npm run report( -- --(single-file|without-pictures))?$/, 'tests/matrix/nightly.spec.ts', "'npm run report'"],
  [/^npm run verify( -- test-results)?$/, 'tests/matrix/nightly.spec.ts', "'npm run verify -- test'"],
  [/^npm run merge( -- <each shard's folder>)?$/, 'tests/matrix/nightly.spec.ts', "'npm run merge'"],
  [/^npm run account:reset$/, 'tests/unit/scripts.spec.ts', "'account:reset'"],
  [/^sha256sum -c SHA256SUMS$/, 'tests/unit/verify-command.spec.ts', 'sha256sum'],
  // Tests themselves, for every night or for those who change the suite.
  [
    /^((FIRE|MATRIX)_(ALL=1|SEED=\d+) )*npm run (fire|test:all|matrix|matrix:real|pictures|measure:fleet|mutation|schema|format|check:static)$/,
    'package.json',
    '"fire"',
  ],
];

/** What only another machine, another system or a person can run; the document says so. */
const byNobody = /^(docker |npx playwright install |-v |git pull|\$env:|Remove-Item )/;

const documents = filesOfProject('*.md', 'docs/*.md');
const all = documents.flatMap((file) => commandsOf(file).map((command) => ({ file, command })));

test('each command of the documents is run by a test, or its document says that none runs it', () => {
  expect(all.length).toBeGreaterThan(40);
  const left = all.filter(({ file, command }) => {
    if (byNobody.test(command)) return !/no test runs/i.test(textOf(file));
    const plain = command.replace(/^((LAB|FLEET)_\w+=\S+ )+/, '');
    if (plain.startsWith('npm run explain -- "')) return false;
    const [, test = '', proof = ''] = runBy.find(([known]) => known.test(plain)) ?? [];
    return test === '' || !existsSync(join(root, test)) || !textOf(test).includes(proof);
  });
  expect(left).toEqual([]);
});

test('each script that the documents name is there', () => {
  const named = all.flatMap(({ command }) => /\bnpm run ([\w:]+)/.exec(command)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('each fault that the documents break the lab with is one of the lab’s', () => {
  const faults = all.flatMap(({ command }) => /\bLAB_FAULT=(\S+)/.exec(command)?.[1] ?? []);
  expect(faults.length).toBeGreaterThan(1);
  for (const fault of faults) expect(() => worldWithFaults(fault), fault).not.toThrow();
});

const explained = [
  ...new Set(all.flatMap(({ command }) => /^npm run explain -- "([^"<]+)"$/.exec(command)?.[1] ?? [])),
];

const isExplained = { status: 0, err: '' };

test('a message that the documents have explained is explained by the command as a person calls it', () => {
  expect(ran('scripts/explain.ts', explained[0] ?? '')).toMatchObject(isExplained);
});

for (const message of explained) {
  test(`a message that the documents have explained is explained: ${message}`, async () => {
    expect(await called(command, message)).toMatchObject(isExplained);
  });
}

test('what is pasted into standard input is explained', nightly, () => {
  const pasted = 'Login does not have any right matching the expression\n';
  const script = scriptLine('scripts/explain.ts', '-');
  const { status, stdout } = spawnSync(process.execPath, script, { input: pasted, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('association-mask, suspected') });
});

test('messages are explained in the documents', () => {
  expect(explained.length).toBeGreaterThan(1);
});
