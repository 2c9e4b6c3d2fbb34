import { expect, test } from './unit-test.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { declaredFacts } from '../../fixtures/evidence/sources/declared.ts';
import { CurrentRun } from '../../fixtures/run/current-run.ts';
import { readSettings } from '../../fixtures/settings/index.ts';
import { askAhead, atOnce } from '../../fixtures/spec/ahead.ts';

const fleet = Array.from({ length: 500 }, (_, index) => `fleet-${String(index + 1)}`);

/** Asks whose answers come only when they are let go. */
function heldBack(): {
  readonly begun: string[];
  /** How many are under way. */
  readonly open: () => number;
  readonly ask: (one: string) => Promise<unknown>;
  /** Answers everything that is under way, in turns, until nothing more is begun. */
  readonly answerAll: (most?: number) => Promise<void>;
} {
  const begun: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    begun,
    open: () => waiting.length,
    ask: (one) => {
      begun.push(one);
      return new Promise((resolve, reject) => {
        waiting.push(() => {
          if (begun.length % 7 === 0) reject(new Error('no answer'));
          else resolve(undefined);
        });
      });
    },
    answerAll: async (most = Infinity) => {
      for (let turn = 0; turn < most && waiting.length > 0; turn++) {
        for (const answer of waiting.splice(0)) answer();
        // What was answered begins the next one.
        await new Promise((resume) => setImmediate(resume));
      }
    },
  };
}

test('of a large fleet each instance is asked about once, in order, and never more of them than some at once', async () => {
  const { begun, open, ask, answerAll } = heldBack();
  let most = 0;
  const all = askAhead(
    fleet,
    (one) => {
      const asked = ask(one);
      most = Math.max(most, open());
      return asked;
    },
    () => false,
  );
  expect(begun).toEqual(fleet.slice(0, atOnce));
  await answerAll();
  await all;
  expect(begun).toEqual(fleet);
  expect(most).toBe(atOnce);
});

test('a worker that ends begins nothing more, and waits for what it has begun', async () => {
  const { begun, open, ask, answerAll } = heldBack();
  let isOver = false;
  const all = askAhead(fleet, ask, () => isOver);
  await answerAll(2);
  isOver = true;
  const before = begun.length;
  expect(open()).toBe(atOnce);
  await answerAll();
  await all;
  expect(begun).toHaveLength(before);
  expect(before).toBeLessThan(fleet.length / 5);
});

test('a worker that takes another’s place, and a shard, ask only about what is selected and was not seen', () => {
  const ids = fleet.slice(0, 6);
  const environment = {
    CAMPAIGN_INSTANCES: ids.join(','),
    ...Object.fromEntries(
      ids.map((id) => [`CAMPAIGN_${id.toUpperCase().replace('-', '_')}_URL`, `https://${id}.example.com`]),
    ),
    IMS_USER_EMAIL: 'probe@example.com',
    IMS_USER_PASSWORD: 'Correct-horse-battery-9',
  };
  const settings = readSettings({ environment, directory: '/nowhere', lab: () => ({}) });
  const run = new CurrentRun(settings, { signsIn: true, isPart: true }, new MemoryLedger(Date.now));
  run.touched = new Set(ids.slice(0, 4));
  expect(run.toCome()).toEqual(ids.slice(0, 4));
  for (const instance of settings.instances.slice(0, 2)) run.take(declaredFacts(instance, settings.instances), true);
  expect(run.toCome()).toEqual(ids.slice(2, 4));
});
