import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differencesFromLab } from '../fixtures/capture/against-lab.ts';
import { UserError } from '../fixtures/domain/errors.ts';
import { capturesIn, readCapture } from '../fixtures/lab/captured/load.ts';
import { capturesInWords } from '../fixtures/report/capture.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Shows for each capture where the lab’s own default differs from it: a hop, a
name, a word. Probes nobody.

  npm run captures
      every capture in captures
  npm run captures -- captures/2026-11-26-9384
      these captures

  --help            this text

See docs/capture.md.`;

const folder = resolve(__dirname, '..', 'captures');
/** The capture of the lab’s own default, which a test holds against the lab. */
const labDefault = 'lab-default';

function compare(given: readonly string[]): boolean {
  const { positionals } = parseArgs({ args: [...given], allowPositionals: true });
  const lab = readCapture(join(folder, labDefault));
  const all =
    positionals.length > 0
      ? positionals.map((path) => ({ name: path, capture: readCapture(resolve(path)) }))
      : capturesIn(folder);
  const others = all.filter(({ name }) => name !== labDefault);
  if (others.length === 0) throw new UserError(`There is no capture in ${folder}: make one with “npm run capture”.`);
  const compared = others.map(({ name, capture }) => ({
    name,
    capturedOn: capture.capturedOn,
    build: capture.build,
    differences: differencesFromLab(capture, lab),
  }));
  say(capturesInWords(compared, styleFor('stdout')));
  return true;
}

void runScript(module, { usage, run: compare });
