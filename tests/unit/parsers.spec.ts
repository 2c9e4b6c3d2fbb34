import { expect, test } from './unit-test.ts';
import { parseFieldPaths } from '../../fixtures/settings/field-paths.ts';
import {
  credentialFault,
  isCiphertext,
  parseBase32,
  parseBypass,
  parseChoice,
  parseHosts,
  parseInstanceUrl,
  parseKey,
  parseList,
  parseNotifyUrl,
  parsePath,
  parseProxy,
  parseScopes,
  parseTypingHosts,
  type Parsed,
} from '../../fixtures/settings/parsers.ts';

/* What each kind of value takes, and what it answers otherwise. */

type Parse = (text: string) => Parsed<unknown>;
const proxy = (server: string, username = '', password = '') => ({ server, username, password });
const json = 'begins with [ but isn’t a JSON array of strings';
const path = 'must be a path on the instance and begin with a single /';
const hosts = 'must be a list of host names, such as login.example.com, without https:// and without a path';
const pac = 'is the address of a PAC file (proxy auto-configuration), not of a proxy';
const noProxy = 'must be the address of a proxy, such as http://proxy.example.com:8080';
const tail = 'must be a proxy’s address with nothing after the host and port';
const socks = 'contains a name or a password for a SOCKS proxy';
const base32 = 'must be a one-time-code secret in base32';
const notify = 'must be an address that begins with https:// (or http://)';
const entries = 'must be a list of entries such as IMS_SERVER=@imsServer, for any of IMS_SERVER, IMS_SCOPE,';

const typing = (text: string) => parseTypingHosts(text, ['idp.example.com'], 'IMS_USER_IDP_HOSTS');
const typingUnread = (text: string) => parseTypingHosts(text, undefined, 'IMS_USER_IDP_HOSTS');

