import { expect, test } from './unit-test.ts';
import { circumstances, settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { findCauses } from '../../fixtures/diagnosis/find-causes.ts';
import { owners, type Judgement, type SettingCauseId, type Symptom } from '../../fixtures/diagnosis/types.ts';
import { troubleshootingPage } from '../../fixtures/domain/campaign.ts';
import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import { judged, open, wrong } from './judged-builder.ts';

/* What stops a login and is no setting: in which words, and beside what it is named. */

const id = 'client-id';
const symptom = (more: Partial<Symptom>): Symptom => ({
  outcome: 'unrecognised',
  summary: 'It failed.',
  pointsTo: [],
  evidence: ['Seen.'],
  ...more,
});

/** What each cause is called, and which section of the official page it is. */
const labels: Readonly<Record<SettingCauseId, readonly [string, RegExp]>> = {
  'ims-server-url': ['IMS server', /#:~:text=IMS/],
  'client-id': ['IMS client identifier', /#:~:text=/],
  'callback-url': ['Callback server', /#:~:text=/],
  scopes: ['IMS scope', /#:~:text=/],
  'client-secret': ['IMS client secret', /#:~:text=/],
  'association-mask': ['Association mask', /#:~:text=/],
  'operator-groups': ['Operator groups', /#:~:text=/],
  'product-context': ['Product context', /#:~:text=/],
  'external-account': ['External account', /#:~:text=External%20Account/],
};

test('a setting is called as its field is, and leads to its section of the official page', () => {
  for (const cause of settingCauseIds) {
    const { setting, documentation } = settingCauses[cause];
    const [label, section] = labels[cause];
    expect(setting).toBe(label);
    expect(documentation, cause).toMatch(section);
  }
  expect(settingCauses['operator-groups'].documentation).toBe(settingCauses['association-mask'].documentation);
});

test('what is no setting says what is missing, what to do and who can', () => {
  expect(circumstances).toEqual({
    'ims-outage': {
      setting: 'Adobe IMS',
      expected: 'an answer from IMS that is neither a server error nor throttling',
      remedy: expect.stringMatching(
        /^Wait, check status\.adobe\.com, then run this probe again; nothing needs to change/,
      ),
      owner: 'Adobe',
    },
    'campaign-outage': {
      setting: 'Campaign server',
      expected: 'an answer from the instance that isn’t a server error',
      remedy: expect.stringMatching(
        /^Bring the instance up \(nlserver pdump; nlserver restart web\), then run this probe/,
      ),
      owner: owners.server,
    },
    network: {
      setting: 'Network',
      expected: 'any HTTP answer',
      remedy: expect.stringMatching(
        /^On this machine, check name resolution, firewall, proxy .* and certificates \(TRUSTED_CERTIFICATES\) for that host/,
      ),
      owner: owners.network,
    },
    'test-account': {
      setting: 'Test account (IMS_USER_EMAIL, IMS_USER_PASSWORD)',
      expected: 'an account that signs in without a person’s help, with e-mail address and password',
      remedy: expect.stringMatching(/^Sign in once by hand .* does not try a refused password a second time\.$/),
      owner: owners.probe,
    },
  });
});

test('a circumstance is said in its own words, or as it was found; of two the outage is first', () => {
  const { remedy, owner, expected, setting } = circumstances['test-account'];
  const [outage, account] = findCauses([], symptom({ pointsTo: ['test-account', 'ims-outage'] }));
  expect(outage?.cause).toBe('ims-outage');
  expect(account).toEqual({
    cause: 'test-account',
    certainty: 'confirmed',
    setting,
    expected,
    actual: 'It failed.',
    evidence: ['Seen.'],
    remedy,
    owner,
    documentation: troubleshootingPage,
  });
  const finding = { setting: 'Page', expected: 'e', actual: 'a', evidence: ['Read.'], remedy: 'r', owner: 'o' };
  expect(findCauses([], symptom({ pointsTo: ['test-account'], finding }))[0]).toMatchObject(finding);
});

test('a circumstance that is only suspected is not named beside what is proved', () => {
  const finding = { setting: 'Page', expected: 'e', actual: 'a', evidence: [], remedy: 'r', owner: 'o' } as const;
  const causesOf = (stored: Judgement): readonly string[] =>
    findCauses(
      [judged(id, { stored })],
      symptom({ pointsTo: [id, 'test-account'], finding: { ...finding, certainty: 'suspected' } }),
    ).map(({ cause, certainty }) => `${cause} ${certainty}`);
  expect(causesOf(wrong)).toEqual(['client-id confirmed']);
  expect(causesOf(open)).toEqual(['client-id suspected', 'test-account suspected']);
  const proved = findCauses(
    [judged(id, { stored: wrong }), judged('scopes')],
    symptom({
      pointsTo: [id, 'scopes', 'test-account'],
      proof: { [id]: ['Proof.'] },
      finding: { ...finding, certainty: 'suspected' },
    }),
  );
  expect(proved.map(({ cause }) => cause)).toEqual([id, 'scopes']);
});
