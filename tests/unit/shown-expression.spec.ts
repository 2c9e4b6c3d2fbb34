import { expect, test } from './unit-test.ts';
import { expressionInWords, shownExpression } from '../../fixtures/diagnosis/readings/shown-expression.ts';
import { bareFacts, known, soundFacts } from './evidence-builder.ts';

const mask = 'Campaign - prod - (.*)';

for (const [title, text] of [
  ['English, with a code before it', `XSV-350999 Login does not have any right matching the expression '${mask}'`],
  [
    'English, in typographic quotes, over lines',
    `Login does not have any right\n matching the expression: “Campaign -\n prod - (.*)”.`,
  ],
  ['French', `Le login ne possède aucun droit correspondant à l’expression « ${mask} »`],
  ['German', `Der Login besitzt keine Berechtigung, die\n dem Ausdruck entspricht '${mask}'`],
  ['Japanese', `ログインには、式に一致する\n権限がありません 「${mask}」`],
] as const) {
  test(`the expression of the message is read: ${title}`, () => {
    expect(shownExpression(text)).toBe(mask);
  });
}

for (const [title, text] of [
  ['the message ends before it', 'Login does not have any right matching the expression'],
  [
    'it stands without quotes, so its end is not known',
    `Login does not have any right matching the expression ${mask} Retry`,
  ],
  ['its quotes are empty', "Login does not have any right matching the expression ''"],
  ['its end is too far away', `Login does not have any right matching the expression '${'x'.repeat(400)}'`],
  ['another message quotes it', `Campaign cannot compile the expression '${mask}'`],
] as const) {
  test(`no expression is made up where ${title}`, () => {
    expect(shownExpression(text)).toBeUndefined();
    expect(expressionInWords(text, soundFacts())).toEqual([]);
  });
}

const message = (expression: string): string => `Login does not have any right matching the expression '${expression}'`;

test('from an address alone the expression says which names it matches', () => {
  expect(expressionInWords(message(mask), bareFacts())).toEqual([
    `The message names the expression \`${mask}\`. As an association mask it matches product profiles whose names begin with “Campaign - prod - ”.`,
  ]);
  expect(expressionInWords(message('(.*) of prod'), bareFacts())[0]).toContain('and end with “ of prod”');
});

test('the user’s product profiles are held against the expression', () => {
  const [matched] = expressionInWords(message(mask), soundFacts());
  expect(matched).toContain('it matches Campaign - prod - admin (operator group “admin”).');
  const others = { ...soundFacts(), dashboardUserGroups: known(['Campain - prod - admin', 'Analytics']) };
  const [unmatched] = expressionInWords(message(mask), others);
  expect(unmatched).toContain('it matches none of the user’s product profiles: Campain - prod - admin, Analytics.');
});

test('an expression that is not the stored mask points to a restart, and proves none', () => {
  const [, difference = ''] = expressionInWords(message('Campaign - old - (.*)'), soundFacts());
  expect(difference).toContain(`The mask that is stored is another one: \`${mask}\`.`);
  expect(difference).toContain('If the expression is the mask of the running server, the server was not restarted');
});

test('a mask that a page shows with other spaces is the same one', () => {
  const facts = soundFacts();
  const stored = {
    ...facts,
    externalAccount: { ...facts.externalAccount, associationMask: known('Campaign -  prod - (.*) ') },
  };
  expect(expressionInWords(message(mask), stored)).toHaveLength(1);
});