/** A parser, a text, and the value of it or the beginning of what is said. */
const texts: readonly (readonly [string, Parse, string, { readonly value: unknown } | string])[] = [
  ['a list', parseList, 'a, b ,,c ', { value: ['a', 'b', 'c'] }],
  ['a list', parseList, ' none ', { value: [] }],
  ['a list', parseList, 'none, a', { value: ['none', 'a'] }],
  ['a list', parseList, ' ["a, b", "c "]', { value: ['a, b', 'c '] }],
  ['a list', parseList, '[]', { value: [] }],
  ['a list', parseList, 'a]', { value: ['a]'] }],
  ['a list', parseList, '[1]', json],
  ['a list', parseList, '["a"', json],
  ['scopes', parseScopes, 'openid,AdobeID  session', { value: ['openid', 'AdobeID', 'session'] }],
  ['scopes', parseScopes, '[" a ", "b"]', { value: ['a', 'b'] }],
  ['scopes', parseScopes, '[1]', json],
  ['hosts', parseHosts, 'Login.Example.com,b-2.example.com', { value: ['login.example.com', 'b-2.example.com'] }],
  ['hosts', parseHosts, 'localhost', hosts],
  ['hosts', parseHosts, 'login.example.com/x', hosts],
  ['hosts', parseHosts, 'a.example.com,b.example.com:443', hosts],
  ['hosts', parseHosts, ',', { value: [] }],
  ['hosts', parseHosts, '[1]', json],
  ['hosts for the password', typing, 'IDP.example.com', { value: ['idp.example.com'] }],
  ['hosts for the password', typing, 'a b', hosts],
  ['hosts for the password', typing, 'idp.example.com,auth.services.adobe.com', 'names a host of Adobe’s'],
  ['hosts for the password', typing, 'other.example.com', 'names a host that IMS_USER_IDP_HOSTS does not name'],
  ['hosts for the password', typing, 'idp.example.com,other.example.com', 'names a host that IMS_USER_IDP_HOSTS'],
  [
    'hosts for the password, where the others cannot be read',
    typingUnread,
    'x.example.com',
    { value: ['x.example.com'] },
  ],
  ['an address', parseInstanceUrl, 'https://Prod.example.com:8443/', { value: 'https://prod.example.com:8443' }],
  ['an address', parseInstanceUrl, 'https://prod.example.com', { value: 'https://prod.example.com' }],
  ['an address', parseInstanceUrl, 'prod.example.com', 'must be the instance’s own address and begin with https://'],
  ['an address', parseInstanceUrl, 'http://prod.example.com', 'must be the instance’s own address'],
  ['an address', parseInstanceUrl, 'https://me@prod.example.com', 'contains a user name or a password'],
  ['an address', parseInstanceUrl, 'https://:me@prod.example.com', 'contains a user name or a password'],
  ['an address', parseInstanceUrl, 'https://prod.example.com/x', 'must be an address without a path'],
  ['an address', parseInstanceUrl, 'https://prod.example.com//', 'must be an address without a path'],
  ['an address', parseInstanceUrl, 'https://prod.example.com/?x', 'must be an address without a path'],
  ['an address', parseInstanceUrl, 'https://prod.example.com/#x', 'must be an address without a path'],
  ['a path', parsePath, '/view/home?a=b', { value: '/view/home?a=b' }],
  ['a path', parsePath, '/', { value: '/' }],
  ['a path', parsePath, '//evil.example.com', path],
  ['a path', parsePath, 'view/home', path],
  ['a path', parsePath, '/view home', path],
  ['a proxy', parseProxy, 'proxy.example.com:8080', { value: proxy('http://proxy.example.com:8080') }],
  [
    'a proxy',
    parseProxy,
    'https://me:p%40ss@proxy.example.com/',
    { value: proxy('https://proxy.example.com', 'me', 'p@ss') },
  ],
  ['a proxy', parseProxy, 'socks5://proxy.example.com:1080', { value: proxy('socks5://proxy.example.com:1080') }],
  ['a proxy', parseProxy, 'socks5://me@proxy.example.com', socks],
  ['a proxy', parseProxy, 'socks5://:pass@proxy.example.com', socks],
  ['a proxy', parseProxy, 'socks4://proxy.example.com', noProxy],
  ['a proxy', parseProxy, 'http://', noProxy],
  ['a proxy', parseProxy, 'http://proxy.example.com/x', tail],
  ['a proxy', parseProxy, 'http://proxy.example.com?x', tail],
  ['a proxy', parseProxy, 'http://proxy.example.com#x', tail],
  ['a proxy', parseProxy, 'http://me%zz@proxy.example.com', 'contains a % in its name or password'],
  ['a proxy', parseProxy, 'http://me:%zz@proxy.example.com', 'contains a % in its name or password'],
  ...[
    'http://x.example.com/proxy.pac',
    'http://x.example.com/wpad.dat?v=1',
    'PAC+http://x',
    'http://wpad/',
    'wpad',
    'data:x',
    'javascript:x',
    'file:///x',
  ].map((text) => ['a proxy', parseProxy, text, pac] as const),
  [
    'a proxy',
    parseProxy,
    'http://me:data:1@proxy.example.com',
    { value: proxy('http://proxy.example.com', 'me', 'data:1') },
  ],
  ['a proxy', parseProxy, 'http://pacific.example.com', { value: proxy('http://pacific.example.com') }],
  ['a proxy', parseProxy, 'http://mywpad.example.com', { value: proxy('http://mywpad.example.com') }],
  ['hosts without a proxy', parseBypass, 'a.example.com, .b  [::1],', { value: ['a.example.com', '.b', '[::1]'] }],
  ['a code secret', parseBase32, 'jbsw y3dp ehpk 3pxp', { value: 'JBSWY3DPEHPK3PXP' }],
  ['a code secret', parseBase32, 'JBSWY3DPEHPK3PXP====', { value: 'JBSWY3DPEHPK3PXP====' }],
  ['a code secret', parseBase32, 'JBSWY3DPEHPK3PX', base32],
  ['a code secret', parseBase32, 'JBSWY3DPEHPK3PX1', base32],
  ['a code secret', parseBase32, '=JBSWY3DPEHPK3PXP', base32],
  ['a key', parseKey, 'a'.repeat(16), { value: 'a'.repeat(16) }],
  ['a key', parseKey, 'a'.repeat(15), 'must be a random text of your own, at least 16 characters long'],
  ['a word', parseChoice(['yes', 'no']), 'no', { value: 'no' }],
  ['a word', parseChoice(['yes', 'no']), 'No', 'must be one of yes, no'],
  ['who is told', parseNotifyUrl, 'https://hooks.example.com/x', { value: 'https://hooks.example.com/x' }],
  ['who is told', parseNotifyUrl, 'http://hooks.example.com/x', { value: 'http://hooks.example.com/x' }],
  ['who is told', parseNotifyUrl, 'ftp://hooks.example.com', notify],
  ['who is told', parseNotifyUrl, 'hooks.example.com', notify],
  ['who is told', parseNotifyUrl, 'xhttps://hooks.example.com', notify],
  [
    'paths of fields',
    parseFieldPaths,
    'IMS_SERVER = @imsServer, IMS_SCOPE=ims/scope,TYPE=7',
    { value: { IMS_SERVER: '@imsServer', IMS_SCOPE: 'ims/scope', TYPE: '7' } },
  ],
  ['paths of fields', parseFieldPaths, 'ASSOCIATION_MASK=none', { value: { ASSOCIATION_MASK: '' } }],
  ['paths of fields', parseFieldPaths, 'none', { value: {} }],
  ['paths of fields', parseFieldPaths, '[1]', json],
  ['paths of fields', parseFieldPaths, 'MASK=@x', entries],
  ['paths of fields', parseFieldPaths, 'IMS_SERVER=@a=b', entries],
  [
    'paths of fields',
    parseFieldPaths,
    'TYPE=none',
    'has a value for TYPE that cannot be used; give a number, such as 7',
  ],
  ['paths of fields', parseFieldPaths, 'TYPE=7a', 'has a value for TYPE that cannot be used'],
  ['paths of fields', parseFieldPaths, 'TYPE=a7', 'has a value for TYPE that cannot be used'],
  ...['', '@', '1a', 'ims/', '/ims', '@ims/a', "@a or 'x'", 'ims//@a', '@@a'].map(
    (value) =>
      [
        'paths of fields',
        parseFieldPaths,
        `IMS_SCOPE=${value}`,
        'has a value for IMS_SCOPE that cannot be used; give a path, such as @clientId or ims/@mask, or none',
      ] as const,
  ),
];

