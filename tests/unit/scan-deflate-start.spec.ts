import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from './unit-test.ts';
import { beginsDeflate } from '../../fixtures/report/scan/containers/deflate-start.ts';

/* Which first bytes may be those of raw DEFLATE: one bit more or less decides whether something packed is looked into. The
   blocks are written here bit by bit, by RFC 1951, and held against the system’s own library where they are whole. */

class Block {
  #bits: number[] = [];

  /** A number, its lowest bit first. */
  number(value: number, bits: number): this {
    for (let bit = 0; bit < bits; bit += 1) this.#bits.push((value >> bit) & 1);
    return this;
  }

  /** A code, its highest bit first. */
  code(value: number, bits: number): this {
    for (let bit = bits - 1; bit >= 0; bit -= 1) this.#bits.push((value >> bit) & 1);
    return this;
  }

  /** A letter, a length or the end, in the fixed code of section 3.2.6. */
  symbol(symbol: number): this {
    if (symbol < 144) return this.code(0x30 + symbol, 8);
    if (symbol < 256) return this.code(0x190 + symbol - 144, 9);
    return symbol < 280 ? this.code(symbol - 256, 7) : this.code(0xc0 + symbol - 280, 8);
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(Math.ceil(this.#bits.length / 8));
    this.#bits.forEach((bit, at) => (bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7))));
    return bytes;
  }
}

/** The codes of section 3.2.5: where each begins, and how many bits say how much more. */
const lengths = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
];
const moreOfLength = (index: number): number => Math.max(0, (index >> 2) - 1);
const distances = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
];
const moreOfDistance = (index: number): number => Math.max(0, (index >> 1) - 1);

const fixedBlock = (): Block => new Block().number(1, 1).number(1, 2);

/** Repeats so many bytes from so far back. */
function repeat(block: Block, length: number, distance: number): Block {
  if (length === 258) block.symbol(285);
  else {
    const index = lengths.findLastIndex((first) => first <= length);
    block.symbol(257 + index).number(length - (lengths[index] ?? 0), moreOfLength(index));
  }
  const index = distances.findLastIndex((first) => first <= distance);
  return block.code(index, 5).number(distance - (distances[index] ?? 0), moreOfDistance(index));
}

test('what a fixed block repeats lies within what it has, for every length that there is', () => {
  // Of each code the first one, and its neighbours.
  const all = new Set(lengths.flatMap((first) => [Math.max(3, first - 1), first, first + 1]));
  for (const length of [...all, 257, 258]) {
    const whole = repeat(fixedBlock().symbol(97), length, 1);
    repeat(whole, 3, length + 1).symbol(256);
    expect(inflateRawSync(whole.bytes())).toHaveLength(1 + length + 3);
    expect(beginsDeflate(whole.bytes()), String(length)).toBe(true);
    const tooFar = repeat(repeat(fixedBlock().symbol(200), length, 1), 3, length + 2).symbol(256);
    expect(beginsDeflate(tooFar.bytes()), String(length)).toBe(false);
  }
});

/** A block of so many bytes, in few symbols. */
function blockOf(size: number): Block {
  const block = fixedBlock().symbol(0);
  for (let left = size - 1; left > 0;) {
    const length = left > 260 ? 258 : Math.min(left, 200);
    if (length < 3) for (let one = 0; one < length; one += 1) block.symbol(255);
    else repeat(block, length, 1);
    left -= length;
  }
  return block;
}

test('what a fixed block repeats lies within what it has, for every distance that there is', () => {
  for (const size of distances.slice(1).flatMap((first) => [first - 1, first, first + 1])) {
    const bytes = repeat(blockOf(size), 3, size).symbol(256).bytes();
    expect(inflateRawSync(bytes)).toHaveLength(size + 3);
    expect(beginsDeflate(bytes), String(size)).toBe(true);
    expect(
      beginsDeflate(
        repeat(blockOf(size), 3, size + 1)
          .symbol(256)
          .bytes(),
      ),
      String(size),
    ).toBe(false);
  }
});

test('a fixed block has no symbol that does not exist, and no distance that does not', () => {
  for (const symbol of [286, 287]) {
    expect(beginsDeflate(fixedBlock().symbol(97).symbol(symbol).number(0, 40).bytes()), String(symbol)).toBe(false);
  }
  const far = (code: number): Buffer => fixedBlock().symbol(97).symbol(257).code(code, 5).number(0, 40).bytes();
  expect(beginsDeflate(far(0))).toBe(true);
  for (const code of [1, 4, 29, 30, 31]) expect(beginsDeflate(far(code)), String(code)).toBe(false);
  // What comes after the end, and after the first symbols, is nobody’s matter.
  expect(beginsDeflate(fixedBlock().symbol(97).symbol(256).symbol(286).number(0, 40).bytes())).toBe(true);
  const many = (count: number): Buffer => {
    const block = fixedBlock();
    for (let index = 0; index < count; index += 1) block.symbol(97);
    return block.symbol(286).number(0, 40).bytes();
  };
  expect(beginsDeflate(many(63))).toBe(false);
  expect(beginsDeflate(many(64))).toBe(true);
});

test('the lengths of a block’s own codes make a code that leaves nothing over', () => {
  const text = Array.from({ length: 600 }, (_, index) => String(index * index)).join('-');
  for (const level of [1, 6, 9]) {
    const packed = deflateRawSync(text, { level });
    expect((packed[0] ?? 0) & 6).toBe(4);
    expect(beginsDeflate(packed)).toBe(true);
    const count = 4 + ((((packed.readUInt16LE(1) << 8) | (packed[0] ?? 0)) >> 13) & 15);
    const flipped = (bit: number): Buffer => {
      const copy = Buffer.from(packed);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    };
    for (let bit = 17; bit < 17 + 3 * count; bit += 1) expect(beginsDeflate(flipped(bit)), String(bit)).toBe(false);
    // What follows them is packed with the code that they make.
    expect(beginsDeflate(flipped(17 + 3 * count))).toBe(true);
  }
  // There are 286 letters and lengths, and 30 distances; the last ones of each may be left out.
  const counts = (letters: number, ways: number): boolean => {
    const block = new Block().number(1, 1).number(2, 2).number(letters, 5).number(ways, 5).number(0, 4);
    return beginsDeflate(block.number(1, 3).number(1, 3).number(0, 6).bytes());
  };
  expect(counts(29, 29)).toBe(true);
  expect(counts(30, 29)).toBe(false);
  expect(counts(29, 30)).toBe(false);
});
