import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { examine, isAmiss } from '../fixtures/doctor/index.ts';
import { doctorInWords, lastLine } from '../fixtures/report/doctor.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { inTrustingProcess } from '../fixtures/run/network/trusting-process.ts';
import { RunFolder } from '../fixtures/run/run-folder.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Checks whether this machine is fit for a run: settings, browser, certificates,
proxy, clock, state folder, and the network to each host. A line each, with the
fix. Makes no login, sends no credential, writes nothing, tells nobody.

  npm run doctor
      exit status 0: nothing wrong found; 1: something is to be fixed

  --json   prints JSON
  --help   this text`;

const directory = resolve(__dirname, '..');

/** How long a host may take for each stage of a connection, in milliseconds. */
const answerMs = 10_000;

async function doctor(asJson: boolean): Promise<boolean> {
  const folder = RunFolder.make();
  try {
    const findings = await examine({ environment: process.env, directory, temporary: folder.path, answerMs });
    const isWell = !findings.some(isAmiss);
    if (asJson) say(json({ isWell, findings, summary: lastLine(findings) }));
    else say(doctorInWords(findings, styleFor('stdout')));
    return isWell;
  } finally {
    folder.remove();
  }
}

void runScript(() => {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    say(usage);
    return true;
  }
  const started = process.argv.slice(1);
  return inTrustingProcess({ environment: process.env, directory, started }, () => doctor(values.json));
});
