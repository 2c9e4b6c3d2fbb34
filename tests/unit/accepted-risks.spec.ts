import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './unit-test.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isAccepted, isGreen, riskLine, staleRisks, stateOfRisks } from '../../fixtures/report/accepted.ts';
import { summaryInMarkdown } from '../../fixtures/report/markdown.ts';
import { overviewPage } from '../../fixtures/report/page/overview.ts';
import { acceptedRisksJsonSchema } from '../../fixtures/settings/accepted-risks.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';
import type { Settings } from '../../fixtures/settings/index.ts';
import { leastEnvironment, settingsOf } from './settings-builder.ts';

const [cause] = broken.causes;
const risk = {
  instance: broken.instance,
  cause: 'association-mask',
  actual: cause?.actual ?? '',
  owner: 'Jo, operations',
  reason: 'mended with the next release',
  lastDay: '2026-03-31',
} as const;

test('a fail is accepted until the end of the last day, and red again after it', () => {
  expect(isAccepted(broken, [risk], '2026-03-31')).toBe(true);
  expect(isAccepted(broken, [risk], '2026-04-01')).toBe(false);
  expect(stateOfRisks([risk], [broken], '2026-03-31')).toMatchObject([{ state: 'in-force' }]);
  expect(stateOfRisks([risk], [broken], '2026-04-01')).toMatchObject([{ state: 'overdue' }]);
});

test('only every cause, of this instance and with this very value, makes a fail accepted', () => {
  const [first] = broken.causes;
  const other = { ...broken, causes: first ? [first, { ...first, cause: 'scopes' as const }] : [] };
  expect(isAccepted({ ...broken, instance: 'another' }, [risk], '2026-01-01')).toBe(false);
  expect(isAccepted(broken, [{ ...risk, actual: 'Campaign - prod' }], '2026-01-01')).toBe(false);
  expect(isAccepted(other, [risk], '2026-01-01')).toBe(false);
  expect(isAccepted({ ...broken, causes: [] }, [risk], '2026-01-01')).toBe(false);
  expect(isAccepted({ ...broken, verdict: 'inconclusive' }, [risk], '2026-01-01')).toBe(false);
  expect(stateOfRisks([risk], [other], '2026-01-01')).toMatchObject([{ state: 'in-force' }]);
});

test('a risk that accepts nothing any more makes the run red; one that could not be judged does not', () => {
  const states = stateOfRisks(
    [
      { ...risk, instance: passing.instance },
      { ...risk, instance: unclear.instance },
      { ...risk, instance: later.instance },
    ],
    [passing, unclear, later],
    '2026-01-01',
  );
  expect(states.map(({ state }) => state)).toEqual(['no-longer-happens', 'not-judged', 'not-judged']);
  expect(staleRisks(states)).toHaveLength(1);
  expect(isGreen([passing], [passing.instance], [])).toBe(true);
  expect(isGreen([passing], [passing.instance], states)).toBe(false);
});

test('a risk whose value reads differently now matches nothing, and says how it reads', () => {
  const states = stateOfRisks([{ ...risk, actual: 'in other words' }], [broken], '2026-01-01');
  const [now] = broken.causes.filter(({ cause }) => cause === risk.cause).map(({ actual }) => actual);
  expect(states).toMatchObject([{ state: 'no-longer-happens', actualNow: now }]);
  expect(staleRisks(states)).toEqual([expect.stringMatching(/which reads ".+"; fix it, or accept that value/)]);
  expect(states.map((risk) => riskLine(risk, '2026-01-01'))).toEqual([
    expect.stringContaining(`it reads ${JSON.stringify(now)}`),
  ]);
});

test('a result is green only where every selected instance passes or is accepted', () => {
  const ids = (...all: readonly { readonly instance: string }[]): string[] => all.map(({ instance }) => instance);
  expect(isGreen([passing, accepted], ids(passing, accepted), [])).toBe(true);
  expect(isGreen([passing, later], ids(passing), [])).toBe(true);
  expect(isGreen([passing, later], ids(passing, later), [])).toBe(false);
  expect(isGreen([passing, unclear], ids(passing, unclear), [])).toBe(false);
  expect(isGreen([passing, broken], ids(passing, broken), [])).toBe(false);
  expect(isGreen([later], [], [])).toBe(false);
});

test('every report lists the accepted risks', () => {
  const file = fileOf([accepted], {}, [{ ...risk, instance: accepted.instance, state: 'in-force' }]);
  for (const report of [overviewPage(file), summaryInMarkdown(file)]) expect(report.text).toContain('Jo, operations');
  expect(file.instances).toMatchObject([{ verdict: 'fail', accepted: true }]);
});

test('a file of accepted risks is read, and one that is not what it should be says so', ({}, testInfo) => {
  const directory = testInfo.outputDir;
  const file = testInfo.outputPath('risks.json');
  const readFile = (name: string): Settings => settingsOf({ ...leastEnvironment, ACCEPTED_RISKS: name }, { directory });
  const read = (content: unknown): Settings['acceptedRisks'] => {
    writeFileSync(file, JSON.stringify(content));
    return readFile('risks.json').acceptedRisks;
  };
  const sound = { ...risk, instance: 'prod' };
  expect(read({ risks: [sound] })).toEqual([sound]);
  expect(() => read({ risks: [{ ...sound, lastDay: '31.3.2026' }] })).toThrow(
    /ACCEPTED_RISKS.*isn’t a list of accepted risks/,
  );
  expect(() => read({ risks: [{ ...sound, owner: ' ' }] })).toThrow(/owner/);
  expect(() => read({ risks: [{ ...sound, instance: 'prdo' }] })).toThrow(
    /“prdo”, which isn’t an instance of this run \(prod\)/,
  );
  expect(() => readFile('none.json')).toThrow(/ACCEPTED_RISKS: names a file that does not exist/);
});

test('the published schema of accepted risks is the one by which they are read', () => {
  const published: unknown = JSON.parse(
    readFileSync(resolve(__dirname, '../../schema/accepted-risks.schema.json'), 'utf8'),
  );
  expect(published).toEqual(acceptedRisksJsonSchema());
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(acceptedRisksJsonSchema());
  expect(validate({ risks: [risk] })).toBe(true);
  expect(validate({ risks: [{ ...risk, extra: 1 }] })).toBe(false);
});
