import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import type { DiagnosisFile, InstanceResult } from '../../fixtures/report/diagnosis-schema.ts';
import { verifyFolder } from '../../fixtures/report/verification.ts';
import { mergeResults } from '../../fixtures/report/merge.ts';
import { copyListed, manifestOfShard, readShards } from '../../fixtures/report/shard.ts';
import { follows } from '../../fixtures/report/verification-words.ts';
import { writeRunManifest } from '../../fixtures/run/end/run-manifest.ts';
import { mergedRun } from '../../fixtures/report/terminal/index.ts';
import { accepted, broken, fileOf, passing, unclear } from './result-builder.ts';

const notProbed = (result: InstanceResult): InstanceResult => ({
  ...result,
  outcome: 'not-probed',
  verdict: 'inconclusive',
  causes: [],
});
const all = [passing, broken, unclear];

/** What a shard knows that looked at some of the instances. */
function partOf(...own: readonly InstanceResult[]): DiagnosisFile {
  return fileOf(
    all.map((result) => (own.includes(result) ? result : notProbed(result))),
    { selected: own.map(({ instance }) => instance) },
  );
}

/** A shard’s folder as its run left it. */
function shardIn(testInfo: TestInfo, name: string, file: DiagnosisFile, stateFolder?: string): string {
  const root = testInfo.outputPath(name);
  const [results, allure] = [join(root, 'test-results'), join(root, 'allure-results')];
  for (const folder of [join(results, 'evidence'), allure]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(results, 'diagnosis.json'), JSON.stringify(file));
  for (const { instance } of file.instances) writeFileSync(join(results, 'evidence', `${instance}.json`), name);
  writeFileSync(join(allure, 'a-result.json'), '{}');
  writeRunManifest({ results, root, paths: [results, allure], stateFolder });
  return root;
}

test('of shards each instance is told by the one that looked at it, and by the worse one of several', () => {
  const merged = mergeResults([partOf(passing), partOf(broken, unclear)]);
  expect(merged.instances).toEqual(all);
  expect(merged.run.selected).toEqual(all.map(({ instance }) => instance));
  const twice = { ...passing, instance: broken.instance };
  expect(mergeResults([fileOf([twice]), fileOf([broken])]).instances).toEqual([broken]);
  expect(mergeResults([fileOf([broken]), fileOf([twice])]).instances).toEqual([broken]);
});

test('results of different runs are not put together, and it is said what differs', () => {
  const first = partOf(passing);
  const others: Readonly<Record<string, DiagnosisFile>> = {
    targets: { ...first, run: { ...first.run, target: 'lab' } },
    'versions of the suite': { ...first, run: { ...first.run, suiteVersion: '2.0.0' } },
    commits: { ...first, run: { ...first.run, commit: 'abc' } },
    instances: fileOf([passing]),
    settings: { ...first, run: { ...first.run, configurationFingerprint: 'sha256:other' } },
  };
  for (const [what, other] of Object.entries(others)) {
    expect(() => mergeResults([first, other]), what).toThrow(new RegExp(`not shards of one run, their ${what}`));
  }
  expect(() => mergeResults([])).toThrow(/nothing to merge/);
});

test('a shard is a folder of results, the one above it, or the diagnosis.json in it', ({}, testInfo) => {
  const root = shardIn(testInfo, 'one', partOf(passing));
  const digests = ['', 'test-results', 'test-results/diagnosis.json'].flatMap((path) =>
    readShards([join(root, path)]).map(({ verification }) => verification.digest),
  );
  expect(new Set(digests).size).toBe(1);
  expect(() => readShards([join(testInfo.outputPath(), 'nowhere')])).toThrow(/a shard without a result did not run/);
  expect(() => readShards([root, join(root, 'test-results')])).toThrow(/are the same shard/);
  const lonely = testInfo.outputPath('lonely');
  mkdirSync(lonely);
  cpSync(join(root, 'test-results/diagnosis.json'), join(lonely, 'diagnosis.json'));
  expect(() => readShards([join(lonely, 'diagnosis.json')])).toThrow(/no manifest\.json .* beside diagnosis\.json/);
});

