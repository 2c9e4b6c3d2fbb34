import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { gatherFacts } from '../../fixtures/probe/gather.ts';
import { startLab, type World } from '../../fixtures/lab/index.ts';
import { type ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { settingsOf, test as base } from './lab-test.ts';

interface Ask {
  /** Names of the variables of sources that are set, by their beginnings. */
  readonly by: readonly string[];
  /** Further variables; `undefined` leaves one out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly answerMs?: number;
  /** The certificate of the lab’s servers, where it is not the one that everybody trusts. */
  readonly certificate?: ServerCertificate;
}

/** Gathers the facts of a world’s instances as a run does, without a browser. */
export const test = base.extend<{ gather: (world: World, ask: Ask) => Promise<readonly Evidence[]> }>({
  gather: async ({ labCertificate }, use) => {
    await use(async (world, { by, variables = {}, answerMs = 10_000, certificate = labCertificate }) => {
      const lab = await startLab(world, certificate);
      try {
        const sources = Object.entries(sourceVariables(world)).filter(([name]) =>
          by.some((part) => name.startsWith(part) || name.includes(`_${part}`)),
        );
        const settings = settingsOf(lab, { ...Object.fromEntries(sources), ...variables });
        const shared = sharedInProcess();
        return await Promise.all(
          settings.instances.map((instance) => gatherFacts({ instance, settings, patience: { answerMs }, shared })),
        );
      } finally {
        await lab.close();
      }
    });
  },
});
