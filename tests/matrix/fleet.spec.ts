import type { Browser } from '@playwright/test';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { contextOptions } from '../../fixtures/evidence/browser/launch.ts';
import { usualPatience } from '../../fixtures/evidence/journey/patience.ts';
import { browserUserAgent } from '../../fixtures/evidence/user-agent.ts';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { probeInstance } from '../../fixtures/probe/probe.ts';
import { accountOf, type InstanceSettings, type Settings } from '../../fixtures/settings/index.ts';
import { median, timed } from '../../scripts/timing.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, settingsOf, test } from '../lab/lab-test.ts';

const size = 20;

/** The login as anybody would write it down: nothing is checked, nothing is proved, and the password is simply typed. */
async function bareLogin(browser: Browser, instance: InstanceSettings, settings: Settings): Promise<void> {
  const context = await browser.newContext(contextOptions(settings.proxy, await browserUserAgent(browser)));
  const page = await context.newPage();
  await page.goto(instance.url + instance.loginPath);
  await page.locator('#EmailPage-EmailField').fill(accountOf(instance).email.reveal());
  await page.locator('[data-id="EmailPage-ContinueButton"]').click();
  await page.locator('#PasswordPage-PasswordField').fill(accountOf(instance).password.reveal());
  await page.locator('[data-id="PasswordPage-ContinueButton"]').click();
  await page.waitForURL(instance.url + instance.loginPath);
  await context.close();
}

/**
 * What a further instance costs, all of it (the look without a password, a context of its own, the proof of the session),
 * against a bare Playwright login of the same page, in the same browser and side by side. The ratio is printed
 * (`npm run measure:fleet`); it decides nothing, since timings are the machine’s.
 */
test('a fleet of twenty under once signs in everywhere with one password', async ({
  browser,
  labCertificate,
}, testInfo) => {
  const lab = await startLab(fleetWorld(size), labCertificate);
  const settings = settingsOf(lab);
  const guard = new AccountGuard('once');
  const tools = { browser, settings, patience: usualPatience, pins: [] };
  const shared = sharedInProcess();
  const outcomes: string[] = [];
  const probes: number[] = [];
  const bares: number[] = [];
  let ours = 0;
  for (const instance of settings.instances) {
    const desk = guard.desk('the account', instance.id);
    const before = lab.submissions.length;
    const probe = async (): Promise<void> => {
      outcomes.push(diagnose(await probeInstance({ ...tools, shared, instance, desk })).outcome);
    };
    probes.push(await timed(probe));
    ours += lab.submissions.length - before;
    bares.push(await timed(() => bareLogin(browser, instance, settings)));
  }
  await lab.close();

  const [cost, bare] = [median(probes.slice(1)), median(bares.slice(1))];
  const told = `${String(size)} instances: a further one ${cost.toFixed(0)} ms, a bare login ${bare.toFixed(0)} ms, ratio ${(cost / bare).toFixed(2)}`;
  testInfo.annotations.push({ type: 'measured', description: told });
  say(terminal`\n${told}`);
  expect(outcomes).toEqual(Array.from({ length: size }, () => 'signed-in'));
  expect(ours).toBe(1);
});
