import { expect, test } from '@playwright/test';
import { saysLater } from '../../fixtures/evidence/journey/screens/notices.ts';

const locks: readonly string[] = [
  'Too many requests, try again later',
  'This factor is suspended for your account due to too many failed attempts',
  'Your account has been blocked after multiple consecutive login attempts.',
  'User Locked Out.',
  'Your account is temporarily locked',
  'Zu viele fehlgeschlagene Anmeldeversuche',
  'Ihr Konto wurde vorübergehend gesperrt',
  'Trop de tentatives infructueuses',
];

const others: readonly string[] = [
  'Password is incorrect',
  'Wrong email or password.',
  'Try again',
  'Your account has an old password',
  'Attempts are counted',
  'Locked? Ask your administrator',
];

for (const text of locks) {
  test(`a notice about having tried too often: ${text}`, () => {
    expect(saysLater(text)).toBe(true);
  });
}

for (const text of others) {
  test(`a notice about something else: ${text}`, () => {
    expect(saysLater(text)).toBe(false);
  });
}
