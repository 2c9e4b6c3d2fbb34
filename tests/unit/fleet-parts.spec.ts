import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { addFleet } from '../../fixtures/settings/fleet/add-fleet.ts';
import { parseFleetDocument, type Entry } from '../../fixtures/settings/fleet/fleet-document.ts';
import { readFleetFile, type Fleet, type FleetValue } from '../../fixtures/settings/fleet/fleet-file.ts';
import { Reference, textOfEntry } from '../../fixtures/settings/fleet/fleet-values.ts';
import { ProblemList } from '../../fixtures/settings/problems.ts';
import type { SettingWords } from '../../fixtures/settings/setting-words.ts';

/* The single steps from a fleet file to settings: what stands there, what a value is, and what is set already. */

/** What YAML makes of a text, and the one line that says so. */
const notYaml: readonly (readonly [text: string, line: number | undefined, message: string])[] = [
  ['a:\n    b: 1\n  c: 2\n', 3, 'isn’t indented as the lines around it, or a bracket is missing'],
  ['a:\n\tb: 1\n', 2, 'is indented with a tab; use spaces'],
  ['a: @b\n', 1, 'begins a value with a character that means something else in YAML; put the value in quotes'],
  ['a: b: c\n', 1, 'has two colons in one line; put the value in quotes'],
  ['x: 1\na: "b\n', 3, 'lacks a closing quote or bracket'],
  ['a: 1\n---\nb: 2\n', 2, 'begins a second document (---); a fleet file is one document'],
  ['a: !b c\n', 1, 'has a tag (!…), which means nothing here; put the value in quotes'],
  ['a: "\\q"\n', 1, 'isn’t valid YAML'],
  ['\na: { b: ${C} }\n', 2, 'has ${…} between brackets, where it needs quotes: "${NAME}"'],
  ['a: [x, ${C}]\n', 1, 'has ${…} between brackets, where it needs quotes: "${NAME}"'],
  [`${'['.repeat(13)}${']'.repeat(13)}`, undefined, 'is nested too deeply for a fleet file'],
  [`${'{'.repeat(13)}${'}'.repeat(13)}`, undefined, 'is nested too deeply for a fleet file'],
  [`${'- '.repeat(13)}a`, undefined, 'is nested too deeply for a fleet file'],
  [`${'? '.repeat(13)}a`, undefined, 'is nested too deeply for a fleet file'],
];

test('what is no YAML, or more than a fleet needs, is said in one line, with the number of the line', () => {
  for (const [text, line, message] of notYaml) {
    expect(parseFleetDocument(text), text).toEqual({ ok: false, ...(line !== undefined && { line }), message });
  }
});

test('lists one after the other are no nesting, and twelve levels are allowed', () => {
  for (const text of [
    '- a\n'.repeat(30),
    `a: [${'[b], '.repeat(30)}]`,
    `${'['.repeat(12)}${']'.repeat(12)}`,
    `${'- '.repeat(12)}a`,
  ]) {
    expect(parseFleetDocument(text), text).toMatchObject({ ok: true });
  }
});

const written = (text: string): unknown => {
  const document = parseFleetDocument(text);
  return document.ok ? document.content : document.message;
};
const member = (key: string, line: number, value: object): object => ({ key, line, value: { line, ...value } });

test('every scalar is the text that stands there, with its line and what YAML drops behind it', () => {
  expect(written('a: yes\nb:\n  - 007\n  - "x "\nc:\n')).toEqual({
    kind: 'map',
    line: 1,
    members: [
      member('a', 1, { kind: 'text', text: 'yes' }),
      {
        key: 'b',
        line: 2,
        value: {
          kind: 'list',
          line: 3,
          items: [
            { kind: 'text', line: 3, text: '007' },
            { kind: 'text', line: 4, text: 'x ' },
          ],
        },
      },
      expect.objectContaining({ key: 'c', value: expect.objectContaining({ kind: 'text', text: '' }) }),
    ],
  });
  expect(written('')).toEqual({ kind: 'text', line: 1, text: '' });
  expect(written('a: &b c\nd: *b\n')).toMatchObject({
    members: [
      { key: 'a' },
      { key: 'd', line: 2, value: { kind: 'other', line: 2, what: 'an alias (*…); write the value itself' } },
    ],
  });
  expect(written('? [a]\n: b\n')).toMatchObject({ members: [{ key: '?', value: { text: 'b' } }] });
});

