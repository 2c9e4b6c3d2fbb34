import { takeCapture } from '../../fixtures/capture/take-capture.ts';
import { openQuestions } from '../../fixtures/capture/questions.ts';
import { writtenCapture } from '../../fixtures/capture/write-capture.ts';
import type { Capture } from '../../fixtures/capture/form/capture.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { capturedWorld } from '../../fixtures/lab/captured/world.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { gatherFacts } from '../../fixtures/probe/gather.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { nightly } from '../nightly.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, labPatience, settingsOf, test } from './lab-test.ts';

test(
  'an instance that is read over SOAP is captured with the schema of its external account, and served with it',
  nightly,
  async ({ browser, labCertificate }) => {
    const world = healthyWorld();
    const [, stage] = world.instances;
    if (!stage) throw new Error('The lab has no second instance');
    const lab = await startLab(world, labCertificate);
    try {
      const settings = settingsOf(lab, sourceVariables(world));
      const instance = settings.instances.find(({ id }) => id === stage.id);
      if (!instance) throw new Error('The second instance is not declared');
      const desk = new AccountGuard('each', new MemoryLedger(), { restMs: 0 }).desk(
        accountOf(instance).email.reveal(),
        instance.id,
      );
      const patience = { ...labPatience, answerMs: 10_000 };
      const shared = sharedInProcess();
      const { capture, fieldWords } = await takeCapture({
        of: 'lab',
        browser,
        instance,
        settings,
        desk,
        patience,
        shared,
        pins: [],
      });

      // Over SOAP and of the Admin Console: what was asked, with the fields, and nobody’s names or groups.
      expect([...new Set(capture.soap?.map(({ call }) => call))].sort()).toEqual([
        'ExecuteQuery',
        'GetEntityIfMoreRecent',
        'GetUserInfo',
        'Logoff',
        'Logon',
      ]);
      expect([...new Set(capture.console?.map(({ asks }) => asks))].sort()).toEqual(['groups', 'members', 'user']);
      const text = writtenCapture(capture);
      const personal = world.people.flatMap(({ email, groups }) => [email, ...groups]);
      expect(personal.filter((one) => text.includes(one))).toEqual([]);
      expect(capture.account?.type).toBe(stage.soap.schema.type);
      expect(capture.account?.fields).toHaveLength(8);
      // Its own words are shown to the person alone, who may add them to the list.
      expect(fieldWords).toEqual(['mac']);
      const told = openQuestions(capture).find(({ heading }) => heading === 'account-fields')?.answer;
      expect(told).toContain('type 21');
      expect(told).toContain('imsServer attribute ~3/server');
      const [served] = capturedWorld(capture).instances;
      expect(served?.soap.schema.type).toBe(21);
      expect(served?.soap.schema.paths.imsServer).toBe('xxx/@server');
      await expectSameReadings(capture, labCertificate);
    } finally {
      await lab.close();
    }
  },
);

/** The captured world answers its sources as it was captured: what is read there is read from it as well. */
async function expectSameReadings(capture: Capture, certificate: Parameters<typeof startLab>[1]): Promise<void> {
  const world = capturedWorld(capture);
  const lab = await startLab(world, certificate);
  try {
    const settings = settingsOf(lab, sourceVariables(world));
    const [instance] = settings.instances;
    if (!instance) throw new Error('The captured world has no instance');
    const facts = await gatherFacts({ instance, settings, patience: labPatience, shared: sharedInProcess() });
    expect(
      facts.sources?.map(({ source, read }) => [source, read]),
      JSON.stringify(facts.sources),
    ).toEqual([
      ['Campaign over SOAP', true],
      ['the Admin Console', true],
    ]);
    expect(facts.dashboardUserGroups).toMatchObject({ known: true, via: 'live' });
  } finally {
    await lab.close();
  }
}
