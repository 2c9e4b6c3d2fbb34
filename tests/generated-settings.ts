import { playwrightProxy } from '../fixtures/evidence/browser/launch.ts';
import { mulberry32 } from '../fixtures/lab/chance.ts';
import { outboundDispatcher } from '../fixtures/run/network/outbound-proxy.ts';
import { readSettings, secretsOf, SettingsError } from '../fixtures/settings/index.ts';
import { filesIn } from './generated-files.ts';
import { type Environment, secret, odd, drawEnvironment } from './generated-environment.ts';

/** What is wrong with how an environment was read, a line each; none where it works, or says in lines what to do. */
function faultsOf(environment: Environment, read: Read): readonly string[] {
  if ('bug' in read) return [read.bug];
  const told = read.lines;
  const hidden = Object.entries(environment)
    .filter(([name, value]) => secret.test(name) && value.length >= 8 && !odd.includes(value))
    .map(([, value]) => value);
  const all = told.join('\n');
  return [
    ...[...hidden, 'Hidden4Pass']
      .filter((value) => all.includes(value))
      .map(() => `a secret stands in: ${all.slice(0, 300)}`),
    ...told.filter((line) => !/^\S.*?: \S/.test(line)).map((line) => `names no variable: ${line}`),
    ...told
      .filter((line) => /\n|^\s+at |\bat .*\.ts:\d/.test(line))
      .map((line) => `more than a line: ${line.slice(0, 200)}`),
  ];
}

/** The lines that a person gets, problems or notices; or what else came of it, which is a bug. */
type Read = { readonly isUsable: boolean; readonly lines: readonly string[] } | { readonly bug: string };

/** Reads an environment, and takes from its settings what a run takes before anything is sent. */
function readAsRun(environment: Environment, directory: string): Read {
  try {
    const settings = readSettings({ environment, directory, lab: () => ({}) });
    secretsOf(settings);
    JSON.stringify(settings);
    if (settings.proxy) playwrightProxy(settings.proxy);
    void outboundDispatcher(settings).close();
    return { isUsable: true, lines: settings.notices };
  } catch (error) {
    if (!(error instanceof SettingsError))
      return { bug: `not an error for people: ${error instanceof Error ? String(error.stack) : String(error)}` };
    if (error.stack !== error.message) return { bug: 'it has a stack' };
    return {
      isUsable: false,
      lines: error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    };
  }
}

/** Reads so many generated environments, the same ones for the same seed. */
export function tryEnvironments(
  seed: number,
  count: number,
  folder: string,
): { readonly usable: number; readonly faults: readonly string[] } {
  const files = filesIn(folder);
  const chance = mulberry32(seed);
  const faults: string[] = [];
  let usable = 0;
  for (let index = 0; index < count; index++) {
    const environment = drawEnvironment(chance, files);
    const read = readAsRun(environment, folder);
    if ('isUsable' in read && read.isUsable) usable += 1;
    faults.push(...faultsOf(environment, read));
  }
  return { usable, faults };
}
