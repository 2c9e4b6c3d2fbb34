import { networkCells, networkCellsOverFaults } from '../../fixtures/lab/matrix/network-cells.ts';
import { expect, test } from './lab-test.ts';
import { foundInWords, networkPatience, probeCell } from './test-network-cell.ts';
import { sampled } from '../nightly.ts';

/** A few of what `npm run fire` goes through: one for each end that a connection may come to. */
const names = [
  'reset within an answer at the sign-in page',
  'reset at once at the token endpoint',
  'certificate expired at the proxy',
  'no such name at IMS',
  'latency at Campaign + scope-too-many',
];

const cells = [...networkCells(), ...networkCellsOverFaults()];

for (const [index, name] of names.entries()) {
  test(
    `a network with a fault accuses no setting that is right: ${name}`,
    sampled(names.length, index),
    async ({ probeWorld }) => {
      const cell = cells.find((one) => one.name === name);
      if (!cell)
        throw new Error(`There is no such cell: ${name}. There are: ${cells.map((one) => one.name).join(', ')}`);
      const found = await probeCell(cell, probeWorld, networkPatience);
      const { wronglyAccused, notNamed, isFalselyGreen } = found;
      expect({ wronglyAccused, notNamed, isFalselyGreen }, foundInWords(found)).toEqual({
        wronglyAccused: [],
        notNamed: [],
        isFalselyGreen: false,
      });
      expect(found.submissions).toBeLessThan(2);
    },
  );
}
