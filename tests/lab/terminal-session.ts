import { spawn } from 'node:child_process';
import { commandLine } from './run-command.ts';
import { usersShell } from './users-shell.ts';

/** What is typed once a text is shown. */
export type Step = readonly [shown: string, typed: string];

/** What a command did at a terminal. */
export interface Session {
  readonly status: number | null;
  /** All that the terminal showed, without its own control sequences. */
  readonly shown: string;
}

/**
 * Runs a script at a terminal, as a person does: util-linux’s `script` gives it one. What is typed is typed once what it answers
 * to is shown.
 */
export async function atTerminal(
  script: string,
  variables: Readonly<Record<string, string>>,
  steps: readonly Step[],
  ...options: readonly string[]
): Promise<Session> {
  const words = [process.execPath, ...commandLine(script, ...options)].map((word) => `'${word}'`);
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', words.join(' '), '/dev/null'], {
    env: { ...usersShell, TERM: 'xterm', COLUMNS: '200', ...variables },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const left = [...steps];
  let shown = '';
  let from = 0;
  child.stdout.on('data', (data: Buffer) => {
    shown += data.toString('utf8');
    const [next] = left;
    if (!next) return;
    const at = shown.indexOf(next[0], from);
    if (at < 0) return;
    from = at + next[0].length;
    left.shift();
    child.stdin.write(`${next[1]}\r`);
  });
  const status = await new Promise<number | null>((over) => child.on('close', over));
  child.stdin.destroy();
  if (left.length > 0) throw new Error(`Never shown: “${left[0]?.[0] ?? ''}”. Shown was:\n${plain(shown)}`);
  return { status, shown: plain(shown) };
}

function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control sequences are what is taken out
  return text.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r\n', '\n');
}
