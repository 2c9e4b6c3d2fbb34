import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test, type TestInfo } from '@playwright/test';
import { zipSync } from 'fflate';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { beginsDeflate } from '../../fixtures/report/scan/containers/deflate-start.ts';
import { sourceOf } from '../../fixtures/report/scan/bytes.ts';
import { contentOf } from '../../fixtures/report/scan/formats.ts';
import { allBranches, FileSearcher } from '../../fixtures/report/scan/search.ts';
import { scan, secretToLookFor, type ScanResult } from '../../fixtures/report/scan/index.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

/** What the scan of a folder says in which this run wrote one file. */
function scanOf(testInfo: TestInfo, name: string, content: string | Uint8Array): ScanResult {
  const [folder, results] = [testInfo.outputPath('run'), testInfo.outputPath('results')];
  rmSync(results, { recursive: true, force: true });
  for (const path of [folder, results]) mkdirSync(path, { recursive: true });
  writeFileSync(join(results, name), content);
  return scan({ places: [{ path: results, isOurs: true }], leftOut: [], printed: '', secrets: [secret], folder });
}

/** Bytes that do not pack, the same for the same seed. */
function noise(seed: number, length: number): Buffer {
  const draw = mulberry32(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(draw() * 256)));
}

/** Text that hardly packs. */
const longText = (seed: number, length: number): string =>
  noise(seed, length).toString('base64').replace(/.{60}/g, '$& ');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const archive = (...texts: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(texts.map((text, index) => [`${String(index)}.json`, Buffer.from(text)])));

/** A page as Playwright’s HTML reporter writes it: what was run is an archive behind the page’s own scripts. */
const report = (scripts: number, packed: Uint8Array): string =>
  `<script>${'const a = b("data:application/zip;base64,"); '.repeat(scripts / 45).padEnd(scripts)}</script>` +
  `<template id="playwrightReportBase64">data:application/zip;base64,${base64(packed)}</template>`;

/** Where a file is cut to be looked at depends on how much stands before. */
const scriptsBefore = [0, 100_000, 128 * 1024, 200_000, 250_000, 256 * 1024, 300_000, 500_000, 512 * 1024, 700_000];

for (const scripts of scriptsBefore) {
  test(`an archive in a page behind ${String(scripts)} bytes is read as a whole, and is red with a secret in it`, ({}, testInfo) => {
    const texts = [longText(1, 40_000), longText(2, 20_000)];
    expect(scanOf(testInfo, 'index.html', report(scripts, archive(...texts)))).toMatchObject({
      files: [],
      notSearched: [],
      otherFormats: [],
      blind: [],
    });
    const planted = scanOf(testInfo, 'index.html', report(scripts, archive(...texts, JSON.stringify({ value }))));
    expect(planted.files.map(({ sightings }) => sightings.map(({ inside }) => inside))).toEqual([['!(base64)!2.json']]);
  });
}

/** A packed text that nobody called a file, in each place where one may stand. */
const embedded: Readonly<Record<string, (packed: Uint8Array) => string | Uint8Array>> = {
  'a data: address that says so': (packed) => `<a href="data:application/zip;base64,${base64(packed)}">x</a>`,
  'a data: address that says nothing': (packed) => `<a href="data:;base64,${base64(packed)}">x</a>`,
  'a text of base64': (packed) => JSON.stringify({ body: base64(packed) }),
  'base64 in lines, in JSON': (packed) => JSON.stringify({ body: base64(packed).replace(/.{76}/g, '$&\n') }),
  'base64 in an address': (packed) => `?body=${encodeURIComponent(base64(packed))}&a=b`,
  'a list of bytes': (packed) => JSON.stringify({ type: 'Buffer', data: [...packed] }),
  'the middle of other bytes': (packed) => Buffer.concat([noise(3, 1000), packed, noise(4, 1000)]),
  'bytes that are packed once more': (packed) => archiveOf(Buffer.concat([noise(3, 1000), packed])),
};
const archiveOf = (bytes: Uint8Array): Uint8Array => zipSync({ 'inside.dat': bytes });

const packers: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'a ZIP archive': (text) => archive(text),
  gzip: (text) => gzipSync(text),
};

