import { usualPatience, type Patience } from '../../fixtures/evidence/journey/patience.ts';
import {
  drawn,
  networkCells,
  networkCellsOverFaults,
  type NetworkCell,
} from '../../fixtures/lab/matrix/network-cells.ts';
import { networkFaultNames } from '../../fixtures/lab/network/faults.ts';
import { test } from '../lab/lab-test.ts';
import { foundInWords, networkPatience, probeCell } from '../lab/test-network-cell.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, isWholeFire } from './seed.ts';

/** So many of the faults over a fault of the configuration are tried in one night. */
const aNight = 150;

const seed = fireSeed();
const alone = networkCells();
const over = networkCellsOverFaults();

/** One place of each kind with the users’ own time-outs, which are longer than any that a night has time for. */
const unhurried = networkFaultNames.flatMap((fault) =>
  drawn(
    alone.filter((cell) => cell.fault === fault),
    1,
    seed,
  ),
);

function tryCell(cell: NetworkCell, how: string, patience: Patience): void {
  test(`${cell.name}${patience === usualPatience ? ', with the time-outs that users have' : ''}`, async ({
    probeWorld,
  }) => {
    const found = await probeCell(cell, probeWorld, patience);
    const words = foundInWords(found);
    const record = (promise: Parameters<typeof recordPromise>[0]['promise'], faults: readonly string[]): void => {
      recordPromise({ promise, how, tried: 1, held: faults.length > 0 ? 0 : 1 }, faults);
    };
    record('nobody-accused', [
      ...found.wronglyAccused.map((cause) => `${cause} is accused: ${words}`),
      ...found.notNamed.map((cause) => `${cause} is not named: ${words}`),
    ]);
    record('never-green-for-nothing', found.isFalselyGreen ? [words] : []);
    record('at-most-once', found.submissions > 1 ? [`${String(found.submissions)} submissions: ${words}`] : []);
  });
}

// What is tried with the time-outs of users need not be tried with shorter ones besides.
const hurried = alone.filter((cell) => !unhurried.includes(cell));
for (const cell of hurried) tryCell(cell, 'every network fault at every place', networkPatience);
for (const cell of unhurried)
  tryCell(cell, 'the same with the time-outs that users have, every network fault at one place', usualPatience);
for (const cell of isWholeFire() ? over : drawn(over, aNight, seed)) {
  tryCell(
    cell,
    `network faults over a configuration fault, one of every cause: drawn from ${String(over.length)}`,
    networkPatience,
  );
}
