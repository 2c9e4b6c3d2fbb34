import { mulberry32 } from '../../fixtures/lab/chance.ts';
import { makeDiagnosisFile } from '../../fixtures/report/diagnosis-file.ts';
import type { DiagnosisFile, InstanceResult } from '../../fixtures/report/diagnosis-schema.ts';
import { mostNights, type Night } from '../../fixtures/report/nights.ts';

const seed = 16;
const finishedAt = new Date('2026-03-31T03:12:00.000Z');
const dayMs = 24 * 3600 * 1000;

/** What instances are called in a fleet. */
const places = ['prod', 'stage', 'emea', 'apac', 'latam', 'dach', 'nordics', 'retail', 'loyalty', 'b2b'];

/** Results of many sizes and kinds, made of what runs on the lab gave; whatever is not of the lab is drawn by a seed. */
export function sceneFiles(results: readonly DiagnosisFile[]): Readonly<Record<string, DiagnosisFile>> {
  const all = results.flatMap(({ instances }) => instances);
  const of = (verdict: InstanceResult['verdict']): readonly InstanceResult[] =>
    all.filter((one) => one.verdict === verdict);
  const [passing, failing, unclear] = [of('pass'), of('fail'), of('inconclusive')];
  const accepted = failing.map((one) => ({ ...one, accepted: true as const }));
  const usual = [...passing, ...passing, ...passing, ...passing, ...failing, ...unclear, ...accepted.slice(0, 1)];
  return {
    '1-red': fileOf(fleet(failing, 1)),
    '1-inconclusive': fileOf(fleet(unclear, 1)),
    '1-accepted': fileOf(fleet(accepted, 1)),
    '1-green': fileOf(fleet(passing, 1)),
    '3-mixed-first-night': fileOf(firstNight(fleet([...failing.slice(0, 1), ...unclear, ...passing], 3))),
    '3-mixed-thirtieth-night': fileOf(fleet([...failing.slice(1), ...passing], 3)),
    '3-nothing-kept': fileOf(withoutHistory(fleet([...failing.slice(0, 1), ...passing], 3)), { history: 'off' }),
    '40-mixed': fileOf([...fleet(usual, 39), notProbed(fleet(passing, 40).slice(39))].flat()),
    '200-mixed': fileOf(fleet(usual, 200)),
    '200-red': fileOf(fleet(failing, 200)),
  };
}

function fileOf(
  instances: readonly InstanceResult[],
  run: Partial<Pick<DiagnosisFile['run'], 'history'>> = { history: 'kept' },
): DiagnosisFile {
  const startedAt = new Date(finishedAt.getTime() - 240_000);
  return makeDiagnosisFile(
    {
      target: 'instances',
      startedAt,
      finishedAt,
      suiteVersion: '1.0.0',
      settings: '{}',
      commit: '4657a64c0ffee',
      versions: { Playwright: '1.65.1', Node: '22.13.0' },
      ...run,
      risks: instances.flatMap(({ instance, accepted, causes: [first] }) =>
        accepted && first
          ? [
              {
                instance,
                cause: first.cause,
                actual: first.actual,
                owner: 'Jo Doe, operations',
                reason: 'fixed with the upgrade in April',
                lastDay: '2026-04-30',
                state: 'in-force' as const,
              },
            ]
          : [],
      ),
    },
    instances,
  );
}

/** So many instances, drawn from these in turn, each with thirty nights. */
function fleet(from: readonly InstanceResult[], size: number): readonly InstanceResult[] {
  const chance = mulberry32(seed);
  return Array.from({ length: from.length === 0 ? 0 : size }, (_, index) => {
    const one = from[index % from.length];
    if (!one) return [];
    const number = Math.floor(index / places.length) + 1;
    const instance = `${places[index % places.length] ?? ''}${number === 1 ? '' : `-${String(number)}`}`;
    const nights = nightsBefore(one, chance);
    const since = nights.findLastIndex(({ verdict }) => verdict !== one.verdict) + 1;
    return [
      {
        ...one,
        instance,
        history: {
          since: new Date(finishedAt.getTime() - (nights.length - 1 - since) * dayMs).toISOString(),
          ...(since > 0 && nights[since - 1] && { before: nights[since - 1]?.verdict ?? ('pass' as const) }),
          nights: [...nights],
        },
      },
    ];
  }).flat();
}

/** So many times as long a login takes where it became slow. */
const slower = 2.2;

function nightsBefore(one: InstanceResult, chance: () => number): readonly Night[] {
  const broke = Math.floor(chance() * 25) + 3;
  const slow = chance() < 0.3 ? 18 : mostNights;
  const wrong = one.causes[0]?.cause ?? 'association-mask';
  // The last night is the run itself.
  const usualMs = one.verdict !== 'pass' ? 4200 : slow < mostNights ? one.durationMs / slower : one.durationMs;
  return Array.from({ length: mostNights }, (_, index): Night => {
    const day = new Date(finishedAt.getTime() - (mostNights - 1 - index) * dayMs).toISOString().slice(0, 10);
    const durationMs = Math.round((index >= slow ? slower : 1) * usualMs * (0.9 + chance() * 0.25));
    const isLast = index === mostNights - 1;
    const isWrong = one.verdict === 'pass' ? index === broke || index === broke + 1 : index >= broke;
    if (isLast) return nightOf(day, one.verdict, one.causes[0]?.cause, one.durationMs);
    if (chance() < 0.03) return nightOf(day, 'inconclusive', 'campaign-outage', 900);
    if (!isWrong) return nightOf(day, 'pass', undefined, durationMs);
    return nightOf(day, one.verdict === 'pass' ? 'fail' : one.verdict, wrong, 1200);
  });
}

function nightOf(day: string, verdict: Night['verdict'], cause: Night['cause'], durationMs: number): Night {
  return { day, verdict, ...(cause !== undefined && { cause }), durationMs };
}

function firstNight(instances: readonly InstanceResult[]): readonly InstanceResult[] {
  return instances.map((one) => ({
    ...one,
    history: { since: finishedAt.toISOString(), nights: one.history?.nights?.slice(-1) ?? [] },
  }));
}

function withoutHistory(instances: readonly InstanceResult[]): readonly InstanceResult[] {
  return instances.map((one) => {
    const { history, ...rest } = one;
    return history ? rest : one;
  });
}

function notProbed(instances: readonly InstanceResult[]): readonly InstanceResult[] {
  return withoutHistory(instances).map((one) => ({
    ...one,
    outcome: 'not-probed' as const,
    journey: [],
    checks: one.checks.map((check) => ({ ...check, status: withoutLogin.get(check.check) ?? check.status })),
  }));
}

/** What only a login shows. */
const withoutLogin: ReadonlyMap<string, InstanceResult['checks'][number]['status']> = new Map([
  ['server-restart', 'not-applicable'],
  ['negative-control', 'not-applicable'],
  ['client-secret', 'not-declared'],
]);
