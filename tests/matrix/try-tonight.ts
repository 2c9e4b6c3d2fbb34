import { test } from '../lab/lab-test.ts';
import { tonight, type Part } from './parts.ts';

/** Makes the tests of what tonight tries of a part, under its title, by which the reporter knows them. */
export function tryTonight<T extends { readonly name: string }>(part: Part<T>, make: (one: T) => void): void {
  test.describe(part.title, () => {
    for (const one of part.tried(tonight())) make(one);
  });
}
