import { expect, test } from './unit-test.ts';
import { identityMeaning } from '../../fixtures/diagnosis/readings/identity-words.ts';
import { plainText } from '../../fixtures/diagnosis/readings/messages.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';

/* What an identity provider, or Adobe beside it, says of an account that it lets nobody in with: nothing of it is Campaign’s,
   and whoever reads it is told which side to look at. */

const meaningOf = (text: string) => identityMeaning(plainText(text));

/** Codes of Entra’s, what the account meets there, what to do, and who can where that is not Entra’s own administrator. */
const entra: readonly (readonly [string, 'refused' | 'challenged', RegExp, RegExp, string?])[] = [
  ['50105', 'refused', /not assigned to Adobe’s application/, /^Assign the test account.*Users and groups/],
  ['50020 50034 51004 90072', 'refused', /isn’t in this tenant/, /Check IMS_USER_EMAIL.*invite it/],
  ['50126', 'refused', /user name or password is wrong/, /IMS_USER_PASSWORD.*by hand.*a second time/, owners.probe],
  ['50057', 'refused', /account is disabled/, /^Enable the test account/],
  ['50053', 'challenged', /locked/, /^Wait until the lock is over/],
  ['50055 50144', 'challenged', /password has expired/, /set a new password.*IMS_USER_PASSWORD/],
  ['50072 50074 50076 50079 500121', 'challenged', /second factor/, /Exclude the test account.*IMS_USER_TOTP_SECRET/],
  [
    '50131 50005 53000 53001 53002 53003 53004 530032 530034',
    'challenged',
    /conditional access policy/,
    /sign-in logs, which name the policy; exclude the test account/,
  ],
  ['65001', 'challenged', /nobody has consented/, /^Grant admin consent/],
  ['65004', 'challenged', /was declined/, /^Grant admin consent/],
  ['90094', 'challenged', /administrator must consent/, /^Grant admin consent/],
  ['50011 700016 750054', 'refused', /application is not set up/, /reply URL/],
  ['75011', 'challenged', /sign-in method/, /^Let the Adobe application.*accept the sign-in method/],
  ['9999999', 'challenged', /refuses or interrupts/, /login\.microsoftonline\.com\/error.*sign-in logs/],
];

for (const [codes, is, what, remedy, owner = 'the administrator of Microsoft Entra ID'] of entra) {
  test(`Entra’s ${codes} is said as what it is, with what to do there`, () => {
    for (const code of codes.split(' ')) {
      const meaning = meaningOf(`AADSTS${code}: something`);
      expect(meaning?.outcome, code).toBe(is === 'refused' ? 'credentials-rejected' : 'challenge-required');
      expect(meaning?.summary).toContain(`Microsoft Entra ID does not let the account in (AADSTS${code})`);
      expect(meaning?.summary).toMatch(what);
      expect(meaning?.finding.actual).toMatch(what);
      expect(meaning?.finding.evidence.join()).toContain(`AADSTS${code}`);
      expect(meaning?.finding.remedy).toMatch(remedy);
      expect(meaning?.finding.owner).toBe(owner);
      expect(`${meaning?.finding.setting ?? ''} ${meaning?.finding.expected ?? ''}`).not.toMatch(/Campaign/);
    }
  });
}

const federation = [
  'Could not process incoming SAML response',
  'We could not process the incoming SAML response.',
  'The SAML response is invalid',
  'SAML assertion has expired',
  'The SAML response for this user was rejected',
  'SAML response is not valid',
  'SAML assertion not accepted',
  'SAML response could not be verified',
  'Invalid SAML response',
  'Unable to verify the SAML message',
  'Could not validate SAML',
  'Failed to verify the signature of the SAML assertion',
  'The issuer in the response does not match',
  'Issuer mismatch',
  'The issuer https://idp is not known',
  'Issuer unknown',
  'The assertion has expired',
  'Assertion not yet valid',
  'Assertion refused: clock skew',
];

const addressList = [
  'You can only sign in from approved networks',
  'Access to this organization is restricted to trusted IP addresses',
  'Sign-in is permitted from authorised locations',
  'Log in from an allowed IP range',
  'Signing in is limited to approved IP ranges',
  'This network is not approved by your organization',
  'Your IP address isn’t allowed by your administrator',
  'Your location is not trusted by Adobe',
  'Your organisation restricts sign-in to certain IP addresses',
  'The administrator has blocked this network',
  'Your organization does not allow access from this location',
  'Your administrator limits IP ranges',
];

const neither = [
  '',
  'Enter your password',
  'Sign in with SAML',
  'The issuer of the card. It does not match',
  'Allowed networks of partners',
  'Access your photos from any location',
  'The network is not approved',
  'AADSTS12: too short to be a code',
];

test('what Adobe says of an answer that it does not accept is the federation’s matter, with both its sides', () => {
  for (const text of federation) {
    const meaning = meaningOf(text);
    expect(meaning?.finding.setting, text).toBe('Federation with Adobe');
    expect(meaning?.outcome).toBe('challenge-required');
  }
  const meaning = meaningOf('Invalid SAML response');
  expect(meaning?.summary).toMatch(/Adobe does not accept what the identity provider says.*federation/);
  expect(meaning?.finding).toMatchObject({
    expected: 'an answer of the identity provider that Adobe accepts',
    actual: 'Adobe could not process the SAML response',
  });
  expect(meaning?.finding.evidence.join()).toMatch(/passed the sign-in on to the identity provider, and refused/);
  expect(meaning?.finding.remedy).toMatch(/certificate.*issuer.*clocks.*Settings › Identity.*Nothing in Campaign/);
  expect(meaning?.finding.owner).toMatch(/identity provider.*Adobe Admin Console/);
});

test('what Adobe says of the network that somebody comes from is the Admin Console’s matter', () => {
  for (const text of addressList) {
    const meaning = meaningOf(text);
    expect(meaning?.finding.setting, text).toBe('IP-based access control of the Admin Console');
    expect(meaning?.outcome).toBe('challenge-required');
  }
  const meaning = meaningOf('You can only sign in from approved networks');
  expect(meaning?.summary).toMatch(/does not let users of this organisation sign in from the public IP address/);
  expect(meaning?.finding.expected).toMatch(/on the organisation’s list/);
  expect(meaning?.finding.actual).toMatch(/is not on it/);
  expect(meaning?.finding.evidence.join()).toMatch(/certain networks only/);
  expect(meaning?.finding.remedy).toMatch(/public IPv4 address of this machine.*Privacy and Security/);
  expect(meaning?.finding.owner).toBe(owners.console);
});

test('what only looks like it says nothing of an identity provider', () => {
  for (const text of neither) expect(meaningOf(text), text).toBeUndefined();
});
