import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { z } from 'zod';
import { anchorOf, codeOf, faultOf, filesOfProject, headingsOf, linksOf, root, textOf } from '../documents.ts';

const documents = filesOfProject('**/*.md');
const code = filesOfProject('{fixtures,tests,scripts}/**/*.ts', '*.{ts,mts}', '.ci/*', 'examples/**/*', '.env.example');

/** A document of this project as code names it: `docs/domain.md#hosts`. Documents of others have no folder. */
const reference = /(?<![\w./-])(?:docs\/[\w-]+|README|CONTRIBUTING|SECURITY|CHANGELOG)\.md(?:#[\w-]+)?/g;

function inFile(file: string, fault: string | undefined): readonly string[] {
  return fault === undefined ? [] : [`${file}: ${fault}`];
}

function referencesIn(file: string): readonly string[] {
  return textOf(file).match(reference) ?? [];
}

test('every reference in code leads to a document of this project, and to a heading in it', () => {
  const found = code.flatMap((file) => referencesIn(file).map((link) => ({ file, link })));
  expect(found.length).toBeGreaterThan(150);
  expect(found.flatMap(({ file, link }) => inFile(file, faultOf(link, '')))).toEqual([]);
  // A page of many facts says nothing of which one is meant; what a command writes is one table.
  const isWhole = (link: string): boolean => link.includes('#') || link === 'docs/fire.md';
  expect(found.filter(({ file, link }) => file.startsWith('fixtures') && !isWhole(link))).toEqual([]);
});

test('nothing refers to what only its authors have', () => {
  const own = ['tests/unit/references.spec.ts'];
  const outside = /\b(?:DESIGN|DOMAIN|STACK|STYLE|CASES)(?:\.md\b| \d)|\.\.\/shared\b|(?<![\w.])\/work\//;
  const all = [...code, ...documents, ...filesOfProject('schema/*', 'package.json')];
  expect(all.filter((file) => !own.includes(file) && outside.test(textOf(file)))).toEqual([]);
});

for (const document of documents) {
  test(`every link of ${document} leads somewhere`, () => {
    const links = linksOf(document);
    const [ours, others] = [false, true].map((isOther) => links.filter((link) => /^\w+:/.test(link) === isOther));
    expect((ours ?? []).flatMap((link) => faultOf(link, document) ?? [])).toEqual([]);
    expect((others ?? []).filter((link) => !link.startsWith('https://'))).toEqual([]);
  });

  test(`every file that ${document} names is there`, () => {
    const named = codeOf(document).filter(
      (text) => /^(fixtures|tests|scripts|schema|examples)\/[\w./-]+$/.test(text) && !text.includes('//'),
    );
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
}

test('no document of the project has two headings with one anchor', () => {
  const twice = documents.flatMap((document) => {
    const anchors = headingsOf(document).map(({ text }) => anchorOf(text));
    return anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index).map((anchor) => [document, anchor]);
  });
  expect(twice.filter(([document]) => document?.startsWith('docs/') && document !== 'docs/matrix.md')).toEqual([]);
});

test('what is wrong with a link is noticed', () => {
  const from = 'docs/domain.md';
  expect(faultOf('#hosts', from)).toBeUndefined();
  expect(faultOf('../README.md#quick-start', from)).toBeUndefined();
  expect(faultOf('#hots', from)).toContain('no such heading');
  expect(faultOf('desing.md', from)).toContain('is not there');
  expect(faultOf('../../elsewhere/notes.md', from)).toContain('outside');
  expect('see docs/domain.md#hosts, and ims-troubleshooting.md'.match(reference)).toEqual(['docs/domain.md#hosts']);
});

test('what the suite rests on in Playwright and in Chromium’s protocol stands in docs/playwright.md', () => {
  const page = textOf('docs/playwright.md');
  const used = filesOfProject('{fixtures,scripts}/**/*.ts', 'tests/matrix/*.ts', 'playwright.config.ts').flatMap(
    (file) => [
      ...(textOf(file).match(/\b(?:PW|PWTEST|PLAYWRIGHT)_[A-Z_]+[A-Z]\b|\bTEST_WORKER_INDEX\b|\bPWDEBUG\b/g) ?? []),
      ...(textOf(file).match(
        /(?<=')(?:Browser|Emulation|Fetch|Input|Network|Page|Runtime|Security|Storage|Target)\.[a-z]\w+(?=')/g,
      ) ?? []),
    ],
  );
  expect(new Set(used).size).toBeGreaterThan(20);
  expect([...new Set(used)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('docs/design.md has a place for each folder of fixtures, and for each file beside them', () => {
  const named = codeOf('docs/design.md');
  const places = filesOfProject('fixtures/**/*.ts').map((file) => file.split('/').slice(0, 2).join('/'));
  expect([...new Set(places)].filter((place) => !named.includes(place))).toEqual([]);
});

test('each thing that nobody promises to the suite names the test that holds it, or says that there is none', () => {
  const tables = textOf('docs/playwright.md').split('\n### Late binding')[0] ?? '';
  const rows = tables.split('\n').filter((line) => /^\| (?!what|-)/.test(line));
  const last = rows.map((row) => row.split(' | ').at(-1) ?? '');
  expect(rows.length).toBeGreaterThan(20);
  expect(last.filter((held) => !/^(`tests\/|none[ :])/.test(held))).toEqual([]);
});

test('CONTRIBUTING.md gives the reason of every dependency', () => {
  const listed = z.record(z.string(), z.string());
  const { dependencies, devDependencies } = z
    .object({ dependencies: listed, devDependencies: listed })
    .parse(JSON.parse(textOf('package.json')));
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
  const reasons = codeOf('CONTRIBUTING.md');
  expect(names.filter((name) => !reasons.includes(name))).toEqual([]);
});
