import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { examine, isAmiss } from '../fixtures/doctor/index.ts';
import { doctorInWords, lastLine } from '../fixtures/report/doctor.ts';
import { writeText } from '../fixtures/report/outlets/files.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { inTrustingProcess } from '../fixtures/run/network/trusting-process.ts';
import { RunFolder } from '../fixtures/run/run-folder.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Checks whether this machine is fit for a run: settings, browser, certificates,
proxy, clock, state folder, and the network to each host. A line each, with the
fix. Makes no login, sends no credential, changes nothing, tells nobody.

  npm run doctor
      exit status 0: nothing wrong found; 1: something is to be fixed

  --json   prints JSON
  --output <file>
           writes the same JSON to a file; otherwise none is written
  --help   this text`;

const directory = resolve(__dirname, '..');

/** How long a host may take for each stage of a connection, in milliseconds. */
const answerMs = 10_000;

interface Options {
  readonly json: boolean;
  /** A file for the same as JSON. */
  readonly output?: string;
}

async function doctor(options: Options): Promise<boolean> {
  const folder = RunFolder.make();
  try {
    const findings = await examine({ environment: process.env, directory, temporary: folder.path, answerMs });
    const isWell = !findings.some(isAmiss);
    const data = json({ isWell, findings, summary: lastLine(findings) });
    if (options.output !== undefined) writeText(options.output, data);
    if (options.json) say(data);
    else say(doctorInWords(findings, styleFor('stdout')));
    return isWell;
  } finally {
    folder.remove();
  }
}

const options = {
  json: { type: 'boolean', default: false },
  output: { type: 'string' },
} as const;

void runScript(module, {
  usage,
  run: (given) => {
    const { values } = parseArgs({ args: [...given], options });
    const started = [__filename, ...given];
    return inTrustingProcess({ environment: process.env, directory, started }, () => doctor(values));
  },
});
