import { expect, test } from './unit-test.ts';
import { readAccountSchema } from '../../fixtures/evidence/sources/soap/index.ts';
import { findFields, fieldsOfSchema } from '../../fixtures/evidence/sources/soap/schema.ts';
import { leavesOf, parseXml } from '../../fixtures/evidence/sources/xml.ts';
import { account, readingOf } from './campaign-reading.ts';
import { accountSchema, campaignClient, fieldsInSchema, instanceWith } from './scripted-campaign.ts';

/* Where a build keeps what is read of it: its schemas say so, and what they do not say is never guessed. */

const operatorSchema = (fields: string): string =>
  `<schema name="operator" namespace="xtk"><element name="operator">${fields}</element></schema>`;
const attribute = (name: string, label = ''): string => `<attribute name="${name}" label="${label}"/>`;
const email = attribute('email', 'E-mail');

/** The schema’s fields, a row that has them all, and what is known of the operator by them. */
const operators: readonly (readonly [what: string, fields: string, row: string, known: object])[] = [
  [
    'by their names',
    email + attribute('authenticationType') + attribute('disabled'),
    'email="a" authenticationType="ims" disabled="1"',
    { authenticationType: 'ims', disabled: true },
  ],
  [
    'by another name, in any case',
    attribute('Email') + attribute('AuthenticationType') + attribute('disable'),
    'Email="a" AuthenticationType="native" disable="true"',
    { authenticationType: 'native', disabled: true },
  ],
  [
    'by their labels',
    attribute('mail', 'E-mail:') + attribute('way', 'Authentication type') + attribute('off', 'Account disabled'),
    'mail="a" way="ims" off="0"',
    { authenticationType: 'ims', disabled: false },
  ],
  [
    'not by a part of a name or of a label',
    `<element name="work">${attribute('email')}</element>` +
      attribute('emailOld', 'The e-mail') +
      attribute('old', 'E-mail of old') +
      email +
      attribute('myAuthenticationType', 'The authentication type') +
      attribute('authenticationTypeOld', 'Authentication type, old') +
      attribute('notDisabled', 'The account disabled') +
      attribute('disabledSince', 'Account disabled since'),
    'email="a" myAuthenticationType="x" authenticationTypeOld="x" notDisabled="1" disabledSince="1"',
    {},
  ],
  ['not where they are empty', email + attribute('authenticationType'), 'email="a" authenticationType=""', {}],
];

