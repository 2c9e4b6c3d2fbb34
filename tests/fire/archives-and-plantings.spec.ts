import { test } from '@playwright/test';
import { secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { bombs, brokenArchives, type BrokenArchive } from './broken-archives.ts';
import { layered } from './layers.ts';
import { mutilations } from './mutilations.ts';
import { encodings, lost, plantedSecrets } from './plantings.ts';
import { recordPromise } from './promise.ts';
import { scanOf } from './scan-one.ts';
import { fireSeed } from './seed.ts';

const promise = 'every-secret-found';
const secrets = Object.entries(plantedSecrets).map(([name, value]) => secretToLookFor(name, value));

/** Where a run writes, with folders in folders. */
const folders = ['.', 'evidence', 'allure-results', 'playwright-report/data', 'a/b/c/d'];

/** Each file in a folder of its own, so that all of them are looked at in one scan. */
function placed(broken: readonly BrokenArchive[]): readonly (BrokenArchive & { readonly path: string })[] {
  return broken.map((one, index) => ({
    ...one,
    path: `${folders[index % folders.length] ?? '.'}/${String(index)}-${one.name}`,
  }));
}

for (const [how, all] of Object.entries({
  'archives of every format, cut, damaged, encrypted or nested too deeply, in every folder': () =>
    brokenArchives(fireSeed(), 25),
  'small files that unpack to more than the scan may unpack': bombs,
})) {
  test(how, ({}, testInfo) => {
    const broken = placed(all());
    const { notSearched } = scanOf(testInfo, Object.fromEntries(broken.map(({ path, bytes }) => [path, bytes])));
    const results = testInfo.outputPath('results');
    const red = new Set(notSearched.filter(({ isOurs }) => isOurs).map(({ path }) => path));
    const passed = broken.filter(({ path }) => !red.has(testInfo.outputPath('results', path)));
    recordPromise(
      { promise, how, tried: broken.length, held: broken.length - passed.length },
      passed.map(({ what, path }) => `${what}, in ${results}/${path}`),
    );
  });
}

test('a secret in every encoding that is listed', ({}, testInfo) => {
  const all = Object.entries(encodings).flatMap(([encoding, write]) =>
    Object.entries(plantedSecrets).map(([name, value]) => ({ encoding, name, bytes: write(value) })),
  );
  const findable = all.filter(({ encoding, name }) => lost[encoding]?.includes(name) !== true);
  const paths = new Map(findable.map((one, index) => [`${String(index)}.bin`, one]));
  const { files } = scanOf(testInfo, Object.fromEntries([...paths].map(([path, { bytes }]) => [path, bytes])), secrets);
  const missed = [...paths].filter(([path, { name }]) => {
    const found = files.find((file) => file.path === testInfo.outputPath('results', path));
    return found?.sightings.some(({ secret }) => secret.name === name) !== true;
  });
  const how = `${String(secrets.length)} secrets in ${String(Object.keys(encodings).length)} encodings`;
  const measured = `${String(findable.length - missed.length)} of ${String(all.length)}; in the other ${String(all.length - findable.length)}, an address turned backslashes into slashes, so the secret is no longer there`;
  recordPromise(
    { promise, how, tried: findable.length, held: findable.length - missed.length, measured },
    missed.map(([, { encoding, name }]) => `${name}, as ${encoding}`),
  );
});

test('a secret in nested encodings that nobody listed', ({}, testInfo) => {
  const tried = 600;
  const all = Array.from({ length: tried }, (_, index) => {
    const { name, write } = layered(fireSeed() + index);
    const secret = secrets[index % secrets.length];
    return { path: `${String(index)}.bin`, name, secret, bytes: write(secret?.value ?? '') };
  });
  const { files } = scanOf(testInfo, Object.fromEntries(all.map(({ path, bytes }) => [path, bytes])), secrets);
  const missed = all.filter(({ path, secret }) => {
    const found = files.find((file) => file.path === testInfo.outputPath('results', path));
    return found?.sightings.some((sighting) => sighting.secret === secret) !== true;
  });
  recordPromise(
    {
      promise,
      how: 'secrets in two or three nested encodings, drawn at random',
      tried,
      held: tried - missed.length,
    },
    missed.map(({ name, secret, bytes }) => `${secret?.name ?? ''}, as ${name}: ${bytes.slice(0, 200)}`).slice(0, 20),
  );
});

test('a scan with a part taken out', ({}, testInfo) => {
  const seeing = Object.entries(mutilations).filter(
    ([, branches]) => scanOf(testInfo, { 'evidence/prod.json': '{}' }, [], branches).blind.length === 0,
  );
  const tried = Object.keys(mutilations).length;
  recordPromise(
    {
      promise,
      how: 'a scan with one part taken out, which must report that it is blind',
      tried,
      held: tried - seeing.length,
    },
    seeing.map(([name]) => name),
  );
});
