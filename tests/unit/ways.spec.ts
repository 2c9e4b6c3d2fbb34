import { expect, test } from './unit-test.ts';
import { resetsPassword, wayOf } from '../../fixtures/evidence/journey/screens/ways.ts';

const says = (text: string) => wayOf({ names: '', text });

for (const text of ['Use your password', 'Password', 'Kennwort eingeben', 'Sign in with a password instead']) {
  test(`is a way to give the password: ${text}`, () => {
    expect(says(text)).toBe('password');
  });
}

for (const text of [
  'Don’t remember your password?',
  'Forgot your password?',
  'Lost password',
  'Trouble with your password?',
  'Help with my password',
  'Can’t use your password?',
  'Mot de passe oublié ?',
  'Kennwort vergessen?',
  'Passwordless sign-in',
]) {
  test(`is no way to give the password: ${text}`, () => {
    expect(says(text)).toBeUndefined();
  });
}

for (const text of [
  'Please enter your email address. We will send you an email to reset your password.',
  'We’ll email you a link to change your password',
]) {
  test(`would have a new password set: ${text}`, () => {
    expect(resetsPassword(text)).toBe(true);
  });
}

for (const text of ['Sign in. Forgot your password? Reset it.', 'Enter your e-mail. Reset your password here.']) {
  test(`asks who signs in, whatever it offers besides: ${text}`, () => {
    expect(resetsPassword(text)).toBe(false);
  });
}

for (const text of [
  'Static tokens. In case you lose access to your primary authenticators.',
  'Backup verification codes',
  'Use a recovery code in place of the authenticator app',
  'Bypass code: enter a one-time code from your help desk',
  'Wiederherstellungscode statt Authenticator-App',
]) {
  test(`is for the account’s owner alone: ${text}`, () => {
    expect(says(text)).toBe('person');
  });
}
