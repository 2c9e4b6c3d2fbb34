import { expect, test } from './unit-test.ts';
import { imsServerUrl } from '../../fixtures/diagnosis/causes/ims-server-url.ts';
import { known, soundFacts } from './evidence-builder.ts';

function judged(value: string, authorizePath?: string) {
  const facts = soundFacts();
  facts.externalAccount.imsServer = known(value);
  const requests = { by: 'http', durationMs: 0, hops: [], experiments: [] } as const;
  const sent =
    authorizePath === undefined ? {} : { requests: { ...requests, hops: [], experiments: [], authorizePath } };
  return imsServerUrl.judge(
    { ...facts, ...sent },
    { outcome: 'unrecognised', summary: '', pointsTo: [], evidence: [] },
  );
}

const right = [
  'https://ims-na1.adobelogin.com',
  'https://ims-na1.adobelogin.com/',
  'HTTPS://IMS-NA1.adobelogin.com:443',
  'ims-na1.adobelogin.com',
  'https://adobeid-na1.services.adobe.com',
];

for (const value of right) {
  test(`“${value}” is IMS’s production endpoint`, () => {
    expect(judged(value)).toEqual({ state: 'right', detail: `“${value}” is IMS’s production endpoint` });
  });
}

const us = 'https://ims-na1.adobelogin.com';
const wrong: readonly (readonly [string, string, string])[] = [
  [` ${us}`, 'It begins or ends with a space', us],
  ['http://ims-na1.adobelogin.com', 'IMS is reached over https, not http', us],
  ['https://ims-na1-stg1.adobelogin.com', 'is Adobe’s own stage; every customer instance uses production', us],
  ['https://ims-na1.adobelogn.com', '“ims-na1.adobelogn.com” is a misspelling of “ims-na1.adobelogin.com”', us],
  [
    'https://adobeid-na1.service.adobe.com',
    'is a misspelling of “adobeid-na1.services.adobe.com”',
    'https://adobeid-na1.services.adobe.com',
  ],
  ['https://ims-na1.adobelogin.com/ims', 'isn’t IMS’s production endpoint', us],
  ['https://ims-na1.adobelogin.com:8443', 'isn’t IMS’s production endpoint', us],
  ['https://www.example.com', '“https://www.example.com” isn’t IMS’s production endpoint', us],
];

for (const [value, detail, meant] of wrong) {
  test(`“${value}” is wrong: ${detail}`, () => {
    const judgement = judged(value);
    expect(judgement).toMatchObject({ state: 'wrong', actual: value });
    expect(judgement.detail).toContain(detail);
    expect('remedy' in judgement ? judgement.remedy : '').toContain(`Set IMS server to \`${meant}\` in`);
  });
}

test('a slash at the end is wrong only where the server sends it on before its own, and the address is shown', () => {
  const judgement = judged(`${us}/`, '//ims/authorize/v2');
  expect(judgement).toMatchObject({ state: 'wrong', actual: `${us}/` });
  expect(judgement.detail).toBe(
    `“${us}/” ends with a slash, and the server adds its own: it asks for “//ims/authorize/v2”`,
  );
  expect('remedy' in judgement ? judgement.remedy : '').toContain(`Set IMS server to \`${us}\` in`);
  expect(judged(`${us}/`, '/ims/authorize/v2').state).toBe('right');
  expect(judged(us, '//ims/authorize/v2').state).toBe('right');
});

test('where it is not known, the variable is named and the two addresses that it may have', () => {
  const facts = soundFacts();
  facts.externalAccount.imsServer = { known: false, why: 'not-declared', source: 'CAMPAIGN_PROD_IMS_SERVER' };
  const symptom = { outcome: 'unrecognised', summary: '', pointsTo: [], evidence: [] } as const;
  const judgement = imsServerUrl.judge(facts, symptom);
  expect(judgement).toMatchObject({ state: 'not-known', check: 'not-declared' });
  expect(judgement.detail).toBe('The IMS server is not known (CAMPAIGN_PROD_IMS_SERVER)');
  expect('remedy' in judgement ? judgement.remedy : '').toContain(
    'https://ims-na1.adobelogin.com and https://adobeid-na1.services.adobe.com',
  );
});
