import { expect, test } from './unit-test.ts';
import { judgeGroups } from '../../fixtures/diagnosis/groups/judgement.ts';
import { owners, type Judgement, type Outcome } from '../../fixtures/diagnosis/types.ts';
import { known, soundFacts, unknown } from './evidence-builder.ts';

/* What is said of the mask and of the groups: each sentence, what is expected in the place, and who can do what. */

interface Case {
  readonly mask?: string;
  readonly dashboard?: readonly string[];
  readonly operator?: readonly string[];
  readonly outcome?: Outcome;
}

function judge({ mask, dashboard, operator, outcome = 'missing-rights' }: Case) {
  const facts = soundFacts();
  facts.externalAccount.associationMask = mask === undefined ? unknown('MASK') : known(mask);
  facts.dashboardUserGroups = dashboard ? known([...dashboard]) : unknown('DASHBOARD');
  facts.operatorGroups = operator ? known([...operator]) : unknown('OPERATOR');
  return judgeGroups(facts, { outcome, summary: '', pointsTo: [], evidence: [] });
}

/** The state, the reason, what is expected, what there is, and the way to the remedy: `set` or `compare` for the mask. */
type Said = readonly [Judgement['state'], string, string?, string?];

function saidOf(judgement: Judgement): Said {
  const { state, detail } = judgement;
  if (state === 'right') return [state, detail];
  return state === 'wrong'
    ? [state, detail, judgement.expected, judgement.actual]
    : [state, detail, judgement.expected];
}

const anyPrefix = 'a prefix of one of the user’s product profiles';
const anyGroup = 'a group whose name is the association mask followed by the internal name of an operator group';
const [prod, stage] = ['Campaign - prod - (.*)', 'Campaign - stage - (.*)'];
const admin = 'Campaign - prod - admin';
const [operator, dashboard] = [['admin', 'delivery'], [admin]];
const lacking = 'None of the user’s product profiles belongs to an operator group of this instance';
const noOperator: Said = ['not-known', 'Campaign’s operator groups are not known (OPERATOR)', anyGroup];
const either = `With the mask “${stage}” none of the user’s groups matches an operator group; with the mask “${prod}”, “${admin}” would: either the mask belongs to another instance, or the user lacks a group of this one`;
const mistyped = (mask: string, group: string, more = ''): string =>
  `The mask “${mask}” nearly fits the user’s group “${group}”: one of the two is mistyped${more}`;
const asInMask = ', and the other names here are spelt as in the mask';
const expressionOf = (mask: string, what: string, read: string): string =>
  `As a regular expression, “${mask}” fits (${what}); whether Campaign reads ${read} is not documented, only “(.*)” is`;

