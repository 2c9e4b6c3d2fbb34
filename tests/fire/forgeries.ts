import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { manifestName, manifestText, resultName } from '../../fixtures/report/manifest.ts';
import { sumsName } from '../../fixtures/report/sha256-sums.ts';
import { manifestOf, oneOf, writeManifestOf, type LeftRun } from './forged-run.ts';
import { listings, texts } from './forged-manifests.ts';

/** Changes what a run left. What is to be changed it draws. */
export type Forge = (run: LeftRun, draw: () => number) => void;

function replaceByLink(path: string, target: string, draw: () => number): void {
  rmSync(path, { recursive: true });
  // As a path from the root, or from the link.
  symlinkSync(target, path, draw() < 0.5 ? 'file' : null);
}

/** Changes one byte. */
function flip(path: string, draw: () => number): void {
  const bytes = readFileSync(path);
  const at = Math.floor(draw() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(draw() * 8));
  writeFileSync(path, bytes);
}

function swap(one: string, other: string): void {
  renameSync(one, `${one}.kept`);
  renameSync(other, one);
  renameSync(`${one}.kept`, other);
}

const names = [
  'later.json',
  '.hidden',
  'a b',
  'ü.json',
  'manifest.json',
  'SHA256SUMS',
  '\u001b[2J.json',
  'a\nwhole, 9 files',
];

