import { truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from './unit-test.ts';
import { readPackage } from '../../fixtures/evidence/sources/package.ts';
import type { FieldPaths } from '../../fixtures/settings/types.ts';

const account = `name="Adobe_Marketing_Cloud" label="MAC" type="9" active="1" imsServer="https://ims-na1.adobelogin.com"
  imsClientId="Campaign1" clientSecret="" callbackServer="https://prod.example.com" imsOrgId="ABC@AdobeOrg"
  associationMask="Campaign &amp; prod - (.*) "`;
const other = '<extAccount name="bounces" type="0" active="1" server="pop.example.com" account="me"/>';

function packageOf(accounts: string, schema = 'nms:extAccount'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<package name="export" namespace="cus" buildNumber="9384"><entities schema="${schema}">${accounts}</entities></package>`;
}

const sound = packageOf(`${other}<extAccount ${account}><ims><scope>openid,AdobeID</scope></ims></extAccount>`);

interface Given {
  readonly folder: string;
  readonly pattern?: string;
  readonly paths?: FieldPaths;
  readonly imported?: boolean;
}

function read({ folder, pattern = 'export.xml', paths = {}, imported = false }: Given) {
  return readPackage({ variable: 'CAMPAIGN_PROD_PACKAGE', pattern, directory: folder, imported }, paths);
}

test('an export gives the fields of the IMS account as they stand, with the file’s time', ({}, testInfo) => {
  const file = testInfo.outputPath('export.xml');
  writeFileSync(file, sound);
  utimesSync(file, new Date('2025-05-05T05:05:05Z'), new Date('2025-05-05T05:05:05Z'));

  const { report, facts } = read({ folder: testInfo.outputDir });

  expect(report).toMatchObject({ read: true, via: 'file', source: 'the package export (export.xml)' });
  expect(report.detail).toContain('not found: Product context (PRODUCT_CONTEXT)');
  expect(facts.externalAccount).toMatchObject({
    imsServer: { value: 'https://ims-na1.adobelogin.com', at: '2025-05-05T05:05:05.000Z', via: 'file' },
    scopes: { value: 'openid,AdobeID' },
    clientId: { value: 'Campaign1' },
    callbackServer: { value: 'https://prod.example.com' },
    organisationId: { value: 'ABC@AdobeOrg' },
    associationMask: { value: 'Campaign & prod - (.*) ' },
  });
});

test('an export that has every field but the secret, which none has, lacks nothing', ({}, testInfo) => {
  const whole = account.replace(' clientSecret=""', ' productContext="dma_campaign_classic"');
  writeFileSync(
    testInfo.outputPath('export.xml'),
    packageOf(`<extAccount ${whole}><ims><scope>openid</scope></ims></extAccount>`),
  );
  expect(read({ folder: testInfo.outputDir }).report.detail).toBe('every field was found');
});

test('an export without a secret says nothing of it, unless the instance was just imported from it', ({}, testInfo) => {
  writeFileSync(testInfo.outputPath('export.xml'), sound);
  const folder = testInfo.outputDir;
  expect(read({ folder }).facts.externalAccount.clientSecret).toBeUndefined();
  expect(read({ folder, imported: true }).facts.externalAccount.clientSecret).toMatchObject({
    value: { present: false },
  });
});

test('one account says nothing of how many there are; two enabled ones of the type are duplicates', ({}, testInfo) => {
  const folder = testInfo.outputDir;
  writeFileSync(testInfo.outputPath('export.xml'), sound);
  expect(read({ folder }).facts.externalAccount.enabledAccounts).toBeUndefined();

  const copy = '<extAccount name="copy_of_MAC" type="9" active="1"/><extAccount name="old" type="9" active="0"/>';
  writeFileSync(testInfo.outputPath('export.xml'), packageOf(`${copy}<extAccount ${account}/>`));
  const { facts } = read({ folder });
  expect(facts.externalAccount.enabledAccounts).toMatchObject({ value: ['copy_of_MAC', 'Adobe_Marketing_Cloud'] });
  expect(facts.externalAccount.clientId).toMatchObject({ value: 'Campaign1' });
});

test('names that say nothing are found where the user says that they stand, and said to be missing else', ({}, testInfo) => {
  const folder = testInfo.outputDir;
  const opaque = '<extAccount name="MAC" type="21" f1="ims.example.com"><x m="Campaign - "/></extAccount>';
  writeFileSync(testInfo.outputPath('export.xml'), packageOf(opaque));

  expect(read({ folder }).report.detail).toContain('give its type as TYPE');
  const { report, facts } = read({ folder, paths: { TYPE: '21', IMS_SERVER: '@f1', ASSOCIATION_MASK: 'x/@m' } });
  expect(facts.externalAccount).toMatchObject({
    imsServer: { value: 'ims.example.com' },
    associationMask: { value: 'Campaign - ' },
  });
  expect(facts.externalAccount.clientId).toBeUndefined();
  expect(report.detail).toContain('IMS client identifier (IMS_CLIENT_ID)');
});

test('a name that fits twice decides nothing', ({}, testInfo) => {
  writeFileSync(
    testInfo.outputPath('export.xml'),
    packageOf(`<extAccount name="Adobe_Experience_Cloud" type="9" clientId="a"><ims clientId="b"/></extAccount>`),
  );
  expect(read({ folder: testInfo.outputDir }).facts.externalAccount.clientId).toBeUndefined();
});

/** Accounts whose names happen to hold another field’s, and what may be read of them. */
const neighbours: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>, readonly string[]]>> = {
  'the callback inside the IMS element': [
    'server="https://ims-na1.adobelogin.com"><ims callbackServer="https://p1.example.com"/>',
    { callbackServer: 'https://p1.example.com' },
    ['IMS_SERVER'],
  ],
  'the callback’s URL inside the IMS element': [
    '><ims callbackUrl="https://p1.example.com" scope="openid"/>',
    { callbackServer: 'https://p1.example.com', scopes: 'openid' },
    ['IMS_SERVER'],
  ],
  'names that end like a field': [
    'azureClientId="a" telescope="b" bitmask="c" oauthCallbackUrl="d" oauthScope="e" myorgid="f">',
    {},
    ['IMS_CLIENT_ID', 'IMS_SCOPE', 'ASSOCIATION_MASK', 'CALLBACK_SERVER', 'IMS_ORG_ID'],
  ],
  'letters of two names that make a third': ['claims="x"><claim sServer="https://a.example.com"/>', {}, ['IMS_SERVER']],
  'names in one case, and with other signs between': [
    'ims_server="https://ims-na1.adobelogin.com" imsclientid="Campaign1" IMSScope="openid"><mac mask="x"/>',
    { imsServer: 'https://ims-na1.adobelogin.com', clientId: 'Campaign1', scopes: 'openid', associationMask: 'x' },
    ['CALLBACK_SERVER'],
  ],
};

for (const [what, [attributes, values, missing]] of Object.entries(neighbours)) {
  test(`nothing is guessed of ${what}`, ({}, testInfo) => {
    writeFileSync(
      testInfo.outputPath('export.xml'),
      packageOf(`<extAccount name="Adobe_Experience_Cloud" type="9" ${attributes}</extAccount>`),
    );
    const { report, facts } = read({ folder: testInfo.outputDir });
    expect(Object.keys(facts.externalAccount).sort()).toEqual(Object.keys(values).sort());
    for (const [field, value] of Object.entries(values)) {
      expect(facts.externalAccount).toMatchObject({ [field]: { value } });
    }
    for (const field of missing) expect(report.detail).toContain(`(${field})`);
  });
}

test('a path that is told for two fields gives its value to neither', ({}, testInfo) => {
  writeFileSync(testInfo.outputPath('export.xml'), sound);
  const { facts } = read({ folder: testInfo.outputDir, paths: { IMS_SERVER: '@callbackServer' } });
  expect(facts.externalAccount).not.toHaveProperty('imsServer');
  expect(facts.externalAccount).not.toHaveProperty('callbackServer');
  expect(facts.externalAccount).toMatchObject({ clientId: { value: 'Campaign1' } });
});

test('of the files of a pattern the newest counts', ({}, testInfo) => {
  const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
  for (const [name, number] of Object.entries({ 'ext-1.xml': 2, 'ext-2.xml': 3, 'ext-3.xml': 1 })) {
    writeFileSync(testInfo.outputPath(name), sound);
    utimesSync(testInfo.outputPath(name), day(number), day(number));
  }
  expect(read({ folder: testInfo.outputDir, pattern: 'ext-*.xml' }).report.source).toContain('ext-2.xml');
});

const bomb = `<!DOCTYPE package [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><package>&b;</package>`;

/** What is no package, or would be too much, and the one line that it gets. */
const hostile: Readonly<Record<string, readonly [string | Buffer, string]>> = {
  'an entity bomb': [bomb, 'it declares a document type, which is not read'],
  'a bomb in another encoding': [Buffer.from(`\uFEFF${bomb}`, 'utf16le'), 'it declares a document type'],
  'an external entity': [`<!DOCTYPE a SYSTEM "file:///etc/passwd"><package/>`, 'it declares a document type'],
  'an endless nest': [`<package>${'<a>'.repeat(200_000)}`, 'it is nested deeper than any of Campaign’s documents'],
  'a page': ['<html><body>Sign in</body></html>', 'it isn’t a package: its root is <html>'],
  'half a file': [sound.slice(0, -40), 'it isn’t well-formed XML (line'],
  'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]), 'it isn’t text in the encoding'],
  'an unknown encoding': ['<?xml version="1.0" encoding="klingon"?><package/>', 'it isn’t text in the encoding'],
  nothing: ['', 'it isn’t well-formed XML'],
  'another package': [packageOf('<delivery/>', 'nms:delivery'), 'it contains no external account'],
};

for (const [name, [content, line]] of Object.entries(hostile)) {
  test(`${name} is one clear line`, ({}, testInfo) => {
    writeFileSync(testInfo.outputPath('export.xml'), content);
    const { report, facts } = read({ folder: testInfo.outputDir });
    expect(report.read).toBe(false);
    expect(report.detail).toContain(line);
    expect(report.detail).not.toContain('\n');
    expect(facts.externalAccount.imsServer).toMatchObject({ known: false, why: 'unreadable' });
  });
}

test('200 MB are not read at all', ({}, testInfo) => {
  const file = testInfo.outputPath('export.xml');
  writeFileSync(file, '<package>');
  truncateSync(file, 200_000_000);
  const began = performance.now();
  const { report } = read({ folder: testInfo.outputDir });
  expect(report.detail).toContain('it is 200 MB, and files over 20 MB are not read');
  expect(performance.now() - began).toBeLessThan(1000);
});

test('an export in which no account of the type is enabled gives no field, and says so', ({}, testInfo) => {
  writeFileSync(
    testInfo.outputPath('export.xml'),
    packageOf(`<extAccount ${account.replace('active="1"', 'active="0"')}/>`),
  );
  const { report, facts } = read({ folder: testInfo.outputDir });
  expect(report).toMatchObject({ read: true, detail: 'no account of the type is enabled in it' });
  expect(facts).toEqual({ externalAccount: {}, provisioned: {} });
});

test('a file that is not there is one clear line', ({}, testInfo) => {
  expect(read({ folder: testInfo.outputDir, pattern: 'none-*.xml' }).report).toMatchObject({
    read: false,
    source: 'the package export (none-*.xml)',
    detail: 'there is no such file',
  });
});
