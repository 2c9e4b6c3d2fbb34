import { test } from '@playwright/test';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { archive, embedded, longText, lookalikes, packers, reportPage, scriptsBefore } from './packed-texts.ts';
import { recordPromise } from './promise.ts';
import { scanOf } from './scan-one.ts';
import { fireSeed } from './seed.ts';

const promise = 'every-secret-found';
const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

/** A packed text in each place where one may stand, by what and where it is. */
const places = Object.entries(packers).flatMap(([packer, pack]) =>
  Object.entries(embedded).map(([place, write]) => ({ what: `${packer} in ${place}`, pack, write })),
);

test('a secret in packed texts among other bytes, and in archives in pages', ({}, testInfo) => {
  const text = longText(fireSeed(), 100_000) + value;
  const pages = scriptsBefore.map((scripts) => ({
    what: `an archive in a page behind ${String(scripts)} bytes`,
    bytes: reportPage(scripts, archive(longText(1, 40_000), text)),
  }));
  const all = [...places.map(({ what, pack, write }) => ({ what, bytes: write(pack(text)) })), ...pages];
  const { files } = scanOf(testInfo, asFiles(all), [secret]);
  const found = new Set(files.map(({ path }) => path));
  const missed = all.filter((_, index) => !found.has(pathOf(testInfo, index)));
  recordPromise(
    { promise, how: testInfo.title, tried: all.length, held: all.length - missed.length },
    missed.map(({ what }) => what),
  );
});

test('packed texts among other bytes that are cut, which must be named', ({}, testInfo) => {
  const draw = mulberry32(fireSeed());
  const text = longText(fireSeed(), 60_000);
  const all = places.flatMap(({ what, pack, write }) =>
    Array.from({ length: 4 }, () => {
      const part = 0.05 + draw() * 0.93;
      const whole = pack(text);
      return { what: `${what}, cut at ${String(part)}`, bytes: write(whole.subarray(0, whole.length * part)) };
    }),
  );
  const { notSearched } = scanOf(testInfo, asFiles(all), [secret]);
  const named = new Set(notSearched.map(({ path }) => path));
  const missed = all.filter((_, index) => !named.has(pathOf(testInfo, index)));
  recordPromise(
    { promise, how: testInfo.title, tried: all.length, held: all.length - missed.length },
    missed.map(({ what }) => what),
  );
});

test('whole packed texts without a secret, and bytes that look like one by chance, which must not be named', ({}, testInfo) => {
  const text = longText(fireSeed(), 60_000);
  const all = [
    ...places.map(({ what, pack, write }) => ({ what, bytes: write(pack(text)) })),
    ...Array.from({ length: 15 }, (_, index) => lookalikes(fireSeed() + index)).flatMap((contents, index) =>
      contents.map((bytes) => ({ what: `chance ${String(index)}`, bytes })),
    ),
  ];
  const { files, notSearched } = scanOf(testInfo, asFiles(all), [secret]);
  const named = new Map([
    ...files.map(({ path }) => [path, 'found'] as const),
    ...notSearched.map(({ path, reason }) => [path, reason] as const),
  ]);
  const wrong = all.flatMap(({ what }, index) => {
    const reason = named.get(pathOf(testInfo, index));
    return reason === undefined ? [] : [`${what}: ${reason}`];
  });
  recordPromise({ promise, how: testInfo.title, tried: all.length, held: all.length - wrong.length }, wrong);
});

function asFiles(
  all: readonly { readonly bytes: string | Uint8Array }[],
): Readonly<Record<string, string | Uint8Array>> {
  return Object.fromEntries(all.map(({ bytes }, index) => [`${String(index)}.dat`, bytes]));
}

function pathOf(testInfo: { outputPath: (...path: string[]) => string }, index: number): string {
  return testInfo.outputPath('results', `${String(index)}.dat`);
}
