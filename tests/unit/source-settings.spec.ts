import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { declaredFacts } from '../../fixtures/evidence/sources/declared.ts';
import { mergeSources } from '../../fixtures/evidence/sources/merge.ts';
import { readSheet } from '../../fixtures/evidence/sources/sheet.ts';
import { secretsOf, type Settings } from '../../fixtures/settings/index.ts';
import { provisioningJsonSchema } from '../../fixtures/settings/provisioning-file.ts';
import { leastEnvironment, problemsIn, settingsOf, type Environment } from './settings-builder.ts';

const sound = {
  ...leastEnvironment,
  CAMPAIGN_INSTANCES: 'prod,stage',
  CAMPAIGN_STAGE_URL: 'https://stage.example.com',
};
const read = (environment: Environment, directory?: string): Settings =>
  settingsOf({ ...sound, ...environment }, { directory });
const problemsOf = (environment: Environment, directory?: string): readonly string[] =>
  problemsIn(() => read(environment, directory));

/** Half a credential and other mistakes, and the beginning of the one line that each gets. */
const bad: Readonly<Record<string, readonly [Record<string, string>, RegExp]>> = {
  'an operator without a password': [
    { CAMPAIGN_PROD_SOAP_USER: 'login-probe' },
    /^CAMPAIGN_PROD_SOAP_PASSWORD: is missing/,
  ],
  'a password without an operator': [
    { CAMPAIGN_PROD_SOAP_PASSWORD: 'secret word' },
    /^CAMPAIGN_PROD_SOAP_USER: is missing/,
  ],
  'half a technical account': [
    { IMS_TECHNICAL_CLIENT_ID: 'abc', IMS_TECHNICAL_SCOPES: 'openid' },
    /^IMS_TECHNICAL_CLIENT_SECRET: is missing/,
  ],
  'a technical account without scopes': [
    { IMS_TECHNICAL_CLIENT_ID: 'abc', IMS_TECHNICAL_CLIENT_SECRET: 'secret word', IMS_TECHNICAL_SCOPES: '[]' },
    /^IMS_TECHNICAL_SCOPES: is empty/,
  ],
  'a console without an organisation': [
    { UMAPI_CLIENT_ID: 'abc', UMAPI_CLIENT_SECRET: 'secret word' },
    /^IMS_ORG_ID: is missing/,
  ],
  'an organisation alone': [{ IMS_ORG_ID: 'ABC@AdobeOrg' }, /^IMS_ORG_ID: is used only to read the Admin Console/],
  'an organisation that is none': [
    { UMAPI_CLIENT_ID: 'abc', UMAPI_CLIENT_SECRET: 'secret word', IMS_ORG_ID: '../../x' },
    /^IMS_ORG_ID: must be the organisation’s ID/,
  ],
  'a field that does not exist': [
    { CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: 'MASK=@mask' },
    /^CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: must be a list of entries such as/,
  ],
  'a path that is a query': [
    { CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: "IMS_SERVER=@a or 'x'" },
    /^CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: has a value for IMS_SERVER that cannot be used; give a path/,
  ],
  'an import that is neither': [
    { CAMPAIGN_PROD_PACKAGE_IMPORTED: 'true' },
    /^CAMPAIGN_PROD_PACKAGE_IMPORTED: must be one of yes, no/,
  ],
  'a sheet that is missing': [
    { PROVISIONING_FILE: 'sheet.json' },
    /^PROVISIONING_FILE: names a file that does not exist: /,
  ],
};

for (const [name, [environment, line]] of Object.entries(bad)) {
  test(`${name} gets one line that names the variable, and no secret`, () => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
    expect(problems[0]).not.toContain('secret word');
  });
}

