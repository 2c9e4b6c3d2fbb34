import { z } from 'zod';

/* What a process that runs unit tests is asked to do, and what it answers: files of JSON, since a mutant may end the process. */

const testSchema = z.object({ spec: z.string(), title: z.string() });
export type Test = z.infer<typeof testSchema>;

const candidateSchema = z.object({
  id: z.string(),
  isLoaded: z.boolean(),
  hitLimit: z.number(),
  tests: z.array(testSchema),
});

/** A mutant, and the tests that may notice it, in the order in which they are tried. */
export type Candidate = z.infer<typeof candidateSchema>;

/** Either what the tests of files come across, or which of these mutants they notice. */
export const jobSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('coverage'), answers: z.string(), specs: z.array(z.string()) }),
  z.object({ kind: z.literal('trial'), answers: z.string(), candidates: z.array(candidateSchema) }),
]);
export type Job = z.infer<typeof jobSchema>;

/** What a test, or the loading of its file where it has no title, comes across: how often each mutant. */
export const coverageSchema = z.object({
  spec: z.string(),
  title: z.string().exactOptional(),
  /** Processor time. */
  durationMs: z.number(),
  error: z.string().exactOptional(),
  hits: z.record(z.string(), z.number()),
});
export type Coverage = z.infer<typeof coverageSchema>;

/**
 * What became of a mutant: begun, which is the last word of a process that it ended; noticed, and by which test; unnoticed;
 * or unclear, where a test failed and went on failing without it, so that a process of its own must say.
 */
export const verdictSchema = z.object({
  id: z.string(),
  is: z.enum(['begun', 'noticed', 'unnoticed', 'unclear']),
  by: testSchema.exactOptional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
