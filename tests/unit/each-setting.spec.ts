import { expect, test } from './unit-test.ts';
import { secretsOf, Secret, SettingsError, type Settings } from '../../fixtures/settings/index.ts';
import { leastEnvironment, settingsOf, type Environment } from './settings-builder.ts';

/* Each variable: where its value arrives, and what stands there where it is missing or empty. */

const read = (environment: Environment): Settings => settingsOf({ ...leastEnvironment, ...environment });

/** A value by its path, secrets shown: `instances.0.url`. */
function at(settings: Settings, path: string): unknown {
  let value: unknown = settings;
  for (const key of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(key)
        : undefined;
  }
  return revealed(value);
}

function revealed(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, revealed(one)]));
}

const own = 'instances.0';
const account = `${own}.account`;

/** A variable, a value, where it arrives as what, and what is there without it; what has to be set with it. */
const plain: readonly (readonly [string, string, string, unknown, unknown, Record<string, string>?])[] = [
  ['CAMPAIGN_PROD_URL', 'https://other.example.com', `${own}.url`, 'https://other.example.com', undefined],
  ['CAMPAIGN_PROD_KIND', 'stage', `${own}.kind`, 'stage', 'production'],
  ['CAMPAIGN_PROD_LOGIN_PATH', '/nl/jsp/logon.jsp', `${own}.loginPath`, '/nl/jsp/logon.jsp', '/view/home'],
  ['CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS', 'TYPE=7', `${own}.fieldPaths`, { TYPE: '7' }, {}],
  ['IMS_USER_ORG', 'Example Corp', `${account}.organisation`, 'Example Corp', undefined],
  ['IMS_USER_TOTP_SECRET', 'jbsw y3dp ehpk 3pxp', `${account}.totpSecret`, 'JBSWY3DPEHPK3PXP', undefined],
  ['IMS_USER_IDP_HOSTS', 'idp.example.com', `${account}.identityProviderHosts`, ['idp.example.com'], []],
  [
    'IMS_USER_IDP_TYPES_PASSWORD',
    'idp.example.com',
    `${account}.typesPasswordAt`,
    ['idp.example.com'],
    undefined,
    { IMS_USER_IDP_HOSTS: 'idp.example.com' },
  ],
  ['IMS_SIGN_IN', 'each', 'signIn', 'each', 'once'],
  ['SCREENSHOTS', 'always', 'screenshots', 'always', 'failure'],
  ['PROBE_STATE_KEY', 'a key of sixteen letters', 'stateKey', 'a key of sixteen letters', undefined],
  ['WEBHOOK_URL', 'https://hooks.example.com/t', 'told.webhook', 'https://hooks.example.com/t', undefined],
  ['HEARTBEAT_URL', 'https://beat.example.com/t', 'told.heartbeat', 'https://beat.example.com/t', undefined],
  ['WEBHOOK_FORMAT', 'slack', 'told.format', 'slack', 'auto', { WEBHOOK_URL: 'https://hooks.example.com/t' }],
  ['RUN_URL', 'https://ci.example.com/7', 'told.runUrl', 'https://ci.example.com/7', undefined],
  ['CI_PIPELINE_URL', 'https://gitlab.example.com/7', 'told.runUrl', 'https://gitlab.example.com/7', undefined],
  ['BUILD_URL', 'https://jenkins.example.com/7', 'told.runUrl', 'https://jenkins.example.com/7', undefined],
  [
    'GITHUB_RUN_ID',
    '7',
    'told.runUrl',
    'https://github.example.com/a/b/actions/runs/7',
    undefined,
    { GITHUB_SERVER_URL: 'https://github.example.com', GITHUB_REPOSITORY: 'a/b' },
  ],
  [
    'BUILD_BUILDID',
    '7',
    'told.runUrl',
    'https://dev.example.com/o/A%20b/_build/results?buildId=7',
    undefined,
    { SYSTEM_COLLECTIONURI: 'https://dev.example.com/o/', SYSTEM_TEAMPROJECT: 'A b' },
  ],
  ...['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].map(
    (name) =>
      [
        name,
        'http://me:pa%20ss@proxy.example.com:80',
        'proxy',
        { server: 'http://proxy.example.com', bypass: [], username: 'me', password: 'pa ss' },
        undefined,
      ] as const,
  ),
  ...['NO_PROXY', 'no_proxy'].map(
    (name) =>
      [
        name,
        'a.example.com b.example.com',
        'proxy.bypass',
        ['a.example.com', 'b.example.com'],
        [],
        { HTTPS_PROXY: 'http://proxy.example.com' },
      ] as const,
  ),
  [
    'NO_PROXY',
    '*',
    'proxy',
    undefined,
    { server: 'http://proxy.example.com', bypass: [] },
    { HTTPS_PROXY: 'http://proxy.example.com' },
  ],
  [
    'CAMPAIGN_PROD_PACKAGE',
    'exports/*.xml',
    `${own}.package`,
    { variable: 'CAMPAIGN_PROD_PACKAGE', pattern: 'exports/*.xml', directory: '/nowhere', imported: false },
    undefined,
  ],
  ['CAMPAIGN_PROD_PACKAGE_IMPORTED', 'yes', `${own}.package.imported`, true, false, { CAMPAIGN_PROD_PACKAGE: 'x.xml' }],
  ['CAMPAIGN_PROD_PACKAGE_IMPORTED', 'no', `${own}.package.imported`, false, false, { CAMPAIGN_PROD_PACKAGE: 'x.xml' }],
  [
    'CAMPAIGN_PROD_SOAP_USER',
    'probe',
    `${own}.operator`,
    { user: 'probe', password: 'its word' },
    'refused',
    { CAMPAIGN_PROD_SOAP_PASSWORD: 'its word' },
  ],
  [
    'IMS_TECHNICAL_SCOPES',
    'openid AdobeID',
    'technical',
    { clientId: 'id', clientSecret: 'its word', scopes: ['openid', 'AdobeID'] },
    'refused',
    { IMS_TECHNICAL_CLIENT_ID: 'id', IMS_TECHNICAL_CLIENT_SECRET: 'its word' },
  ],
  [
    'IMS_ORG_ID',
    'ABC1@AdobeOrg',
    'console',
    {
      client: { clientId: 'id', clientSecret: 'its word', scopes: ['openid', 'AdobeID', 'user_management_sdk'] },
      organisationId: 'ABC1@AdobeOrg',
    },
    'refused',
    { UMAPI_CLIENT_ID: 'id', UMAPI_CLIENT_SECRET: 'its word' },
  ],
];