test('every credential of a source is among the secrets that are looked for', () => {
  const settings = read({
    CAMPAIGN_PROD_SOAP_USER: 'login-probe',
    CAMPAIGN_PROD_SOAP_PASSWORD: 'soap password',
    IMS_TECHNICAL_CLIENT_ID: 'abc',
    IMS_TECHNICAL_CLIENT_SECRET: 'technical secret',
    IMS_TECHNICAL_SCOPES: 'openid,AdobeID',
    UMAPI_CLIENT_ID: 'abc',
    UMAPI_CLIENT_SECRET: 'console secret',
    IMS_ORG_ID: 'ABC@AdobeOrg',
  });
  expect(secretsOf(settings).map(({ name, value }) => [name, value.reveal()])).toEqual(
    expect.arrayContaining([
      ['CAMPAIGN_PROD_SOAP_PASSWORD', 'soap password'],
      ['IMS_TECHNICAL_CLIENT_SECRET', 'technical secret'],
      ['UMAPI_CLIENT_SECRET', 'console secret'],
    ]),
  );
  expect(JSON.stringify(settings)).not.toMatch(/soap password|technical secret|console secret/);
});

test('paths of fields are read, and none says that there is no such field', () => {
  const paths = 'IMS_SERVER=@imsServer, IMS_SCOPE=ims/scope, PRODUCT_CONTEXT=none, TYPE=7';
  expect(read({ CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: paths }).instances[0]?.fieldPaths).toEqual({
    IMS_SERVER: '@imsServer',
    IMS_SCOPE: 'ims/scope',
    PRODUCT_CONTEXT: '',
    TYPE: '7',
  });
});

test.describe('the provisioning sheet', () => {
  const sheet = {
    $schema: './schema/provisioning.schema.json',
    clientId: 'Campaign1',
    scopes: ['openid', 'AdobeID'],
    callbackUrls: ['https://prod.example.com'],
    instances: { stage: { callbackUrls: ['https://stage.example.com'] } },
  };

  test('gives each instance what holds for all, and what is its own', ({}, testInfo) => {
    writeFileSync(testInfo.outputPath('sheet.json'), `\uFEFF${JSON.stringify(sheet)}`);
    const settings = read({ PROVISIONING_FILE: 'sheet.json', PROVISIONED_CLIENT_ID: 'Campaign2' }, testInfo.outputDir);
    const [prod, stage] = settings.instances.map((instance) =>
      mergeSources(declaredFacts(instance, settings.instances), instance.sheet ? [readSheet(instance.sheet)] : []),
    );

    expect(prod?.provisioned).toMatchObject({
      clientId: { value: 'Campaign1', via: 'file', source: 'the provisioning sheet (sheet.json)' },
      callbackUrls: { value: ['https://prod.example.com'] },
      productContext: { known: false, why: 'not-declared', source: 'CAMPAIGN_PROD_PROVISIONED_PRODUCT_CONTEXT' },
    });
    expect(stage?.provisioned.callbackUrls).toMatchObject({ value: ['https://stage.example.com'] });
    expect(prod?.disagreements).toMatchObject([
      { setting: 'Provisioned client', used: { value: 'Campaign1' }, other: { value: 'Campaign2', via: 'declared' } },
    ]);
  });

  test('has a published schema, which is the one that it is read by', () => {
    const published: unknown = JSON.parse(
      readFileSync(resolve(__dirname, '../../schema/provisioning.schema.json'), 'utf8'),
    );
    expect(published).toEqual(provisioningJsonSchema());
    const validate = new Ajv2020({ strict: false }).compile(provisioningJsonSchema());
    expect(validate(sheet)).toBe(true);
    expect(validate({ clientID: 'x' })).toBe(false);
  });

  const broken: Readonly<Record<string, readonly [string, RegExp]>> = {
    'that is no JSON': ['clientId: Campaign1', /names a file that isn’t JSON: /],
    'with a misspelt member': [
      '{"clientID":"x"}',
      /does not match schema\/provisioning\.schema\.json: the whole file: .*clientID/,
    ],
    'with a misspelt instance': [
      '{"instances":{"stge":{}}}',
      /has values for “stge”, which isn’t an instance of this run; did you mean “stage”\?/,
    ],
    'that is bigger than a sheet can be': [
      'x'.repeat(1_000_001),
      /names a file that is larger than 1 MB; name a smaller file/,
    ],
  };
  for (const [name, [text, line]] of Object.entries(broken)) {
    test(`${name} is one problem`, ({}, testInfo) => {
      writeFileSync(testInfo.outputPath('sheet.json'), text);
      const problems = problemsOf({ PROVISIONING_FILE: 'sheet.json' }, testInfo.outputDir);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(line);
    });
  }
});
