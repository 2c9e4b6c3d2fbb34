import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { makeDiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import type { DiagnosisFile, InstanceResult, RiskResult } from '../../fixtures/report/diagnosis-schema.ts';
import { cameBack, known, signedInAt, soundFacts } from './evidence-builder.ts';

/** One run’s result with these instances. */
export function fileOf(
  instances: readonly InstanceResult[],
  run: Partial<DiagnosisFile['run']> = {},
  risks: DiagnosisFile['acceptedRisks'] = [],
): DiagnosisFile {
  const moment = new Date('2026-01-01T00:00:00.000Z');
  const file = makeDiagnosisFile(
    {
      target: 'instances',
      startedAt: moment,
      finishedAt: moment,
      suiteVersion: '1.0.0',
      settings: '{}',
      selected: instances.map(({ instance }) => instance),
      risks,
    },
    instances,
  );
  return { ...file, run: { ...file.run, ...run } };
}

/** What a run makes of a diagnosis. */
export function resultOf(diagnosis: Parameters<typeof makeDiagnosisFile>[1][number]): InstanceResult {
  const moment = new Date('2026-01-01T00:00:00.000Z');
  const run = {
    target: 'instances',
    startedAt: moment,
    finishedAt: moment,
    suiteVersion: '1.0.0',
    settings: '',
  } as const;
  const [result] = makeDiagnosisFile(run, [diagnosis]).instances;
  if (!result) throw new Error('One diagnosis makes one result');
  return result;
}

function misspelt() {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const text = 'Login does not have any right matching the expression';
  return diagnose({ ...facts, journey: cameBack({}, { text }) });
}

export const passing = resultOf(
  diagnose({
    ...soundFacts(),
    journey: signedInAt(),
  }),
);
export const broken = resultOf({ ...misspelt(), instance: 'broken' });
export const accepted = resultOf({ ...misspelt(), instance: 'accepted', accepted: true });
export const unclear = resultOf({
  ...diagnose({ ...soundFacts(), journey: cameBack({ status: 503 }, { text: 'Maintenance' }) }),
  instance: 'unclear',
  verdict: 'inconclusive',
  causes: [],
});
export const later = resultOf({ ...diagnose(soundFacts()), instance: 'later' });

/** A risk that somebody accepted, a week before it ends. */
export const soon: RiskResult = {
  instance: 'broken',
  cause: 'association-mask',
  actual: 'x',
  owner: 'Jo Doe',
  reason: 'the upgrade',
  lastDay: '2026-01-08',
  state: 'in-force',
};
