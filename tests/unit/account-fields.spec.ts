import { expect, test } from './unit-test.ts';
import type { AccountVariable } from '../../fixtures/domain/external-account.ts';
import {
  accountFacts,
  accountInForce,
  isSoleTaker,
  plainLabel,
  valuesByName,
} from '../../fixtures/evidence/sources/account-fields.ts';
import { fieldsOfSchema, findFields, typeNumber } from '../../fixtures/evidence/sources/soap/schema.ts';
import { parseXml } from '../../fixtures/evidence/sources/xml.ts';

/* How the external account’s fields are found, whose names in Campaign’s schema nobody outside Adobe knows: by a label, or by
   what a path looks like; and a path that two fields would take is neither’s. */

/** A field, paths that are its, and paths that only look like it. */
const paths: Readonly<Record<string, readonly [its: string, others: string]>> = {
  IMS_SERVER: [
    '@imsServer @imsUrl ims/@server-url @imsServerUrl ims/@endpoint @ims_host adobe/@imsServer @imsEndpoint ims-url',
    '@server @url @imsServerPort @serverIms im/@sServer',
  ],
  IMS_SCOPE: [
    '@scope ims/scope ims/@scope_ @imsScopes adobeIms/scopes extAccount/@scope',
    '@scopeId @telescope @myScope',
  ],
  IMS_CLIENT_ID: [
    '@clientId @imsClientId ims/@client-id @IMSClientIdentifier mac/@clientId',
    '@client @idClient @clientIdOld',
  ],
  IMS_CLIENT_SECRET: ['@clientSecret @imsClientSecret marketingCloud/@client-secret', '@secret @clientSecretHint'],
  CALLBACK_SERVER: [
    '@callback @callbackServer @callbackUrl ims/@callback-url aec/@callback',
    '@server @callbackPort @recall',
  ],
  IMS_ORG_ID: [
    '@orgId @imsOrgId @organizationId @organisationIdentifier experienceCloud/@org-id @imsOrganizationIdentifier',
    '@org @id @organizationName',
  ],
  ASSOCIATION_MASK: ['@mask @associationMask ims/@mask account/@association-mask', '@maskOld @associate @damask'],
  PRODUCT_CONTEXT: ['@productContext ims/@product-context @imsProductContext', '@product @context @productContexts'],
};

test('a field is found by a path that is named like it, and by none that only holds its name', () => {
  for (const [field, [its, others]] of Object.entries(paths)) {
    for (const path of its.split(' ')) expect(valuesByName([{ path, value: 'x' }], {}), path).toEqual({ [field]: 'x' });
    for (const path of others.split(' ')) expect(valuesByName([{ path, value: 'x' }], {}), path).toEqual({});
  }
});

test('of several paths that are named like a field the one that holds something counts, and of two that do neither', () => {
  const [empty, full] = [
    { path: '@scope', value: '' },
    { path: 'ims/scope', value: 'openid' },
  ];
  expect(valuesByName([empty, full], {})).toEqual({ IMS_SCOPE: 'openid' });
  expect(valuesByName([empty], {})).toEqual({ IMS_SCOPE: '' });
  expect(valuesByName([{ ...empty, value: 'a' }, full], {})).toEqual({});
  expect(valuesByName([empty, { ...full, value: '' }], {})).toEqual({});
});

test('what the user says of a field counts before its name, and a path that two fields take is neither’s', () => {
  const leaves = [
    { path: '@f1', value: 'a' },
    { path: '@scope', value: 'b' },
  ];
  expect(valuesByName(leaves, { IMS_SCOPE: '@f1' })).toEqual({ IMS_SCOPE: 'a' });
  expect(valuesByName(leaves, { IMS_SCOPE: '@gone' })).toEqual({ IMS_SCOPE: '' });
  expect(valuesByName(leaves, { IMS_CLIENT_ID: '@scope' })).toEqual({});
  // A field that is said not to exist takes no path, and neither does another.
  expect(valuesByName(leaves, { IMS_SCOPE: '', PRODUCT_CONTEXT: '' })).toEqual({ IMS_SCOPE: '', PRODUCT_CONTEXT: '' });
  expect(isSoleTaker([{ path: 'a' }, { path: 'a' }], { path: 'a' })).toBe(false);
  expect(isSoleTaker([{ path: '' }, { path: '' }], { path: '' })).toBe(true);
});

