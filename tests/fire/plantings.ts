import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** A secret as somebody may have chosen it, by what is awkward about it. */
export const plantedSecrets: Readonly<Record<string, string>> = {
  'quotes and a backslash': 'pa"ss\\w&rd+ ü%42',
  'a passphrase': 'Correct horse & battery+staple=42 äöü"\\%',
  'a client secret': 's3cr3t-of-Campaign1-0123456789abcdef',
  'an address': 'Probe.User+tag@example.com',
  'a code secret': 'JBSWY3DPEHPK3PXPJBSWY3DP',
  markup: `o'Neil<script>alert("1")</script>#&amp;`,
  'other letters': 'пароль-Łódź-密码-2026',
  'a web address': 'https://hooks.example.com/T00/B00?token=a%2Fb%2fc&d=e~f',
  'a short one': 'x9!kQ2',
};

/** Writes a secret as something else. */
type Write = (secret: string) => string | Uint8Array;

const bytes = (text: string): Buffer => Buffer.from(text);
const base64 = (packed: Uint8Array | string): string => Buffer.from(packed).toString('base64');
const json = (value: unknown): string => JSON.stringify(value);
const eachByte = (secret: string, write: (hex: string) => string): string =>
  Array.from(bytes(secret), (byte) => write(byte.toString(16).padStart(2, '0'))).join('');
const eachLetter = (secret: string, write: (code: number, letter: string) => string): string =>
  Array.from(secret, (letter) => write(letter.codePointAt(0) ?? 0, letter)).join('');
const wrapped = (text: string, width: number, indent = ''): string =>
  (text.match(new RegExp(`[^]{1,${String(width)}}`, 'g')) ?? []).join(`\n${indent}`);
const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
const ascii = (text: string): string => text.replace(/[^\0-\x7f]/g, (letter) => unit(letter.charCodeAt(0)));
const html = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? '&#39;');
const innerHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const named: Readonly<Record<string, string>> = {
  '"': 'quot',
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  "'": 'apos',
  '\\': 'bsol',
  '%': 'percnt',
  '+': 'plus',
  '=': 'equals',
  '#': 'num',
  '!': 'excl',
  '/': 'sol',
  ':': 'colon',
  '.': 'period',
  ä: 'auml',
  ö: 'ouml',
  ü: 'uuml',
  Ł: 'Lstrok',
  ó: 'oacute',
  ź: 'zacute',
};
const form = (secret: string): string => new URLSearchParams({ user: 'me', password: secret }).toString();
const quotedPrintable = (text: string): string =>
  Array.from(bytes(text), (byte) =>
    byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
  ).join('');
const zip = (name: string, content: Uint8Array | string, level: 0 | 6 = 6): Uint8Array =>
  zipSync({ [name]: [Buffer.from(content), { level }] });
const page = (...archives: readonly Uint8Array[]): string =>
  `<html>${archives.map((archive) => `<script>window.x = "data:application/zip;base64,${base64(archive)}";</script>`).join('\n')}`;

