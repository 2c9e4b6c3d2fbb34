export const content = Buffer.from('a text of a few words, and of a few more: 0123456789');

/** The same bytes with others at a place. */
export function changed(bytes: Buffer, at: number, ...to: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  to.forEach((byte, index) => (copy[at + index] = byte));
  return copy;
}
