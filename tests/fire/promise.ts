import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { wordsIn } from '../plain-english.ts';

/** The annotation in which a test of the fire says what it tried, and how often it held. */
export const promiseAnnotation = 'promise';

/** What the suite promises, in the words of `docs/fire.md`. */
export const promises = {
  'nothing-astray': 'No password, code or e-mail address is typed into, or sent to, a page of a host that nobody named',
  'at-most-once': 'A password that was refused, or whose answer nobody saw, is not submitted again',
  'nothing-decided': 'Nothing is pressed on a sign-in page that decides something for the owner of the account',
  'every-secret-found': 'A secret in anything that a run wrote turns the run red',
  'nothing-forged': 'A folder that was changed is not taken for what a run wrote',
  'text-stays-text': 'What a page says is shown as text, and no reader obeys it',
  'one-line': 'A setting that cannot be used is one line that names it and the fix',
  'nothing-left': 'A run leaves nothing behind, even if it is killed',
  'others-on-time': 'A bad instance does not hold up the others',
  'little-memory': 'A bad instance does not use up the memory',
  'nobody-accused': 'A fault of the network accuses no setting that is right',
  'never-green-for-nothing': 'A login that nobody saw succeed is not green',
  'nobody-in-a-capture': 'A capture of an instance holds nothing of anybody',
  'an-end': 'A probe ends, whatever the network does',
} as const;

export type PromiseId = keyof typeof promises;

const triedSchema = z.object({
  promise: z.custom<PromiseId>((id) => typeof id === 'string' && Object.hasOwn(promises, id)),
  /** How it was tried: the same words in several tests are one row of the page. */
  how: z.string().min(1),
  tried: z.number().int().positive(),
  held: z.number().int().nonnegative(),
  /** What was measured, where a figure belongs to it: `Node 212 MB`. */
  measured: z.string().exactOptional(),
  /** Figures that the page adds up over all tests: of `typed`, so many times. */
  counted: z.array(z.object({ of: z.string(), times: z.number().int().nonnegative() })).exactOptional(),
  /** A figure of which the page shows the highest of all tests. */
  most: z.object({ of: z.string(), value: z.number(), unit: z.string() }).exactOptional(),
});

/** What one test found out about one promise. */
export type Tried = z.infer<typeof triedSchema>;

/**
 * Records for `docs/fire.md` what the running test tried, and fails the test unless it held every time. A test may record
 * several; one that fails before it does is named on the page.
 *
 * @param broken what did not hold, for whoever reads the failure
 */
export function recordPromise(tried: Tried, broken: readonly string[] = []): void {
  test.info().annotations.push({ type: promiseAnnotation, description: JSON.stringify(tried) });
  const words = [tried.how, tried.measured ?? '', ...(tried.counted ?? []).map(({ of }) => of)].join(' ');
  expect.soft(wordsIn(words), 'words that users never see').toEqual([]);
  expect.soft(broken, `${promises[tried.promise]}: ${tried.how}`).toEqual([]);
  expect.soft(tried.held, `${promises[tried.promise]}: ${tried.how}`).toBe(tried.tried);
}

/** Reads what {@link recordPromise} wrote. */
export function readTried(description: string): Tried {
  return triedSchema.parse(JSON.parse(description));
}
