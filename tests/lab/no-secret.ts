import type { World } from '../../fixtures/lab/index.ts';
import { findInPaths } from '../../fixtures/report/scan/find-secrets.ts';
import { needlesOf } from '../../fixtures/report/scan/needles.ts';
import { expect } from './lab-test.ts';

/** Looks for every secret of a world in a folder, apart from the job’s own scan. */
export function expectNoSecretOf({ people, clients }: World, folder: string): void {
  const secrets = [
    ...people.flatMap(({ email, password }) => [email, password]),
    ...clients.map(({ clientSecret }) => clientSecret),
  ];
  expect(
    findInPaths(
      [folder],
      secrets.flatMap((value) => needlesOf({ name: value, value })),
    ),
  ).toEqual([]);
}
