import type { HomeExtra } from '../../fixtures/lab/campaign/habits.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { nightly } from '../nightly.ts';
import { expect, test } from './lab-test.ts';

/** What may be on a home page from the beginning, while a script is still to draw what leads on from it. */
const early: readonly HomeExtra[] = [
  'new-password-form',
  'other-login-form',
  'quoted-message',
  'adobe-link',
  'adobe-id-link',
  'adobe-account-link',
  'other-application-link',
  'ims-sign-out',
  'sign-out',
  'error-words',
  'chat-frame',
  'session-words',
];

for (const extra of early) {
  test(
    `a home page that is drawn late passes, with “${extra}” on it from the beginning`,
    nightly,
    async ({ probeWorld }) => {
      const world = healthyWorld();
      for (const instance of world.instances) {
        instance.habits.home = 'drawn';
        instance.habits.token = 'none';
        instance.extras.add(extra);
      }
      // One whose ping says nothing of the session, and one that says nothing to anybody.
      const [, silent, missing] = world.instances;
      if (silent) silent.habits.ping = 'OK-to-everybody';
      if (missing) missing.habits.ping = 'missing';

      const { diagnoses } = await probeWorld(world);

      for (const diagnosis of diagnoses) {
        expect(diagnosis).toMatchObject({ outcome: 'signed-in', verdict: 'pass', causes: [] });
      }
    },
  );
}
