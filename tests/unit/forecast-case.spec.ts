import { expect, test } from './unit-test.ts';
import { forecast } from '../../fixtures/diagnosis/forecast.ts';
import { hangingOnCase } from '../../fixtures/diagnosis/groups/case-alone.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { History } from '../../fixtures/evidence/facts/history.ts';
import { bareFacts, known, soundFacts } from './evidence-builder.ts';

// Whether Campaign minds upper and lower case in mask and groups is not known: a forecast accuses nothing of it that was not seen
// to change, and says what hangs on it.

interface Written {
  readonly mask?: string;
  readonly operator?: readonly string[];
  readonly groups?: readonly string[];
}

function factsOf({ mask = 'Campaign - prod - (.*)', operator = ['admin', 'delivery'], groups }: Written): Evidence {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known(mask);
  facts.operatorGroups = known([...operator]);
  if (groups) facts.dashboardUserGroups = known([...groups]);
  return facts;
}

const inCaseAlone: Readonly<Record<string, Written>> = {
  'the mask, with a wildcard': { mask: 'CAMPAIGN - PROD - (.*)' },
  'the mask, as a prefix': { mask: 'campaign - prod - ' },
  'one letter of the mask': { mask: 'Campaign - Prod - (.*)' },
  'the product profile': { groups: ['campaign - prod - admin', 'Photoshop'] },
  'the operator group': { operator: ['Admin', 'Delivery'] },
  'mask and operator group': { mask: 'CAMPAIGN - prod - (.*)', operator: ['ADMIN'] },
};

const at = '2026-01-01T00:00:00.000Z';
const passedWith = (...changed: NonNullable<History['passed']>['changed']): History => ({
  passed: { at, changed, notCompared: [] },
});
const disagreement = (setting: string, value: string) => ({
  setting,
  used: { value: 'x', source: 'Campaign over SOAP', via: 'live', at } as const,
  other: { value, source: 'the package', via: 'file', at } as const,
});

for (const [what, written] of Object.entries(inCaseAlone)) {
  test(`${what} in another case: nobody is accused, and what hangs on it is said`, () => {
    for (const history of [undefined, passedWith()]) {
      const { causes, open } = forecast({ ...factsOf(written), ...(history && { history }) }, undefined);
      expect(causes).toEqual([]);
      expect(open).toHaveLength(1);
      expect(open[0]).toMatch(/except for upper and lower case, and whether Campaign minds that is not known/);
    }
  });

  test(`${what} in another case, and changed since people got in: suspected`, () => {
    const changed = passedWith({ field: 'associationMask', variable: 'CAMPAIGN_PROD_ASSOCIATION_MASK' });
    const renamed = passedWith({ field: 'operatorGroups', variable: 'CAMPAIGN_PROD_OPERATOR_GROUPS' });
    for (const more of [
      { history: changed },
      { history: renamed },
      { disagreements: [disagreement('Association mask', 'Campaign - prod - (.*)')] },
    ]) {
      const { causes, open } = forecast({ ...factsOf(written), ...more }, undefined);
      expect(causes.map(({ certainty }) => certainty)).toContain('suspected');
      expect(open).toEqual([]);
    }
  });
}

test('without the operator groups the mask is held against the account’s groups alone', () => {
  const { operatorGroups } = bareFacts();
  const other = forecast({ ...factsOf({ mask: 'CAMPAIGN - PROD - (.*)' }), operatorGroups }, undefined);
  expect(other.causes).toEqual([]);
  expect(other.open[0]).toMatch(/^The association mask .* fits the user’s group .* except for upper and lower case/);
  expect(forecast({ ...factsOf({}), operatorGroups }, undefined).open).toEqual([]);
});

test('what meets as it is written hangs on nothing, and what is misspelt is suspected whatever its case', () => {
  expect(forecast(factsOf({}), undefined)).toMatchObject({ causes: [], open: [] });
  const both = factsOf({ groups: ['Campaign - prod - admin', 'CAMPAIGN - PROD - delivery'] });
  expect(forecast(both, undefined)).toMatchObject({ causes: [], open: [] });
  for (const mask of ['CAMPAING - PROD - (.*)', 'CAMPAIGN  - PROD - (.*)']) {
    const { causes, open } = forecast(factsOf({ mask }), undefined);
    expect(causes.length, mask).toBeGreaterThan(0);
    expect(open, mask).toEqual([]);
  }
});

test('people whose groups differ in case alone make nobody a suspect', () => {
  const people = [{ name: 'ann', groups: ['Campaign - prod - admin'] }];
  const told = forecast(factsOf({ mask: 'CAMPAIGN - PROD - (.*)' }), people);
  expect(told.causes).toEqual([]);
  expect(told.people).toMatchObject({ getting: 0, losing: 0, nothing: 0, hangingOnCase: 1 });
});

test('what hangs on case is said of the first group of which it is true, and of none where one fits or none would', () => {
  const said = (written: Written, isOperatorKnown = true): string => {
    const facts = factsOf(written);
    if (!isOperatorKnown) facts.operatorGroups = bareFacts().operatorGroups;
    return (hangingOnCase(facts) ?? '').replace(/ except for upper and lower case, and .*$/, '');
  };
  const mask = 'CAMPAIGN - prod - (.*)';
  const groups = ['Photoshop', 'Campaign - prod - admin', 'Campaign - prod - delivery'];
  expect(said({ mask, groups })).toBe(
    `With the association mask “${mask}” the user’s group “Campaign - prod - admin” is operator group “admin”`,
  );
  expect(said({ mask, groups }, false)).toBe(
    `The association mask “${mask}” fits the user’s group “Campaign - prod - admin”`,
  );
  for (const isOperatorKnown of [true, false]) {
    expect(said({ groups }, isOperatorKnown)).toBe('');
    expect(said({ mask, groups: ['Photoshop'] }, isOperatorKnown)).toBe('');
    expect(said({ mask, groups: [...groups, 'CAMPAIGN - prod - admin'] }, isOperatorKnown)).toBe('');
  }
  expect(said({ mask, groups: ['Campaign - prod - other'] })).toBe('');
  expect(hangingOnCase(bareFacts())).toBeUndefined();
});
