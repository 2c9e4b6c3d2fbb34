import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import ts from 'typescript';
import { faults } from '../../fixtures/lab/faults/index.ts';
import { hostileAnswers } from '../../fixtures/lab/hostile/index.ts';
import { networkPlaces } from '../../fixtures/lab/matrix/network-cells.ts';
import { networkFaultNames } from '../../fixtures/lab/network/faults.ts';
import { isProse, wordsIn } from '../plain-english.ts';

const root = resolve(__dirname, '../..');

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** Comments that begin their line. */
const comments = /^[ \t]*(?:\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)/gm;

/** Whether any text of a source file can hold such a word: beside its comments, none stands in most files, not even as a name. */
function mayHoldWords(source: string): boolean {
  return /\\(?:[ux]|\r?\n)/.test(source) || wordsIn(source.replace(comments, '')).length > 0;
}

/** Each of the words that is in a text of a source file, with its line. */
function wordsOf(file: string): readonly string[] {
  const written = readFileSync(join(root, file), 'utf8');
  if (!mayHoldWords(written)) return [];
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile(file, written, options);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
    if ((isText || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) && isProse(node.text)) {
      const { text } = node;
      const line = (): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push(...wordsIn(text).map((word) => `${file}:${String(line())} ${word}: ${text}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no message holds a word that users never see', () => {
  // The lab’s pages speak as others do.
  const files = [...filesBelow('fixtures', '.ts'), ...filesBelow('scripts', '.ts')].filter(
    (file) => !relative('fixtures', file).startsWith('lab'),
  );
  expect(files.flatMap(wordsOf)).toEqual([]);
});

test('nothing that a fire or a matrix writes into its page holds such a word', () => {
  // What is tried has its name in the lab; the rest is in the tests themselves.
  const ofFaults = faults.flatMap(({ id, title }) => [id, title]);
  const names = [...Object.keys(hostileAnswers), ...networkFaultNames, ...networkPlaces, ...ofFaults];
  const found = [...filesBelow('tests/fire', '.ts'), ...filesBelow('tests/matrix', '.ts')].flatMap(wordsOf);
  expect([...found, ...names.flatMap((name) => wordsIn(name).map((word) => `${word}: ${name}`))]).toEqual([]);
});

test('no document holds a word that users never see', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    '.env.example',
    ...filesBelow('docs', '.md'),
  ];
  const found = documents.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((text, index) => wordsIn(text).map((word) => `${file}:${String(index + 1)} ${word}: ${text}`)),
  );
  expect(found).toEqual([]);
});

test('the list of words is looked for in what people read, and in nothing else', () => {
  expect(mayHoldWords("// It is told.\n/**\n * It is told.\n */\nconst all = say('what is said');\n")).toBe(false);
  for (const told of ["/** A. */ say('it is told');", 'say(`\n* it is told\n`);', "say('it is t\\u006fld');"]) {
    expect(mayHoldWords(told), told).toBe(true);
  }
  expect(wordsIn('Correct the mask and mend the rest')).toHaveLength(1);
  expect(wordsIn('it is no longer accepted')).toEqual([]);
  expect(isProse('mask-double-blank')).toBe(false);
});
