import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { UserError } from '../../fixtures/domain/errors.ts';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { resultName } from '../../fixtures/report/manifest.ts';
import { readShards } from '../../fixtures/report/shard.ts';
import { isWhole, verifyFolder } from '../../fixtures/report/verification.ts';
import { follows, limitInWords, verificationInWords } from '../../fixtures/report/verification-words.ts';
import { copied, leftRun, manifestOf, writeManifestOf, type LeftRun } from './forged-run.ts';
import { forgeries } from './forgeries.ts';
import { sealedAnew } from './forged-manifests.ts';
import { recordPromise } from './promise.ts';
import { fireSeed } from './seed.ts';
import { scriptLine } from '../script-line.ts';

const promise = 'nothing-forged';
const times = 8;
const project = resolve(__dirname, '../..');

/** Each forgery several times, on a run of its own. */
function* forged(folder: string): Generator<{ readonly what: string; readonly run: LeftRun }> {
  const left = leftRun(join(folder, 'left'));
  for (const [index, [what, forge]] of Object.entries(forgeries).entries()) {
    for (let time = 0; time < times; time += 1) {
      const run = copied(left, join(folder, `forged-${String(index)}-${String(time)}`));
      mkdirSync(run.outside, { recursive: true });
      forge(run, mulberry32(fireSeed() + index * times + time));
      yield { what: `${what} (${String(time)})`, run };
    }
  }
}

/** What `work` says of a folder that it does not take; nothing where it takes it, or does not know what to say. */
function refusalOf(work: () => string): string {
  try {
    return work();
  } catch (error) {
    return error instanceof UserError ? error.message : '';
  }
}

function verified(given: string): string {
  const verification = verifyFolder(given);
  return isWhole(verification) ? '' : verificationInWords(given, verification);
}

test('changed folders, checked against their manifest', ({}, testInfo) => {
  const all = [...forged(testInfo.outputPath('runs'))].flatMap(({ what, run }) =>
    // The folder itself, and the one above it.
    [run.results, run.root].map((given) => ({
      what: `${what}: ${given}`,
      refusal: refusalOf(() => verified(given)),
      root: run.root,
    })),
  );
  const taken = all.filter(({ refusal, root }) => !refusal.includes(root) || hasControls(refusal));
  recordPromise(
    { promise, how: testInfo.title, tried: all.length, held: all.length - taken.length },
    taken.map(({ what, refusal }) => `${what}: ${refusal}`),
  );
});

/** Whether a terminal would obey something in it. */
function hasControls(text: string): boolean {
  return /[^\P{Cc}\n]/u.test(text);
}

test('changed shards, merged with a good one', ({}, testInfo) => {
  const good = leftRun(testInfo.outputPath('good'));
  const all = [...forged(testInfo.outputPath('runs'))].map(({ what, run }, index) => ({
    what,
    root: run.root,
    refusal: refusalOf(() => {
      const given = [run.results, run.root, join(run.results, resultName)][index % 3] ?? run.results;
      readShards([good.results, given]);
      return '';
    }),
  }));
  const taken = all.filter(({ refusal, root }) => !refusal.includes(root));
  recordPromise(
    { promise, how: testInfo.title, tried: all.length, held: all.length - taken.length },
    taken.map(({ what, refusal }) => `${what}: ${refusal}`),
  );
});

test('nights of which one is missing, repeated or out of order', ({}, testInfo) => {
  const state = testInfo.outputPath('state');
  const nights = Array.from({ length: 5 }, (_, index) => leftRun(testInfo.outputPath(`night-${String(index)}`), state));
  const known = nights.map(({ results }) => verifyFolder(results));
  const pairs = known.flatMap((before, one) => known.map((next, other) => ({ before, next, one, other })));
  for (const { before, next } of pairs.filter(({ one, other }) => other === one + 1)) {
    expect(follows(before, next)).toBe(true);
  }
  const wrong = pairs.filter(({ one, other }) => other !== one + 1);
  const taken = wrong.filter(({ before, next }) => follows(before, next));
  recordPromise(
    { promise, how: testInfo.title, tried: wrong.length, held: wrong.length - taken.length },
    taken.map(({ one, other }) => `${String(other)} after ${String(one)}`),
  );
});

function run(folder: string, script: string, ...given: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, scriptLine(script, ...given), {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PROBE_STATE: 'off' },
  });
  return { status, stdout, stderr };
}

test('folders that were changed and sealed again as a whole: verify says what digests cannot show, and a digest kept elsewhere shows it', ({}, testInfo) => {
  const state = testInfo.outputPath('state');
  leftRun(testInfo.outputPath('before'), state);
  const left = leftRun(testInfo.outputPath('left'), state);
  const { digest } = verifyFolder(left.results);
  const taken = Object.entries(sealedAnew).flatMap(([what, change], index) => {
    const anew = copied(left, testInfo.outputPath(`anew-${String(index)}`));
    writeManifestOf(anew, change(manifestOf(anew)));
    const alone = run(project, 'scripts/verify.ts', anew.results);
    const held = run(project, 'scripts/verify.ts', '--expect', digest, anew.results);
    const isSaid = alone.status === 0 && alone.stdout.includes(limitInWords);
    const isFound = held.status === 1 && held.stderr.includes(`is NOT ${digest}`);
    return isSaid && isFound ? [] : [`${what}: ${alone.stdout}${held.stdout}${held.stderr}`];
  });
  const tried = Object.keys(sealedAnew).length;
  recordPromise({ promise, how: testInfo.title, tried, held: tried - taken.length }, taken);
});

test('a merge with a changed shard, which must write nothing', ({}, testInfo) => {
  const good = leftRun(testInfo.outputPath('good'));
  const draw = mulberry32(fireSeed());
  const names = Object.keys(forgeries);
  const tried = 4;
  const taken = Array.from({ length: tried }, (_, index) => {
    const what = names[Math.floor(draw() * names.length)] ?? '';
    const bad = copied(good, testInfo.outputPath(`bad-${String(index)}`));
    mkdirSync(bad.outside, { recursive: true });
    forgeries[what]?.(bad, draw);
    const folder = testInfo.outputPath(`merged-${String(index)}`);
    mkdirSync(folder);
    const { status, stdout, stderr } = run(folder, 'scripts/merge.ts', good.results, bad.results);
    const isRefused = status === 1 && stdout === '' && stderr.includes(bad.root) && !/^ +at /m.test(stderr);
    return isRefused && !existsSync(join(folder, 'test-results')) ? [] : [`${what}: ${stdout}${stderr}`];
  }).flat();
  recordPromise({ promise, how: testInfo.title, tried, held: tried - taken.length }, taken);
});

test('folders that nobody changed, in their own place and copied, which must be whole', ({}, testInfo) => {
  const left = leftRun(testInfo.outputPath('left'));
  const elsewhere = copied(left, testInfo.outputPath('elsewhere'));
  const all = [left.results, left.root, elsewhere.results, elsewhere.root];
  const refused = all.flatMap((given) => {
    const refusal = refusalOf(() => verified(given));
    return refusal === '' && isWhole(verifyFolder(given)) ? [] : [`${given}: ${refusal}`];
  });
  recordPromise({ promise, how: testInfo.title, tried: all.length, held: all.length - refused.length }, refused);
});
