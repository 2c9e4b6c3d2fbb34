import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { accountResult } from '../../fixtures/probe/account-result.ts';
import { bareFacts, hop, journey, toCampaign } from './evidence-builder.ts';
import { expect, test } from './unit-test.ts';

/** What becomes of the account after a login that ended at a page that nobody knows, behind such an IMS. */
function kindAfter(host: string, more: Partial<Journey> = {}): string {
  const taken = journey([toCampaign, hop('ims', `https://${host}/ims/authorize/v2`, { status: 302 })], {
    ending: { how: 'challenged', reason: 'nobody knows this host', about: 'page' },
    ...more,
  });
  return accountResult(diagnose({ ...bareFacts(), journey: taken }), { journey: taken, session: undefined }).kind;
}

const stage = 'ims-na1-stg1.adobelogin.com';

test('an instance that sends its login to another IMS leaves the account to the other instances', () => {
  expect(kindAfter(stage)).toBe('unused');
});

test('a page that nobody knows, behind production or after something was given, ends the account for this run', () => {
  expect(kindAfter('ims-na1.adobelogin.com')).toBe('ended');
  expect(kindAfter(stage, { givenAt: 5 })).toBe('ended');
  expect(kindAfter(stage, { givenAt: 5, submissions: 1 })).toBe('ended');
});
