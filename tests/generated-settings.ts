import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightProxy } from '../fixtures/evidence/browser/launch.ts';
import { mulberry32 } from '../fixtures/lab/chance.ts';
import { outboundDispatcher } from '../fixtures/run/network/outbound-proxy.ts';
import { readSettings, secretsOf, SettingsError } from '../fixtures/settings/index.ts';
import { instanceFields, runVariables, toolVariables } from '../fixtures/settings/variables.ts';

type Environment = Readonly<Record<string, string>>;
type Chance = () => number;

const soundFleet = `run:
  IMS_SIGN_IN: once
shared:
  KIND: stage
  IMS_SCOPE: openid,AdobeID
  PROVISIONED_SCOPES: [openid, AdobeID]
instances:
  ok: { URL: "https://ok.example.com", SOAP_USER: reader, SOAP_PASSWORD: "\${HOME}" }
  other:
    URL: https://other.example.com
    ASSOCIATION_MASK: "Campaign - (.*)"
`;

/** What somebody does to a fleet file: a line of it is another one, or there is one more. */
const slips = [
  ...[
    '  IMS_USER_PASSWORD: Hidden4Pass',
    '    IMS_USER_PASSWORD: "Hidden4Pass${HOME}"',
    '    SOAP_PASSWORD: [Hidden4Pass]',
  ],
  ...[
    '  KIND: &a {',
    '\tKIND: stage',
    '  <<: *a',
    '  - Hidden4Pass',
    '---',
    '? Hidden4Pass',
    '  URL: !!binary Hidden4Pass',
    '"Hidden4Pass',
  ],
  ...[
    '',
    '  ok:',
    'Hidden4Pass',
    '  KIND: |',
    '    KIND: stage # no',
    '  __proto__: { URL: x }',
    'constructor: 1',
    '\u0000',
    '\uFEFF',
    '[[[[[',
  ],
];

/** Fleet files, one as it should be and others with a slip or two. */
function spoiltFleets(folder: string): readonly string[] {
  const chance = mulberry32(7);
  const pick = (from: number): number => Math.floor(chance() * from);
  return Array.from({ length: 24 }, (_, index) => {
    const lines = soundFleet.split('\n');
    for (let slip = 0; slip < index % 3; slip++)
      lines.splice(pick(lines.length), pick(2), slips[pick(slips.length)] ?? '');
    const name = `fleet-${String(index)}.yaml`;
    writeFileSync(join(folder, name), lines.join('\n'));
    return name;
  });
}

/** Files of every kind that a setting can name, in a folder of the test’s own. */
export function filesIn(folder: string): readonly string[] {
  mkdirSync(join(folder, 'a-folder'), { recursive: true });
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'broken.json'), '{"clientId": ');
  writeFileSync(join(folder, 'other.json'), '{"another": 1, "risks": 2}');
  writeFileSync(join(folder, 'list.json'), '[]');
  writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  writeFileSync(join(folder, 'utf16.env'), Buffer.from('\uFEFFLAB="never"\n', 'utf16le'));
  const fleets = spoiltFleets(folder);
  writeFileSync(join(folder, 'hash.env'), 'CAMPAIGN_OK_ASSOCIATION_MASK=a # b\nIMS_USER_PASSWORD=ab#cd\n');
  writeFileSync(join(folder, 'huge'), '');
  truncateSync(join(folder, 'huge'), 20_000_000_000);
  const names = [
    'a-folder',
    'empty',
    'broken.json',
    'other.json',
    'list.json',
    'broken.pem',
    'utf16.env',
    'hash.env',
    ...fleets,
    'huge',
  ];
  const paths = [
    ...names.map((name) => join(folder, name)),
    join(folder, 'missing'),
    join(folder, 'empty', 'below'),
    'x'.repeat(5000),
  ];
  if (process.platform === 'win32') return paths;
  symlinkSync('loop', join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  return [
    ...paths,
    join(folder, 'loop'),
    join(folder, 'pipe'),
    '/dev/zero',
    '/dev/null',
    '/dev/stdin',
    '/proc/self/mem',
    '/proc/kmsg',
  ];
}

/** Names of variables whose value nobody may see. */
const secret = /PASSWORD|SECRET|IMS_USER_EMAIL|PROBE_STATE_KEY|WEBHOOK_URL|HEARTBEAT/;
const fileVariables = /^(FLEET_FILE|PROVISIONING_FILE|TRUSTED_CERTIFICATES|ACCEPTED_RISKS|DOTENV_PATH)$|_PACKAGE$/;
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

const odd = [
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
function drawEnvironment(chance: Chance, files: readonly string[]): Environment {
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

/** What is wrong with how an environment was read, a line each; none where it works, or says in lines what to do. */
function faultsOf(environment: Environment, read: Read): readonly string[] {
  if ('bug' in read) return [read.bug];
  const told = read.lines;
  const hidden = Object.entries(environment)
    .filter(([name, value]) => secret.test(name) && value.length >= 8 && !odd.includes(value))
    .map(([, value]) => value);
  const all = told.join('\n');
  return [
    ...[...hidden, 'Hidden4Pass']
      .filter((value) => all.includes(value))
      .map(() => `a secret stands in: ${all.slice(0, 300)}`),
    ...told.filter((line) => !/^\S.*?: \S/.test(line)).map((line) => `names no variable: ${line}`),
    ...told
      .filter((line) => /\n|^\s+at |\bat .*\.ts:\d/.test(line))
      .map((line) => `more than a line: ${line.slice(0, 200)}`),
  ];
}

/** The lines that a person gets, problems or notices; or what else came of it, which is a bug. */
type Read = { readonly isUsable: boolean; readonly lines: readonly string[] } | { readonly bug: string };

/** Reads an environment, and takes from its settings what a run takes before anything is sent. */
function readAsRun(environment: Environment, directory: string): Read {
  try {
    const settings = readSettings({ environment, directory, lab: () => ({}) });
    secretsOf(settings);
    JSON.stringify(settings);
    if (settings.proxy) playwrightProxy(settings.proxy);
    void outboundDispatcher(settings).close();
    return { isUsable: true, lines: settings.notices };
  } catch (error) {
    if (!(error instanceof SettingsError))
      return { bug: `not an error for people: ${error instanceof Error ? String(error.stack) : String(error)}` };
    if (error.stack !== error.message) return { bug: 'it has a stack' };
    return {
      isUsable: false,
      lines: error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    };
  }
}

/** Reads so many generated environments, the same ones for the same seed. */
export function tryEnvironments(
  seed: number,
  count: number,
  folder: string,
): { readonly usable: number; readonly faults: readonly string[] } {
  const files = filesIn(folder);
  const chance = mulberry32(seed);
  const faults: string[] = [];
  let usable = 0;
  for (let index = 0; index < count; index++) {
    const environment = drawEnvironment(chance, files);
    const read = readAsRun(environment, folder);
    if ('isUsable' in read && read.isUsable) usable += 1;
    faults.push(...faultsOf(environment, read));
  }
  return { usable, faults };
}
