import { readAuthorizeUrl } from '../../fixtures/evidence/authorize-url.ts';
import { redactText, redactUrl } from '../../fixtures/evidence/redact.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { askImsAt } from '../../fixtures/evidence/requests/ask-ims.ts';
import { findLink } from '../../fixtures/evidence/requests/find-link.ts';
import { plainLabel } from '../../fixtures/evidence/sources/account-fields.ts';
import { elementsNamed, leavesOf, parseXml } from '../../fixtures/evidence/sources/xml.ts';
import { visibleBlanks } from '../../fixtures/report/visible.ts';

export const million = 1_000_000;

/** What an expression or a parser may stumble over, repeated until a million characters are full. */
export const hostilePieces: readonly string[] = [
  ...['a', ' ', 'a ', '\n', '.', 'a.', '@', 'a@', 'a b@', '=', '(', ')', '[', '{', '{"', '&', '&amp;', '%', '/', '\\'],
  ...['é', '\u200b', '> ', '-_', 'eyJ', 'XSV-3', '\\u0041', '"error":"', 'pass: ', 'token=', 'https://a.b/?', '&a=b'],
  ...['<', '<a>', '<a', '</a>', '<a b="', '<!--', '<p><div>', '<a href=x>', '<form><input>', '<script>', '<![CDATA['],
  ...['<table><tr>', '<meta http-equiv=refresh content="0;url=', 'aaaaaaaa.bbbb/c?d ', '<b><i>'],
];

/** So many characters, a million where nobody says how many. */
export const long = (piece: string, length = million): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const hosts = { instance: 'https://prod.example.com', otherInstances: [], identityProviders: [] };

/** IMS’s answer with such a body. */
async function answered(body: string): Promise<unknown> {
  const page = { status: 200, location: undefined, contentType: 'text/html', debugId: undefined };
  const send = (url: string) => Promise.resolve({ url, ...page, text: () => Promise.resolve(body) });
  return askImsAt({ send }, 'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=c', hosts);
}

/** Everything that sees foreign text first. What it throws is its own matter. */
export const readersOfText: Readonly<Record<string, (text: string) => unknown>> = {
  redactText,
  'redactUrl, of a path': (text) => redactUrl(`https://a.example.com/${text}`),
  'redactUrl, of parameters': (text) => redactUrl(`https://a.example.com/?${text}`),
  'redactUrl, of a description': (text) => redactUrl(`https://a.example.com/?error_description=${text}`),
  'redactUrl, of an address within': (text) => redactUrl(`https://a.example.com/?redirect_uri=https://b.c/?${text}`),
  'redactUrl, of a fragment': (text) => redactUrl(`https://a.example.com/#${text}`),
  readAuthorizeUrl: (text) => readAuthorizeUrl(`https://a.example.com/authorize?client_id=a&scope=${text}`),
  readMessage,
  findLink: (text) => findLink(text, 'https://prod.example.com/', []),
  'an answer of IMS': answered,
  'XML, as elements': (text) => leavesOf(parseXml(`<r>${text}</r>`)),
  'XML, as an attribute': (text) => elementsNamed(parseXml(`<r a="${text}"/>`), 'b'),
  plainLabel,
  visibleBlanks,
};

/** What is linear takes milliseconds, also on a machine that is busy; what is quadratic takes minutes. */
const mostMs = 10_000;

/** How a reader took a text: what it throws is its own matter, unless its stack is full. */
export async function isSwift(read: (text: string) => unknown, text: string): Promise<boolean> {
  const started = performance.now();
  try {
    await read(text);
  } catch (error) {
    if (error instanceof RangeError) return false;
  }
  return performance.now() - started <= mostMs;
}
