import { z } from 'zod';

/** What a test of a world says of it (`tests/lab/test-world.ts`), as the figures need it. */
const foundWorldSchema = z.object({
  broken: z.array(z.string()),
  truth: z.object({ getsIn: z.boolean() }),
  isFalselyGreen: z.boolean(),
  isNotGreen: z.boolean(),
  wronglyAccused: z.array(z.string()),
  isFirstWrong: z.boolean(),
  isFirstRight: z.boolean(),
  isOpen: z.boolean(),
});
export type FoundWorld = z.infer<typeof foundWorldSchema>;

export function foundWorld(told: string): FoundWorld {
  return foundWorldSchema.parse(JSON.parse(told));
}

/** One line for each kind of world: how many there were, and how many of them were not as they are. */
export function worldFigures(worlds: readonly FoundWorld[]): readonly string[] {
  const kinds = [...new Set(worlds.map(({ broken }) => broken.length))].toSorted((one, other) => one - other);
  return kinds.map((kind) => {
    const all = worlds.filter(({ broken }) => broken.length === kind);
    const count = (is: (world: FoundWorld) => boolean): string => String(all.filter(is).length);
    const name = kind === 0 ? 'healthy worlds' : `worlds with ${String(kind)} ${kind === 1 ? 'fault' : 'faults'}`;
    return [
      `${String(all.length)} ${name}`,
      `${count(({ isNotGreen }) => isNotGreen)} not green`,
      `${count(({ isFalselyGreen }) => isFalselyGreen)} falsely green`,
      `${count(({ wronglyAccused }) => wronglyAccused.length > 0)} with a false accusation`,
      `${count(({ isFirstWrong }) => isFirstWrong)} with a wrong first cause`,
      `${count(({ isFirstRight }) => isFirstRight)} with the right one`,
      `${count(({ isOpen }) => isOpen)} left open`,
    ].join(', ');
  });
}
