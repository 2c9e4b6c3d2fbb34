import { test } from '@playwright/test';
import { hostileFile, inTurns, obeyedInAllure, obeyedInOutputs } from '../hostile-outputs.ts';
import { hostileInWords, hostileTexts } from '../hostile-texts.ts';
import { accepted, broken, fileOf, later, passing, unclear } from '../unit/result-builder.ts';
import { recordPromise } from './promise.ts';
import { fireSeed } from './seed.ts';

const file = fileOf(
  [passing, { ...broken, seen: ['seen'], notes: ['note'], account: 'p…@example.com' }, unclear, accepted, later],
  {},
  [
    {
      instance: 'accepted',
      cause: 'association-mask',
      actual: 'x',
      owner: 'Jo',
      reason: 'because',
      lastDay: '2027-01-01',
      state: 'in-force',
    },
  ],
);

for (const [place, inFront] of [
  ['after', false],
  ['before', true],
] as const) {
  test(`texts that a reader would obey ${place} every text of a result`, async () => {
    test.setTimeout(10 * 60_000);
    const changed = hostileFile(file, inFront);
    const harmless = changed('plain');
    const texts = [...hostileTexts, ...hostileInWords(fireSeed(), 500)];
    const turns = inTurns(texts, 120);
    const obeyed: string[] = [];
    for (const [turn, textFor] of turns.entries()) {
      const result = changed(textFor);
      const found = [...obeyedInOutputs(result, harmless), ...(await obeyedInAllure(result, texts))];
      if (found.length > 0) obeyed.push(`turn ${String(turn)}: ${found.join('; ')}`.slice(0, 500));
    }
    const how = `${String(texts.length)} control characters, CI commands and pieces of markup ${place} every text of a result, in turns, in every output`;
    recordPromise({ promise: 'text-stays-text', how, tried: turns.length, held: turns.length - obeyed.length }, obeyed);
  });
}
