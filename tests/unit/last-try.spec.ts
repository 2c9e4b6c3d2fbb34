import { expect, test } from './unit-test.ts';
import { lastTryIn } from '../../fixtures/evidence/journey/screens/last-try.ts';

const warnings: readonly string[] = [
  'Warning: you have 1 attempt left before your account is locked.',
  'You have one more attempt before your account is locked.',
  'One attempt remaining. After that your account will be locked for 24 hours.',
  '1 login attempt remaining',
  'Remaining attempts: 1',
  'No attempts left',
  'This is your last attempt.',
  'This is your final sign-in attempt',
  'Your last attempt: after it the account is locked.',
  'Your account will be locked after one more failed attempt.',
  'Your account will be locked after the next failed sign-in.',
  'Access will be blocked at another unsuccessful try',
  'Noch 1 Versuch, dann wird Ihr Konto gesperrt.',
  'Sie haben nur noch einen Anmeldeversuch.',
  'Letzter Versuch! Nach einer weiteren Fehleingabe wird Ihr Konto gesperrt.',
  'Attention : il vous reste 1 tentative avant le blocage de votre compte.',
  'Il ne vous reste plus qu’un essai.',
  'Dernière tentative avant le verrouillage du compte',
  'Le queda 1 intento antes de que se bloquee su cuenta.',
  'Le rimane un solo tentativo',
  'Resta apenas uma tentativa',
  'U heeft nog één poging',
  'あと1回失敗するとアカウントがロックされます。',
  '残り試行回数：1回',
];

/** What stands on pages of accounts with which nothing is wrong. */
const others: readonly string[] = [
  'For your security, an account is locked after 5 unsuccessful attempts.',
  'Your account will be locked after 3 failed attempts.',
  'Accounts are locked after ten incorrect passwords.',
  'You have 5 attempts left.',
  '10 attempts remaining',
  '2 attempts remaining before lockout',
  'Remaining attempts: 10',
  'Remaining attempts: 1.5 hours',
  'Attempt 1 of 5',
  'Your last sign-in was on Monday.',
  'Last login attempt: 2026-11-26 12:00, successful',
  'There were 2 unsuccessful sign-in attempts since your last sign-in.',
  'There was 1 failed attempt to sign in since your last visit.',
  'Account locked?',
  'One more step',
  'No account? Create one.',
  'Nach 5 Fehlversuchen wird das Konto gesperrt.',
  'Noch kein Konto? Jetzt registrieren',
  'Après 3 tentatives infructueuses, le compte est bloqué.',
  'Se bloqueará la cuenta tras 3 intentos fallidos.',
  '5回失敗するとアカウントがロックされます。',
  'あと10回',
];

for (const text of warnings) {
  test(`a warning that the next failure locks the account: ${text}`, () => {
    expect(lastTryIn(['Sign in', text, 'Continue'])).toBe(text);
    expect(lastTryIn(text.split(/(?<=\s)/u))).toBeDefined();
  });
}

for (const text of others) {
  test(`no warning: ${text}`, () => {
    expect(lastTryIn(['Sign in', text, 'Continue'])).toBeUndefined();
  });
}
