import {
  accusedWithoutLogin,
  configurationOf,
  diagnose,
  expect,
  instanceAnnotation,
  settings,
  test,
} from '../../fixtures/index.ts';

for (const instance of settings.instances) {
  const about = { annotation: { type: instanceAnnotation, description: instance.id } };

  test(`${instance.id} is configured as Adobe provisioned it`, about, async ({ publishChecks }) => {
    const diagnosis = diagnose(configurationOf(instance));
    await publishChecks(diagnosis);
    const accused = accusedWithoutLogin(diagnosis);
    expect(accused, `${instance.id}: ${accused.join('; ')}`).toEqual([]);
  });
}
