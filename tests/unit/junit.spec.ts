import { expect, test } from './unit-test.ts';
import { parse } from 'node-html-parser';
import { junitXml } from '../../fixtures/report/junit.ts';
import { accepted, broken, fileOf, later, passing, unclear } from './result-builder.ts';

const mixed = fileOf([passing, broken, accepted, unclear, later], {
  selected: ['prod', 'broken', 'accepted', 'unclear'],
});

test('a fail is a failure and what could not be judged an error, and both say what to do', () => {
  const root = parse(junitXml(mixed).text);
  const failure = root.querySelector('failure');
  expect(failure?.getAttribute('type')).toBe('association-mask');
  expect(failure?.getAttribute('message')).toBe('broken: no matching operator group — Association mask (confirmed)');
  expect(failure?.text.split('\n').map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['  expected', '  actual', '  fix', '  who', '  see', 'way']),
  );
  expect(root.querySelectorAll('error').map((element) => element.parentNode?.getAttribute('name'))).toEqual([
    'unclear signs in with an Adobe ID',
  ]);
  expect(root.querySelectorAll('skipped').map((element) => element.getAttribute('message'))).toEqual([
    'accepted for now: accepted: no matching operator group — Association mask (confirmed)',
  ]);
});

test('what the command line left out is no case, and what the run did not come to is an error', () => {
  expect(junitXml(mixed).text).not.toContain('later');
  expect(junitXml(fileOf([passing, later])).text).toContain('Selected but not probed');
});

test('the name of a class has no dot, at which it would be split, and no line is one of our code', () => {
  const instance = { ...broken, instance: 'v7.4.1-prod' };
  const root = parse(junitXml(fileOf([instance])).text);
  expect(root.querySelector('testcase')?.getAttribute('classname')).toBe('Campaign login');
  expect(root.text).not.toContain('.spec.ts');
  expect(root.text.split('\n').filter((line) => line.trim().startsWith('at '))).toEqual([]);
});

test('a look without a login has a case for each instance at which somebody looked', () => {
  const file = fileOf([later, { ...later, instance: 'other' }], { selected: [] });
  const looks = [
    { instance: 'later', amiss: ['IMS scope: expected a, found b'], checked: 7, of: 10 },
    { instance: 'other', amiss: [], checked: 0, of: 10 },
    { instance: 'third', amiss: [], checked: 5, of: 10 },
  ];
  const root = parse(junitXml(file, looks).text);
  const all = root.querySelector('testsuites');
  expect(['tests', 'failures', 'errors'].map((name) => all?.getAttribute(name))).toEqual(['3', '1', '1']);
});
