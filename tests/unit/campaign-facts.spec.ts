import { expect, test } from './unit-test.ts';
import { nightly, sampled } from '../nightly.ts';
import { account, readingOf, values } from './campaign-reading.ts';
import {
  accountRow,
  accountSchema,
  fault,
  fieldsInSchema,
  instanceWith,
  welcome,
  type World,
} from './scripted-campaign.ts';
import type { Scripted } from './scripted-client.ts';

const releases: readonly (readonly [string, string | undefined])[] = [
  ["majNumber='8' minNumber='10' servicePack='0'", '8.10.0'],
  ["majNumber='7' minNumber='4'", undefined],
  ["majNumber='7' minNumber='4' servicePack='1a'", undefined],
];

for (const [index, [numbers, version]] of releases.entries()) {
  test(`a logon that names ${numbers} gives release ${version ?? 'none'}`, sampled(4, index), async () => {
    const { facts } = await readingOf({ logon: welcome(numbers) });
    expect(facts.campaign?.version).toMatchObject(version === undefined ? { why: 'unreadable' } : { value: version });
  });
}

const builds: readonly (readonly [string, Scripted, Record<string, unknown>])[] = [
  ['a build', { body: '<redir build="9384"/>' }, { known: true, value: '9384' }],
  ['no build', { body: '<redir status="OK"/>' }, { source: 'Campaign over SOAP: /r/test names no build' }],
  ['a page', { body: 'not found' }, { source: 'Campaign over SOAP: /r/test names no build' }],
  ['silence', { failure: 'reset' }, { source: 'Campaign over SOAP: /r/test gave no answer' }],
];

for (const [index, [what, build, fact]] of builds.entries()) {
  test(`/r/test that answers with ${what} says as much of the build`, sampled(4, index), async () => {
    const { facts } = await readingOf({ build });
    expect(facts.campaign?.build).toMatchObject(fact);
  });
}

test('of several accounts the enabled ones are listed, and the documented name is in force', async () => {
  const accounts = [
    accountRow('copy', '1', 'of the copy'),
    accountRow('old', 'false', 'of the old one'),
    accountRow('older', '0'),
    accountRow('unset', ''),
    accountRow('Adobe_Experience_Cloud', 'true', 'in force'),
  ].join('');
  const { facts } = await readingOf({ accounts });
  expect(values(facts.externalAccount)).toMatchObject({
    enabledAccounts: ['copy', 'Adobe_Experience_Cloud'],
    associationMask: 'in force',
  });
});

test('where no account of the type is enabled its fields are unreadable, and that none is enabled is known', async () => {
  const { facts, report } = await readingOf({ accounts: accountRow('Adobe_Marketing_Cloud', '0') });
  expect(report.detail).toBe('read as the native operator; no external account of the type is enabled');
  expect(facts.externalAccount).toMatchObject({
    enabledAccounts: { known: true, value: [] },
    clientId: { why: 'unreadable', source: 'Campaign over SOAP: no external account of the type is enabled' },
  });
});

test('a field without its label is unreadable, and the line says which variable gives its path', async () => {
  const fields = fieldsInSchema.filter((field) => !field.includes('mask')).join('');
  const { facts, report } = await readingOf({ accountSchema: accountSchema(fields) });
  expect(report.detail).toBe(
    'read as the native operator; not found: no field of nms:extAccount has the label “Association mask”; give its path as ASSOCIATION_MASK in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS',
  );
  expect(facts.externalAccount.associationMask).toMatchObject({ known: false, why: 'unreadable' });
  expect(facts.externalAccount.clientId).toMatchObject({ known: true, value: 'Campaign1' });
});

test('of several fields without their labels each is said', async () => {
  const fields = fieldsInSchema.filter((field) => !/mask|org/.test(field)).join('');
  const { report } = await readingOf({ accountSchema: accountSchema(fields) });
  expect(report.detail.split('; ').filter((part) => part.includes('has the label'))).toEqual([
    'not found: no field of nms:extAccount has the label “IMS organization ID”',
    'no field of nms:extAccount has the label “Association mask”',
  ]);
});

test('so many groups are read, and more are said to be too many', nightly, async () => {
  const rows = (count: number): string => '<group id="1" name="admin"/>'.repeat(count);
  expect((await readingOf({ groups: rows(4999) })).facts.operatorGroups).toMatchObject({ value: ['admin'] });
  expect((await readingOf({ groups: rows(5000) })).facts.operatorGroups).toEqual({
    known: false,
    why: 'unreadable',
    source: 'Campaign over SOAP: the operator groups: xtk:group has more rows than this probe reads',
  });
});

test('a path that the user gives is read in the place of a label', async () => {
  const { facts } = await readingOf({}, instanceWith({ fieldPaths: { ASSOCIATION_MASK: '@name', TYPE: '7' } }));
  expect(facts.externalAccount.associationMask).toMatchObject({ value: 'Adobe_Marketing_Cloud' });
});

test('without the number of the type the accounts of documented names alone are asked for, and none is called enabled', async () => {
  const schema = accountSchema().replace('Adobe Experience Cloud', 'Something else');
  const { facts, client } = await readingOf({ accountSchema: schema });
  expect(client.sent.map(({ body = '' }) => body).join('')).toContain(
    "<condition expr=\"@name = 'Adobe_Marketing_Cloud' or @name = 'Adobe_Experience_Cloud'\"/>",
  );
  expect(facts.externalAccount.enabledAccounts).toMatchObject({
    known: false,
    source: expect.stringMatching(
      /number of the account’s type was not found.*TYPE in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS/,
    ),
  });
  expect(facts.externalAccount.clientId).toMatchObject({ value: 'Campaign1' });
});

test('a query that is refused makes that one fact unreadable, and no other', async () => {
  const { facts, report } = await readingOf(
    { groups: { body: fault('XTK-170036 no') }, operators: { status: 500 } },
    instanceWith({ account }),
  );
  expect(report.read).toBe(true);
  const groups = 'Campaign over SOAP: the operator groups: it refused the call (XTK-170036)';
  expect(facts.operatorGroups).toEqual({ known: false, why: 'unreadable', source: groups });
  expect(facts.campaign?.groupNames).toEqual({ known: false, why: 'unreadable', source: groups });
  expect(facts.campaign?.operator).toMatchObject({ source: 'Campaign over SOAP: the operator: it answered HTTP 500' });
  expect(facts.externalAccount.clientId).toMatchObject({ known: true });
});

const operators: readonly (readonly [string, Partial<World>, object])[] = [
  ['nobody', { operators: '' }, { value: { count: 0 } }],
  [
    'one who is disabled',
    { operators: '<operator><access disabled="1"/></operator>' },
    { value: { count: 1, disabled: true } },
  ],
  [
    'one of no named kind',
    { operators: '<operator><access authenticationType="" disabled="0"/></operator>' },
    { value: { count: 1, disabled: false } },
  ],
  ['two', { operators: '<operator/><operator/>' }, { value: { count: 2 } }],
  [
    'no address to look for',
    { operatorSchema: '<schema name="operator"><element name="operator"/></schema>' },
    { source: 'Campaign over SOAP: xtk:operator has no e-mail address' },
  ],
];

for (const [index, [what, world, fact]] of operators.entries()) {
  test(`of the account’s address Campaign has ${what}, and so much is said`, sampled(5, index), async () => {
    const { facts } = await readingOf(world, instanceWith({ account }));
    const { operator } = facts.campaign ?? {};
    expect(operator?.known ? { value: operator.value } : { source: operator?.source }).toEqual(fact);
  });
}
