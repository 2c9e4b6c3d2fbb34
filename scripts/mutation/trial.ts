import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import { jobSchema, type Candidate, type Coverage, type Test, type Verdict } from './jobs.ts';
import { collect, type UnitTest } from './stand-in-test.ts';

/* Runs unit tests in the copy of the project that holds the mutants, one mutant after the other in the same process. */

interface Instrumented {
  __stryker__?: {
    activeMutant?: string | undefined;
    currentTestId?: string | undefined;
    hitCount?: number | undefined;
    hitLimit?: number | undefined;
    mutantCoverage?: { perTest: Record<string, Record<string, number>> };
  };
}
const shared: typeof globalThis & Instrumented = globalThis;
const stryker = (shared.__stryker__ ??= {});

const root = process.cwd();
const outputDir = join(root, 'test-output', String(process.pid));
/** A test that is still waiting then waits for what a mutant took away; the machine may be busy. */
const longestMs = 60_000;
/** So much processor time no test takes: a mutant goes round for ever. */
const longestLoopMs = 30_000;
const begunTests = new Int32Array(new SharedArrayBuffer(4));

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let specs = new Map<string, readonly UnitTest[]>();

/** The tests of a file, which is loaded with all that it imports where nothing of it is. */
function testsOf(spec: string): readonly UnitTest[] {
  const known = specs.get(spec);
  if (known) return known;
  // oxlint-disable-next-line typescript/no-require-imports -- only what was required can be loaded anew
  const tests = collect(() => void require(join(root, spec)));
  specs.set(spec, tests);
  return tests;
}

/** Forgets every module of the project, so that what is made while one is loaded is made again. */
function unload(): void {
  specs = new Map();
  const ours = (path: string): boolean =>
    path.startsWith(root + sep) && !path.includes('node_modules') && !path.startsWith(__dirname);
  for (const [path, module] of Object.entries(require.cache)) {
    if (module) module.children = module.children.filter(({ filename }) => !ours(filename));
    // oxlint-disable-next-line typescript/no-dynamic-delete -- how Node forgets a module
    if (ours(path)) delete require.cache[path];
  }
}

async function run(test: UnitTest): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('It took too long.'));
    }, longestMs);
  });
  try {
    await Promise.race([test.run(outputDir), tooLong]);
  } finally {
    clearTimeout(timer);
    rmSync(outputDir, { recursive: true, force: true });
  }
}

/** Why a test fails, or the loading of its file; nothing where it passes, or where a mutant took its row out of a table. */
async function failureOf(spec: string, title: string | undefined): Promise<string | undefined> {
  stray.length = 0;
  Atomics.add(begunTests, 0, 1);
  try {
    const meant = testsOf(spec).find((one) => one.title === title);
    if (meant) await run(meant);
    return stray[0];
  } catch (error) {
    return inspect(error);
  }
}

/** Nobody awaits these: Playwright counts them against the test that runs. */
const stray: string[] = [];
process.on('uncaughtException', (error) => void stray.push(inspect(error)));

/** What one test, or the loading of a file, comes across, and whether it is green as it should be. */
async function covered(spec: string, title?: string): Promise<Coverage> {
  const begun = processorMs();
  const id = `${spec} › ${title ?? ''}`;
  stryker.currentTestId = id;
  const error = await failureOf(spec, title);
  stryker.currentTestId = undefined;
  const { [id]: hits = {}, ...others } = stryker.mutantCoverage?.perTest ?? {};
  if (stryker.mutantCoverage) Object.assign(stryker.mutantCoverage, { perTest: others });
  return {
    spec,
    ...(title !== undefined && { title }),
    durationMs: processorMs() - begun,
    ...(error !== undefined && { error }),
    hits,
  };
}

async function* coverage(files: readonly string[]): AsyncGenerator<Coverage> {
  for (const spec of files) {
    unload();
    yield await covered(spec);
    for (const { title } of specs.get(spec) ?? []) yield await covered(spec, title);
  }
}

/** The first test that fails with a mutant and, right after it, not without it. */
async function tried({ id, isLoaded, hitLimit, tests }: Candidate): Promise<Verdict> {
  const activate = (active: string | undefined): void => {
    stryker.activeMutant = active;
    stryker.hitCount = active === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    if (isLoaded) unload();
  };
  activate(id);
  for (const by of isLoaded ? withRenamed(tests) : tests) {
    stryker.hitCount = 0;
    const failure = await failureOf(by.spec, by.title);
    if (failure === undefined) continue;
    activate(undefined);
    const isOfMutant = (await failureOf(by.spec, by.title)) === undefined;
    return { id, is: isOfMutant ? 'noticed' : 'unclear', by };
  }
  activate(undefined);
  return { id, is: 'unnoticed' };
}

/** Tests, and after them those that a table declares otherwise with a mutant than without it. */
function* withRenamed(tests: readonly Test[]): Generator<Test> {
  yield* tests;
  for (const spec of new Set(tests.map((one) => one.spec))) {
    const known = new Set(tests.filter((one) => one.spec === spec).map(({ title }) => title));
    yield* testsOf(spec).flatMap(({ title }) => (known.has(title) ? [] : [{ spec, title }]));
  }
}

async function* verdicts(candidates: readonly Candidate[]): AsyncGenerator<Verdict> {
  for (const candidate of candidates) {
    yield { id: candidate.id, is: 'begun' };
    const verdict = await tried(candidate);
    yield verdict;
    if (verdict.is === 'unclear') return;
  }
}

/** Ends the process where one test is busy for long: no timer of the thread that goes round for ever would come. */
function watch(): void {
  const watcher = new Worker(
    `const { workerData } = require('node:worker_threads');
     let [last, since] = [-1, 0];
     setInterval(() => {
       const begun = Atomics.load(workerData, 0);
       const { user, system } = process.cpuUsage();
       if (begun !== last) [last, since] = [begun, user + system];
       else if (user + system - since > ${String(longestLoopMs * 1000)}) process.kill(process.pid, 'SIGKILL');
     }, 1000);`,
    { eval: true, workerData: begunTests },
  );
  watcher.unref();
}

async function answer(): Promise<void> {
  const job = jobSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
  watch();
  for await (const said of job.kind === 'coverage' ? coverage(job.specs) : verdicts(job.candidates)) {
    appendFileSync(job.answers, `${JSON.stringify(said)}\n`);
  }
  // What a mutant left running is nobody’s business any more.
  process.exit(0);
}

void answer();
