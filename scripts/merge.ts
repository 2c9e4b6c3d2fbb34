import { appendFileSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../fixtures/domain/errors.ts';
import { isGreen } from '../fixtures/report/accepted.ts';
import { diagnosisFileSchema, writeDiagnosisFile, type DiagnosisFile } from '../fixtures/report/diagnosis-file.ts';
import { mergeResults } from '../fixtures/report/merge.ts';
import { readerFiles, writeReaderFiles } from '../fixtures/report/reader-files.ts';
import { summary, totals } from '../fixtures/report/terminal/index.ts';
import { sealRun } from '../fixtures/run/seal.ts';

const results = 'test-results';

/** Puts shards together: `diagnosis.json` and what readers open, the evidence, Allure’s results, all of it sealed anew. */
function merge(paths: readonly string[]): boolean {
  const named = new Set(paths.map((path) => resolve(path)));
  if (named.has(resolve(results, 'diagnosis.json'))) {
    throw new UserError(
      `${results}/diagnosis.json is where the merged result goes; move the shards’ results elsewhere first.`,
    );
  }
  const merged = mergeResults([...named].map(read));
  for (const path of named) takeAlong(dirname(path));
  writeDiagnosisFile(join(results, 'diagnosis.json'), merged);
  writeReaderFiles(results, merged);
  const jobSummary = process.env['GITHUB_STEP_SUMMARY'];
  if (jobSummary) appendFileSync(jobSummary, readFileSync(join(results, readerFiles.summary)));
  const sealed = [results, 'allure-results'].map((path) => resolve(path));
  sealRun({ results: resolve(results), root: process.cwd(), paths: sealed, stateFolder: undefined });
  const { instances, run, acceptedRisks } = merged;
  const told = instances.filter(({ outcome }) => outcome !== 'not-probed');
  console.log(summary(told, { colours: false, width: 100 }));
  console.log(`\n${totals(instances, run.target)}`);
  return isGreen(instances, run.selected ?? [], acceptedRisks ?? []);
}

function read(path: string): DiagnosisFile {
  if (!existsSync(path))
    throw new UserError(`There is no ${path}: a shard without a result is a shard that did not run.`);
  try {
    return diagnosisFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new UserError(`${path} is no diagnosis.json of this version of the suite.`);
  }
}

/** What a shard wrote beside its result, where it was kept. */
function takeAlong(shard: string): void {
  const kept = [
    [join(shard, 'evidence'), join(results, 'evidence')],
    [join(shard, '..', 'allure-results'), 'allure-results'],
  ] as const;
  for (const [from, to] of kept) if (existsSync(from)) cpSync(from, to, { recursive: true });
}

try {
  process.exitCode = merge(process.argv.slice(2)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}