/** What somebody may do to a shard before it is merged. */
const forgeries: Readonly<Record<string, (results: string) => void>> = {
  'changed: test-results/diagnosis.json': (results) => {
    const file = join(results, 'diagnosis.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"fail"', '"pass"'));
  },
  'changed: test-results/evidence/broken.json': (results) => {
    appendFileSync(join(results, 'evidence/broken.json'), ' ');
  },
  'missing: test-results/evidence/broken.json': (results) => {
    rmSync(join(results, 'evidence/broken.json'));
  },
  'added:   test-results/evidence/later.json': (results) => {
    writeFileSync(join(results, 'evidence/later.json'), '{}');
  },
  'changed: test-results/SHA256SUMS': (results) => {
    appendFileSync(join(results, 'SHA256SUMS'), '\n');
  },
};

for (const [line, forge] of Object.entries(forgeries)) {
  test(`nothing is merged of a shard in which something was “${line}”`, ({}, testInfo) => {
    const good = shardIn(testInfo, 'good', partOf(passing));
    const forged = shardIn(testInfo, 'forged', partOf(broken));
    forge(join(forged, 'test-results'));
    const message = (() => {
      try {
        readShards([good, forged]);
        return '';
      } catch (error) {
        return JSON.stringify(error, Object.getOwnPropertyNames(error));
      }
    })();
    expect(message).toContain('Nothing is merged');
    expect(message).toContain(forged);
    expect(message).toContain(line);
  });
}

test('only what a shard’s manifest lists is copied, and what changes while it is read is not', ({}, testInfo) => {
  const [shard] = readShards([shardIn(testInfo, 'one', partOf(passing))]);
  if (!shard) throw new Error('No shard');
  const target = testInfo.outputPath('merged');
  writeFileSync(join(shard.verification.folder, 'evidence', 'later.json'), 'not listed');
  copyListed(shard, (path) => (path.startsWith('evidence/') ? join(target, path) : undefined));
  expect(readdirSync(join(target, 'evidence')).sort()).toEqual(all.map(({ instance }) => `${instance}.json`).sort());

  appendFileSync(join(shard.verification.folder, 'evidence', `${passing.instance}.json`), 'x');
  expect(() => {
    copyListed(shard, (path) => join(target, path));
  }).toThrow(/changed while it was read: nothing is merged/);
});

test('merged results keep the chain: they follow the night before, shard by shard', ({}, testInfo) => {
  const nights = ['monday', 'tuesday', 'wednesday'].map((night) => {
    const shards = readShards(
      [partOf(passing), partOf(broken, unclear)].map((file, index) =>
        shardIn(testInfo, `${night}-${String(index)}`, file, testInfo.outputPath(`state-${String(index)}`)),
      ),
    );
    const root = testInfo.outputPath(`${night}-merged`);
    const results = join(root, 'test-results');
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, 'diagnosis.json'), JSON.stringify(mergeResults(shards.map(({ result }) => result))));
    const shardManifests = shards.map(manifestOfShard);
    writeRunManifest({ results, root, paths: [results], stateFolder: undefined, shards: shardManifests });
    const merged = verifyFolder(results);
    expect(merged.manifest.shards).toEqual(shardManifests);
    return merged;
  });
  const [monday, tuesday, wednesday] = nights;
  if (!monday || !tuesday || !wednesday) throw new Error('No nights');
  expect(follows(monday, tuesday)).toBe(true);
  expect(follows(tuesday, wednesday)).toBe(true);
  expect(follows(monday, wednesday)).toBe(false);
  expect(follows(tuesday, monday)).toBe(false);
});

test('what merges says at its end what one run would have said: what is amiss, what is accepted, and why it is red', () => {
  const risk = {
    cause: 'association-mask',
    actual: 'x',
    owner: 'Jo Doe',
    reason: 'the upgrade',
    lastDay: '2026-01-05',
  } as const;
  const file = fileOf([accepted, passing, unclear], {}, [
    { ...risk, instance: accepted.instance, state: 'in-force' },
    { ...risk, instance: passing.instance, state: 'no-longer-happens' },
  ]);
  const { text } = mergedRun(file, 'test-results/report.html', { colours: false, width: 200 });
  expect(text).toMatch(/^INCONCLUSIVE unclear: /m);
  expect(text).toContain('accepted: association-mask, accepted by Jo Doe until 2026-01-05 (in force; 4 days left');
  expect(text).toMatch(
    /Accepted risks that no longer apply:\n {2}prod, association-mask \(Jo Doe\): .*no longer happens/,
  );
  expect(text.split('\n').slice(-4)).toEqual([
    expect.stringMatching(/^\? unclear +instance unreachable/),
    '! accepted: accepted',
    'Report: test-results/report.html',
    '3 of 3 instances probed, 1 pass, 0 fail, 1 accepted, 1 inconclusive.',
  ]);
});
