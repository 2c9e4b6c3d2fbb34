import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { noiseOf } from './noise.ts';

/** A file that cannot be read as a whole, or that holds more than is looked at. */
export interface BrokenArchive {
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const text = (seed: number): string => noiseOf(seed, 6000).toString('base64');
const zip = (content: Uint8Array, level: 0 | 6 = 6): Uint8Array => zipSync({ 'a.json': [content, { level }] });

/** Each format that is looked into, by the name that says so. */
const packers: Readonly<Record<string, (content: Uint8Array) => Uint8Array>> = {
  'a.zip': (content) => zip(content),
  'stored.zip': (content) => zip(content, 0),
  'a.gz': (content) => gzipSync(content),
  'a.zz': (content) => deflateSync(content),
  'a.deflate': (content) => deflateRawSync(content),
  'a.br': (content) => brotliCompressSync(content),
};
const withChecksum = ['a.zip', 'stored.zip', 'a.gz'];

function cut(packed: Uint8Array, part: number): Uint8Array {
  return packed.subarray(0, 1 + Math.floor(part * (packed.length - 1)));
}

function changed(packed: Uint8Array, at: number): Uint8Array {
  const bytes = Buffer.from(packed);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}

/** Where numbers stand in a ZIP archive: sizes, checksum and offset in its directory, and where that is. */
function wrongNumbers(archive: Uint8Array): readonly Uint8Array[] {
  const bytes = Buffer.from(archive);
  const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const places = [directory + 16, directory + 20, directory + 24, directory + 42, end + 10, end + 12, end + 16];
  return places.map((at) => changed(bytes, at));
}

/** Archives in archives, more than are looked at. */
function nested(pack: (content: Uint8Array) => Uint8Array, depth: number): Uint8Array {
  let packed: Uint8Array = Buffer.from('{"a":1}');
  for (let level = 0; level < depth; level += 1) packed = pack(packed);
  return packed;
}

/**
 * Broken archives of every format that is looked into.
 *
 * @param cuts of each format
 */
export function brokenArchives(seed: number, cuts: number): readonly BrokenArchive[] {
  const draw = mulberry32(seed);
  const truncated = Object.entries(packers).flatMap(([name, pack]) =>
    Array.from({ length: cuts }, (_, index) => {
      const part = draw();
      const bytes = cut(pack(Buffer.from(text(seed + index))), part * 0.98);
      return { what: `${name}, cut at ${part.toFixed(3)}`, name, bytes };
    }),
  );
  const damaged = withChecksum.flatMap((name) =>
    Array.from({ length: cuts }, (_, index) => {
      const whole = packers[name]?.(Buffer.from(text(seed + index))) ?? Buffer.alloc(0);
      // Within what is packed: a header says much that nobody needs.
      const at = 60 + Math.floor(draw() * (whole.length * 0.9 - 60));
      return { what: `${name}, changed at ${String(at)}`, name, bytes: changed(whole, at) };
    }),
  );
  const numbers = wrongNumbers(zip(Buffer.from(text(seed)))).map((bytes, index) => ({
    what: `a.zip, wrong number ${String(index)}`,
    name: 'a.zip',
    bytes,
  }));
  const deep = ['a.zip', 'a.gz'].map((name) => ({
    what: `${name}, nested too deep`,
    name,
    bytes: nested(packers[name] ?? ((content) => content), 12),
  }));
  return [...truncated, ...damaged, ...numbers, ...deep, ...encrypted(seed)];
}

/** What nobody can read: encrypted, and packed in another way. */
function encrypted(seed: number): readonly BrokenArchive[] {
  const bytes = Buffer.from(zip(Buffer.from(text(seed))));
  const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
  const flagged = Buffer.from(bytes);
  flagged[directory + 8] = 1;
  const method = Buffer.from(bytes);
  method[directory + 10] = 93;
  return [
    { what: 'a.zip, encrypted', name: 'a.zip', bytes: flagged },
    { what: 'a.zip, packed in another way', name: 'a.zip', bytes: method },
  ];
}

/** Small files that unpack to more than is looked at. */
export function bombs(): readonly BrokenArchive[] {
  const zeros = Buffer.alloc(100 * 1024 * 1024);
  const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  const packed = deflateRawSync(zeros);
  const gzip = gzipSync(zeros);
  return [
    { what: 'members of gzip, one after the other', name: 'bomb.gz', bytes: Buffer.concat(Array(11).fill(gzip)) },
    { what: 'raw DEFLATE in a file of no name', name: 'bomb', bytes: packed },
    { what: 'raw DEFLATE in base64', name: 'bomb.json', bytes: Buffer.from(`{"a":"${packed.toString('base64')}"}`) },
    {
      what: 'zlib among other bytes',
      name: 'bomb.dat',
      bytes: Buffer.concat([noiseOf(8, 100), deflateSync(zeros)]),
    },
    { what: 'Brotli', name: 'bomb.br', bytes: brotliCompressSync(zeros, quickly) },
  ];
}
