import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Lab } from '../../fixtures/lab/index.ts';
import { scriptLine } from '../script-line.ts';
import { homelessShell } from './users-shell.ts';

/** What `npm run look -- <arguments>` did, without npm’s own words. */
export interface LookRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lastLine: string;
  /** What it wrote into the folder in which it was called. */
  readonly written: readonly string[];
}

/** Looks at addresses of a lab, in a process to which nothing is known but the way there. */
export async function runLook({ variables }: Pick<Lab, 'variables'>, ...given: readonly string[]): Promise<LookRun> {
  const script = scriptLine('scripts/look.ts', ...given);
  const cwd = mkdtempSync(join(tmpdir(), 'look-'));
  const { HTTPS_PROXY, TRUSTED_CERTIFICATES } = variables;
  const child = spawn(process.execPath, script, { env: { ...homelessShell, HTTPS_PROXY, TRUSTED_CERTIFICATES }, cwd });
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.once('close', done)),
  ]);
  return { status, stdout, stderr, lastLine: stdout.trim().split('\n').at(-1) ?? '', written: readdirSync(cwd) };
}
