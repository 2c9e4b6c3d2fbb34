import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './unit-test.ts';
import { parse } from 'dotenv';
import { addressOf, idFor, instanceEntries } from '../../fixtures/init/answers.ts';
import { draftEnvFile } from '../../fixtures/init/env-file.ts';
import { readEnvText, writeEnvText } from '../../fixtures/init/write-file.ts';

/** Values that an env file easily reads as something else. */
const awkward = [
  'plain',
  'with # a hash',
  ' blank at both ends ',
  'a "double" quote',
  "a 'single' one",
  'a `back` tick',
  'both " and \'',
  'C:\\new\\readme',
  'C:\\new "and" more',
  '$HOME ${HOME}',
  'equals=sign',
  'Correct horse & battery+staple=42 äöü"\\%',
  '=',
  '#',
];

for (const value of awkward) {
  test(`what is written is read as it is, in a new file and in place of another value: ${value}`, () => {
    const fresh = draftEnvFile('', [{ name: 'IMS_USER_PASSWORD', value }]);
    expect(parse(fresh.text)).toEqual({ IMS_USER_PASSWORD: value });
    expect(fresh.text).toMatch(/^IMS_USER_PASSWORD=(["'`]).*\1\n$/);
    const before = '# mine\nOTHER=1\nIMS_USER_PASSWORD=old # a comment\nLAST="2"\n';
    const changed = draftEnvFile(before, [{ name: 'IMS_USER_PASSWORD', value }]);
    expect(parse(changed.text)).toEqual({ OTHER: '1', IMS_USER_PASSWORD: value, LAST: '2' });
    expect(changed.text).toContain('# mine\nOTHER=1\n');
  });
}

test('what no env file can hold is refused by name, and not shown', () => {
  for (const value of ['a"b\'c`d-secret-0123', 'two\nlines-secret-0123']) {
    expect(() => draftEnvFile('', [{ name: 'IMS_USER_PASSWORD', value, isSecret: true }])).toThrow(
      /^IMS_USER_PASSWORD has a line break, or every kind of quotation mark.*(?<!0123)$/,
    );
  }
});

test('the difference shows what changes, and no secret: neither the old one nor the new', () => {
  const before = 'IMS_USER_EMAIL="a@example.com"\nIMS_USER_PASSWORD="old-secret-0123"\n';
  const { changes } = draftEnvFile(before, [
    { name: 'IMS_USER_EMAIL', value: 'b@example.com' },
    { name: 'IMS_USER_PASSWORD', value: 'new-secret-0123', isSecret: true },
    { name: 'CAMPAIGN_PROD_URL', value: 'https://prod.example.com' },
  ]);
  expect(changes).toEqual([
    '- IMS_USER_EMAIL="a@example.com"',
    '+ IMS_USER_EMAIL="b@example.com"',
    '- IMS_USER_PASSWORD="…"',
    '+ IMS_USER_PASSWORD="…" (another one)',
    '+ CAMPAIGN_PROD_URL="https://prod.example.com"',
  ]);
});

test('the same once more changes nothing', () => {
  const entries = [{ name: 'IMS_USER_EMAIL', value: 'a@example.com', about: 'The account.' }];
  const { text } = draftEnvFile('', entries);
  expect(draftEnvFile(text, entries)).toEqual({ text, changes: [] });
});

test('an address is taken as it is pasted, and names its instance', () => {
  expect(addressOf('campaign.example.com')).toEqual({ url: 'https://campaign.example.com' });
  expect(addressOf(' https://campaign.example.com/view/home ')).toEqual({
    url: 'https://campaign.example.com',
    loginPath: '/view/home',
  });
  expect(idFor('https://campaign.example.com', {})).toBe('prod');
  expect(idFor('https://campaign-stage.example.com', {})).toBe('stage');
  expect(idFor('https://dev2.example.com', {})).toBe('dev');
});

test('another address becomes another instance, and the same one stays itself', () => {
  const standing = { CAMPAIGN_INSTANCES: 'prod', CAMPAIGN_PROD_URL: 'https://one.example.com/' };
  expect(idFor('https://one.example.com', standing)).toBe('prod');
  expect(idFor('https://two.example.com', standing)).toBe('prod-2');
  const added = instanceEntries({ id: 'prod-2', url: 'https://two.example.com' }, standing);
  expect(added.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'CAMPAIGN_INSTANCES=prod,prod-2',
    'CAMPAIGN_PROD_2_URL=https://two.example.com',
  ]);
});

test('a file is written for its owner alone, whole, and leaves no draft beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-login-probe-init-'));
  try {
    const file = join(folder, '.env');
    expect(readEnvText(file)).toBe('');
    writeFileSync(file, 'OPEN=1\n');
    chmodSync(file, 0o644);
    writeEnvText(file, 'A="1"\n');
    expect(readFileSync(file, 'utf8')).toBe('A="1"\n');
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(process.platform === 'win32' ? 0o600 : statSync(file).mode & 0o777).toBe(0o600);
    expect(() => {
      writeEnvText(join(folder, 'no', 'such', '.env'), '');
    }).toThrow(/could not be written .*nothing was changed/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a file that is not UTF-8 is left alone, and a link stays a link', () => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-login-probe-init-'));
  try {
    const wide = join(folder, 'wide.env');
    writeFileSync(wide, Buffer.from('A=1\n', 'utf16le'));
    expect(() => readEnvText(wide)).toThrow(/wide\.env is not UTF-8 text/);
    const broken = join(folder, 'broken.env');
    writeFileSync(broken, Buffer.from([0x41, 0x3d, 0xff, 0xfe]));
    expect(() => readEnvText(broken)).toThrow(/broken\.env is not UTF-8 text/);
    expect(() => readEnvText(folder)).toThrow(/cannot be read \(EISDIR\); nothing was changed/);
    writeFileSync(join(folder, 'real.env'), '');
    symlinkSync('real.env', join(folder, 'link.env'));
    writeEnvText(join(folder, 'link.env'), 'A="1"\n');
    expect(readFileSync(join(folder, 'real.env'), 'utf8')).toBe('A="1"\n');
    expect(lstatSync(join(folder, 'link.env')).isSymbolicLink()).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
