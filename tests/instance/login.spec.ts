import {
  diagnose,
  expect,
  headline,
  instanceAnnotation,
  isGreenTest,
  judge,
  recordings,
  settings,
  showRequirements,
  test,
} from '../../fixtures/index.ts';

test.use(recordings);

// A small fleet is through sooner in one browser than several browsers are up.
test.describe.configure({ mode: settings.instances.length > 4 ? 'parallel' : 'default' });

test.beforeAll(({ inquireAhead }) => {
  inquireAhead();
});

for (const instance of settings.instances) {
  const about = { tag: '@smoke', annotation: { type: instanceAnnotation, description: instance.id } };

  test(`${instance.id} signs in with an Adobe ID`, about, async ({ probe, publish }) => {
    const evidence = await probe(instance);
    const diagnosis = diagnose(evidence);
    await publish(diagnosis, evidence);
    await showRequirements(diagnosis);
    expect(isGreenTest(judge(diagnosis)), headline(diagnosis)).toBe(true);
  });
}
