import { draw } from '../../fixtures/lab/chance.ts';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { nightly, sampled } from '../nightly.ts';
import { captures, testFaultOfCaptures, testHealthyCapture } from './test-capture.ts';

/** Another seed is other faults; `npm run matrix` lays every one over every capture within thirty nights. */
const seed = 20_261_126;

for (const capture of captures()) testHealthyCapture(capture, nightly);

// One with every commit, which requests without a user decide: a login takes five times as long. The night draws from all.
const quick = faults.filter(({ hangs }) => hangs !== true);
const often = draw(
  quick.filter(({ decidedBy }) => decidedBy === 'request'),
  5,
  seed,
);
for (const [index, fault] of often.entries()) testFaultOfCaptures(captures(), fault, sampled(5, index));
for (const fault of draw(quick, 5, seed)) {
  if (!often.includes(fault)) testFaultOfCaptures(captures(), fault, nightly);
}
