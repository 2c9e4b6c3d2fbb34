import { join, resolve } from 'node:path';
import type { TestDetails } from '@playwright/test';
import { differencesOf } from '../../fixtures/capture/likeness.ts';
import { takeCapture } from '../../fixtures/capture/take-capture.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { capturesIn, type NamedCapture } from '../../fixtures/lab/captured/load.ts';
import { capturedWorld, untoldOf } from '../../fixtures/lab/captured/world.ts';
import type { Fault } from '../../fixtures/lab/faults/index.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { expectFault } from './expect-fault.ts';
import { expect, labPatience, settingsOf, sharedInMemory, test } from './lab-test.ts';

/** Every capture of the repository. */
export function captures(): readonly NamedCapture[] {
  return capturesIn(resolve(join(__dirname, '..', '..', 'captures')));
}

/** On a healthy capture the suite must say what it said where that was made, hop for hop. */
export function testHealthyCapture({ name, capture }: NamedCapture): void {
  test(`${name}: the same login and the same diagnosis, hop for hop`, async ({ browser, labCertificate }) => {
    const lab = await startLab(capturedWorld(capture), labCertificate);
    try {
      const settings = settingsOf(lab, untoldOf(capture));
      const [instance] = settings.instances;
      if (!instance) throw new Error('The captured world has no instance');
      const guard = new AccountGuard('each', new MemoryLedger(), { restMs: 0 });
      const desk = guard.desk(accountOf(instance).email.reveal(), instance.id);
      const patience = { ...labPatience, answerMs: 10_000 };
      const shared = sharedInMemory();
      const taken = await takeCapture({ of: 'lab', browser, instance, settings, desk, patience, shared, pins: [] });
      expect(differencesOf(capture, taken.capture)).toEqual([]);
      expect(lab.presses).toEqual([]);
    } finally {
      await lab.close();
    }
  });
}

/** A fault that is laid over a capture must be named as it is in the lab’s own shape. */
export function testFaultOfCapture({ name, capture }: NamedCapture, fault: Fault, details: TestDetails = {}): void {
  test(`${name} with ${fault.id}: ${fault.title}`, details, async ({ probeWorld }) => {
    const world = capturedWorld(capture);
    const [broken] = world.instances;
    if (!broken) throw new Error('The captured world has no instance');
    fault.breaks(broken, world);

    expectFault(fault, await probeWorld(world, { only: [broken.id], patience: { answerMs: 8000 } }));
  });
}
