import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig, TestInfo } from '@playwright/test';
import { expect, test } from './unit-test.ts';
import { writtenPlaces, type WritingFacts } from '../../fixtures/run/end/written-places.ts';

type Reporters = FullConfig['reporter'];

/** Two folders, one with a package.json and a configuration in another one below it, and what a run there is told. */
function factsOf(testInfo: TestInfo, reporter: Reporters, environment: WritingFacts['environment'] = {}): WritingFacts {
  const project = testInfo.outputPath('project');
  const root = join(project, 'config');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{}');
  const [login] = testInfo.config.projects;
  const filteredProjects = login ? [{ ...login, outputDir: join(root, 'test-results') }] : [];
  return {
    config: { reporter, filteredProjects },
    environment,
    root,
    workingFolder: testInfo.outputPath('elsewhere'),
    startedAt: new Date(2026, 0, 1),
  };
}

/** The places of a kind, from the test’s own folder. */
function placesOf(testInfo: TestInfo, facts: WritingFacts, kind: 'ours' | 'others'): readonly string[] {
  return writtenPlaces(facts)
    .filter(({ isOurs }) => isOurs === (kind === 'ours'))
    .map(({ path }) => path.replace(`${testInfo.outputPath()}/`, ''));
}

const always = ['project/config/test-results', 'project/config/allure-results', 'elsewhere/allure-results'];

test('Playwright’s own reporters write beside the nearest package.json, and only those that were asked for', ({}, testInfo) => {
  const both = factsOf(testInfo, [['html'], ['blob'], ['line']]);
  expect(placesOf(testInfo, both, 'ours')).toEqual([...always, 'project/playwright-report', 'project/blob-report']);
  const none = factsOf(testInfo, [['line']]);
  expect(placesOf(testInfo, none, 'ours')).toEqual(always);
  // What lies there of an earlier run is looked at, and makes no run red.
  expect(placesOf(testInfo, none, 'others')).toEqual([
    'project/config/playwright-report',
    'project/config/blob-report',
  ]);
});

test('what the environment names begins where the run was started, and a name alone beside the configuration', ({}, testInfo) => {
  const facts = factsOf(testInfo, [['html'], ['blob']], {
    PLAYWRIGHT_HTML_OUTPUT_DIR: 'pages',
    PLAYWRIGHT_BLOB_OUTPUT_FILE: 'blobs/one.zip',
    PLAYWRIGHT_JSON_OUTPUT_NAME: 'result.json',
    PLAYWRIGHT_JUNIT_OUTPUT_FILE: '',
    PLAYWRIGHT_HTML_OPEN: 'never',
    OTHER_OUTPUT: 'other',
  });
  expect(placesOf(testInfo, facts, 'ours')).toEqual([
    ...always,
    'elsewhere/pages',
    'elsewhere/blobs/one.zip',
    'project/config/result.json',
  ]);
});

test('what a reporter’s options name is a place, and under a name of their own where something was written in this run', ({}, testInfo) => {
  const facts = factsOf(testInfo, [
    ['json', { outputFile: 'result.json' }],
    ['./own.ts', { target: 'new.txt', other: 'old.txt', whole: '..', title: 'no path at all', count: 3 }],
  ]);
  for (const [name, day] of [
    ['new.txt', new Date(2026, 0, 2)],
    ['old.txt', new Date(2025, 0, 1)],
  ] as const) {
    const path = join(facts.root, name);
    writeFileSync(path, '');
    utimesSync(path, day, day);
  }
  const named = placesOf(testInfo, facts, 'ours').slice(always.length);
  expect(named).toEqual(['project/config/result.json', 'elsewhere/result.json', 'project/config/new.txt']);
});

test('a job’s summary is looked at and not listed, since it is the platform’s', ({}, testInfo) => {
  const facts = factsOf(testInfo, [], { GITHUB_STEP_SUMMARY: '/platform/summary.md' });
  expect(writtenPlaces(facts).find(({ path }) => path === '/platform/summary.md')).toMatchObject({
    isOurs: true,
    isListed: false,
  });
});
