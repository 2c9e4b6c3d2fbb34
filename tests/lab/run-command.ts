import { spawn } from 'node:child_process';
import { scriptLine } from '../script-line.ts';
import { usersShell } from './users-shell.ts';

/** What `npm run <command> -- <options>` did, without npm’s own words. */
export interface Commanded {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line of a script, as npm would start it. */
export function commandLine(script: string, ...options: readonly string[]): readonly string[] {
  return scriptLine(`scripts/${script}.ts`, ...options);
}

/**
 * Runs a script of `package.json` in a process of its own, while the lab in this one goes on.
 *
 * @param variables the environment, besides what any shell has
 */
export async function runCommand(
  script: string,
  variables: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<Commanded> {
  const child = spawn(process.execPath, commandLine(script, ...options), {
    env: { ...usersShell, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, status] = await Promise.all([
    child.stdout.toArray(),
    child.stderr.toArray(),
    new Promise<number | null>((over) => child.on('close', over)),
  ]);
  return { status, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
}
