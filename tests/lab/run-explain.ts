import { spawnSync } from 'node:child_process';
import { scriptLine } from '../script-line.ts';
import { homelessShell } from './users-shell.ts';

/** What `npm run explain -- <arguments>` did, without npm’s own words. */
export interface Explained {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it in a process of its own, to which no proxy and no lab is known. */
export function runExplain(...given: readonly string[]): Explained {
  const script = scriptLine('scripts/explain.ts', ...given);
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { env: homelessShell, encoding: 'utf8' });
  return { status, stdout, stderr };
}
