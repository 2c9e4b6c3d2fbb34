import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { mulberry32 } from '../../fixtures/lab/chance.ts';

type Write = (text: string) => string;

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const eachByte = (text: string, write: (byte: number) => string): string =>
  Array.from(Buffer.from(text), write).join('');
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Ways of writing a text as another one, which may be written in another way again. */
const layers: Readonly<Record<string, Write>> = {
  JSON: (text) => JSON.stringify({ body: text }),
  'escaped JSON': (text) =>
    `"${Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
  address: (text) => `?a=b&c=${encodeURIComponent(text)}&d=e`,
  form: (text) => new URLSearchParams({ a: 'b', c: text }).toString(),
  entities: (text) => `<p>${Array.from(text, (letter) => `&#${String(letter.codePointAt(0))};`).join('')}</p>`,
  markup: (text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`,
  base64: (text) => `"${base64(text)}"`,
  base64url: (text) => `t=${Buffer.from(text).toString('base64url')};`,
  'base64 in lines': (text) => base64(text).replace(/.{76}/g, '$&\r\n'),
  'base64 of UTF-16': (text) => `"${base64(Buffer.from(text, 'utf16le'))}"`,
  hexadecimal: (text) => `x${eachByte(text, hex)}`,
  'escaped bytes': (text) => `'${eachByte(text, (byte) => `\\x${hex(byte)}`)}'`,
  'a list of bytes': (text) => JSON.stringify(Buffer.from(text)),
  gzip: (text) => `"${base64(gzipSync(text))}"`,
  zlib: (text) => `"${base64(deflateSync(text))}"`,
  'raw DEFLATE': (text) => `"${base64(deflateRawSync(text))}"`,
  'an archive': (text) => `data:application/zip;base64,${base64(zipSync({ 'a.txt': Buffer.from(text) }))}`,
  'a comma-separated field': (text) => `1,"${text.replaceAll('"', '""')}",2`,
};

/** A text in ways that nobody listed: up to three of the known ones, one upon the other, in any order. */
export function layered(seed: number): { readonly name: string; readonly write: Write } {
  const draw = mulberry32(seed);
  const names = Object.keys(layers);
  const drawn = Array.from(
    { length: 2 + Math.floor(draw() * 2) },
    () => names[Math.floor(draw() * names.length)] ?? '',
  );
  return {
    name: drawn.join(', then '),
    write: (text) => drawn.reduce((written, name) => layers[name]?.(written) ?? written, text),
  };
}
