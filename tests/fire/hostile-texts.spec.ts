import { test } from '@playwright/test';
import { hostileFile, obeyedInAllure, obeyedInOutputs } from '../hostile-outputs.ts';
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
  ['behind', false],
  ['in front of', true],
] as const) {
  test(`texts that a reader would obey, ${place} every text of a result`, async () => {
    test.setTimeout(10 * 60_000);
    const changed = hostileFile(file, inFront);
    const harmless = changed('plain');
    const texts = [...hostileTexts, ...hostileInWords(fireSeed(), 500)];
    const obeyed: string[] = [];
    for (const text of texts) {
      const result = changed(text);
      const found = [...obeyedInOutputs(result, harmless), ...(await obeyedInAllure(result, [text]))];
      if (found.length > 0) obeyed.push(`${JSON.stringify(text)}: ${found.join('; ')}`.slice(0, 500));
    }
    const how = `control characters, commands of CI systems and markup ${place} every text, through every output`;
    recordPromise({ promise: 'text-stays-text', how, tried: texts.length, held: texts.length - obeyed.length }, obeyed);
  });
}
