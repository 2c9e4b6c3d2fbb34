import { pairCells, singleCells, type Cell } from '../../fixtures/lab/matrix/cells.ts';
import { testCell } from './test-cell.ts';

/** Another seed is another sample; `npm run matrix` goes through all of them within thirty nights. */
const seed = 20_261_123;

/** So many cells of a list, evenly spread, begun where the seed says. */
function sample(cells: readonly Cell[], size: number): readonly Cell[] {
  const step = Math.floor(cells.length / size);
  return cells.filter((_, index) => index % step === seed % step).slice(0, size);
}

const otherEntries = singleCells().filter(({ entry }) => entry !== 'redirect');
for (const cell of [...sample(otherEntries, 2), ...sample(pairCells(), 1)]) testCell(cell);