const cases: Readonly<Record<string, readonly [Case, Said, Said]>> = {
  'nothing is known': [
    {},
    ['not-known', 'The association mask is not known (MASK)', anyPrefix],
    ['not-known', 'The user’s product profiles are not known (DASHBOARD)', anyGroup],
  ],
  'only the user’s groups are known': [
    { dashboard },
    ['not-known', 'The association mask is not known (MASK)', anyPrefix],
    noOperator,
  ],
  'only the mask is not known': [
    { dashboard, operator },
    ['not-known', 'The association mask is not known (MASK)', anyPrefix],
    ['not-known', 'Without the mask it is not known whether one of them matches', anyGroup],
  ],
  'the groups do not meet, whatever the mask is': [
    { dashboard: ['Photoshop', 'Analytics'], operator },
    ['not-known', 'The association mask is not known (MASK)', anyPrefix],
    ['wrong', lacking, anyGroup, '“Photoshop” and “Analytics”'],
  ],
  'the user is in no group, and no mask is known': [
    { dashboard: [], operator },
    ['not-known', 'The association mask is not known (MASK)', anyPrefix],
    ['wrong', lacking, anyGroup, '(no group)'],
  ],
  'only the mask is known': [
    { mask: prod },
    ['not-known', 'The user’s product profiles are not known (DASHBOARD)', anyPrefix],
    ['not-known', 'The user’s product profiles are not known (DASHBOARD)', anyGroup],
  ],
  'the user is in no group': [
    { mask: prod, dashboard: [], operator },
    ['not-known', 'The user has no product profile', anyPrefix],
    ['wrong', lacking, anyGroup, '(no group)'],
  ],
  'the mask is empty': [
    { mask: '', dashboard, operator },
    ['wrong', 'The association mask is empty', anyPrefix, ''],
    ['not-known', 'The mask is faulty', anyGroup],
  ],
  'a space follows the wildcard': [
    { mask: `${prod} `, dashboard, operator },
    ['wrong', 'There is a space after the end of the mask', prod, `${prod} `],
    ['not-known', 'The mask is faulty', anyGroup],
  ],
  'all is right': [
    { mask: prod, dashboard, operator },
    ['right', `“${prod}”: “${admin}” is operator group “admin”`],
    ['right', `“${admin}” is operator group “admin”`],
  ],
  'the mask ends with a space, which belongs to it': [
    { mask: 'Campaign - prod - ', dashboard, operator },
    ['right', `“Campaign - prod - ”: “${admin}” is operator group “admin”`],
    ['right', `“${admin}” is operator group “admin”`],
  ],
  'the mask is misspelt': [
    { mask: 'Campain - prod - (.*)', dashboard, operator },
    [
      'wrong',
      `With “${prod}” the group “${admin}” would be operator group “admin”; the stored mask is misspelt`,
      prod,
      'Campain - prod - (.*)',
    ],
    ['right', `With “${prod}” the group “${admin}” would be operator group “admin”; the stored mask is misspelt`],
  ],
  'the mask is of another case, and Campaign found no group': [
    { mask: 'CAMPAIGN - prod - (.*)', dashboard },
    [
      'wrong',
      `The user’s group “${admin}” begins differently: the stored mask differs from it only in case`,
      prod,
      'CAMPAIGN - prod - (.*)',
    ],
    noOperator,
  ],
  'the mask is of another case, and nothing shows': [
    { mask: 'CAMPAIGN - prod - (.*)', dashboard, outcome: 'unrecognised' },
    [
      'right',
      `The user’s group “${admin}” begins differently: the stored mask differs from it only in case, which is not known to matter`,
    ],
    noOperator,
  ],
  'the mask nearly is the beginning of a group, and no operator group helps': [
    { mask: 'Campain - prod - (.*)', dashboard: ['Campaign - prod - zookeepers'], operator },
    [
      'wrong',
      'The user’s group “Campaign - prod - zookeepers” begins differently: the stored mask is misspelt',
      prod,
      'Campain - prod - (.*)',
    ],
    ['not-known', 'The mask is faulty', anyGroup],
  ],
  'the same in another case, and nothing shows': [
    { mask: 'CAMPAIGN - prod - (.*)', dashboard: ['Campaign - prod - zookeepers'], operator, outcome: 'unrecognised' },
    [
      'right',
      'The user’s group “Campaign - prod - zookeepers” begins differently: the stored mask differs from it only in case, which is not known to matter',
    ],
    ['wrong', lacking, anyGroup, '“Campaign - prod - zookeepers”'],
  ],
  'the group is misspelt': [
    { mask: prod, dashboard: ['Campagin - prod - admin', 'Photoshop'], operator },
    ['not-known', mistyped(prod, 'Campagin - prod - admin', asInMask), 'Campagin - prod - (.*)'],
    ['not-known', mistyped(prod, 'Campagin - prod - admin', asInMask), anyGroup],
  ],
  'nobody else has the word': [
    { mask: 'Käserei - (.*)', dashboard: ['Käsreei - admin'], operator },
    ['not-known', mistyped('Käserei - (.*)', 'Käsreei - admin'), 'Käsreei - (.*)'],
    ['not-known', mistyped('Käserei - (.*)', 'Käsreei - admin'), anyGroup],
  ],
  'nobody else has the word, and no operator group helps': [
    { mask: 'Käserei - (.*)', dashboard: ['Käsreei - zookeepers'], operator },
    ['not-known', mistyped('Käserei - (.*)', 'Käsreei - zookeepers'), 'Käsreei - (.*)'],
    ['not-known', mistyped('Käserei - (.*)', 'Käsreei - zookeepers'), anyGroup],
  ],
  'an operator group was renamed': [
    { mask: prod, dashboard: ['Campaign - prod - admins'], operator },
    ['right', 'It is a prefix of “Campaign - prod - admins”'],
    [
      'wrong',
      'With this mask the user’s groups give “admins”, and Campaign has no operator group with that internal name (the closest: “admin”)',
      'an operator group with the internal name “admins”',
      '“admin” and “delivery”',
    ],
  ],
  'no operator group is like the rest': [
    { mask: prod, dashboard: ['Campaign - prod - x', 'Campaign - prod - y'], operator: [] },
    ['right', 'It is a prefix of “Campaign - prod - x” and “Campaign - prod - y”'],
    [
      'wrong',
      'With this mask the user’s groups give “x” and “y”, and Campaign has no operator group with that internal name',
      'an operator group with the internal name “x” or “y”',
      '(no operator group)',
    ],
  ],
  'the mask fits, and the operator groups are not known': [
    { mask: prod, dashboard },
    ['right', `It is a prefix of “${admin}”`],
    noOperator,
  ],
  'the mask is another instance’s, or the user lacks a group': [
    { mask: stage, dashboard, operator },
    ['not-known', either, prod],
    ['not-known', either, anyGroup],
  ],
  'nothing resembles anything': [
    { mask: prod, dashboard: ['Photoshop'], operator },
    ['not-known', 'None of the user’s groups resembles the mask, so it cannot be judged', anyPrefix],
    ['wrong', lacking, anyGroup, '“Photoshop”'],
  ],
  'no group begins with the mask, and the operator groups are not known': [
    { mask: prod, dashboard: ['Photoshop'] },
    ['not-known', 'None of the user’s groups begins with it', anyPrefix],
    noOperator,
  ],
  'a wildcard is not the documented one': [
    { mask: 'Campaign - prod - (.+)', dashboard, operator },
    [
      'not-known',
      expressionOf('Campaign - prod - (.+)', `“${admin}” is operator group “admin”`, '“(.+)” that way'),
      prod,
    ],
    ['right', `“${admin}” is operator group “admin”`],
  ],
  'the mask is an expression without a place for the name': [
    { mask: 'Campaign - .*', dashboard },
    ['not-known', expressionOf('Campaign - .*', `“${admin}”`, 'it as one'), 'Campaign - (.*)'],
    noOperator,
  ],
  'the same, and nothing shows': [
    { mask: 'Campaign - .*', dashboard, outcome: 'unrecognised' },
    ['right', `As a regular expression it fits “${admin}”`],
    noOperator,
  ],
  'the login worked': [
    { mask: prod, dashboard: [], operator, outcome: 'signed-in' },
    ['not-known', 'The user has no product profile', anyPrefix],
    [
      'right',
      `The login shows that a group matches, although the groups that were declared or read say otherwise (${lacking})`,
    ],
  ],
};