/** What somebody does to the files, and leaves the manifest as it is. */
const ofFiles: Readonly<Record<string, Forge>> = {
  'a byte of the diagnosis changed': ({ results }, draw) => {
    flip(join(results, resultName), draw);
  },
  'a verdict changed': ({ results }) => {
    const file = join(results, resultName);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"fail"', '"pass"'));
  },
  'the diagnosis removed': ({ results }) => {
    rmSync(join(results, resultName));
  },
  'a byte of an artifact changed': ({ artifacts }, draw) => {
    flip(oneOf(artifacts, draw), draw);
  },
  'an artifact cut': ({ artifacts }, draw) => {
    writeFileSync(oneOf(artifacts, draw), '');
  },
  'an artifact removed': ({ artifacts }, draw) => {
    rmSync(oneOf(artifacts, draw));
  },
  'an artifact renamed': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    renameSync(path, `${path}.old`);
  },
  'an artifact written in another case': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    renameSync(path, join(dirname(path), basename(path).toUpperCase()));
  },
  'an artifact that became a folder': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    rmSync(path);
    mkdirSync(path);
  },
  'two artifacts exchanged': ({ artifacts }, draw) => {
    const one = oneOf(artifacts, draw);
    swap(
      one,
      oneOf(
        artifacts.filter((path) => path !== one),
        draw,
      ),
    );
  },
  'an artifact added': ({ results, root }, draw) => {
    const folder = oneOf(
      [join(results, 'evidence'), join(root, 'allure-results'), join(results, 'new', 'folder')],
      draw,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, oneOf(names, draw)), 'later');
  },
  'a link added': ({ results, root, outside }, draw) => {
    const target = oneOf([join(outside, 'other.txt'), outside, root, '/dev/zero', join(outside, 'nowhere')], draw);
    symlinkSync(target, join(results, 'evidence', 'later.json'));
  },
  'a pipe added': ({ results }) => {
    spawnSync('mkfifo', [join(results, 'evidence', 'later.json')]);
  },
  'an artifact that is a pipe': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    rmSync(path);
    spawnSync('mkfifo', [path]);
  },
  'an artifact that is a link to the same outside': ({ artifacts, outside }, draw) => {
    const path = oneOf(artifacts, draw);
    copyFileSync(path, join(outside, basename(path)));
    replaceByLink(path, join(outside, basename(path)), draw);
  },
  'an artifact that is a link to the same inside': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    const twin = join(dirname(path), '.twin');
    copyFileSync(path, twin);
    replaceByLink(path, basename(twin), draw);
  },
  'an artifact that is a link to another one': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    replaceByLink(
      path,
      oneOf(
        artifacts.filter((one) => one !== path),
        draw,
      ),
      draw,
    );
  },
  'an artifact that is a link to nothing': ({ artifacts, outside }, draw) => {
    replaceByLink(oneOf(artifacts, draw), join(outside, 'nowhere'), draw);
  },
  'an artifact that is a link to itself': ({ artifacts }, draw) => {
    const path = oneOf(artifacts, draw);
    replaceByLink(path, basename(path), draw);
  },
  'a folder that is a link to the same outside': ({ results, outside }) => {
    renameSync(join(results, 'evidence'), join(outside, 'evidence'));
    symlinkSync(join(outside, 'evidence'), join(results, 'evidence'));
  },
  'a file that is a link to the same outside': ({ results, outside }, draw) => {
    const path = join(results, oneOf([resultName, manifestName, sumsName], draw));
    renameSync(path, join(outside, basename(path)));
    symlinkSync(join(outside, basename(path)), path);
  },
  'two folders exchanged': ({ results, root }) => {
    swap(join(results, 'evidence'), join(root, 'allure-results'));
  },
  'a folder removed': ({ results, root }, draw) => {
    rmSync(oneOf([join(results, 'evidence'), join(root, 'allure-results')], draw), { recursive: true });
  },
  'SHA256SUMS changed': ({ results }, draw) => {
    flip(join(results, sumsName), draw);
  },
  'a line added to SHA256SUMS': ({ results }) => {
    appendFileSync(join(results, sumsName), `${'0'.repeat(64)}  later.json\n`);
  },
  'a line less in SHA256SUMS': ({ results }, draw) => {
    const lines = readFileSync(join(results, sumsName), 'utf8').split('\n');
    const gone = Math.floor(draw() * (lines.length - 1));
    writeFileSync(join(results, sumsName), lines.filter((_, index) => index !== gone).join('\n'));
  },
  'SHA256SUMS removed': ({ results }) => {
    rmSync(join(results, sumsName));
  },
  'the manifest moved to the parent folder': ({ results, root }) => {
    for (const name of [manifestName, sumsName]) renameSync(join(results, name), join(root, name));
  },
  'a diagnosis changed under a manifest in the parent folder': (run, draw) => {
    const { results, root } = run;
    const moved = { ...manifestOf(run), base: '' };
    for (const name of [manifestName, sumsName]) rmSync(join(results, name));
    flip(join(results, resultName), draw);
    writeManifestOf({ ...run, results: root }, moved);
  },
  'the manifest cut': ({ results }, draw) => {
    const bytes = readFileSync(join(results, manifestName));
    writeFileSync(join(results, manifestName), bytes.subarray(0, Math.floor(draw() * (bytes.length - 1))));
  },
  'a byte of the manifest changed': ({ results }, draw) => {
    flip(join(results, manifestName), draw);
  },
  'the manifest replaced': ({ results }, draw) => {
    const path = join(results, manifestName);
    rmSync(path);
    const make = [
      () => {
        mkdirSync(path);
      },
      () => spawnSync('mkfifo', [path]),
      () => {
        symlinkSync('/dev/zero', path);
      },
      () => {
        writeFileSync(path, oneOf(['', '{}', 'null', '[]', '"whole"', '[['.repeat(50_000)], draw));
      },
    ];
    oneOf(make, draw)();
  },
};

/** What makes a folder another one than its run left, so that digests show it. */
export const forgeries: Readonly<Record<string, Forge>> = {
  ...ofFiles,
  ...Object.fromEntries(
    Object.entries(listings).map(([name, change]): readonly [string, Forge] => [
      name,
      (run, draw) => {
        writeManifestOf(run, change(run, manifestOf(run), draw));
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(texts).map(([name, change]): readonly [string, Forge] => [
      name,
      (run) => {
        const manifest = manifestOf(run);
        writeManifestOf(run, manifest, change(manifestText(manifest)));
      },
    ]),
  ),
};
