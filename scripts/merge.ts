import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../fixtures/domain/errors.ts';
import { isGreen } from '../fixtures/report/accepted.ts';
import { writeDiagnosisFile } from '../fixtures/report/diagnosis-file.ts';
import type { DiagnosisFile } from '../fixtures/report/diagnosis-schema.ts';
import { manifestName, resultName } from '../fixtures/report/manifest.ts';
import { mergeResults } from '../fixtures/report/merge.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { secretToLookFor } from '../fixtures/report/scan/index.ts';
import { readerFiles } from '../fixtures/report/reader-file-names.ts';
import { writeReaderFiles } from '../fixtures/report/reader-files.ts';
import { copyListed, manifestOfShard, readShards, type Shard } from '../fixtures/report/shard.ts';
import { mergedRun } from '../fixtures/report/terminal/index.ts';
import { writeRunManifest } from '../fixtures/run/end/run-manifest.ts';
import { tell } from '../fixtures/run/end/notify.ts';
import { publishToPlatform } from '../fixtures/run/end/platform.ts';
import { gatherState } from '../fixtures/run/state/gather-state.ts';
import { readTelling, secretsOfTelling, type TellingSettings } from '../fixtures/settings/index.ts';
import { runScript } from './run-script.ts';

const results = 'test-results';
const allure = 'allure-results';

const usage = terminal`Merges the results of shards into ${results} and ${allure},
as one machine would have written them.

  npm run merge -- shards/shard-1 shards/shard-2

Name each shard’s folder of results as its run left it (${results}, or
the folder above it), or the ${resultName} in it. Each shard is verified
first; if one was changed, nothing is merged. The exit status is the one that
a run on one machine would have.

Here, and not in a shard, WEBHOOK_URL and HEARTBEAT_URL are used, once. What the
shards keep of each instance (.probe beside their results) is put together in
the folder that PROBE_STATE names.

  --help   this text`;

/** Puts shards together: `diagnosis.json` and what readers open, the evidence, Allure’s results, and a manifest of it all. */
async function merge(given: readonly string[]): Promise<boolean> {
  const settings = readTelling({ environment: process.env, directory: process.cwd() });
  const shards = readShards(given);
  if (shards.some(({ verification }) => verification.folder === resolve(results))) {
    throw new UserError(`${results} is the folder for the merged results; move the shards’ results elsewhere first.`);
  }
  const merged = mergeResults(shards.map(({ result }) => result));
  const made = ['evidence', 'pictures', 'instances'].map((name) => join(results, name));
  for (const folder of [...made, allure]) rmSync(folder, { recursive: true, force: true });
  for (const shard of shards) copyListed(shard, (path) => targetOf(path, shard, merged));
  writeDiagnosisFile(join(results, resultName), merged);
  writeReaderFiles(results, merged);
  publishToPlatform(merged, process.env, { print: say });
  keepState(shards, settings);
  const isListed = writeManifest(shards, settings);
  const { instances, run, acceptedRisks } = merged;
  const secrets = secretsOfTelling(settings).map(({ name, value }) => secretToLookFor(name, value.reveal()));
  if (run.target === 'instances') await tell(settings, merged, secrets, warn);
  say(mergedRun(merged, join(results, readerFiles.page), { colours: false, width: 100 }));
  return isGreen(instances, run.selected ?? [], acceptedRisks ?? []) && isListed;
}

/** Evidence of an instance is that of the shard whose result counts; the others know no more than what was declared. */
function targetOf(path: string, { result }: Shard, merged: DiagnosisFile): string | undefined {
  const [, allureFile] = /^\.\.\/allure-results\/(.+)$/.exec(path) ?? [];
  if (allureFile !== undefined) return join(allure, allureFile);
  const shown = merged.instances.find(({ picture }) => picture === path);
  if (shown) return result.instances.includes(shown) ? join(results, path) : undefined;
  if (!path.startsWith('evidence/')) return undefined;
  const [, id] = /^evidence\/([^/]+)\.json$/.exec(path) ?? [];
  const counted = merged.instances.find(({ instance }) => instance === id);
  return !counted || result.instances.includes(counted) ? join(results, path) : undefined;
}

/** What each shard keeps is beside its folder of results, as a job leaves it. */
function keepState(shards: readonly Shard[], { stateFolder }: TellingSettings): void {
  if (stateFolder === undefined) return;
  const folders = shards.map(({ verification: { folder } }) => join(dirname(folder), basename(stateFolder)));
  gatherState(
    folders.filter((folder) => folder !== stateFolder),
    stateFolder,
    warn,
  );
}

function warn(line: string): void {
  say(terminal`${line}`, 'stderr');
}

function writeManifest(shards: readonly Shard[], { stateFolder }: TellingSettings): boolean {
  const { digest, problems } = writeRunManifest({
    results: resolve(results),
    root: process.cwd(),
    paths: [results, allure].map((path) => resolve(path)),
    // A machine that only merges, and where no shard keeps anything, keeps nothing.
    stateFolder: stateFolder !== undefined && existsSync(stateFolder) ? stateFolder : undefined,
    warn,
    shards: shards.map(manifestOfShard),
  });
  for (const problem of problems) say(terminal`Not in ${manifestName}: ${problem}.`, 'stderr');
  say(terminal`Digest of ${manifestName}: ${digest}\n`);
  return problems.length === 0;
}

void runScript(module, {
  usage,
  run: (given) => merge(parseArgs({ args: [...given], allowPositionals: true }).positionals),
});
