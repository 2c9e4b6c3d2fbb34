import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { closeFirmly } from '../../fixtures/evidence/browser/closing.ts';
import { Deadline } from '../../fixtures/evidence/deadline.ts';
import { type Hop } from '../../fixtures/evidence/facts/hops.ts';
import { journeyStages, type Ending, type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { hop, journey, page, soundFacts, toCampaign, toIms, toSignIn } from './evidence-builder.ts';

const never = <T>(): Promise<T> => new Promise(() => undefined);
const noSession = (): Promise<never> => Promise.reject(new Error('not asked'));

test('what takes longer than there is time gives nothing, and what is quicker gives what it gives', async () => {
  const deadline = new Deadline(20);
  expect(await deadline.meet(Promise.resolve('in time'))).toEqual({ value: 'in time' });
  await expect(deadline.meet(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await deadline.meet(never())).toBeUndefined();
  expect(await deadline.meet(never())).toBeUndefined();
});

test('time for which others are waited for does not count, whoever waits first', async () => {
  const deadline = new Deadline(50);
  let isOver = false;
  void deadline.over.then(() => (isOver = true));
  let go: () => void = () => undefined;
  const others = new Promise<void>((resolve) => (go = resolve));
  const waiting = [deadline.aside(() => others), deadline.aside(() => others)];
  await new Deadline(150).over;
  expect(isOver).toBe(false);
  go();
  await Promise.all(waiting);
  await deadline.over;
  expect(isOver).toBe(true);
});

test('a context that closes leaves the browser alone; one that does not takes it along, and the process where need be', async () => {
  const done: string[] = [];
  const browser = {
    close: (): Promise<void> => {
      done.push('browser');
      return never();
    },
    newBrowserCDPSession: noSession,
  };
  await closeFirmly(browser, [Promise.resolve({ close: () => Promise.resolve() })], undefined, 20);
  expect(done).toEqual([]);

  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await closeFirmly(browser, [Promise.resolve({ close: () => Promise.resolve() }), never()], child.pid, 20);
  expect(done).toEqual(['browser']);
  expect(await ended).toEqual([null, 'SIGKILL']);
  await closeFirmly(browser, [Promise.resolve({ close: () => new Promise<void>(() => undefined) })], undefined, 20);
  expect(done).toEqual(['browser', 'browser']);
});

test.describe('a login that hung', () => {
  const end = (ending: Ending, last: Partial<Hop> = {}, at = toCampaign): Journey => {
    const { page: unread, ...rest } = journey([toCampaign, toIms, { ...at, ...last }], {});
    return { ...rest, ending, ...(ending.how !== 'held-up' && unread && { page: unread }) };
  };
  const said = (one: Journey): { readonly outcome: string; readonly verdict: string; readonly summary: string } => {
    const { outcome, verdict, summary, causes } = diagnose({ ...soundFacts(), journey: one });
    expect(causes).toEqual([]);
    return { outcome, verdict, summary };
  };

  test('accuses nobody, wherever it hung, and says in one line at what', () => {
    for (const where of [toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/')]) {
      const lines = journeyStages.map((at) => said(end({ how: 'held-up', at }, { status: 200 }, where)));
      expect(new Set(lines.map(({ summary }) => summary)).size).toBe(journeyStages.length);
      for (const { outcome, verdict, summary } of lines) {
        expect([outcome, verdict]).toEqual(['unrecognised', 'inconclusive']);
        expect(summary).toMatch(
          /^The login at https:\/\/prod\.example\.com was ended after the time for one instance: /,
        );
      }
    }
  });

  test('says of a page that keeps silent, and of a body without an end, that it is so', () => {
    expect(said(end({ how: 'at-rest', isMute: true })).summary).toContain('its page does not respond');
    expect(said(end({ how: 'at-rest' }, { cut: 'still coming' })).summary).toContain(
      'the body of its answer does not end',
    );
    expect(said(end({ how: 'out-of-time', pending: false }, { cut: 'net::ERR_X' })).summary).toContain(
      'ends too early (net::ERR_X)',
    );
    // An empty page that did not come whole says nothing of a server that has not started.
    const blank = { ...end({ how: 'at-rest' }, { cut: 'net::ERR_X' }), page: page({ isBlank: 'yes', text: '' }) };
    const { summary } = diagnose({
      ...soundFacts(),
      journey: { ...blank, hops: [{ ...toCampaign, cut: 'net::ERR_X' }] },
    });
    expect(summary).not.toContain('empty page');
  });
});

test('an answer of which a part came is the network’s, whoever gave it, and accuses no setting', () => {
  const at = (last: Hop, kind: 'ims' | 'sign-in' | 'campaign', text: string): Journey => ({
    ...journey([toCampaign, toIms, { ...last, status: 200, cut: 'net::ERR_CONNECTION_RESET' }], {
      page: page({ kind, url: last.url, text, isBlank: text === '' ? 'yes' : 'no' }),
    }),
    ending: { how: 'at-rest' },
  });
  for (const text of ['', 'Error', 'invalid_client']) {
    const all = [at(toIms, 'ims', text), at(toSignIn, 'sign-in', text), at(toCampaign, 'campaign', text)];
    const found = all.map((one) => diagnose({ ...soundFacts(), journey: one }));
    expect(found.map(({ outcome }) => outcome)).toEqual(['ims-unavailable', 'ims-unavailable', 'campaign-unreachable']);
    expect(found.map(({ causes }) => causes.map(({ cause }) => cause))).toEqual([
      ['network'],
      ['network'],
      ['network'],
    ]);
  }
});
