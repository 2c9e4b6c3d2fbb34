import { usualPatience } from '../../fixtures/evidence/journey/patience.ts';
import { auth0Cases } from '../../fixtures/lab/real-login/auth0.ts';
import { forgeRockCases } from '../../fixtures/lab/real-login/forgerock.ts';
import { oktaCases } from '../../fixtures/lab/real-login/okta.ts';
import { testProviderCase } from '../lab/test-provider-case.ts';

/** Scripts of several megabytes begin when they can: as patient as a run of a user’s is. */
const cases = [...oktaCases, ...auth0Cases, ...forgeRockCases];
for (const signIn of cases) testProviderCase(signIn, { patience: usualPatience });

/** What works once may work by chance: the plain way in of each software, again and again. */
const repeats = 19;
for (const signIn of cases.filter(({ title }) => title.endsWith(': right'))) {
  for (let again = 1; again <= repeats; again++) {
    testProviderCase(signIn, { patience: usualPatience, name: ` (again, ${String(again)} of ${String(repeats)})` });
  }
}
