import { test } from '@playwright/test';
import { hostilePieces, isSwift, long, readersOfText } from './foreign-text.ts';
import { recordPromise } from './promise.ts';

for (const [name, read] of Object.entries(readersOfText)) {
  test(`${name} takes no longer than its text is long`, async () => {
    const slow: string[] = [];
    for (const piece of hostilePieces) if (!(await isSwift(read, long(piece)))) slow.push(piece);
    const tried = hostilePieces.length;
    const how =
      'a million characters chosen to slow down expressions and parsers, given to everything that reads foreign text first';
    recordPromise({ promise: 'others-on-time', how, tried, held: tried - slow.length }, slow);
  });
}
