import { spawn, type ChildProcessByStdio } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { holdNew, isHeld, tryHold } from '../../fixtures/run/state/file-lock.ts';
import { StateError, StateFolder, type Disk } from '../../fixtures/run/state/state-folder.ts';
import { writeBundled } from '../bundled.ts';

/** What a system says when it cannot do something. */
function failure(code: string): Error {
  return Object.assign(new Error(`${code}: a message of the system`), { code });
}

function refusing(name: keyof Disk, code: string): Partial<Disk> {
  return {
    [name]: () => {
      throw failure(code);
    },
  };
}

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Windows has rights of another kind. */
const modes = process.platform === 'win32' ? undefined : { file: 0o600, folder: 0o700 };
const modeOf = (path: string): number => fs.statSync(path).mode & 0o777;

test('what is written is there again, for its owner alone, and git leaves it alone', ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  const state = new StateFolder(folder);
  expect(state.read('told.json')).toBeUndefined();

  state.change('told.json', (text) => `${text ?? 'first'}.`);
  state.change('told.json', (text) => `${text ?? 'first'}.`, true);
  state.change('passed/prod.json', () => '{}');

  expect(state.read('told.json')).toBe('first..');
  expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'locks', 'passed', 'told.json']);
  expect(fs.readdirSync(join(folder, 'passed'))).toEqual(['prod.json']);
  expect(fs.readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  for (const path of ['told.json', 'passed/prod.json', '.gitignore', 'locks/told.json.lock']) {
    expect(modes ? modeOf(join(folder, path)) : undefined, path).toBe(modes?.file);
  }
  for (const path of ['', 'passed', 'locks']) {
    expect(modes ? modeOf(join(folder, path)) : undefined, path).toBe(modes?.folder);
  }
});

test('a folder of an earlier version is closed; one that holds other things is left as it is, and only ours is ignored', ({}, testInfo) => {
  const [ours, theirs] = [testInfo.outputPath('ours'), testInfo.outputPath('theirs')];
  for (const folder of [ours, theirs]) {
    fs.mkdirSync(folder, { mode: 0o755 });
    fs.writeFileSync(join(folder, 'verdicts.jsonl'), '', { mode: 0o644 });
  }
  fs.writeFileSync(join(theirs, 'notes.txt'), 'kept by somebody');
  for (const folder of [ours, theirs]) new StateFolder(folder).change('verdicts.jsonl', () => 'new');

  const seen = modes && [ours, theirs].map(modeOf);
  expect(seen).toEqual(modes && [0o700, 0o755]);
  expect(modes && modeOf(join(theirs, 'verdicts.jsonl'))).toBe(modes?.file);
  expect(fs.readFileSync(join(theirs, '.gitignore'), 'utf8')).toContain('/account-ledger.json\n');
  expect(fs.readFileSync(join(theirs, '.gitignore'), 'utf8')).not.toMatch(/^\*$/m);

  fs.writeFileSync(join(theirs, '.gitignore'), 'mine');
  new StateFolder(theirs).change('verdicts.jsonl', () => 'newer');
  expect(fs.readFileSync(join(theirs, '.gitignore'), 'utf8')).toBe('mine');
});

for (const [name, code] of [
  ['writeFileSync', 'ENOSPC'],
  ['fsyncSync', 'EIO'],
  ['closeSync', 'EDQUOT'],
  ['renameSync', 'EACCES'],
  ['openSync', 'EROFS'],
] as const) {
  test(`where ${name} fails with ${code}, the file is as it was, and one line says which folder, why and what to do`, ({}, testInfo) => {
    const folder = testInfo.outputPath('state');
    new StateFolder(folder).change('told.json', () => 'before');

    const error = errorOf(() => {
      new StateFolder(folder, refusing(name, code)).change('told.json', () => 'after', true);
    });

    expect(error).toBeInstanceOf(StateError);
    expect(String(error)).toMatch(
      new RegExp(`PROBE_STATE: ${folder} cannot be written, since .+ \\(${code}\\): .+\\.$`),
    );
    expect(String(error)).not.toContain('\n');
    expect(fs.readFileSync(join(folder, 'told.json'), 'utf8')).toBe('before');
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
    // The lock is free again.
    new StateFolder(folder, {}, 0).change('told.json', () => 'later');
    expect(new StateFolder(folder).read('told.json')).toBe('later');
  });
}

const stand: Readonly<Record<string, (path: string) => void>> = {
  'there is a file in its place': (path) => {
    fs.writeFileSync(path, '');
  },
  'it is a link to nothing': (path) => {
    fs.symlinkSync(join(path, '..', 'nowhere'), path);
  },
  'its links go in a circle': (path) => {
    fs.symlinkSync(path, path);
  },
};

