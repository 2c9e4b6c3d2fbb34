import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { diagnose } from '../fixtures/diagnosis/index.ts';
import { explainMessage } from '../fixtures/diagnosis/explain/index.ts';
import { readMessage } from '../fixtures/evidence/message.ts';
import { diagnosisEntries } from '../fixtures/report/diagnosis-file.ts';
import { explanation } from '../fixtures/report/explanation.ts';
import { instanceLines, summary } from '../fixtures/report/terminal/index.ts';
import { styleFor } from '../fixtures/run/printer.ts';
import { readSavedEvidence } from '../fixtures/run/saved-evidence.ts';

const usage = `Explains offline what a run saw, or what a message means. Nothing is sent to anybody.

  npm run explain -- test-results/evidence            what the last run saw, of every instance
  npm run explain -- test-results/evidence/prod.json  of one instance; several files can be named
  npm run explain -- "XSV-350012 Invalid login …"     a message, an address or a line of a log
  npm run explain -- -                                a message from standard input: no quotes needed

  --json   prints JSON: the diagnoses as in diagnosis.json, or what the message means`;

/** Prints what was asked for; the exit status is 1 where the input cannot be used, or where a message is not known. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
  } else if (positionals.length === 0 && process.stdin.isTTY) {
    console.error(usage);
    process.exitCode = 1;
  } else if (positionals.some((given) => existsSync(given) || looksLikeAFile(given))) {
    explainEvidence(positionals, values.json);
  } else {
    const isFromInput = positionals.length === 0 || positionals.join() === '-';
    explainPasted(isFromInput ? await text(process.stdin) : positionals.join(' '), values.json);
  }
}

/** A name that was meant as a file’s, though no file is there: one word that is put together as a path is. */
function looksLikeAFile(given: string): boolean {
  if (!/^[^\s{}?=&]+$/.test(given) || /^[\w-]+(\.[\w-]+)+[/:]/.test(given) || given.includes('://')) return false;
  return /\.json$/i.test(given) || /[\\/]/.test(given);
}

function explainEvidence(paths: readonly string[], asJson: boolean): void {
  const diagnoses = paths.flatMap(readSavedEvidence).map(diagnose);
  if (asJson) {
    console.log(JSON.stringify(diagnosisEntries(diagnoses), undefined, 2));
    return;
  }
  // As at the end of a run: what it left out is told only where nothing else is there to tell.
  const probed = diagnoses.filter(({ outcome }) => outcome !== 'not-probed');
  const told = probed.length > 0 ? probed : diagnoses;
  const style = styleFor(process.stdout);
  const parts = [summary(told, style), instanceLines(told, style).join('\n')].filter((part) => part !== '');
  console.log(`\n${parts.join('\n\n')}`);
}

function explainPasted(message: string, asJson: boolean): void {
  const meanings = explainMessage(readMessage(message));
  if (meanings.length === 0) process.exitCode = 1;
  if (asJson) console.log(JSON.stringify({ meanings }, undefined, 2));
  else (meanings.length > 0 ? console.log : console.error)(explanation(meanings, styleFor(process.stdout)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
