import { expect, test } from './unit-test.ts';
import { findCauses } from '../../fixtures/diagnosis/find-causes.ts';
import type { Cause, Judgement, SettingCauseId, SettingFinding, Symptom } from '../../fixtures/diagnosis/types.ts';
import { judged, right, wrong, type Judged } from './judged-builder.ts';

/* What is known of settings and how the login went, and the causes that both make. */

const symptom = (more: Partial<Symptom> = {}): Symptom => ({
  outcome: 'unrecognised',
  summary: 'It failed.',
  pointsTo: [],
  evidence: ['Seen.'],
  ...more,
});

export const found: SettingFinding = {
  detail: 'IMS shows it',
  expected: 'due to IMS',
  actual: 'sent',
  remedy: 'Do it.',
  owner: 'Adobe',
};
export const sentWrong: Judgement = { ...wrong, detail: 'What is sent is wrong', expected: 'due as sent' };
export const outdated = { stored: right, running: sentWrong, agrees: false, runningValue: 'old' } as const;
export const stage = 'ims-server-url' satisfies SettingCauseId;
export const [id, other] = ['client-id', 'scopes'] as const satisfies readonly SettingCauseId[];
export const proved = (...ids: readonly SettingCauseId[]): Partial<Symptom> => ({
  pointsTo: ids,
  proof: Object.fromEntries(ids.map((one) => [one, [`Proof of ${one}.`]])),
});

/** Settings, a symptom, and what is said of them. */
interface Case {
  readonly settings: readonly (readonly [SettingCauseId, Judged])[];
  readonly symptom: Partial<Symptom>;
  /** Each cause with its certainty, in their order. */
  readonly causes: readonly string[];
  /** Of the first one. */
  readonly evidence?: readonly string[];
  readonly first?: Partial<Cause>;
}

/** A test for each of these cases: which causes they make, and what is said of the first. */
export function causesAre(cases: Readonly<Record<string, Case>>): void {
  for (const [what, { settings, symptom: more, causes, evidence, first }] of Object.entries(cases)) {
    test(`${what}: ${causes.join(', ') || 'nobody is accused'}`, () => {
      const all = findCauses(
        settings.map(([one, state]) => judged(one, state)),
        symptom(more),
      );
      expect(all.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(causes);
      expect(all[0] ?? {}).toMatchObject({ ...first, ...(evidence && { evidence: [...evidence] }) });
      for (const { cause, documentation } of all.filter(
        (one) => one.cause !== 'server-restart' && one.cause !== 'network',
      ))
        expect(documentation).toBe(`https://docs.example.com/${cause}`);
    });
  }
}
