import type { Copy } from './copy.ts';
import { verdictSchema, type Candidate, type Verdict } from './jobs.ts';

/** So many mutants are tried in one process: modules that are loaded anew leave the old ones behind. */
const together = 20;

/**
 * Which mutants no test notices.
 *
 * @param workers how many processes try them at a time
 */
export async function unnoticed(
  copy: Copy,
  candidates: readonly Candidate[],
  workers: number,
): Promise<ReadonlySet<string>> {
  const waiting = candidates.filter(({ tests }) => tests.length > 0);
  const found = new Set(candidates.filter(({ tests }) => tests.length === 0).map(({ id }) => id));
  const tryNext = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, together);
      const verdicts = await tried(copy, batch);
      for (const { id, is } of verdicts) if (is === 'unnoticed') found.add(id);
      waiting.unshift(...rest(batch, verdicts));
    }
  };
  await Promise.all(Array.from({ length: workers }, tryNext));
  return found;
}

/**
 * What is to be tried once more, first of its process: what a process did not come to, what ended it, and what is unclear.
 * Of what was first already there is nothing more to be known: the tests are green without it in a process of their own.
 */
function rest(batch: readonly Candidate[], verdicts: readonly Verdict[]): readonly Candidate[] {
  const [first] = batch;
  const clear = new Set(verdicts.filter(({ is }) => is === 'noticed' || is === 'unnoticed').map(({ id }) => id));
  return batch.filter((candidate) => candidate !== first && !clear.has(candidate.id));
}

function tried(copy: Copy, batch: readonly Candidate[]): Promise<readonly Verdict[]> {
  return copy.do((answers) => ({ kind: 'trial', answers, candidates: [...batch] }), verdictSchema);
}
