import { expect, test } from '../lab/lab-test.ts';
import { tryMovingPages } from './moving-pages.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, parts } from './seed.ts';

/** Several tests, so that they are spread over the workers. */
const pagesOfPart = 17;

for (const part of parts(12)) {
  test(`pages that move on between recognition and submission, part ${String(part + 1)}`, async ({
    browser,
    labCertificate,
  }) => {
    const { tried, astray, carried, typed, typedInFrames } = await tryMovingPages(browser, labCertificate, {
      seed: fireSeed() * 100 + part,
      count: pagesOfPart,
    });

    recordPromise(
      {
        promise: 'nothing-astray',
        how: 'pages of allowed hosts that ask for a name, a password or a code and move on at a drawn instant, to named and unnamed hosts, over https and http',
        tried,
        held: tried - Math.min(tried, astray.length),
        counted: [
          { of: 'typed into pages that may have it', times: typed },
          { of: 'addresses that a page’s own redirect carried', times: carried },
        ],
      },
      astray,
    );
    expect(typedInFrames, 'how often anything was typed into a frame').toBeGreaterThan(0);
    // How many of so few pages move on before anything can be typed is the seed’s; the page written of the night shows the sum.
    expect(typed, 'how often anything was typed at all').toBeGreaterThan(0);
  });
}
