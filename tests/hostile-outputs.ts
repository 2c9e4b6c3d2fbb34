import markdownIt from 'markdown-it';
import { parse as parseHtml, type HTMLElement } from 'node-html-parser';
import papaparse from 'papaparse';
import { SaxesParser } from 'saxes';
import { diagnose, type Diagnosis } from '../fixtures/diagnosis/index.ts';
import { UserError } from '../fixtures/domain/errors.ts';
import { evidenceSchema, type Evidence } from '../fixtures/evidence/facts/evidence.ts';
import { diagnosisFileSchema, type DiagnosisFile, type InstanceResult } from '../fixtures/report/diagnosis-schema.ts';
import { findingsInWords, findingsOf, withoutLogin } from '../fixtures/report/judgement.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { findingsLines, instanceLines, summary } from '../fixtures/report/terminal/index.ts';
import { headline } from '../fixtures/report/words.ts';
import { chatIn } from './hostile-chat.ts';
import { obeyedIn, unseenPattern, withTexts } from './hostile-texts.ts';
import { outputsOf, type Outputs } from './outputs-agree.ts';

/** The text for a place, by the number of the place; the same one for all of them, where it is only one. */
export type TextFor = string | ((place: number) => string);

/**
 * Every text somewhere in so many turns, and in each turn another one at each place: as good as every text at every place,
 * at a fraction of its time.
 */
export function inTurns(texts: readonly string[], turns: number): readonly TextFor[] {
  const step = Math.max(1, Math.floor(texts.length / turns));
  return Array.from(
    { length: turns },
    (_, turn) => (place: number) => texts[(place + turn * step) % texts.length] ?? '',
  );
}

function at(places: ReadonlyMap<string, number>, path: string, textFor: TextFor): string {
  const place = places.get(path);
  if (place === undefined) return '';
  return typeof textFor === 'string' ? textFor : textFor(place);
}

/**
 * Puts a text behind every text of a result for which its schema leaves room, or in front of it: not to a word of a list, or to
 * a date; and in front of no address.
 */
export function hostileFile(file: DiagnosisFile): (text: TextFor, inFront?: boolean) => DiagnosisFile {
  const paths = freePaths(file, (changed) => diagnosisFileSchema.safeParse(changed).success);
  return (textFor, inFront = false) => {
    const put = (own: string, text: string, path: string): string =>
      text === '' || isOurs(path) ? own : inFront && !URL.canParse(own) ? text + own : own + text;
    const changed = diagnosisFileSchema.parse(withTexts(file, (own, path) => put(own, at(paths, path, textFor), path)));
    // An instance has one name, wherever it is named.
    const names = new Map(file.instances.map(({ instance }, index) => [instance, changed.instances[index]?.instance]));
    const selected = file.run.selected?.map((id) => names.get(id) ?? id);
    return { ...changed, run: { ...changed.run, ...(selected && { selected }) } };
  };
}

/** Whose host a hop is at is a word of ours. */
const isOurs = (path: string): boolean => /^instances\.\d+\.journey\.\d+\.kind$/.test(path);

/** The same of evidence: as a page, a server or an administrator could have made it. */
export function hostileEvidence(evidence: Evidence): (text: TextFor) => Evidence {
  const paths = freePaths(evidence, (changed) => {
    const read = evidenceSchema.safeParse(changed);
    return read.success && isDiagnosed(read.data);
  });
  return (textFor) =>
    evidenceSchema.parse(withTexts(evidence, (own, path) => behind(own, path, at(paths, path, textFor))));
}

/** An address was read as one when it was captured, so it stays one; everything else may hold anything. */
function behind(own: string, path: string, text: string): string {
  if (text === '') return own;
  if (/(^|\.)origin$/.test(path)) return own;
  if (!/(^|\.)(url|redirectUri)$/.test(path)) return own + text;
  const address = new URL(own);
  address.hash = text;
  return address.href;
}

function isDiagnosed(evidence: Evidence): boolean {
  try {
    diagnose(evidence);
    return true;
  } catch {
    // An address of the settings, which are read before anything is seen.
    return false;
  }
}

/** A result of the same shape in which nobody else says anything. */
export function withPlainWords(file: DiagnosisFile): DiagnosisFile {
  return diagnosisFileSchema.parse(
    withTexts(file, (own) => {
      if (/^[\w-]*$/.test(own) || /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(own)) return own;
      return URL.canParse(own) ? 'https://plain.example/' : 'plain';
    }),
  );
}

