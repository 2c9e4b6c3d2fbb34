import { signInCases } from '../../fixtures/lab/sign-in-stories.ts';
import { testSignIn } from '../lab/test-sign-in.ts';

for (const signIn of signInCases(200, 20260201)) testSignIn(signIn);
