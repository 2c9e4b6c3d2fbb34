import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../fixtures/domain/errors.ts';
import { copyWithoutPictures } from '../fixtures/report/results-without-pictures.ts';
import { instancesCsv } from '../fixtures/report/csv.ts';
import { readDiagnosisFile } from '../fixtures/report/diagnosis-file.ts';
import type { DiagnosisFile } from '../fixtures/report/diagnosis-schema.ts';
import { writeText } from '../fixtures/report/outlets/files.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { withoutTracking, withWayBack } from '../fixtures/report/page/overview.ts';
import { readerFiles } from '../fixtures/report/reader-file-names.ts';
import { writePages } from '../fixtures/report/reader-files.ts';
import { runProgram } from '../fixtures/run/run-program.ts';
import { ChildEnvironment } from '../fixtures/settings/child-environment.ts';
import { runScript } from './run-script.ts';

const results = 'allure-results';
const diagnosis = 'test-results/diagnosis.json';
const folder = 'allure-report';

const usage = terminal`Makes the report of the last run in ${folder}: a first page,
and Allure’s report behind it.

  npm run report
      Allure’s pages need a web server: npx allure open shows them
  npm run report -- --single-file
      Allure’s report is one file, which opens without a web server
  npm run report -- --without-pictures
      without the pictures of the pages on which logins ended

  --help   this text`;

interface Wanted {
  /** Whether Allure’s part is one file. */
  readonly isSingleFile: boolean;
  /** Whether the pictures of last pages are part of it. */
  readonly pictures: boolean;
}

/** The report of the last run: a first page of our own, and Allure’s report behind it. */
function report(wanted: Wanted): boolean {
  for (const needed of [results, diagnosis]) {
    if (!existsSync(needed)) throw new UserError(`There is no ${needed}: run “npx playwright test” first.`);
  }
  rmSync(folder, { recursive: true, force: true });
  makeAllurePart(wanted);
  const file = readDiagnosisFile(readFileSync(diagnosis, 'utf8'), diagnosis);
  const { pictures } = wanted;
  if (pictures) copyPictures(file);
  writePages(folder, 'index.html', file, { allure: 'allure/index.html', csv: readerFiles.table, pictures });
  writeText(join(folder, readerFiles.table), instancesCsv(file));
  say(terminal`The report’s first page: ${join(folder, 'index.html')}.`);
  if (!wanted.isSingleFile) {
    say(terminal`Allure’s pages need a web server (or --single-file): npx allure open ${join(folder, 'allure')}`);
  }
  return true;
}

function makeAllurePart({ isSingleFile, pictures }: Wanted): void {
  const copy = pictures ? undefined : mkdtempSync(join(tmpdir(), 'probe-report-'));
  try {
    if (copy !== undefined) copyWithoutPictures(results, copy);
    const made = runProgram({
      command: process.execPath,
      options: [
        join(dirname(require.resolve('allure')), '..', 'cli.js'),
        'generate',
        '--config',
        join(__dirname, '..', 'allurerc.ts'),
        copy ?? results,
      ],
      environment: new ChildEnvironment(process.env, 'node'),
      given: { REPORT_SINGLE_FILE: isSingleFile ? '1' : '' },
      shows: 'errors',
    });
    if (made.status !== 0) throw new UserError('Allure could not make its report; its own message is above.');
  } finally {
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  }
  const behind = join(folder, 'allure', 'index.html');
  writeFileSync(behind, withWayBack(withoutTracking(readFileSync(behind, 'utf8')), '../index.html'));
}

/** Puts the pictures beside the first page; of one that is gone the page says nothing more than it did. */
function copyPictures({ instances }: DiagnosisFile): void {
  for (const { picture } of instances) {
    const from = picture === undefined ? undefined : join(dirname(diagnosis), picture);
    if (from === undefined || picture === undefined || !existsSync(from)) continue;
    mkdirSync(dirname(join(folder, picture)), { recursive: true });
    copyFileSync(from, join(folder, picture));
  }
}

const options = {
  'single-file': { type: 'boolean', default: false },
  'without-pictures': { type: 'boolean', default: false },
} as const;

void runScript(module, {
  usage,
  run: (given) => {
    const { values } = parseArgs({ args: [...given], options });
    return report({ isSingleFile: values['single-file'], pictures: !values['without-pictures'] });
  },
});
