import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import type { World } from '../../fixtures/lab/index.ts';
import { findInPaths } from '../../fixtures/report/scan/find-secrets.ts';
import { needlesOf } from '../../fixtures/report/scan/needles.ts';
import { expect } from './lab-test.ts';
import type { MainJob } from './run-main-job.ts';

function secretsOf({ people, clients }: World): readonly string[] {
  return [
    ...people.flatMap(({ email, password }) => [email, password]),
    ...clients.map(({ clientSecret }) => clientSecret),
  ];
}

/** Looks for every secret of a world in a folder, apart from the job’s own scan. */
export function expectNoSecretOf(world: World, folder: string): void {
  const needles = secretsOf(world).flatMap((value) => needlesOf({ name: value, value }));
  expect(findInPaths([folder], needles)).toEqual([]);
}

/** Looks for every secret of the healthy lab in all that a job wrote and printed. */
export function expectNoSecret(job: MainJob): void {
  expectNoSecretOf(healthyWorld(), job.folder);
  for (const secret of secretsOf(healthyWorld())) expect(job.stdout + job.stderr).not.toContain(secret);
}
