import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { differencesFromLab } from '../../fixtures/capture/against-lab.ts';
import { differencesOf, gistOf } from '../../fixtures/capture/likeness.ts';
import { openQuestions } from '../../fixtures/capture/questions.ts';
import { summaryOf } from '../../fixtures/capture/summary.ts';
import { folderNameOf, writtenCapture } from '../../fixtures/capture/write-capture.ts';
import { captureSchema, type Capture } from '../../fixtures/capture/form/capture.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { rehearsed } from '../../fixtures/report/judgement.ts';
import { signedInAt, soundFacts } from './evidence-builder.ts';
import { capturesIn, readCapture } from '../../fixtures/lab/captured/load.ts';
import { trackOf } from '../../fixtures/lab/captured/track.ts';
import { anchorOf, headingsOf } from '../documents.ts';

const folder = resolve(join(__dirname, '..', '..', 'captures'));
const lab = readCapture(join(folder, 'lab-default'));
const stock = readCapture(join(folder, 'stock-tables'));

test('every capture of the repository is one that could be written today', () => {
  const all = capturesIn(folder);
  expect(all.length).toBeGreaterThanOrEqual(6);
  const changed = all.filter(({ capture }) => writtenCapture(capture) !== `${JSON.stringify(capture, undefined, 1)}\n`);
  expect(changed.map(({ name }) => name)).toEqual([]);
});

test('a capture answers open questions by what was seen, and leaves the others open', () => {
  const answers = Object.fromEntries(openQuestions(stock).map(({ asks, answer }) => [asks, answer]));
  expect(answers).toMatchObject({
    'First hop of a login': 'a page with a way to press',
    'Way to the Adobe ID': 'a #imsLogon',
    'Path of the callback': '/xtk/logon.jssp',
    'State of a login': 'none is sent',
    'Cookie of a session': 'JSESSIONID (HttpOnly, Secure, SameSite=Lax)',
    'Security token of a page': 'field',
    'Hosts before IMS': 'there is no such host',
    'Account fields': undefined,
    'Refused callback': undefined,
  });
});

test('each open question is one of docs/domain.md', () => {
  const anchors = headingsOf('docs/domain.md').map(({ text }) => anchorOf(text));
  expect(openQuestions(lab).filter(({ heading }) => !anchors.includes(heading))).toEqual([]);
});

test('where the lab’s default differs from a capture is said with both sides', () => {
  expect(differencesFromLab(lab, lab)).toEqual([]);
  expect(differencesFromLab(stock, lab)).toContainEqual({
    what: 'Path of the callback',
    here: '/xtk/logon.jssp',
    lab: '/nl/jsp/imsCallback.jsp',
  });
});

test('a hop or a check more is a difference, and a slower one is none', () => {
  const slower: Capture = { ...lab, hops: lab.hops.map((hop) => ({ ...hop, tookMs: hop.tookMs + 500 })) };
  expect(differencesOf(lab, slower)).toEqual([]);
  expect(differencesOf(lab, { ...lab, hops: lab.hops.slice(1) })).not.toEqual([]);
  const broken: Capture = { ...lab, said: { ...lab.said, checks: lab.said.checks.slice(1) } };
  expect(differencesOf(lab, broken)).not.toEqual([]);
  expect(gistOf(lab)).toContain('said signed-in, pass, by login');
});

test('half a login is no world', () => {
  const half = lab.hops.filter(({ at }) => at.host !== 'instance' || at.query.length === 0);
  expect(() => trackOf({ hops: half })).toThrow('whole login');
  expect(trackOf(lab).ends).toHaveLength(2);
});

test('a summary counts what is in a capture, and names what it could not see', () => {
  const { hops, pages, answers, unseen } = summaryOf(lab);
  expect({ hops: hops.length, pages }).toEqual({ hops: 8, pages: 3 });
  expect(answers).toEqual(['SOAP, GetUserInfo: HTTP 200, answer']);
  expect(unseen).toContain('The Admin Console was not asked.');
  expect(unseen).toContain('The schema of the external account was not read.');
});

test('a rehearsal says of no setting that it holds, and hides nothing that is wrong', () => {
  const healthy = diagnose({ ...soundFacts(), journey: signedInAt() });
  expect(healthy.checks.some(({ status }) => status === 'holds')).toBe(true);
  const { checks, verdict, causes } = rehearsed(healthy);
  expect(checks.some(({ status }) => status === 'holds')).toBe(false);
  expect({ verdict, causes }).toEqual({ verdict: healthy.verdict, causes: healthy.causes });
});

test('a folder has the date and the build', () => {
  const capture = captureSchema.parse({ ...lab, of: 'instance', capturedOn: '2026-11-26', build: '9384' });
  expect(folderNameOf(capture)).toBe('2026-11-26-9384');
  expect(folderNameOf({ ...capture, of: 'lab' })).toBe('2026-11-26-9384-lab');
});
