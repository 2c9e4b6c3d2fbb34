import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = resolve(__dirname, '..');

/**
 * Writes a script, with all that it imports of this suite, as one file that Node runs as it is: a process that has `tsx` compile it
 * takes half a second longer.
 *
 * @param file lies in this project’s folder, where its packages are found
 * @param source TypeScript, which imports by paths from this project’s folder
 */
export function writeBundled(file: string, source: string): void {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    packages: 'external',
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  for (const { contents } of outputFiles) writeFileSync(file, contents);
}
