import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { readDiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import { diagnosisFileSchema, schemaVersion } from '../../fixtures/report/diagnosis-schema.ts';
import { totals } from '../../fixtures/report/terminal/index.ts';
import { readSavedEvidence } from '../../fixtures/run/state/saved-evidence.ts';

/** What a run of the release with `schemaVersion` 1 wrote on the lab: one passes, one fails, one could not be judged. */
const saved = resolve(__dirname, '../saved/diagnosis-1');
const text = readFileSync(join(saved, 'diagnosis.json'), 'utf8');

test('a diagnosis of version 1 is read with the verdicts and causes that it was written with', () => {
  const file = readDiagnosisFile(text, 'diagnosis.json');

  expect(file.schemaVersion).toBe(schemaVersion);
  expect(
    file.instances.map(({ instance, verdict, causes }) => [instance, verdict, ...causes.map(({ cause }) => cause)]),
  ).toEqual([
    ['prod', 'pass'],
    ['stage', 'fail', 'association-mask'],
    ['link', 'inconclusive', 'campaign-outage'],
  ]);
  expect(totals(file.instances, file.run.target).text).toContain('1 pass, 1 fail, 1 inconclusive');
  expect(diagnosisFileSchema.safeParse(file).success).toBe(true);
});

test('evidence of version 1 is refused in one line that says what to do', () => {
  expect(() => readSavedEvidence(join(saved, 'evidence'))).toThrow(
    /link\.json is evidence of version 1; this suite reads version 2\. Use the release that saved it, or probe again\.$/,
  );
});

const refused: readonly (readonly [string, string, RegExp])[] = [
  [
    'a newer version',
    text.replace(/"schemaVersion": 1/, '"schemaVersion": 99'),
    /^x is of version 99; .* Use the release/,
  ],
  ['something else in JSON', '{"a":1}', /^x isn’t a diagnosis of this suite/],
  ['no JSON', 'password: secret-of-somebody', /^x isn’t a diagnosis of this suite/],
  [
    'a damaged one',
    text.replaceAll('"verdict": "pass"', '"verdict": "perhaps"'),
    /^x is damaged, at instances\.0\.verdict/,
  ],
];

for (const [what, content, line] of refused) {
  test(`a file that is ${what} is refused in one line that repeats nothing of it`, () => {
    expect(() => readDiagnosisFile(content, 'x')).toThrow(line);
    expect(() => readDiagnosisFile(content, 'x')).not.toThrow(/secret-of-somebody|\n/);
  });
}
