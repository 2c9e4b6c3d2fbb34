import markdownIt from 'markdown-it';
import { parse as parseHtml } from 'node-html-parser';
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
import { outputsOf } from './outputs-agree.ts';

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
export function hostileFile(file: DiagnosisFile, inFront = false): (text: TextFor) => DiagnosisFile {
  const paths = freePaths(file, (changed) => diagnosisFileSchema.safeParse(changed).success);
  const put = (own: string, text: string, path: string): string =>
    text === '' || isOurs(path) ? own : inFront && !URL.canParse(own) ? text + own : own + text;
  return (textFor) => {
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
  withTexts(value, (own, path) => {
    if (accepts(withTexts(value, (text, other) => (other === path ? `${text} more` : text)))) paths.push(path);
    return own;
  });
  return new Map(paths.map((path, place) => [path, place]));
}

/** What a reader of any output would obey, a line each, the output named. */
export function obeyedInOutputs(file: DiagnosisFile, harmless: DiagnosisFile): readonly string[] {
  const [told, plain] = [outputsOf(file), outputsOf(harmless)];
  return [
    ...named('terminal', [told.blocks, told.lastLines, told.totals, ...otherLines(file)].flatMap(obeyedIn)),
    ...named('annotations', commandsIn(told.annotations, plain.annotations)),
    ...named('summary.md', markdownIn(told.markdown, plain.markdown)),
    ...named('report.html', pageIn(told.page, plain.page)),
    ...named('junit.xml', xmlIn(told.junit, plain.junit)),
    ...named('instances.csv', tableIn(told.csv, plain.csv)),
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

function commandsIn(text: string, harmless: string): readonly string[] {
  const lines = text.split('\n');
  const isOurs = (line: string): boolean => line === '' || /^::(error|warning) title=[^:,]*::/.test(line);
  return [
    ...(lines.length === harmless.split('\n').length ? [] : ['another number of commands']),
    ...lines.filter((line) => !isOurs(line) || /##\w*\[/.test(line) || unseenPattern.test(line)),
  ];
}

const renderer = markdownIt({ html: true });

function markdownIn(text: string, harmless: string): readonly string[] {
  const withoutLinks = text.replace(/\]\(<[^>]*>\)/g, '');
  return [
    ...differing(tagsOf(renderer.render(text)), tagsOf(renderer.render(harmless))),
    ...obeyedIn(text),
    ...(/:\/\/|\bwww\./i.test(withoutLinks) ? ['a link that a platform makes by itself'] : []),
    ...(/(?<!\\)[@$]/.test(withoutLinks) ? ['somebody is called, or a formula'] : []),
  ];
}

function pageIn(text: string, harmless: string): readonly string[] {
  return [
    ...differing(tagsOf(text), tagsOf(harmless)),
    ...(unseenPattern.test(text) ? ['a character that is not seen'] : []),
    ...parseHtml(text)
      .querySelectorAll('a[href]')
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !/^(https:|#)/.test(href) && !/^[\w/.-]+$/.test(href)),
  ];
}

/** How a text is set, where it has backticks or is a host: the tags alone, without an attribute, obey nothing. */
const layoutOfAText = ['code', 'wbr'];

/** The tags of a page with the names of their attributes, in their order: all that is obeyed in it. */
function tagsOf(page: string): readonly string[] {
  return parseHtml(page, { comment: true })
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
function xmlIn(text: string, harmless: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('<'));
  return [...differing(elementsOf(text), elementsOf(harmless)), ...lines.flatMap(obeyedIn)];
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

function tableIn(text: string, harmless: string): readonly string[] {
  const cellsOf = (table: string): readonly (readonly string[])[] =>
    papaparse.parse<string[]>(table.slice(1), { skipEmptyLines: true }).data;
  const [cells, plain] = [cellsOf(text), cellsOf(harmless)];
  const isSameShape = cells.length === plain.length && cells.every((row, index) => row.length === plain[index]?.length);
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