for (const [why, make] of Object.entries(stand)) {
  test(`a folder that is none is said to be so: ${why}`, ({}, testInfo) => {
    const path = testInfo.outputPath('state');
    make(path);
    const error = errorOf(() => {
      new StateFolder(path).change('told.json', () => 'text');
    });
    expect(String(error)).toContain(`${path} cannot be written, since ${why}`);
  });
}

test('a file that is a link is changed where it lies, and one that leads nowhere is not replaced', ({}, testInfo) => {
  const [folder, elsewhere] = [testInfo.outputPath('state'), testInfo.outputPath('elsewhere.json')];
  fs.mkdirSync(folder);
  fs.writeFileSync(elsewhere, 'before');
  fs.symlinkSync(elsewhere, join(folder, 'told.json'));
  fs.symlinkSync(testInfo.outputPath('nowhere'), join(folder, 'last-manifest'));

  new StateFolder(folder).change('told.json', () => 'after');
  expect(fs.readFileSync(elsewhere, 'utf8')).toBe('after');
  const error = errorOf(() => {
    new StateFolder(folder).change('last-manifest', () => 'text');
  });
  expect(String(error)).toContain('it is a link to nothing');
});

test('what a killed process left half written is cleared away by the next writer', ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  const state = new StateFolder(folder);
  state.change('told.json', () => 'whole');
  fs.writeFileSync(join(folder, 'told.json.0123456789ab.draft'), 'ha');
  state.change('told.json', () => 'whole again');
  expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'locks', 'told.json']);
});

test('while somebody else writes a file it is waited for, and given up with one line; other files are free', ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  new StateFolder(folder).change('told.json', () => 'before');
  const held = tryHold(join(folder, 'locks', 'told.json.lock'));
  const error = errorOf(() => {
    new StateFolder(folder, {}, 60).change('told.json', () => 'after');
  });
  expect(String(error)).toContain(`another process holds ${join(folder, 'told.json')}`);
  new StateFolder(folder, {}, 0).change('verdicts.jsonl', () => 'free');
  held?.release();
  new StateFolder(folder, {}, 0).change('told.json', () => 'after');
});

test('a file is held by one at a time, and by nobody once it is let go of', ({}, testInfo) => {
  const path = testInfo.outputPath('life');
  expect(isHeld(path)).toBe(false);
  const held = holdNew(path);
  expect(held).toBeDefined();
  expect(isHeld(path)).toBe(true);
  expect(tryHold(path)).toBeUndefined();
  held?.release();
  expect(isHeld(path)).toBe(false);
});

/** A process that adds numbered lines to a file until it is killed, and says when it has begun. */
function startWriter(testInfo: TestInfo, folder: string): ChildProcessByStdio<null, Readable, null> {
  const script = testInfo.outputPath('writer.js');
  const source = `
    import { StateFolder } from './fixtures/run/state/state-folder.ts';
    const state = new StateFolder(${JSON.stringify(folder)});
    for (let count = 0; ; count++) {
      state.change('verdicts.jsonl', (text) => (text ?? '') + 'other ' + count + '\\n');
      if (count === 0) process.stdout.write('begun');
    }`;
  writeBundled(script, source);
  return spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('two processes that write the same file at once lose nothing, and a killed one holds nobody up', async ({}, testInfo) => {
  const folder = testInfo.outputPath('state');
  const other = startWriter(testInfo, folder);
  await new Promise((begun) => other.stdout.once('data', begun));
  let [ours, isMixed] = [0, false];
  for (; ours < 40 || !isMixed; ours++) {
    new StateFolder(folder).change('verdicts.jsonl', (text = '') => {
      isMixed = /^one \d+\nother/m.test(text);
      return `${text}one ${String(ours)}\n`;
    });
  }
  other.kill('SIGKILL');
  await new Promise((ended) => other.on('close', ended));
  new StateFolder(folder, {}, 1000).change('verdicts.jsonl', (text) => `${text ?? ''}last\n`);

  const lines = (new StateFolder(folder).read('verdicts.jsonl') ?? '').split('\n');
  const all = (who: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${who} ${String(index)}`);
  const theirs = lines.length - ours - 2;
  expect(lines.filter((line) => line.startsWith('one '))).toEqual(all('one', ours));
  expect(lines.filter((line) => line.startsWith('other '))).toEqual(all('other', theirs));
  expect(lines.slice(-2)).toEqual(['last', '']);
  expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'locks', 'verdicts.jsonl']);
});
