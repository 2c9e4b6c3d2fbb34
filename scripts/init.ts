import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { UserError } from '../fixtures/domain/errors.ts';
import { draftEnvFile, type Draft } from '../fixtures/init/env-file.ts';
import { interview } from '../fixtures/init/interview.ts';
import { askAtTerminal } from '../fixtures/init/prompts.ts';
import { realTrials } from '../fixtures/init/trials.ts';
import type { Asker } from '../fixtures/init/types.ts';
import { whatNext } from '../fixtures/init/what-next.ts';
import { readEnvText, writeEnvText } from '../fixtures/init/write-file.ts';
import { changesInWords, fleetInWords, reasonInWords, triedInWords } from '../fixtures/report/init.ts';
import { say, windowOf } from '../fixtures/report/outlets/streams.ts';
import { terminal, TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { wrap } from '../fixtures/report/terminal/index.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { inTrustingProcess } from '../fixtures/run/network/trusting-process.ts';
import { prepareTrust } from '../fixtures/run/network/trust.ts';
import { RunFolder } from '../fixtures/run/run-folder.ts';
import { inspectSettings, type InspectedSettings } from '../fixtures/settings/index.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Asks for what a first answer needs, tries each answer at once, and writes the
settings to .env, for you alone. Submits no password, and changes a file that
is there only after you have seen the difference and said yes.

  npm run init
      at most four questions; Enter skips what you do not have
  npm run init -- --address https://campaign.example.com --email a@example.com
      without questions, where there is no terminal
  npm run init -- --fleet fleet.yaml
      asks nothing: writes the instances that .env has into a fleet file; its
      secrets stay in .env

  --address <address>    the instance, or the page where operators start
  --id <id>              what the instance is called in the settings
  --email <address>      the test account
  --password-stdin       reads its password from standard input
  --soap-user <name>     an operator, to read Campaign over SOAP; its password
                         is taken from CAMPAIGN_<ID>_SOAP_PASSWORD
  --package <file>       a package export of the external account
  --file <file>          where to write, in place of .env
  --fleet <file>         the fleet file to write
  --yes                  changes a file that is there without a question
  --help                 this text`;

const options = {
  address: { type: 'string' },
  id: { type: 'string' },
  email: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  'soap-user': { type: 'string' },
  package: { type: 'string' },
  file: { type: 'string' },
  fleet: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function init(given: Options): Promise<boolean> {
  const file = resolve(given.file ?? resolve(__dirname, '..', '.env'));
  const style = styleFor('stdout');
  const asker = process.stdin.isTTY && windowOf('stdout').isWatched ? await terminalAsker() : undefined;
  const before = readEnvText(file);
  const inspect = (draft: Readonly<Record<string, string>>): InspectedSettings =>
    inspectSettings({
      environment: { ...process.env, ...(existsSync(file) && { DOTENV_PATH: file }), ...draft, LAB: 'never' },
      directory: dirname(file),
      lab: () => ({}),
      needsAccount: false,
    });
  const folder = RunFolder.make();
  try {
    const { entries, instance } = await interview({
      asker,
      given: await answersGiven(given),
      standing: parse(before),
      environment: process.env,
      inspect,
      trials: realTrials((settings) => {
        const { certificateHome, pins } = prepareTrust(settings, folder.path);
        const trust = { pins, ...(certificateHome !== undefined && { home: certificateHome }) };
        return { environment: process.env, temporary: folder.path, trust };
      }),
      tell: (what, tried) => {
        say(triedInWords(what, tried, style));
      },
    });
    const draft = draftEnvFile(before, entries);
    if (!(await write(file, draft, before === '' || given.yes, asker))) return false;
    const { settings } = inspect({});
    const written = settings.instances.find(({ id }) => id === instance.id);
    const lines = written ? whatNext(written, settings) : [];
    say(terminal`\n${TerminalText.joined(lines.map((line) => wrap('', line, style)))}\nNo login was made.`);
    return true;
  } finally {
    folder.remove();
  }
}

/** Writes what an env file has as a fleet file; the env file is left as it is. */
async function writeFleet(named: string, given: Options): Promise<boolean> {
  const { draftFleetFile } = await import('../fixtures/init/fleet-draft.ts');
  const [from, to] = [resolve(given.file ?? resolve(__dirname, '..', '.env')), resolve(named)];
  const { text: content, ids, moved } = draftFleetFile(parse(readEnvText(from)));
  if (existsSync(to) && !given.yes) {
    throw new UserError(`${to} is there already; nothing was changed. To write it all the same, add --yes.`);
  }
  writeEnvText(to, content);
  say(fleetInWords({ named, to, from, ids, moved }, styleFor('stdout')));
  return true;
}

/** @returns whether the file has what it is to have */
async function write(
  file: string,
  { text: content, changes }: Draft,
  isAgreed: boolean,
  asker: Asker | undefined,
): Promise<boolean> {
  if (changes.length === 0) {
    say(terminal`\n${file} has all of this already: nothing was changed.`);
    return true;
  }
  say(changesInWords(file, changes));
  const question = { asks: 'Change the file?', because: '' };
  if (!isAgreed && !asker)
    throw new UserError(`${file} is there already; nothing was changed. To change it so, add --yes.`);
  if (!isAgreed && !(await asker?.yes(question))) {
    say(terminal`Nothing was changed.`);
    return false;
  }
  writeEnvText(file, content);
  say(terminal`Written, for you alone (mode 0600).`);
  return true;
}

function terminalAsker(): Promise<Asker> {
  return askAtTerminal((because) => {
    say(reasonInWords(because, styleFor('stdout')));
  });
}

async function answersGiven(given: Options): Promise<Parameters<typeof interview>[0]['given']> {
  const { address, id, email, package: exported } = given;
  const user = given['soap-user'];
  const password = given['password-stdin'] ? (await text(process.stdin)).split(/\r?\n/)[0] : undefined;
  return {
    ...(address !== undefined && { address }),
    ...(id !== undefined && { id }),
    ...(email !== undefined && { email }),
    ...(password !== undefined && { password }),
    ...(user !== undefined && { soapUser: user }),
    ...(exported !== undefined && { package: exported }),
  };
}

void runScript(module, {
  usage,
  run: (given) => {
    const { values } = parseArgs({ args: [...given], options });
    if (values.fleet !== undefined) return writeFleet(values.fleet, values);
    const started = [__filename, ...given];
    return inTrustingProcess({ environment: process.env, directory: resolve(__dirname, '..'), started }, () =>
      init(values),
    );
  },
});
