import { z } from 'zod';
import type { Cell } from '../../fixtures/lab/matrix/cells.ts';
import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import { expect, test } from './lab-test.ts';

/** The annotation in which a test says what it found in a cell of the matrix. */
export const cellAnnotation = 'cell';

/** What one cell gave, as the matrix page needs it. */
export const foundCellSchema = z.object({
  faults: z.array(z.string()),
  shape: z.string(),
  entry: z.string(),
  expected: z.object({ outcome: z.string(), first: z.array(z.string()) }),
  found: z.object({ outcome: z.string(), verdict: z.string(), causes: z.array(z.string()), decidedBy: z.string() }),
  passwords: z.number(),
});
export type FoundCell = z.infer<typeof foundCellSchema>;

const settingCauses = ['server-restart', ...settingCauseIds] as const;

/** Probes the broken instance of a cell and holds what is said of it against what is true. */
export function testCell(cell: Cell): void {
  const { faults, shape, entry, expected } = cell;

  test(cell.name, async ({ probeWorld }, testInfo) => {
    const { world, instance } = cell.build();

    const { diagnoses, submissions } = await probeWorld(world, { only: [instance.id] });

    const [diagnosis] = diagnoses;
    const named = diagnosis?.causes.map(({ cause }) => cause) ?? [];
    const { outcome = 'not-probed', verdict = 'inconclusive', decidedBy = 'login' } = diagnosis ?? {};
    const found: FoundCell = {
      faults: [...faults],
      shape,
      entry,
      expected: { outcome: expected.outcome, first: [...expected.first] },
      found: { outcome, verdict, causes: [...named], decidedBy },
      passwords: submissions.length,
    };
    testInfo.annotations.push({ type: cellAnnotation, description: JSON.stringify(found) });
    expect({
      outcome,
      verdict,
      oneOf: expected.requiredOneOf.length === 0 || expected.requiredOneOf.some((cause) => named.includes(cause)),
      wronglyAccused: named.filter((cause) => !expected.allowed.includes(cause)),
      notNamed: expected.required.filter((cause) => !named.includes(cause)),
      wronglyFirst: named.slice(0, 1).filter((cause) => !expected.first.includes(cause)),
      passwordsForNothing: expected.withoutPassword ? submissions.length : 0,
    }).toEqual({
      outcome: expected.outcome,
      verdict: settingCauses.some((cause) => named.includes(cause)) ? 'fail' : expected.verdict,
      oneOf: true,
      wronglyAccused: [],
      notNamed: [],
      wronglyFirst: [],
      passwordsForNothing: 0,
    });
  });
}
