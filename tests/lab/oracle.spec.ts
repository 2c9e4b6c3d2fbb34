import { faults, type Fault, type Shape } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { configure, type InstanceWorld, type World } from '../../fixtures/lab/world.ts';
import { wayOf } from '../../fixtures/report/stations.ts';
import { expect, test, type Probed } from './lab-test.ts';
import { nothingDeclared } from './test-world.ts';
import { nightly, sampled } from '../nightly.ts';

// With an address and a test account, and nothing else: what Adobe provisioned is seldom known.

/** What is sent to IMS, and what the suite must name: the value that is wrong, and the one that is right where IMS shows it. */
interface Named {
  readonly cause: string;
  readonly actual: string | RegExp;
  readonly remedy: string | RegExp;
}

const ownCallback = 'https://prod.campaign-lab.example.com';
const setServer = /Set IMS server to `https:\/\/ims-na1\.adobelogin\.com`/;
const compareClient = /Compare IMS client identifier .* with the client ID that Adobe provisioned/;
const setCallback = `Set Callback server to \`${ownCallback}\``;

const named: Readonly<Record<string, Named>> = {
  'ims-server-stage': { cause: 'ims-server-url', actual: /ims-na1-stg1\.adobelogin\.com/, remedy: setServer },
  'ims-server-misspelt': { cause: 'ims-server-url', actual: /ims-na1\.adobelogn\.com/, remedy: setServer },
  'client-id-other': { cause: 'client-id', actual: 'CampaignV6', remedy: compareClient },
  'restart-old-client': { cause: 'client-id', actual: 'CampaignV6', remedy: compareClient },
  'callback-http': { cause: 'callback-url', actual: /^http:\/\/prod\./, remedy: setCallback },
  'callback-of-another-instance': { cause: 'callback-url', actual: /^https:\/\/stage\./, remedy: setCallback },
  'restart-old-callback': { cause: 'callback-url', actual: /^https:\/\/old\./, remedy: setCallback },
  'scope-too-many': { cause: 'scopes', actual: 'dam-read', remedy: 'remove `dam-read`' },
  'restart-old-scopes': { cause: 'scopes', actual: 'dam-read', remedy: 'remove `dam-read`' },
  'scope-misspelt': {
    cause: 'scopes',
    actual: 'read_organisations',
    remedy: 'replace `read_organisations` with `read_organizations`',
  },
  'scope-case': { cause: 'scopes', actual: 'adobeid', remedy: 'replace `adobeid` with `AdobeID`' },
};

/** IMS says the same of every callback: only where a code comes shows it, and that takes a login. */
const openShapes = ['adobeCom: hidden'];

function brokenWorld(
  fault: Fault | undefined,
  shape?: Shape,
): { readonly world: World; readonly instance: InstanceWorld } {
  const world = healthyWorld();
  const [instance] = world.instances;
  if (!instance) throw new Error('A world without instances');
  fault?.breaks(instance, world);
  shape?.apply(instance);
  return { world, instance };
}

function said({ diagnoses: [diagnosis], submissions }: Probed): unknown {
  const causes = diagnosis?.causes.map(({ cause, certainty }) => [cause, certainty]);
  return { decidedBy: diagnosis?.decidedBy, causes, passwords: submissions.length };
}

/** The requests for the first instance: what the others send themselves is asked once a run, and for them. */
function countOf({ withoutUser }: Probed, { instances: [, ...others] }: World): number {
  const own = others.map(({ running, callbackPath }) => encodeURIComponent(running.callbackServer + callbackPath));
  const isOfOther = (request: string): boolean =>
    own.some((callback) => request.includes(callback)) && !request.includes('no_such_scope');
  return withoutUser.filter((request) => !isOfOther(request)).length;
}

for (const [id, { cause, actual, remedy }] of Object.entries(named)) {
  const fault = faults.find((one) => one.id === id);
  for (const [index, shape] of (fault?.shapes ?? [undefined]).entries()) {
    if (shape && openShapes.includes(shape.name)) continue;

    test(
      `nothing declared: ${id}${shape ? ` (${shape.name})` : ''} is proven and named to the value`,
      sampled(9, index),
      async ({ probeWorld }) => {
        const { world, instance } = brokenWorld(fault, shape);

        const found = await probeWorld(world, {
          only: [instance.id],
          variables: nothingDeclared(world, instance.id),
        });

        expect(said(found)).toEqual({ decidedBy: 'request', causes: [[cause, 'confirmed']], passwords: 0 });
        const [diagnosis] = found.diagnoses;
        const [first] = diagnosis?.causes ?? [];
        // Also of a login that nobody made the way is drawn with each station’s host and time.
        const passed = (diagnosis && wayOf(diagnosis)?.stations)?.filter(({ state }) => state === 'passed') ?? [];
        expect(passed.filter(({ host, atMs }) => host === undefined || atMs === undefined)).toEqual([]);
        expect(first?.actual).toMatch(actual);
        expect(first?.remedy).toMatch(remedy);
        expect(countOf(found, world)).toBeLessThanOrEqual(15);
      },
    );
  }
}

