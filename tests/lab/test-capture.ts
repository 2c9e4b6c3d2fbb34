import { join, resolve } from 'node:path';
import type { Browser, TestDetails } from '@playwright/test';
import { differencesOf } from '../../fixtures/capture/likeness.ts';
import { takeCapture, type Taken } from '../../fixtures/capture/take-capture.ts';
import { wordingOf } from '../../fixtures/capture/wording.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { sentenceOf } from '../../fixtures/capture/form/sentences.ts';
import type { Capture } from '../../fixtures/capture/form/capture.ts';
import { capturesIn, type NamedCapture } from '../../fixtures/lab/captured/load.ts';
import { capturedWorld, untoldOf } from '../../fixtures/lab/captured/world.ts';
import type { Fault } from '../../fixtures/lab/faults/index.ts';
import { labIdentityProvider } from '../../fixtures/lab/hosts.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import type { InstanceWorld, World } from '../../fixtures/lab/world.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { expectFault } from './expect-fault.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, hangingPatience, labPatience, settingsOf, test, type Probed } from './lab-test.ts';

/** Every capture of the repository. */
export function captures(): readonly NamedCapture[] {
  return capturesIn(resolve(join(__dirname, '..', '..', 'captures')));
}

/** On a healthy capture the suite must say what it said where that was made, hop for hop. */
export function testHealthyCapture({ name, capture }: NamedCapture, details: TestDetails = {}): void {
  test(`${name}: the same login and the same diagnosis, hop for hop`, details, async ({ browser, labCertificate }) => {
    const lab = await startLab(capturedWorld(capture), labCertificate);
    try {
      const taken = await takeAgain(browser, settingsOf(lab, untoldOf(capture)));
      expect(differencesOf(capture, taken.capture)).toEqual([]);
      expect(lab.presses).toEqual([]);
    } finally {
      await lab.close();
    }
  });
}

function takeAgain(browser: Browser, settings: ReturnType<typeof settingsOf>): Promise<Taken> {
  const [instance] = settings.instances;
  if (!instance) throw new Error('The captured world has no instance');
  const guard = new AccountGuard('each', new MemoryLedger(), { restMs: 0 });
  const desk = guard.desk(accountOf(instance).email.reveal(), instance.id);
  const patience = { ...labPatience, answerMs: 10_000 };
  const shared = sharedInProcess();
  return takeCapture({ of: 'lab', browser, instance, settings, desk, patience, shared, pins: [] });
}

type ProbeWorld = (world: World, options: { only: readonly string[]; patience?: object }) => Promise<Probed>;

/**
 * A fault that is laid over captures must be named as it is in the lab’s own shape, and said of in the same sentences, but for the
 * values in them.
 */
export function testFaultOfCaptures(all: readonly NamedCapture[], fault: Fault, details: TestDetails = {}): void {
  const names = all.length > 1 ? 'every capture' : (all[0]?.name ?? '');

  test(`${names} with ${fault.id}: ${fault.title}`, details, async ({ probeWorld }) => {
    test.setTimeout(60_000 * 2 * all.length);
    for (const { name, capture } of all) {
      const world = capturedWorld(capture);
      const expected = saidOf(await probeWith(fault, withoutFront(capture), probeWorld));
      const probed = await probeWith(fault, world, probeWorld);

      await test.step(name, () => {
        expectFault(fault, probed);
        expect.soft(ofFault(saidOf(probed), capture), name).toEqual(ofFault(expected, labDefault()));
      });
    }
  });
}

/**
 * What is said of a fault, without what is said of any login of that instance: how Campaign confirms a session, and who is signed
 * in. That differs from world to world, and the healthy login holds it.
 */
function ofFault(lines: readonly string[], { said }: Capture): readonly string[] {
  const ofLogin = new Set(said.sentences.filter((line) => /^(?:seen|note): /.test(line)));
  const [own, others] = [true, false].map((isOwn) => lines.filter((line) => ofLogin.has(sentenceOf(line)) === isOwn));
  return [...(others ?? []), `${(own ?? []).length > 0 ? 'what' : 'nothing'} is said of every login`];
}

function labDefault(): Capture {
  const found = captures().find(({ name }) => name === 'lab-default');
  if (!found) throw new Error('The lab’s own default is not captured');
  return found.capture;
}

/**
 * The same instance in the lab’s own shape: its values, whether somebody has to press something on the way to IMS, and whose page
 * takes the password.
 */
function withoutFront(capture: Capture): World {
  const { captured, ...world } = capturedWorld(capture);
  const hops = captured?.hops ?? [];
  const instance = firstOf(world);
  if (hops.some(({ at, leads }) => at.host === 'instance' && leads === 'pressed')) instance.entry = 'link';
  if (hops.some(({ at }) => at.host === 'identity-provider-1')) {
    const identityProvider = { kind: 'plain', host: labIdentityProvider } as const;
    instance.account.story = { before: [], after: [], look: { language: 'en', variant: 0 }, identityProvider };
  }
  return world;
}

function probeWith(fault: Fault, world: World, probeWorld: ProbeWorld): Promise<Probed> {
  const broken = firstOf(world);
  fault.breaks(broken, world);
  return probeWorld(world, { only: [broken.id], ...(fault.hangs && { patience: hangingPatience }) });
}

function saidOf({ diagnoses: [diagnosis], evidence: [evidence] }: Probed): readonly string[] {
  if (!diagnosis || !evidence) throw new Error('Nothing was probed');
  return wordingOf(diagnosis, evidence);
}

function firstOf({ instances: [instance] }: World): InstanceWorld {
  if (!instance) throw new Error('A world without instances');
  return instance;
}
