import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { noiseOf } from './noise.ts';
import { recordPromise } from './promise.ts';
import { scanOf } from './scan-one.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

/** A picture, as its first bytes say; no text can be read in it. */
const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), noiseOf(1, 200_000)]);

/** A trace as Playwright keeps one: events as text, and what was shown as pictures; 300 MB of it, unpacked. */
function trace(last: string): Uint8Array {
  const events = Buffer.from(`${JSON.stringify({ type: 'console', text: 'Adobe Campaign '.repeat(1000) })}\n`);
  const many = Buffer.concat(Array.from({ length: 5000 }, () => events));
  const resources = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`resources/${String(index)}.png`, picture] as const),
  );
  const parts = ['0', '1', '2', '3'].map((name) => [`${name}.trace`, many] as const);
  return zipSync({ ...Object.fromEntries(parts), ...resources, 'last.trace': Buffer.from(last) }, { level: 1 });
}

test('a trace of 300 MB with pictures in it, which is searched as a whole', ({}, testInfo) => {
  const clean = scanOf(testInfo, { 'trace.zip': trace('{}'), 'picture.png': picture }, [secret]);
  expect(clean).toMatchObject({ files: [], notSearched: [], blind: [] });
  const planted = scanOf(testInfo, { 'trace.zip': trace(JSON.stringify({ value })), 'picture.png': picture }, [secret]);
  const isFound = planted.files.length === 1;
  recordPromise(
    { promise: 'every-secret-found', how: testInfo.title, tried: 1, held: isFound ? 1 : 0 },
    isFound ? [] : ['the secret in its last part was not found'],
  );
});
