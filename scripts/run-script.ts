import { parseArgs } from 'node:util';
import { inLines } from '../fixtures/domain/errors.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { TerminalText } from '../fixtures/report/outlets/terminal.ts';

/** What a person calls by `npm run`. */
export interface Command {
  /** What it is for, as `--help` says it. */
  readonly usage: TerminalText;
  /** Does its work, as the words behind its name ask, and says whether it came out well. */
  readonly run: (given: readonly string[]) => boolean | Promise<boolean>;
}

/**
 * Runs the command of a file where Node was started with that file; whoever only imports it (a test) calls the command as it likes.
 *
 * @param file `module`, of the file itself
 */
export async function runScript(file: NodeJS.Module, command: Command): Promise<void> {
  if (require.main === file) process.exitCode = await statusOf(command, process.argv.slice(2));
}

/**
 * Does what a command line asks, or says what the command is for where `--help` asks that. What a person can put right is told
 * without a stack.
 *
 * @returns the exit status: 0 only where the command says yes
 */
export async function statusOf({ usage, run }: Command, given: readonly string[]): Promise<0 | 1> {
  try {
    if (!asksForHelp(given)) return (await run(given)) ? 0 : 1;
    say(usage);
    return 0;
  } catch (error) {
    say(TerminalText.ofLines(isOfOptions(error) ? [error.message] : inLines(error)), 'stderr');
    return 1;
  }
}

function asksForHelp(given: readonly string[]): boolean {
  const options = { help: { type: 'boolean', short: 'h' } } as const;
  return parseArgs({ args: [...given], options, strict: false }).values.help === true;
}

/** Whether Node did not understand an option of the command line. */
function isOfOptions(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
