import { usualPatience } from '../../fixtures/evidence/journey/patience.ts';
import { loginSoftware } from '../../fixtures/lab/real-login/index.ts';
import { testProviderCase } from '../lab/test-provider-case.ts';
import { annotated } from './real-try.ts';

/** What works once may work by chance: the plain way in of each software, again and again. */
const repeats = 19;

for (const { package: name, cases } of loginSoftware) {
  for (const signIn of cases) {
    // Scripts of several megabytes begin when they can: as patient as a run of a user’s is.
    const how = { patience: usualPatience, details: annotated(name, signIn) };
    testProviderCase(signIn, how);
    if (!signIn.title.endsWith(': right')) continue;
    for (let again = 1; again <= repeats; again++)
      testProviderCase(signIn, { ...how, name: ` (again, ${String(again)} of ${String(repeats)})` });
  }
}
