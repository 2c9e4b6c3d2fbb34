import { expect, test } from '../lab/lab-test.ts';
import { tryMovingPages } from './moving-pages.ts';
import { recordPromise } from './promise.ts';
import { fireSeed } from './seed.ts';

/** Four tests of sixty pages each, so that they are spread over the workers. */
for (const part of [1, 2, 3, 4]) {
  test(`pages that move on between recognition and submission, part ${String(part)}`, async ({
    browser,
    labCertificate,
  }) => {
    const { tried, astray, carried, typed, typedInFrames } = await tryMovingPages(browser, labCertificate, {
      seed: fireSeed() * 10 + part,
      count: 60,
    });

    recordPromise(
      {
        promise: 'nothing-astray',
        how: 'pages of allowed hosts that ask for a name, a password or a code and move on at a drawn instant, to named and unnamed hosts, over https and http',
        tried,
        held: tried - Math.min(tried, astray.length),
        measured: `typed ${String(typed)} times into pages that may have it; a page’s own redirect carried an address ${String(carried)} times`,
      },
      astray,
    );
    expect(typedInFrames, 'how often anything was typed into a frame').toBeGreaterThan(0);
    expect(typed, 'how often anything was typed at all').toBeGreaterThan(tried / 4);
  });
}
