import { diagnoseLook } from '../../fixtures/diagnosis/index.ts';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type Lab } from '../../fixtures/lab/index.ts';
import { configure, type InstanceWorld, type World } from '../../fixtures/lab/world.ts';
import { preflight } from '../../fixtures/preflight/index.ts';
import { inquire, type InquiryRequest } from '../../fixtures/probe/inquiry.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, labPatience, settingsOf, test as base, type ProbeOptions } from './lab-test.ts';
import { nothingDeclared } from './test-world.ts';
import { nightly } from '../nightly.ts';

// How often IMS is asked without a cookie, wherever an instance sends its users: a healthy one is asked three things at most.

/** Where an instance sends its users, by what the lab makes of it: so often IMS passes a request on to another of its addresses. */
interface Way {
  readonly imsServer: string;
  readonly passedOnBy: readonly string[];
  readonly times: number;
}

const [own, alias] = ['ims-na1.adobelogin.com', 'adobeid-na1.services.adobe.com'];
const ways: readonly Way[] = [
  { imsServer: `https://${own}`, passedOnBy: [], times: 0 },
  { imsServer: own, passedOnBy: ['v3'], times: 1 },
  { imsServer: `https://${alias}`, passedOnBy: [], times: 1 },
  { imsServer: alias, passedOnBy: ['v3'], times: 2 },
  { imsServer: `https://${own}`, passedOnBy: ['v1', 'v3'], times: 2 },
  { imsServer: alias, passedOnBy: ['v1', 'v3'], times: 3 },
];

function worldOf({ imsServer, passedOnBy }: Way): { readonly world: World; readonly instance: InstanceWorld } {
  const world: World = { ...healthyWorld(), passedOnBy };
  const [instance] = world.instances;
  if (!instance) throw new Error('A world without instances');
  configure(instance, { imsServer });
  return { world, instance };
}

interface Asked<T> {
  readonly result: T;
  /** The requests to IMS, in words. */
  readonly requests: readonly string[];
}

interface Fixtures {
  /** Starts a world, does something about its first instance without a browser, and says what IMS was asked. */
  readonly ask: <T>(
    world: World,
    variables: ProbeOptions['variables'],
    work: (request: InquiryRequest) => Promise<T>,
  ) => Promise<Asked<T>>;
}

const test = base.extend<Fixtures>({
  ask: async ({ labCertificate }, use) => {
    await use(async (world, variables, work) => {
      const lab = await startLab(world, labCertificate);
      try {
        return { result: await work(requestFor(lab, variables)), requests: [...lab.withoutUser] };
      } finally {
        await lab.close();
      }
    });
  },
});

function requestFor(lab: Lab, variables: ProbeOptions['variables']): InquiryRequest {
  const settings = settingsOf(lab, variables);
  const [instance] = settings.instances;
  if (!instance) throw new Error('A world without instances');
  return { instance, settings, shared: sharedInProcess(), patience: labPatience };
}

const look = async (request: InquiryRequest) => diagnoseLook(await inquire(request));
const foretell = (request: InquiryRequest) => preflight({ ...request, members: undefined });
const withoutSecret = { CAMPAIGN_PROD_IMS_CLIENT_SECRET: undefined };

for (const way of ways) {
  const { imsServer, passedOnBy, times } = way;
  const named = `${imsServer}${passedOnBy.map((version) => `, then ${version}`).join('')}`;
  const isSeen = times < 3;

  test(`healthy at ${named}: a look and a forecast ask three things at most, and are green where IMS answers by then`, async ({
    ask,
  }) => {
    const { world, instance } = worldOf(way);
    const looked = await ask(world, nothingDeclared(world, instance.id), look);
    expect(looked.requests.length, looked.requests.join('\n')).toBeLessThanOrEqual(3);
    expect(looked.result.standing).toBe(isSeen ? 'nothing-wrong' : 'not-known');
    expect(looked.result.diagnosis.causes).toEqual([]);

    for (const declared of [{}, withoutSecret]) {
      const unchanged = await ask(world, declared, foretell);
      expect(unchanged.requests.length, unchanged.requests.join('\n')).toBeLessThanOrEqual(3);
      expect(unchanged.result).toMatchObject({ answer: isSeen ? 'yes' : 'not-known', causes: [] });

      const changed = worldOf(way);
      changed.instance.running = { ...changed.instance.running, scopes: 'openid,AdobeID' };
      const after = await ask(changed.world, declared, foretell);
      expect(after.requests.length, after.requests.join('\n')).toBeLessThanOrEqual(3);
      expect(after.result).toMatchObject({ answer: isSeen ? 'yes' : 'not-known', causes: [] });
    }
  });

  if (!isSeen) continue;

  test(`one wrong value at ${named}: named by a look, with 15 requests at most`, async ({ ask }) => {
    for (const id of ['scope-too-many', 'callback-http', 'callback-of-another-instance']) {
      const { world, instance } = worldOf(way);
      const fault = faults.find((one) => one.id === id);
      fault?.breaks(instance, world);
      // What others send themselves is asked once a run, and for them.
      world.instances.splice(1);

      const { result, requests } = await ask(world, nothingDeclared(world, instance.id), look);

      const causes = result.diagnosis.causes.map(({ cause, certainty }) => [cause, certainty]);
      expect(causes, id).toEqual([[fault?.causes[0]?.[0], 'confirmed']]);
      expect(requests.length, `${id}\n${requests.join('\n')}`).toBeLessThanOrEqual(15);
    }
  });
}

for (const way of ways) {
  const { imsServer, passedOnBy, times } = way;
  const details = imsServer === alias && times === 1 ? {} : nightly;

  test(
    `a login at ${[imsServer, ...passedOnBy].join(', then ')} asks three things besides at most, and a wrong secret is named`,
    details,
    async ({ probeWorld }) => {
      const { world, instance } = worldOf(way);
      const healthy = await probeWorld(world, { only: [instance.id] });
      expect(healthy.diagnoses[0]).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
      expect(healthy.withoutUser.length, healthy.withoutUser.join('\n')).toBeLessThanOrEqual(3);

      const broken = worldOf(way);
      configure(broken.instance, { clientSecret: 'p8e-not-the-secret-0123' });
      const found = await probeWorld(broken.world, { only: [instance.id] });
      // Shown before the login, if few enough requests were made by then; else after Campaign refused the code.
      expect(found.diagnoses[0]).toMatchObject({
        outcome: 'callback-rejected',
        causes: [{ cause: 'client-secret', certainty: times < 3 ? 'confirmed' : 'suspected' }],
        decidedBy: times < 2 ? 'request' : 'login',
      });
      expect(found.withoutUser.length).toBeLessThanOrEqual(15);
    },
  );
}
