import { test } from '@playwright/test';
import { capturedText, personalIn, personalLogin } from '../personal-data.ts';
import { recordPromise } from './promise.ts';
import { fireSeed } from './seed.ts';

const tried = 1000;

test('logins with personal data in every place of which a capture tells anything', () => {
  const broken: string[] = [];
  for (let number = 0; number < tried; number++) {
    const seed = fireSeed() + number;
    const login = personalLogin(seed);
    const found = personalIn(capturedText(login).text, login.planted);
    if (found.length > 0) broken.push(`seed ${String(seed)}: ${String(found.length)} texts, such as ${found[0] ?? ''}`);
  }
  const held = tried - broken.length;
  recordPromise({ promise: 'nobody-in-a-capture', how: test.info().title, tried, held }, broken);
});
