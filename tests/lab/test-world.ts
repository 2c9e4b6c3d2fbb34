import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import { labVariables } from '../../fixtures/lab/environment.ts';
import type { UnknownWorld } from '../../fixtures/lab/matrix/worlds.ts';
import type { World } from '../../fixtures/lab/world.ts';
import { instancePrefix } from '../../fixtures/domain/instance-variables.ts';
import { expect, test } from './lab-test.ts';

/** The annotation in which a test says what it found in a world. */
export const worldAnnotation = 'world';

const settingCauses: readonly string[] = ['server-restart', ...settingCauseIds];

/** Probes the first instance of a world, and holds what is said of it against what is true. */
export function testWorld(unknownWorld: UnknownWorld): void {
  const { name, varied, truth, isDeclared } = unknownWorld;

  test(name, async ({ probeWorld }, testInfo) => {
    const { world, instance } = unknownWorld.build();

    const { diagnoses, submissions } = await probeWorld(world, {
      only: [instance.id],
      // The first request of a lab loads its authorization server, which takes its time on a busy machine.
      patience: { answerMs: 10_000 },
      variables: isDeclared ? {} : nothingDeclared(world, instance.id),
    });

    const [diagnosis] = diagnoses;
    const { outcome = 'not-probed', verdict = 'inconclusive', causes = [] } = diagnosis ?? {};
    const named = causes.map(({ cause }) => cause);
    const accused = named.filter((cause) => settingCauses.includes(cause));
    const isOpen = verdict === 'inconclusive' && accused.length === 0;
    const first = named[0];
    const found = {
      isFalselyGreen: !truth.getsIn && outcome === 'signed-in',
      isNotGreen: truth.getsIn && outcome !== 'signed-in' && !(truth.mayBeOpen && isOpen),
      wronglyAccused: accused.filter((cause) => !truth.right.includes(cause)),
      isFirstWrong: first !== undefined && truth.right.length > 0 && !truth.right.includes(first),
      passwords: Math.min(submissions.length, 2),
    };
    const summary = { name, varied, outcome, verdict, named, seen: diagnosis?.seen.slice(0, 6), ...found };
    testInfo.annotations.push({ type: worldAnnotation, description: JSON.stringify(summary) });
    expect(found, JSON.stringify(summary)).toEqual({
      isFalselyGreen: false,
      isNotGreen: false,
      wronglyAccused: [],
      isFirstWrong: false,
      passwords: found.passwords > 1 ? 'at most one' : found.passwords,
    });
  });
}

/** The least that somebody can declare: an address and a test account. */
function nothingDeclared(world: World, id: string): Record<string, undefined> {
  const prefix = instancePrefix(id);
  const least = ['URL', 'KIND', 'LOGIN_PATH'].map((field) => prefix + field);
  const names = Object.keys(labVariables(world));
  const others = names.filter((name) => name === 'DASHBOARD_USER_GROUPS' || name.startsWith('PROVISIONED_'));
  const own = names.filter((name) => name.startsWith(prefix) && !least.includes(name) && !name.includes('_IMS_USER_'));
  return Object.fromEntries([...others, ...own].map((name) => [name, undefined]));
}
