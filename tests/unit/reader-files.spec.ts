import { expect, test } from './unit-test.ts';
import { parse as parseHtml } from 'node-html-parser';
import { parse } from 'papaparse';
import { settingCauses } from '../../fixtures/diagnosis/causes/index.ts';
import { serverRestart } from '../../fixtures/diagnosis/causes/server-restart.ts';
import { settingCauseIds } from '../../fixtures/domain/contract.ts';
import { exchangeOf } from '../../fixtures/report/allure-exchange.ts';
import { instancesCsv } from '../../fixtures/report/csv.ts';
import { html } from '../../fixtures/report/outlets/html.ts';
import { overviewPage, withWayBack } from '../../fixtures/report/page/overview.ts';
import { requirementLink } from '../../fixtures/report/requirements.ts';
import { answerInASentence } from '../../fixtures/report/report-status.ts';
import { headline } from '../../fixtures/report/words.ts';
import { readPastRuns, reportStatusBefore, verdictSince, withThisRun } from '../../fixtures/report/verdict-history.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';

test('the first page says in one sentence who passes, who fails, who is inconclusive', () => {
  expect(answerInASentence(fileOf([passing]))).toBe('The instance that was probed passes.');
  expect(answerInASentence(fileOf([passing, { ...passing, instance: 'two' }, later]))).toBe(
    'All 2 instances that were probed pass.',
  );
  expect(answerInASentence(fileOf([passing, broken, unclear, accepted, later]))).toBe(
    'Of 4 instances probed: 1 fails, 1 is inconclusive, 1 fails and is accepted for now, 1 passes.',
  );
  expect(answerInASentence(fileOf([later]))).toBe('No instance was probed.');
  expect(answerInASentence(fileOf([broken, later]))).toBe('The instance that was probed fails.');
  expect(answerInASentence(fileOf([unclear, { ...unclear, instance: 'two' }]))).toBe(
    'All 2 instances that were probed are inconclusive.',
  );
});

test('the first page shows for a fail what is expected, what was found with its blanks, and who fixes it', () => {
  const page = overviewPage(fileOf([passing, broken, unclear, later])).text;
  for (const part of ['Campaign - prod - (.*)', 'Campaign␣␣- prod', '<dt>Fix</dt>', '<dt>Who</dt>', 'Not probed (1)']) {
    expect(page).toContain(part);
  }
});

test('what is amiss alike on several instances is one line of the first page', () => {
  const page = overviewPage(fileOf([broken, { ...broken, instance: 'too' }, unclear])).text;
  const [inShort = ''] = /<ul class="short">[^]*?<\/ul>/.exec(page) ?? [];
  expect(inShort.match(/<li/g)).toHaveLength(2);
  const names = parseHtml(inShort).text;
  expect(names).toMatch(/Association mask \(confirmed\), 2 instances:\s*broken,\s*too\s/);
  expect(inShort).toContain('<a href="#instance-broken">broken</a>');
  expect(overviewPage(fileOf([broken])).text).not.toContain('In short');
});

const moment = '2026-01-02T03:04:05.000Z';

test('the first page says where values were read, what could not be, what differs and what is worth knowing', () => {
  const side = { source: 'Campaign over SOAP', via: 'live', at: moment } as const;
  const page = overviewPage(
    fileOf([
      {
        ...unclear,
        sources: [
          { source: 'Campaign over SOAP', via: 'live', at: moment, read: true, detail: 'as the native operator' },
          { source: 'the Admin Console', via: 'live', at: moment, read: false, detail: 'it refused the client' },
        ],
        disagreements: [
          {
            setting: 'IMS scope',
            used: { ...side, value: 'openid' },
            other: { ...side, value: 'openid ', source: 'X' },
          },
        ],
        notes: ['Campaign’s build is 9384.'],
      },
    ]),
  ).text;
  const [card = '', details = ''] = page.split('class="evidence');
  for (const part of ['Unread:</b> the Admin Console: it refused the client', 'Differs:</b> IMS scope: “openid” (']) {
    expect(card).toContain(part);
  }
  for (const part of [
    '<td class="wide">Campaign over SOAP</td>',
    'could not be read',
    'Where two sources differ (1)',
    '“openid␣”',
  ]) {
    expect(details).toContain(part);
  }
  expect(details).toContain('<li>Campaign’s build is 9384.</li>');
});

