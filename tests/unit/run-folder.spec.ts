import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { RunFolder } from '../../fixtures/run/run-folder.ts';
import { writeBundled } from '../bundled.ts';

test('a run’s folder is its own while the run goes on, and gone after it', ({}, testInfo) => {
  const temporary = testInfo.outputPath('temporary');
  fs.mkdirSync(temporary);
  const one = RunFolder.make(temporary);
  fs.mkdirSync(join(one.path, 'home'));
  const other = RunFolder.make(temporary);
  expect(fs.existsSync(join(one.path, 'home'))).toBe(true);
  expect(fs.statSync(one.path).mode & 0o077).toBe(0);
  other.remove();
  one.remove();
  expect(fs.readdirSync(temporary)).toEqual([]);
});

test('what a killed run left is cleared away by the next one, and nothing that is somebody else’s', async ({}, testInfo) => {
  const temporary = testInfo.outputPath('temporary');
  fs.mkdirSync(temporary);
  const script = testInfo.outputPath('killed.js');
  const source = `
    import { mkdirSync } from 'node:fs';
    import { RunFolder } from './fixtures/run/run-folder.ts';
    const { path } = RunFolder.make(${JSON.stringify(temporary)});
    mkdirSync(path + '/profile/Default', { recursive: true });
    process.stdout.write(path);
    setInterval(() => undefined, 60_000);`;
  writeBundled(script, source);
  const killed = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [left] = await new Promise<[Buffer]>((said) =>
    killed.stdout.once('data', (...given: [Buffer]) => {
      said(given);
    }),
  );
  const others = ['playwright_chromiumdev_profile-x', 'campaign-login-probe-run.txt', 'campaign-login-lab-x'];
  for (const name of others) fs.mkdirSync(join(temporary, name));
  fs.writeFileSync(join(temporary, 'campaign-login-probe-run-file'), '');
  fs.symlinkSync(testInfo.outputDir, join(temporary, 'campaign-login-probe-run-link'));
  others.push('campaign-login-probe-run-file', 'campaign-login-probe-run-link');

  RunFolder.make(temporary).remove();
  expect(fs.existsSync(join(left.toString(), 'profile'))).toBe(true);

  killed.kill('SIGKILL');
  await new Promise((ended) => killed.once('close', ended));
  RunFolder.make(temporary).remove();
  expect(fs.readdirSync(temporary).sort()).toEqual(others.sort());
  expect(fs.existsSync(testInfo.outputDir)).toBe(true);
});

test('a folder whose run died before it could say that it lives is cleared away as well', ({}, testInfo) => {
  const temporary = testInfo.outputPath('temporary');
  fs.mkdirSync(join(temporary, 'campaign-login-probe-run-abcdef', 'home'), { recursive: true });
  RunFolder.make(temporary).remove();
  expect(fs.readdirSync(temporary)).toEqual([]);
});

test('where temporary files have no room, one line says which folder, why and what to do', ({}, testInfo) => {
  const temporary = testInfo.outputPath('temporary');
  fs.writeFileSync(temporary, '');
  expect(() => RunFolder.make(temporary)).toThrow(
    /^The folder for temporary files, .*temporary, cannot be written, since there is a file in its place \(ENOTDIR\): .* (TMPDIR|TEMP)\.$/,
  );
});