for (const [packer, pack] of Object.entries(packers)) {
  for (const [place, write] of Object.entries(embedded)) {
    test(`${packer} in ${place} is read, and one that is cut there turns the run red`, ({}, testInfo) => {
      const text = longText(5, 300_000);
      expect(scanOf(testInfo, 'a.dat', write(pack(text)))).toMatchObject({ files: [], notSearched: [], blind: [] });
      const planted = scanOf(testInfo, 'a.dat', write(pack(text + value)));
      expect(planted.files).toHaveLength(1);
      const whole = pack(text);
      for (const part of [0.2, 0.6, 0.9]) {
        const cut = scanOf(testInfo, 'a.dat', write(whole.subarray(0, whole.length * part)));
        expect(cut.notSearched, `cut at ${String(part)}`).not.toEqual([]);
      }
    });
  }
}

test('a packed file that ends anywhere is not taken for read', ({}, testInfo) => {
  const searcher = new FileSearcher([secret], allBranches, testInfo.outputPath());
  const text = longText(9, 2000);
  const packed = {
    'a.zip': archive(text),
    'a.gz': gzipSync(text),
    'a.zz': deflateSync(text),
    'a.deflate': deflateRawSync(text),
  };
  for (const [name, whole] of Object.entries(packed)) {
    // The checksum of zlib is not looked at.
    const last = name === 'a.zz' ? whole.length - 5 : whole.length - 1;
    const lengths = Array.from({ length: last }, (_, index) => index + 1);
    const passed = lengths
      .filter((length) => length < 60 || length > last - 8 || length % 97 === 0)
      .filter((length) => {
        const content = contentOf(sourceOf(Buffer.from(whole.subarray(0, length))));
        return searcher.search(name, content).notSearched.length === 0;
      });
    expect(passed, name).toEqual([]);
  }
});

test('what was packed before a cut is found', ({}, testInfo) => {
  for (const [name, packed] of [
    ['a.zip', archive(`${value} ${longText(6, 100_000)}`)],
    ['a.gz', gzipSync(`${value} ${longText(6, 100_000)}`)],
  ] as const) {
    const cut = scanOf(testInfo, name, packed.subarray(0, packed.length / 2));
    expect(cut.files, name).toHaveLength(1);
    expect(cut.notSearched, name).toHaveLength(1);
  }
});

test('what says that it is an archive and is none turns the run red', ({}, testInfo) => {
  const says = `data:application/zip;base64,${base64(noise(7, 3000))}`;
  expect(scanOf(testInfo, 'a.html', says).notSearched).toMatchObject([
    { reason: expect.stringContaining('ZIP archive') },
  ]);
});

test('what unpacks to more than the scan looks at turns the run red, also where it was only guessed at', ({}, testInfo) => {
  const bomb = Buffer.alloc(200 * 1024 * 1024);
  const asAWhole = [deflateRawSync(bomb), deflateSync(bomb)];
  const contents = [
    ...asAWhole,
    ...asAWhole.map((packed) => JSON.stringify({ a: base64(packed) })),
    Buffer.concat([noise(8, 100), deflateSync(bomb)]),
  ];
  for (const content of contents) expect(scanOf(testInfo, 'a.dat', content).notSearched).not.toEqual([]);
});

test('no packed text is taken for something else by its first block', () => {
  const draw = mulberry32(9);
  const texts = Array.from({ length: 1500 }, (_, index) => {
    const words = Array.from({ length: 1 + Math.floor(draw() * 40) }, () => `&#${String(Math.floor(draw() * 60))};`);
    return words.join('') + longText(index, Math.floor(draw() * 60));
  });
  const rejected = texts.filter((text) => [1, 6, 9].some((level) => !beginsDeflate(deflateRawSync(text, { level }))));
  expect(rejected).toEqual([]);
});

test('bytes that look like something by chance are no finding and no line', ({}, testInfo) => {
  const beginnings = ['PK\x03\x04', '\x1f\x8b', '\x1f\x8b\x08', 'x\x9c', 'PK\x05\x06'].map((text) =>
    Buffer.from(text, 'latin1'),
  );
  for (let seed = 1; seed <= 30; seed += 1) {
    const bytes = noise(seed, 20_000);
    const all = Buffer.concat(
      beginnings.flatMap((beginning) => [bytes.subarray(0, 700), beginning, bytes.subarray(700)]),
    );
    expect(scanOf(testInfo, 'a.dat', all).notSearched, `seed ${String(seed)}`).toEqual([]);
    const words = beginnings.map((beginning) => base64(Buffer.concat([beginning, bytes])));
    expect(scanOf(testInfo, 'a.dat', JSON.stringify(words)), `seed ${String(seed)}`).toMatchObject({
      files: [],
      notSearched: [],
      otherFormats: [],
    });
  }
});
