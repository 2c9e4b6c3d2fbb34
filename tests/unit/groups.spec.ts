import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { cameBack, known, signedInAt, soundFacts, unknown } from './evidence-builder.ts';

const missingRights = cameBack({ status: 200 }, { text: 'Login does not have any right matching the expression' });
const signedIn = signedInAt();

interface Case {
  readonly mask?: string;
  readonly dashboard?: readonly string[];
  readonly operator?: readonly string[];
}

function causesOf({ mask, dashboard, operator }: Case, journey: Journey): readonly string[] {
  const facts = soundFacts();
  facts.externalAccount.associationMask = mask === undefined ? unknown('MASK') : known(mask);
  facts.dashboardUserGroups = dashboard === undefined ? unknown('DASHBOARD') : known([...dashboard]);
  facts.operatorGroups = operator === undefined ? unknown('OPERATOR') : known([...operator]);
  return diagnose({ ...facts, journey }).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
}

const groups = ['Default Document Cloud', 'Campaign - prod - admin', 'Campaign - prod - delivery'];
const operator = ['admin', 'delivery', 'workflow'];

/** What is declared, and what is said where Campaign answers that the login has no right. */
const atMissingRights: readonly (readonly [string, Case, readonly string[]])[] = [
  ['nothing is declared', {}, ['association-mask suspected', 'operator-groups suspected']],
  ['only the mask is', { mask: 'Campaign - prod - (.*)' }, ['association-mask suspected', 'operator-groups suspected']],
  ['only the dashboard is', { dashboard: groups }, ['association-mask suspected', 'operator-groups suspected']],
  [
    'the user is in no group',
    { mask: 'Campaign - prod - (.*)', dashboard: [], operator },
    ['operator-groups confirmed'],
  ],
  ['the user is in no group, and nothing else is known', { dashboard: [] }, ['operator-groups confirmed']],
  [
    'the user’s groups are other products’',
    { mask: 'Campaign - prod - (.*)', dashboard: ['Photoshop users'], operator },
    ['operator-groups confirmed'],
  ],
  [
    'the groups do not meet, and the mask is unknown',
    { dashboard: ['Photoshop users'], operator },
    ['operator-groups confirmed'],
  ],
  [
    'the mask may be the expression of a beginning: Campaign - .* - ',
    { mask: 'Campaign - .* - ', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'the mask may be the expression of a beginning: ^Campaign - prod - ',
    { mask: '^Campaign - prod - ', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'the mask may be the expression of a beginning: Campaign - (prod|stage) - ',
    { mask: 'Campaign - (prod|stage) - ', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'the mask may be the expression of a beginning: ^Campaign - [a-z]+ - ',
    { mask: '^Campaign - [a-z]+ - ', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'the mask may be looked for anywhere in a name',
    { mask: '- prod - (.*)', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'the mask lacks the first letter of a word',
    { mask: 'ampaign - prod - (.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'the same, and the operator groups are unknown',
    { mask: 'Campaign - .* - ', dashboard: groups },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the mask is misspelt',
    { mask: 'Campain - prod - (.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'the mask is misspelt, operator groups unknown',
    { mask: 'Campain - prod - ', dashboard: groups },
    ['association-mask confirmed'],
  ],
  [
    'a blank is missing',
    { mask: 'Campaign - prod -(.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'a blank is missing, operator groups unknown',
    { mask: 'Campaign - prod -(.*)', dashboard: groups },
    ['association-mask confirmed'],
  ],
  [
    'a blank follows the wildcard',
    { mask: 'Campaign - prod - (.*) ', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'a blank follows the wildcard, all else unknown',
    { mask: 'Campaign - prod - (.*) ' },
    ['association-mask confirmed'],
  ],
  [
    'a prefix ends in two blanks',
    { mask: 'Campaign - prod -  ', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'a blank is a non-breaking one',
    { mask: 'Campaign -\u00A0prod - (.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'a dash is a typographic one',
    { mask: 'Campaign – prod – (.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  [
    'only the case differs',
    { mask: 'CAMPAIGN - PROD - (.*)', dashboard: groups, operator },
    ['association-mask confirmed'],
  ],
  ['the mask is empty', { mask: '', dashboard: groups, operator }, ['association-mask confirmed']],
  [
    'the operator groups were renamed',
    { mask: 'Campaign - prod - (.*)', dashboard: groups, operator: ['administrators'] },
    ['operator-groups confirmed'],
  ],
  [
    'an operator group differs in case',
    { mask: 'Campaign - prod - (.*)', dashboard: ['Campaign - prod - admin'], operator: ['Admin'] },
    ['operator-groups confirmed'],
  ],
  [
    'the mask fits, operator groups unknown',
    { mask: 'Campaign - prod - (.*)', dashboard: groups },
    ['operator-groups suspected'],
  ],
  [
    'the mask is another instance’s, or the user lacks a group of this one',
    { mask: 'Campaign - stage - (.*)', dashboard: groups, operator },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the mask lacks a word, or the operator group’s name has one more',
    { mask: 'Campaign - (.*)', dashboard: groups, operator },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the group is misspelt, and all else is written as in the mask',
    { mask: 'Campaign - prod - (.*)', dashboard: ['Campagin - prod - admin', 'Photoshop'], operator },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the group is misspelt, operator groups unknown',
    { mask: 'Campaign - prod - (.*)', dashboard: ['Campaign - prdo - admin'] },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'one of mask and group is misspelt, and nobody else has the word',
    { mask: 'Käserei - (.*)', dashboard: ['Käsreei - admin'], operator },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the odd blank is in the group',
    { mask: 'Campaign - prod - (.*)', dashboard: ['Campaign\u00A0- prod - admin'], operator },
    ['association-mask suspected', 'operator-groups suspected'],
  ],
  [
    'the mask is misspelt, and the user has one group',
    { mask: 'Campaign - prdo - (.*)', dashboard: ['Campaign - prod - admin'], operator },
    ['association-mask confirmed'],
  ],
  [
    'the mask has a wildcard that is not documented',
    { mask: 'Campaign - prod - (.+)', dashboard: groups, operator },
    ['association-mask suspected'],
  ],
  [
    'everything is right',
    { mask: 'Campaign - prod - (.*)', dashboard: groups, operator },
    ['server-restart suspected'],
  ],
  [
    'everything is right, with a prefix',
    { mask: 'Campaign - prod - ', dashboard: groups, operator },
    ['server-restart suspected'],
  ],
  [
    'names have brackets and dots',
    { mask: 'Campaign (v7.4) [EU] - (.*)', dashboard: ['Campaign (v7.4) [EU] - admin'], operator },
    ['server-restart suspected'],
  ],
];

for (const [name, declared, causes] of atMissingRights) {
  test(`no right, and ${name}: ${causes.join(', ')}`, () => {
    expect(causesOf(declared, missingRights)).toEqual(causes);
  });
}

/** A login that worked proves that a group matches: only what the next restart would break may be latent. */
const atSuccess: readonly (readonly [string, Case, readonly string[]])[] = [
  ['everything is right', { mask: 'Campaign - prod - (.*)', dashboard: groups, operator }, []],
  ['the mask differs in case', { mask: 'CAMPAIGN - PROD - (.*)', dashboard: groups, operator }, []],
  ['the user is declared to be in no group', { mask: 'Campaign - prod - (.*)', dashboard: [], operator }, []],
  [
    'the operator groups that are declared are old',
    { mask: 'Campaign - prod - (.*)', dashboard: groups, operator: ['old'] },
    [],
  ],
  ['the mask is another instance’s', { mask: 'Campaign - stage - (.*)', dashboard: groups, operator }, []],
  [
    'the stored mask is misspelt',
    { mask: 'Campain - prod - (.*)', dashboard: groups, operator },
    ['association-mask latent'],
  ],
];

for (const [name, declared, causes] of atSuccess) {
  test(`signed in, and ${name}: ${causes.join(', ') || 'nobody is accused'}`, () => {
    expect(causesOf(declared, signedIn)).toEqual(causes);
  });
}

test('what is expected of a mask is the mask that would work, and blanks are kept', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const [cause] = diagnose({ ...facts, journey: missingRights }).causes;
  expect(cause).toMatchObject({ expected: 'Campaign - prod - (.*)', actual: 'Campaign  - prod - (.*)' });
});

test('a mask that may be right is suspected only where nothing that is known to be wrong explains the login', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('- prod - (.*)');
  facts.dashboardUserGroups = known([...groups]);
  facts.operatorGroups = known([...operator]);
  const named = (): readonly string[] =>
    diagnose({ ...facts, journey: missingRights }).causes.map(({ cause }) => cause);
  expect(named()).toEqual(['association-mask']);
  facts.externalAccount.productContext = known('dma_campaign');
  expect(named()).toEqual(['product-context']);
  facts.externalAccount.associationMask = known('Campaign - stage - (.*)');
  expect(named()[0]).toBe('association-mask');
});