test('labels are compared without case, colon, remark and kind of space', () => {
  for (const label of ['IMS scope', ' IMS\u00a0scope : ', 'ims  SCOPE (required)', 'IMS scope:', '(1) IMS scope']) {
    expect(plainLabel(label), label).toBe('ims scope');
  }
  expect(plainLabel('a'.repeat(400))).toHaveLength(300);
  expect(plainLabel('IMS: scope')).toBe('ims: scope');
});

test('the account in force is an enabled one, and of several the one with a documented name', () => {
  const account = (name: string, enabled = true) => ({ name, enabled });
  expect(accountInForce([account('Adobe_Marketing_Cloud', false)])).toBeUndefined();
  expect(accountInForce([account('off', false), account('a'), account('b')])).toEqual(account('a'));
  for (const name of ['Adobe_Marketing_Cloud', 'Adobe_Experience_Cloud']) {
    expect(accountInForce([account('a'), account(name)])).toEqual(account(name));
  }
});

test('what a source says of a field is a fact, what it does not say is none, and of a secret only that it is there', () => {
  const speaker = { source: 'a test', via: 'file', at: '2026-01-01T00:00:00.000Z' } as const;
  expect(accountFacts(speaker, {})).toEqual({});
  expect(accountFacts(speaker, { IMS_SCOPE: '', IMS_CLIENT_SECRET: ' s' })).toEqual({
    scopes: { known: true, value: '', ...speaker },
    clientSecret: { known: true, value: { present: true, blankAtAnEnd: false }, ...speaker },
  });
  expect(accountFacts(speaker, { IMS_CLIENT_SECRET: '' })).toMatchObject({
    clientSecret: { value: { present: false } },
  });
});

const schemaOf = (content: string, more = '') =>
  parseXml(`<schema name="extAccount" namespace="nms">${more}<element name="extAccount">${content}</element></schema>`);

test('a schema’s values are its attributes and its elements, and no row of another schema', () => {
  const content =
    '<attribute name="a" label="IMS server:"/><element name="ims" label="IMS"><attribute name="b" label="B"/><element name="scope" label="IMS scope"/></element><element name="link" type="link"><attribute name="c"/></element><attribute label="no name"/><key name="k"/>';
  expect(fieldsOfSchema(schemaOf(content, '<element name="other"><attribute name="x"/></element>'))).toEqual([
    { path: '@a', label: 'ims server' },
    { path: 'ims/@b', label: 'b' },
    { path: 'ims/scope', label: 'ims scope' },
  ]);
  expect(fieldsOfSchema(parseXml('<schema name="extAccount"/>'))).toEqual([]);
});

/** Every field under the label that Campaign shows, but for those that are named. */
const own: Readonly<Record<string, string>> = {
  IMS_SERVER: 'ims server',
  IMS_SCOPE: 'ims scope',
  IMS_CLIENT_ID: 'ims client identifier',
  IMS_CLIENT_SECRET: 'ims client secret',
  CALLBACK_SERVER: 'callback server',
  IMS_ORG_ID: 'ims organization id',
  ASSOCIATION_MASK: 'association mask',
  PRODUCT_CONTEXT: 'product context',
};
const fields = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([field, label]) => ({ path: `@${field}`, label }));
const without = (field: string) => Object.fromEntries(Object.entries(own).filter(([name]) => name !== field));

test('each field is found by its own label, and by another one that it may have where none has its own', () => {
  const all = findFields(fields(own), {});
  expect(all.paths).toEqual(Object.fromEntries(Object.keys(own).map((field) => [field, `@${field}`])));
  expect([all.absent, all.missing]).toEqual([[], {}]);
  const aliases: readonly (readonly [AccountVariable, ...string[]])[] = [
    ['IMS_SERVER', 'ims server url', 'ims server address'],
    ['IMS_SCOPE', 'ims scopes'],
    ['IMS_CLIENT_ID', 'ims client id'],
    ['CALLBACK_SERVER', 'callback url', 'callback server url'],
    ['IMS_ORG_ID', 'ims organisation identifier', 'ims organization identifier', 'ims organisation id'],
    ['PRODUCT_CONTEXT', 'ims product context'],
  ];
  for (const [field, ...labels] of aliases) {
    for (const label of labels) {
      expect(findFields(fields({ ...own, [field]: label }), {}).paths[field], label).toBe(`@${field}`);
      const both = [...fields(own), { path: '@other', label }];
      expect(findFields(both, {}).paths[field], label).toBe(`@${field}`);
    }
    expect(findFields(fields({ ...own, [field]: `x${labels[0] ?? ''}` }), {}).paths[field]).toBeUndefined();
  }
});

