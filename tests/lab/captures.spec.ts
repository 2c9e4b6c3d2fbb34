import { draw } from '../../fixtures/lab/chance.ts';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { sampled } from '../nightly.ts';
import { captures, testFaultOfCapture, testHealthyCapture } from './test-capture.ts';

/** Another seed is other faults; `npm run matrix` lays every one over every capture. */
const seed = 20_261_126;

const quick = faults.filter(({ hangs }) => hangs !== true);
for (const [index, capture] of captures().entries()) {
  testHealthyCapture(capture);
  for (const [place, fault] of draw(quick, 5, seed + index).entries())
    testFaultOfCapture(capture, fault, sampled(5, place));
}