function freePaths(value: object, accepts: (changed: unknown) => boolean): ReadonlyMap<string, number> {
  const paths: string[] = [];
  // One copy, in which each text is changed in its turn: a copy for each text takes most of the time of these tests.
  const changed = withTexts(value, (text) => text);
  const visit = (holder: object, before: string): void => {
    for (const name of Object.keys(holder)) {
      const own: unknown = Reflect.get(holder, name);
      if (typeof own === 'object' && own !== null) visit(own, `${before}${name}.`);
      if (typeof own !== 'string') continue;
      Reflect.set(holder, name, `${own} more`);
      if (accepts(changed)) paths.push(before + name);
      Reflect.set(holder, name, own);
    }
  };
  if (typeof changed === 'object' && changed !== null) visit(changed, '');
  return new Map(paths.map((path, place) => [path, place]));
}

/** The shape of what a run says in which nobody else says anything: any other result of the same shape has it too. */
interface Outline {
  readonly commands: number;
  readonly markdown: readonly string[];
  readonly page: readonly string[];
  readonly junit: readonly string[];
  readonly rows: readonly number[];
}

const outlines = new Map<string, Outline>();

/** Many results of a test are the same where nobody else says anything. */
function outlineOf(harmless: DiagnosisFile): Outline {
  const key = JSON.stringify(harmless);
  const known = outlines.get(key) ?? outlineIn(outputsOf(harmless));
  outlines.set(key, known);
  return known;
}

function outlineIn({ annotations, markdown, page, junit, csv }: Outputs): Outline {
  return {
    commands: annotations.split('\n').length,
    markdown: tagsOf(pageOf(renderer.render(markdown))),
    page: tagsOf(pageOf(page)),
    junit: elementsOf(junit),
    rows: cellsOf(csv).map(({ length }) => length),
  };
}

/** What a reader of any output would obey, a line each, the output named. */
export function obeyedInOutputs(file: DiagnosisFile, harmless: DiagnosisFile): readonly string[] {
  const [told, plain] = [outputsOf(file), outlineOf(harmless)];
  return [
    ...named('terminal', [told.blocks, told.lastLines, told.totals, ...otherLines(file)].flatMap(obeyedIn)),
    ...named('annotations', commandsIn(told.annotations, plain)),
    ...named('summary.md', markdownIn(told.markdown, plain)),
    ...named('report.html', pageIn(told.page, plain)),
    ...named('junit.xml', xmlIn(told.junit, plain)),
    ...named('instances.csv', tableIn(told.csv, plain)),
    ...named('diagnosis.json', jsonIn(file)),
    ...named('webhook', chatIn(file)),
    ...named(
      'messages of tests',
      messagesOf(file).flatMap((text) => [...obeyedIn(text), ...inOneLine(text)]),
    ),
  ];
}

/** A result as the diagnosis that it was; whose host a hop is at is a word of ours. */
export function asDiagnosis(result: InstanceResult): Diagnosis & Pick<InstanceResult, 'account'> {
  return { ...result, journey: result.journey.map((hop) => ({ ...hop, kind: 'other' as const })) };
}

export function named(output: string, found: readonly string[]): readonly string[] {
  return found.map((what) => `${output}: ${what}`);
}

const styles = [
  { colours: false, width: 40 },
  { colours: false, width: 120 },
] as const;

/** What else is printed: the looks without a login, every instance in a line, errors for people; narrow and wide. */
function otherLines({ instances }: DiagnosisFile): readonly string[] {
  const found = instances.map((one) => findingsOf(withoutLogin(asDiagnosis(one)), { risks: [], today: '2026-01-01' }));
  const errors = instances.map(({ summary: said, seen }) => new UserError(said, ...seen).message);
  const printed = styles.flatMap((style) => [
    summary(instances, style),
    TerminalText.joined(instanceLines(instances, style)),
    TerminalText.joined(findingsLines(found, style)),
  ]);
  return [...printed.map(({ text }) => text), ...errors];
}

