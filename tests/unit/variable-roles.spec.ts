import { expect, test } from './unit-test.ts';
import {
  belongsToFamily,
  instanceFieldNames,
  instanceIdPattern,
  roleOf,
  runVariables,
  toolVariables,
} from '../../fixtures/settings/variables.ts';

/* How a variable is treated before anybody looks at its meaning. A credential is refused where a character slipped into it;
   a value under test is taken as it stands in Campaign, mistakes included. */

/** What is typed or sent somewhere, by the end of its name. */
const credentials = [
  'IMS_USER_EMAIL',
  'IMS_USER_PASSWORD',
  'IMS_USER_TOTP_SECRET',
  'SOAP_USER',
  'SOAP_PASSWORD',
  'IMS_TECHNICAL_CLIENT_ID',
  'IMS_TECHNICAL_CLIENT_SECRET',
  'UMAPI_CLIENT_ID',
  'UMAPI_CLIENT_SECRET',
];

/** What stands in Campaign. */
const underTest = [
  'IMS_SERVER',
  'IMS_SCOPE',
  'IMS_CLIENT_ID',
  'IMS_CLIENT_SECRET',
  'CALLBACK_SERVER',
  'IMS_ORG_ID',
  'ASSOCIATION_MASK',
  'PRODUCT_CONTEXT',
  'EXTERNAL_ACCOUNTS',
  'OPERATOR_GROUPS',
];

test('what an instance’s variable is treated as is told by its name', () => {
  for (const field of instanceFieldNames) {
    const role = credentials.includes(field) ? 'credential' : underTest.includes(field) ? 'under-test' : 'plain';
    expect(roleOf(`CAMPAIGN_STAGE_EU_${field}`), field).toBe(role);
  }
});

test('what a variable of the run is treated as is told by its whole name', () => {
  for (const name of Object.keys(runVariables)) {
    // The organisation that the Admin Console reads is no field of Campaign’s.
    expect(roleOf(name), name).toBe(credentials.includes(name) ? 'credential' : 'plain');
  }
  for (const name of [...toolVariables, 'PATH', '']) expect(roleOf(name), name).toBe('plain');
});

test('a name that begins as one of this suite’s own says that somebody’s instances are meant', () => {
  for (const name of [...instanceFieldNames.map((field) => `CAMPAIGN_A_${field}`), ...Object.keys(runVariables)]) {
    expect(belongsToFamily(name), name).toBe(true);
  }
  for (const name of [...toolVariables, 'PATH', 'MY_CAMPAIGN_URL', 'CAMPAIGN', 'IMS']) {
    expect(belongsToFamily(name), name).toBe(false);
  }
});

test('the ID of an instance is made of letters and digits, with single hyphens and underscores between', () => {
  for (const id of ['a', 'prod', 'stage-eu', 'a_b-c', 'A1', '7']) expect(id).toMatch(instanceIdPattern);
  for (const id of ['', '-a', 'a-', 'a--b', 'a_-b', 'a b', 'ä', 'a.b', 'a\n'])
    expect(id).not.toMatch(instanceIdPattern);
});