for (const [what, [one, mask, groups]] of Object.entries(cases)) {
  test(`where ${what}, mask and groups are judged as one`, () => {
    const judged = judge(one);
    expect(saidOf(judged.mask)).toEqual(mask);
    expect(saidOf(judged.groups)).toEqual(groups);
    // Nothing here was to be read from a source that failed.
    expect(JSON.stringify(judged)).not.toMatch(/"check":"(?!not-declared")/);
  });
}

const place = 'Administration › Platform › External accounts › Adobe_Marketing_Cloud';
const profile = (example: string): string =>
  `In the Admin Console, add the test account to a product profile whose name is the association mask followed by the internal name of a Campaign operator group${example}; then sign in again. If the operator group was renamed, restore its internal name.`;

function remediesOf(one: Case): readonly (readonly [string, string])[] {
  const { mask, groups } = judge(one);
  return [mask, groups].map((judged) => (judged.state === 'right' ? ['', ''] : [judged.remedy, judged.owner]));
}

test('the remedy of a mask sets what would fit, where that is known; that of groups has an example where the mask is right', () => {
  const { campaign, console: adminConsole } = owners;
  const whose = 'the names of the test account’s groups in the Admin Console, which must begin with it';
  const compare = (due: string): string =>
    `Compare Association mask in ${place} with ${due}; if you change it, restart the server.`;
  expect(remediesOf({})).toEqual([
    [compare(whose), campaign],
    [profile(''), adminConsole],
  ]);
  expect(remediesOf({ mask: '', operator })[0]).toEqual([compare(whose), campaign]);
  expect(remediesOf({ mask: stage, dashboard, operator })).toEqual([
    [compare(`\`${prod}\``), campaign],
    [profile(''), adminConsole],
  ]);
  expect(remediesOf({ mask: 'Campain - prod - (.*)', dashboard, operator })[0]).toEqual([
    `Set Association mask to \`${prod}\` in ${place}, then restart the server.`,
    campaign,
  ]);
  expect(remediesOf({ mask: 'A (.*) B', dashboard: ['A x B'], operator })[1]).toEqual([
    profile(', such as `A admin B`'),
    campaign,
  ]);
  expect(remediesOf({ mask: prod, dashboard: ['Campaign - prod - x'], operator: [] })[1]).toEqual([
    profile(''),
    campaign,
  ]);
});
