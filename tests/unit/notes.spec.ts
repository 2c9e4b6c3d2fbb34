import { expect, test } from './unit-test.ts';
import { findNotes } from '../../fixtures/diagnosis/find-notes.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { mergeSources } from '../../fixtures/evidence/sources/merge.ts';
import {
  failedReading,
  everyField,
  said,
  type SourceFacts,
  type Speaker,
} from '../../fixtures/evidence/sources/reading.ts';
import { bareFacts, known, soundFacts, unknown } from './evidence-builder.ts';

/* What is worth knowing and accuses nobody; and what two sources say of one setting. */

type Operator = Extract<NonNullable<Evidence['campaign']>['operator'], { known: true }>['value'];

function campaign(operator?: Operator, more: Partial<NonNullable<Evidence['campaign']>> = {}): Partial<Evidence> {
  const nothing = unknown('X');
  return {
    campaign: {
      build: nothing,
      version: nothing,
      operator: operator ? known(operator) : nothing,
      groupNames: known({ 1: 'admin', 2: 'delivery' }),
      ...more,
    },
  };
}

const ofConsole = (unlicensed: string[]): Partial<Evidence> => ({
  consoleAccount: known({ type: 'federatedID', status: 'active', unlicensed }),
});

const notes: Readonly<Record<string, readonly [Partial<Evidence>, readonly string[]]>> = {
  nothing: [{}, []],
  'an unread Campaign': [campaign(), []],
  'a build': [campaign(undefined, { build: known('9384') }), ['Campaign’s build is 9384.']],
  'a build with its release': [
    campaign(undefined, { build: known('9384'), version: known('7.4.1') }),
    ['Campaign’s build is 9384 (7.4.1).'],
  ],
  'no operator': [
    campaign({ count: 0, disabled: true }),
    ['Campaign has no operator with the account’s address yet; the first login creates one.'],
  ],
  'one operator, as it should be': [campaign({ count: 1, authenticationType: 'IMS', disabled: false }), []],
  'two operators': [
    campaign({ count: 2 }),
    ['Campaign has 2 operators with the account’s address; a login can fail if the address is not unique.'],
  ],
  'an operator of another kind': [
    campaign({ count: 1, authenticationType: 'native' }),
    ['The account’s operator authenticates as “native” and not through IMS.'],
  ],
  'a disabled operator': [campaign({ count: 1, disabled: true }), ['The account’s operator is disabled in Campaign.']],
  'an account in the Admin Console': [
    ofConsole([]),
    ['In the Admin Console the test account is of type federatedID and active.'],
  ],
  'an account without a licence': [
    ofConsole(['a', 'b']),
    [
      'In the Admin Console the test account is of type federatedID and active.',
      'The account is a member of “a” and “b” without an available licence.',
    ],
  ],
  'a page that gets the password itself': [
    { typesPasswordAt: ['idp.example.com'] },
    [
      'IMS_USER_IDP_TYPES_PASSWORD: the password itself is typed into pages at idp.example.com; what such a page makes of it cannot be checked, and no trace, screenshot or video is made.',
    ],
  ],
  'a session that does not say its groups': [
    { sessionGroups: { known: false, why: 'unreadable', source: 'no answer' } },
    ['Which operator groups the session has is not known (no answer).'],
  ],
  'a session of which the names are not known': [
    { sessionGroups: known(['1', '3']) },
    ['The session has the operator groups “id 1” and “id 3”.'],
  ],
  'a session without a group': [{ sessionGroups: known([]) }, ['The session has no operator group.']],
  'a session with all that the mask promises': [
    { ...campaign(), sessionGroups: known(['1', '9']) },
    ['The session has the operator groups “admin” and “id 9”, with all that the association mask promises (“admin”).'],
  ],
  'a session with less than the mask promises': [
    { ...campaign(), sessionGroups: known(['2']) },
    ['The session has the operator groups “delivery”; the association mask promises “admin” as well.'],
  ],
  'a session of which the mask promises nothing': [
    { ...campaign(), sessionGroups: known(['2']), dashboardUserGroups: known(['Photoshop']) },
    ['The session has the operator groups “delivery”, with all that the association mask promises (none).'],
  ],
  'a session of which the mask promises a group that Campaign does not have': [
    {
      ...campaign(),
      sessionGroups: known(['2']),
      dashboardUserGroups: known(['Campaign - prod - delivery', 'Campaign - prod - other']),
    },
    ['The session has the operator groups “delivery”, with all that the association mask promises (“delivery”).'],
  ],
  'a session where the user’s groups are not known': [
    { ...campaign(), sessionGroups: known(['2']), dashboardUserGroups: unknown('X') },
    ['The session has the operator groups “delivery”.'],
  ],
};

