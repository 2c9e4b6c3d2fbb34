import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { mayBeSignedIn } from '../../fixtures/evidence/picture.ts';
import { overviewPage, pagesBehind } from '../../fixtures/report/page/overview.ts';
import { pictureOf } from '../../fixtures/report/reader-file-names.ts';
import { copyWithoutPictures } from '../../fixtures/report/results-without-pictures.ts';
import { page, session } from './evidence-builder.ts';
import { broken, fileOf } from './result-builder.ts';

test('a page of an instance that may be a signed-in one is private, whatever the login came to', () => {
  for (const kind of ['campaign', 'other-instance'] as const) {
    for (const hasSecurityToken of ['yes', 'not-known'] as const) {
      expect(mayBeSignedIn({ page: page({ kind, hasSecurityToken }) }), `${kind} ${hasSecurityToken}`).toBe(true);
    }
  }
  // Without a token, a session that came and that nobody denies is one.
  const denied = [
    session({ came: 'no' }),
    session({ came: 'yes', confirmed: 'no' }),
    session({ came: 'not-known', confirmed: 'no' }),
  ];
  for (const one of denied) expect(mayBeSignedIn({ page: page(), session: one })).toBe(false);
  const open = [session({ came: 'yes', confirmed: 'yes' }), session({ came: 'yes' }), session({ came: 'not-known' })];
  for (const one of open) expect(mayBeSignedIn({ page: page(), session: one })).toBe(true);
});

test('a sign-in page, an error and a page of Adobe’s are not', () => {
  for (const kind of ['sign-in', 'ims', 'identity-provider', 'adobe-com', 'other'] as const) {
    expect(mayBeSignedIn({ page: page({ kind, hasSecurityToken: 'not-known' }) })).toBe(false);
  }
  expect(mayBeSignedIn({ page: page() })).toBe(false);
});

const picture = pictureOf('broken', '2026-01-01T00:00:00.000Z');

test('a picture is beside its login, loaded on request, and gone where pictures are left out', () => {
  const file = fileOf([{ ...broken, picture }]);
  const shown = overviewPage(file, { pictures: true }).text;
  expect(shown).toMatch(
    /<details class="part picture">[^]*<img\s+src="pictures\/broken-20260101000000000.png"\s+loading="lazy"/,
  );
  expect(overviewPage(file, { pictures: false }).text).not.toContain('pictures/');
  const many = fileOf(
    Array.from({ length: 51 }, (_, index) => ({ ...broken, instance: `i${String(index)}`, picture })),
  );
  const [behind] = pagesBehind(many, 'report.html', { pictures: true });
  expect(behind?.path).toBe('instances/i0.html');
  expect(behind?.content.text).toContain('src="../pictures/broken-');
  expect(pagesBehind(file, 'report.html')).toEqual([]);
  expect(overviewPage(many, { pictures: true }).text).not.toContain('<img');
});

test('Allure’s results are copied without their pictures, wherever they hang', ({}, testInfo) => {
  const from = testInfo.outputPath('from');
  const to = testInfo.outputPath('to');
  mkdirSync(from);
  const kept = { name: 'Evidence', source: 'b-attachment.json', type: 'application/json' };
  const left = { name: 'The last page', source: 'a-attachment.png', type: 'image/png' };
  const result = {
    name: 'x',
    attachments: [left, kept],
    steps: [{ steps: [{ attachments: [{ ...left, source: 'c' }] }] }],
  };
  writeFileSync(join(from, '1-result.json'), JSON.stringify(result));
  writeFileSync(join(from, 'a-attachment.png'), 'picture');
  writeFileSync(join(from, 'c'), 'picture');
  writeFileSync(join(from, 'b-attachment.json'), '{"type":"image/png","source":"stays as it is"}');
  expect(copyWithoutPictures(from, to)).toBe(2);
  expect(readdirSync(to).sort()).toEqual(['1-result.json', 'b-attachment.json']);
  expect(readFileSync(join(to, 'b-attachment.json'), 'utf8')).toContain('stays as it is');
  expect(readFileSync(join(to, '1-result.json'), 'utf8')).not.toMatch(/image|The last page/);
  expect(existsSync(join(from, 'a-attachment.png'))).toBe(true);
});
