import { expect, test } from './unit-test.ts';
import { unknowns } from '../../fixtures/lab/unknowns/index.ts';
import { anchorOf, headingsOf, textOf } from '../documents.ts';

const page = textOf('docs/domain.md');
const [facts = '', rest = ''] = page.split('\n## What is not known\n');
const [notKnown = ''] = rest.split('\n## ');

interface Knob {
  readonly values: readonly string[];
  /** The value that is nothing at all, or garbage. */
  readonly nothing?: string;
  readonly hasSources: boolean;
}

/** Everything that varies in the lab what is not known. */
const knobs: Readonly<Record<string, Knob>> = Object.fromEntries(
  unknowns.map(({ id, values }) => {
    const nothing = values.find(({ isNothing }) => isNothing === true)?.name;
    const hasSources = values.every(({ source }) => source.length >= 5);
    return [id, { values: values.map(({ name }) => name), hasSources, ...(nothing !== undefined && { nothing }) }];
  }),
);

interface Entry {
  readonly heading: string;
  readonly knobs: readonly string[];
}

const entries: readonly Entry[] = notKnown
  .split('\n### ')
  .slice(1)
  .map((text) => {
    const line = /^Knob: (.+)$/m.exec(text)?.[1] ?? '';
    return {
      heading: text.split('\n')[0] ?? '',
      knobs: [...line.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []),
    };
  });

function shortcomings({ values, nothing, hasSources }: Knob): readonly string[] {
  return [
    ...(values.length < 3 ? ['fewer than three values'] : []),
    ...(nothing === undefined || !values.includes(nothing) ? ['no value that is nothing'] : []),
    ...(hasSources ? [] : ['no sources']),
  ];
}

test('every unknown of docs/domain.md names a knob of the lab', () => {
  expect(entries.length).toBeGreaterThan(35);
  expect(entries.filter(({ knobs: named }) => named.length === 0)).toEqual([]);
  const named = entries.flatMap((entry) => entry.knobs);
  expect(named.filter((name) => !(name in knobs))).toEqual([]);
  expect(Object.keys(knobs).filter((name) => !named.includes(name))).toEqual([]);
});

test('a knob has three values or more, each with a source, one of them nothing or garbage', () => {
  const short = Object.entries(knobs).flatMap(([name, knob]) => {
    const found = shortcomings(knob);
    return found.length > 0 ? [[name, found] as const] : [];
  });
  expect(Object.fromEntries(short)).toEqual({});
});

test('every mark for something unknown leads to its entry', () => {
  const anchors = entries.map(({ heading }) => anchorOf(heading));
  const text = (facts.split('\n## Adobe IMS\n')[1] ?? '').replace(/\s+/g, ' ');
  const marks = [...text.matchAll(/\*\*U\*\*(?:, see \[[^\]]+\]\(#([\w-]+)\))?/g)];
  expect(marks.length).toBeGreaterThan(10);
  expect(marks.filter(([, anchor]) => anchor === undefined || !anchors.includes(anchor)).map(([mark]) => mark)).toEqual(
    [],
  );
});

test('every heading of a fact holds a fact with its mark', () => {
  const headings = headingsOf('docs/domain.md').filter(({ level }) => level === 3);
  const bare = facts
    .split('\n### ')
    .slice(1)
    .filter((text) => !/\*\*[DCVIOU]\*\*/.test(text))
    .map((text) => text.split('\n')[0]);
  expect(headings.length).toBeGreaterThan(80);
  expect(bare).toEqual([]);
});
