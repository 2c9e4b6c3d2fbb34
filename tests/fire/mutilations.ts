import { filesBelow } from '../../fixtures/report/files-below.ts';
import { allScanBranches, type ScanBranches } from '../../fixtures/report/scan/index.ts';

/** The scan with one of its branches taken out, by which. An ignored folder is called `evidence`. */
export const mutilations: Readonly<Record<string, ScanBranches>> = {
  ...Object.fromEntries(
    allScanBranches.formats.map(({ name }) => [
      name,
      { ...allScanBranches, formats: without(allScanBranches.formats, name) },
    ]),
  ),
  ...Object.fromEntries(
    allScanBranches.decoders.map(({ name }) => [
      name,
      { ...allScanBranches, decoders: without(allScanBranches.decoders, name) },
    ]),
  ),
  ...Object.fromEntries(
    allScanBranches.wordDecoders.map(({ name }) => [
      name,
      { ...allScanBranches, wordDecoders: without(allScanBranches.wordDecoders, name) },
    ]),
  ),
  'wrapped lines': { ...allScanBranches, unwrap: (text) => text },
  'files in a page': { ...allScanBranches, cutOut: (text) => ({ text, runs: [] }), carve: () => [] },
  'packed files in others': { ...allScanBranches, carve: () => [] },
  'packed words': { ...allScanBranches, carveWord: () => [] },
  'packed files without a name': { ...allScanBranches, carveWhole: () => [] },
  windows: { ...allScanBranches, windows: () => [] },
  'small texts': { ...allScanBranches, smallText: () => '' },
  'what was printed': { ...allScanBranches, printed: () => '' },
  'an ignored folder': {
    ...allScanBranches,
    files: (path, isLeftOut) => filesBelow(path, (one) => isLeftOut(one) || one.endsWith('evidence')),
  },
};

function without<T extends { readonly name: string }>(all: readonly T[], name: string): readonly T[] {
  return all.filter((one) => one.name !== name);
}