test(
  'nothing declared: a healthy instance is green, and costs at most three requests',
  nightly,
  async ({ probeWorld }) => {
    for (const index of [0, 1, 2]) {
      const world = healthyWorld();
      const id = world.instances[index]?.id ?? '';

      const { diagnoses, withoutUser } = await probeWorld(world, {
        only: [id],
        variables: nothingDeclared(world, id),
      });

      expect(
        diagnoses.map(({ outcome, verdict }) => [outcome, verdict]),
        id,
      ).toEqual([['signed-in', 'pass']]);
      expect(withoutUser.length, id).toBeLessThanOrEqual(3);
    }
  },
);

/** What only several wrong values at once, or another shape of IMS, brings about. */
const worlds: readonly {
  readonly title: string;
  readonly breaks: (instance: InstanceWorld) => void;
  readonly causes: readonly (readonly [string, string])[];
  readonly most: number;
  readonly says: readonly RegExp[];
}[] = [
  {
    title: 'five scopes too many are all named',
    breaks: (instance) => {
      const surplus = ['dam-read', 'email', 'offline_access', 'creative_sdk', 'profile'];
      configure(instance, { scopes: [instance.stored.scopes, ...surplus].join(',') });
    },
    causes: [['scopes', 'confirmed']],
    most: 40,
    says: [/Refused on their own: dam-read, email, offline_access, creative_sdk, profile\./],
  },
  {
    title: 'openid itself is what is not provisioned',
    breaks: ({ client }) => void client.scopes.splice(client.scopes.indexOf('openid'), 1),
    causes: [['scopes', 'confirmed']],
    most: 15,
    says: [/remove `openid`/],
  },
  {
    title: 'openid and another one are not provisioned',
    breaks: ({ client }) => {
      for (const scope of ['openid', 'session']) client.scopes.splice(client.scopes.indexOf(scope), 1);
    },
    causes: [['scopes', 'confirmed']],
    most: 19,
    says: [/Refused on their own: openid, session\./],
  },
  {
    title: 'a space tore a scope in two',
    breaks: (instance) => {
      configure(instance, { scopes: instance.stored.scopes.replace('read_organizations', 'read_ organizations') });
    },
    causes: [['scopes', 'confirmed']],
    most: 24,
    says: [/replace `read_ organizations` with `read_organizations`/],
  },
  {
    title: 'the scopes and the callback are both named',
    breaks: (instance) => {
      configure(instance, {
        scopes: `${instance.stored.scopes},dam-read`,
        callbackServer: `http://${instance.host}`,
      });
    },
    causes: [
      ['scopes', 'confirmed'],
      ['callback-url', 'confirmed'],
    ],
    most: 20,
    says: [/remove `dam-read`/, /Set Callback server to `https:\/\/prod/],
  },
  {
    title: 'the IMS server and the scopes are both named',
    breaks: (instance) => {
      configure(instance, {
        scopes: `${instance.stored.scopes},dam-read`,
        imsServer: 'https://ims-na1-stg1.adobelogin.com',
      });
    },
    causes: [
      ['ims-server-url', 'confirmed'],
      ['scopes', 'confirmed'],
    ],
    most: 24,
    says: [/Set IMS server/, /remove `dam-read`/],
  },
  {
    title: 'of a callback that no form makes right, the client and the list are both suspected',
    breaks: ({ client, host }) => void client.callbackUrls.splice(client.callbackUrls.indexOf(`https://${host}`), 1),
    causes: [
      ['client-id', 'suspected'],
      ['callback-url', 'suspected'],
    ],
    most: 15,
    says: [
      /Either this client is not this instance’s, or its list of callback URLs lacks this address/,
      /Ask Adobe to add/,
    ],
  },
];

for (const [index, { title, breaks, causes, most, says }] of worlds.entries()) {
  test(`nothing declared: ${title}`, sampled(3, index), async ({ probeWorld }) => {
    const { world, instance } = brokenWorld(undefined);
    breaks(instance);

    const found = await probeWorld(world, {
      only: [instance.id],
      variables: nothingDeclared(world, instance.id),
    });

    expect(said(found)).toEqual({ decidedBy: 'request', causes, passwords: 0 });
    const text = JSON.stringify(found.diagnoses[0]?.causes);
    for (const words of says) expect(text).toMatch(words);
    expect(countOf(found, world)).toBeLessThanOrEqual(most);
  });
}
