import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse } from 'dotenv';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, worldWithFaults, type Lab, type World } from '../../fixtures/lab/index.ts';
import { expect, test as base } from './lab-test.ts';
import { runCommand, type Commanded } from './run-command.ts';
import { atTerminal, type Session, type Step } from './terminal-session.ts';
import { nightly } from '../nightly.ts';

const password = 'Correct horse & battery+staple=42 äöü"\\%';
const first = 'prod.campaign-lab.example.com';

/** A newcomer’s machine: an empty folder, and the way to a world. */
interface Newcomer {
  readonly file: string;
  readonly lab: Lab;
  readonly typing: (steps: readonly Step[], ...options: readonly string[]) => Promise<Session>;
  readonly running: (variables: Readonly<Record<string, string>>, ...options: readonly string[]) => Promise<Commanded>;
}

const test = base.extend<{ newcomer: (world: World) => Promise<Newcomer> }>({
  newcomer: async ({ labCertificate }, use, testInfo) => {
    const labs: Lab[] = [];
    await use(async (world) => {
      const lab = await startLab(world, labCertificate);
      labs.push(lab);
      const file = testInfo.outputPath('folder', '.env');
      mkdirSync(dirname(file), { recursive: true });
      const { HTTPS_PROXY = '', TRUSTED_CERTIFICATES = '' } = lab.variables;
      const variables = { HTTPS_PROXY, TRUSTED_CERTIFICATES, PROBE_STATE: 'off' };
      return {
        file,
        lab,
        typing: (steps, ...options) => atTerminal('init', variables, steps, '--file', file, ...options),
        running: (more, ...options) => runCommand('init', { ...variables, ...more }, '--file', file, ...options),
      };
    });
    for (const lab of labs) await lab.close();
  },
});

test.describe.configure({ mode: 'parallel' });

const needsScript = 'This test drives a terminal by util-linux’s script; run it on Linux.';

/** What the first four questions ask. */
const questions = {
  address: 'Address of the instance',
  email: 'E-mail address of the test account',
  password: 'Password of the test account',
  source: 'Where can the external account be read?',
} as const;

/** What the answers to them come to in the file. */
const answered = {
  CAMPAIGN_INSTANCES: 'prod',
  CAMPAIGN_PROD_URL: `https://${first}`,
  IMS_USER_EMAIL: 'probe@lab.example.com',
  IMS_USER_PASSWORD: password,
};

test(
  'a newcomer gets a first answer from four questions, and the settings in a file for them alone',
  nightly,
  async ({ newcomer }) => {
    test.skip(process.platform !== 'linux', needsScript);
    test.slow();
    const { file, lab, typing } = await newcomer(healthyWorld());

    const { status, shown } = await typing([
      [questions.address, first],
      [questions.email, 'probe@lab.example.com'],
      [questions.password, password],
      [questions.source, ''],
    ]);

    expect(shown).toContain('✓ The address: tried, and fine');
    expect(shown).toContain('✓ The account’s name: tried, and fine');
    expect(shown).toContain('CAMPAIGN_PROD_SOAP_USER (with its password) would add');
    expect(shown).toMatch(/Checked from now on by “npx playwright test”: [\s\S]*a real login of the test account/);
    expect(status).toBe(0);
    expect(shown).not.toContain(password);
    expect(parse(readFileSync(file, 'utf8'))).toEqual(answered);
    for (const line of readFileSync(file, 'utf8')
      .split('\n')
      .filter((text) => /^[A-Z]/.test(text)))
      expect(line).toMatch(/^[A-Z_]+=(["'`]).*\1$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(lab.submissions).toEqual([]);
  },
);

test(
  'in a folder that has settings it offers what stands there, and changes nothing',
  nightly,
  async ({ newcomer }) => {
    test.skip(process.platform !== 'linux', needsScript);
    const { file, typing } = await newcomer(healthyWorld());
    const before = Object.entries(answered).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(file, before.join(''));
    const again = await typing([
      [questions.address, ''],
      [questions.email, ''],
      [questions.password, ''],
      [questions.source, ''],
    ]);
    expect(again.status).toBe(0);
    expect(again.shown).toContain('has all of this already: nothing was changed');
    expect(readFileSync(file, 'utf8')).toBe(before.join(''));
  },
);

test('a mistake is said at once and asked again, and a no changes nothing', nightly, async ({ newcomer }) => {
  test.skip(process.platform !== 'linux', needsScript);
  const { file, typing } = await newcomer(worldWithFaults('callback-http'));
  writeFileSync(file, 'CAMPAIGN_INSTANCES="stage"\nCAMPAIGN_STAGE_URL="https://stage.example.com"\n');
  const before = readFileSync(file, 'utf8');

  const { status, shown } = await typing([
    [questions.address, '\u0015http://prod.campaign-lab.example.com'],
    ['begin with https://', `\u0015https://${first}`],
    [questions.email, ''],
    [questions.source, ''],
    ['Change the file?', 'n'],
  ]);

  expect(shown).toContain('+ CAMPAIGN_PROD_URL="https://prod.campaign-lab.example.com"');
  expect(shown).toContain('- CAMPAIGN_INSTANCES="stage"');
  expect(shown).toContain('Nothing was changed.');
  expect(status).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test(
  'without a terminal, options answer, and a file that is there is changed only with --yes',
  nightly,
  async ({ newcomer }) => {
    // Three processes, one after the other.
    test.slow();
    const world = healthyWorld();
    const { file, lab, running } = await newcomer(world);
    const account = ['--address', first];

    const made = await running({}, ...account);
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    expect(made.stdout).toContain('IMS_USER_EMAIL and IMS_USER_PASSWORD would add');

    const { soap } = world.instances[0] ?? {};
    const secret = { CAMPAIGN_PROD_SOAP_PASSWORD: soap?.password ?? '' };
    const refused = await running(secret, ...account, '--soap-user', soap?.user ?? '');
    expect(refused.status).toBe(1);
    expect(refused.stdout.replaceAll(/\s+/g, ' ')).toContain(
      '✓ The source: tried, and fine Campaign over SOAP was read',
    );
    expect(refused.stderr).toMatch(/is there already; nothing was changed\. To change it so, add --yes\.\n$/);
    expect(parse(readFileSync(file, 'utf8'))).not.toHaveProperty('CAMPAIGN_PROD_SOAP_USER');

    const changed = await running(secret, ...account, '--soap-user', soap?.user ?? '', '--yes');
    expect(changed.status).toBe(0);
    expect(changed.stdout).toContain('+ CAMPAIGN_PROD_SOAP_USER="login-probe"');
    expect(`${changed.stdout}${changed.stderr}`).not.toContain(secret.CAMPAIGN_PROD_SOAP_PASSWORD);
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ CAMPAIGN_PROD_SOAP_USER: 'login-probe' });
    expect(lab.submissions).toEqual([]);
  },
);

test('an account that Adobe does not know is said before its password is asked for', nightly, async ({ newcomer }) => {
  const { lab, running } = await newcomer(healthyWorld());
  const { stdout } = await running({}, '--address', first, '--email', 'nobody@lab.example.com');
  expect(stdout).toContain('✗ The account’s name: tried, and something is wrong');
  expect(lab.submissions).toEqual([]);
});

test('nobody there and nothing given is one line, and no file', nightly, async ({ newcomer }) => {
  const { file, running } = await newcomer(healthyWorld());
  const { status, stdout, stderr } = await running({});
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('This isn’t a terminal, so nothing can be asked: give --address, or run it on one.\n');
  expect(existsSync(file)).toBe(false);
});
