import { bystander } from '../../fixtures/lab/console.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { type World } from '../../fixtures/lab/index.ts';
import { expect } from './lab-test.ts';
import { nightly } from '../nightly.ts';
import { test } from './gather-test.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

test.describe('the Admin Console', () => {
  test(
    'gives the account’s groups, those through a user group too, without administrators’ ones, its type and status',
    nightly,
    async ({ gather }) => {
      const world = healthyWorld();
      const [person] = world.people;
      if (!person) throw new Error('A world without people');
      const through = person.groups.slice(-2);
      person.through = { userGroup: 'Marketing team', profiles: through };
      person.console.unlicensed.push(through[0] ?? '');

      const [facts, ...others] = await gather(world, { by: ['UMAPI_', 'IMS_ORG'] });

      expect(facts?.dashboardUserGroups).toMatchObject({ known: true, via: 'live', source: 'the Admin Console' });
      const groups = facts?.dashboardUserGroups.known ? facts.dashboardUserGroups.value : [];
      expect([...groups].sort()).toEqual([...person.groups, 'Marketing team'].sort());
      expect(facts?.consoleAccount).toMatchObject({
        value: { type: 'federatedID', status: 'active', unlicensed: [through[0]] },
      });
      // What is declared lacks the user group, so the two disagree.
      expect(facts?.disagreements).toMatchObject([{ setting: 'Product profiles of the user' }]);
      // One listing a run, of as many pages as there are, for every instance.
      expect(world.console.listings).toEqual([...new Set(world.console.listings)]);
      expect(world.console.listings.length).toBeGreaterThan(1);
      expect(JSON.stringify([facts, ...others])).not.toContain(bystander);
    },
  );

  test('is waited for where it throttles, and given up where that would take too long', nightly, async ({ gather }) => {
    const patient = healthyWorld();
    patient.console.throttled = 2;
    const [waited] = await gather(patient, { by: ['UMAPI_', 'IMS_ORG'] });
    expect(waited?.dashboardUserGroups).toMatchObject({ known: true, via: 'live' });

    const throttled = healthyWorld();
    throttled.console.throttled = 1;
    throttled.console.retryAfterSeconds = 3600;
    const [left] = await gather(throttled, { by: ['UMAPI_', 'IMS_ORG'] });
    expect(left?.sources?.[0]).toMatchObject({
      read: false,
      detail: 'it throttles (HTTP 429) and asks to wait 3600 s, which is longer than this run waits',
    });
    expect(left?.dashboardUserGroups).toMatchObject({ known: false, why: 'unreadable' });
  });

  const refusals: readonly (readonly [string, (world: World) => Record<string, string>, RegExp])[] = [
    [
      'a disabled account',
      ({ people: [person] }) => {
        if (person) person.console.status = 'disabled';
        return {};
      },
      /^it has no active user with the account’s address/,
    ],
    [
      'another organisation',
      () => ({ IMS_ORG_ID: 'FEDCBA9876543210@AdobeOrg' }),
      /HTTP 401 \(the credential or IMS_ORG_ID/,
    ],
    [
      'a wrong secret',
      () => ({ UMAPI_CLIENT_SECRET: 'p8e-not-the-secret-0123' }),
      /no token \(HTTP 400: invalid_client invalid client_secret parameter\)/,
    ],
  ];
  for (const [name, breaks, line] of refusals) {
    test(`${name} is one clear line, without an address`, async ({ gather }) => {
      const world = healthyWorld();
      const [facts] = await gather(world, { by: ['UMAPI_', 'IMS_ORG'], variables: breaks(world) });
      expect(facts?.sources?.[0]).toMatchObject({ read: false, detail: expect.stringMatching(line) });
      expect(facts?.sources?.[0]?.detail).not.toMatch(/probe@|p8e-/);
      expect(facts?.dashboardUserGroups).toMatchObject({ known: false, why: 'unreadable' });
    });
  }
});
