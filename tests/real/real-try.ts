import type { TestDetails } from '@playwright/test';
import { z } from 'zod';
import type { ProviderCase } from '../../fixtures/lab/identity-provider/flows/types.ts';

/** The type of the annotation by which a test says what it tried. */
export const realAnnotation = 'login-software';

const realTrySchema = z.object({
  /** The npm package that was tried. */
  package: z.string(),
  software: z.string(),
  flow: z.string(),
  outcome: z.string(),
  passwords: z.number(),
  codes: z.number(),
});

/** One try of one flow of login software, and what was to come of it. */
export type RealTry = z.infer<typeof realTrySchema>;

/** What a test of a case tells its reader of it. */
export function annotated(name: string, { title, outcome, submissions, codes = 0 }: ProviderCase): TestDetails {
  const [software = '', flow = ''] = title.split(': ');
  const tried: RealTry = { package: name, software, flow, outcome, passwords: submissions, codes };
  return { annotation: { type: realAnnotation, description: JSON.stringify(tried) } };
}

/** @throws {Error} where an annotation is none of {@link annotated} */
export function readRealTry(description: string): RealTry {
  return realTrySchema.parse(JSON.parse(description));
}