for (const [what, fields, row, known] of operators) {
  test(`how an operator signs in is found ${what}`, async () => {
    const { facts, client } = await readingOf(
      { operatorSchema: operatorSchema(fields), operators: `<operator ${row}/>` },
      instanceWith({ account }),
    );
    expect(facts.campaign?.operator).toMatchObject({ known: true, value: { count: 1, ...known } });
    const { operator } = facts.campaign ?? {};
    expect(Object.keys(operator?.known === true ? operator.value : {})).toEqual(['count', ...Object.keys(known)]);
    // Only what the schema has is asked for.
    const query = client.sent.map(({ body = '' }) => body).find((body) => body.includes('schema="xtk:operator"')) ?? '';
    expect([...query.matchAll(/<node expr="([^"]*)"/g)]).toHaveLength(
      1 + Object.keys(known).length + (row.endsWith('=""') ? 1 : 0),
    );
    expect(query).toMatch(/expr="@e?mail = /i);
    expect(query).not.toContain('undefined');
  });
}

test('an operator is not looked for where operators have no address', async () => {
  const { facts } = await readingOf(
    { operatorSchema: operatorSchema(attribute('name', 'Name')) },
    instanceWith({ account }),
  );
  expect(facts.campaign?.operator).toEqual({
    known: false,
    why: 'unreadable',
    source: 'Campaign over SOAP: xtk:operator has no e-mail address',
  });
});

const source = { instance: instanceWith(), technical: undefined, proxy: undefined, answerMs: 1000 };

test('the schema of the external account alone says where its fields are, with their labels', async () => {
  const client = campaignClient();
  expect(await readAccountSchema(source, client)).toEqual({
    type: '14',
    fields: [
      { field: 'imsServer', path: '@server', label: 'ims server' },
      { field: 'scopes', path: 'ims/scope', label: 'ims scope' },
      { field: 'clientId', path: '@account', label: 'ims client identifier' },
      { field: 'clientSecret', path: '@secret', label: 'ims client secret' },
      { field: 'callbackServer', path: 'ims/@callback', label: 'callback server' },
      { field: 'organisationId', path: 'ims/@org', label: 'ims organization id' },
      { field: 'associationMask', path: 'ims/@mask', label: 'association mask' },
      { field: 'productContext', path: 'ims/@context', label: 'product context' },
    ],
  });
  expect(client.isClosed).toBe(true);
  const without = campaignClient({ accountSchema: accountSchema(fieldsInSchema.slice(0, 2).join('')) });
  const read = await readAccountSchema(source, without);
  expect(read?.fields.map(({ path }) => path)).toEqual(['@server', '@account']);
});

test('a path that the user gives is where the field is, also where the schema does not know it', async () => {
  const instance = instanceWith({ fieldPaths: { IMS_SERVER: '@mine' } });
  const read = await readAccountSchema({ ...source, instance }, campaignClient());
  expect(read?.fields[0]).toEqual({ field: 'imsServer', path: '@mine', label: '' });
});

test('where Campaign does not give its schema there is none', async () => {
  const refusing = campaignClient({ logon: { status: 403 } });
  expect(await readAccountSchema(source, refusing)).toBeUndefined();
  expect(refusing.isClosed).toBe(true);
});

test('what the user says of a field counts, also where the label of another one is on two of them', () => {
  const fields = fieldsOfSchema(
    parseXml(
      `<schema name="extAccount"><element name="extAccount">${attribute('one', 'IMS scopes')}${attribute('two', 'IMS scopes')}</element></schema>`,
    ),
  );
  const { paths, missing } = findFields(fields, { IMS_CLIENT_ID: '@one' });
  expect(paths).toEqual({ IMS_CLIENT_ID: '@one' });
  expect(missing.IMS_SCOPE).toBe(
    'several fields of nms:extAccount have the label “IMS scope” (@one, @two); give its path as IMS_SCOPE in CAMPAIGN_<ID>_EXTERNAL_ACCOUNT_FIELDS',
  );
});

test('the values of an element are its attributes, and the text of what holds nothing but text', () => {
  const leaves = (text: string) => leavesOf(parseXml(text)).map(({ path, value }) => `${path}=${value}`);
  expect(leaves('<a>text</a>')).toEqual([]);
  expect(leaves('<a x="1">text</a>')).toEqual(['@x=1']);
  expect(leaves('<a><b>text</b></a>')).toEqual(['b=text']);
  expect(leaves('<a><b x="1">text</b></a>')).toEqual(['b/@x=1']);
  expect(leaves('<a><b>text<c/></b></a>')).toEqual(['b/c=']);
  expect(leaves('<a><b><c d="2"/></b><e>3</e></a>')).toEqual(['b/c/@d=2', 'e=3']);
});

test('XML is read up to so many elements, so deep, and with values so long', () => {
  const say = (text: string): string => {
    try {
      return parseXml(text).name;
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const nested = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
  expect(say(nested(100))).toBe('a');
  expect(say(nested(101))).toBe('it is nested deeper than any of Campaign’s documents');
  const tooLong = 'it contains a value that is longer than any setting';
  const wrap = (value: string): readonly string[] => [
    `<a b="${value}"/>`,
    `<a>${value}</a>`,
    `<a><![CDATA[${value}]]></a>`,
  ];
  for (const text of wrap('x'.repeat(20_000))) expect(say(text)).toBe('a');
  for (const text of wrap('x'.repeat(20_001))) expect(say(text)).toBe(tooLong);
  expect(say(`<a>${'<b/>'.repeat(100_000)}</a>`)).toBe('it has more elements than any of Campaign’s documents');
  expect(say('\ufeff<a/>')).toBe('a');
  expect(say('<a/>\n<b/>')).toBe('it isn’t well-formed XML (line 2)');
  expect(parseXml('<a>one<b/>two<![CDATA[<three>]]></a>').text).toBe('onetwo<three>');
});
