import { PlainClient } from '../../fixtures/evidence/http-client.ts';
import { SoapTransport } from '../../fixtures/evidence/sources/soap/transport.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type World } from '../../fixtures/lab/index.ts';
import { makeCertificate } from '../../fixtures/lab/network/certificate.ts';
import type { SoapTrouble } from '../../fixtures/lab/source-worlds.ts';
import type { InstanceWorld } from '../../fixtures/lab/world.ts';
import { expect } from './lab-test.ts';
import { nightly } from '../nightly.ts';
import { test } from './gather-test.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

/** What Campaign has, as the evidence says it. */
function storedBy({ stored, enabledAccounts, operatorGroups }: InstanceWorld) {
  const live = (value: unknown): unknown => expect.objectContaining({ known: true, via: 'live', value });
  return {
    externalAccount: {
      imsServer: live(stored.imsServer),
      scopes: live(stored.scopes),
      clientId: live(stored.clientId),
      clientSecret: live({ present: stored.clientSecret !== '', blankAtAnEnd: false }),
      callbackServer: live(stored.callbackServer),
      organisationId: live(stored.organisationId),
      associationMask: live(stored.associationMask),
      productContext: live(stored.productContext),
      enabledAccounts: live([...enabledAccounts]),
    },
    operatorGroups: live([...operatorGroups]),
  };
}

