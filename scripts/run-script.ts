import { parseArgs } from 'node:util';
import { inLines } from '../fixtures/domain/errors.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { TerminalText } from '../fixtures/report/outlets/terminal.ts';

/**
 * Runs a script, or says what it is for where `--help` asks that. Its exit status is 0 only where it says yes; what a person can put
 * right is told without a stack.
 */
export async function runScript(usage: TerminalText, script: () => boolean | Promise<boolean>): Promise<void> {
  try {
    if (asksForHelp()) say(usage);
    else process.exitCode = (await script()) ? 0 : 1;
  } catch (error) {
    say(TerminalText.ofLines(isOfOptions(error) ? [error.message] : inLines(error)), 'stderr');
    process.exitCode = 1;
  }
}

function asksForHelp(): boolean {
  return parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, strict: false }).values.help === true;
}

/** Whether Node did not understand an option of the command line. */
function isOfOptions(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