function without(environment: Record<string, string>, path: string): unknown {
  try {
    return at(read(environment), path);
  } catch (error) {
    return error instanceof SettingsError ? 'refused' : error;
  }
}

for (const [name, value, path, expected, missing, besides = {}] of plain) {
  test(`${name}=${value} arrives at ${path}`, () => {
    expect(at(read({ ...besides, [name]: value }), path)).toEqual(expected);
  });

  test(`without ${name}=${value}, or with it empty, ${path} is ${missing === undefined ? 'nothing' : JSON.stringify(missing)}`, () => {
    const none = name === 'CAMPAIGN_PROD_URL' ? 'refused' : missing;
    expect(without({ ...besides, [name]: '' }, path)).toEqual(none);
    const unset = name === 'CAMPAIGN_PROD_URL' ? none : without(besides, path);
    expect(unset).toEqual(none);
  });
}

/** What is declared of an instance; the second name is that of the value which holds for all. */
const declared: readonly (readonly [string, string, string, unknown, string?])[] = [
  ['IMS_SERVER', ' https://ims ', 'externalAccount.imsServer', ' https://ims '],
  ['IMS_SCOPE', 'openid, x', 'externalAccount.scopes', 'openid, x'],
  ['IMS_CLIENT_ID', 'none of ours', 'externalAccount.clientId', 'none of ours'],
  ['IMS_CLIENT_SECRET', 'a secret of ours ', 'externalAccount.clientSecret', 'a secret of ours '],
  ['CALLBACK_SERVER', 'x', 'externalAccount.callbackServer', 'x'],
  ['IMS_ORG_ID', 'A@AdobeOrg', 'externalAccount.organisationId', 'A@AdobeOrg'],
  ['ASSOCIATION_MASK', 'Campaign - ', 'externalAccount.associationMask', 'Campaign - '],
  ['PRODUCT_CONTEXT', 'none', 'externalAccount.productContext', ''],
  ['EXTERNAL_ACCOUNTS', 'a,b', 'externalAccount.enabledAccounts', ['a', 'b']],
  ['OPERATOR_GROUPS', 'none', 'operatorGroups', []],
  ['PROVISIONED_CLIENT_ID', 'C', 'provisioned.clientId', 'C', 'PROVISIONED_CLIENT_ID'],
  ['PROVISIONED_SCOPES', 'a b', 'provisioned.scopes', ['a', 'b'], 'PROVISIONED_SCOPES'],
  ['PROVISIONED_CALLBACK_URLS', 'https://a', 'provisioned.callbackUrls', ['https://a'], 'PROVISIONED_CALLBACK_URLS'],
  ['PROVISIONED_PRODUCT_CONTEXT', 'p', 'provisioned.productContext', 'p', 'PROVISIONED_PRODUCT_CONTEXT'],
  ['DASHBOARD_USER_GROUPS', 'a', 'dashboardUserGroups', ['a'], 'DASHBOARD_USER_GROUPS'],
];

