import { tmpdir } from 'node:os';
import type { Browser } from '@playwright/test';
import { takeCapture } from '../../fixtures/capture/take-capture.ts';
import type { Capture } from '../../fixtures/capture/form/capture.ts';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { MemoryLedger } from '../../fixtures/evidence/account/memory-ledger.ts';
import { healthyWorld } from '../../fixtures/lab/healthy-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import type { ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import { tell } from '../../fixtures/lab/sign-in-stories.ts';
import { startStockWorld, stockShapes } from '../../fixtures/lab/stock-world/index.ts';
import type { InstanceWorld } from '../../fixtures/lab/world.ts';
import { accountOf, readSettings } from '../../fixtures/settings/index.ts';
import { sharedInProcess } from '../../fixtures/probe/shared-in-process.ts';
import { labPatience } from './lab-test.ts';

/** Where a capture of the repository was made. */
export interface CaptureSource {
  readonly name: string;
  readonly make: (browser: Browser, certificate: ServerCertificate) => Promise<Capture>;
}

/** A running world to capture: its variables, and which instance. */
interface Running {
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Three shapes of the lab: its default, a logon page, and a way over a relay and more screens. */
const labShapes: readonly {
  readonly name: string;
  readonly id: string;
  readonly shape: (instance: InstanceWorld) => void;
}[] = [
  { name: 'lab-default', id: 'prod', shape: () => undefined },
  {
    name: 'lab-logon-page',
    id: 'link',
    shape: ({ habits, shapes }) => {
      Object.assign(habits, {
        wayIn: 'form',
        logon: 'login.jsp',
        landing: 'please-wait',
        cookie: 'two',
        token: 'field',
        ping: 'missing',
        home: 'frames',
        state: 'none',
      } satisfies Partial<InstanceWorld['habits']>);
      shapes.signInBody = 'multipart';
    },
  },
  {
    name: 'lab-relay',
    id: 'stage',
    shape: ({ habits, shapes, account }) => {
      Object.assign(habits, {
        relay: 'two-hops',
        gate: 'cookie',
        landing: 'by-a-form',
        cookie: 'other-name',
        token: 'lower-case-property',
        home: 'shadow',
        state: 'json',
      } satisfies Partial<InstanceWorld['habits']>);
      shapes.signInBody = 'text';
      tell(account, { before: [], after: ['passkey-nudge', 'phone'], look: { language: 'fr', variant: 0 } });
    },
  },
];

const ofLab: readonly CaptureSource[] = labShapes.map(({ name, id, shape }) => ({
  name,
  make: async (browser, certificate) => {
    const world = healthyWorld();
    const instance = world.instances.find((one) => one.id === id);
    if (!instance) throw new Error(`The lab has no instance ${id}`);
    shape(instance);
    return capture(browser, await startLab(world, certificate), id, 'lab');
  },
}));

const ofStockWorld: readonly CaptureSource[] = stockShapes.map((shape) => ({
  name: shape.name,
  make: async (browser, certificate) => capture(browser, await startStockWorld(shape, certificate), 'acc', 'world'),
}));

/** Six of them: what `captures/` of the repository was made of. */
export const captureSources: readonly CaptureSource[] = [...ofLab, ...ofStockWorld];

async function capture(browser: Browser, running: Running, id: string, of: Capture['of']): Promise<Capture> {
  try {
    const environment = { ...running.variables, PROBE_STATE: 'off' };
    const settings = readSettings({ environment, directory: tmpdir(), lab: () => ({}) });
    const instance = settings.instances.find((one) => one.id === id);
    if (!instance) throw new Error(`The world has no instance ${id}`);
    const guard = new AccountGuard('each', new MemoryLedger(), { restMs: 0 });
    const desk = guard.desk(accountOf(instance).email.reveal(), id);
    const patience = { ...labPatience, answerMs: 10_000 };
    const shared = sharedInProcess();
    const taken = await takeCapture({ of, browser, instance, settings, desk, patience, shared, pins: [] });
    return taken.capture;
  } finally {
    await running.close();
  }
}
