import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeExperiments, experimentsInWords, type ExperimentName } from '../fixtures/capture/experiments.ts';
import { summaryOf } from '../fixtures/capture/summary.ts';
import { takeCapture, type Taken } from '../fixtures/capture/take-capture.ts';
import { captureFileName, folderNameOf, writtenCapture } from '../fixtures/capture/write-capture.ts';
import { questionNames } from '../fixtures/capture/form/capture.ts';
import { UserError } from '../fixtures/domain/errors.ts';
import { AccountGuard } from '../fixtures/evidence/account/guard.ts';
import { noBrowserMessage } from '../fixtures/evidence/browser/find-browser.ts';
import { usualPatience } from '../fixtures/evidence/journey/patience.ts';
import { askAtTerminal } from '../fixtures/init/prompts.ts';
import { toolsOf } from '../fixtures/probe/inquiry.ts';
import { withScriptBrowser } from '../fixtures/probe/script-browser.ts';
import { sharedInProcess } from '../fixtures/probe/shared-in-process.ts';
import { captureInWords } from '../fixtures/report/capture.ts';
import { say, windowOf } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { scan } from '../fixtures/report/scan/index.ts';
import { openLedger } from '../fixtures/run/accounts/accounts.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { secretsToLookFor } from '../fixtures/run/end/secrets-to-look-for.ts';
import { inLoginProcess } from '../fixtures/run/network/login-process.ts';
import { prepareTrust } from '../fixtures/run/network/trust.ts';
import { RunFolder } from '../fixtures/run/run-folder.ts';
import { openTarget } from '../fixtures/run/target/target.ts';
import { accountOf, type InstanceSettings, type Settings } from '../fixtures/settings/index.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Makes one login and a capture of it: the structure of what was seen, and
nothing of anybody. Shows what it has in it before it writes a folder.

  npm run capture -- prod
      captures the login of this instance; without settings, of the lab
  npm run capture -- prod --also callback,scopes,secret
      makes harmless experiments besides, and announces each of them

  --also <names>    callback: a callback that cannot exist; scopes: none, and
                    one that cannot exist; secret: an invented one
  --output <folder> where to write, in place of captures
  --yes             writes without a question
  --help            this text

