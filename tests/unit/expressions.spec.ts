import { expect, test } from './unit-test.ts';
import { parseMask, remainder } from '../../fixtures/diagnosis/groups/mapping.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { isAllowListed } from '../../fixtures/diagnosis/readings/callback-address.ts';
import { findIn, readExpression } from '../../fixtures/diagnosis/readings/expression.ts';
import { rightsMessageLanguage } from '../../fixtures/diagnosis/readings/messages.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { cameBack, instanceUrl, known, signedInAt, soundFacts, unknown } from './evidence-builder.ts';

/* Masks and allow-lists are written in many ways: what fits in any of them is not wrong, and what only may fit is not right. */

const groups = ['Analytics users', 'Campaign - prod - admin', 'Campaign - prod - delivery'];
const missingRights = cameBack({}, { text: 'Login does not have any right matching the expression' });

function causesOf(mask: string, made: Journey, isOperatorKnown = true): readonly string[] {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known(mask);
  facts.dashboardUserGroups = known(groups);
  if (!isOperatorKnown) facts.operatorGroups = unknown('OPERATOR');
  return diagnose({ ...facts, journey: made }).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
}

/** Masks that fit the user’s groups, as one reads them who takes a mask for a regular expression, or for a text with a star. */
const fitting = [
  'Campaign - prod - .*',
  String.raw`Campaign - prod - \w+`,
  'Campaign.-.prod.-.(.*)',
  'Campaign - ?prod - ?(.*)',
  'Campaign - .* - (.*)',
  'Campaign - [a-z]+ - (.*)',
  'Campaign - (prod|stage) - (.*)',
  'Campaign - (?:prod|stage) - (.*)',
  '(?:Campaign|ACC) - prod - (.*)',
  'Campaign - prod - (admin|delivery)',
  '(?i)campaign - PROD - (.*)',
  String.raw`Campaign\s-\sprod\s-\s(.*)`,
  'Campaign - prod - (.*)|ACC - (.*)',
  'Campaign - prod - *',
  'Campaign - prod - %',
];

for (const mask of fitting) {
  test(`the mask ${mask} accuses nobody where people get in, and nothing for certain where they do not`, () => {
    expect(causesOf(mask, signedInAt())).toEqual([]);
    expect(causesOf(mask, signedInAt(), false)).toEqual([]);
    expect(causesOf(mask, missingRights)).toEqual(['association-mask suspected']);
    expect(causesOf(mask, missingRights, false)).toEqual(['association-mask suspected', 'operator-groups suspected']);
  });
}

test('what a mask leaves is the name of a group, in whichever brackets it stands', () => {
  const left = (mask: string, group = 'Campaign - prod - admin'): string | undefined =>
    remainder(parseMask(mask), group);
  for (const mask of fitting) expect(left(mask), mask).toBe('admin');
  expect(left('Campaign - (prod|stage) - (.*)', 'Campaign - test - admin')).toBeUndefined();
  expect(left('Campaign - prod - *', 'Campaign - stage - admin')).toBeUndefined();
  expect(left('Campaign - prod - (.*')).toBeUndefined();
});

test('an expression that would take for ever, or is none, fits nothing', () => {
  const groupOf = 'a'.repeat(100);
  for (const written of [
    '(a+)+$',
    '(a|b*)*c',
    '((a*)b?)*c',
    '(a|aa)+c',
    '(a|a){1,99}c',
    '.*.*.*.*.*x',
    '[',
    'a'.repeat(300),
  ]) {
    expect(findIn(groupOf, readExpression(written, 'whole')), written).toBeUndefined();
  }
  expect(findIn('a'.repeat(300), readExpression('a+', 'whole'))).toBeUndefined();
  expect(findIn('aab', readExpression('a+', 'beginning'))).toBeDefined();
});

