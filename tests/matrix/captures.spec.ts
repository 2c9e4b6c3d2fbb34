import { testFaultOfCaptures, testHealthyCapture } from '../lab/test-capture.ts';
import { brokenCaptures, healthyCaptures } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

tryTonight(healthyCaptures, testHealthyCapture);
tryTonight(brokenCaptures, ({ capture, fault }) => {
  testFaultOfCaptures([capture], fault);
});
