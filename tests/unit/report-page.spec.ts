import { expect, test } from './unit-test.ts';
import { parse } from 'node-html-parser';
import type { DiagnosisFile, InstanceResult } from '../../fixtures/report/diagnosis-schema.ts';
import type { Night } from '../../fixtures/report/nights.ts';
import { overviewPage, pagesBehind } from '../../fixtures/report/page/overview.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';

const moment = '2026-01-01T00:00:00.000Z';

function pageOf(instances: readonly InstanceResult[], run: Partial<DiagnosisFile['run']> = {}) {
  return parse(overviewPage(fileOf(instances, run)).text);
}

/** How often each word stands in the row of this instance. */
function marksOf(page: ReturnType<typeof parse>, { instance }: InstanceResult): Readonly<Record<string, number>> {
  const row = page
    .querySelectorAll('.grid tbody tr')
    .find((one) => one.querySelector('a')?.getAttribute('href') === `#instance-${instance}`);
  const words = row?.querySelectorAll('td').map(({ text }) => text) ?? [];
  return Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
}

test('the evidence counts requirements as the grid does, in the same words, whether or not anybody probed', () => {
  const all = [
    passing,
    broken,
    accepted,
    unclear,
    later,
    {
      ...passing,
      instance: 'unread',
      checks: passing.checks.map((one, index) => (index < 2 ? { ...one, status: 'unreadable' as const } : one)),
    },
    {
      ...passing,
      instance: 'sound',
      checks: passing.checks.map((one) => ({ ...one, status: 'holds' as const })),
    },
  ];
  const page = pageOf(all);
  for (const one of all) {
    const said = page.querySelector(`#proof-${one.instance} .extent`)?.text ?? '';
    const numbers = [...said.matchAll(/(\d{1,2}) (?:is |are )?(holds?|broken|not known|unreadable|not applicable)\b/g)];
    const whole = /All (\d+) requirements hold\./.exec(said)?.[1];
    const told: Readonly<Record<string, number>> = Object.fromEntries(
      numbers.map(([, number = '', word = '']): [string, number] => [word === 'hold' ? 'holds' : word, Number(number)]),
    );
    expect(whole === undefined ? told : { holds: Number(whole) }, said).toEqual(marksOf(page, one));
  }
  expect(page.querySelector('#proof-later .extent')?.text).toMatch(/^No login was made\. Of 10 requirements, /);
  expect(page.querySelector('#proof-sound .extent')?.text).toContain('All 10 requirements hold.');
});

test('since when something is amiss stands behind the name of its instance, as a sentence', () => {
  const history = { since: moment, nights: [] };
  const inShort = pageOf([{ ...broken, history }, unclear], { finishedAt: moment }).querySelector('.short')?.text ?? '';
  expect(inShort).toMatch(/\bbroken\. First seen in this run\./);
  expect(inShort).toMatch(/\bunclear\s*$/);
});

test('every night has a shape of its own: a fail is crossed out, and only a fail', () => {
  const nights = (['pass', 'fail', 'inconclusive', 'fail'] as const).map((verdict, index): Night => ({
    day: `2026-01-0${String(index + 1)}`,
    verdict,
    durationMs: 1000,
  }));
  const page = pageOf([{ ...broken, history: { since: moment, nights } }]);
  expect(page.querySelectorAll('.strip path')).toHaveLength(2);
  expect(page.querySelectorAll('.strip rect')).toHaveLength(4);
});

test('whose host a request went to is said as in the way of the login', () => {
  const [hop] = broken.journey;
  if (!hop) throw new Error('The login made requests');
  const journey = ['campaign', 'ims', 'identity-provider', 'constructor'].map((kind) => ({ ...hop, kind }));
  const cells = pageOf([{ ...broken, journey }]).querySelectorAll('[aria-label^="Requests of the login"] td');
  const hosts = cells.filter((_, index) => index % 4 === 1).map(({ text }) => text);
  expect(hosts).toEqual(['Campaign', 'IMS', 'identity provider', 'constructor']);
});

test('a shard of a large fleet has pages of its own instances, and every link leads to one that is there', () => {
  const notProbed: InstanceResult = { ...later, outcome: 'not-probed', causes: [] };
  const known = { ...notProbed, instance: 'known', causes: broken.causes };
  const others = Array.from({ length: 50 }, (_, index) => ({ ...notProbed, instance: `other-${String(index)}` }));
  const file = fileOf([broken, passing, known, ...others]);

  const paths = pagesBehind(file, 'report.html').map(({ path }) => path);
  expect(paths).toEqual([broken, passing, known].map(({ instance }) => `instances/${instance}.html`));
  const { text } = overviewPage(file);
  const targets = [...text.matchAll(/href="(?!#|https:)([^"]+)"/g)].map(([, href]) => href);
  expect(new Set(targets)).toEqual(new Set(paths));
  for (const { instance } of file.instances) expect(text).toContain(`id="instance-${instance}"`);
});
