import { defineConfig } from 'oxlint';

// What checks types is written in Go: it collects garbage less often, and takes a seventh less of a processor.
// oxlint-disable-next-line no-restricted-properties -- The linter’s own environment, which is no setting of the suite.
process.env['GOGC'] ??= '400';

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

/**
 * @typedef {object} Ban
 * @property {readonly string[]} group what may not be imported
 * @property {string} message
 * @property {boolean} [allowTypeImports]
 * @property {string} [allowImportNamePattern] names that may be imported all the same
 * @property {string} [importNamePattern] the names that are meant; without it all of them
 */

/**
 * The bans of a room: what it may not import at all, and of what only the types.
 *
 * @param {readonly string[]} files
 * @param {readonly Ban[]} bans
 * @returns {import('oxlint').OxlintOverride}
 */
function room(files, bans) {
  const patterns = bans.map((ban) => ({ ...ban, group: [...ban.group] }));
  return { files: [...files], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/**
 * Rules that are on and take nothing.
 *
 * @param {string} prefix
 * @param {string} names
 * @returns {Record<string, 'error'>}
 */
function on(prefix, names) {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [prefix + name, 'error']),
  );
}

const allure = { group: ['allure', 'allure-*'], message: why.allure };
const lab = { group: ['**/lab/**', '**/lab'], message: why.lab };
/** @param {string} name */
const at = (name) => [`**/${name}/**`, `**/${name}`];
/** @type {readonly Ban[]} */
const reportBans = [
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

/** What the linter’s own selection leaves out, besides what is clearly wrong. */
const besides = {
  ...on(
    '',
    `
    eqeqeq no-array-constructor no-case-declarations no-console no-empty no-empty-function no-fallthrough no-prototype-builtins
    no-regex-spaces no-unexpected-multiline no-useless-assignment no-useless-constructor no-var prefer-const prefer-rest-params
    prefer-spread preserve-caught-error`,
  ),
  ...on(
    'typescript/',
    `
    adjacent-overload-signatures array-type ban-tslint-comment class-literal-property-style consistent-generic-constructors
    consistent-indexed-object-style consistent-type-definitions dot-notation no-confusing-non-null-assertion
    no-confusing-void-expression no-deprecated no-dynamic-delete no-empty-object-type no-explicit-any no-extraneous-class
    no-generated-empty-object-type no-inferrable-types no-invalid-void-type no-misused-promises no-mixed-enums no-namespace
    no-non-null-asserted-nullish-coalescing no-non-null-assertion no-require-imports no-unnecessary-boolean-literal-compare
    no-unnecessary-condition no-unnecessary-template-expression no-unnecessary-type-arguments no-unnecessary-type-assertion
    no-unnecessary-type-constraint no-unnecessary-type-conversion no-unnecessary-type-parameters no-unsafe-argument
    no-unsafe-assignment no-unsafe-call no-unsafe-enum-assignment no-unsafe-enum-comparison no-unsafe-function-type
    no-unsafe-member-access no-unsafe-return non-nullable-type-assertion-style only-throw-error prefer-find prefer-for-of
    prefer-function-type prefer-includes prefer-literal-enum-member prefer-nullish-coalescing prefer-optional-chain
    prefer-promise-reject-errors prefer-reduce-type-parameter prefer-regexp-exec prefer-return-this-type
    prefer-string-starts-ends-with related-getter-setter-pairs require-await switch-exhaustiveness-check unified-signatures
    use-unknown-in-catch-callback-variable`,
  ),
};

const playwrightRules = on(
  'playwright/',
  `
    consistent-spacing-between-blocks max-nested-describe missing-playwright-await no-conditional-expect no-duplicate-hooks
    no-duplicate-slow no-element-handle no-eval no-focused-test no-force-option no-identical-title no-nested-step
    no-networkidle no-page-pause no-standalone-expect no-unnecessary-assertions no-unsafe-references no-unused-locators
    no-useless-await no-useless-not no-wait-for-navigation no-wait-for-selector no-wait-for-timeout prefer-hooks-in-order
    prefer-hooks-on-top prefer-locator prefer-to-have-count prefer-to-have-length prefer-web-first-assertions
    valid-describe-callback valid-expect valid-expect-in-promise valid-test-tags valid-title`,
);

export default defineConfig({
  plugins: ['eslint', 'typescript', 'oxc'],
  jsPlugins: [
    'eslint-plugin-playwright',
    'eslint-plugin-regexp',
    { name: 'eslint-js', specifier: 'oxlint-plugin-eslint' },
  ],
  categories: { correctness: 'error' },
  options: { denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['node_modules', 'test-results', 'test-output', 'allure-results', 'allure-report', '.probe'],
  rules: {
    ...besides,
    // Whatever an expression sees may have been made for it by somebody else: none may take longer than its text is long.
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/restrict-plus-operands': [
      'error',
      { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
    ],
    'typescript/restrict-template-expressions': [
      'error',
      {
        allowAny: false,
        allowBoolean: false,
        allowNever: false,
        allowNullish: false,
        allowNumber: false,
        allowRegExp: false,
      },
    ],
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'no-restricted-properties': ['error', { object: 'process', property: 'env', message: why.environment }],
    'eslint-js/no-restricted-syntax': ['error', ...waits, program, ...prints],
  },
  overrides: [
    room(
      ['fixtures/domain/**'],
      [{ group: ['../**', '!../domain/**'], message: 'The vocabulary rests on nothing.' }, allure],
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
        'eslint-js/no-restricted-syntax': [
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
      [{ group: ['../*.ts', '../../**', '!../../domain/**', '!../../../**'], message: why.form }, allure],
    ),
    room(['scripts/**'], [{ ...allure, allowTypeImports: true }]),
    room(
      ['fixtures/lab/**'],
      [
        { group: at('settings'), message: why.types, allowTypeImports: true },
        {
          group: [
            ...['evidence', 'diagnosis', 'explain', 'report', 'probe', 'run', 'init', 'preflight', 'doctor'].flatMap(
              at,
            ),
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
      rules: { 'eslint-js/no-restricted-syntax': ['error', ...waits, ...prints] },
    },
    {
      files: ['tests/**'],
      rules: { 'eslint-js/no-restricted-syntax': ['error', ...waits] },
    },
    {
      // The lab’s servers are slow as those in the field are.
      files: ['fixtures/lab/**'],
      rules: { 'eslint-js/no-restricted-syntax': ['error', program, ...prints] },
    },
    {
      files: ['tests/**'],
      rules: {
        ...playwrightRules,
        // Playwright reads the dependencies of a fixture from its first parameter.
        'no-empty-pattern': 'off',
        // A diagnosis is asserted by functions of our own as well.
        'playwright/expect-expect': ['error', { assertFunctionNames: ['expectFault', 'recordPromise'] }],
        // Only with a reason that a reader can act on.
        'playwright/no-skipped-test': ['error', { allowConditional: true }],
      },
    },
  ],
});
