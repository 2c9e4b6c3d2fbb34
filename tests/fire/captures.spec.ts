import { test } from '@playwright/test';
import { capturedText, personalIn, personalLogin } from '../personal-data.ts';
import { recordPromise } from './promise.ts';
import { fireSeed, parts } from './seed.ts';

const tried = 200;
const how = 'logins with personal data in every place of which a capture tells anything';

for (const part of parts(5)) {
  test(`${how}, part ${String(part + 1)}`, () => {
    const broken: string[] = [];
    for (let number = 0; number < tried; number++) {
      const seed = fireSeed() + part * tried + number;
      const login = personalLogin(seed);
      const found = personalIn(capturedText(login).text, login.planted);
      if (found.length > 0)
        broken.push(`seed ${String(seed)}: ${String(found.length)} texts, such as ${found[0] ?? ''}`);
    }
    recordPromise({ promise: 'nobody-in-a-capture', how, tried, held: tried - broken.length }, broken);
  });
}
