import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** Words that users never see, and what a native technical writer would put in their place. */
const neverSeen: readonly (readonly [RegExp, string])[] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bblanks?\b/i, 'space'],
  [/(?<!there )\b(is|are) no (?!longer)[a-z]/i, '“isn’t a …”, “aren’t …”'],
  [/\b(is|are) none\b/, '“isn’t one”, “there aren’t any”'],
  [/\bamiss\b/i, 'wrong'],
  [/\b(needles?|nest|tier|eyes)\b/i, 'the field’s own word'],
  [/\bleave (is|was) (given|granted)\b/i, 'permission'],
  [/\b(stood|stands?) (in|at|beside|behind|before|round|above)\b/i, '“is in”, “is beside”, “in front of”'],
  [/\b(does|did|do|would) not take\b/i, 'accept, reject'],
  [/\b(could not be|is|was|were|are) told\b/i, 'sent, notified, known, “tell apart”'],
  [/\bto anybody\b/i, '“nothing was sent”'],
  [/\banew\b/i, 'again'],
  [/\bis meant\b/i, '“a misspelling of”'],
  [/\b(breaks?|broke) off\b/i, '“ends too early”, “drops the connection”'],
  [
    /\bno way (leads|on)\b|\bcame about\b|\b(have|has|had) no end\b/i,
    '“there is no route”, “could be established”, “never ends”',
  ],
  [/\bround\b/i, 'around'],
  [/\bvery same\b/i, 'exactly the same'],
  [/\bof no use\b/i, '“cannot be used”'],
  [/\blook whether\b/i, '“check whether”'],
  [/\b(is|are) not behind it\b|\bis behind it\b/i, 'the cause'],
  [/\bin the place of\b/i, '“instead of”'],
  [/\bif need be\b/i, '“if needed”'],
  [/\bas it must be\b/i, 'correctly'],
  [/\bgood (only )?once\b/i, '“valid only once”'],
  [/\bby themselves\b/i, '“on their own”'],
  [/\b(it|that) holds (a|an|no|more)\b|: holds (a|an) /i, 'contains'],
  [/\b(client|instance|provisioned client)(’s)? ids?\b/, 'ID'],
  [/\b(wins|beats)\b/i, '“takes precedence”'],
  [/\bof another one\b|\banother .{1,20} than\b/i, '“a different …”, “other than”'],
];

/** A text that people read: words with spaces between them. What is one word is an id, a selector or a key. */
const isProse = (text: string): boolean => /\p{L}\p{L} \p{L}/u.test(text);

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** Every text in a source file that people may read, with its line. */
function textsIn(file: string): readonly { readonly line: number; readonly text: string }[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: { line: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
    if (isText || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      texts.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter(({ text }) => isProse(text));
}

function wordsIn(text: string): readonly string[] {
  return neverSeen.flatMap(([pattern, better]) => {
    const found = pattern.exec(text);
    return found ? [`“${found[0]}” (${better})`] : [];
  });
}

test('no message holds a word that users never see', () => {
  // The lab’s pages speak as others do.
  const files = [...filesBelow('fixtures', '.ts'), ...filesBelow('scripts', '.ts')].filter(
    (file) => !relative('fixtures', file).startsWith('lab'),
  );
  const found = files.flatMap((file) =>
    textsIn(file).flatMap(({ line, text }) => wordsIn(text).map((word) => `${file}:${String(line)} ${word}: ${text}`)),
  );
  expect(found).toEqual([]);
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
  expect(wordsIn('Correct the mask and mend the rest')).toHaveLength(1);
  expect(wordsIn('it is no longer accepted')).toEqual([]);
  expect(isProse('mask-double-blank')).toBe(false);
});
