import {
  accusedWithoutLogin,
  diagnose,
  expect,
  instanceAnnotation,
  settings,
  test,
  unreadSettings,
} from '../../fixtures/index.ts';

test.beforeAll(async ({ inquireAll }) => {
  await inquireAll();
});

for (const instance of settings.instances) {
  const about = { annotation: { type: instanceAnnotation, description: instance.id } };

  test(`${instance.id} is configured as Adobe provisioned it`, about, async ({ inquire, publishChecks }) => {
    const evidence = await inquire(instance);
    const diagnosis = diagnose(evidence);
    await publishChecks(diagnosis, evidence);
    const amiss = [...accusedWithoutLogin(diagnosis), ...unreadSettings(diagnosis)];
    expect(amiss, `${instance.id}: ${amiss.join('; ')}`).toEqual([]);
  });
}