for (const [field, value, path, expected] of declared) {
  const variable = `CAMPAIGN_PROD_${field}`;

  test(`${variable} is declared with its name; missing or empty, it is not, and the name says what would give it`, () => {
    expect(at(read({ [variable]: value }), `${own}.${path}`)).toEqual({ declared: true, value: expected, variable });
    for (const environment of [{}, { [variable]: '' }]) {
      const found = at(read(environment), `${own}.${path}`);
      expect(found).toEqual({ declared: false, variable });
    }
  });
}

for (const [field, value, path, expected, shared] of declared.filter((row) => row[4] !== undefined)) {
  test(`${field} holds for all, and an instance’s own comes before it`, () => {
    const variable = shared ?? '';
    expect(at(read({ [variable]: value }), `${own}.${path}`)).toEqual({ declared: true, value: expected, variable });
    const both = read({ [variable]: 'other', [`CAMPAIGN_PROD_${field}`]: value });
    expect(at(both, `${own}.${path}`)).toMatchObject({ value: expected, variable: `CAMPAIGN_PROD_${field}` });
  });
}

test('every secret is known by the name of its variable, an empty one by none', () => {
  const secrets = secretsOf(
    read({
      IMS_USER_TOTP_SECRET: 'JBSWY3DPEHPK3PXP',
      CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'of the client',
      CAMPAIGN_PROD_SOAP_USER: 'probe',
      CAMPAIGN_PROD_SOAP_PASSWORD: 'of the operator',
      IMS_TECHNICAL_CLIENT_ID: 'id',
      IMS_TECHNICAL_CLIENT_SECRET: 'of the technical account',
      IMS_TECHNICAL_SCOPES: 'openid',
      UMAPI_CLIENT_ID: 'id',
      UMAPI_CLIENT_SECRET: 'of the console',
      IMS_ORG_ID: 'A@AdobeOrg',
      WEBHOOK_URL: 'https://hooks.example.com/t',
      HEARTBEAT_URL: 'https://beat.example.com/t',
      HTTPS_PROXY: 'http://me:word@proxy.example.com',
      PROBE_STATE_KEY: 'a key of sixteen letters',
    }),
  );
  expect(Object.fromEntries(secrets.map(({ name, value }) => [name, value.reveal()]))).toEqual({
    'the account’s e-mail address (prod)': 'probe@example.com',
    'the account’s password (prod)': leastEnvironment.IMS_USER_PASSWORD,
    'the one-time-code secret (prod)': 'JBSWY3DPEHPK3PXP',
    CAMPAIGN_PROD_IMS_CLIENT_SECRET: 'of the client',
    CAMPAIGN_PROD_SOAP_PASSWORD: 'of the operator',
    IMS_TECHNICAL_CLIENT_SECRET: 'of the technical account',
    UMAPI_CLIENT_SECRET: 'of the console',
    WEBHOOK_URL: 'https://hooks.example.com/t',
    HEARTBEAT_URL: 'https://beat.example.com/t',
    HTTPS_PROXY: 'word',
    PROBE_STATE_KEY: 'a key of sixteen letters',
  });
});

test('a webhook’s format without a webhook is said, and stops nothing', () => {
  expect(read({ WEBHOOK_FORMAT: 'teams' }).notices).toEqual([
    expect.stringContaining('is set, but WEBHOOK_URL is not, so nothing is sent'),
  ]);
  expect(read({ WEBHOOK_FORMAT: 'teams', WEBHOOK_URL: 'https://hooks.example.com/t' }).notices).toEqual([]);
});
