import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../fixtures/domain/errors.ts';
import { usualPatience } from '../fixtures/evidence/journey/patience.ts';
import { maskEmail } from '../fixtures/evidence/redact.ts';
import { readMembers } from '../fixtures/evidence/sources/console/members.ts';
import { preflight, type InstanceForecast } from '../fixtures/preflight/index.ts';
import { writeText } from '../fixtures/report/outlets/files.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { say, windowOf } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { preflightAsData, preflightInWords } from '../fixtures/report/preflight.ts';
import { sharedInProcess } from '../fixtures/probe/shared-in-process.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { openMemory } from '../fixtures/run/state/memory.ts';
import { inTrustingProcess } from '../fixtures/run/network/trusting-process.ts';
import { readSettings, type InstanceSettings } from '../fixtures/settings/index.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Says before a restart of Campaign whether people would get in after it: tries
what is stored (declared, exported, or read over SOAP) at IMS, and holds mask
and operator groups against real groups. Types no password, changes nothing.

  npm run preflight
      every instance; exit status 0: nothing wrong found
  npm run preflight -- prod stage-eu
      these instances

  --users  lists everybody in the product profiles by name; on a terminal only
  --json   prints JSON: counts, and nobody’s name
  --output <file>
           writes the same JSON to a file; otherwise none is written
  --help   this text`;

const directory = resolve(__dirname, '..');

/** What is asked about the users of the product profiles, and how it is shown. */
interface Options {
  readonly users: boolean;
  readonly json: boolean;
  /** A file for the same as JSON. */
  readonly output?: string;
}

async function main(ids: readonly string[], options: Options): Promise<boolean> {
  const settings = readSettings({
    environment: { ...process.env, LAB: 'never' },
    directory,
    lab: () => ({}),
    needsAccount: false,
  });
  const chosen = choose(ids, settings.instances);
  const { console: adminConsole, proxy } = settings;
  const patience = usualPatience;
  const members = adminConsole && (await readMembers(adminConsole, proxy, patience.answerMs));
  const shared = sharedInProcess();
  const { histories } = openMemory(settings, new Date(), (line) => {
    say(terminal`${line}`, 'stderr');
  });
  const forecasts: InstanceForecast[] = await Promise.all(
    chosen.map((instance) => {
      const history = histories[instance.id];
      return preflight({ instance, settings, patience, shared, members, ...(history && { history }) });
    }),
  );
  const data = json(preflightAsData(forecasts));
  if (options.output !== undefined) writeText(options.output, data);
  if (options.json) say(data);
  else tell(forecasts, options);
  return forecasts.every(({ answer }) => answer === 'yes');
}

function tell(forecasts: readonly InstanceForecast[], { users }: Options): void {
  const isShown = users && windowOf('stdout').isWatched;
  const nameOf = isShown ? (name: string) => name : maskEmail;
  say(preflightInWords(forecasts, { ...styleFor('stdout'), nameOf, listsEverybody: isShown }));
  if (users && !isShown) say(terminal`--users lists names on a terminal only; this output is not one.`, 'stderr');
}

/** @throws {UserError} where one of them is not declared */
function choose(ids: readonly string[], all: readonly InstanceSettings[]): readonly InstanceSettings[] {
  const unknown = ids.filter((id) => !all.some((instance) => instance.id === id));
  if (unknown.length > 0) {
    const known = all.map(({ id }) => id).join(', ');
    throw new UserError(`Not in CAMPAIGN_INSTANCES: ${unknown.join(', ')}. These are declared: ${known}.`);
  }
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
}

void runScript(module, {
  usage,
  run: (given) => {
    const { values, positionals } = parseArgs({
      args: [...given],
      options: {
        users: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        output: { type: 'string' },
      },
      allowPositionals: true,
    });
    const started = [__filename, ...given];
    return inTrustingProcess({ environment: process.env, directory, started }, () => main(positionals, values));
  },
});