/** An expression, and which of these texts it fits as a whole, or with its beginning. */
const extents: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a', ['a'], ['a', 'ab']],
  ['a|ab', ['a', 'ab'], ['a', 'ab']],
  ['(?i)A', ['a'], ['a', 'ab']],
  ['A', [], []],
  ['b', [], []],
  ['(?i)b', [], []],
  ['ab(?i)', [], []],
  ['(a)?b?', ['a', 'ab'], ['a', 'ab']],
  ['a{1}b{0,1}', ['a', 'ab'], ['a', 'ab']],
  ['(a)*', [], []],
  ['(a)+', [], []],
  ['(a){1}', [], []],
  [String.raw`a\)*b?`, ['a', 'ab'], ['a', 'ab']],
  ['a+b*x*y+', [], []],
  ['a+b*x*y*', ['a', 'ab'], ['a', 'ab']],
  ['a+b*x*y*z*', [], []],
  ['a{1,}b{0,}x{0,}y{0,}', ['a', 'ab'], ['a', 'ab']],
  ['a{1,}b{0,}x{0,}y{0,}z{0,1}', [], []],
  ['a{1}b{0}x{0}y{0}z{0}', ['a'], ['a', 'ab']],
  [`a${'|b'.repeat(99)}b`, ['a'], ['a', 'ab']],
  [`a${'|b'.repeat(100)}`, [], []],
];

test('an expression fits a whole text or its beginning, in either case where it says so, with few open parts', () => {
  for (const [written, whole, beginning] of extents) {
    const fitting = (extent: 'whole' | 'beginning'): readonly string[] =>
      ['a', 'ab'].filter((one) => findIn(one, readExpression(written, extent)));
    expect([fitting('whole'), fitting('beginning')], written).toEqual([whole, beginning]);
  }
  const open = readExpression('a+', 'whole');
  expect([200, 201].map((length) => findIn('a'.repeat(length), open)?.[0].length)).toEqual([200, undefined]);
});

test('a mask without any sign of a pattern leaves nothing of a group of its very name', () => {
  const name = 'Campaign - prod - admin';
  for (const mask of [name, 'Campaign - prod - admin(.*)'])
    expect(remainder(parseMask(mask), name), mask).toBeUndefined();
});

test('an entry of the allow-list counts in whichever way it is written', () => {
  const redirect = `${instanceUrl}/nl/jsp/ims.jsp`;
  const having = [
    'https://prod.example.com/(.*)',
    '^https://prod.example.com/.*$',
    'https://PROD.example.com/.*',
    'https://prod.example.com(/.*)?',
    'https://[^/]+.example.com/.*',
    'https://(prod|stage).example.com/.*',
    'http(s)?://prod.example.com/.*',
    'https://prod.example.com|https://stage.example.com',
    String.raw`(?i)https://PROD\.example\.com/.*`,
    String.raw`https:\\/\\/prod\\.example\\.com\\/.*`,
    'prod.example.com',
    'prod.example.com/*',
    '*.example.com',
    ' https://prod.example.com ',
  ];
  for (const entry of having) {
    expect(isAllowListed(instanceUrl, redirect, [entry]), entry).toBe(true);
    expect(isAllowListed(instanceUrl, undefined, [entry]), entry).toBe(true);
    expect(isAllowListed('https://other.example.org', 'https://other.example.org/x', [entry]), entry).toBe(false);
  }
  expect(isAllowListed(instanceUrl, redirect, ['https://prod.example.com/nl/jsp/ims.jsp$'])).toBe(true);
  expect(isAllowListed(instanceUrl, undefined, ['https://prod.example.com/nl/jsp/ims.jsp$'])).toBeUndefined();
});

test('Campaign’s message is known in entities, in escapes, in another encoding, and with signs that nobody sees', () => {
  const said: Readonly<Record<string, string>> = {
    "Le login ne poss\uFFFDde aucun droit correspondant \uFFFD l'expression": 'fr',
    'Le login ne possÃ¨de aucun droit correspondant Ã\u00A0 lâ\u0080\u0099expression': 'fr',
    '{"error":"Le login ne poss\\u00e8de aucun droit correspondant \\u00e0 l\\u0027expression"}': 'fr',
    'Le login ne poss&egrave;de aucun droit correspondant &agrave; l&rsquo;expression': 'fr',
    'Le login ne poss&#232;de aucun droit correspondant &#xE0; l&#8217;expression': 'fr',
    'ログインには、&#24335;に一致する権限がありません': 'ja',
    'Login does not have any right match\u00ADing the\u200B expression': 'en',
    'Login doesn’t have any right matching the expression': 'en',
  };
  for (const [text, language] of Object.entries(said)) expect(rightsMessageLanguage(text), text).toBe(language);
  expect(rightsMessageLanguage('Le login ne possède aucun droit')).toBeUndefined();
});
