import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type Lab } from '../../fixtures/lab/index.ts';
import { configure, type InstanceWorld } from '../../fixtures/lab/world.ts';
import { expect, test } from './lab-test.ts';
import { runLook, type LookRun } from './run-look.ts';
import { nightly, sampled } from '../nightly.ts';

const prod = 'https://prod.campaign-lab.example.com';

/** Looks at the first instance of a world in which something is broken, alone or together with the others. */
async function look(
  breaks: (instance: InstanceWorld, lab: ReturnType<typeof healthyWorld>) => void,
  ...given: readonly string[]
): Promise<LookRun & Pick<Lab, 'submissions' | 'withoutUser'>> {
  const world = healthyWorld();
  const [instance] = world.instances;
  if (!instance) throw new Error('A world without instances');
  breaks(instance, world);
  const lab = await startLab(world);
  try {
    await lab.warmUp();
    const run = await runLook(lab, prod, ...given);
    return { ...run, submissions: [...lab.submissions], withoutUser: [...lab.withoutUser] };
  } finally {
    await lab.close();
  }
}

const plain = (text: string): string => text.replace(/\s+/gu, ' ');

test(
  'a healthy instance: everything that is sent and accepted, the certificate, the build, and exit status 0',
  nightly,
  async () => {
    const { status, stdout, stderr, lastLine, written, submissions, withoutUser } = await look(() => undefined);

    expect({ status, stderr, written, submissions }).toEqual({ status: 0, stderr: '', written: [], submissions: [] });
    for (const words of [
      'nothing wrong found',
      'https://ims-na1.adobelogin.com (IMS accepts it)',
      'Campaign1 (IMS accepts it)',
      '/nl/jsp/imsCallback.jsp (IMS accepts it)',
      'the sign-in page, callback as sent',
      'issued by CN=campaign-login-probe lab',
      'build 9384',
    ]) {
      expect(plain(stdout)).toContain(words);
    }
    expect(lastLine).toBe('1 address checked, 1 with nothing wrong found, 0 with something wrong. No login was made.');
    expect(withoutUser.length).toBeLessThanOrEqual(3);
  },
);

const broken: Readonly<Record<string, readonly RegExp[]>> = {
  'ims-server-stage': [
    /IMS server \(ims-server-url, confirmed\)/,
    /Set IMS server to `https:\/\/ims-na1\.adobelogin\.com`/,
  ],
  'ims-server-misspelt': [/ims-server-url, confirmed/, /is a misspelling of “ims-na1\.adobelogin\.com”/],
  'callback-http': [/callback-url, confirmed/, /IMS accepts https:\/\/prod\S+, but the server sends http:\/\/prod/],
  'callback-of-another-instance': [/callback-url, confirmed/, /Set Callback server to `https:\/\/prod\./],
  'callback-not-listed': [/callback-url, suspected/, /client-id, suspected/, /Ask Adobe to add/],
  'client-id-other': [/client-id, suspected/, /did not see how IMS answers a wrong scope/],
  'scope-too-many': [/scopes, confirmed/, /remove `dam-read`/],
  'scope-misspelt': [/scopes, confirmed/, /replace `read_organisations` with `read_organizations`/],
  'scope-case': [/scopes, confirmed/, /replace `adobeid` with `AdobeID`/],
};

for (const [index, [id, says]] of Object.entries(broken).entries()) {
  test(`${id}: the culprit with its fix, and exit status 1`, sampled(9, index), async () => {
    const fault = faults.find((one) => one.id === id);
    const { status, stdout, lastLine, submissions } = await look((instance, world) => fault?.breaks(instance, world));

    expect({ status, submissions }).toEqual({ status: 1, submissions: [] });
    for (const words of says) expect(plain(stdout)).toMatch(words);
    expect(lastLine).toBe('1 address checked, 0 with nothing wrong found, 1 with something wrong. No login was made.');
  });
}

test('beside an instance that works, a client that IMS does not know is proven', nightly, async () => {
  const { status, stdout } = await look((instance) => {
    configure(instance, { clientId: 'CampaignV6' });
  }, 'stage.campaign-lab.example.com');

  expect(status).toBe(1);
  expect(plain(stdout)).toMatch(/client-id, confirmed/);
  expect(stdout).toContain(
    '2 addresses checked, 1 with nothing wrong found, 1 with something wrong. No login was made.',
  );
});

test('five scopes too many are all named', nightly, async () => {
  const { stdout, withoutUser } = await look((instance) => {
    configure(instance, { scopes: `${instance.stored.scopes},dam-read,email,offline_access,creative_sdk,profile` });
  });

  expect(plain(stdout)).toContain('Refused on their own: dam-read, email, offline_access, creative_sdk, profile.');
  expect(withoutUser.length).toBeLessThanOrEqual(40);
});

test(
  'an instance that cannot be reached, with the certificate or the connection that is in the way',
  nightly,
  async () => {
    for (const [trouble, words] of [
      ['refused', /could not be reached/],
      ['untrusted-certificate', /could not be reached.*certificate|authority/],
      ['server-error', /answers with a server error/],
    ] as const) {
      const { status, stdout, lastLine } = await look((instance) => {
        instance.trouble = trouble;
      });

      expect(status, trouble).toBe(1);
      expect(plain(stdout), trouble).toMatch(words);
      expect(lastLine, trouble).toContain('No login was made.');
    }
  },
);

test('a page that goes on by a script is said so, and is no pass', nightly, async () => {
  const { status, stdout, lastLine } = await look(({ traits }) => void traits.add('goes-to-ims-by-script'));

  expect(status).toBe(1);
  expect(plain(stdout)).toContain('goes on only in a browser');
  expect(lastLine).toContain('1 inconclusive. No login was made.');
});

test('the same as JSON, on standard output and in the file that is asked for', nightly, async ({}, testInfo) => {
  const file = testInfo.outputPath('look.json');
  const { status, stdout } = await look(() => undefined, '--json', '--output', file);

  expect(status).toBe(0);
  const read = z
    .looseObject({ loginMade: z.literal(false), addresses: z.array(z.looseObject({ standing: z.string() })) })
    .parse(JSON.parse(stdout));
  expect(read.addresses.map(({ standing }) => standing)).toEqual(['nothing-wrong']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(stdout));
});

test('what is no address is said in a line each, and nothing is sent', nightly, async () => {
  const run = await runLook(
    { variables: {} },
    'http://campaign.example.com',
    'https://name:secret@campaign.example.com',
  );

  expect(run.status).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr.trim().split('\n')).toHaveLength(2);
  expect(run.stderr).not.toContain('secret');
});
