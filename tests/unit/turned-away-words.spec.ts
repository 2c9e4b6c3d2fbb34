import { expect, test } from './unit-test.ts';
import { browserNotSupported, browserTurnedAway } from '../../fixtures/evidence/journey/screens/browser-turned-away.ts';

/** As the walk holds a page against a screen’s words. */
const isSaid = (says: string | undefined, text: string): boolean =>
  new RegExp(says ?? '(?!)', 'iu').test(text.replace(/\s+/gu, ' '));

const turnedAway = [
  'Couldn’t sign you in This browser or app may not be secure. Try using a different browser.',
  'Anmeldung nicht möglich. Dieser Browser oder diese App ist unter Umständen nicht sicher.',
  'Connexion impossible. Il se peut que ce navigateur ou cette application ne soient pas sécurisés.',
  'このブラウザまたはアプリは安全でない可能性があります。',
];
const notSupported = [
  'This browser is no longer supported',
  'Your browser is out of date. Use a newer browser.',
  'Dieser Browser wird nicht mehr unterstützt',
];
const neither = [
  'Sign in Use a private browser window if this is not your device',
  'Keep your account secure: add a phone number',
  'Browse our apps',
  'Diese Seite ist sicher',
];

for (const text of turnedAway) {
  test(`a browser that a program drives is turned away: ${text.slice(0, 60)}`, () => {
    expect(isSaid(browserTurnedAway.says, text)).toBe(true);
  });
}

for (const text of notSupported) {
  test(`a page takes other browsers only: ${text.slice(0, 60)}`, () => {
    expect(isSaid(browserNotSupported.says, text)).toBe(true);
  });
}

test('what speaks of browsers and turns nobody away is neither', () => {
  for (const text of neither) {
    expect(isSaid(browserTurnedAway.says, text), text).toBe(false);
    expect(isSaid(browserNotSupported.says, text), text).toBe(false);
  }
});
