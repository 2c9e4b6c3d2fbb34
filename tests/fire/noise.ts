import { mulberry32 } from '../../fixtures/lab/chance.ts';

/** Bytes that do not pack, the same for the same seed. */
export function noiseOf(seed: number, length: number): Buffer {
  const draw = mulberry32(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(draw() * 256)));
}
