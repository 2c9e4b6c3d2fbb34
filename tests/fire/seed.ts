import { isWhole, seedOf } from '../night-seed.ts';

/** Tonight’s seed: whatever a fire draws, it draws by this. */
export function fireSeed(): number {
  return seedOf('FIRE');
}

/** Whether everything is to be tried of which a night tries a part. */
export function isWholeFire(): boolean {
  return isWhole('FIRE');
}

/** Into so many tests something is divided that takes long, so that no worker is busy with it while the others have ended. */
export function parts(count: number): readonly number[] {
  return Array.from({ length: count }, (_, part) => part);
}
