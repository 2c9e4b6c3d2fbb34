import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const results = 'allure-results';

if (!existsSync(results)) {
  console.error(`There is no ${results}: run “npx playwright test” first.`);
  process.exitCode = 1;
} else {
  const allure = join(dirname(require.resolve('allure')), '..', 'cli.js');
  const made = spawnSync(process.execPath, [allure, 'generate', results, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = made.status ?? 1;
}
