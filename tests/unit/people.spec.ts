import { expect, test } from './unit-test.ts';
import { forecastPeople } from '../../fixtures/diagnosis/groups/people.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { known, soundFacts, unknown } from './evidence-builder.ts';

const people = [
  { name: 'ann', groups: ['Campaign - prod - admin', 'Campaign - prod - delivery', 'Campaign - prod - admin'] },
  { name: 'ben', groups: ['Campaign - prod - delivery', 'Analytics'] },
  { name: 'cid', groups: ['Campaign - prod - unheard of'] },
];

function factsWith(mask: string, more: Partial<Evidence> = {}): Evidence {
  const facts = soundFacts();
  return { ...facts, externalAccount: { ...facts.externalAccount, associationMask: known(mask) }, ...more };
}

const differs = (setting: string, value: string) => ({
  setting,
  used: { value: 'x', source: 'Campaign over SOAP', via: 'live', at: '2026-01-01T00:00:00.000Z' } as const,
  other: { value, source: 'the package', via: 'file', at: '2026-01-01T00:00:00.000Z' } as const,
});

test('everybody gets the operator groups that the mask makes of their profiles, each once; whoever gets none is counted', () => {
  expect(forecastPeople(factsWith('Campaign - prod - (.*)'), people)).toEqual({
    members: [
      { name: 'ann', gets: ['admin', 'delivery'], hangsOnCase: false, loses: [] },
      { name: 'ben', gets: ['delivery'], hangsOnCase: false, loses: [] },
      { name: 'cid', gets: [], hangsOnCase: false, loses: [] },
    ],
    perGroup: { admin: 1, delivery: 2 },
    getting: 2,
    losing: 0,
    nothing: 1,
    hangingOnCase: 0,
  });
});

test('against a mask that another source still has it is said who would lose which group', () => {
  const facts = factsWith('Campaign - prod - adm(.*)', {
    operatorGroups: known(['admin', 'delivery', 'in']),
    disagreements: [
      differs('IMS scope', 'Campaign - prod - (.*)'),
      differs('Association mask', 'Campaign - prod - (.*)'),
    ],
  });
  expect(forecastPeople(facts, people)).toMatchObject({
    members: [
      { name: 'ann', gets: ['in'], loses: ['admin', 'delivery'] },
      { name: 'ben', gets: [], loses: ['delivery'] },
      { name: 'cid', gets: [], loses: [] },
    ],
    getting: 1,
    losing: 2,
    nothing: 2,
    earlier: { mask: 'Campaign - prod - (.*)', from: 'source', source: 'the package' },
  });
});

test('a mask of another source that gives nobody anything is no earlier one', () => {
  const facts = factsWith('Campaign - prod - (.*)', { disagreements: [differs('Association mask', 'Nobody - (.*)')] });
  expect(forecastPeople(facts, people)?.earlier).toBeUndefined();
});

test('a mask that gives nobody anything is held against the one that it nearly is', () => {
  const forecast = forecastPeople(factsWith('Campaign  - prod - (.*)'), people);
  expect(forecast?.earlier).toEqual({ mask: 'Campaign - prod - (.*)', from: 'near-miss' });
  expect(forecast).toMatchObject({ getting: 0, losing: 2, nothing: 3 });
});

test('whoever would get something but for upper and lower case is counted apart, and loses nothing that is known', () => {
  const forecast = forecastPeople(factsWith('CAMPAIGN - PROD - (.*)'), people);
  expect(forecast).toMatchObject({ getting: 0, losing: 0, nothing: 1, hangingOnCase: 2 });
  expect(forecast).not.toHaveProperty('earlier');
  const renamed = forecastPeople(factsWith('Campaign - prod - (.*)', { operatorGroups: known(['Admin']) }), people);
  expect(renamed).toMatchObject({ getting: 0, losing: 0, nothing: 2, hangingOnCase: 1, perGroup: {} });
});

test('of a mask that another source has in another case it is said who would lose theirs', () => {
  const disagreements = [differs('Association mask', 'Campaign - prod - (.*)')];
  const forecast = forecastPeople(factsWith('CAMPAIGN - PROD - (.*)', { disagreements }), people);
  expect(forecast).toMatchObject({ getting: 0, losing: 2, earlier: { from: 'source' } });
});

test('a mask that nearly is none that would give anything is held against none', () => {
  const forecast = forecastPeople(factsWith('Something else altogether (.*)'), people);
  expect(forecast).toMatchObject({ getting: 0, losing: 0, nothing: 3 });
  expect(forecast).not.toHaveProperty('earlier');
});

test('without the mask or the operator groups nobody can say what anybody gets', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = unknown('CAMPAIGN_PROD_ASSOCIATION_MASK');
  expect(forecastPeople(facts, people)).toBeUndefined();
  expect(
    forecastPeople({ ...soundFacts(), operatorGroups: unknown('CAMPAIGN_PROD_OPERATOR_GROUPS') }, people),
  ).toBeUndefined();
});
