import { expect, test } from './unit-test.ts';
import { fieldsOfSchema, findFields, typeNumber } from '../../fixtures/evidence/sources/soap/schema.ts';
import { expression, literal } from '../../fixtures/evidence/sources/soap/session.ts';
import { SoapTransport } from '../../fixtures/evidence/sources/soap/transport.ts';
import { parseXml } from '../../fixtures/evidence/sources/xml.ts';
import { accountSchema, envelope, fieldsInSchema, router } from './scripted-campaign.ts';
import { ScriptedClient, type Scripted } from './scripted-client.ts';

const call = (soapaction: string, more: object = {}) => {
  const [urn = '', name = ''] = soapaction.split('#');
  return {
    url: `${router}?soapAction=x`,
    method: 'POST',
    headers: {
      SoapAction: soapaction,
      'User-Agent': 'the SDK',
      'X-Security-Token': '',
      'content-type': 'application/soap+xml',
    },
    data: `<m:${name} xmlns:m="urn:${urn}" a="b"/>`,
    ...more,
  };
};

async function sentOver(request: Parameters<SoapTransport['send']>[0], answer: Scripted = { body: envelope('') }) {
  const client = new ScriptedClient(() => answer);
  const transport = new SoapTransport(client, 'https://prod.example.com');
  const result = await transport.send(request).catch((error: unknown) => error);
  return { client, transport, result };
}

for (const name of [
  'xtk:session#Logon',
  'xtk:session#Logoff',
  'xtk:persist#GetEntityIfMoreRecent',
  'xtk:queryDef#ExecuteQuery',
]) {
  test(`${name} leaves, to the router alone, without what is empty and without the SDK’s own name`, async () => {
    const { client, transport, result } = await sentOver(call(name));
    expect(result).toBe(envelope(''));
    expect(transport.trouble).toBeUndefined();
    expect(client.sent).toEqual([
      {
        url: router,
        method: 'POST',
        headers: { SoapAction: name, 'content-type': 'application/soap+xml' },
        body: call(name).data,
      },
    ]);
  });
}

const reading = 'xtk:queryDef#ExecuteQuery';
const stopped: readonly (readonly [string, Parameters<SoapTransport['send']>[0], string])[] = [
  ['a call that writes', call('xtk:session#Write'), 'the call xtk:session#Write does more than read'],
  ['a call whose body is another', call(reading, { data: '<m:Write xmlns:m="urn:xtk:session"/>' }), reading],
  ['a call to another host', call(reading, { url: 'https://other.example.com/nl/jsp/soaprouter.jsp' }), reading],
  ['a GET', call(reading, { method: 'GET' }), reading],
  ['a call without a name', call('', { headers: {} }), 'the call of another kind'],
  ['a call with a name that is a text', call('a sentence, with more'), 'the call of another kind'],
  ['a call with an endless name', call('a'.repeat(81)), 'the call of another kind'],
];

for (const [what, request, said] of stopped) {
  test(`${what} is stopped before it leaves`, async () => {
    const { client, transport, result } = await sentOver(request);
    expect(client.sent).toEqual([]);
    expect(result).toMatchObject({
      name: 'Error',
      message: 'HTTP 500',
      statusCode: 500,
      statusText: 'refused',
      data: '',
    });
    expect(transport.trouble).toContain(said);
    expect(transport.trouble).toMatch(/was not sent$/);
    transport.forget();
    expect(transport.trouble).toBeUndefined();
  });
}

const answers: readonly (readonly [string, Scripted, string | undefined])[] = [
  ['60001 tags', { body: envelope('<a/>'.repeat(60_001)) }, 'its answer is longer than any schema'],
  ['five million letters', { body: envelope('a'.repeat(5_000_000)) }, 'its answer is longer than any schema'],
  ['a letter less than is read', { body: envelope('').padEnd(5_000_000) }, undefined],
  ['a letter more than is read', { body: envelope('').padEnd(5_000_001) }, 'its answer is longer than any schema'],
  ['59000 tags', { body: envelope('<a/>'.repeat(59_000)) }, undefined],
  ['HTTP 300', { status: 300, body: envelope('') }, 'it answered HTTP 300'],
  ['an envelope of another prefix', { body: '  <s:Envelope xmlns:s="x"/>' }, undefined],
  [
    'a number inside the wrapper’s',
    { body: envelope('<SOAP-ENV:Fault>SOP-330011 XSV-350008 ABC-123456</SOAP-ENV:Fault>') },
    'it refused the call (XSV-350008)',
  ],
  ['a word that only begins so', { body: '<EnvelopeOfHtml/>' }, 'it answered with a page instead of SOAP'],
];

for (const [what, answer, trouble] of answers) {
  test(`an answer with ${what} is ${trouble ?? 'taken'}`, async () => {
    const { transport } = await sentOver(call(reading), answer);
    expect(transport.trouble).toBe(trouble);
  });
}

