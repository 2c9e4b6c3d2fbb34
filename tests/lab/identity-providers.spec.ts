import { trickyForms } from '../../fixtures/lab/hostile/sign-in-pages.ts';
import { providerCases } from '../../fixtures/lab/identity-provider/flows/index.ts';
import { test } from './lab-test.ts';
import { testProviderCase } from './test-provider-case.ts';
import { sampled } from '../nightly.ts';

// Each takes its time: they are spread over the workers one by one.
test.describe.configure({ mode: 'parallel' });

for (const [index, signIn] of providerCases.entries()) testProviderCase(signIn, { details: sampled(65, index) });
for (const [index, signIn] of trickyForms.entries()) testProviderCase(signIn, { details: sampled(30, index) });
