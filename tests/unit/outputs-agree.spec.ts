import { expect, test } from './unit-test.ts';
import { disagreementsOf, outputsOf, type Outputs } from '../outputs-agree.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';

const mixed = fileOf([passing, broken, accepted, unclear, later], {
  selected: ['prod', 'broken', 'accepted', 'unclear'],
});

const runs = {
  'a mixed run': mixed,
  'a run in which all passes': fileOf([passing]),
  'a run whose only fail is accepted': fileOf([passing, accepted]),
  'an inconclusive run': fileOf([unclear]),
  'a run on the lab': fileOf([passing, broken], { target: 'lab' }),
  'a run that left instances out': fileOf([passing, later], { selected: ['prod'] }),
} as const;

const outputsOfMixed = outputsOf(mixed);

for (const [name, file] of Object.entries(runs)) {
  test(`everything that anybody sees of ${name} says the same`, () => {
    expect(disagreementsOf(file, outputsOf(file))).toEqual([]);
  });
}

/** Each output bent by hand, as a second opinion in our code would bend it. */
const bends: Readonly<Record<keyof Outputs, (text: string) => string>> = {
  blocks: (text) => text.replace('FAIL broken', 'INCONCLUSIVE broken'),
  lastLines: (text) => text.replace('✗ broken', '? broken'),
  totals: (text) => text.replace('1 fail', '2 fail'),
  csv: (text) => text.replace('"Fail"', '"Pass"'),
  markdown: (text) => text.replace('| ✗ |', '| ✓ |'),
  page: (text) => text.replace('id="proof-broken"', 'id="proof-other"'),
  annotations: (text) => text.replace('::warning ', '::error '),
  webhook: (text) => text.replace('"now":"inconclusive"', '"now":"pass"'),
  tests: (text) => text.replace('"passes":true', '"passes":false'),
  junit: (text) => text.replace('<failure', '<error').replace('</failure', '</error'),
  exit: () => 'true',
};

for (const [output, bend] of Object.entries(bends)) {
  test(`${output} that says otherwise is noticed`, () => {
    const outputs: Readonly<Record<string, string>> = { ...outputsOfMixed };
    const bent = bend(outputs[output] ?? '');
    expect(bent).not.toBe(outputs[output]);
    expect(disagreementsOf(mixed, { ...outputsOfMixed, [output]: bent })).not.toEqual([]);
  });
}

test('an instance that loses its first cause in one output is noticed', () => {
  for (const output of ['blocks', 'lastLines', 'csv'] as const) {
    const without = outputsOfMixed[output]
      .replaceAll('Association mask (confirmed)', '')
      .replaceAll('association-mask', '');
    expect(disagreementsOf(mixed, { ...outputsOfMixed, [output]: without }), output).not.toEqual([]);
  }
});
