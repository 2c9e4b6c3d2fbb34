import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { findingsInWords, findingsOf, isGreenConfiguration, withoutLogin } from '../../fixtures/report/judgement.ts';
import { soundFacts } from './evidence-builder.ts';

const unreadable = { known: false, why: 'unreadable', source: 'Campaign over SOAP: HTTP 403' } as const;

/** Everything that is to be read over SOAP, of which nothing could be read. */
function closedCampaign(sources: NonNullable<Evidence['sources']>): ReturnType<typeof findingsOf> {
  const facts = soundFacts();
  facts.externalAccount.imsServer = unreadable;
  facts.externalAccount.scopes = unreadable;
  facts.externalAccount.callbackServer = unreadable;
  facts.sources = sources;
  return findingsOf(withoutLogin(diagnose(facts)), { risks: [], today: '2026-01-01' });
}

test('a source that could not be read is said once, with its variables, and what that leaves open is listed', () => {
  const found = closedCampaign([
    {
      source: 'Campaign over SOAP',
      via: 'live',
      at: '',
      read: false,
      detail: 'HTTP 403',
      variables: ['CAMPAIGN_PROD_SOAP_USER', 'CAMPAIGN_PROD_SOAP_PASSWORD'],
    },
  ]);
  const words = findingsInWords(found);

  expect(isGreenConfiguration(found)).toBe(false);
  expect(words.split('HTTP 403')).toHaveLength(2);
  expect(words).toContain(
    'Campaign over SOAP could not be read (HTTP 403); check CAMPAIGN_PROD_SOAP_USER, CAMPAIGN_PROD_SOAP_PASSWORD; so these could not be checked: ims-server-url, callback-url, scopes',
  );
});

test('of a source that was read and lacks fields, each of them is said', () => {
  const found = closedCampaign([]);
  expect(found.amiss).toHaveLength(3);
  expect(isGreenConfiguration(found)).toBe(false);
});
