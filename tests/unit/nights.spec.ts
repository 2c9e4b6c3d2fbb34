import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import {
  lastFix,
  nightsText,
  readNights,
  slowerSince,
  spellsOf,
  withNight,
  type Night,
} from '../../fixtures/report/nights.ts';
import { openHistory } from '../../fixtures/run/end/kept-history.ts';
import { broken, fileOf, later, passing } from './result-builder.ts';

const day = (number: number): string => new Date(Date.UTC(2026, 0, number)).toISOString().slice(0, 10);
const night = (number: number, verdict: Night['verdict'] = 'pass', more: Partial<Night> = {}): Night => ({
  day: day(number),
  verdict,
  durationMs: 4000,
  ...more,
});
const mask = { cause: 'association-mask' } as const;

test('thirty nights are kept, and of one day the last run', () => {
  let nights: readonly Night[] = [];
  for (let number = 1; number <= 40; number++) nights = withNight(nights, night(number));
  nights = withNight(nights, night(40, 'fail', mask));
  expect(nights).toHaveLength(30);
  expect(nights[0]?.day).toBe(day(11));
  expect(nights.at(-1)).toEqual(night(40, 'fail', mask));
});

test('what is kept is read again; anything else counts as nothing', () => {
  const text = nightsText('prod', [night(1), night(2, 'fail', mask)]);
  expect(readNights(text, 'prod')).toEqual([night(1), night(2, 'fail', mask)]);
  for (const other of [
    undefined,
    '',
    text.slice(0, 20),
    '{}',
    text.replace('"nightsVersion":1', '"nightsVersion":2'),
  ]) {
    expect(readNights(other, 'prod'), other).toEqual([]);
  }
  expect(readNights(text, 'stage')).toEqual([]);
});

test('nights with the same verdict and first cause are one spell', () => {
  const nights = [night(1), night(2), night(3, 'fail', mask), night(4, 'fail', { cause: 'scopes' }), night(6)];
  expect(spellsOf(nights).map(({ from, to, nights: all }) => [from, to, all.length])).toEqual([
    [day(1), day(2), 2],
    [day(3), day(3), 1],
    [day(4), day(4), 1],
    [day(6), day(6), 1],
  ]);
});

test('a fix is a pass after a fail, whether or not nights lie between on which nobody could tell', () => {
  expect(lastFix([night(1), night(2)])).toBeUndefined();
  expect(lastFix([night(1, 'fail', mask)])).toBeUndefined();
  expect(lastFix([night(1, 'inconclusive'), night(2)])).toBeUndefined();
  expect(lastFix([night(1, 'fail', mask), night(2), night(3)])).toEqual({ day: day(2), ...mask });
  expect(lastFix([night(1, 'fail', mask), night(2, 'inconclusive'), night(3)])).toEqual({ day: day(3), ...mask });
  expect(lastFix([night(1, 'fail', mask), night(2), night(3, 'fail'), night(4), night(5, 'fail')])).toEqual({
    day: day(4),
  });
});

const taking = (...seconds: readonly number[]): readonly Night[] =>
  seconds.map((one, index) => night(index + 1, 'pass', { durationMs: one * 1000 }));

test('logins are slower since a night where all that follow took longer', () => {
  expect(slowerSince(taking(4, 4.2, 3.9, 4.1, 9, 8.5, 9.2))).toEqual({ since: day(5), beforeMs: 4050, afterMs: 9000 });
});

test('what is no lasting change, too small a one, or too few nights, is none', () => {
  for (const nights of [
    [],
    taking(4, 4, 9, 9),
    taking(4, 4, 4, 4.5, 4.6, 4.5),
    taking(4, 4, 4, 20, 4, 4, 4),
    taking(9, 9, 9, 4, 4, 4),
    taking(0.2, 0.2, 0.2, 0.8, 0.8, 0.8),
    // A login that fails early is fast, and is no measure.
    [...taking(4, 4, 4).map((one) => ({ ...one, verdict: 'fail' as const, durationMs: 100 })), ...taking(9, 9, 9)],
  ]) {
    expect(slowerSince(nights), JSON.stringify(nights)).toBeUndefined();
  }
});

const at = (number: number): Date => new Date(Date.UTC(2026, 0, number, 3));
const ended = (number: number): { readonly finishedAt: string } => ({ finishedAt: at(number).toISOString() });

test('a history is read before a run and kept after it, and holds verdict, first cause and duration alone', ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  const warnings: string[] = [];
  const open = () => openHistory(folder, (line) => warnings.push(line));
  expect(open().of(broken, at(1)).history).toEqual({
    since: at(1).toISOString(),
    nights: [{ day: day(1), verdict: 'fail', cause: 'association-mask', durationMs: broken.durationMs }],
  });
  open().keep(fileOf([broken, passing, later], ended(1)));
  open().keep(fileOf([broken], ended(2)));
  const history = open().of({ ...broken, verdict: 'pass', causes: [] }, at(3)).history;
  expect(history?.before).toBe('fail');
  expect(history?.nights?.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'pass']);
  expect(open().of(later, at(3))).toEqual({});
  const kept: unknown = JSON.parse(readFileSync(join(folder, 'nights', 'prod.json'), 'utf8'));
  expect(kept).toEqual({
    nightsVersion: 1,
    instance: 'prod',
    nights: [{ day: day(1), verdict: 'pass', durationMs: passing.durationMs }],
  });
  expect(warnings).toEqual([]);
});

test('with nothing kept there is no history, and where it cannot be read one line says so', ({}, testInfo) => {
  expect(openHistory(undefined, () => undefined)).toMatchObject({ state: 'off' });
  const folder = testInfo.outputPath('state');
  mkdirSync(join(folder, 'verdicts.jsonl'), { recursive: true });
  const warnings: string[] = [];
  const history = openHistory(folder, (line) => warnings.push(line));
  expect(history.state).toBe('unreadable');
  expect(history.of(broken, at(1))).toEqual({});
  expect(warnings).toEqual([expect.stringContaining('it is not known since when a verdict has held')]);
});
