import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  digestOf,
  manifestName,
  manifestSchema,
  manifestText,
  resultName,
  type Manifest,
} from '../../fixtures/report/manifest.ts';
import { sumsName, sumsOf } from '../../fixtures/report/sha256-sums.ts';
import { writeRunManifest } from '../../fixtures/run/end/run-manifest.ts';
import { broken, fileOf, passing, unclear } from '../unit/result-builder.ts';

/** What a run left, for somebody to change. */
export interface LeftRun {
  /** The project’s folder. */
  readonly root: string;
  /** The folder of the results in it. */
  readonly results: string;
  /** A folder that no run wrote to. */
  readonly outside: string;
  /** Every file that the manifest lists, but the diagnosis. */
  readonly artifacts: readonly string[];
}

const evidence = ['first.json', 'second.json', 'third.json'];
const allure = ['a-result.json', 'b-result.json', 'c-attachment.png'];

/** Writes what a run leaves, and seals it. */
export function leftRun(root: string, stateFolder?: string): LeftRun {
  const run = runIn(root);
  for (const path of run.artifacts) write(path, `what is in ${path}\n`);
  write(join(run.outside, 'other.txt'), 'of somebody else');
  write(join(run.results, resultName), JSON.stringify(fileOf([passing, broken, unclear])));
  const paths = [run.results, join(root, 'allure-results'), join(root, 'junit.xml')];
  writeRunManifest({ results: run.results, root, paths, stateFolder });
  return run;
}

/** The same run somewhere else, byte for byte. */
export function copied({ root }: LeftRun, to: string): LeftRun {
  rmSync(to, { recursive: true, force: true });
  cpSync(root, to, { recursive: true });
  return runIn(to);
}

function runIn(root: string): LeftRun {
  const results = join(root, 'test-results');
  const artifacts = [
    ...evidence.map((name) => join(results, 'evidence', name)),
    join(results, 'findings.csv'),
    ...allure.map((name) => join(root, 'allure-results', name)),
    join(root, 'junit.xml'),
  ];
  return { root, results, outside: `${root}-outside`, artifacts };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function manifestOf({ results }: LeftRun): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(join(results, manifestName), 'utf8')));
}

/** Writes another manifest, and what `sha256sum` reads beside it: nobody is to be given away by half of it. */
export function writeManifestOf({ results, root }: LeftRun, manifest: Manifest, text = manifestText(manifest)): void {
  writeFileSync(join(results, manifestName), text);
  writeFileSync(join(results, sumsName), sumsOf(results, root, manifest.files, digestOf(text)));
}

/** One of a list, as it is drawn. */
export function oneOf<T>(all: readonly T[], draw: () => number): T {
  const one = all[Math.floor(draw() * all.length)];
  if (one === undefined) throw new Error('nothing to draw from');
  return one;
}
