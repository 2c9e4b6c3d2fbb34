import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base, type Browser } from '@playwright/test';
import { z } from 'zod';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { findBrowser, noBrowserMessage } from '../../fixtures/evidence/browser/find-browser.ts';
import { launchOptions, planTrust } from '../../fixtures/evidence/browser/launch.ts';
import { writeNssDatabase } from '../../fixtures/evidence/browser/nss-database.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Patience } from '../../fixtures/evidence/journey/index.ts';
import { startLab, type Lab, type World } from '../../fixtures/lab/index.ts';
import { probeInstance } from '../../fixtures/probe/probe.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { labCertificateVariable } from '../../fixtures/run/target/share-lab-certificate.ts';
import { keepTemporaryFilesIn } from '../../fixtures/run/temporary-files.ts';
import { ChildEnvironment } from '../../fixtures/settings/child-environment.ts';
import { accountOf, readSettings, type Settings } from '../../fixtures/settings/index.ts';

// Loaded before temporary files are kept elsewhere.
import './users-shell.ts';

export { expect };

const shared = z.object({ certificate: z.string(), key: z.string(), file: z.string() });

/** What a probe of a world gave. */
export interface Probed {
  readonly evidence: readonly Evidence[];
  readonly diagnoses: readonly Diagnosis[];
  /** Every password that reached the lab’s sign-in, as the lab counted it. */
  readonly submissions: Lab['submissions'];
  /** Every control of the sign-in that nobody may press, and that was pressed. */
  readonly presses: Lab['presses'];
  /** Every one-time code that arrived. */
  readonly codes: Lab['codes'];
  /** What came to a host that has no business with anybody’s password. */
  readonly collected: Lab['collected'];
  /** Every request to IMS that came without a cookie and from no browser. */
  readonly withoutUser: Lab['withoutUser'];
}

/** How a world is probed. */
export interface ProbeOptions {
  /** The ids to probe, in this order; all of them where it is left out. */
  readonly only?: readonly string[];
  readonly patience?: Partial<Patience>;
  /** Who asks the proxy to be let through, in place of who may. */
  readonly proxyUser?: string;
  /** Changes the settings as a user would: a variable that is `undefined` is left out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

interface LabFixtures {
  /** Starts a world, probes its instances one after the other as a run does, and stops it. */
  readonly probeWorld: (world: World, options?: ProbeOptions) => Promise<Probed>;
}

interface LabWorkerFixtures {
  readonly labCertificate: z.infer<typeof shared>;
}

/** The lab answers at once, so a page at rest is known soon; an answer may take what a busy machine takes. */
export const labPatience: Patience = {
  journeyMs: 45_000,
  afterwardsMs: 60_000,
  closingMs: 10_000,
  answerMs: 10_000,
  restMs: 500,
  unrestMs: 5000,
};

/** For a world in which something never answers: that is the test, and waiting for it is all that it costs. */
export const hangingPatience: Partial<Patience> = { journeyMs: 30_000, answerMs: 4000 };

/** Playwright’s `test` with a lab and a browser that trusts it. */
export const test = base.extend<LabFixtures, LabWorkerFixtures>({
  labCertificate: [
    async ({}, use) => {
      await use(shared.parse(JSON.parse(process.env[labCertificateVariable] ?? 'null')));
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ labCertificate }, use) => {
      const environment = new ChildEnvironment(process.env);
      const temporary = keepTemporaryFilesIn(dirname(labCertificate.file));
      const home = mkdtempSync(join(temporary, 'home-'));
      const machine = { platform: process.platform, isRoot: process.getuid?.() === 0 };
      const trusted = { file: labCertificate.file, certificates: [labCertificate.certificate] };
      const { forHome, pins } = planTrust(trusted, machine, ['auth.services.adobe.com'], new Date());
      if (forHome.length > 0) writeNssDatabase(home, forHome);
      const browser = findBrowser(process.env, true);
      if (!browser) throw new Error(noBrowserMessage(true));
      await use(launchOptions({ browser, machine, trust: { home, pins }, environment, temporary }));
      rmSync(home, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  probeWorld: async ({ browser, labCertificate }, use) => {
    await use(async (world, options = {}) => {
      const lab = await startLab(world, labCertificate);
      try {
        const probed = await probeLab(lab, browser, options);
        expect(lab.nameless, 'requests that do not say whose they are').toEqual([]);
        return probed;
      } finally {
        await lab.close();
      }
    });
  },
});

/** Probes a running lab with the settings that it gives. */
async function probeLab(lab: Lab, browser: Browser, options: ProbeOptions = {}): Promise<Probed> {
  const settings = settingsOf(lab, { ...otherProxyUser(lab, options), ...options.variables });
  const guard = new AccountGuard(settings.signIn, new MemoryLedger(), { restMs: 0 });
  const shared = sharedInProcess();
  const chosen = options.only?.map((id) => settings.instances.find((instance) => instance.id === id));
  const evidence: Evidence[] = [];
  for (const instance of chosen ?? settings.instances) {
    if (!instance) throw new Error(`The world has no instance of that name: ${String(options.only)}`);
    const desk = guard.desk(accountOf(instance).email.reveal(), instance.id);
    const patience = { ...labPatience, ...options.patience };
    evidence.push(await probeInstance({ browser, instance, settings, desk, patience, shared, pins: [] }));
  }
  const { submissions, presses, codes, collected, withoutUser } = lab;
  return { evidence, diagnoses: evidence.map(diagnose), submissions, presses, codes, collected, withoutUser };
}

/** The settings of a lab, read as a user’s are. */
export function settingsOf(lab: Lab, changes: ProbeOptions['variables'] = {}): Settings {
  const environment = { ...lab.variables, PROBE_STATE: 'off', ...changes };
  return readSettings({ environment, directory: tmpdir(), lab: () => ({}) });
}

function otherProxyUser(lab: Lab, { proxyUser }: ProbeOptions): Record<string, string> {
  if (proxyUser === undefined) return {};
  const url = new URL(lab.variables['HTTPS_PROXY'] ?? '');
  url.username = encodeURIComponent(proxyUser);
  return { HTTPS_PROXY: url.href };
}
