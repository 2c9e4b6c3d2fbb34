import { parse, type HTMLElement } from 'node-html-parser';
import papaparse from 'papaparse';
import { isGreen } from '../fixtures/report/accepted.ts';
import { githubAnnotations } from '../fixtures/report/annotations.ts';
import { changesSince } from '../fixtures/report/changes.ts';
import { messageFor } from '../fixtures/report/message.ts';
import { instancesCsv } from '../fixtures/report/csv.ts';
import type { DiagnosisFile, InstanceResult } from '../fixtures/report/diagnosis-schema.ts';
import { isGreenTest } from '../fixtures/report/judgement.ts';
import { junitXml } from '../fixtures/report/junit.ts';
import { summaryInMarkdown } from '../fixtures/report/markdown.ts';
import { TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { overviewPage } from '../fixtures/report/page/overview.ts';
import { amissAgain, summary, totals } from '../fixtures/report/terminal/index.ts';
import { headline } from '../fixtures/report/words.ts';

/** Everything that anybody sees of a run, as it is written: each of them can be bent by hand. */
export interface Outputs {
  /** The blocks of the terminal, its last lines, and the totals. */
  readonly blocks: string;
  readonly lastLines: string;
  readonly totals: string;
  readonly csv: string;
  readonly markdown: string;
  readonly page: string;
  readonly annotations: string;
  /** What the webhook gets where it was never told of anything, as JSON. */
  readonly webhook: string;
  /** The tests that the runner counts, for every reporter: title, whether it passes, and its message. */
  readonly tests: string;
  readonly junit: string;
  /** Whether the exit status is 0. */
  readonly exit: string;
}

const style = { colours: false, width: 400 };

/** What a run shows of this result. */
export function outputsOf(file: DiagnosisFile): Outputs {
  const { instances, run, acceptedRisks = [] } = file;
  const told = instances.filter(({ outcome }) => outcome !== 'not-probed');
  const tests = told.map((one) => ({ instance: one.instance, passes: isGreenTest(one), message: headline(one) }));
  return {
    blocks: summary(told, style).text,
    lastLines: TerminalText.joined(amissAgain(told, style)).text,
    totals: totals(instances, run.target).text,
    csv: instancesCsv(file).text,
    markdown: summaryInMarkdown(file).text,
    page: overviewPage(file).text,
    annotations: githubAnnotations(file)
      .map(({ text }) => text)
      .join('\n'),
    webhook: JSON.stringify(
      messageFor(file, { changes: changesSince(file, {}), ending: [] }, { format: 'generic', runUrl: undefined }),
    ),
    tests: JSON.stringify(tests),
    junit: junitXml(file).text,
    exit: String(isGreen(instances, run.selected ?? [], acceptedRisks)),
  };
}

/** How an instance stands, said here once more in the words of the contract, so that a mistake of ours shows. */
type Standing = 'pass' | 'fail' | 'accepted' | 'inconclusive' | 'not-probed';

function reportStatusIn({ outcome, verdict, accepted }: InstanceResult): Standing {
  if (outcome === 'not-probed') return 'not-probed';
  return accepted === true ? 'accepted' : verdict;
}

/** What the outputs say otherwise than the result does, a line each; none where they agree. */
export function disagreementsOf(file: DiagnosisFile, outputs: Outputs): readonly string[] {
  const probed = file.instances.filter((one) => reportStatusIn(one) !== 'not-probed');
  const count = (status: Standing): number => file.instances.filter((one) => reportStatusIn(one) === status).length;
  // Read once for all instances: of a large fleet it is a long page.
  const page = parse(outputs.page);
  const rows = rowsOf(outputs.csv);
  return [
    ...file.instances.flatMap((one) => [
      ...terminalOf(one, outputs),
      ...tableOf(one, rows),
      ...pagesOf(one, page, outputs),
      ...messagesOf(one, outputs),
    ]),
    ...expected('totals', outputs.totals, [
      `${String(probed.length)} of ${String(file.instances.length)} `,
      ` ${String(count('pass'))} pass,`,
      ` ${String(count('fail'))} fail,`,
      ` ${String(count('inconclusive'))} inconclusive.`,
      ...(count('accepted') > 0 ? [` ${String(count('accepted'))} accepted,`] : []),
    ]),
    ...testsOf(probed, outputs),
    ...junitOf(file, outputs),
    ...(outputs.exit === String(probed.length > 0 && probed.every(isGreenHere)) ? [] : ['exit status']),
  ];
}

function isGreenHere(one: InstanceResult): boolean {
  return ['pass', 'accepted'].includes(reportStatusIn(one));
}

function expected(where: string, text: string, parts: readonly string[]): readonly string[] {
  return parts.filter((part) => !text.includes(part)).map((part) => `${where} lacks “${part}”`);
}

/** The first cause as every output names it. */
function firstCause({ causes: [first] }: InstanceResult): string {
  return first ? `${first.setting} (${first.certainty})` : '';
}

const signs: Readonly<Record<Standing, string>> = {
  pass: '✓',
  fail: '✗',
  accepted: '!',
  inconclusive: '?',
  'not-probed': '–',
};

function terminalOf(one: InstanceResult, { blocks, lastLines }: Outputs): readonly string[] {
  const status = reportStatusIn(one);
  const lines = lastLines.split('\n');
  const line =
    status === 'accepted'
      ? lines.find((text) => text.startsWith('! accepted: ') && text.slice(12).split(', ').includes(one.instance))
      : lines.find((text) => text.split(/\s+/)[1] === one.instance);
  const headings = blocks.split('\n').filter((text) => new RegExp(`^[A-Z ]+ (.*, )?${one.instance}(,|:)`).test(text));
  if (status === 'pass' || status === 'not-probed') {
    return line === undefined && headings.length === 0 ? [] : [`terminal tells of ${one.instance}`];
  }
  const heading = { fail: 'FAIL', accepted: 'ACCEPTED', inconclusive: 'INCONCLUSIVE' }[status];
  return [
    ...(line?.startsWith(signs[status]) === true && (status === 'accepted' || line.includes(firstCause(one)))
      ? []
      : [`last lines: ${one.instance}`]),
    ...(headings.length === 1 &&
    headings[0]?.startsWith(`${heading} `) === true &&
    headings[0].includes(firstCause(one))
      ? []
      : [`blocks: ${one.instance}`]),
  ];
}

const csvWords: Readonly<Record<Standing, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  accepted: 'Accepted fail',
  inconclusive: 'Inconclusive',
  'not-probed': 'Not probed',
};

