import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { writeRunManifest } from '../../fixtures/run/end/run-manifest.ts';
import { command } from '../../scripts/verify.ts';
import { called, ran, type Called } from '../called-command.ts';
import { nightly } from '../nightly.ts';

/** The command, in this process. */
const verify = (...given: readonly string[]): Promise<Called> => called(command, ...given);

/** Writes a run’s results and their manifest, and gives their folder and the digest that the run prints. */
function resultsIn(testInfo: TestInfo, name: string, stateFolder?: string): { folder: string; digest: string } {
  const project = testInfo.outputPath(name);
  const folder = join(project, 'test-results');
  mkdirSync(join(folder, 'evidence'), { recursive: true });
  writeFileSync(join(folder, 'diagnosis.json'), JSON.stringify({ verdict: 'fail', name }));
  writeFileSync(join(folder, 'evidence', 'prod.json'), '{}');
  const { digest } = writeRunManifest({ results: folder, root: project, paths: [folder], stateFolder });
  return { folder, digest };
}

test('a whole folder is one line, and what digests cannot show is said beside it', async ({}, testInfo) => {
  const { folder, digest } = resultsIn(testInfo, 'whole');
  const { status, out, err } = await verify(folder);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain(`whole, 2 files`);
  expect(out).toContain(digest);
  expect(out).toMatch(/cannot show that somebody changed a folder and then wrote its manifest again/);
});

test('where the digest of a folder was kept elsewhere, that is shown as well', nightly, async ({}, testInfo) => {
  const { folder, digest } = resultsIn(testInfo, 'kept');
  const expected = await verify('--expect', digest, folder);
  expect(expected).toMatchObject({ status: 0, err: '' });
  expect(expected.out).not.toContain('cannot show');
  expect((await verify('--expect', digest.replace('sha256:', '').toUpperCase(), folder)).status).toBe(0);
});

test('a folder that was changed and whose manifest was written again is red with the digest that was kept, and says so without it', async ({}, testInfo) => {
  const { folder, digest } = resultsIn(testInfo, 'forged');
  writeFileSync(join(folder, 'diagnosis.json'), JSON.stringify({ verdict: 'pass' }));
  expect(await verify(folder)).toMatchObject({
    status: 1,
    out: expect.stringContaining('changed: test-results/diagnosis.json'),
  });
  const anew = writeRunManifest({ results: folder, root: join(folder, '..'), paths: [folder], stateFolder: undefined });
  expect(await verify(folder)).toMatchObject({ status: 0, out: expect.stringContaining('wrote its manifest again') });

  // As a person calls it, whose exit status a job reads.
  const { status, out, err } = ran('scripts/verify.ts', '--expect', digest, folder);
  expect({ status, out }).toEqual({ status: 1, out: expect.stringContaining(`whole, 2 files`) });
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain(`the digest of its manifest is NOT ${digest}, but ${anew.digest}`);
});

test('what is no digest, no folder and no run is one line', nightly, async ({}, testInfo) => {
  const { folder } = resultsIn(testInfo, 'one');
  const empty = testInfo.outputPath('empty');
  mkdirSync(empty);
  rmSync(join(folder, 'manifest.json'));
  for (const [given, line] of [
    [['--expect', 'sha256:123', folder], /isn’t a digest/],
    [[empty], /There is no manifest\.json/],
    [[folder], /beside diagnosis\.json: nobody can tell/],
    [[join(empty, 'nowhere')], /There is no manifest\.json/],
  ] as const) {
    const { status, out, err } = await verify(...given);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(line);
  }
});

test('of several nights a missing one is named', nightly, async ({}, testInfo) => {
  const state = testInfo.outputPath('state');
  const [monday = '', tuesday = '', wednesday = ''] = ['monday', 'tuesday', 'wednesday'].map(
    (night) => resultsIn(testInfo, night, state).folder,
  );
  expect(await verify(monday, tuesday, wednesday)).toMatchObject({ status: 0, err: '' });
  const missing = await verify(monday, wednesday);
  expect(missing.status).toBe(1);
  expect(missing.err).toContain(`${wednesday}: does NOT follow ${monday}: a run between them is missing`);
});

test('SHA256SUMS is what sha256sum reads, and is held against the manifest', async ({}, testInfo) => {
  const { folder } = resultsIn(testInfo, 'sums');
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
  expect(sums).toMatch(/^[0-9a-f]{64} {2}diagnosis\.json$/m);
  expect(sums).toMatch(/^[0-9a-f]{64} {2}manifest\.json$/m);
  const ran = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  // Where there is such a program at all.
  expect(ran.error === undefined ? ran.status : 0).toBe(0);
  appendFileSync(join(folder, 'SHA256SUMS'), sums.split('\n')[0] ?? '');
  expect(await verify(folder)).toMatchObject({
    status: 1,
    out: expect.stringContaining('changed: test-results/SHA256SUMS'),
  });
});

test('results that were moved as a whole are as they were', nightly, async ({}, testInfo) => {
  const { folder, digest } = resultsIn(testInfo, 'moved');
  const elsewhere = testInfo.outputPath('elsewhere', 'test-results');
  cpSync(folder, elsewhere, { recursive: true });
  expect((await verify('--expect', digest, elsewhere)).status).toBe(0);
});

test(
  'a folder that was handed on by itself, or under another name, is not called tampered with',
  nightly,
  async ({}, testInfo) => {
    const project = testInfo.outputPath('handed-on');
    const [results, beside] = ['test-results', 'allure-results'].map((name) => join(project, name));
    for (const folder of [results, beside]) mkdirSync(folder ?? '', { recursive: true });
    writeFileSync(join(results ?? '', 'diagnosis.json'), '{}');
    for (const name of ['a', 'b']) writeFileSync(join(beside ?? '', name), name);
    writeRunManifest({
      results: results ?? '',
      root: project,
      paths: [results ?? '', beside ?? ''],
      stateFolder: undefined,
    });

    const alone = testInfo.outputPath('auditor', 'test-results');
    cpSync(results ?? '', alone, { recursive: true });
    const { status, out } = await verify(alone);
    expect(status).toBe(1);
    expect(out).toContain('whole:   everything in the folder itself; what was beside it is not here');
    expect(out).toContain('missing: all of allure-results (2 files)');
    writeFileSync(join(alone, 'diagnosis.json'), '{ }');
    expect((await verify(alone)).out).not.toContain('whole:');

    const renamed = testInfo.outputPath('monday');
    cpSync(results ?? '', renamed, { recursive: true });
    expect((await verify(renamed)).err).toContain(
      'lists test-results/diagnosis.json, and its folder is called monday: give the folder back the name that it had',
    );
  },
);
