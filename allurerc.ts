import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allureConfig } from './fixtures/report/allure-config.ts';
import { diagnosisFileSchema } from './fixtures/report/diagnosis-schema.ts';
import { readerFiles } from './fixtures/report/reader-file-names.ts';
import { readStateFolder } from './fixtures/settings/state-folder.ts';

const file = 'test-results/diagnosis.json';
const result = existsSync(file) ? diagnosisFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
// The lab reads and writes no state: its results are nobody’s history.
const stateFolder = result?.run.target === 'instances' ? readStateFolder(process.env, process.cwd()) : undefined;

export default allureConfig({
  result,
  output: 'allure-report/allure',
  // Set by “npm run report -- --single-file”.
  singleFile: process.env['REPORT_SINGLE_FILE'] === '1',
  historyPath: stateFolder && join(stateFolder, 'allure-history.jsonl'),
  // Not the first page: what it points to would not be there.
  attachments: [file, `test-results/${readerFiles.table}`].filter((path) => existsSync(path)),
});
