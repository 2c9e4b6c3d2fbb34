import { basename } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { beginsDeflate } from '../../fixtures/report/scan/containers/deflate-start.ts';
import { sourceOf } from '../../fixtures/report/scan/bytes.ts';
import { contentOf } from '../../fixtures/report/scan/formats.ts';
import { allBranches, FileSearcher } from '../../fixtures/report/scan/search.ts';
import { secretToLookFor, type ScanResult } from '../../fixtures/report/scan/index.ts';
import { nightly, sampled } from '../nightly.ts';
import { noiseOf } from '../fire/noise.ts';
import { scanOf as scanOfFiles } from '../fire/scan-one.ts';
import { archive, embedded, longText, lookalikes, packers, reportPage, scriptsBefore } from '../fire/packed-texts.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

/** What the scan of a folder says in which this run wrote these files. */
const scanOf = (testInfo: TestInfo, files: Readonly<Record<string, string | Uint8Array>>): ScanResult =>
  scanOfFiles(testInfo, files, [secret]);
const namesOf = (found: readonly { readonly path: string }[]): readonly string[] => [
  ...new Set(found.map(({ path }) => basename(path))),
];

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

// All of them, every place and every cut are tried every night.
for (const scripts of scriptsBefore.filter((_, index) => index % 4 === 2)) {
  test(`an archive in a page behind ${String(scripts)} bytes is read as a whole, and is red with a secret in it`, ({}, testInfo) => {
    const texts = [longText(1, 10_000), longText(2, 5000)];
    expect(scanOf(testInfo, { 'index.html': reportPage(scripts, archive(...texts)) })).toMatchObject({
      files: [],
      notSearched: [],
      otherFormats: [],
      blind: [],
    });
    const planted = scanOf(testInfo, {
      'index.html': reportPage(scripts, archive(...texts, JSON.stringify({ value }))),
    });
    expect(planted.files.map(({ sightings }) => sightings.map(({ inside }) => inside))).toEqual([['!(base64)!2.json']]);
  });
}

const draw = mulberry32(5);
const places = Object.entries(embedded).map(([place, write]) => {
  const [packer, pack] = Object.entries(packers)[draw() < 0.5 ? 0 : 1] ?? ['gzip', gzipSync];
  return { place, write, packer, pack, part: 0.1 + draw() * 0.85 };
});

for (const { place, write, packer, pack, part } of places) {
  test(`${packer} in ${place} is read, and one that is cut there turns the run red`, ({}, testInfo) => {
    const text = longText(5, 20_000);
    const whole = pack(text);
    expect(scanOf(testInfo, { 'a.dat': write(whole) })).toMatchObject({ files: [], notSearched: [], blind: [] });
    const { files, notSearched } = scanOf(testInfo, {
      'planted.dat': write(pack(text + value)),
      'cut.dat': write(whole.subarray(0, whole.length * part)),
    });
    expect(namesOf(files)).toEqual(['planted.dat']);
    expect(namesOf(notSearched), `cut at ${String(part)}`).toEqual(['cut.dat']);
  });
}

/** Bytes that are changed in one test, and in all tests of a packer together: a commit tries the first of them. */
const changes = { aTest: 40, tests: 3 };

for (const [name, pack] of Object.entries({ 'a file of an archive': archive, gzip: gzipSync, zlib: deflateSync })) {
  for (let part = 0; part < changes.tests; part += 1) {
    test(
      `${name} among other bytes is not taken for read where one of its bytes was changed, part ${String(part + 1)}`,
      sampled(changes.tests, part),
      ({}, testInfo) => {
        const searcher = new FileSearcher([secret], allBranches, testInfo.outputPath());
        const whole = pack(longText(11, 6000) + value);
        const among = (packed: Uint8Array) =>
          searcher.search('a.dat', contentOf(sourceOf(Buffer.concat([noiseOf(3, 500), packed, noiseOf(4, 500)]))));
        expect(among(whole).secrets).toHaveLength(1);
        const draw = mulberry32(7 + part);
        const drawn = Array.from({ length: changes.aTest }, () => Math.floor((0.02 + 0.9 * draw()) * whole.length));
        const passed = drawn.filter((at) => {
          const changed = Buffer.from(whole);
          changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(draw() * 8));
          const { secrets, notSearched } = among(changed);
          return secrets.length === 0 && notSearched.length === 0;
        });
        expect(passed).toEqual([]);
      },
    );
  }
}

const endings = {
  'a.zip': archive,
  'a.gz': gzipSync,
  'a.zz': deflateSync,
  'a.deflate': deflateRawSync,
};

for (const [index, [name, pack]] of Object.entries(endings).entries()) {
  test(`${name} that ends anywhere is not taken for read`, sampled(4, index), ({}, testInfo) => {
    const searcher = new FileSearcher([secret], allBranches, testInfo.outputPath());
    const whole = pack(longText(9, 2000));
    const last = whole.length - 1;
    const lengths = Array.from({ length: last }, (_, at) => at + 1);
    const passed = lengths
      .filter((length) => length < 60 || length > last - 8 || length % 97 === 0)
      .filter((length) => {
        const content = contentOf(sourceOf(Buffer.from(whole.subarray(0, length))));
        return searcher.search(name, content).notSearched.length === 0;
      });
    expect(passed).toEqual([]);
  });
}

test('what was packed before a cut is found', ({}, testInfo) => {
  const text = `${value} ${longText(6, 100_000)}`;
  const half = (packed: Uint8Array): Uint8Array => packed.subarray(0, packed.length / 2);
  const cut = scanOf(testInfo, { 'a.gz': half(gzipSync(text)), 'b.zip': half(archive(text)) });
  expect(namesOf(cut.files)).toEqual(['a.gz', 'b.zip']);
  expect(cut.notSearched.map(({ path }) => basename(path))).toEqual(['a.gz', 'b.zip']);
});

test('what says that it is an archive and is none turns the run red', ({}, testInfo) => {
  const says = `data:application/zip;base64,${base64(noiseOf(7, 3000))}`;
  expect(scanOf(testInfo, { 'a.html': says }).notSearched).toMatchObject([
    { reason: expect.stringContaining('ZIP archive') },
  ]);
});

test(
  'what unpacks to more than the scan looks at turns the run red, also where it was only guessed at',
  nightly,
  ({}, testInfo) => {
    const bomb = Buffer.alloc(40 * 1024 * 1024);
    const raw = deflateRawSync(bomb);
    const contents = [raw, JSON.stringify({ a: base64(raw) })];
    for (const content of contents) expect(scanOf(testInfo, { 'a.dat': content }).notSearched).not.toEqual([]);
  },
);

test('no packed text is taken for something else by its first block', () => {
  const draw = mulberry32(9);
  const texts = Array.from({ length: 300 }, (_, index) => {
    const words = Array.from({ length: 1 + Math.floor(draw() * 40) }, () => `&#${String(Math.floor(draw() * 60))};`);
    return words.join('') + longText(index, Math.floor(draw() * 60));
  });
  const rejected = texts.filter((text) => [1, 6, 9].some((level) => !beginsDeflate(deflateRawSync(text, { level }))));
  expect(rejected).toEqual([]);
});

for (const seed of [1, 2, 3]) {
  test(
    `bytes that look like something by chance are no finding and no line: seed ${String(seed)}`,
    sampled(3, seed - 1),
    ({}, testInfo) => {
      for (const content of lookalikes(seed)) {
        expect(scanOf(testInfo, { 'a.dat': content })).toMatchObject({ files: [], notSearched: [] });
      }
    },
  );
}
