import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { UserError } from '../fixtures/domain/errors.ts';
import { findBrowser, noBrowserMessage } from '../fixtures/evidence/browser/find-browser.ts';
import type { DiagnosisFile } from '../fixtures/report/diagnosis-schema.ts';
import type { Html } from '../fixtures/report/outlets/html.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal, TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { pagesBehind } from '../fixtures/report/page/overview.ts';
import { writeReaderFiles } from '../fixtures/report/reader-files.ts';
import { amissAgain, summary, totals } from '../fixtures/report/terminal/index.ts';
import { ended, startMainJobIn, type MainJob } from '../tests/lab/run-main-job.ts';
import { sceneFiles } from './pictures/scenes.ts';
import { terminalColumns, terminalPage } from './pictures/terminal-page.ts';
import { runScript } from './run-script.ts';

const pictureFolder = 'test-output/pictures';
const folder = resolve(pictureFolder);
const readmePicture = resolve('docs/pictures/report.png');
/** A picture in a document is loaded with it each time. */
const largestPicture = 250 * 1024;

const usage = terminal`Takes pictures of the terminal and of the report, to be looked at.

  npm run pictures
      runs the lab a few times, makes results of 1, 3, 40 and 200 instances
      of it, and takes their pictures: light, dark, narrow and printed (as a
      PDF too, to see its pages), in ${pictureFolder}; and
      docs/pictures/report.png for the README

  --help   this text`;

/** How a page is looked at. */
const looks = {
  light: { colorScheme: 'light', width: 1280 },
  dark: { colorScheme: 'dark', width: 1280 },
  narrow: { colorScheme: 'light', width: 390 },
  'narrow-dark': { colorScheme: 'dark', width: 390 },
  // A4 at 96 dpi without its margins.
  print: { colorScheme: 'light', width: 718, media: 'print' },
} as const;
type Look = keyof typeof looks;

const sheetMargin = { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' };

/** Nothing below this is worth a picture. */
const tallest = 9000;

/** What breaks in the lab for the pictures, a run each. */
const faults = [
  'mask-double-space,callback-not-listed@stage,campaign-503@link',
  'scope-too-many,client-secret-wrong@stage,client-id-other@link',
  '',
];

async function takePictures(): Promise<boolean> {
  const found = findBrowser(process.env, true);
  if (!found) throw new UserError(noBrowserMessage(true));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'probe-pictures-'));
  try {
    const jobs: MainJob[] = [];
    for (const [index, fault] of faults.entries()) jobs.push(await runLab(join(work, String(index)), fault));
    const browser = await chromium.launch({ ...(found.executablePath && { executablePath: found.executablePath }) });
    try {
      await pictureAll(browser, jobs, work);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const { size } = statSync(readmePicture);
  say(terminal`Pictures are in ${folder}; the one for the README has ${Math.round(size / 1024)} kB.`);
  if (size <= largestPicture) return true;
  say(terminal`That is more than ${largestPicture / 1024} kB: let it end earlier.`, 'stderr');
  return false;
}

async function runLab(at: string, fault: string): Promise<MainJob> {
  say(terminal`The lab with ${fault || 'nothing broken'}…`);
  return ended(startMainJobIn(at, { LAB: 'always', ...(fault && { LAB_FAULT: fault }) }));
}

async function pictureAll(browser: Browser, jobs: readonly MainJob[], work: string): Promise<void> {
  const results = jobs.flatMap(({ result }) => (result ? [result] : []));
  const [first] = jobs;
  if (!first || results.length < jobs.length) throw new UserError('A run on the lab gave no result.');
  await picture(browser, terminalPage(shownInTerminal(results)), 'terminal', 'light');
  for (const [name, file] of Object.entries(sceneFiles(results))) {
    const at = join(work, 'scenes', name);
    writeReaderFiles(at, file);
    for (const job of jobs) copyLastPages(job, at);
    for (const look of lookNames(file)) await shoot(browser, `file://${join(at, 'report.html')}`, name, look);
    const [behind] = pagesBehind(file, 'report.html');
    if (behind) await shoot(browser, `file://${join(at, behind.path)}`, `${name}-one`, 'light');
  }
  const at = join(first.folder, 'test-results', 'report.html');
  await shoot(browser, `file://${at}`, 'as-it-was-written', 'light');
  mkdirSync(join(readmePicture, '..'), { recursive: true });
  await shoot(browser, `file://${at}`, readmePicture, 'light', '.way');
}

/** The pictures of the pages on which logins ended, which a printed report shows. */
function copyLastPages(job: MainJob, to: string): void {
  const from = join(job.folder, 'test-results', 'pictures');
  if (existsSync(from)) cpSync(from, join(to, 'pictures'), { recursive: true });
}

/** The end of a run as a terminal with colours shows it. */
function shownInTerminal([first]: readonly DiagnosisFile[]): string {
  const style = { colours: true, width: terminalColumns };
  const { instances = [], run } = first ?? {};
  const lines = [
    terminal`$ npx playwright test\n`,
    summary(instances, style),
    terminal``,
    ...amissAgain(instances, style),
    terminal`Report: test-results/report.html`,
    totals(instances, run?.target ?? 'lab'),
  ];
  return TerminalText.joined(lines).text;
}

/** Large fleets are looked at in fewer ways: they differ from smaller ones by their length. */
function lookNames({ instances }: DiagnosisFile): readonly Look[] {
  return instances.length > 100 ? ['light', 'narrow'] : ['light', 'dark', 'narrow', 'narrow-dark', 'print'];
}

/** @param until the picture ends below the first of these; without it, where the page does */
async function shoot(browser: Browser, address: string, name: string, look: Look, until?: string): Promise<void> {
  const { colorScheme, width, ...media } = looks[look];
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  try {
    await page.emulateMedia(media);
    await page.goto(address);
    // What is drawn only where it is seen has no height yet.
    await page.addStyleTag({ content: 'article { content-visibility: visible !important; }' });
    const end = page.locator(until ?? 'html').first();
    const whole = Math.ceil(await end.evaluate((element) => element.getBoundingClientRect().bottom));
    const path = name.endsWith('.png') ? name : join(folder, `${name}-${look}.png`);
    await page.setViewportSize({ width, height: Math.min(whole, tallest) });
    await page.screenshot({ path, animations: 'disabled' });
    if (look === 'print') await page.pdf({ path: path.replace(/png$/, 'pdf'), format: 'A4', margin: sheetMargin });
  } finally {
    await page.close();
  }
}

async function picture(browser: Browser, content: Html, name: string, look: Look): Promise<void> {
  const page = await browser.newPage({ viewport: { width: looks[look].width, height: 600 } });
  try {
    await page.setContent(content.text);
    await page.locator('body > *').screenshot({ path: join(folder, `${name}.png`) });
  } finally {
    await page.close();
  }
}

void runScript(module, {
  usage,
  run: (given) => {
    parseArgs({ args: [...given] });
    return takePictures();
  },
});