See docs/capture.md.`;

const options = {
  also: { type: 'string' },
  output: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const directory = resolve(__dirname, '..');

async function main(ids: readonly string[], given: Options): Promise<boolean> {
  const experiments = experimentsOf(given.also);
  const folder = RunFolder.make();
  const target = await openTarget(process.env, directory, folder.path);
  try {
    const { settings } = target;
    const instance = choose(ids, settings.instances);
    const taken = await take(instance, settings, { experiments, temporary: folder.path });
    return await write(taken, { settings, instance, given, temporary: folder.path });
  } finally {
    await target.close();
    folder.remove();
  }
}

interface Taking {
  readonly experiments: readonly ExperimentName[];
  readonly temporary: string;
}

async function take(
  instance: InstanceSettings,
  settings: Settings,
  { experiments, temporary }: Taking,
): Promise<Taken> {
  const warn = (line: string): void => {
    say(terminal`${line}`, 'stderr');
  };
  const accounts = openLedger(settings, warn);
  const { certificateHome, pins } = prepareTrust(settings, temporary);
  const trust = { pins, ...(certificateHome !== undefined && { home: certificateHome }) };
  say(terminal`Signs in to ${instance.id} once, as a run does.`);
  try {
    const guard = new AccountGuard(settings.signIn, accounts.ledger);
    const desk = guard.desk(accountOf(instance).email.reveal(), instance.id);
    const inquiry = { instance, settings, patience: usualPatience, shared: sharedInProcess() };
    const of = settings.target === 'lab' ? 'lab' : 'instance';
    const taken = await withScriptBrowser({ environment: process.env, trust, temporary }, (browser) =>
      takeCapture({
        ...inquiry,
        of,
        browser,
        desk,
        pins: [...pins],
        experiments: (evidence) =>
          makeExperiments(experiments, evidence, toolsOf(inquiry), (name) => {
            say(terminal`Experiment ${name}: ${experimentsInWords[name]}.`);
          }),
      }),
    );
    if (!taken) throw new UserError(noBrowserMessage(true));
    return taken;
  } finally {
    accounts.close();
  }
}

interface Writing {
  readonly settings: Settings;
  readonly instance: InstanceSettings;
  readonly given: Options;
  readonly temporary: string;
}

/** @returns whether the capture was written */
async function write({ capture, diagnosis, fieldWords }: Taken, writing: Writing): Promise<boolean> {
  const { settings, given, temporary } = writing;
  const shown = captureInWords(summaryOf(capture), styleFor('stdout'));
  const made = join(temporary, 'capture');
  mkdirSync(made);
  writeFileSync(join(made, captureFileName), writtenCapture(capture));
  refuseSecrets(made, shown.text, settings, temporary);
  say(terminal`\n${shown}`);
  if (diagnosis.outcome !== 'signed-in') {
    say(terminal`\nThe login did not come to its end (${diagnosis.summary}): the lab cannot serve this capture.`);
  }
  if (fieldWords.length > 0) {
    say(
      terminal`\nThe fields of the external account are named by words that a capture does not tell: ${fieldWords.join(', ')}. If they are Adobe’s, add them to fixtures/capture/form/words.ts and run this again.`,
    );
  }
  const output = resolve(given.output ?? join(directory, 'captures'));
  const folder = freeFolder(output, folderNameOf(capture));
  if (!given.yes && !(await isAgreed(folder))) {
    say(terminal`Nothing was written.`);
    return false;
  }
  cpSync(made, folder, { recursive: true });
  say(
    terminal`Written to ${relative(process.cwd(), folder)}. No secret was found in it, and the scan found what was planted to be found.`,
  );
  return true;
}

/** @throws {UserError} where a secret is in it, or the scan could not see */
function refuseSecrets(path: string, printed: string, settings: Settings, folder: string): void {
  const places = [{ path, isOurs: true }];
  const found = scan({ places, leftOut: [], printed, secrets: secretsToLookFor(settings), folder });
  if (found.files.length > 0 || found.printed.length > 0) {
    throw new UserError(
      'The capture has a secret of your settings in it, so it was not written: this is a bug; report it.',
    );
  }
  if (found.blind.length > 0 || found.notSearched.length > 0) {
    throw new UserError(`The scan for secrets cannot see (${found.blind.join(', ')}), so nothing was written.`);
  }
}

async function isAgreed(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY || !windowOf('stdout').isWatched) {
    throw new UserError('Nothing was written: to write the capture without a question, add --yes.');
  }
  const asker = await askAtTerminal(() => undefined);
  return asker.yes({ asks: `Write it to ${relative(process.cwd(), folder)}?`, because: '' });
}

function freeFolder(output: string, name: string): string {
  for (let number = 1; ; number++) {
    const folder = join(output, number === 1 ? name : `${name}-${String(number)}`);
    if (!existsSync(folder)) return folder;
  }
}

function choose(ids: readonly string[], all: readonly InstanceSettings[]): InstanceSettings {
  const known = all.map(({ id }) => id).join(', ');
  const [id, ...others] = ids;
  const chosen = id === undefined && all.length === 1 ? all[0] : all.find((instance) => instance.id === id);
  if (chosen && others.length === 0) return chosen;
  throw new UserError(`Name one instance to capture: npm run capture -- <id>. These are declared: ${known}.`);
}

function experimentsOf(also: string | undefined): readonly ExperimentName[] {
  const names = (also ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !questionNames.some((known) => known === name));
  if (unknown.length > 0) {
    throw new UserError(`--also: unknown: ${unknown.join(', ')}. These are known: ${questionNames.join(', ')}.`);
  }
  return questionNames.filter((name) => names.includes(name));
}

void runScript(module, {
  usage,
  run: (given) => {
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    const started = [__filename, ...given];
    return inLoginProcess({ environment: process.env, directory, started }, () => main(positionals, values));
  },
});
