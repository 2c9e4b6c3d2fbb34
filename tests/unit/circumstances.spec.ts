import { expect, test } from './unit-test.ts';
import { circumstances } from '../../fixtures/diagnosis/causes/index.ts';
import { findCauses } from '../../fixtures/diagnosis/find-causes.ts';
import type { Judgement, Symptom } from '../../fixtures/diagnosis/types.ts';
import { troubleshootingPage } from '../../fixtures/domain/campaign.ts';
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
