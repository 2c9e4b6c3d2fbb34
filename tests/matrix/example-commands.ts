import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { exampleFiles, scriptsOf } from '../ci-examples.ts';
import { expect } from '../lab/lab-test.ts';
import { scriptLine } from '../script-line.ts';

const manifest: unknown = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8'));
const commands = scriptsOf(exampleFiles.github);

/** The command of the example for GitHub that begins so, as it stands there. */
export function commandOf(beginning: string): string {
  const found = commands.find((command) => command.startsWith(beginning));
  if (found === undefined) throw new Error(`The example has no command that begins with ${beginning}`);
  return found;
}

/** What the example’s line gives Playwright in one shard: `1/2`. */
export function shardOptions(part: string): readonly string[] {
  return commandOf('npx playwright test')
    .replace(/\$\{\{ matrix\.shard \}\}\/\$\{\{ strategy\.job-total \}\}/, part)
    .split(' ')
    .slice(3);
}

export interface Ran {
  readonly status: number | null;
  readonly said: string;
}

/** Runs an npm script of an example as it stands there, in a folder of the test’s own. */
export async function runCommand(
  command: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const [, name, options] = /^npm run (\S+) -- (.*)$/.exec(command) ?? [];
  expect(manifest).toHaveProperty(`scripts.${name ?? ''}`, `node --import tsx scripts/${name ?? ''}.ts`);
  const line = scriptLine(`scripts/${name ?? ''}.ts`, ...(options ?? '').split(' '));
  const child = spawn(process.execPath, line, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const over = new Promise<number | null>((resolved) => child.on('close', resolved));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), over]);
  return { status, said: stdout + stderr };
}
