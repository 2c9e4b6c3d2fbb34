import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { bothStreams } from '../fixtures/report/outlets/streams.ts';
import { statusOf, type Command } from '../scripts/run-script.ts';
import { scriptLine } from './script-line.ts';

/** What a command did. */
export interface Called {
  /** Its exit status. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command of a file as `npm run` does, in a process of its own, which takes a second: most of that goes into loading. */
export function ran(file: string, ...given: readonly string[]): Called {
  const { status, stdout, stderr } = spawnSync(process.execPath, scriptLine(file, ...given), {
    encoding: 'utf8',
    cwd: resolve(__dirname, '..'),
    input: '',
  });
  return { status, out: stdout, err: stderr };
}

/** Calls a command in this process, as it is called in one of its own; nobody looks at its streams, as nobody does there. */
export async function called(command: Command, ...given: readonly string[]): Promise<Called> {
  const printed = bothStreams().map((stream) => new Printed(stream));
  try {
    const status = await statusOf(command, given);
    const [out = '', err = ''] = printed.map(({ text }) => text);
    return { status, out, err };
  } finally {
    for (const stream of printed) stream.restore();
  }
}

/** Keeps what is printed to a stream, which gets nothing of it and has no window, until it is given back. */
class Printed {
  readonly #stream: NodeJS.WriteStream;
  readonly #before: readonly (readonly [string, PropertyDescriptor | undefined])[];
  #text = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    const meanwhile = {
      write: (text: string): boolean => {
        this.#text += text;
        return true;
      },
      isTTY: false,
      columns: undefined,
    };
    this.#before = Object.keys(meanwhile).map((name) => [name, Object.getOwnPropertyDescriptor(stream, name)]);
    for (const [name, value] of Object.entries(meanwhile)) {
      Object.defineProperty(stream, name, { value, configurable: true, writable: true });
    }
  }

  get text(): string {
    return this.#text;
  }

  restore(): void {
    for (const [name, own] of this.#before) {
      if (own) Object.defineProperty(this.#stream, name, own);
      else Reflect.deleteProperty(this.#stream, name);
    }
  }
}
