import { expect, test } from '@playwright/test';
import { secretToLookFor } from '../../fixtures/report/scan/index.ts';
import { picture, trace } from '../large-trace.ts';
import { recordPromise } from './promise.ts';
import { scanOf } from './scan-one.ts';

const value = 'pa"ss\\w&rd+ ü%42';
const secret = secretToLookFor('IMS_USER_PASSWORD', value);

test('a trace of 300 MB with pictures in it, which is searched as a whole', ({}, testInfo) => {
  const files = { 'trace.zip': trace(300, JSON.stringify({ value })), 'picture.png': picture };
  const planted = scanOf(testInfo, files, [secret]);
  expect(planted).toMatchObject({ notSearched: [], blind: [] });
  const isFound = planted.files.length === 1;
  recordPromise(
    { promise: 'every-secret-found', how: testInfo.title, tried: 1, held: isFound ? 1 : 0 },
    isFound ? [] : ['the secret in its last part was not found'],
  );
});
