import { pairCells, singleCells } from '../../fixtures/lab/matrix/cells.ts';
import { testCell } from '../lab/test-cell.ts';

for (const cell of [...singleCells(), ...pairCells()]) testCell(cell);
