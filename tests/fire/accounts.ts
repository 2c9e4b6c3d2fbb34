import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { providerCases } from '../../fixtures/lab/identity-provider/flows/index.ts';
import { variablesOf, worldOf, type ProviderCase } from '../../fixtures/lab/identity-provider/flows/types.ts';
import { startLab, type Lab, type World } from '../../fixtures/lab/index.ts';
import { ended, startMainJobIn, type MainJob, type StartedJob } from '../lab/run-main-job.ts';

/** A lab, and real main jobs of users against it, all of which keep their state in one folder. */
export class Runs {
  readonly lab: Lab;
  readonly #folder: string;
  #variables: Readonly<Record<string, string>>;
  #count = 0;

  private constructor(lab: Lab, folder: string, variables: Readonly<Record<string, string>>) {
    this.lab = lab;
    this.#folder = folder;
    this.#variables = variables;
  }

  /** @param folder what they may write into; nobody else uses it */
  static async of(world: World, folder: string, changes: Changes = {}): Promise<Runs> {
    const lab = await startLab(world);
    mkdirSync(folder, { recursive: true });
    const all = { ...lab.variables, ...changes, LAB: 'never', PROBE_STATE: join(folder, 'state') };
    return new Runs(lab, folder, withoutNothing(all));
  }

  /** Has those to come run with other variables besides. */
  set(changes: Readonly<Record<string, string>>): void {
    this.#variables = { ...this.#variables, ...changes };
  }

  /** The folder in which they keep their state; not made yet. */
  get state(): string {
    return join(this.#folder, 'state');
  }

  /** One more main job, over one instance where nothing else is asked for. */
  start(...options: readonly string[]): StartedJob {
    this.#count += 1;
    const folder = join(this.#folder, `run-${String(this.#count)}`);
    const which = options.length > 0 ? options : ['--grep', 'prod signs in'];
    return startMainJobIn(folder, this.#variables, '--project=login', ...which);
  }

  /** One more main job, to its end. */
  run(...options: readonly string[]): Promise<MainJob> {
    return ended(this.start(...options));
  }

  /** How many passwords of this account arrived. */
  get submissions(): number {
    return this.lab.submissions.length;
  }
}

type Changes = Readonly<Record<string, string | undefined>>;

function withoutNothing(variables: Changes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A folder for state that cannot hold any. */
export interface BrokenState {
  readonly what: string;
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
  { what: 'a disk that is full', breaks: (folder) => failing(folder, 'ENOSPC', ['writeFileSync', 'writeSync']) },
  { what: 'a folder that is another’s', breaks: (folder) => failing(folder, 'EACCES', ['openSync', 'mkdirSync']) },
  {
    what: 'a file system that is read only',
    breaks: (folder) => failing(folder, 'EROFS', ['openSync', 'mkdirSync', 'writeFileSync', 'renameSync']),
  },
];

/** A refusal of a password that reached somebody. */
export interface Refusal {
  readonly title: string;
  readonly world: World;
  readonly changes: Changes;
}

/** Adobe’s own, and so many of identity providers, in words that are known and in others. */
export function refusals(seed: number, count: number): readonly Refusal[] {
  const random = mulberry32(seed);
  const of = (one: ProviderCase): Refusal => ({
    title: one.title,
    world: worldOf(one),
    changes: { ...variablesOf(one), IMS_USER_PASSWORD: 'an old password' },
  });
  const refused = providerCases.filter(({ isOutdated, submissions }) => isOutdated === true && submissions === 1);
  const drawn = [...refused].map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
  return [
    { title: 'Adobe', world: healthyWorld(), changes: { IMS_USER_PASSWORD: 'an old password' } },
    ...drawn.slice(0, count).map(({ one }) => of(one)),
  ];
}
