/** What draws by the seed of a night: `FIRE_SEED` and `FIRE_ALL`, `MATRIX_SEED` and `MATRIX_ALL`. */
const drawings = ['FIRE', 'MATRIX'] as const;
type Drawing = (typeof drawings)[number];

/**
 * Tonight’s seed, the same in every process of a run: whatever a night draws, it draws by this. It is today as a number,
 * `20261127`; where a red night is to be run again, its seed is given, which stands on the page.
 */
export function seedOf(drawing: Drawing): number {
  const given = Number(process.env[`${drawing}_SEED`]);
  return Number.isSafeInteger(given) && given > 0 ? given : asNumber(new Date());
}

/** Fixes tonight’s seeds for every process of this run: a night has a midnight. */
export function fixSeeds(): void {
  for (const drawing of drawings) process.env[`${drawing}_SEED`] = String(seedOf(drawing));
}

/** Whether everything is to be tried of which a night tries a part. */
export function isWhole(drawing: Drawing): boolean {
  return process.env[`${drawing}_ALL`] === '1';
}

/**
 * The number of the night that a seed stands for, one more than that of the night before: for a day, its number since 1970;
 * for any other seed, itself.
 */
export function nightOf(seed: number): number {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})(\d\d)(\d\d)$/.exec(String(seed)) ?? []).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return asNumber(date) === seed ? date.getTime() / (24 * 3600 * 1000) : seed;
}

function asNumber(date: Date): number {
  return Number(date.toISOString().slice(0, 10).replaceAll('-', ''));
}
