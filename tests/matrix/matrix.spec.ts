import { testCell } from '../lab/test-cell.ts';
import { oneFault, twoFaults } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

tryTonight(oneFault, testCell);
tryTonight(twoFaults, testCell);