for (const [index, [kind, parse, text, expected]] of texts.entries()) {
  const isRefused = typeof expected === 'string';

  test(`${String(index + 1)}: “${text}” as ${kind} is ${isRefused ? `refused: ${expected}` : `taken as ${JSON.stringify(expected.value)}`}`, () => {
    const parsed = parse(text);
    const refusal: unknown = { ok: false, message: expect.stringContaining(isRefused ? expected : '') };
    expect(parsed).toEqual(isRefused ? refusal : { ok: true, value: expected.value });
    // A message never repeats the value, which may be a secret.
    const repeats = isRefused && text.length > 12 && JSON.stringify(parsed).includes(text);
    expect(repeats).toBe(false);
  });
}

const slips: Readonly<Record<string, string>> = {
  'a typographic quote': '‘’“”„«»',
  'a non-breaking space': '\u00A0\u2007\u202F',
  'an invisible character': '\uFEFF\u200B\u200C\u200D\u2060',
  'a control character': '\u0000\t\n\r\u001F\u007F',
};

test('every character that an editor slips into a credential is named, and a keyboard’s own is none', () => {
  for (const [name, characters] of Object.entries(slips)) {
    for (const one of characters) {
      expect(credentialFault(`a${one}b`)).toContain(`contains ${name}`);
      expect(credentialFault(one)).toMatch(/, probably from copy and paste; type the value by hand$/);
    }
  }
  expect(credentialFault('aÄß !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')).toBeUndefined();
});

test('what dotenvx writes is known, quoted or not; a word that only begins so is a value', () => {
  for (const text of ['encrypted:BD9x', '"encrypted:BD9x"', "'encrypted:x'"]) expect(isCiphertext(text)).toBe(true);
  for (const text of ['encrypted', 'my encrypted:x', 'Encrypted:x']) expect(isCiphertext(text)).toBe(false);
});
