import { mulberry32 } from '../../fixtures/lab/chance.ts';

/** Bytes that do not pack, the same for the same seed. */
export function noiseOf(seed: number, length: number): Buffer {
  const draw = mulberry32(seed);
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) bytes[at] = Math.floor(draw() * 256);
  return bytes;
}
