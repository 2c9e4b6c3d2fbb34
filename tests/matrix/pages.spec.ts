import { AxeBuilder } from '@axe-core/playwright';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { worldWithFaults } from '../../fixtures/lab/faults/index.ts';
import { makeDiagnosisFile, type DiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import { overviewPage } from '../../fixtures/report/page/overview.ts';
import type { Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { expect, test } from '../lab/lab-test.ts';

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
      history: { since: moment.toISOString(), before: 'pass' as const },
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

test('the first page is free of axe’s violations and fits a narrow screen: green, red, unclear and mixed, 1, 3 and 40 instances', async ({
  probeWorld,
  page,
}) => {
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
  for (const [seen, size, colorScheme] of [
    [[red], 1, 'light'],
    [diagnoses, 3, 'dark'],
    [mixed, 40, 'light'],
    [mixed, 40, 'dark'],
    [[red], 40, 'light'],
    [[unclear], 40, 'dark'],
    [[green], 40, 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: size === 3 ? 360 : 1280, height: 800 });
    await page.setContent(overviewPage(fleetOf(seen, size)).text);
    for (const summary of (await page.locator('summary').all()).slice(0, 3)) await summary.click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
