import { expect, test } from './unit-test.ts';
import { personReason, saysLater } from '../../fixtures/evidence/journey/screens/notices.ts';

const locks: readonly string[] = [
  'Too many requests, try again later',
  'This factor is suspended for your account due to too many failed attempts',
  'Your account has been blocked after multiple consecutive login attempts.',
  'User Locked Out.',
  'Your account is temporarily locked',
  'Zu viele fehlgeschlagene Anmeldeversuche',
  'Ihr Konto wurde vorübergehend gesperrt',
  'Trop de tentatives infructueuses',
  'Account is temporarily disabled; contact your administrator or retry later.',
  'Your account has been temporarily deactivated.',
  'This account is currently locked out.',
  'Ihr Konto ist vorübergehend deaktiviert',
  'Votre compte est temporairement désactivé',
  'Something went wrong: too many attempts. Try again later.',
  'Try again later',
];

const wanted: readonly (readonly [string, RegExp])[] = [
  [
    'YOU NEED TO UPDATE YOUR PASSWORD BECAUSE THIS IS THE FIRST TIME YOU ARE LOGGING IN, OR BECAUSE YOUR PASSWORD HAS EXPIRED.',
    /expired/,
  ],
  ['Your password has expired. Contact the service desk.', /expired/],
  ['Ihr Kennwort ist abgelaufen.', /expired/],
  ['You must change your password before signing in', /expired/],
  ['Multifactor authentication is required but your device is not enrolled.', /register/],
  ['You have to set up a second factor first', /register/],
  ['MFA is required for this application', /register/],
  ['Login timeout. Please sign in again.', /took too long/],
  ['The login flow expired 1.00 minutes ago, please try again.', /took too long/],
  ['The interaction expired. Please try again.', /took too long/],
  ['Your session has expired.', /took too long/],
  ['Session has timed out', /took too long/],
  ['Cookie not found. Please make sure cookies are enabled in your browser.', /took too long/],
  ['State information lost', /took too long/],
  ['Ihre Sitzung ist abgelaufen.', /took too long/],
  ['Account not active yet. Did you forget to verify your email address?', /e-mail address has to be confirmed/],
  ['Please verify your email before logging in.', /e-mail address has to be confirmed/],
  ['Your e-mail address has not been confirmed.', /e-mail address has to be confirmed/],
  ['The password has been found in data breaches and must no longer be used.', /expired/],
  ['Something went wrong. Please try again later.', /the sign-in itself failed/],
  ['Sorry, something went wrong on our side.', /the sign-in itself failed/],
  ['An unexpected error occurred.', /the sign-in itself failed/],
  ['Unexpected error when authenticating with the directory', /the sign-in itself failed/],
  ['Internal server error, try again in 5 minutes', /the sign-in itself failed/],
  ['The service is temporarily unavailable. Try again later.', /the sign-in itself failed/],
  ['We could not connect to the directory', /the sign-in itself failed/],
  ['Es ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut.', /the sign-in itself failed/],
  ['Une erreur s’est produite, réessayez plus tard.', /the sign-in itself failed/],
  ['エラーが発生しました。しばらくしてからもう一度お試しください。', /the sign-in itself failed/],
];

const others: readonly string[] = [
  'Password is incorrect',
  'Wrong email or password.',
  'Try again',
  'Your account has an old password',
  'Attempts are counted',
  'Locked? Ask your administrator',
  'Wrong password. Try again, or reset your password.',
  'If you have changed your password, use the new one',
  'An error occurred: invalid credentials.',
  'Es ist ein Fehler aufgetreten: Benutzername oder Kennwort falsch.',
];

for (const text of locks) {
  test(`a notice about having tried too often: ${text}`, () => {
    expect(saysLater(text)).toBe(true);
  });
}

for (const [text, reason] of wanted) {
  test(`a notice that wants something of a person: ${text}`, () => {
    expect(saysLater(text)).toBe(false);
    expect(personReason(text)).toMatch(reason);
  });
}

for (const text of others) {
  test(`a notice about something else: ${text}`, () => {
    expect([saysLater(text), personReason(text)]).toEqual([false, undefined]);
  });
}
