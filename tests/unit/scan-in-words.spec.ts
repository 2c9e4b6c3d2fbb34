import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { secretToLookFor, type OtherFile, type ScanResult } from '../../fixtures/report/scan/index.ts';
import { scanInWords } from '../../fixtures/report/scan/in-words.ts';

const root = join(__dirname, 'project');
const nothing: ScanResult = { files: [], printed: [], notSearched: [], otherFormats: [], blind: [], left: [] };

/** What is said of files in which no text can be read, each by its path from the project’s folder. */
function told(isOurs: boolean, formats: Readonly<Record<string, string>>): readonly string[] {
  const otherFormats: readonly OtherFile[] = Object.entries(formats).map(([path, format]) => ({
    path: join(root, path),
    inside: '',
    format,
    isOurs,
  }));
  const { lines, isClean } = scanInWords({ ...nothing, otherFormats }, { masked: [], remove: () => undefined, root });
  expect(isClean).toBe(true);
  return lines;
}

test('of the pictures that a run takes, only their number and their kinds are said', () => {
  expect(told(true, {})).toEqual([]);
  expect(told(true, { 'allure-results/1-attachment.png': 'PNG picture' })).toEqual([
    'Not searched for secrets: 1 picture (PNG), in which no text can be read.',
  ]);
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${String(index)}.png`, 'PNG picture']));
  expect(told(true, { ...many, 'a.jpeg': 'JPEG picture' })).toEqual([
    'Not searched for secrets: 41 pictures (JPEG, PNG), in which no text can be read.',
  ]);
});

test('anything else is named by its path from the project, three at most', () => {
  const fonts = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [join('report', name), 'font']));
  const [a, b, c] = Object.keys(fonts);
  expect(told(true, { ...fonts, 'x.7z': '7z archive' })).toEqual([
    'Not searched for secrets (7z archive, in which no text can be read): x.7z.',
    `Not searched for secrets (font, in which no text can be read): ${[a, b, c].join(', ')} and 2 more.`,
  ]);
  // A picture that nobody of the run took may be one of anything.
  const elsewhere = join('..', 'others.png');
  expect(told(false, { 'mine.png': 'PNG picture', [elsewhere]: 'PNG picture' })).toEqual([
    `Not searched for secrets (PNG picture, in which no text can be read): mine.png, ${join(root, elsewhere)}.`,
  ]);
});

test('what another program wrote and could not be searched is one line', () => {
  const notSearched = ['1', '2', '3', '4'].map((name) => ({
    path: join(root, `${name}.zip`),
    inside: '!',
    reason: 'is damaged',
    isOurs: false,
  }));
  expect(scanInWords({ ...nothing, notSearched }, { masked: [], remove: () => undefined, root })).toEqual({
    lines: ['Not searched for secrets, and not written by this run: 1.zip!, 2.zip!, 3.zip! and 1 more.'],
    isClean: true,
  });
});

test('a secret that is too plain costs no file, and one that is not costs the file in which it is', () => {
  const removed: string[] = [];
  const told = [
    { name: 'CAMPAIGN_OK_SOAP_PASSWORD', value: 'prod' },
    { name: 'IMS_USER_PASSWORD', value: 'correct horse battery 7' },
  ].map(({ name, value }) => {
    const secret = secretToLookFor(name, value, ['prod']);
    const path = join(root, `${name}.json`);
    const files = [{ path, sightings: [{ secret, inside: '', spelling: [] }] }];
    const remove = (one: string): undefined => void removed.push(one);
    return scanInWords({ ...nothing, files }, { masked: [], remove, root }).lines.join('\n');
  });
  expect(removed).toEqual([join(root, 'IMS_USER_PASSWORD.json')]);
  expect(told[0]).toContain('too plain to tell apart from ordinary text, so the file was kept');
  expect(told[1]).toContain('the file was deleted');
});
