import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import type { Linter } from 'eslint';
import playwright from 'eslint-plugin-playwright';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Where a rule of the house (docs/design.md#rules-of-the-house) is broken, the linter says which one and why. */
const why = {
  types:
    'A room sees only the types of the room before it (import type); fixtures/probe, fixtures/spec and fixtures/run join the rooms.',
  forward: 'Data walks settings → evidence → diagnosis → report: this room is behind the one that imports it.',
  lab: 'Nothing imports the lab but the wiring and the lab’s own tests: the suite must not know that it is in the lab.',
  pure: 'Diagnosis is pure: no I/O, no clock, no Playwright. What it needs to know is evidence.',
  allure: 'The report room is the only importer of Allure.',
  environment: 'The environment is read in one place: fixtures/settings. The wiring hands it there.',
  sleep: 'No sleeps: wait for what is to happen; where something outside says for how long, with evidence/pause.ts.',
  assertion: 'Evidence says what was seen, and never whether that is right: no expect.',
  doctor: 'The doctor looks at this machine and gives findings: it prints nothing, and probes nobody.',
  init: 'The interview asks, tries and drafts: what it says leaves through scripts/init.ts.',
  preflight: 'Preflight tries what is stored and gives a forecast: it prints nothing, and is no run.',
  capture: 'A capture is made of what a probe saw, and written: it prints nothing, and is no run.',
  form: 'The form of a capture rests on domain alone: the room that makes captures and the lab that plays them both read it.',
  wiring: 'The wiring loads the lab in one place (run/load-late.ts), when a run is on it.',
  program: 'Only fixtures/run/run-program.ts starts a program, so that none inherits what is not for it.',
  print:
    'One way out for text: say() of fixtures/report/outlets/streams.ts, which takes nothing but text that no terminal obeys.',
  allureOut:
    'Every text goes to Allure through fixtures/report/outlets/allure.ts, which leaves nothing in it that a reader obeys.',
  unit: 'A unit test takes test and expect from unit-test.ts: Playwright’s own test sets up what gives a browser, each time.',
  retry: 'No retry round a wait, and none round credentials: an account could be locked.',
};

interface Ban {
  readonly group: readonly string[];
  readonly message: string;
  readonly allowTypeImports?: boolean;
  /** Names that may be imported all the same. */
  readonly allowImportNamePattern?: string;
  /** The names that are meant; without it all of them. */
  readonly importNamePattern?: string;
}

/** The bans of a room: what it may not import at all, and of what only the types. */
function room(files: readonly string[], bans: readonly Ban[]): Linter.Config {
  const patterns = bans.map((ban) => ({ ...ban, group: [...ban.group] }));
  return { files: [...files], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

const allure = { group: ['allure', 'allure-*'], message: why.allure };
const lab = { group: ['**/lab/**', '**/lab'], message: why.lab };
const at = (name: string): string[] => [`**/${name}/**`, `**/${name}`];
const reportBans: readonly Ban[] = [
  {
    group: ['diagnosis', 'explain', 'doctor', 'preflight', 'init', 'capture'].flatMap(at),
    message: why.types,
    allowTypeImports: true,
  },
  { group: ['settings', 'evidence', 'probe', 'run'].flatMap(at), message: why.types },
  lab,
];

const executor = 'NewExpression[callee.name="Promise"] > ArrowFunctionExpression';

/** What nobody may write anywhere. */
const waits = [
  { selector: 'CallExpression[callee.property.name="waitForTimeout"]', message: why.sleep },
  { selector: 'ImportDeclaration[source.value="node:timers/promises"]', message: why.sleep },
  { selector: `${executor} > CallExpression[callee.name="setTimeout"]`, message: why.sleep },
  {
    selector: `${executor} > BlockStatement[body.length=1] > ExpressionStatement > CallExpression[callee.name="setTimeout"]`,
    message: why.sleep,
  },
  { selector: 'CallExpression[callee.property.name="toPass"]', message: why.retry },
];
const prints = [
  { selector: 'MemberExpression[object.name="process"][property.name=/^std(out|err)$/]', message: why.print },
  { selector: 'VariableDeclarator[init.name="process"] Property[key.name=/^std(out|err)$/]', message: why.print },
];
const program = { selector: 'ImportDeclaration[source.value="node:child_process"]', message: why.program };

export default defineConfig(
  { ignores: ['node_modules', 'test-results', 'test-output', 'allure-results', 'allure-report', '.probe'] },
  eslint.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { regexp },
    rules: {
      // Whatever an expression sees may have been made for it by somebody else: none may take longer than its text is long.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: why.environment }],
      'no-restricted-syntax': ['error', ...waits, program, ...prints],
    },
  },
  room(
    ['fixtures/domain/**'],
    [{ group: ['../*', '!../domain'], message: 'The vocabulary rests on nothing.' }, allure],
  ),
  room(
    ['fixtures/settings/**'],
    [
      { group: ['evidence', 'diagnosis', 'explain', 'report', 'probe', 'run'].flatMap(at), message: why.forward },
      lab,
      allure,
    ],
  ),
  room(
    ['fixtures/evidence/**'],
    [
      { group: at('settings'), message: why.types, allowTypeImports: true },
      { group: ['diagnosis', 'explain', 'report', 'probe', 'run'].flatMap(at), message: why.forward },
      { group: ['@playwright/test'], importNamePattern: '^expect$', message: why.assertion },
      lab,
      allure,
    ],
  ),
  room(
    ['fixtures/diagnosis/**'],
    [
      { group: at('evidence'), message: why.types, allowTypeImports: true },
      { group: ['settings', 'explain', 'report', 'probe', 'run'].flatMap(at), message: why.forward },
      { group: ['node:*', 'playwright*', '@playwright/*', 'zod'], message: why.pure },
      lab,
      allure,
    ],
  ),
  room(
    ['fixtures/explain/**'],
    [
      { group: at('evidence'), message: why.types, allowTypeImports: true },
      { group: ['settings', 'report', 'run', 'probe'].flatMap(at), message: why.forward },
      { group: ['node:*', 'playwright*', '@playwright/*', 'zod'], message: why.pure },
      lab,
      allure,
    ],
  ),
  {
    files: ['fixtures/diagnosis/**', 'fixtures/explain/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'performance', 'setTimeout', 'setInterval', 'crypto', 'console'].map((name) => ({
          name,
          message: why.pure,
        })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"]', message: why.pure },
        { selector: 'MemberExpression[object.name="Date"]', message: why.pure },
        { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: why.pure },
      ],
    },
  },
  room(
    ['fixtures/report/**'],
    [
      ...reportBans,
      {
        group: ['allure-js-commons'],
        allowTypeImports: true,
        allowImportNamePattern: '^(Status|ALLURE_HTTP_.*)$',
        message: why.allureOut,
      },
    ],
  ),
  room(['fixtures/report/outlets/allure.ts'], reportBans),
  room(
    ['fixtures/run/**', 'fixtures/probe/**', 'fixtures/spec/**', 'fixtures/*.ts'],
    [{ group: lab.group, message: why.wiring, allowTypeImports: true }, allure],
  ),
  room(
    ['fixtures/doctor/**'],
    [{ group: ['report', 'probe', 'explain'].flatMap(at), message: why.doctor }, lab, allure],
  ),
  room(
    ['fixtures/preflight/**'],
    [{ group: ['report', 'run', 'explain'].flatMap(at), message: why.preflight }, lab, allure],
  ),
  room(['fixtures/init/**'], [{ group: ['report', 'run', 'explain'].flatMap(at), message: why.init }, lab, allure]),
  room(
    ['fixtures/capture/**'],
    [{ group: ['report', 'run', 'explain', 'init'].flatMap(at), message: why.capture }, lab, allure],
  ),
  room(
    ['fixtures/capture/form/**'],
    [{ group: ['../*.ts', '../../*', '!../../domain', '!../../..'], message: why.form }, allure],
  ),
  room(['scripts/**'], [{ ...allure, allowTypeImports: true }]),
  room(
    ['fixtures/lab/**'],
    [
      { group: at('settings'), message: why.types, allowTypeImports: true },
      {
        group: [
          ...['evidence', 'diagnosis', 'explain', 'report', 'probe', 'run', 'init', 'preflight', 'doctor'].flatMap(at),
          '**/capture/*.ts',
        ],
        message:
          'The lab is a world of its own: it shares words with the suite (domain, the form of a capture) and no code, so no mistake either.',
      },
      allure,
    ],
  ),
  room(
    ['tests/instance/**'],
    [
      {
        group: ['../../fixtures/*/**', '@playwright/*'],
        message: 'A spec that users run imports fixtures/index.ts and nothing else: what it may use is one list.',
      },
    ],
  ),
  room(['tests/unit/*.spec.ts'], [{ group: ['@playwright/test'], message: why.unit, allowTypeImports: true }]),
  {
    files: [
      'fixtures/settings/**',
      'fixtures/run/**',
      'fixtures/spec/**',
      'playwright.config.ts',
      'allurerc.ts',
      'scripts/**',
      'tests/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['fixtures/run/run-program.ts'],
    rules: { 'no-restricted-syntax': ['error', ...waits, ...prints] },
  },
  {
    files: ['tests/**'],
    rules: { 'no-restricted-syntax': ['error', ...waits] },
  },
  {
    // The lab’s servers are slow as those in the field are.
    files: ['fixtures/lab/**'],
    rules: { 'no-restricted-syntax': ['error', program, ...prints] },
  },
  {
    files: ['tests/**'],
    ...playwright.configs['flat/recommended'],
    rules: {
      ...playwright.configs['flat/recommended'].rules,
      // A diagnosis is asserted by functions of our own as well.
      'playwright/expect-expect': ['error', { assertFunctionNames: ['expectFault', 'recordPromise'] }],
      'playwright/no-conditional-in-test': 'off',
      // Only with a reason that a reader can act on.
      'playwright/no-skipped-test': ['error', { allowConditional: true }],
    },
  },
);
