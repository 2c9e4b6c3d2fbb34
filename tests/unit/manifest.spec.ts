import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { manifestName } from '../../fixtures/report/manifest.ts';
import { verifyFolder } from '../../fixtures/report/verification.ts';
import { verificationInWords } from '../../fixtures/report/verification-words.ts';
import { writeRunManifest } from '../../fixtures/run/end/run-manifest.ts';

/** Results of a run as they stand before they are listed. */
function resultsIn(root: string): {
  readonly root: string;
  readonly results: string;
  readonly paths: readonly string[];
} {
  const results = join(root, 'test-results');
  const allure = join(root, 'allure-results');
  for (const folder of [join(results, 'evidence'), allure]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(results, 'diagnosis.json'), '{}');
  writeFileSync(join(results, 'evidence', 'prod.json'), '{"a":1}');
  writeFileSync(join(allure, 'picture.png'), Buffer.from([1, 2, 3]));
  return { root, results, paths: [results, allure, join(root, 'not-there')] };
}

test('a folder that nobody touched is whole, from its own folder and from the one above', ({}, testInfo) => {
  const run = resultsIn(testInfo.outputPath('whole'));
  const { digest } = writeRunManifest({ ...run, stateFolder: undefined });
  for (const folder of [run.results, run.root]) {
    expect(verifyFolder(folder)).toMatchObject({ digest, changed: [], missing: [], added: [] });
    expect(verificationInWords('x', verifyFolder(folder))).toMatch(/^x: whole, 3 files as the run of .* left them/);
  }
});

test('a byte that changed, a file that is gone and one that came are named', ({}, testInfo) => {
  const run = resultsIn(testInfo.outputPath('changed'));
  writeRunManifest({ ...run, stateFolder: undefined });
  writeFileSync(join(run.results, 'evidence', 'prod.json'), '{"a":2}');
  rmSync(join(run.root, 'allure-results', 'picture.png'));
  writeFileSync(join(run.results, 'later.txt'), '');

  const verification = verifyFolder(run.results);
  expect(verification).toMatchObject({
    changed: ['test-results/evidence/prod.json'],
    missing: ['allure-results/picture.png'],
    added: ['test-results/later.txt'],
  });
  const words = verificationInWords('x', verification);
  for (const line of ['NOT as', 'changed: test-results/evidence/prod.json', 'missing: allure-results/picture.png']) {
    expect(words).toContain(line);
  }
});

test('a manifest follows the one of the run before, and changes when any byte of the run does', ({}, testInfo) => {
  const stateFolder = testInfo.outputPath('state');
  const first = writeRunManifest({ ...resultsIn(testInfo.outputPath('first')), stateFolder }).digest;
  const next = resultsIn(testInfo.outputPath('second'));
  const second = writeRunManifest({ ...next, stateFolder }).digest;
  expect(verifyFolder(next.results).manifest.previous).toBe(first);
  expect(second).not.toBe(first);
});

test('a manifest that was tampered with is refused in one line', ({}, testInfo) => {
  const run = resultsIn(testInfo.outputPath('tampered'));
  writeRunManifest({ ...run, stateFolder: undefined });
  const file = join(run.results, manifestName);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('test-results/diagnosis.json', '../../../etc/passwd'));
  expect(() => verifyFolder(run.results)).toThrow(/is outside its folder/);
  writeFileSync(file, text.slice(1));
  expect(() => verifyFolder(run.results)).toThrow(/isn’t a manifest of this suite/);
  rmSync(file);
  expect(() => verifyFolder(run.results)).toThrow(/There is no manifest\.json/);
});

test('a file or a folder that is a link now is named, though the same stands behind it, and one that the run left is not', ({}, testInfo) => {
  const run = resultsIn(testInfo.outputPath('linked'));
  const outside = testInfo.outputPath('outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'other.txt'), 'x');
  symlinkSync(join(outside, 'other.txt'), join(run.results, 'of-the-run.txt'));
  writeRunManifest({ ...run, stateFolder: undefined });
  expect(verifyFolder(run.results)).toMatchObject({ changed: [], missing: [], added: [], links: [] });

  copyFileSync(join(run.results, 'diagnosis.json'), join(outside, 'diagnosis.json'));
  rmSync(join(run.results, 'diagnosis.json'));
  symlinkSync(join(outside, 'diagnosis.json'), join(run.results, 'diagnosis.json'));
  renameSync(join(run.results, 'evidence'), join(outside, 'evidence'));
  symlinkSync(join(outside, 'evidence'), join(run.results, 'evidence'));
  const verification = verifyFolder(run.results);
  expect([...verification.links].sort()).toEqual(['test-results/diagnosis.json', 'test-results/evidence']);
  expect(verificationInWords('x', verification)).toContain('no file: test-results/evidence (a link');
});

/** What no run writes into a manifest. */
const foreign: Readonly<Record<string, (text: string) => string>> = {
  'an absolute path': (text) => text.replace('"allure-results/picture.png"', '"/allure-results/picture.png"'),
  'a path with a way there and back': (text) => text.replace('"allure-results/p', '"x/../allure-results/p'),
  'a folder by another name': (text) => text.replace('"test-results",', '"./test-results",'),
  'another beginning': (text) => text.replace('"base": ".."', '"base": "./.."'),
  'a path listed twice': (text) =>
    text.replace(/( {4}"test-results\/diagnosis.json": "sha256:)(.{64})(",?\n)/, `$1${'0'.repeat(64)}",\n$1$2$3`),
};

for (const [what, write] of Object.entries(foreign)) {
  test(`a manifest with ${what} is refused in one line`, ({}, testInfo) => {
    const run = resultsIn(testInfo.outputPath('foreign'));
    writeRunManifest({ ...run, stateFolder: undefined });
    const file = join(run.results, manifestName);
    const text = readFileSync(file, 'utf8');
    expect(write(text)).not.toBe(text);
    writeFileSync(file, write(text));
    expect(() => verifyFolder(run.results)).toThrow(/^[^\n]*manifest\.json[^\n]*(isn’t a manifest of)[^\n]*$/);
  });
}