const dropped: readonly (readonly [string, string | undefined])[] = [
  ['b', undefined],
  ['b ', 'a space'],
  ['b\t', 'a space'],
  ['b \r', 'a space'],
  ['b #c', 'a comment'],
  ['b#c', undefined],
  ['"b" ', undefined],
  ["'b' #c", undefined],
  ['{ x: y }', undefined],
];

test('what YAML drops behind a value without quotes is known', () => {
  for (const [value, what] of dropped) {
    const document = parseFleetDocument(`a: ${value}\nz: 1\n`);
    const [first] = document.ok && document.content.kind === 'map' ? document.content.members : [];
    expect(first?.value.kind === 'text' ? first.value.dropped : undefined, value).toBe(what);
  }
});

const text = (value: string, more: object = {}): Entry => ({ kind: 'text', line: 3, text: value, ...more });
const words = (form?: SettingWords['form']): SettingWords => ({ meaning: 'm', example: 'e', ...(form && { form }) });
const secret =
  'is a secret, written out in the file; write ${NAME} instead, and set that variable in the environment or in .env';
const inPart = 'has ${NAME} within a text; let the variable give the whole value';
const withSpace = 'ends in a space that is dropped because the value is not quoted; quote it, or delete the space';
const group = 'must be text, and is a group of names; if it begins with {, put it in quotes';

const values: readonly (readonly [
  Entry,
  SettingWords['form'] | undefined,
  string | Reference | { readonly fault: string },
])[] = [
  [text('a'), undefined, 'a'],
  [text(''), 'secret', ''],
  [text('none'), 'secret', 'none'],
  [text('${A_1}'), 'secret', new Reference('A_1')],
  [text('${A}'), undefined, new Reference('A')],
  [text('${A}', { dropped: 'a space' }), undefined, new Reference('A')],
  [text('$A'), undefined, '$A'],
  [text('a'), 'secret', { fault: secret }],
  [text('x${A}'), 'secret', { fault: secret }],
  [text('http://me:pw@proxy'), 'address', { fault: secret }],
  [text('http://proxy'), 'address', 'http://proxy'],
  [text('${A}'), 'address', new Reference('A')],
  [text('a@b'), undefined, 'a@b'],
  [text('x${A}'), undefined, { fault: inPart }],
  [text('${A}x'), 'list', { fault: inPart }],
  [text('a\nb'), undefined, { fault: 'goes over several lines; write it in one, in quotes' }],
  [text('a\rb'), undefined, { fault: 'goes over several lines; write it in one, in quotes' }],
  [text('a', { dropped: 'a space' }), undefined, { fault: withSpace }],
  [
    text('a', { dropped: 'a comment' }),
    undefined,
    { fault: withSpace.replaceAll('a space', 'a comment').replace('the space', 'the comment') },
  ],
  [{ kind: 'other', line: 3, what: 'an alias' }, undefined, { fault: 'is an alias' }],
  [{ kind: 'map', line: 3, members: [] }, 'list', { fault: group }],
  [{ kind: 'list', line: 3, items: [text('a')] }, undefined, { fault: 'must be one value, and is a list' }],
  [{ kind: 'list', line: 3, items: [text('a, b'), text(''), text('c ')] }, 'list', '["a, b","","c "]'],
  [{ kind: 'list', line: 3, items: [] }, 'list', '[]'],
  [
    { kind: 'list', line: 1, items: [text('a'), text('${A}')] },
    'list',
    { fault: 'has ${NAME} within a list; let one variable give the whole list' },
  ],
  [{ kind: 'list', line: 1, items: [{ kind: 'map', line: 3, members: [] }] }, 'list', { fault: group }],
  [
    { kind: 'list', line: 1, items: [{ kind: 'list', line: 3, items: [] }] },
    'list',
    { fault: 'must be text, and is a list' },
  ],
];

