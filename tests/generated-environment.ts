import { instanceFields, runVariables, toolVariables } from '../fixtures/settings/variables.ts';

export type Environment = Readonly<Record<string, string>>;
type Chance = () => number;

/** Names of variables whose value nobody may see. */
export const secret = /PASSWORD|SECRET|IMS_USER_EMAIL|PROBE_STATE_KEY|WEBHOOK_URL|HEARTBEAT/;
const fileVariables = /^(FLEET_FILE|PROVISIONING_FILE|TRUSTED_CERTIFICATES|ACCEPTED_RISKS|DOTENV_PATH)$|_PACKAGE$/;
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

export const odd = [
  ...[
    '',
    ' ',
    '\t',
    'none',
    '[]',
    '[',
    '["a',
    '["a, b"]',
    ',',
    ',,a,',
    '%',
    '%zz',
    '%E0%A4%A',
    '\u0000'.slice(1),
    '“quoted”',
  ],
  ...[
    'encrypted:abc',
    '\u00A0',
    '\uFEFFx',
    '\uD800',
    '\u202Ex',
    'a'.repeat(20_000),
    'é',
    '日本',
    "'",
    '"',
    '\\',
    '$(x)',
    '../..',
  ],
  ...[
    '::error::x',
    '\u001B[31m',
    '__proto__',
    'constructor',
    '=',
    '#',
    '{}',
    'null',
    '0',
    '-1',
    '1e999',
    'off',
    'never',
    'always',
  ],
];
const urls = [
  ...[
    'https://ok.example.com',
    'https://ok.example.com/',
    'http://ok.example.com',
    'https://ok.example.com/x',
    'https://[::1]',
  ],
  ...[
    'https://u:p@ok.example.com',
    'https://',
    'https://%',
    'ok.example.com',
    'https://ok.example.com:99999',
    'javascript:x',
  ],
  ...[
    'https://ok_example',
    'https://..',
    'https://xn--',
    'file:///etc/passwd',
    'https://ok.example.com?x#y',
    '//ok.example.com',
  ],
];

/** A fitting value, by the end of a variable’s name. */
const fitting: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^CAMPAIGN_.*_URL$|CALLBACK_URLS$|SERVER$/, ['https://ok.example.com', 'https://ok.example.com:8443']],
  [/KIND$/, ['production', 'stage']],
  [/LOGIN_PATH$/, ['/view/home', '/nl/jsp/logon.jsp']],
  [/PACKAGE_IMPORTED$/, ['yes', 'no']],
  [/SIGN_IN$/, ['once', 'each']],
  [/SCREENSHOTS$/, ['failure', 'always']],
  [/^PROBE_STATE$/, ['off', '.probe']],
  [/IDP_HOSTS$/, ['login.example.com', 'a.example.com,login.example.com']],
  [/IDP_TYPES_PASSWORD$/, ['login.example.com', 'none']],
  [/ACCOUNT_FIELDS$/, ['TYPE=7', 'IMS_SERVER=@imsServer,IMS_SCOPE=none']],
  [/TOTP_SECRET$/, ['JBSWY3DPEHPK3PXP']],
  [/^IMS_ORG_ID$/, ['ABCDEF0123456789@AdobeOrg']],
  [/SCOPES$/, ['openid,AdobeID', 'openid AdobeID']],
  [/^LAB_FAULT$|^LAB$|^IMS_USR_EMAIL$|^DOTENV_PATH$/, ['']],
  [/PROXY$/i, ['http://proxy.example.com:8080', 'http://user:p%25w@proxy.example.com:8080', 'socks5://127.0.0.1:1080']],
  [/WEBHOOK_FORMAT$/, ['auto', 'teams']],
  [/RUN_URL$/, ['https://ci.example.com/runs/7']],
  // Not with a page that gets the password itself.
  [/CONNECT_WS_ENDPOINT$/, ['', 'wss://browsers.example.com/']],
  [/UNENCRYPTED_BROWSER_HOSTS$/, ['grid', 'browsers.example.com']],
  [/WEBHOOK_URL$|HEARTBEAT_URL$/, ['https://hooks.example.com/a-token-of-its-own-9x']],
];

/** Variables that are set together, or not at all. */
const together = [
  ['UMAPI_CLIENT_ID', 'UMAPI_CLIENT_SECRET', 'IMS_ORG_ID'],
  ['IMS_TECHNICAL_CLIENT_ID', 'IMS_TECHNICAL_CLIENT_SECRET', 'IMS_TECHNICAL_SCOPES'],
  ['CAMPAIGN_OK_SOAP_USER', 'CAMPAIGN_OK_SOAP_PASSWORD'],
  ['IMS_USER_IDP_HOSTS', 'IMS_USER_IDP_TYPES_PASSWORD'],
  ['CAMPAIGN_OK_IMS_USER_IDP_HOSTS', 'CAMPAIGN_OK_IMS_USER_IDP_TYPES_PASSWORD'],
];

type Pick = (from: readonly string[]) => string;

/**
 * An environment over all variables: of every second one all values fit or all but one or two, the others are odd throughout.
 * The same one for the same chance.
 */
export function drawEnvironment(chance: Chance, files: readonly string[]): Environment {
  const pick: Pick = (from) => from[Math.floor(chance() * from.length)] ?? '';
  return chance() < 0.5 ? drawTidy(chance, pick, files) : drawOdd(chance, pick, files);
}

