import { expect, test } from './unit-test.ts';
import { contradictionOf } from '../../fixtures/diagnosis/contradiction.ts';
import { restart } from '../../fixtures/diagnosis/restart.ts';
import { owners, type Cause, type Symptom } from '../../fixtures/diagnosis/types.ts';
import { judged, right, wrong } from './judged-builder.ts';

/* What is said where a server has not read what is stored, and where everything that is known is right. */

const read =
  'Restart the Campaign server (nlserver restart web, or the whole service): it reads the external account only when it starts.';
const orCopy = 'If it has been restarted since the last change, correct what is declared for this instance.';
const sent = { stored: right, agrees: false, runningValue: 'old' } as const;

test('a restart says what is sent and what should be, and where only a copy is known, that the copy may be what is old', () => {
  const settings = [
    judged('client-id', { ...sent, storedValue: 'new' }),
    judged('scopes', { stored: wrong, agrees: false }),
    judged('callback-url', { stored: right, agrees: true, runningValue: 'same', storedValue: 'same' }),
  ];
  const { documentation, ...said } = restart(settings, ['Seen.']);
  expect(documentation).toContain('#:~:text=');
  expect(said).toEqual({
    cause: 'server-restart',
    certainty: 'suspected',
    setting: 'Restart of the server',
    owner: owners.server,
    remedy: `${read} After the restart the server should send Label of client-id \`new\`. ${orCopy}`,
    expected: 'a server that was restarted after the last change of the external account',
    actual: 'Label of client-id: the server sends “old”; Label of scopes: the server sends (empty)',
    evidence: [
      'Label of client-id: the value that this run was given is right (It is right), but the running server sends “old”.',
      'Label of scopes: the value that this run was given is a different one (It is wrong), but the running server sends (empty).',
      'Seen.',
    ],
  });
});

test('a restart is proved where Campaign itself has another value than it sends, and then no copy is doubted', () => {
  expect(restart([judged('client-id', { ...sent, isLive: true })], [])).toMatchObject({
    certainty: 'confirmed',
    remedy: read,
    evidence: [
      'Label of client-id: the stored value, read from Campaign in this run, is right (It is right), but the running server sends “old”.',
    ],
  });
  const both = [judged('scopes', sent), judged('client-id', { ...sent, isLive: true })];
  expect(restart(both, []).certainty).toBe('confirmed');
  for (const agrees of [true, undefined]) {
    expect(restart([judged('client-id', { stored: right, isLive: true, agrees })], []).certainty).toBe('suspected');
  }
});

test('where nobody sees what is sent, the symptom is held against what is stored', () => {
  const settings = [judged('association-mask', { stored: right }), judged('operator-groups', { stored: right })];
  expect(restart(settings, ['Seen.'])).toMatchObject({
    remedy: `${read} ${orCopy}`,
    actual: 'a server that behaves as if it had not read the last change',
    evidence: [
      'As far as this run knows, the external account is right (Label of association-mask: It is right; Label of operator-groups: It is right), but Campaign’s answer points to it: the running server may have a different value.',
      'Seen.',
    ],
  });
});

const settings = [
  judged('client-id', { stored: right, sources: ['CLIENT_ID', 'PROVISIONED'] }),
  judged('scopes', { stored: { ...right, detail: 'They are right' }, sources: ['SCOPES', 'PROVISIONED'] }),
  judged('product-context', { stored: right, sources: ['CONTEXT'] }),
];
const symptom = (more: Partial<Symptom>): Symptom => ({
  outcome: 'redirected-to-adobe-com',
  summary: '',
  pointsTo: ['client-id', 'scopes'],
  evidence: [],
  ...more,
});

test('everything that is known is right: that is said, setting by setting, with what to bring up to date', () => {
  expect(contradictionOf(settings, symptom({}), [])).toEqual({
    lines: [
      'This is the symptom of a wrong Label of client-id and Label of scopes, but everything that is known about it is right, so no setting is accused.',
      'Label of client-id: It is right.',
      'Label of scopes: They are right.',
    ],
    advice: {
      remedy:
        'Check that CLIENT_ID, PROVISIONED and SCOPES are up to date, and whether the server has been restarted since the last change of the external account. IMS itself sent the user elsewhere than to this callback, so ask Adobe whether it is really among the callback URLs of the client: adding it there changes nothing in Campaign. Then run this probe again.',
      owner: owners.campaign,
    },
  });
  const one = contradictionOf(settings, symptom({ pointsTo: ['product-context'] }), []);
  expect(one?.advice.remedy).toMatch(/^Check that CONTEXT is up to date, /);
});

test('nothing is contradicted where a cause is named, or the symptom points to no setting', () => {
  const [cause] = [restart([], [])] satisfies readonly Cause[];
  expect(contradictionOf(settings, symptom({}), cause ? [cause] : [])).toBeUndefined();
  expect(contradictionOf(settings, symptom({ pointsTo: ['network'] }), [])).toBeUndefined();
  expect(contradictionOf(settings, symptom({ pointsTo: [] }), [])).toBeUndefined();
});

test('only where Campaign took a code and refused, its operator may be what is wrong', () => {
  const operator =
    'Campaign took the code, so check as well that the account’s operator is enabled (Administration › Access management › Operators) and that its connection zone lets this machine in. Then run this probe again.';
  const remedyOf = (more: Partial<Symptom>): string | undefined =>
    contradictionOf(settings, symptom(more), [])?.advice.remedy;
  expect(remedyOf({ outcome: 'callback-rejected' })).toContain(`external account. ${operator}`);
  expect(remedyOf({ outcome: 'missing-rights' })).toContain(operator);
  for (const more of [
    { outcome: 'callback-rejected', decidedBy: 'request' },
    { outcome: 'missing-rights', decidedBy: 'request' },
    { outcome: 'login-page-unreachable' },
    { outcome: 'unrecognised' },
  ] as const) {
    expect(remedyOf(more), JSON.stringify(more)).not.toMatch(/operator|callback URLs/);
  }
});
