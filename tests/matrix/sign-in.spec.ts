import { testSignIn } from '../lab/test-sign-in.ts';
import { signIns } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

tryTonight(signIns, testSignIn);
