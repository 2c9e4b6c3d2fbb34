import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { TestInfo } from '@playwright/test';
import { z } from 'zod';
import { diagnosisFileSchema, type DiagnosisFile } from '../../fixtures/report/diagnosis-schema.ts';
import { usersShell } from './users-shell.ts';

const root = resolve(__dirname, '../..');

/** What `npx playwright test` did, in a folder of the test’s own. */
export interface MainJob {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The folder in which it ran. */
  readonly folder: string;
  /** `diagnosis.json`, held against its schema; nothing where the run wrote none. */
  readonly result: DiagnosisFile | undefined;
}

/**
 * Runs the main job as a user does, in a folder that nobody else uses: same configuration, own results.
 *
 * @param variables the environment, besides what any shell has
 */
export async function runMainJob(
  testInfo: TestInfo,
  variables: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<MainJob> {
  return ended(startMainJob(testInfo, variables, ...options));
}

/** A main job that goes on. */
export interface StartedJob {
  readonly folder: string;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
}

/** Waits until a main job is over, however it ends. */
export async function ended({ folder, child }: StartedJob): Promise<MainJob> {
  const [stdout, stderr, status] = await Promise.all([
    child.stdout.toArray(),
    child.stderr.toArray(),
    new Promise<number | null>((over) => child.on('close', over)),
  ]);
  const file = join(folder, 'test-results', 'diagnosis.json');
  return {
    status,
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: Buffer.concat(stderr).toString('utf8'),
    folder,
    result: existsSync(file) ? diagnosisFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined,
  };
}

/** The same, while it goes on: `--ui` ends only when it is told to. */
export function startMainJob(
  testInfo: TestInfo,
  variables: Readonly<Record<string, string>>,
  ...options: readonly string[]
): StartedJob {
  return startMainJobIn(testInfo.outputPath('job'), variables, ...options);
}

/** The same in a folder of its own, where several go on at once. */
export function startMainJobIn(
  folder: string,
  variables: Readonly<Record<string, string>>,
  ...options: readonly string[]
): StartedJob {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'playwright.config.ts');
  writeFileSync(
    config,
    `import base from ${JSON.stringify(join(root, 'playwright.config.ts'))};
export default {
  ...base,
  globalSetup: ${JSON.stringify(join(root, 'fixtures/run/global-setup.ts'))},
  reporter: base.reporter.map(([name, given]) => [name.startsWith('.') ? ${JSON.stringify(root)} + '/' + name : name, given]),
  projects: base.projects.slice(0, 2).map((project) => ({
    ...project, testDir: ${JSON.stringify(root)} + '/' + project.testDir, outputDir: 'test-results' })),
};
`,
  );
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const child = spawn(process.execPath, [cli, 'test', '-c', config, ...options], {
    cwd: folder,
    env: { ...usersShell, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { folder, child };
}

/** How often a password left for an instance, by the evidence that was saved of it. */
export function submissionsOf({ folder }: MainJob, id: string): number | undefined {
  const saved: unknown = JSON.parse(readFileSync(join(folder, `test-results/evidence/${id}.json`), 'utf8'));
  return z.object({ journey: z.object({ submissions: z.number() }) }).parse(saved).journey.submissions;
}

/** The diagnoses of a saved result, of the instances that were probed. */
export function entriesOf(saved: unknown): unknown {
  const entries = typeof saved === 'object' && saved !== null && 'instances' in saved ? saved.instances : undefined;
  return Array.isArray(entries) ? entries.filter(wasProbed) : entries;
}

function wasProbed(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'outcome' in entry && entry.outcome !== 'not-probed';
}
