import { hostileSignInPages } from '../../fixtures/lab/hostile/sign-in-pages.ts';
import { variablesOf, worldOf } from '../../fixtures/lab/identity-provider/flows/types.ts';
import { expect, test } from '../lab/lab-test.ts';
import { recordPromise } from './promise.ts';

const how = 'sign-in pages built to have the wrong thing typed, pressed, read or sent';

for (const page of hostileSignInPages) {
  test(page.title, async ({ probeWorld }) => {
    const { diagnoses, submissions, presses, collected } = await probeWorld(worldOf(page), {
      only: ['prod'],
      variables: variablesOf(page),
    });
    const [diagnosis] = diagnoses;
    const held = (broken: readonly string[]) => ({ how, tried: 1, held: broken.length > 0 ? 0 : 1 });
    const astray = collected.map((body) => `sent to a host that nobody named: ${body}`);
    const often = submissions.length > page.submissions ? [`${String(submissions.length)} submissions`] : [];
    recordPromise({ promise: 'nothing-astray', ...held(astray) }, astray);
    recordPromise({ promise: 'at-most-once', ...held(often) }, often);
    recordPromise({ promise: 'nothing-decided', ...held(presses) }, presses);
    expect(
      submissions.filter(({ accepted }) => !accepted),
      'wrong passwords that arrived',
    ).toEqual([]);
    const said = JSON.stringify([diagnosis?.summary, diagnosis?.causes]);
    expect(diagnosis?.outcome, said).toBe(page.outcome);
    for (const pattern of page.saysNot ?? []) expect(said).not.toMatch(pattern);
    for (const pattern of page.says ?? []) expect(said).toMatch(pattern);
  });
}
