import { parseArgs } from 'node:util';
import { inLines, UserError } from '../fixtures/domain/errors.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal, TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { isWhole, verifyFolder, type Verification } from '../fixtures/report/verification.ts';
import { follows, limitInWords, verificationInWords } from '../fixtures/report/verification-words.ts';
import { runScript, type Command } from './run-script.ts';

const usage = terminal`Says whether the results of a run are as the run left them. Sends nothing.

  npm run verify -- test-results
      one folder: what was changed, is missing or was added
  npm run verify -- monday tuesday wednesday
      several nights in order, each a folder with its test-results and
      allure-results: is one missing between them?
  npm run verify -- --expect sha256:… test-results
      does it still have the digest that you kept elsewhere?

  --expect <digest>   the digest of the last folder, as its run printed it
                      (“Digest of manifest.json: …”)
  --help              this text

Without this suite: sha256sum -c SHA256SUMS, in that folder.
The exit status is 0 if everything is as it was.`;

/** Says of each folder whether it is whole, and of several whether each run follows the one before it. */
function verify(folders: readonly string[], expected: string | undefined): boolean {
  const results = folders.map((folder) => check(folder));
  const pairs = results.slice(1).map((next, index) => isNext(results[index], next, folders, index));
  const last = results.at(-1);
  const isExpected = expected === undefined || (last !== undefined && hasDigest(expected, last, folders.at(-1) ?? ''));
  const isRight = [...results.map((result) => result !== undefined && isWhole(result)), ...pairs, isExpected].every(
    Boolean,
  );
  if (isRight && expected === undefined) say(terminal`${limitInWords}`);
  return isRight;
}

function check(folder: string): Verification | undefined {
  try {
    const verification = verifyFolder(folder);
    say(TerminalText.ofLines(verificationInWords(folder, verification).split('\n')));
    return verification;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(TerminalText.ofLines(inLines(error)), 'stderr');
    return undefined;
  }
}

function isNext(
  before: Verification | undefined,
  next: Verification | undefined,
  folders: readonly string[],
  index: number,
): boolean {
  if (!before || !next) return false;
  if (follows(before, next)) return true;
  say(
    terminal`${folders[index + 1] ?? ''}: does NOT follow ${folders[index] ?? ''}: a run between them is missing, or a manifest was changed.`,
    'stderr',
  );
  return false;
}

function hasDigest(expected: string, { digest }: Verification, folder: string): boolean {
  if (digest === expected) return true;
  say(
    terminal`${folder}: the digest of its manifest is NOT ${expected}, but ${digest}: the folder was changed and its manifest was written again, or it belongs to another run.`,
    'stderr',
  );
  return false;
}

/** @throws {UserError} where it is no digest */
function readDigest(text: string): string {
  const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (hex === undefined) {
    throw new UserError(
      `--expect “${text}” isn’t a digest; give it as the run printed it, “sha256:” and 64 hexadecimal digits.`,
    );
  }
  return `sha256:${hex.toLowerCase()}`;
}

function main(given: readonly string[]): boolean {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { expect: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    say(terminal`Which folder?\n\n${usage}`, 'stderr');
    return false;
  }
  return verify(positionals, values.expect === undefined ? undefined : readDigest(values.expect));
}

export const command: Command = { usage, run: main };

void runScript(module, command);
