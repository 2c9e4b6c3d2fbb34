import type { TestDetails } from '@playwright/test';

/** A test that waits for the night: `npm run test:all` runs it, and `npm test`, which is for every commit, leaves it out. */
export const nightly: TestDetails = { tag: '@nightly' };

/** The same of one with so much to go through that a mutation run leaves it out as well. */
export const large: TestDetails = { tag: ['@nightly', '@large'] };

/** Of the rows of a table every commit tries the first of each so many; the night tries all of them. */
export function sampled(every: number, index: number): TestDetails {
  return index % every === 0 ? {} : nightly;
}
