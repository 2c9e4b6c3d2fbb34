import type { JudgedSetting } from '../../fixtures/diagnosis/judge-settings.ts';
import type { Judgement, SettingCauseId } from '../../fixtures/diagnosis/types.ts';

/* Settings as they are judged, one of each state. */

export const right = { state: 'right', detail: 'It is right' } satisfies Judgement;
export const wrong = {
  state: 'wrong',
  detail: 'It is wrong',
  expected: 'due',
  actual: 'stored',
  remedy: 'Set it.',
  owner: 'whoever',
} satisfies Judgement;
export const open = {
  state: 'not-known',
  check: 'not-declared',
  detail: 'Nobody knows it',
  expected: 'due',
  remedy: 'Compare it.',
  owner: 'whoever',
} satisfies Judgement;

export type Judged = Partial<JudgedSetting>;

/** A setting of which nothing is known but what is said. */
export function judged(id: SettingCauseId, more: Judged = {}): JudgedSetting {
  return {
    id,
    setting: `Label of ${id}`,
    documentation: `https://docs.example.com/${id}`,
    stored: open,
    running: undefined,
    runningValue: undefined,
    agrees: undefined,
    storedValue: undefined,
    isLive: false,
    sources: [],
    missing: [],
    ...more,
  };
}