test('why a field was not found is said with what to do', () => {
  const missing = (list: Parameters<typeof findFields>[0], told = {}) => findFields(list, told).missing;
  const fix = (field: string) => `; give its path as ${field} in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS`;
  expect(missing(fields(without('IMS_SCOPE')))).toEqual({
    IMS_SCOPE: `no field of nms:extAccount has the label “IMS scope”${fix('IMS_SCOPE')}`,
  });
  expect(missing([...fields(own), { path: '@again', label: 'ims scope' }])).toEqual({
    IMS_SCOPE: `several fields of nms:extAccount have the label “IMS scope” (@IMS_SCOPE, @again)${fix('IMS_SCOPE')}`,
  });
  expect(missing(fields(own), { IMS_SCOPE: '@IMS_SERVER' })).toEqual({
    IMS_SERVER: `@IMS_SERVER of nms:extAccount fits another field as well as “IMS server”${fix('IMS_SERVER')}`,
    IMS_SCOPE: `@IMS_SERVER of nms:extAccount fits another field as well as “IMS scope”${fix('IMS_SCOPE')}`,
  });
  expect(findFields(fields(own), { IMS_SCOPE: '@mine' }).paths['IMS_SCOPE']).toBe('@mine');
});

test('a build has no product context only where all else was found and nothing resembles one', () => {
  const bare = fields(without('PRODUCT_CONTEXT'));
  expect(findFields(bare, {})).toMatchObject({ absent: ['PRODUCT_CONTEXT'], missing: {} });
  for (const more of [
    { path: '@ctx', label: 'Kontext des Produkts' },
    { path: '@contexte', label: '' },
    { path: '@x', label: 'コンテキスト' },
  ]) {
    expect(findFields([...bare, more], {}), more.path).toMatchObject({
      absent: [],
      missing: { PRODUCT_CONTEXT: expect.stringContaining('no field') },
    });
  }
  expect(findFields(bare.slice(1), {}).absent).toEqual([]);
  expect(findFields(bare.slice(1), { PRODUCT_CONTEXT: '', IMS_SCOPE: '' }).absent).toEqual([
    'IMS_SCOPE',
    'PRODUCT_CONTEXT',
  ]);
});

const kinds = (name: string, label = 'Adobe Marketing Cloud', value = '9') =>
  `<enumeration name="${name}"><value name="x" value="1" label="Bounce mails"/><value name="y" value="${value}" label="${label}"/></enumeration>`;

test('the number of the account’s type is that of the enumeration which the attribute itself names', () => {
  const typed = '<attribute name="type" enum="nms:extAccount:accountKind"/>';
  expect(typeNumber(schemaOf(typed, kinds('accountKind')))).toBe('9');
  expect(typeNumber(schemaOf(typed, kinds('nms:extAccount:ACCOUNTKIND', 'Adobe Experience Cloud')))).toBe('9');
  expect(typeNumber(schemaOf('<attribute name="type"/>', kinds('type')))).toBe('9');
  expect(typeNumber(schemaOf('', kinds('type')))).toBe('9');
  expect(typeNumber(schemaOf(typed, kinds('other')))).toBeUndefined();
  expect(typeNumber(schemaOf(typed, kinds('accountKind', 'Adobe Marketing Cloud Campaign')))).toBeUndefined();
  expect(typeNumber(schemaOf(typed, kinds('accountKind', 'Adobe Marketing Cloud', 'x9')))).toBeUndefined();
  expect(typeNumber(schemaOf(typed, kinds('accountKind', 'Adobe Marketing Cloud', '9x')))).toBeUndefined();
  const element = `<element name="accountKind"><value label="Adobe Marketing Cloud" value="7"/></element>`;
  expect(typeNumber(schemaOf(typed, kinds('accountKind') + element))).toBe('9');
  expect(
    typeNumber(schemaOf(typed, kinds('accountKind') + kinds('accountKind', 'Adobe Experience Cloud', '10'))),
  ).toBeUndefined();
});
