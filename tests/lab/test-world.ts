import { writeFileSync } from 'node:fs';
import type { TestDetails } from '@playwright/test';
import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import { labVariables, sourceVariables } from '../../fixtures/lab/environment.ts';
import type { UnknownWorld } from '../../fixtures/lab/matrix/worlds.ts';
import { packageExport } from '../../fixtures/lab/package-export.ts';
import type { Telling } from '../../fixtures/lab/unknowns/index.ts';
import type { InstanceWorld, World } from '../../fixtures/lab/world.ts';
import { instancePrefix } from '../../fixtures/domain/instance-variables.ts';
import { expect, test } from './lab-test.ts';

/** The annotation in which a test says what it found in a world. */
export const worldAnnotation = 'world';

const settingCauses: readonly string[] = ['server-restart', ...settingCauseIds];

/** Probes the first instance of a world, and holds what is said of it against what is true. */
export function testWorld(unknownWorld: UnknownWorld, details: TestDetails = {}): void {
  const { name, varied, broken, truth, telling } = unknownWorld;

  test(name, details, async ({ probeWorld }, testInfo) => {
    const { world, instance } = unknownWorld.build();
    const exported = testInfo.outputPath('export.xml');
    if (telling === 'package') writeFileSync(exported, packageExport(instance));

    const { diagnoses, submissions, presses } = await probeWorld(world, {
      only: [instance.id],
      variables: told(telling, world, instance, exported),
    });

    const [diagnosis] = diagnoses;
    const { outcome = 'not-probed', verdict = 'inconclusive', causes = [] } = diagnosis ?? {};
    const named = causes.map(({ cause }) => cause);
    const accused = named.filter((cause) => settingCauses.includes(cause));
    const isOpen = verdict === 'inconclusive' && accused.length === 0;
    const first = named[0];
    const isRight = outcome === 'signed-in' && truth.verdicts.includes(verdict);
    const found = {
      isFalselyGreen: !truth.getsIn && (outcome === 'signed-in' || verdict === 'pass'),
      isNotGreen: truth.getsIn && !isRight && !(truth.mayBeOpen && isOpen),
      wronglyAccused: accused.filter((cause) => !truth.right.includes(cause)),
      isFirstWrong: first !== undefined && truth.first.length > 0 && !truth.first.includes(first),
      pressed: [...presses],
      passwords: Math.min(submissions.length, 2),
    };
    const isFirstRight = first !== undefined && truth.first.includes(first);
    const isOtherOutcome = !truth.outcomes.includes(outcome);
    const said = { outcome, verdict, named, seen: diagnosis?.seen.slice(0, 6) };
    const summary = { name, varied, broken, telling, truth, ...said, ...found, isOpen, isFirstRight, isOtherOutcome };
    testInfo.annotations.push({ type: worldAnnotation, description: JSON.stringify(summary) });
    expect(found, JSON.stringify(summary)).toEqual({
      isFalselyGreen: false,
      isNotGreen: false,
      wronglyAccused: [],
      isFirstWrong: false,
      pressed: [],
      passwords: found.passwords > 1 ? 'at most one' : found.passwords,
    });
  });
}

/** What is set, beyond the least, so that a world is told in one way; `undefined` is left out. */
function told(
  telling: Telling,
  world: World,
  { id }: InstanceWorld,
  exported: string,
): Record<string, string | undefined> {
  const prefix = instancePrefix(id);
  const nothing = nothingDeclared(world, id);
  const sources = (...beginnings: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      Object.entries(sourceVariables(world)).filter(([name]) => beginnings.some((one) => name.startsWith(one))),
    );
  switch (telling) {
    case 'nothing':
      return nothing;
    case 'declaration':
      return {};
    case 'package':
      return { ...nothing, [`${prefix}PACKAGE`]: exported };
    case 'soap':
      return { ...nothing, ...sources(`${prefix}SOAP_`) };
    case 'technical':
      return { ...nothing, ...sources('IMS_TECHNICAL_') };
    case 'console':
      return { ...nothing, ...sources('UMAPI_', 'IMS_ORG_ID') };
    case 'soap-and-console':
      return { ...nothing, ...sources(`${prefix}SOAP_`, 'UMAPI_', 'IMS_ORG_ID') };
  }
}

/** The least that somebody can declare: an address and a test account. */
export function nothingDeclared(world: World, id: string): Record<string, undefined> {
  const prefix = instancePrefix(id);
  const least = ['URL', 'KIND', 'LOGIN_PATH'].map((field) => prefix + field);
  const names = Object.keys(labVariables(world));
  const others = names.filter((name) => name === 'DASHBOARD_USER_GROUPS' || name.startsWith('PROVISIONED_'));
  const own = names.filter((name) => name.startsWith(prefix) && !least.includes(name) && !name.includes('_IMS_USER_'));
  return Object.fromEntries([...others, ...own].map((name) => [name, undefined]));
}
