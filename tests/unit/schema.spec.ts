import { expect, test } from './unit-test.ts';
import { fieldsOfSchema, findFields, typeNumber } from '../../fixtures/evidence/sources/soap/schema.ts';
import { parseXml } from '../../fixtures/evidence/sources/xml.ts';

interface SchemaParts {
  /** The account’s own fields. */
  readonly fields?: string;
  /** The attribute `type`, and the enumerations that there are. */
  readonly type?: string;
  readonly enumerations?: string;
}

const labels: Readonly<Record<string, string>> = {
  imsServer: 'IMS server',
  imsScope: 'IMS scope',
  imsClient: 'IMS client identifier',
  imsSecret: 'IMS client secret',
  callback: 'Callback server (https)',
  org: 'IMS organization ID',
  mask: 'Association mask',
  context: 'Product context',
};
const usualFields = Object.entries(labels)
  .map(([name, label]) => `<attribute name="${name}" label="${label}"/>`)
  .join('');
const values = `<value name="pop3" label="Bounce mails (POP3)" value="0"/><value name="mac" label="Adobe Experience Cloud" value="21"/>`;

function schemaOf({ fields = usualFields, type = 'enum="type"', enumerations }: SchemaParts = {}) {
  const all = enumerations ?? `<enumeration name="type" basetype="byte">${values}</enumeration>`;
  return parseXml(
    `<schema name="extAccount" namespace="nms">${all}<element name="extAccount"><attribute name="type" ${type} type="byte"/>${fields}</element></schema>`,
  );
}

const found = (fields: string, told = {}) => findFields(fieldsOfSchema(schemaOf({ fields })), told);

/** Where the number of the type stands, whatever the enumeration is called. */
const enumerations: Readonly<Record<string, SchemaParts>> = {
  'called type': {},
  'of another name': {
    type: 'enum="accountKind"',
    enumerations: `<enumeration name="accountKind">${values}</enumeration>`,
  },
  'named with its schema': {
    type: 'enum="nms:extAccount:kinds"',
    enumerations: `<enumeration name="kinds">${values}</enumeration>`,
  },
  'beside one that is called type and is another’s': {
    type: 'enum="accountType"',
    enumerations: `<enumeration name="type"><value name="x" label="Adobe Experience Cloud" value="3"/></enumeration><enumeration name="accountType">${values}</enumeration>`,
  },
  'of a type that names none': { type: '' },
};

for (const [what, parts] of Object.entries(enumerations)) {
  test(`the number of the type is read from an enumeration ${what}`, () => {
    expect(typeNumber(schemaOf(parts))).toBe('21');
  });
}

test('an enumeration that is not there, or has two such values, gives no number', () => {
  expect(typeNumber(schemaOf({ type: 'enum="xtk:other:kind"' }))).toBeUndefined();
  const twice = `<enumeration name="type">${values}<value name="old" label="Adobe Marketing Cloud" value="9"/></enumeration>`;
  expect(typeNumber(schemaOf({ enumerations: twice }))).toBeUndefined();
});

test('the exact label wins over another one that a field may have', () => {
  const second = '<element name="oauth"><attribute name="redirect" label="Callback URL"/></element>';
  expect(found(usualFields + second).paths).toMatchObject({ CALLBACK_SERVER: '@callback' });
  expect(found(second + usualFields).missing).toEqual({});
  const alone = usualFields.replace('Callback server (https)', 'Callback URL');
  expect(found(alone).paths).toMatchObject({ CALLBACK_SERVER: '@callback' });
});

test('two fields with the exact label are not found, and nor are two with the other one', () => {
  const again = '<attribute name="again" label="Callback server"/>';
  expect(found(usualFields + again).missing.CALLBACK_SERVER).toContain('several fields of nms:extAccount');
  const aliases = usualFields.replace('Callback server (https)', 'Callback URL') + again.replace('server', 'URL');
  expect(found(aliases).missing.CALLBACK_SERVER).toContain('@callback, @again');
});

test('a field that looks like the secret of another connector is not taken for IMS’s', () => {
  const azure = usualFields.replace('IMS client secret', 'Client secret');
  expect(found(azure).missing.IMS_CLIENT_SECRET).toContain('no field of nms:extAccount has the label');
});

test('a path that is told for two fields is neither’s, and says so', () => {
  const { paths, missing } = found(usualFields, { IMS_SERVER: '@callback' });
  expect(paths).not.toHaveProperty('IMS_SERVER');
  expect(paths).not.toHaveProperty('CALLBACK_SERVER');
  expect(missing.IMS_SERVER).toContain('@callback of nms:extAccount fits another field as well');
  expect(missing.IMS_SERVER).toContain('IMS_SERVER in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS');
});
