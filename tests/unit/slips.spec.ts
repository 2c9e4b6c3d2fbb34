import { expect, test } from './unit-test.ts';
import { parseMask, proposeMasks, proposePrefixes } from '../../fixtures/diagnosis/groups/mapping.ts';
import { differenceInWords, nearest, nearMiss } from '../../fixtures/diagnosis/groups/near-miss.ts';
import { whoseSlip } from '../../fixtures/diagnosis/groups/whose-slip.ts';
import { known, soundFacts, unknown } from './evidence-builder.ts';

/* Which of two names that nearly are the same is the misspelt one, and what is no slip at all. */

/** Texts, and how the first came from the second by mistake. */
const misses: readonly (readonly [string, string, ReturnType<typeof nearMiss>])[] = [
  ['', '', 'blanks'],
  ['a b', 'ab', 'blanks'],
  ['\ta\u00A0b ', 'a b', 'blanks'],
  ['AB', 'ab', 'case'],
  ['A B', 'ab', 'spelling'],
  ['it’s', "it's", 'look-alikes'],
  ['itʼs', 'it‘s', 'look-alikes'],
  ['a‐b', 'a-b', 'look-alikes'],
  ['a−b', 'a-b', 'look-alikes'],
  ['ﬁne', 'fine', 'look-alikes'],
  ['prоd', 'prod', 'look-alikes'],
  // A word in two pieces, or two in one, with a letter too many.
  ['Campaign - p rodd - ', 'Campaign - prod - ', 'spelling'],
  ['Campaign - proddelivery', 'Campaign - prod - delivery', 'spelling'],
  ['Cam paign - xxxx - ', 'Campaign - prod - ', undefined],
  // Half a word is not the word.
  ['abxx', 'abcd', 'spelling'],
  ['axxx', 'abcd', undefined],
  ['a', 'b', undefined],
  ['ab', 'b', undefined],
  ['prod10', 'prod11', undefined],
  ['pord10', 'prod10', 'spelling'],
  ['--', '++', undefined],
];

for (const [actual, expected, difference] of misses) {
  test(`“${actual}” for “${expected}” is ${difference ?? 'no slip'}`, () => {
    expect(nearMiss(actual, expected)).toBe(difference);
  });
}

test('a slip is said in words, and the nearest of several is meant', () => {
  expect(differenceInWords).toEqual({
    blanks: 'differs from it only in spaces',
    case: 'differs from it only in case',
    'look-alikes': 'differs from it in characters that look alike',
    spelling: 'is misspelt',
  });
  expect(nearest('delivry', ['deliveries', 'delivery'])).toBe('delivery');
  expect(nearest('delivry', ['delivery', 'deliveries'])).toBe('delivery');
  expect(nearest('delivry', [])).toBeUndefined();
});

interface Names {
  readonly dashboard?: readonly string[];
  readonly operator?: readonly string[];
  readonly id?: string;
  readonly url?: string;
}

function slip(mask: string, wanted: string, names: Names = {}): string {
  const facts = soundFacts();
  const { id = 'x1', url = 'https://x2.example.com' } = names;
  facts.instance = { ...facts.instance, id, url };
  facts.dashboardUserGroups = names.dashboard ? known([...names.dashboard]) : unknown('');
  facts.operatorGroups = names.operator ? known([...names.operator]) : unknown('');
  return whoseSlip(facts, mask, wanted, `${wanted}the group`);
}

test('whose spelling the other names share is right: those of groups, of the instance, and usual words', () => {
  expect(slip('Käsreei - ', 'Käserei - ')).toBe('either');
  for (const names of [
    { dashboard: ['KÄSEREI other'] },
    { operator: ['käserei'] },
    { id: 'käserei' },
    { url: 'https://login.käserei.example.com' },
  ]) {
    // The address of a host is written in letters of its own.
    const isHost = names.url !== undefined;
    expect(slip('Käsreei - ', 'Käserei - ', names), JSON.stringify(names)).toBe(isHost ? 'either' : 'mask');
    expect(slip('Käserei - ', 'Käsreei - ', names), JSON.stringify(names)).toBe(isHost ? 'either' : 'group');
  }
  expect(slip('pord - ', 'prod - ', { url: 'https://acme-prod.example.com' })).toBe('mask');
  for (const word of ['adobe', 'campaign', 'campaignv6', 'campaignv7']) {
    expect(slip(`${word}x `, `${word} `), word).toBe('mask');
    expect(slip(`${word} `, `${word}x `), word).toBe('group');
  }
});

test('the group itself is no witness, and of two that others share nobody knows which it was', () => {
  expect(slip('Käsreei - ', 'Käserei - ', { dashboard: ['Käserei - the group'] })).toBe('either');
  expect(slip('prod - ', 'stage - ', { operator: ['prod', 'stage'] })).toBe('either');
  // Every word that differs must be known.
  expect(slip('Campain pord ', 'Campaign prdo ')).toBe('either');
  expect(slip('Campaign prod ', 'Campain prod ')).toBe('group');
});

test('where the words are the same, whoever has the odd sign made the slip; else it is the mask', () => {
  const plain = 'Campaign - prod - ';
  for (const odd of [
    'Campaign  - prod - ',
    ' Campaign - prod - ',
    'Campaign\u00A0- prod - ',
    'Campaign – prod - ',
    'Campaign − prod - ',
    'Campaign ‘ prod - ',
    'Campaign ’ prod - ',
  ]) {
    expect(slip(plain, odd), odd).toBe('group');
    expect(slip(odd, plain), odd).toBe('mask');
    expect(slip(odd, odd), odd).toBe('mask');
  }
  expect(slip('Campaign-prod-', plain)).toBe('mask');
});

test('a mask is taken apart at its place for the name, and the masks that would fit come the nearest first', () => {
  const parts = (mask: string): readonly string[] => {
    const { prefix, wildcard, suffix } = parseMask(mask);
    return [prefix, wildcard, suffix];
  };
  expect(parts('^A - (.*) B$')).toEqual(['A - ', '(.*)', ' B']);
  expect(parts('A (.*?)')).toEqual(['A ', '(.*?)', '']);
  expect(parts('A (.+x) B')).toEqual(['A ', '(.+x)', ' B']);
  expect(parts('A (EU) - ')).toEqual(['A (EU) - ', '', '']);
  expect(parts('A (?:x*)')).toEqual(['A (?:x*)', '', '']);
  const masks = (stored: string, groups: readonly string[], operator: readonly string[]): readonly string[] =>
    proposeMasks(stored, groups, operator).map(({ mask }) => mask);
  expect(masks('', ['admin', 'Xadmin', '2admin', 'A - admin'], ['admin', ''])).toEqual(['', 'A - ']);
  expect(masks('Campaign - (.*)', ['Other - admin', 'Campain - admin'], ['admin'])).toEqual([
    'Campain - (.*)',
    'Other - (.*)',
  ]);
  const prefixes = (stored: string, groups: readonly string[]): readonly string[] =>
    proposePrefixes(stored, groups).map(({ mask }) => mask);
  expect(prefixes('Campaign - (.*)', ['Kampaing - x', 'Campain - x'])).toEqual(['Campain - (.*)', 'Kampaing - (.*)']);
  expect(prefixes('Campaign - ', ['Campaign - x'])).toEqual([]);
  expect(prefixes(' (.*)', ['admin'])).toEqual([]);
});
