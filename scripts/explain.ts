import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { diagnose } from '../fixtures/diagnosis/index.ts';
import { explainMessage } from '../fixtures/explain/index.ts';
import { readMessage } from '../fixtures/evidence/message.ts';
import { diagnosisEntries } from '../fixtures/report/diagnosis-file.ts';
import { explanation } from '../fixtures/report/explanation.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal, TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { instanceLines, summary } from '../fixtures/report/terminal/index.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { readSavedEvidence } from '../fixtures/run/state/saved-evidence.ts';
import { runScript, type Command } from './run-script.ts';

const usage = terminal`Explains offline what a run saw, or what a message means. Sends nothing.

  npm run explain -- test-results/evidence
      what the last run saw of each instance
  npm run explain -- test-results/evidence/prod.json
      of one instance; you can name several files
  npm run explain -- "XSV-350012 Invalid login …"
      a message, an address or a line from a log
  npm run explain -- -
      a message from standard input: no quotes needed

  --json   prints JSON: the diagnoses as in diagnosis.json, or the meanings
  --help   this text`;

/** Prints what was asked for; the exit status is 1 where the input cannot be used, or where a message is not known. */
async function main(given: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0 && process.stdin.isTTY) {
    say(usage, 'stderr');
    return false;
  }
  if (positionals.some((given) => existsSync(given) || looksLikeAFile(given))) {
    return explainEvidence(positionals, values.json);
  }
  const isFromInput = positionals.length === 0 || positionals.join() === '-';
  return explainPasted(isFromInput ? await text(process.stdin) : positionals.join(' '), values.json);
}

/** A name that was meant as a file’s, though no file is there: one word that is put together as a path is. */
function looksLikeAFile(given: string): boolean {
  if (!/^[^\s{}?=&]+$/.test(given) || /^[\w-]+(\.[\w-]+)+[/:]/.test(given) || given.includes('://')) return false;
  return /\.json$/i.test(given) || /[\\/]/.test(given);
}

function explainEvidence(paths: readonly string[], asJson: boolean): true {
  const diagnoses = paths.flatMap(readSavedEvidence).map(diagnose);
  if (asJson) {
    say(json(diagnosisEntries(diagnoses)));
    return true;
  }
  // As at the end of a run: what it left out is told only where nothing else is there to tell.
  const probed = diagnoses.filter(({ outcome }) => outcome !== 'not-probed');
  const told = probed.length > 0 ? probed : diagnoses;
  const style = styleFor('stdout');
  const parts = [summary(told, style), TerminalText.joined(instanceLines(told, style))];
  say(
    terminal`\n${TerminalText.joined(
      parts.filter((part) => part.text !== ''),
      '\n\n',
    )}`,
  );
  return true;
}

function explainPasted(message: string, asJson: boolean): boolean {
  const meanings = explainMessage(readMessage(message));
  const isKnown = meanings.length > 0;
  if (asJson) say(json({ meanings }));
  else say(explanation(meanings, styleFor('stdout')), isKnown ? 'stdout' : 'stderr');
  return isKnown;
}

export const command: Command = { usage, run: main };

void runScript(module, command);
