import { expect, test } from './unit-test.ts';
import { nearest, nearMiss } from '../../fixtures/diagnosis/groups/near-miss.ts';

const misses: readonly (readonly [string, string, ReturnType<typeof nearMiss>])[] = [
  ['Campaign  - prod - ', 'Campaign - prod - ', 'blanks'],
  ['Campaign\u00A0- prod - ', 'Campaign - prod - ', 'blanks'],
  ['Campaign-prod-', 'Campaign - prod - ', 'blanks'],
  ['CAMPAIGN - PROD - ', 'Campaign - prod - ', 'case'],
  ['Campaign – prod – ', 'Campaign - prod - ', 'look-alikes'],
  ['Campain - prod - ', 'Campaign - prod - ', 'spelling'],
  ['Kampagne - prod - ', 'Campaign - prod - ', 'spelling'],
  ['Campaign - prdo - ', 'Campaign - prod - ', 'spelling'],
  ['read_organisations', 'read_organizations', 'spelling'],
  // Another word is another thing: nobody mistypes stage for prod.
  ['Campaign - stage - ', 'Campaign - prod - ', undefined],
  ['Campaign - prod1 - ', 'Campaign - prod2 - ', undefined],
  ['Photoshop users', 'Campaign - prod - ', undefined],
  ['Campaign - ', 'Campaign - prod - ', undefined],
];

for (const [actual, expected, difference] of misses) {
  test(`“${actual}” for “${expected}” is ${difference ?? 'something else altogether'}`, () => {
    expect(nearMiss(actual, expected)).toBe(difference);
  });
}

test('the nearest of several near misses is the one that was meant', () => {
  expect(nearest('openID', ['profile', 'openid', 'session'])).toBe('openid');
  expect(nearest('dam-read', ['profile', 'openid', 'session'])).toBeUndefined();
});
