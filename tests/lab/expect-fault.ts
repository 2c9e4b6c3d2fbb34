import type { Fault } from '../../fixtures/lab/faults/index.ts';
import { expect, type Probed } from './lab-test.ts';

/** Holds what is said of a broken instance against what its fault must come to. */
export function expectFault(
  { outcome, verdict, causes, decidedBy }: Pick<Fault, 'outcome' | 'verdict' | 'causes' | 'decidedBy'>,
  { diagnoses, submissions }: Pick<Probed, 'diagnoses' | 'submissions'>,
): void {
  const [diagnosis] = diagnoses;
  expect({
    outcome: diagnosis?.outcome,
    verdict: diagnosis?.verdict,
    causes: diagnosis?.causes.map(({ cause, certainty }) => [cause, certainty]),
    decidedBy: diagnosis?.decidedBy,
    passwordsForNothing: diagnosis?.decidedBy === 'request' ? submissions : [],
  }).toEqual({ outcome, verdict, causes, decidedBy, passwordsForNothing: [] });
}
