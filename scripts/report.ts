import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../fixtures/domain/errors.ts';
import { instancesCsv } from '../fixtures/report/csv.ts';
import { readDiagnosisFile } from '../fixtures/report/diagnosis-file.ts';
import { writeText } from '../fixtures/report/outlets/files.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { overviewPage, withWayBack } from '../fixtures/report/page/overview.ts';
import { readerFiles } from '../fixtures/report/reader-files.ts';
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

  --help   this text`;

/** The report of the last run: a first page of our own, and Allure’s report behind it. */
function report(isSingleFile: boolean): boolean {
  for (const needed of [results, diagnosis]) {
    if (!existsSync(needed)) throw new UserError(`There is no ${needed}: run “npx playwright test” first.`);
  }
  rmSync(folder, { recursive: true, force: true });
  const allure = join(dirname(require.resolve('allure')), '..', 'cli.js');
  const made = runProgram({
    command: process.execPath,
    options: [allure, 'generate', '--config', join(__dirname, '..', 'allurerc.ts'), results],
    environment: new ChildEnvironment(process.env, 'node'),
    given: { REPORT_SINGLE_FILE: isSingleFile ? '1' : '' },
    shows: 'errors',
  });
  if (made.status !== 0) throw new UserError('Allure could not make its report; its own message is above.');
  const behind = join(folder, 'allure', 'index.html');
  writeFileSync(behind, withWayBack(readFileSync(behind, 'utf8'), '../index.html'));
  const file = readDiagnosisFile(readFileSync(diagnosis, 'utf8'), diagnosis);
  const page = join(folder, 'index.html');
  writeText(page, overviewPage(file, { allure: 'allure/index.html', csv: readerFiles.table }));
  writeText(join(folder, readerFiles.table), instancesCsv(file));
  say(terminal`The report’s first page: ${page}.`);
  if (!isSingleFile) {
    say(terminal`Allure’s pages need a web server (or --single-file): npx allure open ${join(folder, 'allure')}`);
  }
  return true;
}

void runScript(() => {
  const { values } = parseArgs({
    options: {
      'single-file': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) say(usage);
  return values.help || report(values['single-file']);
});
