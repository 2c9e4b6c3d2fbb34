import type { Browser } from '@playwright/test';
import { isOfConfiguration } from '../../fixtures/diagnosis/verdict.ts';
import { usualPatience, type Patience } from '../../fixtures/evidence/journey/patience.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import type { ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import { expect, test } from '../lab/lab-test.ts';
import { badInstances, nights, type BadInstance } from './bad-instances.ts';
import { probeBeside, type BothProbed } from './probe-beside.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, isWholeFire, parts } from './seed.ts';

/** A lab answers at once, so that what has no end shows sooner; but a login needs its time on a busy machine. */
const shortPatience: Patience = {
  journeyMs: 15_000,
  afterwardsMs: 10_000,
  closingMs: 10_000,
  answerMs: 6000,
  restMs: 1000,
  unrestMs: 5000,
};

/** Where the first page is the bad one, there is no login that would need time. */
const shortestPatience: Patience = { ...shortPatience, journeyMs: 10_000 };

/** What a good instance may take longer than without a bad one beside it, and Node’s memory. */
const mostLaterMs = 60_000;
const mostBytes = 1_000_000_000;

/** What is asked before a login and what is closed after it may take so long besides, in milliseconds. */
const besidesMs = 60_000;

/** What did not hold, in words. */
function broken({ bad, good, peakBytes }: BothProbed, usualMs: number, patience: Patience): readonly string[][] {
  const said = (one: BothProbed['bad']): string =>
    `${one.diagnosis?.outcome ?? 'no end'} after ${String(Math.round(one.ms / 1000))} s`;
  const isGood = good.diagnosis?.verdict === 'pass' && good.ms <= usualMs + mostLaterMs;
  const hasEnd = bad.diagnosis !== undefined && bad.ms <= patience.journeyMs + patience.afterwardsMs + besidesMs;
  // Where it answers a code with anything but a session, it may well have refused it: more than suspected nothing can be.
  // That the network, or the instance, is the cause accuses no setting.
  const accuses = (bad.diagnosis?.causes ?? []).filter(
    (cause) => cause.certainty === 'confirmed' && isOfConfiguration(cause),
  );
  return [
    isGood ? [] : [`the good one: ${said(good)}`],
    peakBytes <= mostBytes ? [] : [`Node had ${megabytes(peakBytes)}`],
    [
      ...(hasEnd ? [] : [`the bad one: ${said(bad)}`]),
      ...accuses.map(({ cause }) => `the bad one is accused: ${cause}`),
    ],
  ];
}

function megabytes(bytes: number): string {
  return `${String(Math.round(bytes / 1e6))} MB`;
}

/** With the users’ own patience, since it is theirs that must hold: one of each kind. */
const isWithUsualPatience = ({ name }: BadInstance): boolean =>
  /^(?:a page that is busy for ever,|a page without an end|hops to ever new places|an answer that never begins)/.test(
    name,
  );

/** How long a good instance takes without anything bad beside it, as each worker measures it once. */
let usual: number | undefined;

async function usualOf(browser: Browser, certificate: ServerCertificate): Promise<number> {
  if (usual !== undefined) return usual;
  const [first, second] = healthyWorld().instances;
  if (!first || !second) throw new Error('A world without instances');
  const one = { world: healthyWorld(), bad: first.id, good: second.id };
  const { good } = await probeBeside(one, {
    browsers: { bad: browser, good: browser },
    certificate,
    patience: usualPatience,
  });
  expect(good.diagnosis?.verdict, 'without anything bad').toBe('pass');
  usual = good.ms;
  return usual;
}

const all = badInstances(fireSeed(), isWholeFire());

// One after another in two workers: a good instance beside twelve pages that are busy for ever would be late because of the others.
for (const half of parts(2)) {
  test.describe(() => {
    test.describe.configure({ mode: 'default' });
    for (const one of all.filter((_, index) => index % 2 === half)) tryBeside(one);
  });
}

function tryBeside(one: BadInstance): void {
  test(one.name, async ({ browser, playwright, launchOptions, labCertificate }) => {
    const hurried = one.isBeforeLogin ? shortestPatience : shortPatience;
    const patience = isWithUsualPatience(one) ? usualPatience : hurried;
    const usualMs = await usualOf(browser, labCertificate);
    // A browser of its own, as workers have: it may have to be ended for what one of its pages does.
    const another = await playwright.chromium.launch(launchOptions);
    const browsers = { bad: another, good: browser };
    try {
      const both = await probeBeside(one, {
        browsers,
        certificate: labCertificate,
        patience,
        patienceWithGood: usualPatience,
      });
      expect(one.answers(), 'somebody met what is bad about it').toBeGreaterThan(0);
      const [late = [], big = [], bad = []] = broken(both, usualMs, patience);
      const later = {
        of: 'the good instance was later by',
        value: Math.round((both.good.ms - usualMs) / 1000),
        unit: 's',
      };
      const node = { of: 'memory of Node, the lab included', value: Math.round(both.peakBytes / 1e6), unit: 'MB' };
      const end = {
        of: 'the bad instance ended after',
        value: Math.round(both.bad.ms / 1000),
        unit: 's',
      };
      const how = `answers built to use up time and memory, with a good instance beside them: each in one of ${String(nights)} nights`;
      const held = (faults: readonly string[]): { readonly how: string; readonly tried: 1; readonly held: 0 | 1 } => ({
        how,
        tried: 1,
        held: faults.length > 0 ? 0 : 1,
      });
      recordPromise({ promise: 'others-on-time', ...held(late), most: later }, late);
      recordPromise({ promise: 'little-memory', ...held(big), most: node }, big);
      recordPromise({ promise: 'an-end', ...held(bad), most: end }, bad);
    } finally {
      await another.close();
    }
  });
}
