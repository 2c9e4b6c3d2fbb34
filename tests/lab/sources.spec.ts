import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { gatherFacts } from '../../fixtures/gather.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab, type World } from '../../fixtures/lab/index.ts';
import type { InstanceWorld } from '../../fixtures/lab/world.ts';
import type { Evidence } from '../../fixtures/evidence/evidence.ts';
import { expect, settingsOf, sharedInMemory, test as base } from './lab-test.ts';

interface Ask {
  /** Names of the variables of sources that are set, by their beginnings. */
  readonly by: readonly string[];
  /** Further variables; `undefined` leaves one out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly answerMs?: number;
}

/** Gathers the facts of a world’s instances as a run does, without a browser. */
const test = base.extend<{ gather: (world: World, ask: Ask) => Promise<readonly Evidence[]> }>({
  gather: async ({ playwright, labCertificate }, use) => {
    await use(async (world, { by, variables = {}, answerMs = 2500 }) => {
      const lab = await startLab(world, labCertificate);
      try {
        const sources = Object.entries(sourceVariables(world)).filter(([name]) =>
          by.some((part) => name.startsWith(part) || name.includes(`_${part}`)),
        );
        const settings = settingsOf(lab, { ...Object.fromEntries(sources), ...variables });
        const shared = sharedInMemory();
        const { request } = playwright;
        return await Promise.all(
          settings.instances.map((instance) =>
            gatherFacts({ instance, settings, request, patience: { answerMs }, shared }),
          ),
        );
      } finally {
        await lab.close();
      }
    });
  },
});

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