test('where only declared values were used, the first page says so; of what was not probed it says nothing', () => {
  const said = 'Every value is as declared';
  expect(overviewPage(fileOf([passing])).text).toContain(said);
  expect(overviewPage(fileOf([later])).text).not.toContain(said);
});

test('another tool’s page gets a way back to the first page', () => {
  const page = withWayBack('<html><body class="x"><div id="app"></div></body></html>', '../index.html');
  expect(page).toMatch(/<body class="x"><nav [^]*<a href="..\/index.html">[^]*<\/nav><div id="app">/);
});

test('a login that worked and proves not every setting says so', () => {
  expect(headline({ ...passing, verdict: 'inconclusive' })).toBe('prod: signed in, but a setting could not be read');
  expect(headline(passing)).toBe('prod: signed in');
});

test('what comes from outside is text on the page, whatever it looks like', () => {
  const hostile = '<img src=x onerror="alert(1)">&\'';
  const page = overviewPage(fileOf([{ ...unclear, summary: hostile, seen: [hostile], account: hostile }])).text;
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
  expect(html`<p title="${hostile}">${[html`<b>${'<'}</b>`]}</p>`.text).toContain('<b>&lt;</b>');
});

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '=1\n+2', '"=1', '\t=1', '\r=1', '\n=1'];

test('no cell of the table is a formula for a spreadsheet', () => {
  for (const formula of formulas) {
    const csv = instancesCsv(fileOf([{ ...unclear, account: formula }])).text;
    const [row] = parse<Record<string, string>>(csv.slice(1), { header: true }).data;
    expect(row?.['signed in as'], JSON.stringify(formula)).toMatch(/^['"⇥⏎]/);
  }
  expect(instancesCsv(fileOf([broken])).text.split('\r\n')).toHaveLength(3);
});

test('a requirement links the section that its cause links', () => {
  for (const id of settingCauseIds) expect(requirementLink(id)).toBe(settingCauses[id].documentation);
  expect(requirementLink('server-restart')).toBe(serverRestart.documentation);
});

test('a hop is an HTTP exchange in which redacted values are marked as such', () => {
  const hop = {
    at: 5,
    kind: 'campaign',
    method: 'GET',
    url: 'https://prod.example.com/cb?code=…&scope=openid',
    status: 302,
    session: 'set',
  } as const;
  expect(exchangeOf(hop, 100)).toEqual({
    schemaVersion: 1,
    request: {
      method: 'GET',
      url: hop.url,
      query: [
        { name: 'code', value: '__ALLURE_REDACTED__' },
        { name: 'scope', value: 'openid' },
      ],
    },
    response: { status: 302, headers: [{ name: 'set-cookie', value: '__sessiontoken (set) __ALLURE_REDACTED__' }] },
    start: 105,
  });
});

test('past runs say since when a verdict stands, and what was before', () => {
  const nights = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'];
  const [first, second, third] = nights.map((finishedAt, index) =>
    fileOf([index === 0 ? passing : { ...broken, instance: passing.instance }, later], { finishedAt }),
  );
  if (!first || !second || !third) throw new Error('Three nights');
  const text = [first, second].reduce((so, night) => withThisRun(readPastRuns(so), night), '');
  const runs = readPastRuns(`${text}a crash left this\n`);

  expect(verdictSince(runs, passing.instance, 'fail', third.run.finishedAt)).toEqual({
    since: second.run.finishedAt,
    before: 'pass',
  });
  expect(verdictSince(runs, passing.instance, 'pass', third.run.finishedAt)).toEqual({
    since: third.run.finishedAt,
    before: 'fail',
  });
  expect(verdictSince(runs, 'never seen', 'pass', third.run.finishedAt)).toEqual({ since: third.run.finishedAt });
  expect(reportStatusBefore(runs, passing.instance)).toBe('fail');
  expect(reportStatusBefore(runs, later.instance)).toBeUndefined();
});
