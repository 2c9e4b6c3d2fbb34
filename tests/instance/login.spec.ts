import { diagnose, expect, greenVerdict, headline, instanceAnnotation, settings, test } from '../../fixtures/index.ts';

// A small fleet is through sooner in one browser than several browsers are up.
test.describe.configure({ mode: settings.instances.length > 4 ? 'parallel' : 'default' });

for (const instance of settings.instances) {
  const about = { tag: '@smoke', annotation: { type: instanceAnnotation, description: instance.id } };

  test(`${instance.id} signs in with an Adobe ID`, about, async ({ probe, publish }) => {
    const evidence = await probe(instance);
    const diagnosis = diagnose(evidence);
    await publish(diagnosis, evidence);
    expect(diagnosis.verdict, headline(diagnosis)).toBe(greenVerdict(diagnosis));
  });
}
