import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type Lab, type World } from '../../fixtures/lab/index.ts';
import { secretsOf } from '../../fixtures/settings/index.ts';
import { expect, settingsOf, test as base } from './lab-test.ts';
import { runCommand, type Commanded } from './run-command.ts';
import { nightly } from '../nightly.ts';

interface Examined extends Commanded {
  readonly lab: Lab;
  readonly state: string;
}

/** Runs `npm run doctor` as the user of a world does, with every source declared. */
const test = base.extend<{
  examine: (
    world: World,
    changes?: Readonly<Record<string, string>> | ((proxy: string) => string),
    ...options: readonly string[]
  ) => Promise<Examined>;
}>({
  examine: async ({ labCertificate }, use, testInfo) => {
    await use(async (world, changes = {}, ...options) => {
      const lab = await startLab(world, labCertificate);
      const state = testInfo.outputPath('state');
      try {
        const own = { ...lab.variables, ...sourceVariables(world), PROBE_STATE: state };
        const { HTTPS_PROXY: proxy = '' } = lab.variables;
        const variables = { ...own, ...(typeof changes === 'function' ? { HTTPS_PROXY: changes(proxy) } : changes) };
        const ran = await runCommand('doctor', variables, ...options);
        for (const { name, value } of secretsOf(settingsOf(lab, own))) {
          expect(`${ran.stdout}${ran.stderr}`.includes(value.reveal()), name).toBe(false);
        }
        return { ...ran, lab, state };
      } finally {
        await lab.close();
      }
    });
  },
});

test.describe.configure({ mode: 'parallel' });

/** What was printed, whatever the width of the terminal. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

const hosts = [
  'ims-na1.adobelogin.com',
  'adobeid-na1.services.adobe.com',
  'auth.services.adobe.com',
  'prod.campaign-lab.example.com',
  'stage.campaign-lab.example.com',
  'usermanagement.adobe.io',
];

test(
  'a machine that is fit for a run gets a line for each thing, and nobody is signed in',
  nightly,
  async ({ examine }) => {
    const world = healthyWorld();

    const { status, stdout, stderr, lab, state } = await examine(world);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = unwrapped(stdout);
    expect(text).toContain('✓ settings 3 instances (prod, stage, link), and no mistake in what is set');
    expect(text).toMatch(/✓ browser .+ \d+\.\d+\.\d+\.\d+ starts/);
    expect(text).toMatch(/✓ certificates “.+” of TRUSTED_CERTIFICATES is valid until \d{4}-\d\d-\d\d/);
    expect(text).toMatch(/✓ proxy http:\/\/127\.0\.0\.1:\d+ takes connections/);
    expect(text).toContain('✓ clock this machine’s clock: the same time as ims-na1.adobelogin.com');
    expect(text).toMatch(/✓ state folder .+ is not there yet; the first run can make it/);
    for (const host of hosts)
      expect(text).toMatch(
        new RegExp(`✓ network ${host} [^✓]*the proxy, TCP and TLS work; its certificate is valid until`),
      );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Nothing wrong found. No login was made, and no credential was sent.',
    );
    expect(lab.submissions).toEqual([]);
    expect(lab.nameless).toEqual([]);
    expect(world.instances.flatMap(({ soap }) => soap.calls)).toEqual([]);
    expect(world.console.listings).toEqual([]);
    expect(existsSync(state)).toBe(false);
  },
);

test('everything that is wrong is said at once, each with its fix', nightly, async ({ examine }) => {
  const world = healthyWorld();
  const [prod, stage] = world.instances;
  if (!prod || !stage) throw new Error('A world without instances');
  prod.trouble = 'expired-certificate';
  stage.trouble = 'refused';
  const changes = { CAMPAIGN_LINK_URL: 'http://link.example.com', IMS_SIGN_IN: 'twice' };

  const { status, stdout, stderr } = await examine(world, changes);

  const text = unwrapped(stdout);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(text).toContain('✗ settings CAMPAIGN_LINK_URL: must be the instance’s own address and begin with https://');
  expect(text).toContain('✗ settings IMS_SIGN_IN: must be one of once, each');
  expect(text).toMatch(
    /✗ network prod\.campaign-lab\.example\.com \(instance “prod”\): TLS fails: .*; its certificate is for prod\.campaign-lab\.example\.com, issued by .*, valid from /,
  );
  expect(text).toContain(
    '✗ network stage.campaign-lab.example.com (instance “stage”): proxy fails: the proxy answered HTTP 502',
  );
  expect(text).toContain('fix The proxy does not reach the host');
  expect(text).toContain('✓ network auth.services.adobe.com');
  expect(text).toContain('4 to fix. No login was made');
});

test('a proxy that wants a name says so for each host, and what to set', nightly, async ({ examine }) => {
  const world = healthyWorld();
  world.proxyUser = { name: 'proxy user', password: 'p@ss:w/rd-0123' };

  const { status, stdout } = await examine(world, (proxy) => proxy.replace('p%40ss', 'not-it'));

  expect(status).toBe(1);
  const text = unwrapped(stdout);
  expect(text).toMatch(/✓ proxy http:\/\/127\.0\.0\.1:\d+ takes connections, with a name/);
  expect(text).toMatch(/✗ network auth\.services\.adobe\.com [^✗]*the proxy answered HTTP 407/);
  // Once, however many hosts it is about.
  expect(text.match(/The proxy asks for credentials/g)).toHaveLength(1);
  expect(text).toContain('? clock');
});

test(
  'as JSON the same is for programs, on standard output and in the file that is asked for',
  nightly,
  async ({ examine }, testInfo) => {
    const file = testInfo.outputPath('doctor.json');
    const { status, stdout } = await examine(healthyWorld(), { PROBE_STATE: 'off' }, '--json', '--output', file);

    const told: unknown = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(told).toMatchObject({
      isWell: true,
      findings: expect.arrayContaining([{ area: 'state folder', state: 'nothing', says: expect.any(String) }]),
      summary: 'Nothing wrong found. No login was made, and no credential was sent.',
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(told);
  },
);

test('what a run leaves in the state folder is looked at and not changed', nightly, async ({ examine }, testInfo) => {
  const folder = testInfo.outputPath('kept');
  mkdirSync(join(folder, 'locks'), { recursive: true });
  writeFileSync(join(folder, 'locks', 'run-0123456789abcdef'), '');

  const { status, stdout } = await examine(healthyWorld(), { PROBE_STATE: folder });

  expect(status).toBe(0);
  expect(unwrapped(stdout)).toContain('and no run is using it');
  expect(readdirSync(folder)).toEqual(['locks']);
  expect(readdirSync(join(folder, 'locks'))).toEqual(['run-0123456789abcdef']);
});
