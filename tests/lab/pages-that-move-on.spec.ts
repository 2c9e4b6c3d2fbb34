import { tryMovingPages } from '../fire/moving-pages.ts';
import { expect, test } from './lab-test.ts';

/** Always the same ones, so that a red one can be run again; `npm run fire` tries fifty times as many. */
test('a page that moves on gets nothing typed into what stands there then', async ({ browser, labCertificate }) => {
  const { astray, typed, typedInFrames } = await tryMovingPages(browser, labCertificate, { seed: 20260101, count: 4 });

  expect(astray).toEqual([]);
  expect(typed).toBeGreaterThan(0);
  expect(typedInFrames).toBeGreaterThan(0);
});
