import { expect, test } from './unit-test.ts';
import { comparable, inspectSettings, Secret, type Settings } from '../../fixtures/settings/index.ts';
import { leastEnvironment } from './settings-builder.ts';

/* What is said of a setting that is missing: its name, and what it is for; and what stands in its place until it is there. */

const minimum = leastEnvironment;
const inspected = (environment: Readonly<Record<string, string>>, directory = '/nowhere') =>
  inspectSettings({ environment, directory, lab: () => ({}) });
const settingsOf = (more: Readonly<Record<string, string>>, directory?: string): Settings =>
  inspected({ ...minimum, ...more }, directory).settings;

const technical = {
  IMS_TECHNICAL_CLIENT_ID: 'abc',
  IMS_TECHNICAL_CLIENT_SECRET: 'secret word',
  IMS_TECHNICAL_SCOPES: 'openid',
};
const console_ = { UMAPI_CLIENT_ID: 'abc', UMAPI_CLIENT_SECRET: 'secret word', IMS_ORG_ID: 'ABC@AdobeOrg' };
const soap = { CAMPAIGN_PROD_SOAP_USER: 'probe', CAMPAIGN_PROD_SOAP_PASSWORD: 'secret word' };

/** What belongs together, and what each of it is. */
const needed: readonly (readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>])[] = [
  [
    minimum,
    {
      CAMPAIGN_PROD_URL: 'the address of instance “prod”',
      IMS_USER_EMAIL: 'the test account’s e-mail address',
      IMS_USER_PASSWORD: 'the test account’s password',
    },
  ],
  [
    technical,
    {
      IMS_TECHNICAL_CLIENT_ID: 'the technical account’s client ID',
      IMS_TECHNICAL_CLIENT_SECRET: 'the technical account’s client secret',
      IMS_TECHNICAL_SCOPES: 'the scopes of the technical account’s credential',
    },
  ],
  [
    console_,
    {
      UMAPI_CLIENT_ID: 'the client ID of the User Management API credential',
      UMAPI_CLIENT_SECRET: 'the client secret of the User Management API credential',
      IMS_ORG_ID: 'the ID of the organisation in the Admin Console',
    },
  ],
  [
    soap,
    {
      CAMPAIGN_PROD_SOAP_USER: 'the operator that signs in to Campaign over SOAP',
      CAMPAIGN_PROD_SOAP_PASSWORD: 'the password of the operator of CAMPAIGN_PROD_SOAP_USER',
    },
  ],
];

test('each setting that is missing beside others is one line with what it is', () => {
  for (const [together, purposes] of needed) {
    const whole = { ...minimum, ...together };
    expect(inspected(whole).problems).toEqual([]);
    for (const [variable, purpose] of Object.entries(purposes)) {
      const others = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== variable));
      expect(inspected(others).problems, variable).toEqual([{ variable, message: `is missing; set it to ${purpose}` }]);
    }
  }
});

test('what stands in for a missing value is nothing that could be sent', () => {
  const { CAMPAIGN_INSTANCES, CAMPAIGN_PROD_URL } = minimum;
  const account = inspected({ CAMPAIGN_INSTANCES, CAMPAIGN_PROD_URL }).settings.instances[0]?.account;
  expect([account?.email, account?.password].map((secret) => secret?.reveal())).toEqual(['', '']);
  const { clientId, clientSecret, scopes } =
    inspected({ ...minimum, IMS_TECHNICAL_SCOPES: 'a' }).settings.technical ?? {};
  expect([clientId, clientSecret instanceof Secret && clientSecret.reveal(), scopes]).toEqual(['', '', ['a']]);
  const console = inspected({ ...minimum, UMAPI_CLIENT_ID: 'abc' }).settings.console;
  expect([console?.client.clientSecret.reveal(), console?.organisationId]).toEqual(['', '']);
});

test('what is not set is not there', () => {
  const keys = Object.keys(settingsOf({ PROBE_STATE: 'off' })).sort();
  expect(keys).toEqual(['acceptedRisks', 'instances', 'notices', 'screenshots', 'signIn', 'target', 'told']);
  const instance = Object.keys(settingsOf({}).instances[0] ?? {});
  for (const name of ['operator', 'package', 'sheet']) expect(instance).not.toContain(name);
});

test('two runs have the same settings where only folders, notices and who is told differ, and others where anything else does', () => {
  const package_ = { CAMPAIGN_PROD_PACKAGE: 'a.xml' };
  const one = comparable(settingsOf(package_, '/one'));
  expect(comparable(settingsOf(package_, '/other'))).toBe(one);
  expect(comparable(settingsOf({ ...package_, WEBHOOK_URL: 'https://hooks.example.com/t' }, '/one'))).toBe(one);
  expect(comparable(settingsOf({ ...package_, PROBE_STATE: 'kept' }, '/one'))).toBe(one);
  for (const more of [
    { PROBE_STATE: 'off' },
    { CAMPAIGN_PROD_PACKAGE: 'b.xml' },
    { CAMPAIGN_PROD_PACKAGE_IMPORTED: 'yes' },
    { IMS_SIGN_IN: 'each' },
    { HTTPS_PROXY: 'http://proxy.example.com' },
    { CAMPAIGN_PROD_KIND: 'stage' },
  ]) {
    expect(comparable(settingsOf({ ...package_, ...more }, '/one')), JSON.stringify(more)).not.toBe(one);
  }
  expect(one).not.toContain('Correct-horse');
  expect(one).not.toContain('/one');
});
