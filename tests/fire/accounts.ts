import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { labIdentityProvider } from '../../fixtures/lab/hosts.ts';
import { providerCases } from '../../fixtures/lab/identity-provider/flows/index.ts';
import type { ProviderCase } from '../../fixtures/lab/identity-provider/flows/types.ts';
import { startLab, type Lab, type World } from '../../fixtures/lab/index.ts';
import { tell } from '../../fixtures/lab/sign-in-stories.ts';
import type { Person } from '../../fixtures/lab/world.ts';
import { ended, startMainJobIn, type MainJob, type StartedJob } from '../lab/run-main-job.ts';

/** A lab, and real main jobs of users against it, all of which keep their state in one folder. */
export class Runs {
  readonly lab: Lab;
  /** How many accounts they sign in with. */
  readonly accounts: number;
  readonly #folder: string;
  #variables: Readonly<Record<string, string>>;
  #count = 0;

  private constructor(lab: Lab, accounts: number, folder: string, variables: Readonly<Record<string, string>>) {
    this.lab = lab;
    this.accounts = accounts;
    this.#folder = folder;
    this.#variables = variables;
  }

  /** @param folder what they may write into; nobody else uses it */
  static async of(world: World, folder: string, changes: Readonly<Record<string, string>> = {}): Promise<Runs> {
    const lab = await startLab(world);
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary, { recursive: true });
    const accounts = new Set(world.instances.map(({ account }) => account.email)).size;
    return new Runs(lab, accounts, folder, {
      ...lab.variables,
      ...changes,
      LAB: 'never',
      PROBE_STATE: join(folder, 'state'),
      TMPDIR: temporary,
      // What Playwright makes of the sources stays where every run finds it.
      PWTEST_CACHE_DIR: resolve(__dirname, '../../test-output/fire-cache'),
    });
  }

  /** Has those to come run with other variables besides. */
  set(changes: Readonly<Record<string, string>>): void {
    this.#variables = { ...this.#variables, ...changes };
  }

  /** The folder in which they keep their state; not made yet. */
  get state(): string {
    return join(this.#folder, 'state');
  }

  /** One more main job. */
  start(...options: readonly string[]): StartedJob {
    this.#count += 1;
    const folder = join(this.#folder, `run-${String(this.#count)}`);
    return startMainJobIn(folder, this.#variables, '--project=login', ...options);
  }

  /** One more main job, to its end. */
  run(...options: readonly string[]): Promise<MainJob> {
    return ended(this.start(...options));
  }

  /** How many passwords of each account arrived. */
  get submissions(): ReadonlyMap<string, number> {
    const counted = new Map<string, number>();
    for (const { email } of this.lab.submissions) counted.set(email, (counted.get(email) ?? 0) + 1);
    return counted;
  }

  /** What they left: temporary files, and on Linux processes that have the folder of those in their command line. */
  left(): readonly string[] {
    const temporary = join(this.#folder, 'temporary');
    const files = readdirSync(temporary, { recursive: true }).map((name) => `the file ${String(name)}`);
    return [...files, ...processesWith(temporary)];
  }
}

function processesWith(text: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      const line = commandLineOf(id);
      return line.includes(text) ? [`the process ${id}: ${line.slice(0, 200)}`] : [];
    });
}

function commandLineOf(id: string): string {
  try {
    return readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended in the meantime.
    return '';
  }
}

/** An account of a world, and how it signs in: at Adobe where nothing is said. */
export interface AccountToTry {
  /** Whether the probe has a password that is no longer right. */
  readonly isOutdated: boolean;
  readonly signIn?: ProviderCase;
}

/** A healthy world with an instance for each of these accounts. */
export function accountsWorld(accounts: readonly AccountToTry[]): World {
  const world = fleetWorld(accounts.length);
  const people = world.instances.map((instance, index) => {
    const { isOutdated, signIn } = accounts[index] ?? { isOutdated: false };
    const person: Person = { ...instance.account, email: `account-${String(index)}@lab.example.com` };
    if (signIn) leadThrough(person, signIn);
    instance.account = isOutdated ? { ...person, password: 'an old password' } : person;
    return person;
  });
  return { ...world, people };
}

function leadThrough(person: Person, { flow, named, story, hasCodes }: ProviderCase): void {
  const identityProvider = { kind: 'plain', host: labIdentityProvider, flow } as const;
  tell(person, { before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider, ...story });
  const hosts = named ?? [labIdentityProvider, ...(flow.hosts ?? [])];
  person.settings = { ...person.settings, IMS_USER_IDP_HOSTS: hosts.join(',') };
  if (hasCodes !== true) delete person.settings['IMS_USER_TOTP_SECRET'];
}

/** A folder for state that cannot hold any. */
export interface BrokenState {
  readonly what: string;
  /** Whether no run could put it right, so that one shows what a second one does. */
  readonly isLasting?: true;
  /** Breaks it; gives what variables it takes. */
  readonly breaks: (folder: string) => Readonly<Record<string, string>>;
}

/**
 * Has a file system fail below a folder, as one does that is full, read only, or another’s: to root nothing is forbidden, and
 * a mounted one would outlive who mounts it. Loaded by the main job before anything else.
 */
function failing(folder: string, code: string, calls: readonly string[]): Readonly<Record<string, string>> {
  const script = `${folder}-${code}.cjs`;
  writeFileSync(
    script,
    `const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const own = new Set();
const isOurs = (at) => (typeof at === 'number' ? own.has(at) : String(at).startsWith(${JSON.stringify(folder)}));
const writes = (flags) => flags !== undefined && String(flags) !== 'r';
for (const call of ${JSON.stringify(calls)}) {
  const real = fs[call];
  fs[call] = (at, ...rest) => {
    if (isOurs(at) && (call !== 'openSync' || writes(rest[0]))) {
      throw Object.assign(new Error('${code}: injected, ' + call), { code: '${code}' });
    }
    return real(at, ...rest);
  };
}
const open = fs.openSync;
fs.openSync = (at, ...rest) => {
  const fd = open(at, ...rest);
  if (isOurs(at)) own.add(fd);
  return fd;
};
const close = fs.closeSync;
fs.closeSync = (fd) => {
  own.delete(fd);
  close(fd);
};
syncBuiltinESMExports();
`,
  );
  return { NODE_OPTIONS: `--require ${JSON.stringify(script)}` };
}

export const brokenStates: readonly BrokenState[] = [
  {
    what: 'a file in its place',
    breaks: (folder) => {
      writeFileSync(folder, '');
      return {};
    },
  },
  {
    what: 'a link that leads nowhere in its place',
    breaks: (folder) => {
      symlinkSync(join(folder, '..', 'nowhere', 'deeper'), folder);
      return {};
    },
  },
  {
    what: 'a ledger that is a folder',
    breaks: (folder) => {
      mkdirSync(join(folder, 'account-ledger.json'), { recursive: true });
      return {};
    },
  },
  {
    what: 'a disk that is full',
    isLasting: true,
    breaks: (folder) => failing(folder, 'ENOSPC', ['writeFileSync', 'writeSync']),
  },
  {
    what: 'a folder that is another’s',
    isLasting: true,
    breaks: (folder) => failing(folder, 'EACCES', ['openSync', 'mkdirSync']),
  },
  {
    what: 'a file system that is read only',
    isLasting: true,
    breaks: (folder) => failing(folder, 'EROFS', ['openSync', 'mkdirSync', 'writeFileSync', 'renameSync']),
  },
];

/** So many accounts are refused in one run. */
const mostInOneRun = 5;

/**
 * Accounts with a password that is refused, run by run: at Adobe, and at so many identity providers, in words that are known
 * and in others.
 */
export function refusals(seed: number, count: number): readonly (readonly AccountToTry[])[] {
  const random = mulberry32(seed);
  const refused = providerCases.filter(({ isOutdated, submissions }) => isOutdated === true && submissions === 1);
  const drawn = refused.map((signIn) => ({ signIn, at: random() })).sort((a, b) => a.at - b.at);
  const all: readonly AccountToTry[] = [
    { isOutdated: true },
    ...drawn.slice(0, count).map(({ signIn }) => ({ isOutdated: true, signIn })),
  ];
  return Array.from({ length: Math.ceil(all.length / mostInOneRun) }, (_, index) =>
    all.slice(index * mostInOneRun, (index + 1) * mostInOneRun),
  );
}
