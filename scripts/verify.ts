import { verificationInWords, verifyFolder, type Verification } from '../fixtures/report/manifest.ts';

/** Says of each folder whether it is as its run left it, and of several whether each run follows the one before it. */
function verify(folders: readonly string[]): boolean {
  if (folders.length === 0) {
    console.error('Which folder? npm run verify -- <folder of a run’s results> [<the next night’s> …]');
    return false;
  }
  const results = folders.map((folder) => check(folder));
  const follows = results.slice(1).map((verification, index) => {
    const before = results[index];
    if (!verification || !before) return false;
    const isNext = verification.manifest.previous === before.digest;
    if (!isNext) {
      console.error(
        `${folders[index + 1] ?? ''}: does NOT follow ${folders[index] ?? ''}: a run between them is missing, or a manifest was changed.`,
      );
    }
    return isNext;
  });
  return [...results.map(isWhole), ...follows].every(Boolean);
}

function check(folder: string): Verification | undefined {
  try {
    const verification = verifyFolder(folder);
    console.log(verificationInWords(folder, verification));
    return verification;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function isWhole(verification: Verification | undefined): boolean {
  return (
    verification !== undefined &&
    [verification.changed, verification.missing, verification.added].every(({ length }) => length === 0)
  );
}

process.exitCode = verify(process.argv.slice(2)) ? 0 : 1;