test('an expression is put in brackets where it has a path, and a text is closed in quotes', () => {
  expect([expression('@name'), expression('ims/@mask')]).toEqual(['@name', '[ims/@mask]']);
  expect(literal("a'b\\c")).toBe("'a\\'b\\\\c'");
});

const schemaWith = (...fields: readonly string[]) => fieldsOfSchema(parseXml(accountSchema(fields.join(''))));

test('a field is found by its label, wherever it stands; a link, and what has no name, is none', () => {
  const fields = schemaWith(
    '<element name="ims"><element name="deep"><attribute name="mask" label=" Association  mask : "/></element></element>',
    '<element name="folder" type="link" label="IMS server"/>',
    '<attribute label="IMS scope"/>',
    '<key name="account" label="IMS client identifier"/>',
  );
  expect(fields.map(({ path }) => path)).toEqual(['@name', '@type', 'ims/deep/@mask']);
  expect(findFields(fields, {}).paths).toEqual({ ASSOCIATION_MASK: 'ims/deep/@mask' });
  expect(fieldsOfSchema(parseXml('<schema name="x"><element name="y"/></schema>'))).toEqual([]);
});

test('another label counts only where no field has its own', () => {
  const alias = '<attribute name="b" label="IMS client ID"/>';
  expect(findFields(schemaWith(alias), {}).paths).toEqual({ IMS_CLIENT_ID: '@b' });
  const own = '<attribute name="a" label="IMS client identifier"/>';
  expect(findFields(schemaWith(own, alias), {}).paths).toEqual({ IMS_CLIENT_ID: '@a' });
});

test('of a field that two have, or that two labels fit, nobody says where it stands', () => {
  const two = findFields(
    schemaWith('<attribute name="a" label="IMS scope"/><attribute name="b" label="IMS scope"/>'),
    {},
  );
  expect(two.paths).toEqual({});
  expect(two.missing.IMS_SCOPE).toBe(
    'several fields of nms:extAccount have the label “IMS scope” (@a, @b); give its path as IMS_SCOPE in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS',
  );
  const taken = findFields(schemaWith('<attribute name="a" label="IMS scope"/>'), { ASSOCIATION_MASK: '@a' });
  expect(taken.paths).toEqual({});
  expect(taken.missing.IMS_SCOPE).toMatch(
    /^@a of nms:extAccount fits another field as well as “IMS scope”; give its path/,
  );
});

const withoutContext = fieldsInSchema.filter((field) => !field.includes('context'));

test('a build without the product context is said to have none, where all else is found and nothing resembles it', () => {
  expect(findFields(schemaWith(...withoutContext), {}).absent).toEqual(['PRODUCT_CONTEXT']);
  for (const like of ['Produktkontext', 'Contexte', 'コンテキスト']) {
    const found = findFields(schemaWith(...withoutContext, `<attribute name="x" label="${like}"/>`), {});
    expect(found.absent, like).toEqual([]);
    expect(found.missing.PRODUCT_CONTEXT, like).toContain('no field of nms:extAccount has the label “Product context”');
  }
  const named = findFields(schemaWith(...withoutContext, '<attribute name="productContext"/>'), {});
  expect(named.absent).toEqual([]);
  const less = findFields(schemaWith(...withoutContext.filter((field) => !field.includes('mask'))), {});
  expect(less.absent).toEqual([]);
});

test('a field of which the user says that it is nowhere is absent', () => {
  const found = findFields(schemaWith(...fieldsInSchema), { ASSOCIATION_MASK: '' });
  expect(found.absent).toEqual(['ASSOCIATION_MASK']);
  expect(found.paths.ASSOCIATION_MASK).toBeUndefined();
  expect(found.missing).toEqual({});
});

const types: readonly (readonly [string, string, string | undefined])[] = [
  ['is named by the attribute', accountSchema(), '14'],
  ['has the older name', accountSchema().replace('Experience', 'Marketing'), '14'],
  ['belongs to another enumeration', accountSchema().replace('name="accountKind"', 'name="status"'), undefined],
  [
    'has the usual name where the attribute names none',
    accountSchema().replace(' enum="nms:extAccount:accountKind"', '').replace('"accountKind"', '"Type"'),
    '14',
  ],
  ['is no number', accountSchema().replace('value="14"', 'value="mac"'), undefined],
  [
    'is there twice',
    accountSchema().replace('label="Bounce mails (POP3)"', 'label="Adobe Marketing Cloud"'),
    undefined,
  ],
  [
    'has a label that only holds it',
    accountSchema().replace('Adobe Experience Cloud', 'Adobe Experience Cloud 2'),
    undefined,
  ],
  [
    'has a label that only ends so',
    accountSchema().replace('Adobe Experience Cloud', 'Old Adobe Experience Cloud'),
    undefined,
  ],
];

for (const [what, schema, number] of types) {
  test(`the number of a type that ${what} is ${number ?? 'not known'}`, () => {
    expect(typeNumber(parseXml(schema))).toBe(number);
  });
}
