import { expect, test } from './unit-test.ts';
import { firePage, isBroken, type FireTest } from '../../scripts/fire-page.ts';

const held: FireTest = {
  title: 'settings › every one that cannot be used',
  status: 'passed',
  tried: [
    { promise: 'one-line', how: 'a byte too many', tried: 20, held: 20 },
    { promise: 'little-memory', how: 'a bomb of 4 GB', tried: 1, held: 1, measured: 'Node 200 MB' },
  ],
};
const run = { seed: 7, durationMs: 61_000 };

test('the page adds up what was tried in the same way, promise by promise', () => {
  const page = firePage([held, { ...held, title: 'another' }], run);

  expect(page).toContain('**42** tries, of which **0** broke a promise');
  expect(page).toContain('**2** tests in **1 min 1 s**, seed 7');
  expect(page).toContain('| a byte too many | 40 | 40 |  |');
  expect(page).toContain('| a bomb of 4 GB | 2 | 2 | Node 200 MB; Node 200 MB |');
  expect(page).not.toContain('## Broken');
});

for (const [what, broken] of [
  ['that failed', { ...held, status: 'failed' }],
  ['that was skipped', { ...held, status: 'skipped' }],
  ['that says of nothing what it tried', { ...held, tried: [] }],
  [
    'that held less often than it was tried',
    { ...held, tried: [{ promise: 'one-line', how: 'a byte too many', tried: 20, held: 19 }] },
  ],
] as const satisfies readonly (readonly [string, FireTest])[]) {
  test(`the page names a test ${what}`, () => {
    expect(isBroken(broken)).toBe(true);
    expect(firePage([held, broken], run)).toContain(`## Broken\n\n- ${held.title}`);
  });
}

test('what this machine cannot show is named with its reason, and breaks nothing', () => {
  const left: FireTest = { ...held, status: 'skipped', tried: [], skipped: 'root may write everywhere' };
  expect(isBroken(left)).toBe(false);
  const page = firePage([held, left], run);
  expect(page).toContain(`## Not tried on this machine\n\n- ${held.title}: root may write everywhere`);
  expect(page).not.toContain('## Broken');
});

test('of a figure that several tests measured the page shows the highest', () => {
  const measured = (value: number): FireTest => ({
    ...held,
    tried: [{ promise: 'little-memory', how: 'a bomb', tried: 1, held: 1, most: { of: 'Node', value, unit: 'MB' } }],
  });
  expect(firePage([measured(120), measured(480), measured(99)], run)).toContain(
    '| a bomb | 3 | 3 | Node: at most 480 MB |',
  );
});

test('a figure that is counted is added up over the tests that tried the same', () => {
  const counted = (times: number): FireTest => ({
    ...held,
    tried: [{ promise: 'nothing-astray', how: 'pages', tried: 20, held: 20, counted: [{ of: 'typed', times }] }],
  });
  expect(firePage([counted(3), counted(0), counted(4)], run)).toContain('| pages | 60 | 60 | typed: 7 |');
});
