import {
  diagnose,
  expect,
  findings,
  findingsInWords,
  instanceAnnotation,
  isGreenConfiguration,
  settings,
  showRequirements,
  test,
  withoutLogin,
} from '../../fixtures/index.ts';

// By itself it needs no account and sends no password: `--project=configuration`.
test.describe.configure({ mode: 'default' });

test.beforeAll(({ inquireAhead }) => {
  inquireAhead();
});

for (const instance of settings.instances) {
  const about = { annotation: { type: instanceAnnotation, description: instance.id } };

  test(`${instance.id} is checked without a login`, about, async ({ inquire, publishChecks }) => {
    const evidence = await inquire(instance);
    const diagnosis = withoutLogin(diagnose(evidence));
    await publishChecks(diagnosis, evidence);
    await showRequirements(diagnosis);
    const found = findings(diagnosis);
    expect(isGreenConfiguration(found), `${instance.id}: ${findingsInWords(found)}`).toBe(true);
  });
}
