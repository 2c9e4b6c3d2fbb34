import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly parent: number;
  readonly kilobytes: number;
}

/** The processes of this machine; none where the system does not say so in `/proc`, or one that has just ended. */
function processes(): ReadonlyMap<number, Process> {
  const found = new Map<number, Process>();
  for (const name of namesIn('/proc').filter((one) => /^\d+$/.test(one))) {
    const status = textOf(`/proc/${name}/status`);
    const number = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    found.set(Number(name), { parent: number('PPid'), kilobytes: number('RssAnon') });
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Memory that a process and all that it started have for themselves, in megabytes; 0 where the system does not say. */
function memoryOf(root: number): number {
  const all = processes();
  const isBelow = (pid: number): boolean => {
    const parent = all.get(pid)?.parent ?? 0;
    return pid === root || (parent > 1 && isBelow(parent));
  };
  const kilobytes = [...all].filter(([pid]) => isBelow(pid)).map(([, one]) => one.kilobytes);
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Watches these processes until it is told to end, and gives the most memory that they had at once, in megabytes. */
export function watchMemory(roots: readonly number[]): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(
      most,
      roots.map(memoryOf).reduce((sum, one) => sum + one, 0),
    );
  }, 2000);
  return () => {
    clearInterval(timer);
    return most;
  };
}
