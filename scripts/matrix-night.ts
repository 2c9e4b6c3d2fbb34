import type { FullResult, TestResult } from '@playwright/test/reporter';
import { parts, type Night, type Part } from '../tests/matrix/parts.ts';

/** A test of the matrix, and how it ended; without a status where it never began. */
export interface MatrixTest {
  readonly title: string;
  /** The name of its spec. */
  readonly spec: string;
  /** The title of the part that it stands under; another one, or none, where it is of no part. */
  readonly under: string;
  readonly status?: TestResult['status'];
}

/** How much of a part a night tried. */
export interface TriedPart {
  readonly title: string;
  readonly tried: number;
  readonly notRight: number;
  /** How many there are, and in how many nights in a row all of them are tried; absent where each night draws new ones. */
  readonly of?: number;
  readonly nights?: number;
}

/** A night as the page tells of it. */
export interface TriedNight extends Night {
  readonly durationMs: number;
  readonly parts: readonly TriedPart[];
}

/** The row of what has no parts: it is tried every night. */
const asAWhole = 'a run as a whole: fleets, shards, the commands of the CI examples, a run again, pages';

const hasEnded = ({ status }: MatrixTest): boolean =>
  status !== undefined && status !== 'skipped' && status !== 'interrupted';

/** What a night tried of each part. */
export function triedParts(tests: readonly MatrixTest[]): readonly TriedPart[] {
  const row = (title: string, own: readonly MatrixTest[]): TriedPart => {
    const ended = own.filter(hasEnded);
    return { title, tried: ended.length, notRight: ended.filter(({ status }) => status !== 'passed').length };
  };
  const others = tests.filter(({ under }) => parts.every(({ title }) => title !== under));
  return [
    ...parts.map((part) => ({
      ...row(part.title, under(part, tests)),
      ...(part.all && { of: part.all().length }),
      ...(part.nights !== undefined && { nights: part.nights }),
    })),
    { ...row(asAWhole, others), of: others.length, nights: 1 },
  ];
}

/**
 * What a run left out of what its night has to try, in words; nothing where it tried all of it.
 *
 * @param specs every spec of the matrix
 */
export function leftOut(
  tests: readonly MatrixTest[],
  { night, specs, status }: { night: Night; specs: readonly string[]; status: FullResult['status'] },
): readonly string[] {
  const counts = parts.flatMap((part) => {
    const [tried, planned] = [under(part, tests).filter(hasEnded).length, part.tried(night).length];
    return tried === planned ? [] : [`${String(tried)} of ${String(planned)} of “${part.title}” were tried`];
  });
  const missing = specs.filter((spec) => tests.every((test) => test.spec !== spec));
  const notEnded = tests.filter((test) => !hasEnded(test));
  return [
    ...(status === 'interrupted' ? ['it was interrupted'] : []),
    ...(missing.length > 0 ? [`nothing of ${missing.join(', ')} was tried`] : []),
    ...counts,
    ...(notEnded.length > 0 ? [`${String(notEnded.length)} tests did not end`] : []),
  ];
}

function under({ title }: Part, tests: readonly MatrixTest[]): readonly MatrixTest[] {
  return tests.filter((test) => test.under === title);
}