for (const [entry, form, due] of values) {
  test(`${JSON.stringify(entry)} as ${form ?? 'a plain value'} is ${JSON.stringify(due)}`, () => {
    const isFault = typeof due === 'object' && 'fault' in due;
    expect(textOfEntry(entry, words(form))).toEqual(
      isFault ? { ok: false, line: 3, message: due.fault } : { ok: true, value: due },
    );
  });
}

test('a fleet is variables with their places, and a place for what an instance lacks', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  writeFileSync(
    join(directory, 'f.yaml'),
    '$schema: fleet.schema.json\nshared:\n  KIND: stage\n  IMS_USER_ORG: Org\nrun:\n  IMS_SIGN_IN: each\ninstances:\n  a-b:\n    URL: https://a\n  c:\n    KIND: production\n    LOGIN_PATH:\n',
  );
  const problems = new ProblemList();
  const fleet = readFleetFile('f.yaml', directory, problems);
  expect(problems.all).toEqual([]);
  expect([fleet?.name, fleet?.ids]).toEqual(['f.yaml', ['a-b', 'c']]);
  expect(Object.fromEntries(fleet?.values ?? [])).toStrictEqual({
    CAMPAIGN_A_B_URL: { value: 'https://a', place: 'f.yaml:9, a-b, URL', instance: 'a-b' },
    CAMPAIGN_C_KIND: { value: 'production', place: 'f.yaml:11, c, KIND', instance: 'c' },
    IMS_USER_ORG: { value: 'Org', place: 'f.yaml:4, shared, IMS_USER_ORG' },
    CAMPAIGN_A_B_KIND: { value: 'stage', place: 'f.yaml:3, shared, KIND', instance: 'a-b' },
    IMS_SIGN_IN: { value: 'each', place: 'f.yaml:6, run, IMS_SIGN_IN' },
    CAMPAIGN_INSTANCES: { value: 'a-b,c', place: 'f.yaml:8, instances' },
  });
  expect(fleet?.placeOf('CAMPAIGN_C_KIND')).toBe('f.yaml:11, c, KIND');
  expect(fleet?.placeOf('CAMPAIGN_C_URL')).toBe('f.yaml:10, c, URL');
  expect(fleet?.placeOf('CAMPAIGN_A_B_IMS_SCOPE')).toBe('f.yaml:8, a-b, IMS_SCOPE');
  expect(fleet?.placeOf('IMS_USER_EMAIL')).toBeUndefined();
  expect(fleet?.placeOf('CAMPAIGN_C_COLOUR')).toBeUndefined();
});

test('a part of a fleet file that holds no names is said to, unless it is empty', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  const said = (part: string): readonly string[] => {
    writeFileSync(join(directory, 'f.yaml'), `instances:\n  a:\n    URL: https://a\n${part}`);
    const problems = new ProblemList();
    readFleetFile('f.yaml', directory, problems);
    return problems.all.map(({ variable, message }) => `${variable}: ${message}`);
  };
  const names = (place: string): readonly string[] => [
    `${place}: must be names with a value each, such as KIND: stage`,
  ];
  expect(said('shared:\n')).toEqual([]);
  expect(said('shared: ""\nrun: {}\n')).toEqual([]);
  expect(said('shared: [KIND]\n')).toEqual(names('f.yaml:4, shared'));
  expect(said('run: x\n')).toEqual(names('f.yaml:4, run'));
  expect(said('  b: x\n')).toEqual(names('f.yaml:4, b'));
});

