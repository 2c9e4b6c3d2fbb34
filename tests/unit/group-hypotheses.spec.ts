import { expect, test } from './unit-test.ts';
import { equationOf } from '../../fixtures/diagnosis/groups/equation.ts';
import { hypotheses } from '../../fixtures/diagnosis/groups/hypotheses/index.ts';
import { strengths } from '../../fixtures/diagnosis/groups/hypotheses/types.ts';
import type { Symptom } from '../../fixtures/diagnosis/types.ts';
import { known, soundFacts } from './evidence-builder.ts';

const symptom: Symptom = { outcome: 'missing-rights', summary: '', pointsTo: [], evidence: [] };

/** The claims for which the most speaks. */
function strongest(mask: string, dashboard: readonly string[], operator: readonly string[]): readonly string[] {
  const facts = { ...soundFacts(), dashboardUserGroups: known([...dashboard]), operatorGroups: known([...operator]) };
  const equation = equationOf(facts, symptom, { stored: mask, dashboard });
  const explained = hypotheses.flatMap(({ claim, explain }) => {
    const explanation = explain(equation);
    return explanation ? [{ claim, strength: explanation.strength }] : [];
  });
  const most = strengths.find((strength) => explained.some((one) => one.strength === strength));
  return explained.filter(({ strength }) => strength === most).map(({ claim }) => claim);
}

const operator = ['admin', 'delivery'];
const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'Campaign - prod - (.*)',
    ['Campaign - prod - admin'],
    ['One of the user’s groups is an operator group under this mask'],
  ],
  ['Campain - prod - (.*)', ['Campaign - prod - admin', 'Campaign - prod - other'], ['The mask is misspelt']],
  ['Käserei - (.*)', ['Käsreei - admin'], ['The mask is misspelt', 'The product profile is misspelt']],
  [
    'Campaign - prod - (.*)',
    ['Campaign - prod - admins'],
    ['An operator group was renamed, or the group was meant for another one'],
  ],
  [
    'Campaign - prod - (.*)',
    ['Campaign - prod - zookeepers'],
    ['An operator group was renamed, or the group was meant for another one'],
  ],
  [
    'Campaign - stage - (.*)',
    ['Campaign - prod - admin'],
    [
      'The mask belongs to another instance',
      'The user’s groups belong to another instance, and one of this instance is missing',
    ],
  ],
  [
    'Campain - (.*)',
    ['Campaign - zookeepers', 'Campaign - keepers'],
    ['The mask is misspelt, whatever the operator groups are'],
  ],
  ['Campaign - prod - (.*)', ['Photoshop users'], ['The user is in no group of this instance']],
  // That one of this instance is nearly met says more than that one of another is; that none is, says less.
  [
    'Campaign - prod - (.*)',
    ['Campaign - prod - admins', 'Campaign - stage - delivery'],
    ['An operator group was renamed, or the group was meant for another one'],
  ],
  [
    'Campaign - prod - (.*)',
    ['Campaign - prod - zookeepers', 'Campaign - stage - delivery'],
    [
      'The mask belongs to another instance',
      'The user’s groups belong to another instance, and one of this instance is missing',
    ],
  ],
];

for (const [mask, dashboard, claims] of cases) {
  test(`${mask} and ${dashboard.join(', ')}: ${claims.join('; or: ')}`, () => {
    expect(strongest(mask, dashboard, operator)).toEqual(claims);
  });
}

test('every hypothesis is the strongest of some case here, or shares a half with one', () => {
  const seen = new Set([
    ...cases.flatMap(([mask, dashboard]) => strongest(mask, dashboard, operator)),
    ...strongest('Käserei - (.*)', ['Käsreei - zookeepers'], operator),
  ]);
  expect(hypotheses.map(({ claim }) => claim).filter((claim) => !seen.has(claim))).toEqual([]);
});
