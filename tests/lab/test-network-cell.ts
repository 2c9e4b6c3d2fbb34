import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import type { Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import type { NetworkCell } from '../../fixtures/lab/matrix/network-cells.ts';
import type { Patience } from '../../fixtures/evidence/journey/index.ts';
import { labPatience, type ProbeOptions, type Probed } from './lab-test.ts';
import type { World } from '../../fixtures/lab/world.ts';

/** A lab answers at once; what is slow in it is slower by what its network does. */
export const networkPatience: Patience = { ...labPatience, journeyMs: 45_000, answerMs: 6000, unrestMs: 6000 };

/** What was found in a cell, held against what is true of it. */
export interface NetworkFound {
  /** Settings that are accused and are right, or nobody can see that they are wrong. */
  readonly wronglyAccused: readonly string[];
  /** What had to be named all the same, and was not. */
  readonly notNamed: readonly string[];
  readonly isFalselyGreen: boolean;
  /** Passwords of one account that arrived. */
  readonly submissions: number;
  readonly diagnosis: Diagnosis | undefined;
}

const settingCauses: readonly string[] = ['server-restart', ...settingCauseIds, 'test-account'];

/** Probes the instance of a cell. */
export async function probeCell(
  cell: NetworkCell,
  probeWorld: (world: World, options?: ProbeOptions) => Promise<Probed>,
  patience: Patience,
): Promise<NetworkFound> {
  const { right, required, getsIn, hasSources } = cell;
  const { world, instance } = cell.build();
  const variables = hasSources ? sourceVariables(world) : {};
  const { diagnoses, submissions } = await probeWorld(world, { only: [instance.id], patience, variables });
  const [diagnosis] = diagnoses;
  const named = diagnosis?.causes.map(({ cause }) => cause) ?? [];
  return {
    wronglyAccused: named.filter((cause) => settingCauses.includes(cause) && !right.includes(cause)),
    notNamed: required.filter((cause) => !named.includes(cause)),
    isFalselyGreen: diagnosis?.outcome === 'signed-in' && !getsIn,
    submissions: submissions.length,
    diagnosis,
  };
}

/** What was found, in a line. */
export function foundInWords({ diagnosis }: NetworkFound): string {
  const causes = diagnosis?.causes.map(({ cause, certainty }) => `${cause} (${certainty})`).join(', ') ?? '';
  return `${diagnosis?.outcome ?? 'no end'}, ${diagnosis?.verdict ?? 'no verdict'}${causes === '' ? '' : `, ${causes}`}: ${diagnosis?.summary ?? ''} ${diagnosis?.seen.slice(0, 3).join(' ') ?? ''}`;
}
