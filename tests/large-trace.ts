import { zipSync } from 'fflate';
import { noiseOf } from './fire/noise.ts';

/** A picture, as its first bytes say; no text can be read in it. */
export const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), noiseOf(1, 200_000)]);

/**
 * A trace as Playwright keeps one: events as text, and what was shown as pictures.
 *
 * @param megabytes how much of it there is, unpacked
 * @param last what stands in its last part
 */
export function trace(megabytes: number, last: string): Uint8Array {
  const event = Buffer.from(`${JSON.stringify({ type: 'console', text: 'Adobe Campaign '.repeat(1000) })}\n`);
  const share = Math.ceil((megabytes * 1e6) / 4 / event.length);
  const many = Buffer.concat(Array.from({ length: share }, () => event));
  const resources = Object.fromEntries(
    Array.from(
      { length: Math.ceil(megabytes / 3) },
      (_, index) => [`resources/${String(index)}.png`, picture] as const,
    ),
  );
  const parts = ['0', '1', '2', '3'].map((name) => [`${name}.trace`, many] as const);
  return zipSync({ ...Object.fromEntries(parts), ...resources, 'last.trace': Buffer.from(last) }, { level: 1 });
}