/** How a secret may stand in what was written: 48 ways. */
export const encodings: Readonly<Record<string, Write>> = {
  'as it is': (secret) => `the password is ${secret}, is it?`,
  'after a byte order mark': (secret) => `\ufeff${secret}`,
  'UTF-16, little end first': (secret) => Buffer.from(`value: ${secret};`, 'utf16le'),
  'UTF-16, big end first': (secret) => Buffer.from(`value: ${secret};`, 'utf16le').swap16(),
  'UTF-16 with its mark': (secret) => Buffer.from(`\ufeff${json({ secret })}`, 'utf16le'),
  'UTF-16 with its mark, big end first': (secret) => Buffer.from(`\ufeff${json({ secret })}`, 'utf16le').swap16(),
  JSON: (secret) => json({ typed: secret }),
  'JSON in JSON': (secret) => json({ body: json({ typed: secret }) }),
  'JSON in JSON in JSON': (secret) => json(json({ body: json({ typed: secret }) })),
  'JSON of ASCII alone': (secret) => ascii(json({ typed: secret })),
  'JSON with escaped slashes': (secret) => json({ typed: secret }).replaceAll('/', '\\/'),
  'JSON, every letter escaped': (secret) => `{"typed":"${eachLetter(secret, (code) => unit(code))}"}`,
  'JSON, markup escaped': (secret) => json({ secret }).replace(/[<>&'+]/g, (letter) => unit(letter.charCodeAt(0))),
  'a program’s bytes': (secret) => `b'${eachByte(secret, (hex) => `\\x${hex}`)}'`,
  'a program’s code points': (secret) => `'${eachLetter(secret, (code) => `\\u{${code.toString(16)}}`)}'`,
  'a URL’s query': (secret) => `https://example.com/?password=${encodeURIComponent(secret)}&a=b`,
  'a URL’s query, lower case': (secret) =>
    `?password=${encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())}&a=b`,
  'a URL’s query, every byte': (secret) => `?password=${eachByte(secret, (hex) => `%${hex}`)}&a=b`,
  'a URL in a URL': (secret) => `?next=${encodeURIComponent(`https://example.com/?p=${encodeURIComponent(secret)}`)}`,
  'a URL’s path': (secret) => new URL(`https://example.com/a/${secret.replace(/[?#]/g, encodeURIComponent)}/b`).href,
  'a form': (secret) => form(secret),
  'an old program’s escapes': (secret) =>
    eachLetter(secret, (code, letter) =>
      /[A-Za-z0-9]/.test(letter)
        ? letter
        : code < 256
          ? `%${code.toString(16).padStart(2, '0')}`
          : unit(code).replace('\\', '%'),
    ),
  'a page': (secret) => `<p title="${html(secret)}">x</p>`,
  'a page, as a browser gives it': (secret) => `<p>${innerHtml(secret)}</p>`,
  'a page, decimal': (secret) => `<p>${eachLetter(secret, (code) => `&#${String(code)};`)}</p>`,
  'a page, hexadecimal': (secret) => `<p>${eachLetter(secret, (code) => `&#x${code.toString(16)};`)}</p>`,
  'a page, by name': (secret) =>
    `<p>${eachLetter(secret, (_, letter) => (named[letter] ? `&${named[letter]};` : letter))}</p>`,
  'JSON in a page': (secret) => `<div data-state="${html(json({ value: secret }))}"></div>`,
  base64: (secret) => `token ${base64(secret)} end`,
  'base64 of a name and a password': (secret) => `Authorization: Basic ${base64(`probe:${secret}`)}`,
  'base64url without padding': (secret) => `?t=${Buffer.from(`ab${secret}`).toString('base64url')}&a=b`,
  'base64 of JSON': (secret) => json({ payload: base64(json({ password: secret })) }),
  'base64 of a form': (secret) => json({ body: base64(form(secret)) }),
  'base64 of base64': (secret) => base64(base64(`x${secret}`)),
  'base64 in lines': (secret) =>
    `Content: base64\r\n\r\n${wrapped(base64(`some words before ${secret} and after it`), 20)}\r\n`,
  'hexadecimal, lower case': (secret) => `bytes=${bytes(secret).toString('hex')};`,
  'hexadecimal, upper case': (secret) => `bytes=${bytes(secret).toString('hex').toUpperCase()};`,
  'hexadecimal with colons': (secret) => `bytes ${eachByte(secret, (hex) => `${hex}:`)}`,
  'a list of bytes': (secret) => json({ type: 'Buffer', data: [...bytes(secret)] }),
  'quoted-printable': (secret) =>
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${wrapped(quotedPrintable(`Hello ${secret}`), 12).replaceAll('\n', '=\r\n')}`,
  'text in lines': (secret) => wrapped(`It was ${secret}, they say.`, 9),
  'JSON text in lines': (secret) => `    ${wrapped(json({ secret }), 11, '    ')}`,
  gzip: (secret) => gzipSync(`log: ${json({ secret })}`),
  'zlib and raw DEFLATE': (secret) =>
    json({ z: base64(deflateSync(json({ secret }))), d: base64(deflateRawSync(secret)) }),
  'raw DEFLATE alone': (secret) =>
    `?SAMLRequest=${encodeURIComponent(base64(deflateRawSync(`<Auth p="${html(secret)}"/>`)))}`,
  Brotli: (secret) => brotliCompressSync(json({ secret })),
  'archives in an archive': (secret) => zip('trace.zip', zip('a.json', json({ secret }), 0)),
  'a second archive in a page': (secret) => page(zip('a.txt', 'nothing'), zip('b.json', json({ secret }))),
};

/** What nobody can find: an address turns each backslash into a slash, so the secret is not in it any more. */
export const lost: Readonly<Record<string, readonly string[]>> = {
  'a URL’s path': ['quotes and a backslash', 'a passphrase'],
};
