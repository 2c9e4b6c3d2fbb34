import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { unknownCodeShapes } from '../../fixtures/lab/ims/unknown-code-answers.ts';
import type { World } from '../../fixtures/lab/world.ts';
import { expect, test } from '../lab/lab-test.ts';
import { runMainJob } from '../lab/run-main-job.ts';

/** Healthy instances, each with a client of its own, and with IMS answering of it in a way of its own. */
function worldOfAnswers(): World {
  const fleet = fleetWorld(unknownCodeShapes.length);
  const instances = fleet.instances.map((instance, index) => {
    const clientId = `Campaign-${instance.id}`;
    return {
      ...instance,
      client: { ...instance.client, clientId },
      stored: { ...instance.stored, clientId },
      running: { ...instance.running, clientId },
      shapes: { ...instance.shapes, unknownCode: unknownCodeShapes[index] ?? '400 invalid_grant' },
    };
  });
  return { ...fleet, instances, clients: instances.map(({ client }) => client) };
}

test('a fleet of healthy instances is green, whatever IMS says to a code that it never gave', async ({}, testInfo) => {
  testInfo.setTimeout(600_000);
  const lab = await startLab(worldOfAnswers());
  try {
    const job = await runMainJob(testInfo, { ...lab.variables, LAB: 'never', PROBE_STATE: 'off' });

    const notGreen = (job.result?.instances ?? []).filter(({ verdict }) => verdict !== 'pass');
    expect(notGreen.map(({ instance, summary }) => `${instance}: ${summary}`)).toEqual([]);
    expect(job.stdout).toContain(`${String(unknownCodeShapes.length)} pass, 0 fail, 0 inconclusive`);
    expect(job.status, job.stdout + job.stderr).toBe(0);
  } finally {
    await lab.close();
  }
});
