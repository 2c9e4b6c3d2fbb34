import { expect, test } from './unit-test.ts';
import { Stage, Status, type TestResult } from 'allure-js-commons';
import { allureConfig } from '../../fixtures/report/allure-config.ts';
import { colour } from '../../fixtures/report/allure-reporter.ts';
import { broken, fileOf, passing } from './result-builder.ts';

const message = 'Error: prod: no matching group\n\nexpect(received).toBe(expected) // Object.is equality';

function resultWith(labels: Readonly<Record<string, string>>, status: Status): TestResult {
  const step = { stage: Stage.FINISHED, steps: [], attachments: [], statusDetails: {}, status: Status.PASSED };
  return {
    uuid: '1',
    name: 'prod signs in',
    historyId: 'login:prod',
    status,
    stage: Stage.FINISHED,
    statusDetails: { message, trace: 'at our/code.ts' },
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
    links: [],
    parameters: [],
    attachments: [],
    steps: [{ ...step, name: 'Association mask', parameters: [{ name: 'fix', value: 'Correct it' }] }],
  };
}

const statuses: readonly (readonly [Readonly<Record<string, string>>, Status, Status])[] = [
  [{ verdict: 'fail' }, Status.FAILED, Status.FAILED],
  [{ verdict: 'inconclusive' }, Status.FAILED, Status.BROKEN],
  [{ verdict: 'fail', accepted: 'true' }, Status.PASSED, Status.SKIPPED],
  [{ verdict: 'pass' }, Status.PASSED, Status.PASSED],
  [{ verdict: 'inconclusive' }, Status.BROKEN, Status.BROKEN],
];

for (const [labels, before, after] of statuses) {
  test(`Allure shows ${JSON.stringify(labels)}, ${before} for the runner, as ${after}`, () => {
    const result = resultWith(labels, before);
    colour(result);
    expect(result.status).toBe(after);
    expect(result.statusDetails).toEqual({ message: 'prod: no matching group' });
    expect(result.steps[0]?.status).toBe(Status.FAILED);
  });
}

test('a result that is not about an instance is left alone', () => {
  const result = resultWith({}, Status.FAILED);
  colour(result);
  expect(result).toEqual(resultWith({}, Status.FAILED));
});

test('an environment of the report is an instance, those that need somebody first, and a category a verdict with its cause', () => {
  const config = allureConfig({
    result: fileOf([passing, broken]),
    output: 'x',
    singleFile: false,
    historyPath: undefined,
    attachments: [],
  });
  expect(Object.keys(config.environments ?? {})).toEqual(['broken', 'prod']);
  const labels = [{ name: 'instance', value: 'broken' }];
  expect(config.environments?.['broken']?.matcher({ labels })).toBe(true);
  expect(config.environments?.['prod']?.matcher({ labels })).toBe(false);
  const names = JSON.stringify(config.categories);
  expect(names).toContain('Fail: Association mask');
  expect(names).toContain('Inconclusive: Campaign server');
});
