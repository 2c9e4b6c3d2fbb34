import type { Browser } from '@playwright/test';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import type { Patience } from '../../fixtures/evidence/journey/index.ts';
import { within } from '../../fixtures/evidence/within.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import type { ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import { probeInstance } from '../../fixtures/probe/probe.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { settingsOf } from '../lab/lab-test.ts';
import type { BadInstance } from './bad-instances.ts';

/** What became of one of two instances that were probed at once. */
interface Beside {
  readonly ms: number;
  /** Nothing where it had no end in time. */
  readonly diagnosis: Diagnosis | undefined;
}

/** What both came to. */
export interface BothProbed {
  readonly bad: Beside;
  readonly good: Beside;
  /** The most memory that Node had at once, the lab’s own included. */
  readonly peakBytes: number;
}

/** Longer than this nobody waits for an instance, in milliseconds. */
const mostMs = 280_000;

/** How both are probed: each in a browser of its own, as several workers do. */
export interface BesideTools {
  readonly browsers: { readonly bad: Browser; readonly good: Browser };
  readonly certificate: ServerCertificate;
  readonly patience: Patience;
  /** Whoever has a good instance has a user’s patience with it, however busy the machine is. */
  readonly patienceWithGood?: Patience;
}

/** Probes a bad instance and a good one at once, the bad one first at the account, and watches Node’s memory meanwhile. */
export async function probeBeside(
  { world, bad, good }: Pick<BadInstance, 'world' | 'bad' | 'good'>,
  tools: BesideTools,
): Promise<BothProbed> {
  const { browsers, certificate, patience, patienceWithGood = patience } = tools;
  const lab = await startLab(world, certificate);
  const settings = settingsOf(lab, sourceVariables(world));
  const shared = sharedInProcess();
  const guard = new AccountGuard('once', new MemoryLedger(), { restMs: 0 });
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 50);
  const probe = async (id: string, browser: Browser, most: Patience): Promise<Beside> => {
    const instance = settings.instances.find((one) => one.id === id);
    if (!instance) throw new Error(`The world has no instance of that name: ${id}`);
    const started = performance.now();
    const desk = guard.desk(accountOf(instance).email.reveal(), id);
    const probed = probeInstance({ browser, instance, settings, desk, patience: most, shared, pins: [] });
    const evidence = await within(probed, mostMs);
    return { ms: performance.now() - started, diagnosis: evidence && diagnose(evidence) };
  };
  try {
    const [one, other] = await Promise.all([
      probe(bad, browsers.bad, patience),
      probe(good, browsers.good, patienceWithGood),
    ]);
    return { bad: one, good: other, peakBytes };
  } finally {
    clearInterval(watch);
    await lab.close();
  }
}
