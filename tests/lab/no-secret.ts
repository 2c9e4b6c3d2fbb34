import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import type { World } from '../../fixtures/lab/index.ts';
import { secretsBelow, secretToLookFor } from '../../fixtures/report/scan/index.ts';
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
  const secrets = secretsOf(world).map((value) => secretToLookFor(value, value));
  expect(secretsBelow([folder], secrets)).toEqual([]);
}

/** Looks for every secret of the healthy lab in all that a job wrote and printed. */
export function expectNoSecret(job: MainJob): void {
  expectNoSecretOf(healthyWorld(), job.folder);
  for (const secret of secretsOf(healthyWorld())) expect(job.stdout + job.stderr).not.toContain(secret);
}
