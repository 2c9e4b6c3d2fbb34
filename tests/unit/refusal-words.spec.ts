import { expect, test } from './unit-test.ts';
import { saysNo } from '../../fixtures/evidence/journey/screens/refused.ts';

/** What sign-in pages say to a wrong password, in the words of login software and of translations of it. */
const refusals: readonly string[] = [
  'Invalid user credentials. Please try again.',
  'Invalid username or password.',
  'Wrong email or password',
  'Bad credentials',
  'Invalid login attempt.',
  'Login failed',
  'Sign-in failed. Try again or contact your administrator.',
  'Authentication failed. If the problem persists, contact the help desk.',
  'Authentication (login or challenge) has failed. Please try again or contact your system administrator.',
  'Authentication attempt has failed, likely due to invalid credentials.',
  'Unable to sign in',
  'Incorrect user ID or password. Type the correct user ID and password, and try again.',
  'Your account or password is incorrect. If you don’t remember your password, reset it now.',
  'The password you entered was incorrect.',
  'We didn’t recognize the username or password you entered. Please try again.',
  'An error occurred: invalid credentials.',
  'Anmeldung fehlgeschlagen',
  'Die Anmeldung ist leider fehlgeschlagen.',
  'Benutzername oder Kennwort ist falsch.',
  'Ungültiger Benutzername oder ungültiges Passwort.',
  'Falsches Passwort',
  'Échec de la connexion',
  'L’authentification a échoué.',
  'Identifiant ou mot de passe incorrect.',
  'Error al iniciar sesión',
  'Usuario o contraseña incorrectos.',
  'Credenciales inválidas',
  'Autenticazione fallita',
  'Nome utente o password non validi.',
  'Falha no login',
  'Usuário ou senha inválidos.',
  'Credenciais incorretas',
  'Aanmelden mislukt',
  'De gebruikersnaam of het wachtwoord is onjuist.',
  'Onjuist wachtwoord',
  'ログインに失敗しました。',
  'ユーザー名またはパスワードが正しくありません。',
  'Login failed Try again',
  'The supplied auth credential is incorrect, malformed or has expired.',
];

/** What may stand on a page after a password, right or wrong, and says nothing of it; or names another reason. */
const others: readonly string[] = [
  'Forgot your password?',
  'The sign-in link is invalid or has expired.',
  'Wrong password? Reset it here.',
  'If the sign-in failed, contact the service desk.',
  'Falls die Anmeldung fehlgeschlagen ist, rufen Sie uns an.',
  'Last sign-in failed: 12 November, 09:14',
  'Approve the sign-in on your phone',
  'You are signed in. One moment…',
  'Enter the code of your authenticator app',
  'Login failed: you are not authorized to use this application.',
  'Sign-in failed. Your account has been disabled.',
  'Login failed: your password has expired.',
  'Login failed. Too many attempts, try again later.',
  'Anmeldung fehlgeschlagen. Ihr Konto ist gesperrt.',
  'Anmeldung fehlgeschlagen: Sie sind nicht berechtigt.',
  'Anmeldung fehlgeschlagen. Bitte versuchen Sie es später erneut.',
  'Authentication failed: the SAML assertion is not valid.',
  'Login failed: the service is unavailable.',
  'Login failed: the directory could not be reached.',
  'Échec de la connexion : service indisponible.',
  'ログインに失敗しました。しばらくしてからもう一度お試しください。',
  'アカウントがロックされているため、ログインに失敗しました。',
  'Invalid login request',
  'Your browser is unknown',
  'Your password is about to expire',
];

test('words that say no to what was given, in each language', () => {
  expect(refusals.filter((text) => !saysNo(text))).toEqual([]);
});

test('words that say nothing of it, or why else nobody gets in, are no refusal', () => {
  expect(others.filter((text) => saysNo(text))).toEqual([]);
});
