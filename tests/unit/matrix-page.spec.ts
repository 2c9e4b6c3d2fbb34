import { expect, test } from './unit-test.ts';
import { leftOut, triedParts, type MatrixTest } from '../../scripts/matrix-night.ts';
import { inWords, matrixPage } from '../../scripts/matrix-page.ts';
import { oneFault, parts, seededWorlds, twoFaults, type Night } from '../matrix/parts.ts';

const night: Night = { seed: 20_261_127, isWhole: false };
const specs = ['matrix.spec.ts', 'fleet.spec.ts'];
const neverBegun: MatrixTest = { title: 'a fleet', spec: 'fleet.spec.ts', under: 'fleet.spec.ts' };
const ofNoPart: MatrixTest = { ...neverBegun, status: 'passed' };

/** Tests as a run of a night has them, all of which passed. */
function testsOf(of: Night): readonly MatrixTest[] {
  const ofParts = parts.flatMap((part) =>
    part.tried(of).map(({ name }) => ({
      ...{ title: name, spec: 'matrix.spec.ts', under: part.title },
      status: 'passed' as const,
    })),
  );
  return [...ofParts, ofNoPart];
}

const passed = { night, specs, status: 'passed' } as const;
const tests = testsOf(night);
const [firstTest, ...others] = tests;

test('a night that tried its part leaves nothing out, whether or not something is wrong', () => {
  expect(leftOut(tests, passed)).toEqual([]);
  const failed = tests.map((one) => ({ ...one, status: 'failed' as const }));
  expect(leftOut(failed, { ...passed, status: 'failed' })).toEqual([]);
  const all = { ...night, isWhole: true };
  expect(leftOut(testsOf(all), { ...passed, night: all })).toEqual([]);
});

for (const [what, ran, said] of [
  ['tried one less', others, /^\d+ of \d+ of “one fault, in each shape/],
  ['tried one twice', [...tests, ...tests.slice(0, 1)], /^\d+ of \d+ of “one fault/],
  ['tried nothing of a spec', tests.slice(0, -1), /^nothing of fleet\.spec\.ts was tried$/],
  ['never began a test of no part', [...tests, neverBegun], /^1 tests did not end$/],
  ['broke a test off', [...tests, { ...ofNoPart, status: 'interrupted' }], /^1 tests did not end$/],
  ['skipped a test', [...tests, { ...ofNoPart, status: 'skipped' }], /^1 tests did not end$/],
] as const satisfies readonly (readonly [string, readonly MatrixTest[], RegExp])[]) {
  test(`a run that ${what} is told from a night`, () => {
    expect(leftOut(ran, passed)).toEqual([expect.stringMatching(said)]);
  });
}

test('a run that was interrupted is told from a night, also where nothing was left', () => {
  expect(leftOut(tests, { ...passed, status: 'interrupted' })).toEqual(['it was interrupted']);
});

test('a night’s part is not a whole one: more is asked of the whole', () => {
  expect(leftOut(tests, { ...passed, night: { ...night, isWhole: true } }).length).toBeGreaterThan(2);
});

test('the page says what was tried of how much, in which nights the rest has its turn, and how to try it all', () => {
  const tried = triedParts(tests);
  const page = matrixPage([], { ...night, durationMs: 61_000, parts: tried });

  expect(page).toContain('# What is said about ways of breaking a login');
  expect(page).toContain('A part of everything, in 2 minutes, by the seed 20261127.');
  expect(page).toContain('`MATRIX_SEED=20261127 npm run matrix`');
  expect(page).toContain('All of it: `MATRIX_ALL=1 npm run matrix`, or 30 nights in a row.');
  const row = (title: string, ...cells: readonly string[]): string => `| ${[title, ...cells].join(' | ')} |`;
  const [ones, twos] = [oneFault, twoFaults].map((part) => [part.tried(night).length, part.all().length].map(String));
  expect(page).toContain(row(oneFault.title, ...(ones ?? []), '0', '4 nights'));
  expect(page).toContain(row(twoFaults.title, ...(twos ?? []), '0', '30 nights'));
  expect(page).toContain(row(seededWorlds.title, '30', 'no end', '0', 'new ones every night'));
  expect(page).not.toMatch(/every way of breaking a login\n|Everything/);
});

test('the page of a whole run says so', () => {
  const all = { ...night, isWhole: true };
  const page = matrixPage([], { ...all, durationMs: 61_000, parts: triedParts(testsOf(all)) });
  expect(page).toContain('# What is said about every way of breaking a login');
  expect(page).toContain('Everything, in 2 minutes, by the seed 20261127.');
  expect(page).toContain('`MATRIX_SEED=20261127 MATRIX_ALL=1 npm run matrix`');
});

test('what is not right is counted with its part, named on the page, and not counted where it did not end', () => {
  const ran: readonly MatrixTest[] = [
    ...(firstTest ? [{ ...firstTest, status: 'failed' as const }] : []),
    { ...ofNoPart, status: 'timedOut' },
    { title: 'not begun', spec: 'matrix.spec.ts', under: twoFaults.title },
  ];
  const tried = triedParts(ran);
  expect(tried.find(({ title }) => title === oneFault.title)).toMatchObject({ tried: 1, notRight: 1 });
  expect(tried.find(({ title }) => title === twoFaults.title)).toMatchObject({ tried: 0, notRight: 0 });
  expect(tried.at(-1)).toMatchObject({ tried: 1, notRight: 1 });
  expect(tried.map(inWords)[0]).toBe(`1 of ${String(oneFault.all().length)} (1 not right): ${oneFault.title}`);
  const page = matrixPage([], { ...night, durationMs: 1, parts: tried }, ['a fleet']);
  expect(page).toContain('## Wrong\n\n- a fleet\n');
});
