import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { probeInstance } from '../../fixtures/probe/probe.ts';
import { accountOf } from '../../fixtures/settings/index.ts';
import { badInstance } from '../fire/bad-instances.ts';
import { probeBeside } from '../fire/probe-beside.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, labPatience, settingsOf, test } from './lab-test.ts';
import { nightly } from '../nightly.ts';

// Two of what `npm run fire` tries many more of, at every place.

test(
  'a body without an end costs the instance beside it nothing, and is told from a page that says nothing',
  nightly,
  async ({ browser, playwright, launchOptions, labCertificate }) => {
    const another = await playwright.chromium.launch(launchOptions);
    try {
      const { bad, good } = await probeBeside(badInstance('a page without an end', 'instead of its login page'), {
        browsers: { bad: another, good: browser },
        certificate: labCertificate,
        patience: labPatience,
      });
      expect(good.diagnosis).toMatchObject({ outcome: 'signed-in', verdict: 'pass' });
      expect(bad.diagnosis).toMatchObject({ verdict: 'inconclusive', causes: [] });
      expect(bad.diagnosis?.summary).toContain('the body of its answer does not end');
    } finally {
      await another.close();
    }
  },
);

test(
  'who comes after a bad instance does not wait for it at the account, once Adobe has let it in',
  nightly,
  async ({ browser, playwright, launchOptions, labCertificate }) => {
    const one = badInstance('a page that is busy for ever', 'once the user is signed in');
    const another = await playwright.chromium.launch(launchOptions);
    try {
      const { bad, good, peakBytes } = await probeBeside(one, {
        browsers: { bad: another, good: browser },
        certificate: labCertificate,
        // The bad one goes on for longer than the good one has time for, waiting for its turn included.
        patience: { ...labPatience, restMs: 20_000, unrestMs: 20_000 },
      });
      expect(good.diagnosis?.verdict).toBe('pass');
      expect(good.ms).toBeLessThan(bad.ms);
      expect(bad.diagnosis).toMatchObject({ verdict: 'inconclusive', causes: [] });
      expect(bad.diagnosis?.summary).toContain('its page does not respond');
      expect(peakBytes).toBeLessThan(1_000_000_000);
    } finally {
      await another.close();
    }
  },
);

test('a browser that does nothing is ended when the time for one instance is over, and the account is free', async ({
  browser,
  labCertificate,
}) => {
  const lab = await startLab(healthyWorld(), labCertificate);
  try {
    const settings = settingsOf(lab);
    const [instance] = settings.instances;
    if (!instance) throw new Error('A world without instances');
    let closed = 0;
    const hanging = {
      newContext: () => new Promise<never>(() => undefined),
      newBrowserCDPSession: () => browser.newBrowserCDPSession(),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    const guard = new AccountGuard('once', undefined, { restMs: 0 });
    const account = accountOf(instance).email.reveal();
    const patience = { ...labPatience, journeyMs: 1500, afterwardsMs: 1500, closingMs: 500 };
    const evidence = await probeInstance({
      browser: hanging,
      instance,
      settings,
      desk: guard.desk(account, instance.id),
      patience,
      shared: sharedInProcess(),
      pins: [],
    });

    const { outcome, verdict, causes, summary } = diagnose(evidence);
    expect({ outcome, verdict, causes }).toEqual({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
    expect(summary).toContain('the browser did not open a page for it');
    expect(closed).toBe(1);
    expect(await guard.desk(account, 'another').turn()).toEqual({ kind: 'go' });
  } finally {
    await lab.close();
  }
});
