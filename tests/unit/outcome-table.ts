import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Outcome } from '../../fixtures/domain/contract.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { bareFacts } from './evidence-builder.ts';

/**
 * A test for each of these journeys: while nothing is declared but the address, it has this outcome and points to these causes,
 * and the verdict follows from them.
 */
export function outcomesAre(
  outcome: Outcome,
  causes: readonly string[],
  journeys: Readonly<Record<string, Journey>>,
): void {
  for (const [name, taken] of Object.entries(journeys)) {
    test(`${name} is ${outcome}`, () => {
      const diagnosis = diagnose({ ...bareFacts(), journey: taken });
      expect(diagnosis.outcome).toBe(outcome);
      expect(diagnosis.causes.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(causes);
      expect(diagnosis.verdict).toBe(verdictDue(outcome, causes));
      expect(diagnosis.summary).not.toBe('');
    });
  }
}

/** Red needs an accusation: whoever accuses nothing of the configuration could not tell. */
function verdictDue(outcome: string, causes: readonly string[]): string {
  if (outcome === 'signed-in') return 'pass';
  const circumstances = /^(campaign-outage|ims-outage|network|test-account) /;
  return causes.some((cause) => !circumstances.test(cause)) ? 'fail' : 'inconclusive';
}
