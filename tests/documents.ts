import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import markdownIt from 'markdown-it';
import { globSync } from 'tinyglobby';

export const root = resolve(__dirname, '..');

const markdown = markdownIt();

/** Files that are in the repository, as far as people write them: no results, no installed packages. */
export function filesOfProject(...patterns: readonly string[]): readonly string[] {
  const ignore = ['node_modules', 'test-results', 'test-output', 'allure-results', 'allure-report', '.git', '.probe'];
  const all = globSync([...patterns], { cwd: root, dot: true, ignore: ignore.map((name) => `**/${name}/**`) });
  return all.sort();
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** A heading as an address has it, on GitHub and its kin. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

export interface Heading {
  readonly level: number;
  readonly text: string;
}

const headings = new Map<string, readonly Heading[]>();

/** The headings of a document, in their order; read once, since many references lead to one document. */
export function headingsOf(file: string): readonly Heading[] {
  const known = headings.get(file) ?? readHeadings(file);
  headings.set(file, known);
  return known;
}

function readHeadings(file: string): readonly Heading[] {
  const tokens = markdown.parse(textOf(file), {});
  return tokens.flatMap(({ type, tag }, index) =>
    type === 'heading_open' ? [{ level: Number(tag.slice(1)), text: plainText(tokens[index + 1]) }] : [],
  );
}

type Token = ReturnType<typeof markdown.parse>[number];

function plainText(token: Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join('');
}

/** Where the links of a document lead, pictures included. */
export function linksOf(file: string): readonly string[] {
  const inline = markdown.parse(textOf(file), {}).flatMap(({ children }) => children ?? []);
  return inline.flatMap((token) => [token.attrGet('href'), token.attrGet('src')]).filter((link) => link !== null);
}

/** What a document names as code: `npm test`, `fixtures/index.ts`. */
export function codeOf(file: string): readonly string[] {
  const inline = markdown.parse(textOf(file), {}).flatMap(({ children }) => children ?? []);
  return inline.flatMap(({ type, content }) => (type === 'code_inline' ? [content] : []));
}

/** The commands that a document gives: the lines of its blocks for a shell, and those that it names in its text. */
export function commandsOf(file: string): readonly string[] {
  const tokens = markdown.parse(textOf(file), {});
  const lines = tokens.flatMap(({ type, info, content }) =>
    type === 'fence' && /^(sh|powershell)$/.test(info) ? content.split('\n') : [],
  );
  const commands = lines.flatMap((line) => (line.split(' #')[0] ?? '').trim().split(' && '));
  const named = codeOf(file).filter((text) => /^([A-Z_]+=\S+ )*(npm|npx|docker|git|sha256sum|kubectl) /.test(text));
  // What sets variables, and a script that a sentence goes on about, is none.
  return [...new Set([...commands, ...named])].filter((text) => text !== '' && !/^[A-Z_]+="/.test(text));
}

/**
 * What is wrong with a link or a reference to a file of the project; nothing where it leads somewhere.
 *
 * @param from the document that holds it; its own heading where the link is only `#heading`
 */
export function faultOf(link: string, from: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : relative(root, resolve(root, dirname(from), decodeURIComponent(path)));
  if (target.startsWith('..')) return `${link} is outside of the repository`;
  if (!existsSync(join(root, target))) return `${link} is not there`;
  if (anchor === undefined) return undefined;
  if (!target.endsWith('.md')) return `${link} names a heading of what is not a document`;
  return headingsOf(target).some(({ text }) => anchorOf(text) === anchor) ? undefined : `${link} has no such heading`;
}
