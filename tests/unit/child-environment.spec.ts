import { expect, test } from './unit-test.ts';
import { launchOptions } from '../../fixtures/evidence/browser/launch.ts';
import { runProgram } from '../../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';

/** What a machine, a CI system and this suite’s settings put into an environment, and no browser has any business with. */
const secrets = [
  ...[
    'WEBHOOK_URL',
    'HEARTBEAT_URL',
    'HTTPS_PROXY',
    'https_proxy',
    'HTTP_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'all_proxy',
  ],
  ...[
    'IMS_USER_PASSWORD',
    'IMS_USER_EMAIL',
    'CAMPAIGN_PROD_IMS_CLIENT_SECRET',
    'UMAPI_CLIENT_SECRET',
    'PROBE_STATE_KEY',
  ],
  ...['PROBE_RUN', 'PROBE_LAB_CERTIFICATE', 'CAMPAIGN_INSTANCES', 'PROVISIONING_FILE', 'FLEET_FILE', 'DOTENV_PATH'],
  ...['GITHUB_TOKEN', 'CI_JOB_TOKEN', 'NPM_TOKEN', 'npm_config__auth', 'AWS_SECRET_ACCESS_KEY', 'SSH_AUTH_SOCK'],
  ...['SSLKEYLOGFILE', 'GOOGLE_API_KEY', 'NODE_OPTIONS', 'DEBUG', 'PWDEBUG', 'PLAYWRIGHT_SERVICE_ACCESS_TOKEN'],
  ...['XPATH', 'XLANG', 'LANGX', 'LC_all', 'DISPLAYS', 'XDG_x', 'MY_XDG_X', 'GTK_x', 'MY_GTK_X', 'XWSLENV', 'WSLENVX'],
  ...['LD_x', 'XNIX_LD', 'NIX_LDX', 'MESA_-', 'MY_MESA_X', 'XSSL_CERT_DIR', 'SSL_CERT_DIRS', 'FC_x', 'MY_FC_X'],
  ...['XCHROME_WRAPPER', 'CHROME_WRAPPERS', 'MY_PLAYWRIGHT_BROWSERS_PATH', 'PLAYWRIGHT_BROWSERS_PATHS', 'XDG_', 'LC_'],
  ...['PATHS', 'XDISPLAY', 'MY_LD_PRELOAD', 'LC', 'GTK', 'home', 'SOMETHING_NEW'],
];

const needed = [
  ...['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'],
  ...['DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'XDG_SESSION_TYPE', 'DBUS_SESSION_BUS_ADDRESS'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'NIX_LD', 'LIBGL_ALWAYS_SOFTWARE', 'FONTCONFIG_FILE', 'FONTCONFIG_PATH'],
  ...['GTK_IM_MODULE', 'MESA_x1', 'FC_DEBUG', 'CHROMIUM_USER_FLAGS', 'CHROMIUM_FLAGS', 'SSL_CERT_DIR', 'PULSE_SERVER'],
  ...['GDK_BACKEND', 'QT_QPA_PLATFORM', 'CHROME_DEVEL_SANDBOX', 'PLAYWRIGHT_BROWSERS_PATH', 'WSL_DISTRO_NAME'],
];

const everything = Object.fromEntries([...secrets, ...needed].map((name) => [name, `value of ${name}`]));

test('a program gets what programs need of a machine, and nothing else', () => {
  const passed = new ChildEnvironment(everything).with();
  expect(Object.keys(passed).sort()).toEqual([...needed].sort());
  expect(passed['LD_LIBRARY_PATH']).toBe('value of LD_LIBRARY_PATH');
});

test('what one program is meant to have, another one does not get', () => {
  const git = new ChildEnvironment({ ...everything, GIT_CONFIG_GLOBAL: '/etc/gitconfig' }, 'git').with();
  expect(Object.keys(git).filter((name) => !needed.includes(name))).toEqual(['GIT_CONFIG_GLOBAL']);
  const installation = new ChildEnvironment(everything, 'installation').with();
  expect(installation['HTTPS_PROXY']).toBeDefined();
  for (const name of ['WEBHOOK_URL', 'IMS_USER_PASSWORD', 'PROBE_RUN', 'GITHUB_TOKEN']) {
    expect(installation[name], name).toBeUndefined();
  }
});

test('Windows itself gets what it needs, whatever the case', () => {
  test.skip(process.platform !== 'win32', 'The list for Windows is used there; run this test there.');
  const names = ['SystemRoot', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'Path', 'USERPROFILE', 'ProgramFiles(x86)'];
  const passed = new ChildEnvironment(Object.fromEntries(names.map((name) => [name, name]))).with();
  expect(Object.keys(passed)).toEqual(names);
});

function browserEnvironment(temporary: string, home?: string): Readonly<Record<string, unknown>> {
  const environment = new ChildEnvironment({ ...everything, TMPDIR: '/tmp' });
  const machine = { platform: process.platform, isRoot: false };
  const trust = { pins: [], ...(home !== undefined && { home }) };
  return launchOptions({ browser: { name: 'x' }, machine, trust, environment, temporary }).env ?? {};
}

test('the browser gets a home with certificates, and the window of the real one', () => {
  const { HOME, XAUTHORITY, DISPLAY } = browserEnvironment('/tmp/run', '/tmp/run/home');
  expect({ HOME, XAUTHORITY, DISPLAY }).toEqual({
    HOME: '/tmp/run/home',
    XAUTHORITY: 'value of XAUTHORITY',
    DISPLAY: 'value of DISPLAY',
  });
});

test('the browser’s temporary files go into the run’s folder, unless its socket has no room there', () => {
  test.skip(process.platform === 'win32', 'On Windows there is no such limit.');
  expect(browserEnvironment('/tmp/run')['TMPDIR']).toBe('/tmp/run');
  expect(browserEnvironment(`/tmp/${'long/'.repeat(20)}`)['TMPDIR']).toBe('/tmp');
});

test('a program is started with its environment alone', () => {
  const print = 'process.stdout.write(JSON.stringify(Object.keys(process.env)))';
  const environment = new ChildEnvironment({ ...process.env, WEBHOOK_URL: 'secret', SOMETHING_NEW: '1' });
  const ran = runProgram({ command: process.execPath, options: ['-e', print], environment, given: { GIVEN: '1' } });
  expect(ran.status).toBe(0);
  expect(ran.output).toContain('"GIVEN"');
  expect(ran.output).not.toMatch(/WEBHOOK_URL|SOMETHING_NEW/);
  expect(runProgram({ command: 'no-such-program', options: [], environment }).status).not.toBe(0);
});
