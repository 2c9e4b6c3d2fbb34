/** Where a red night is to be run again, its seed is given: it stands on the page. */
const variable = 'FIRE_SEED';

/** Tonight’s seed, the same in every process of a run: whatever a fire draws, it draws by this. */
export function fireSeed(): number {
  const given = Number(process.env[variable]);
  return Number.isSafeInteger(given) && given > 0 ? given : today();
}

/** Fixes tonight’s seed for every process of this run: a night has a midnight. */
export function fixSeed(): void {
  process.env[variable] = String(fireSeed());
}

function today(): number {
  return Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
}

/** Whether everything is to be tried of which a night tries a part. */
export function isWholeFire(): boolean {
  return process.env['FIRE_ALL'] === '1';
}

/** Into so many tests something is divided that takes long, so that no worker is busy with it while the others have ended. */
export function parts(count: number): readonly number[] {
  return Array.from({ length: count }, (_, part) => part);
}
