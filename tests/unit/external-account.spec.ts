import { expect, test } from './unit-test.ts';
import { settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { externalAccountFields, externalAccountForm, fieldOfForm } from '../../fixtures/domain/external-account.ts';
import { everyField } from '../../fixtures/evidence/sources/reading.ts';
import { accountFacts } from '../../fixtures/evidence/sources/account-fields.ts';

test('a cause compares what the running server sends for exactly those fields that it shows', () => {
  for (const field of externalAccountFields) {
    if (field === 'organisationId') continue;
    const cause = Object.values(settingCauses).find(({ setting }) => setting === fieldOfForm(field).setting);
    expect(cause, `no cause judges ${field}`).toBeDefined();
    expect(cause?.running !== undefined, field).toBe(externalAccountForm[field].isShown);
  }
});

test('a source says something of every field of the form, and the secret only as being there', () => {
  const speaker = { source: 'a test', via: 'live', at: '2026-01-01T00:00:00Z' } as const;
  const values = Object.fromEntries(externalAccountFields.map((field) => [externalAccountForm[field].variable, field]));
  const facts = accountFacts(speaker, values);
  expect(Object.keys(facts).sort()).toEqual([...externalAccountFields].sort());
  expect(JSON.stringify(facts)).not.toContain('"clientSecret"}');
  expect(facts.clientSecret).toMatchObject({ known: true, value: { present: true } });
  const nothing = { known: false, why: 'unreadable', source: 'a test' } as const;
  expect(Object.keys(everyField(nothing)).sort()).toEqual([...externalAccountFields, 'enabledAccounts'].sort());
});