test('a fleet file that is no text is one line', ({}, testInfo) => {
  const directory = testInfo.outputPath();
  writeFileSync(join(directory, 'f.yaml'), Buffer.from('instances: {}', 'utf16le'));
  const problems = new ProblemList();
  expect(readFleetFile('f.yaml', directory, problems)).toBeUndefined();
  expect(problems.all).toEqual([
    { variable: 'FLEET_FILE', message: 'names a file that is not UTF-8 text; save it as UTF-8: f.yaml' },
  ]);
});

interface Mixed {
  readonly values: readonly (readonly [string, string])[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

function mix(
  of: Readonly<Record<string, FleetValue>>,
  set: Readonly<Record<string, string>>,
  needsAccount = true,
): Mixed {
  const [values, problems] = [new Map(Object.entries(set)), new ProblemList()];
  const fleet: Fleet = {
    name: 'f.yaml',
    ids: ['aa', 'bb'],
    values: new Map(Object.entries(of)),
    placeOf: () => undefined,
  };
  addFleet(fleet, values, problems, needsAccount);
  return {
    values: [...values].filter(([name]) => !(name in set)),
    problems: problems.all.map(({ variable, message }) => `${variable}: ${message}`),
    notices: problems.notices,
  };
}
const unset = 'takes its value from NONE, which is not set; set it in the environment or in .env';
const none = new Reference('NONE');

test('of what nobody set for a listed instance is said where it stands; of an account only where a login is made', () => {
  const of = (name: string, instance?: string): Readonly<Record<string, FleetValue>> => ({
    [name]: { value: none, place: 'P', ...(instance !== undefined && { instance }) },
  });
  const problem = [`P: ${unset}`];
  expect(mix(of('X'), {}).problems).toEqual(problem);
  expect(mix(of('X', 'aa'), {}).problems).toEqual(problem);
  expect(mix(of('X', 'aa'), { CAMPAIGN_INSTANCES: 'cc , aa' }).problems).toEqual(problem);
  expect(mix(of('X', 'aa'), { CAMPAIGN_INSTANCES: 'bb' }).problems).toEqual([]);
  expect(mix(of('X', 'aa'), { NONE: 'v' })).toEqual({ values: [['X', 'v']], problems: [], notices: [] });
  for (const name of ['IMS_USER_EMAIL', 'CAMPAIGN_A_IMS_USER_PASSWORD', 'IMS_USER_TOTP_SECRET']) {
    expect(mix(of(name), {}).problems, name).toEqual(problem);
    expect(mix(of(name), {}, false).problems, name).toEqual([]);
  }
  for (const name of ['IMS_USER_ORG', 'CAMPAIGN_A_SOAP_PASSWORD', 'XIMS_USER_EMAIL', 'IMS_USER_EMAIL_X']) {
    expect(mix(of(name), {}, false).problems, name).toEqual(problem);
  }
  for (const name of ['WEBHOOK_URL', 'HEARTBEAT_URL']) {
    expect(mix(of(name), {}), name).toEqual({
      values: [],
      problems: [],
      notices: ['P: takes its value from NONE, which is not set, so nothing is sent'],
    });
  }
});

test('what is set already stays, and is a note where the file says something else', () => {
  const of = {
    SAME: { value: 'v', place: 'P' },
    OTHER: { value: 'w', place: 'P' },
    UNSET: { value: none, place: 'P' },
  };
  const set = { SAME: 'v', OTHER: 'v', UNSET: 'v' };
  expect(mix(of, set)).toEqual({
    values: [],
    problems: [],
    notices: ['FLEET_FILE: f.yaml has other values for OTHER; those in the environment or in .env take precedence'],
  });
  expect(mix({}, {}).notices).toEqual([]);
});

test('a variable that the environment gives is named by its name, and another one by its place in the file', () => {
  const problems = new ProblemList();
  const fleet: Fleet = { name: 'f.yaml', ids: [], values: new Map(), placeOf: (one) => `place of ${one}` };
  addFleet(fleet, new Map([['SET', 'x']]), problems, true);
  problems.add('SET', 'x');
  problems.add('FREE', 'x');
  expect(problems.all.map(({ variable }) => variable)).toEqual(['SET', 'place of FREE']);
});
