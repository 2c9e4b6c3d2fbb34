import { basename } from 'node:path';
import { digestOf, resultName, type Manifest } from '../../fixtures/report/manifest.ts';
import { oneOf, type LeftRun } from './forged-run.ts';

/** What somebody writes into a manifest, sealed as a run seals it. */
export const listings: Readonly<Record<string, (run: LeftRun, manifest: Manifest, draw: () => number) => Manifest>> = {
  'a manifest emptied': (_run, manifest) => ({ ...manifest, files: {} }),
  'a manifest of nothing but the diagnosis': (_run, manifest) => ({
    ...manifest,
    folders: [],
    files: only(manifest, (path) => path.endsWith(resultName)),
  }),
  'a manifest without the diagnosis': (_run, manifest) => ({
    ...manifest,
    files: only(manifest, (path) => !path.endsWith(resultName)),
  }),
  'a manifest without an artifact': ({ artifacts }, manifest, draw) => {
    const name = basename(
      oneOf(
        artifacts.filter((path) => !path.endsWith('junit.xml')),
        draw,
      ),
    );
    return { ...manifest, files: only(manifest, (path) => !path.endsWith(name)) };
  },
  'a path outside': (_run, manifest, draw) =>
    listing(
      manifest,
      oneOf(['../', '../../../../../../../../etc/', 'allure-results/../../', 'test-results/../../'], draw),
    ),
  'an absolute path': (_run, manifest, draw) => listing(manifest, oneOf(['/', '//', '/etc/', '//server/share/'], draw)),
  'a path with a backslash': (_run, manifest, draw) =>
    listing(manifest, oneOf(['..\\', 'C:\\', 'test-results\\', '\\\\server\\share\\'], draw)),
  'a path with a way there and back': (_run, manifest, draw) =>
    respelt(manifest, (path) =>
      oneOf([`./${path}`, `x/../${path}`, path.replace('/', '//'), path.replace('/', '/./')], draw),
    ),
  'a path in another case': (_run, manifest) => respelt(manifest, (path) => path.toUpperCase()),
  'a path that is a folder': (_run, manifest) => listing(manifest, 'test-results/evidence'),
  'a folder outside': (_run, manifest, draw) => ({
    ...manifest,
    folders: [
      ...manifest.folders,
      oneOf(['..', '../..', '/', './test-results', 'test-results/', 'test-results/..'], draw),
    ],
  }),
  'another beginning of the paths': (_run, manifest, draw) => ({
    ...manifest,
    base: oneOf(['', '.', '../', './..', '../..', '/', '../test-results/..', '..\\'], draw),
  }),
};

function only({ files }: Manifest, isKept: (path: string) => boolean): Manifest['files'] {
  return Object.fromEntries(Object.entries(files).filter(([path]) => isKept(path)));
}

/** Lists what is not there, or not the run’s. */
function listing(manifest: Manifest, folder: string): Manifest {
  return { ...manifest, files: { ...manifest.files, [`${folder}other.txt`]: digestOf('of somebody else') } };
}

/** Lists a file a second time, by another name. */
function respelt(manifest: Manifest, respell: (path: string) => string): Manifest {
  const again = Object.entries(manifest.files).map(([path, sum]) => [respell(path), sum] as const);
  return { ...manifest, files: { ...manifest.files, ...Object.fromEntries(again) } };
}

/** What somebody writes into a manifest as text, so that two readers of it read two things. */
export const texts: Readonly<Record<string, (text: string) => string>> = {
  'a path listed twice': (text) => {
    const line = /^ {4}"test-results\/diagnosis\.json": "sha256:[0-9a-f]{64}"/m.exec(text)?.[0] ?? '';
    return text.replace(line, `${line.replace(/[0-9a-f]{64}/, '0'.repeat(64))},\n${line}`);
  },
  'two lists of files': (text) => text.replace('  "files": {', '  "files": {},\n  "files": {'),
  'two runs before it': (text) =>
    text.replace('  "previous":', `  "previous": "sha256:${'0'.repeat(64)}",\n  "previous":`),
  'something behind the manifest': (text) => `${text}\n`,
};

/** What somebody changes and seals anew as a whole, which digests alone cannot show. */
export const sealedAnew: Readonly<Record<string, (manifest: Manifest) => Manifest>> = {
  'the chain dropped': (manifest) => ({ ...manifest, previous: null }),
  'another chain': (manifest) => ({ ...manifest, previous: digestOf('another run') }),
  'another time': (manifest) => ({ ...manifest, finishedAt: '2020-01-01T00:00:00.000Z' }),
  'a folder less': (manifest) => ({
    ...manifest,
    folders: manifest.folders.filter((path) => path !== 'allure-results'),
    files: only(manifest, (path) => !path.startsWith('allure-results')),
  }),
};
