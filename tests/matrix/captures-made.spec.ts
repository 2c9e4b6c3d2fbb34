import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { differencesOf } from '../../fixtures/capture/likeness.ts';
import { writtenCapture } from '../../fixtures/capture/write-capture.ts';
import { captureFile, readCapture } from '../../fixtures/lab/captured/load.ts';
import { captureSources } from '../lab/capture-sources.ts';
import { expect, test } from '../lab/lab-test.ts';

/** `CAPTURES_WRITE=1` makes the captures of the repository anew. */
const writes = process.env['CAPTURES_WRITE'] === '1';

for (const { name, make } of captureSources) {
  test(`${name} is still captured as the repository has it`, async ({ browser, labCertificate }) => {
    const capture = await make(browser, labCertificate);
    const folder = resolve(join(__dirname, '..', '..', 'captures', name));
    if (writes) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, captureFile), writtenCapture(capture));
    }
    expect(differencesOf(readCapture(folder), capture)).toEqual([]);
  });
}
