import { takeCapture } from '../../fixtures/capture/take-capture.ts';
import { openQuestions } from '../../fixtures/capture/questions.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { capturedWorld } from '../../fixtures/lab/captured/world.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { nightly } from '../nightly.ts';
import { expect, labPatience, settingsOf, sharedInMemory, test } from './lab-test.ts';

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
      const shared = sharedInMemory();
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

      expect(capture.account?.type).toBe(stage.soap.schema.type);
      expect(capture.account?.fields).toHaveLength(8);
      // Its own words are shown to the person alone, who may add them to the list.
      expect(fieldWords).toEqual(['mac']);
      const told = openQuestions(capture).find(({ heading }) => heading === 'account-fields')?.answer;
      expect(told).toContain('type 21');
      expect(told).toContain('imsServer attribute ~3/server');
      const [served] = capturedWorld(capture).instances;
      expect(served?.soap.schema.type).toBe(21);
      expect(served?.soap.schema.paths.imsServer).toBe('$$$/@server');
    } finally {
      await lab.close();
    }
  },
);
