import { expect, test } from './unit-test.ts';
import { settingsOfAddresses } from '../../fixtures/settings/address.ts';
import { UserError } from '../../fixtures/domain/errors.ts';

const accepted: readonly (readonly [string, object])[] = [
  [
    'campaign.example.com',
    { id: 'campaign.example.com', url: 'https://campaign.example.com', loginPath: '/view/home' },
  ],
  ['https://campaign.example.com/', { loginPath: '/view/home' }],
  ['https://Campaign.example.com:8443', { id: 'campaign.example.com:8443', url: 'https://campaign.example.com:8443' }],
  [
    'https://campaign.example.com/nl/jsp/logon.jsp',
    { url: 'https://campaign.example.com', loginPath: '/nl/jsp/logon.jsp' },
  ],
  ['https://campaign.example.com/?a=b', { loginPath: '/?a=b' }],
];

for (const [given, expected] of accepted) {
  test(`“${given}” is an instance of which nothing is known but the address`, () => {
    const [instance, ...others] = settingsOfAddresses([given], {}).instances;
    expect(others).toEqual([]);
    expect(instance).toMatchObject({ ...expected, kind: 'production', fieldPaths: {} });
    if (!instance) throw new Error('No instance.');
    const { externalAccount, provisioned, operatorGroups, dashboardUserGroups } = instance;
    const listed = [externalAccount, provisioned].flatMap((group): unknown[] => Object.values(group));
    const fields: readonly unknown[] = [...listed, operatorGroups, dashboardUserGroups];
    expect(fields).toHaveLength(15);
    for (const field of fields) expect(field).toEqual({ declared: false, variable: 'nothing is declared' });
  });
}

function faultsOf(...addresses: readonly string[]): readonly string[] {
  try {
    settingsOfAddresses(addresses, {});
    return [];
  } catch (error) {
    return error instanceof UserError ? error.message.split('\n') : [String(error)];
  }
}

const refused: readonly (readonly [string, string])[] = [
  ['', '“” isn’t the address of an instance; give one such as https://campaign.example.com.'],
  ['https://', '“https://” isn’t the address'],
  ['https://.example.com', 'isn’t the address of an instance'],
  ['two words', '“two words” isn’t the address'],
  ['http://campaign.example.com', '“http://campaign.example.com” '],
  ['https://me:hush@campaign.example.com', '“https://…@campaign.example.com” '],
  ['me:hush@campaign.example.com', '“…@campaign.example.com” '],
  ['https://me:hush/hush@campaign.example.com', '“https://…@campaign.example.com” '],
  ['https://me:hush@hush@campaign.example.com', '“https://…@campaign.example.com” '],
  ['me:hush?#/hush@campaign.example.com', '“…@campaign.example.com” '],
  ['two words/hush@example.com', '“…@example.com” '],
  [`https://me:${'hush'.repeat(60)}@campaign.example.com`, '“https://…@campaign.example.com” '],
];

for (const [given, said] of refused) {
  test(`“${given}” is refused in one line that says so, without a password`, () => {
    const faults = faultsOf(given);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(said);
    expect(faults[0]).toMatch(/[^.]\.$/);
    expect(faults[0]).not.toContain('hush');
  });
}

test('every wrong address is named, and of a long one no more than its beginning', () => {
  const faults = faultsOf('two words', 'campaign.example.com', `ftp://${'x'.repeat(300)}`);
  expect(faults).toHaveLength(2);
  expect(faults[1]?.length).toBeLessThan(300);
});

test('twenty addresses are a look, and one more is none; one that is named twice counts once', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => `c${String(index)}.example.com`);
  expect(faultsOf(...some(20), ...some(20))).toEqual([]);
  expect(faultsOf(...some(21))).toEqual(['21 addresses are too many for one look; give at most 20.']);
});

test('two pages of one host are one instance, at the first of them', () => {
  const { instances } = settingsOfAddresses(['a.example.com/x', 'https://a.example.com/y', 'b.example.com'], {});
  expect(instances.map(({ id, loginPath }) => id + loginPath)).toEqual(['a.example.com/x', 'b.example.com/view/home']);
});

test('a look makes one sign-in at most, tells nobody, accepts nothing, and goes out as the environment says', () => {
  const proxy = { server: 'http://proxy.example.com', bypass: [] };
  expect(settingsOfAddresses(['a.example.com'], { proxy })).toMatchObject({
    target: 'instances',
    signIn: 'once',
    screenshots: 'failure',
    acceptedRisks: [],
    told: { format: 'auto' },
    notices: [],
    proxy,
  });
});
