import type { History } from '../../fixtures/evidence/facts/history.ts';
import { preflight, type InstanceForecast } from '../../fixtures/preflight/index.ts';
import { readMembers } from '../../fixtures/evidence/sources/console/members.ts';
import { sourceVariables } from '../../fixtures/lab/environment.ts';
import { startLab, type Lab, type World } from '../../fixtures/lab/index.ts';
import { type Person } from '../../fixtures/lab/world.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { expect, labPatience, settingsOf, test as base } from './lab-test.ts';

interface Foretold {
  readonly forecast: InstanceForecast;
  readonly lab: Lab;
}

interface Ask {
  /** Variables besides; `undefined` leaves one out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Whether the Admin Console is asked for everybody. */
  readonly withUsers?: boolean;
  /** What this machine remembers of earlier runs. */
  readonly history?: History;
}

/** Looks at the first instance of a world before its restart. */
export const test = base.extend<{ foretell: (world: World, ask?: Ask) => Promise<Foretold> }>({
  foretell: async ({ labCertificate }, use) => {
    await use(async (world, { variables = {}, withUsers = false, history } = {}) => {
      const lab = await startLab(world, labCertificate);
      try {
        const sources = Object.entries(sourceVariables(world)).filter(([name]) => /^UMAPI|^IMS_ORG/.test(name));
        const settings = settingsOf(lab, { ...(withUsers && Object.fromEntries(sources)), ...variables });
        const [instance] = settings.instances;
        if (!instance) throw new Error('A world without instances');
        const { console: adminConsole, proxy } = settings;
        const { answerMs } = labPatience;
        const members = adminConsole && (await readMembers(adminConsole, proxy, answerMs));
        const shared = sharedInProcess();
        const request = { instance, settings, patience: labPatience, shared, members, ...(history && { history }) };
        const forecast = await preflight(request);
        expect(lab.submissions).toEqual([]);
        expect(lab.nameless).toEqual([]);
        return { forecast, lab };
      } finally {
        await lab.close();
      }
    });
  },
});

/** People of the product profiles of an instance, besides the test account and a bystander: of five, one administers. */
export function populate(world: World, count: number): void {
  world.console.pageSize = 100;
  const prefix = 'Campaign - prod - ';
  const people = Array.from({ length: count }, (_, index): Person => ({
    email: `user-${String(index)}@lab.example.com`,
    password: `nobody-signs-in-with-this-${String(index)}`,
    groups: [`${prefix}${index % 5 === 0 ? 'admin' : 'delivery'}`],
    console: { type: 'federatedID', status: 'active', unlicensed: [] },
  }));
  world.people.push(...people);
}
