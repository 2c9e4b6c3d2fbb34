import { faults } from '../../fixtures/lab/faults/index.ts';
import { captures, testFaultOfCaptures, testHealthyCapture } from '../lab/test-capture.ts';

for (const capture of captures()) testHealthyCapture(capture);
for (const fault of faults) testFaultOfCaptures(captures(), fault);
