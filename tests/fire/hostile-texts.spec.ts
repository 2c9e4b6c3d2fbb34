import { test } from '@playwright/test';
import { hostileFile, inTurns, obeyedInOutputs } from '../hostile-outputs.ts';
import { obeyedInAllure } from '../hostile-allure.ts';
import { hostileInWords, hostileTexts } from '../hostile-texts.ts';
import { accepted, broken, fileOf, later, passing, unclear } from '../unit/result-builder.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, parts } from './seed.ts';

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

const ways = [
  ['after', false],
  ['before', true],
] as const;

/** Each turn by itself is short; all of them are a minute. */
const inParts = 3;

for (const [place, inFront] of ways) {
  const how = `control characters, CI commands and pieces of markup ${place} every text of a result, in turns, in every output`;
  for (const part of parts(inParts)) {
    test(`${how}, part ${String(part + 1)}`, async () => {
      const changed = hostileFile(file);
      const harmless = changed('plain', inFront);
      const texts = [...hostileTexts, ...hostileInWords(fireSeed(), 500)];
      const turns = inTurns(texts, 120).filter((_, turn) => turn % inParts === part);
      const obeyed: string[] = [];
      for (const [turn, textFor] of turns.entries()) {
        const result = changed(textFor, inFront);
        const found = [...obeyedInOutputs(result, harmless), ...(await obeyedInAllure(result, texts))];
        if (found.length > 0) obeyed.push(`turn ${String(turn)}: ${found.join('; ')}`.slice(0, 500));
      }
      const [tried, held] = [turns.length, turns.length - obeyed.length];
      recordPromise({ promise: 'text-stays-text', how: `${String(texts.length)} ${how}`, tried, held }, obeyed);
    });
  }
}
