import { AxeBuilder } from '@axe-core/playwright';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { worldWithFaults } from '../../fixtures/lab/faults/index.ts';
import { makeDiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import type { DiagnosisFile } from '../../fixtures/report/diagnosis-schema.ts';
import { say } from '../../fixtures/report/outlets/streams.ts';
import { terminal } from '../../fixtures/report/outlets/terminal.ts';
import { mostInOnePage, overviewPage } from '../../fixtures/report/page/overview.ts';
import type { Night } from '../../fixtures/report/nights.ts';
import type { Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { expect, test } from '../lab/lab-test.ts';
import { firstPages } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

/** A run’s result with this many instances, made of what the lab’s instances showed. */
function fleetOf(diagnoses: readonly Diagnosis[], size: number): DiagnosisFile {
  const moment = new Date('2026-01-01T00:00:00.000Z');
  const about = { startedAt: moment, finishedAt: moment, suiteVersion: '1.0.0', settings: '{}' };
  const instances = Array.from({ length: Math.ceil(size / diagnoses.length) }, () => diagnoses)
    .flat()
    .slice(0, size)
    .map((diagnosis, index) => ({
      ...diagnosis,
      instance: `${diagnosis.instance}-${String(index + 1)}`,
      account: 'p…@example.com',
      history: { since: moment.toISOString(), before: 'pass' as const, nights: [...nights()] },
    }));
  const risk = {
    cause: 'scopes',
    actual: 'openid',
    owner: 'A',
    reason: 'B',
    lastDay: '2026-02-01',
    state: 'overdue',
  } as const;
  return makeDiagnosisFile({ target: 'lab', ...about, risks: [{ ...risk, instance: 'prod-1' }] }, instances);
}

/** Thirty nights in which everything happened once. */
function nights(): readonly Night[] {
  return Array.from({ length: 30 }, (_, index) => {
    const verdict = index === 7 ? 'fail' : index === 9 ? 'inconclusive' : 'pass';
    const day = new Date(Date.UTC(2025, 11, index + 2)).toISOString().slice(0, 10);
    return {
      day,
      verdict,
      ...(verdict === 'fail' && { cause: 'scopes' as const }),
      durationMs: index < 20 ? 4000 : 9000,
    };
  });
}

tryTonight(firstPages, ({ name, shown, size, colorScheme }) => {
  test(`the first page is free of axe’s violations and fits a narrow screen: ${name}`, async ({ probeWorld, page }) => {
    test.slow();
    const world = worldWithFaults('mask-double-space,campaign-503@link');
    // One of the sources differs from what is declared.
    const variables = { ...sourceVariables(world), CAMPAIGN_STAGE_IMS_SCOPE: 'openid,AdobeID' };
    const { diagnoses } = await probeWorld(world, { variables });
    const [red, green, unclear] = diagnoses;
    if (!red || !green || !unclear) throw new Error('The lab has three instances');
    expect(diagnoses.map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'inconclusive']);
    expect(green.disagreements).toHaveLength(1);
    const mixed = [...diagnoses, { ...red, outcome: 'not-probed' as const }];
    const seen = { red: [red], green: [green], unclear: [unclear], 'all three': diagnoses, mixed }[shown];
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: size === 3 ? 360 : 1280, height: 800 });
    await page.setContent(overviewPage(fleetOf(seen, size)).text);
    for (const summary of (await page.locator('summary:visible').all()).slice(0, 3)) await summary.click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

test('the report is filtered without a script, shows status and finding on a narrow screen, and prints whole', async ({
  probeWorld,
  page,
}) => {
  test.slow();
  const { diagnoses } = await probeWorld(worldWithFaults('mask-double-space,campaign-503@link'));
  const file = fleetOf(diagnoses, 12);
  await page.setContent(overviewPage(file).text);
  const rows = page.locator('.grid tbody tr');
  await expect(rows.filter({ visible: true })).toHaveCount(12);
  await expect(rows.first()).toContainText('no matching operator group');
  await page.getByRole('radio', { name: 'Inconclusive (4)' }).check();
  await expect(rows.filter({ visible: true })).toHaveCount(4);
  await page.getByRole('radio', { name: 'All (12)' }).check();
  await page.getByLabel('Broken or unreadable').selectOption('association-mask');
  await expect(rows.filter({ visible: true })).toHaveCount(4);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.setContent(overviewPage(file).text);
  for (const finding of await page.locator('.grid .finding').all()) {
    const box = await finding.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  }
  for (const mark of await rows.first().locator('td').all()) {
    const box = await mark.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  }
  await expect(page.locator('.short').getByText('no matching operator group').first()).toBeInViewport();

  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 1000 });
  const closed = await page.locator('details').evaluateAll((all) =>
    all
      .flatMap((one) => [...one.children].filter((child) => child.tagName !== 'SUMMARY'))
      .filter(
        (child) =>
          !child.checkVisibility({ contentVisibilityAuto: true }) || child.getBoundingClientRect().height === 0,
      )
      .map((child) => child.outerHTML.slice(0, 80)),
  );
  expect(closed).toEqual([]);
  const cut = await page
    .locator('.scroll')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute('aria-label')),
    );
  expect(cut).toEqual([]);
});

/** So large may a page be, for it to open in a moment and to be sent by mail. */
const largestPage = 2 * 1024 * 1024;

test('the first page of 500 instances is small, grows with their number and no faster, and stays usable', async ({
  probeWorld,
  page,
}, testInfo) => {
  const { diagnoses } = await probeWorld(worldWithFaults('mask-double-space,campaign-503@link'));
  const [red] = diagnoses;
  if (!red) throw new Error('The lab has three instances');
  const sizeOf = (seen: readonly Diagnosis[], size: number): number =>
    Buffer.byteLength(overviewPage(fleetOf(seen, size)).text);
  // All of them red is the largest that there is.
  expect(sizeOf([red], 500)).toBeLessThan(largestPage);
  expect(sizeOf([red], 500)).toBeLessThan(5.5 * sizeOf([red], 100));
  expect(sizeOf(diagnoses, mostInOnePage)).toBeLessThan(largestPage);

  const text = overviewPage(fleetOf(diagnoses, 500)).text;
  const started = performance.now();
  await page.setContent(text);
  const rows = page.locator('.grid tbody tr');
  await expect(rows).toHaveCount(500);
  const openMs = performance.now() - started;
  // A measure and no verdict: how long it takes is the machine’s.
  const told = `500 instances: ${String(Math.round(text.length / 1024))} kB, open in ${openMs.toFixed(0)} ms`;
  testInfo.annotations.push({ type: 'measured', description: told });
  say(terminal`\n${told}`);
  // Far down it is still said which column is which requirement.
  await rows.nth(400).scrollIntoViewIfNeeded();
  await expect(page.locator('.grid thead th').nth(5)).toBeInViewport();
  await page.getByRole('radio', { name: 'Inconclusive (166)' }).check();
  await expect(rows.filter({ visible: true })).toHaveCount(166);
});
