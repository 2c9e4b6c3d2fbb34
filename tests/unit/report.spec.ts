import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { causeIds, settingCauseIds } from '../../fixtures/domain/contract.ts';
import { circumstances, settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { evidenceSchema } from '../../fixtures/evidence/facts/evidence.ts';
import { faultsByCause } from '../../fixtures/lab/faults/index.ts';
import { makeDiagnosisFile, writeDiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import { diagnosisJsonSchema } from '../../fixtures/report/diagnosis-schema.ts';
import { visibleBlanks } from '../../fixtures/report/visible.ts';
import { cameBack, known, signedInAt, soundFacts } from './evidence-builder.ts';

const passing = diagnose({
  ...soundFacts(),
  journey: signedInAt(),
});
const notProbed = { ...diagnose(soundFacts()), instance: 'later' };

function failing(): Diagnosis {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const text = 'Login does not have any right matching the expression';
  return { ...diagnose({ ...facts, journey: cameBack({}, { text }) }), instance: 'broken' };
}

test('blanks that matter are made visible, and no others', () => {
  expect(visibleBlanks(' a  b\u00A0c d\t')).toBe('␣a␣␣b⍽c d⇥');
});

test('the published schema is the one that results are written by, and a result meets it', ({}, testInfo) => {
  const published: unknown = JSON.parse(readFileSync(resolve(__dirname, '../../schema/diagnosis.schema.json'), 'utf8'));
  expect(published).toEqual(diagnosisJsonSchema());

  const file = testInfo.outputPath('diagnosis.json');
  const moment = new Date();
  const run = {
    target: 'instances',
    startedAt: moment,
    finishedAt: moment,
    suiteVersion: '1.0.0',
    settings: '{}',
  } as const;
  writeDiagnosisFile(file, makeDiagnosisFile(run, [passing, failing(), notProbed]));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(diagnosisJsonSchema());
  expect(validate(JSON.parse(readFileSync(file, 'utf8'))), JSON.stringify(validate.errors)).toBe(true);
});

test('saved evidence gives the same diagnosis to the letter', () => {
  const evidence = { ...soundFacts(), journey: cameBack({ status: 500 }, { text: 'Error' }) };
  const saved = evidenceSchema.parse(JSON.parse(JSON.stringify(evidence)));
  expect(diagnose(saved)).toEqual(diagnose(evidence));
});

test('every cause names its setting, links its section, and has a fault in the lab', () => {
  for (const id of settingCauseIds) {
    const { setting, documentation } = settingCauses[id];
    expect(setting).not.toBe('');
    expect(documentation).toMatch(/^https:\/\/experienceleague\.adobe\.com\/.*#:~:text=/);
  }
  for (const { remedy, owner, expected } of Object.values(circumstances)) {
    expect(remedy.length * owner.length * expected.length).toBeGreaterThan(0);
  }
  expect(Object.keys(faultsByCause).sort()).toEqual([...causeIds].sort());
});

test('every accusation says what is expected, what was found, how to mend it, who can, and where it is documented', () => {
  for (const cause of failing().causes) {
    for (const member of ['expected', 'actual', 'remedy', 'owner', 'documentation'] as const) {
      expect(cause[member], member).not.toBe('');
    }
    expect(cause.evidence.length).toBeGreaterThan(0);
  }
});