type Row = Readonly<Record<string, string>>;

function rowsOf(csv: string): readonly Row[] {
  return papaparse.parse<Row>(csv.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true }).data;
}

function tableOf(one: InstanceResult, table: readonly Row[]): readonly string[] {
  const rows = table.filter(({ instance }) => instance === one.instance);
  const causes = rows.map(({ cause }) => cause ?? '').filter((cause) => cause !== '');
  return [
    ...(rows.length > 0 && rows.every((row) => row['standing'] === csvWords[reportStatusIn(one)])
      ? []
      : [`CSV: standing of ${one.instance}`]),
    ...(JSON.stringify(causes) === JSON.stringify(one.causes.map(({ cause }) => cause))
      ? []
      : [`CSV: causes of ${one.instance}`]),
  ];
}

function pagesOf(one: InstanceResult, root: HTMLElement, { markdown }: Outputs): readonly string[] {
  const status = reportStatusIn(one);
  const inSection = root.querySelector(`section.${status}`)?.text.includes(one.instance) === true;
  const proof = root.querySelector(`#proof-${one.instance}`)?.classList.contains(status) === true;
  const row = markdown
    .split('\n')
    .find((text) => text.startsWith('|') && text.split(' | ')[1] === escapedName(one.instance));
  const isRow =
    status === 'not-probed' ? row === undefined : row?.startsWith(`| ${signs[status].replace('!', '\\!')} |`) === true;
  return [...(inSection && proof ? [] : [`page: ${one.instance}`]), ...(isRow ? [] : [`summary: ${one.instance}`])];
}

/** An instance’s id as Markdown has it: its hyphens and underscores may be escaped. */
function escapedName(instance: string): string {
  return instance.replaceAll('_', '\\_');
}

function messagesOf(one: InstanceResult, { annotations, webhook }: Outputs): readonly string[] {
  const status = reportStatusIn(one);
  const lines = annotations.split('\n').filter((text) => text.includes(`title=${one.instance}%3A`));
  const level = { fail: '::error ', inconclusive: '::error ', accepted: '::warning ' };
  const isAnnotated =
    status === 'pass' || status === 'not-probed'
      ? lines.length === 0
      : lines.length === 1 && lines[0]?.startsWith(level[status]) === true;
  const told = webhook.includes(`"instance":"${one.instance}"`);
  const isTold = status === 'pass' || status === 'not-probed' ? !told : told && webhook.includes(`"now":"${status}"`);
  return [...(isAnnotated ? [] : [`annotations: ${one.instance}`]), ...(isTold ? [] : [`webhook: ${one.instance}`])];
}

function testsOf(probed: readonly InstanceResult[], { tests }: Outputs): readonly string[] {
  const due = probed.map((one) => ({ instance: one.instance, passes: isGreenHere(one), message: headline(one) }));
  return tests === JSON.stringify(due) ? [] : ['tests'];
}

const junitTags: Readonly<Record<Standing, string>> = {
  pass: 'system-out',
  fail: 'failure',
  accepted: 'skipped',
  inconclusive: 'error',
  'not-probed': 'error',
};

function junitOf({ instances, run }: DiagnosisFile, { junit }: Outputs): readonly string[] {
  const due = instances.filter(
    (one) => reportStatusIn(one) !== 'not-probed' || run.selected?.includes(one.instance) === true,
  );
  const count = (...standings: readonly Standing[]): string =>
    String(due.filter((one) => standings.includes(reportStatusIn(one))).length);
  const root = parse(junit);
  const all = root.querySelector('testsuites');
  const cases = root.querySelectorAll('testcase');
  return [
    ...(all?.getAttribute('tests') === String(due.length) && cases.length === due.length ? [] : ['JUnit: tests']),
    ...(all?.getAttribute('failures') === count('fail') ? [] : ['JUnit: failures']),
    ...(all?.getAttribute('errors') === count('inconclusive', 'not-probed') ? [] : ['JUnit: errors']),
    ...(all?.getAttribute('skipped') === count('accepted') ? [] : ['JUnit: skipped']),
    ...due.flatMap((one) => {
      const element = cases.find((found) => found.getAttribute('name')?.split(' ')[0] === one.instance);
      const said = element?.childNodes[0];
      const isSo = said?.rawTagName === junitTags[reportStatusIn(one)] && element?.text.includes(one.summary) === true;
      return isSo || reportStatusIn(one) === 'not-probed' ? [] : [`JUnit: ${one.instance}`];
    }),
  ];
}