/** What the tests of the instances say, for whichever reporter prints it. */
function messagesOf({ instances }: DiagnosisFile): readonly string[] {
  return instances.flatMap((one) => [
    headline(one),
    findingsInWords(findingsOf(withoutLogin(asDiagnosis(one)), { risks: [], today: '2026-01-01' })),
  ]);
}

function inOneLine(text: string): readonly string[] {
  return text.includes('\n') ? [`more than one line: ${JSON.stringify(text)}`] : [];
}

function commandsIn(text: string, { commands }: Outline): readonly string[] {
  const lines = text.split('\n');
  const isOurs = (line: string): boolean => line === '' || /^::(error|warning) title=[^:,]*::/.test(line);
  return [
    ...(lines.length === commands ? [] : ['another number of commands']),
    ...lines.filter((line) => !isOurs(line) || /##\w*\[/.test(line) || unseenPattern.test(line)),
  ];
}

const renderer = markdownIt({ html: true });

function markdownIn(text: string, { markdown }: Outline): readonly string[] {
  const withoutLinks = text.replace(/\]\(<[^>]*>\)/g, '');
  return [
    ...differing(tagsOf(pageOf(renderer.render(text))), markdown),
    ...obeyedIn(text),
    ...(/:\/\/|\bwww\./i.test(withoutLinks) ? ['a link that a platform makes by itself'] : []),
    ...(/(?<!\\)[@$]/.test(withoutLinks) ? ['somebody is called, or a formula'] : []),
  ];
}

function pageIn(text: string, { page }: Outline): readonly string[] {
  const root = pageOf(text);
  return [
    ...differing(tagsOf(root), page),
    ...(unseenPattern.test(text) ? ['a character that is not seen'] : []),
    ...root
      .querySelectorAll('a[href]')
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !/^(https:|#)/.test(href) && !/^[\w/.-]+$/.test(href)),
  ];
}

/** How a text is set, where it has backticks or is a host: the tags alone, without an attribute, obey nothing. */
const layoutOfAText = ['code', 'wbr'];

const pageOf = (text: string): HTMLElement => parseHtml(text, { comment: true });

/** The tags of a page with the names of their attributes, in their order: all that is obeyed in it. */
function tagsOf(page: HTMLElement): readonly string[] {
  return page
    .querySelectorAll('*')
    .map(({ rawTagName, attributes }) => [rawTagName, ...Object.keys(attributes)].join(' '))
    .filter((tag) => !layoutOfAText.includes(tag));
}

function differing(found: readonly string[], expected: readonly string[]): readonly string[] {
  const at = found.findIndex((tag, index) => tag !== expected[index]);
  if (at < 0 && found.length === expected.length) return [];
  return [`markup that is not ours: ${found[at] ?? 'none'} in place of ${expected[at] ?? 'none'}`];
}

/** Whether it is XML, made of the same elements and attributes, and no reader of it obeys anything. */
function xmlIn(text: string, { junit }: Outline): readonly string[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('<'));
  return [...differing(elementsOf(text), junit), ...lines.flatMap(obeyedIn)];
}

function elementsOf(text: string): readonly string[] {
  const parser = new SaxesParser();
  const found: string[] = [];
  parser.on('error', ({ message: said }) => found.push(`no XML: ${said}`));
  parser.on('opentag', ({ name, attributes }) => found.push([name, ...Object.keys(attributes)].join(' ')));
  parser.on('closetag', ({ name }) => found.push(`/${name}`));
  for (const event of ['comment', 'cdata', 'doctype', 'processinginstruction'] as const) {
    parser.on(event, () => found.push(event));
  }
  parser.write(text).close();
  return found;
}

const cellsOf = (table: string): readonly (readonly string[])[] =>
  papaparse.parse<string[]>(table.slice(1), { skipEmptyLines: true }).data;

function tableIn(text: string, { rows }: Outline): readonly string[] {
  const cells = cellsOf(text);
  const isSameShape = cells.length === rows.length && cells.every(({ length }, index) => length === rows[index]);
  return [
    ...(isSameShape ? [] : ['another number of cells']),
    ...cells
      .flat()
      .filter((cell) => /^\s*[=+\-@＝＋－＠]/u.test(cell) || unseenPattern.test(cell) || cell.includes('\n')),
  ];
}

function jsonIn(value: unknown): readonly string[] {
  const { text } = json(value);
  const isSame = JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  return [...(isSame ? [] : ['says something else']), ...obeyedIn(text)];
}