function drawTidy(chance: Chance, pick: Pick, files: readonly string[]): Environment {
  const own = Object.keys(instanceFields).map((field) => `CAMPAIGN_OK_${field}`);
  const lone = [...own, ...Object.keys(runVariables), ...toolVariables, ...proxyVariables].filter(
    (name) => !fileVariables.test(name) && !together.flat().includes(name) && chance() < 0.3,
  );
  const names = [
    'CAMPAIGN_OK_URL',
    'IMS_USER_EMAIL',
    'IMS_USER_PASSWORD',
    ...lone,
    ...together.flatMap((all) => (chance() < 0.3 ? all : [])),
  ];
  // An account of an instance’s own is whole.
  const account = names.some((name) => /^CAMPAIGN_OK_IMS_USER_(EMAIL|PASSWORD)$/.test(name))
    ? ['CAMPAIGN_OK_IMS_USER_EMAIL', 'CAMPAIGN_OK_IMS_USER_PASSWORD']
    : [];
  const values = [...new Set([...names, ...account])].map((name): [string, string] => [
    name,
    fittingFor(name, chance, pick),
  ]);
  const environment = Object.fromEntries(values);
  const spoilt =
    chance() < 0.5
      ? []
      : [
          pick([
            ...Object.keys(environment),
            'TRUSTED_CERTIFICATES',
            'PROVISIONING_FILE',
            'FLEET_FILE',
            ...proxyVariables,
          ]),
        ];
  for (const name of spoilt) environment[name] = valueOf(name, chance, pick, files);
  return { ...environment, LAB: 'never', CAMPAIGN_INSTANCES: 'ok' };
}

function fittingFor(name: string, chance: Chance, pick: Pick): string {
  if (name.endsWith('EMAIL')) return `probe.${word(chance)}@example.com`;
  if (secret.test(name) && !/TOTP|URL/.test(name)) return `${word(chance)}-${word(chance)}`;
  return pick(fitting.find(([ending]) => ending.test(name))?.[1] ?? ['a value', 'another']);
}

function drawOdd(chance: Chance, pick: Pick, files: readonly string[]): Environment {
  const ids = pick([
    'ok',
    'ok',
    'ok,other',
    'ok, other',
    'stage-eu',
    'a,a',
    'a-b,a_b',
    'ok,',
    '…',
    '',
    'ok,oks',
    'constructor',
    '__proto__',
  ]);
  const listed = ids
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const own = [...listed, pick(['okk', 'h1', 'elsewhere', 'x'])].flatMap((id) =>
    Object.keys(instanceFields)
      .filter(() => chance() < 0.25)
      .map((field) => `CAMPAIGN_${id.toUpperCase().replaceAll('-', '_')}_${field}`),
  );
  const shared = [
    ...Object.keys(runVariables),
    ...toolVariables,
    ...proxyVariables,
    'no_proxy',
    'IMS_USR_EMAIL',
    'CAMPAIGN_X',
  ].filter(() => chance() < 0.15);
  const values = [...new Set([...own, ...shared])].map((name): [string, string] => [
    name,
    valueOf(name, chance, pick, files),
  ]);
  return { LAB: 'never', ...(chance() < 0.95 && { CAMPAIGN_INSTANCES: ids }), ...Object.fromEntries(values) };
}

function valueOf(name: string, chance: Chance, pick: Pick, files: readonly string[]): string {
  if (proxyVariables.includes(name)) return proxyOf(pick);
  if (fileVariables.test(name)) return pick(files);
  if (chance() < 0.35) return pick(odd);
  if (name.endsWith('EMAIL')) return `probe.${word(chance)}@example.com`;
  if (secret.test(name)) return `${word(chance)}${pick(['', '%', '#', '“', '\n', ' ', '::error::'])}${word(chance)}`;
  if (name.endsWith('URL') || name.endsWith('SERVER')) return pick(urls);
  if (name === 'PROBE_STATE') return pick(['off', '.probe', '/', '..', '/dev/null', '/proc/self']);
  return pick([
    'a',
    'a,b',
    '["a","b"]',
    'openid AdobeID',
    '/view/home',
    'yes',
    'production',
    'login.example.com',
    'X@AdobeOrg',
  ]);
}

function proxyOf(pick: Pick): string {
  const scheme = pick([
    'http://',
    'http://',
    'https://',
    'socks5://',
    'socks4://',
    'socks://',
    '',
    'pac+http://',
    'data:',
    'ftp://',
    'HTTP://',
  ]);
  const login = pick([
    '',
    '',
    'user@',
    'user:Hidden4Pass@',
    'user:Hidden4Pass%@',
    'us%er:Hidden4Pass@',
    'user:Hidden4Pass%40@',
    'user:Hidden4Pass/x@',
    ':Hidden4Pass@',
    'u:Hidden4Pass#@',
    'u:Hidden4Pass?@',
    'u:12/Hidden4Pass@',
  ]);
  const host = pick([
    'proxy.example.com',
    '127.0.0.1',
    '[::1]',
    '[::1',
    '',
    'wpad',
    '%',
    'prøxy',
    'a b',
    'proxy.example.com.',
  ]);
  return (
    scheme +
    login +
    host +
    pick(['', ':8080', ':0', ':99999', ':x', '/proxy.pac', '/wpad.dat', '/', '/x', ':8080/proxy.pac?x'])
  );
}

function word(chance: Chance): string {
  return Array.from({ length: 9 }, () => String.fromCodePoint(65 + Math.floor(chance() * 26))).join('');
}