for (const [what, [more, expected]] of Object.entries(notes)) {
  test(`of ${what} is told what there is to know, and no more`, () => {
    expect(findNotes({ ...soundFacts(), ...more })).toEqual(expected);
  });
}

const at = '2026-02-03T04:05:06.000Z';
const live: Speaker = { source: 'a live source', via: 'live', at };
const others = ['other'];

/** A setting’s name, and a source that says something else of it than what is declared. */
const settings: readonly (readonly [string, Partial<SourceFacts>])[] = [
  ['IMS server', { externalAccount: { imsServer: said(live, 'other') } }],
  ['IMS scope', { externalAccount: { scopes: said(live, 'other') } }],
  ['IMS client identifier', { externalAccount: { clientId: said(live, 'other') } }],
  ['IMS client secret', { externalAccount: { clientSecret: said(live, { present: false, blankAtAnEnd: false }) } }],
  ['Callback server', { externalAccount: { callbackServer: said(live, 'other') } }],
  ['IMS organization ID', { externalAccount: { organisationId: said(live, 'other') } }],
  ['Association mask', { externalAccount: { associationMask: said(live, 'other') } }],
  ['Product context', { externalAccount: { productContext: said(live, 'other') } }],
  ['Enabled external accounts', { externalAccount: { enabledAccounts: said(live, others) } }],
  ['Operator groups', { operatorGroups: said(live, others) }],
  ['Provisioned client', { provisioned: { clientId: said(live, 'other') } }],
  ['Provisioned scopes', { provisioned: { scopes: said(live, others) } }],
  ['Provisioned callback URLs', { provisioned: { callbackUrls: said(live, others) } }],
  ['Provisioned product context', { provisioned: { productContext: said(live, 'other') } }],
  ['Product profiles of the user', { dashboardUserGroups: said(live, others) }],
];

for (const [setting, facts] of settings) {
  test(`what a live source says of “${setting}” is used, and the difference is told by that name`, () => {
    const reading = {
      report: { ...live, read: true, detail: '' },
      facts: { externalAccount: {}, provisioned: {}, ...facts },
    };
    const merged = mergeSources(soundFacts(), [reading]);
    const value = setting === 'IMS client secret' ? '(empty)' : 'other';
    expect(merged.disagreements).toEqual([
      expect.objectContaining({ setting, used: { value, source: 'a live source', via: 'live', at } }),
    ]);
    // Where only the source says it there is nothing to differ from.
    expect(mergeSources(bareFacts(), [reading]).disagreements).toEqual([]);
  });
}

test('a source that failed leaves every fact unreadable, and names what is not used instead', () => {
  const failed = failedReading(live, 'no answer', (fact) => ({ externalAccount: everyField(fact), provisioned: {} }));
  const { externalAccount, sources } = mergeSources(soundFacts(), [failed]);
  expect(Object.values(externalAccount)).toHaveLength(9);
  expect(externalAccount.clientId).toEqual({
    known: false,
    why: 'unreadable',
    source: 'a live source: no answer; what a test says is not used instead',
  });
  expect(sources).toEqual([{ ...live, read: false, detail: 'no answer' }]);
  expect(mergeSources(bareFacts(), [failed]).externalAccount.clientId).toMatchObject({
    source: 'a live source: no answer',
  });
});
