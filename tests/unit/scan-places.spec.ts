import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { NotSearched } from '../../fixtures/report/scan/limits.ts';
import {
  allScanBranches,
  scan,
  secretToLookFor,
  type ScanBranches,
  type ScanRequest,
} from '../../fixtures/report/scan/index.ts';

/* The scan of places as a whole, with little of what it reads of each file, which makes it fast: which file is searched, whose
   it is, and that every canary is taken away again, whatever happens. */

const value = 'vG7#kq!2Lp0zXw';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);
const bare: ScanBranches = {
  ...allScanBranches,
  decoders: [],
  wordDecoders: [],
  formats: [],
  carve: () => [],
  carveWord: () => [],
  carveWhole: () => [],
  cutOut: (text) => ({ text, runs: [] }),
};

/** Writes files below a folder of this run, and scans it. */
function scanned(
  testInfo: TestInfo,
  files: Readonly<Record<string, string | Uint8Array>>,
  { branches = bare, ...more }: Partial<ScanRequest> & { readonly branches?: ScanBranches } = {},
) {
  const at = (...names: readonly string[]): string => testInfo.outputPath(...names);
  for (const folder of ['run', 'ours/inner', 'ours/out']) mkdirSync(at(folder), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(at('ours', name), content);
  const request: ScanRequest = {
    places: [{ path: at('ours'), isOurs: true }],
    leftOut: [at('ours', 'out')],
    printed: '',
    secrets: [secret],
    folder: at('run'),
    ...more,
  };
  const result = scan(request, branches);
  const left = [...readdirSync(at('run')), ...readdirSync(at('ours'), { recursive: true }).map(String)];
  expect(
    left.filter((name) => name.includes('canary')),
    'canaries that are left',
  ).toEqual([]);
  return {
    ...result,
    files: result.files.map(({ path, sightings }) => [
      path.slice(at('ours').length + 1).replaceAll('\\', '/'),
      ...sightings.map(({ spelling }) => spelling.join()),
    ]),
    blind: result.blind.map((what) => what.replaceAll(at('ours'), 'ours').replaceAll('\\', '/')),
  };
}

test('a secret is found in a file, and each file is searched that is not left out', ({}, testInfo) => {
  const found = scanned(testInfo, {
    'a.txt': `text ${value} text`,
    'clean.txt': 'text',
    'inner/b.bin': `\x01${value}\x02`,
    'out/c.txt': value,
  });
  expect(found.files).toEqual([
    ['inner/b.bin', ''],
    ['a.txt', ''],
  ]);
  expect([found.printed, found.notSearched, found.left]).toEqual([[], [], []]);
  expect(scanned(testInfo, { 'a.txt': 'text', 'inner/b.bin': '' }).files).toEqual([]);
});

test('a secret in the name of a file is found, and in one file both are told', ({}, testInfo) => {
  const name = `${value}.txt`;
  expect(scanned(testInfo, { [name]: value, 'other.txt': 'text' }).files).toEqual([[name, 'its name', '']]);
});

test('a secret in what was printed is found, and the canary in it is none', ({}, testInfo) => {
  expect(scanned(testInfo, {}, { printed: `said ${value}` }).printed).toEqual([{ secret, inside: '', spelling: [] }]);
  const { printed, blind } = scanned(testInfo, {}, { printed: 'said nothing' });
  expect(printed).toEqual([]);
  expect(blind).not.toContain('what was printed');
  expect(scanned(testInfo, {}, { branches: { ...bare, printed: () => '' } }).blind).toContain('what was printed');
});

test('what the scan does not read it is blind to, by name, and everything else it sees', ({}, testInfo) => {
  const { blind } = scanned(testInfo, {});
  expect(blind).toContain('base64');
  expect(blind).toContain('packed: ZIP archive in ours');
  for (const seen of ['the folder ours', 'the folder ours/inner', 'single files', 'the end of a window']) {
    expect(blind).not.toContain(seen);
  }
  const nothing = scanned(testInfo, {}, { branches: { ...bare, files: (path) => bare.files(path, () => true) } });
  expect(nothing.blind).toContain('the folder ours/inner');
  expect(nothing.files).toEqual([]);
});

test('a file that cannot be searched is named with its reason, and whose it is', ({}, testInfo) => {
  const problem = 'cannot be read (EACCES)';
  const files: ScanBranches['files'] = function* (path, isLeftOut) {
    for (const found of bare.files(path, isLeftOut)) yield found.path.endsWith('a.txt') ? { ...found, problem } : found;
  };
  const path = testInfo.outputPath('ours', 'a.txt');
  const said = { path, inside: '', reason: problem, isOurs: true };
  const a = { 'a.txt': value, 'b.txt': 'text' };
  expect(scanned(testInfo, a, { branches: { ...bare, files } })).toMatchObject({ files: [], notSearched: [said] });
  const failing = (error: Error): ScanBranches => ({
    ...bare,
    smallText: () => undefined,
    windows: (pieces) => {
      if ([...pieces].some((piece) => piece.includes(value))) throw error;
      return bare.windows(pieces);
    },
  });
  expect(scanned(testInfo, a, { branches: failing(new NotSearched('is odd')) }).notSearched).toEqual([
    { ...said, reason: 'is odd' },
  ]);
  expect(scanned(testInfo, a, { branches: failing(new Error('a bug\nin two lines')) }).notSearched).toEqual([
    { ...said, reason: 'cannot be read (a bug)' },
  ]);
  const theirs = [{ path: testInfo.outputPath('ours'), isOurs: false }];
  expect(scanned(testInfo, a, { branches: { ...bare, files }, places: theirs }).notSearched).toEqual([
    { ...said, isOurs: false },
  ]);
});

test('a file of a format in which no text can be read is named, once, and no canary ever is', ({}, testInfo) => {
  const ours = { path: testInfo.outputPath('ours'), isOurs: true };
  const files = { 'a.png': Buffer.from('\x89PNG', 'latin1'), 'b.zip': zipSync({}), 'c.txt': 'text' };
  const twice = [ours, { path: testInfo.outputPath('ours', 'inner'), isOurs: false }, ours];
  const { otherFormats, notSearched } = scanned(testInfo, files, { places: twice });
  expect(otherFormats).toEqual([
    { path: testInfo.outputPath('ours', 'a.png'), inside: '', format: 'PNG picture', isOurs: true },
    { path: testInfo.outputPath('ours', 'b.zip'), inside: '', format: 'file of an unknown format', isOurs: true },
  ]);
  expect(notSearched).toEqual([]);
});

test('where the scan itself fails its canaries are taken away all the same', ({}, testInfo) => {
  const failing: ScanBranches = {
    ...bare,
    printed: () => {
      throw new Error('a bug');
    },
  };
  expect(() => scanned(testInfo, {}, { branches: failing })).toThrow('a bug');
  for (const folder of ['run', 'ours', 'ours/inner']) {
    expect(readdirSync(testInfo.outputPath(folder)).filter((name) => name.includes('canary'))).toEqual([]);
  }
});
