import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '..');
/** Node finds `tsx` by the folder in which a process starts: tests start some elsewhere. */
const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;

/** What Node is given to run a file of this repository, as the line of `package.json` does. */
export function scriptLine(file: string, ...options: readonly string[]): readonly string[] {
  return ['--import', loader, resolve(root, file), ...options];
}
