import type { Mutant } from '@stryker-mutator/api/core';
import type { Candidate, Coverage } from './jobs.ts';

/** A loop that a mutant has made endless comes across it so many times as often as without it. */
const patience = 100;
/** What a mutant is worth in processor time, in milliseconds: what comes after that is hardly about it. */
const worthMs = 10_000;

/** Which tests are to notice which mutant, by what each test comes across while no mutant is active. */
export class Plan {
  readonly #tests: readonly Coverage[];
  readonly #loading: readonly Coverage[];
  readonly #files: ReadonlyMap<string, string>;

  constructor(mutants: readonly Mutant[], coverage: readonly Coverage[]) {
    this.#tests = coverage.filter(({ title }) => title !== undefined);
    this.#loading = coverage.filter(({ title }) => title === undefined);
    this.#files = new Map(mutants.map(({ id, fileName }) => [id, fileName]));
  }

  /**
   * A mutant with its tests: those that come across it, and all of a file that does so while it is loaded. First those that
   * are about the file of the mutant, and of these the shortest.
   */
  candidate({ id, fileName }: Mutant): Candidate {
    const loading = new Set(this.#loading.filter(({ hits }) => id in hits).map(({ spec }) => spec));
    const covering = this.#tests.filter(({ spec, hits }) => id in hits || loading.has(spec));
    const share = (test: Coverage): number => {
      const all = Object.keys(test.hits);
      return all.filter((hit) => this.#files.get(hit) === fileName).length / (all.length + 1);
    };
    const ranked = covering
      .map((test) => ({ test, rank: share(test) / (test.durationMs + 5) }))
      .sort((one, other) => other.rank - one.rank);
    let spentMs = 0;
    const worthIt = ranked.filter(({ test }) => (spentMs += test.durationMs) <= worthMs);
    return {
      id,
      isLoaded: loading.size > 0,
      hitLimit: patience * (10 + Math.max(0, ...[...this.#loading, ...covering].map(({ hits }) => hits[id] ?? 0))),
      tests: worthIt.map(({ test }) => ({ spec: test.spec, title: test.title ?? '' })),
    };
  }
}
