import { expect, test } from './unit-test.ts';
import { parseMask, remainder } from '../../fixtures/diagnosis/groups/mapping.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { known, soundFacts, unknown } from './evidence-builder.ts';

test('a mask whose signs are escaped fits, read as a pattern; and as it is written, it fits what is written so', () => {
  const escaped = parseMask('Campaign \\(EU\\) \\[prod\\] \\+ (.*)');
  expect(remainder(escaped, 'Campaign (EU) [prod] + admin')).toBe('admin');
  expect(remainder(escaped, 'Campaign \\(EU\\) \\[prod\\] \\+ admin')).toBe('admin');
  expect(remainder(escaped, 'Campaign (EU) [stage] + admin')).toBeUndefined();
  expect(remainder(parseMask('Campaign (EU) - (.*)'), 'Campaign (EU) - admin')).toBe('admin');
  expect(remainder(parseMask('C:\\\\ - '), 'C:\\ - admin')).toBe('admin');
});

test('the table says of each group what the mask makes of it, near misses with what differs', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign - prod - (.*)');
  facts.operatorGroups = known(['admin', 'delivery', 'workflowSupervisor', 'offer']);
  facts.dashboardUserGroups = known([
    'Campaign - prod - admin',
    'Campaign - prod - Delivery',
    'Campaign - prod - workflowSupervsior',
    'Campaign - prod -  offer',
    'Campaign - prоd - admin',
    'Campaign - prod - auditors',
    'Default Document Cloud',
  ]);

  const rows = diagnose(facts).groups?.map(({ remainder, operatorGroup, match, detail }) => [
    match,
    remainder,
    operatorGroup,
    detail,
  ]);

  expect(rows).toEqual([
    ['matched', 'admin', 'admin', 'as it should be'],
    ['near-miss', 'Delivery', 'delivery', 'the rest of its name differs from it only in case'],
    ['near-miss', 'workflowSupervsior', 'workflowSupervisor', 'the rest of its name is misspelt'],
    ['near-miss', ' offer', 'offer', 'the rest of its name differs from it only in spaces'],
    [
      'near-miss',
      undefined,
      'admin',
      'the mask differs from it in characters that look alike: “Campaign - prоd - (.*)” would fit',
    ],
    ['unmatched', 'auditors', undefined, 'no operator group has this internal name'],
    ['unmatched', undefined, undefined, 'the mask does not fit it'],
  ]);
});

test('there is no table where the mask or the user’s groups are not known', () => {
  const facts = soundFacts();
  facts.dashboardUserGroups = unknown('DASHBOARD_USER_GROUPS');
  expect(diagnose(facts).groups).toBeUndefined();
});

test('with unknown operator groups the table still shows what the mask leaves', () => {
  const facts = soundFacts();
  facts.operatorGroups = unknown('OPERATOR_GROUPS');
  expect(diagnose(facts).groups).toEqual([
    {
      dashboardGroup: 'Campaign - prod - admin',
      remainder: 'admin',
      match: 'not-known',
      detail: 'Campaign’s operator groups are not known',
    },
  ]);
});
