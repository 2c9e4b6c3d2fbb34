import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { noiseOf } from './noise.ts';

/** Text that hardly packs. */
export function longText(seed: number, length: number): string {
  return noiseOf(seed, length).toString('base64').replace(/.{60}/g, '$& ');
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function archive(...texts: readonly string[]): Uint8Array {
  return zipSync(Object.fromEntries(texts.map((text, index) => [`${String(index)}.json`, Buffer.from(text)])));
}

/** A page as Playwright’s HTML reporter writes it: what was run is an archive behind the page’s own scripts. */
export function reportPage(scripts: number, packed: Uint8Array): string {
  return (
    `<script>${'const a = b("data:application/zip;base64,"); '.repeat(scripts / 45).padEnd(scripts)}</script>` +
    `<template id="playwrightReportBase64">data:application/zip;base64,${base64(packed)}</template>`
  );
}

/** How much stands before it: where a file is cut to be looked at depends on that. */
export const scriptsBefore = [
  0,
  100_000,
  128 * 1024,
  200_000,
  250_000,
  256 * 1024,
  300_000,
  500_000,
  512 * 1024,
  700_000,
];

/** A packed text that nobody called a file, in each place where one may stand. */
export const embedded: Readonly<Record<string, (packed: Uint8Array) => string | Uint8Array>> = {
  'a data: address that says so': (packed) => `<a href="data:application/zip;base64,${base64(packed)}">x</a>`,
  'a data: address that says nothing': (packed) => `<a href="data:;base64,${base64(packed)}">x</a>`,
  'a text of base64': (packed) => JSON.stringify({ body: base64(packed) }),
  'base64 in lines, in JSON': (packed) => JSON.stringify({ body: base64(packed).replace(/.{76}/g, '$&\n') }),
  'base64 in an address': (packed) => `?body=${encodeURIComponent(base64(packed))}&a=b`,
  'a list of bytes': (packed) => JSON.stringify({ type: 'Buffer', data: [...packed] }),
  'the middle of other bytes': (packed) => Buffer.concat([noiseOf(3, 1000), packed, noiseOf(4, 1000)]),
  'bytes that are packed once more': (packed) => zipSync({ 'inside.dat': Buffer.concat([noiseOf(3, 1000), packed]) }),
};

/** What it is packed with. */
export const packers: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'a ZIP archive': (text) => archive(text),
  gzip: (text) => gzipSync(text),
};

/** Bytes that look like the beginning of something by chance, as they are and as words of base64. */
export function lookalikes(seed: number): readonly (Uint8Array | string)[] {
  const beginnings = ['PK\x03\x04', '\x1f\x8b', '\x1f\x8b\x08', 'x\x9c', 'PK\x05\x06'].map((text) =>
    Buffer.from(text, 'latin1'),
  );
  const bytes = noiseOf(seed, 20_000);
  return [
    Buffer.concat(beginnings.flatMap((beginning) => [bytes.subarray(0, 700), beginning, bytes.subarray(700)])),
    JSON.stringify(beginnings.map((beginning) => base64(Buffer.concat([beginning, bytes])))),
  ];
}