const reading = /^xtk:(session#(Logon|Logoff)|persist#GetEntityIfMoreRecent|queryDef#ExecuteQuery)$/;

for (const [name, by] of [
  ['a native operator', ['SOAP_']],
  ['a technical account', ['IMS_TECHNICAL']],
] as const) {
  test(`${name} reads the external account in every build, whatever its fields are called`, async ({ gather }) => {
    const world = healthyWorld();
    for (const { stored } of world.instances) stored.associationMask += ' & <x> "y" ';

    const facts = await gather(world, { by });

    for (const [index, instance] of world.instances.entries()) {
      expect(facts[index]).toMatchObject(storedBy(instance));
      expect(facts[index]?.sources).toEqual([expect.objectContaining({ read: true, via: 'live' })]);
      expect(instance.soap.calls.filter((call) => !reading.test(call))).toEqual([]);
    }
    expect(facts[0]?.campaign).toMatchObject({
      build: { value: '9384' },
      operator: { value: { count: 1, authenticationType: 'IMS', disabled: false } },
      groupNames: { value: { '1060': 'admin', '1061': 'delivery', '1062': 'workflow' } },
    });
  });
}

/** The first instance of a world, with its Campaign doing this over SOAP. */
function troubled(world: World, trouble: SoapTrouble): InstanceWorld {
  const [instance] = world.instances;
  if (!instance) throw new Error('A world without instances');
  instance.soap.trouble = trouble;
  return instance;
}

for (const trouble of ['no-native-403', 'no-native-fault'] as const) {
  test(
    `a build that refuses native operators (${trouble}) is read with the technical account, and says so`,
    nightly,
    async ({ gather }) => {
      const world = healthyWorld();
      const instance = troubled(world, trouble);

      const [facts] = await gather(world, { by: ['SOAP_', 'IMS_TECHNICAL'] });

      expect(facts).toMatchObject(storedBy(instance));
      expect(facts?.sources?.[0]?.detail).toMatch(
        /^read with the technical account \(as the native operator: it did not sign the operator in: .* \(XSV-350\d{3}\)/,
      );
      // A refused password is tried once.
      expect(instance.soap.calls.filter((call) => call === 'xtk:session#Logon')).toHaveLength(1);
    },
  );
}

/** What an instance may do over SOAP, and the one line that says so. */
const troubles: readonly (readonly [SoapTrouble, readonly string[], RegExp, number?])[] = [
  [
    'no-native-403',
    ['SOAP_'],
    /did not sign the operator in: it answered HTTP 403 \(XSV-350012\)\. The name or the password/,
  ],
  ['page', ['SOAP_'], /it answered with a page instead of SOAP/],
  ['expired', ['IMS_TECHNICAL'], /it refused the call \(XSV-350008\)/],
  ['endless', ['SOAP_'], /its answer cannot be used: it ends too early \(nothing more came within 4 s\)/, 4000],
];

for (const [trouble, by, line, answerMs = 10_000] of troubles) {
  test(`${trouble} over SOAP is one clear line, and leaves the other instances whole`, nightly, async ({ gather }) => {
    const world = healthyWorld();
    const instance = troubled(world, trouble);

    const [facts, ...others] = await gather(world, { by, answerMs });

    const report = facts?.sources?.[0];
    expect(report).toMatchObject({ read: false, detail: expect.stringMatching(line) });
    expect(report?.detail).not.toMatch(/\n|eyJ|login-probe/);
    expect(facts?.externalAccount.associationMask).toMatchObject({ known: false, why: 'unreadable' });
    expect(facts?.operatorGroups).toMatchObject({ known: false, why: 'unreadable' });
    for (const [index, other] of world.instances.slice(1).entries())
      expect(others[index]).toMatchObject(storedBy(other));
    expect(instance.soap.calls.length).toBeLessThan(3);
  });
}

test('a technical account that IMS refuses is one clear line without a secret', nightly, async ({ gather }) => {
  const [facts] = await gather(healthyWorld(), {
    by: ['IMS_TECHNICAL'],
    variables: { IMS_TECHNICAL_CLIENT_SECRET: 'p8e-not-the-secret-0123' },
  });
  expect(facts?.sources?.[0]?.detail).toBe(
    'with the technical account: IMS gave the technical account no token (HTTP 400: invalid_client invalid client_secret parameter)',
  );
});

test('a certificate that is not valid is one clear line', nightly, async ({ gather }) => {
  const hosts = ['*.campaign-lab.example.com', 'ims-na1.adobelogin.com'];
  const expired = await makeCertificate(hosts, Date.now() - 30 * 24 * 3600_000);
  const facts = await gather(healthyWorld(), { by: ['SOAP_'], certificate: expired });
  for (const { sources } of facts) {
    expect(sources?.[0]).toMatchObject({
      read: false,
      detail: expect.stringMatching(/no answer came \(.*certificate/),
    });
  }
});

test(
  'a schema without labels says of each field that it could not be found, and the user’s map finds them',
  nightly,
  async ({ gather }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.soap.schema.labels = 'none';

    const [lost] = await gather(world, { by: ['SOAP_'] });
    expect(lost?.sources?.[0]?.detail).toContain('not found: no field of nms:extAccount has the label “IMS server”');
    expect(lost?.externalAccount).toMatchObject({
      imsServer: { known: false, why: 'unreadable', source: expect.stringContaining('IMS_SERVER in CAMPAIGN_<ID>') },
      productContext: { known: false, why: 'unreadable' },
      enabledAccounts: { known: false, why: 'unreadable', source: expect.stringContaining('give it as TYPE') },
    });

    const { paths, type } = instance.soap.schema;
    const map = [
      `IMS_SERVER=${paths.imsServer},IMS_SCOPE=${paths.scopes},IMS_CLIENT_ID=${paths.clientId}`,
      `IMS_CLIENT_SECRET=${paths.clientSecret},CALLBACK_SERVER=${paths.callbackServer},IMS_ORG_ID=${paths.organisationId}`,
      `ASSOCIATION_MASK=${paths.associationMask},PRODUCT_CONTEXT=${paths.productContext},TYPE=${String(type)}`,
    ];
    const variables = { CAMPAIGN_PROD_EXTERNAL_ACCOUNT_FIELDS: map.join(',') };
    const [found] = await gather(world, { by: ['SOAP_'], variables });
    expect(found).toMatchObject(storedBy(instance));
  },
);

test(
  'what Campaign has and what somebody copied disagree: Campaign counts, and both are told',
  nightly,
  async ({ gather }) => {
    const world = healthyWorld();
    const [instance] = world.instances;
    if (!instance) throw new Error('A world without instances');
    instance.enabledAccounts.push('copy_of_Adobe_Marketing_Cloud');

    const variables = { CAMPAIGN_PROD_ASSOCIATION_MASK: 'Campaign - old - ', CAMPAIGN_PROD_EXTERNAL_ACCOUNTS: 'MAC' };
    const [facts] = await gather(world, { by: ['SOAP_'], variables });

    expect(facts).toMatchObject(storedBy(instance));
    expect(facts?.disagreements).toMatchObject([
      {
        setting: 'Association mask',
        used: { value: 'Campaign - prod - (.*)', source: 'Campaign over SOAP', via: 'live' },
        other: { value: 'Campaign - old - ', source: 'CAMPAIGN_PROD_ASSOCIATION_MASK', via: 'declared' },
      },
      { setting: 'Enabled external accounts', other: { value: 'MAC' } },
    ]);
  },
);

test('a call that writes is stopped before it leaves, and so is one to another place', async ({ labCertificate }) => {
  const world = healthyWorld();
  const lab = await startLab(world, labCertificate);
  const server = lab.variables['HTTPS_PROXY'] ?? '';
  const client = new PlainClient({ server, bypass: [] }, 2500);
  try {
    const [instance] = world.instances;
    const origin = `https://${instance?.host ?? ''}`;
    const transport = new SoapTransport(client, origin);
    const call = (action: string, body: string, url = `${origin}/nl/jsp/soaprouter.jsp`) =>
      transport.send({ method: 'POST', url, headers: { SoapAction: action }, data: body });
    const written = '<m:Write xmlns:m="urn:xtk:session"/>';
    await expect(call('xtk:session#Write', written)).rejects.toThrow('HTTP 500');
    expect(transport.trouble).toBe('the call xtk:session#Write does more than read, and was not sent');
    // The header says one thing, the body another.
    await expect(call('xtk:queryDef#ExecuteQuery', written)).rejects.toThrow('HTTP 500');
    const read = '<m:Logoff xmlns:m="urn:xtk:session"/>';
    await expect(call('xtk:session#Logoff', read, 'https://www.adobe.com/nl/jsp/soaprouter.jsp')).rejects.toThrow();
    expect(instance?.soap.calls).toEqual([]);
  } finally {
    client.close();
    await lab.close();
  }
});
