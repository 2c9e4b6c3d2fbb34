import { expect, test } from './unit-test.ts';
import { endOf } from '../../fixtures/evidence/account/hold-words.ts';
import type { Hold } from '../../fixtures/evidence/account/ledger.ts';

/* Why an account is left alone, in the words that whoever reads them acts on: what happened, how long ago, and what to do. */

const minute = 60_000;
const hour = 60 * minute;
const hold = (more: Partial<Hold>): Hold => ({
  kind: 'refusal',
  instance: 'prod',
  given: 'password',
  sinceMs: 5 * minute,
  ...more,
});
const reasonOf = (more: Partial<Hold>): string => endOf(hold(more)).reason;

const reset = 'run “npm run account:reset”';
const reasons: readonly (readonly [Partial<Hold>, string])[] = [
  [
    {},
    `5 minutes ago the sign-in refused this account with exactly these settings, so this probe does not try it again, however long you wait: correct IMS_USER_EMAIL, IMS_USER_PASSWORD or IMS_USER_TOTP_SECRET, or, once you have signed in by hand with the same values, ${reset}`,
  ],
  [
    { given: 'code' },
    `5 minutes ago the sign-in refused a one-time code of this account, so this probe does not try it again, however long you wait: correct IMS_USER_TOTP_SECRET or this machine’s clock, or, once you have signed in by hand with the same values, ${reset}`,
  ],
  [
    { kind: 'lock', leftMs: 3 * hour },
    `5 minutes ago the sign-in of this account was locked, or asked to try again later, so this probe does not try it again yet: wait another 3 hours, or sign in by hand and ${reset}`,
  ],
  [
    { kind: 'lock' },
    `5 minutes ago the sign-in of this account was locked, or asked to try again later, so this probe does not try it again yet: wait another minute, or sign in by hand and ${reset}`,
  ],
  [
    { kind: 'unseen', leftMs: minute },
    `5 minutes ago the password of this account was submitted, and nobody saw the answer, so it is not submitted again yet: wait another minute, or sign in by hand and ${reset}`,
  ],
  [
    { kind: 'unseen', given: 'code' },
    `5 minutes ago a one-time code of this account was submitted, and, not for the first time, nobody saw the answer, so it is not submitted again, however long you wait: sign in by hand, then ${reset}`,
  ],
  [
    { kind: 'busy' },
    'another run submitted the password of this account 5 minutes ago and still waits for the answer, and two submissions at once could lock the account: run this again once that run is over, or give each run an account of its own',
  ],
  [
    { kind: 'busy', given: 'code' },
    'another run submitted a one-time code of this account 5 minutes ago and still waits for the answer, and two submissions at once could lock the account: run this again once that run is over, or give each run an account of its own',
  ],
];

test('each reason says what happened, how long ago, and what to do', () => {
  for (const [more, reason] of reasons) expect(reasonOf(more), JSON.stringify(more)).toBe(reason);
});

test('a refusal is one of the credentials, everything else a challenge; the variables are those of the account', () => {
  expect(endOf(hold({}))).toMatchObject({ outcome: 'credentials-rejected', instance: 'prod' });
  for (const kind of ['lock', 'unseen', 'busy'] as const) {
    expect(endOf(hold({ kind, instance: 'stage' }))).toMatchObject({
      outcome: 'challenge-required',
      instance: 'stage',
    });
  }
  const variables = { email: 'CAMPAIGN_A_EMAIL', password: 'CAMPAIGN_A_PASSWORD', totpSecret: 'CAMPAIGN_A_TOTP' };
  expect(endOf(hold({}), variables).reason).toContain(
    'correct CAMPAIGN_A_EMAIL, CAMPAIGN_A_PASSWORD or CAMPAIGN_A_TOTP,',
  );
});

const times: Readonly<Record<string, number>> = {
  'a minute': 0,
  '2 minutes': 90_000,
  '119 minutes': 119.4 * minute,
  '2 hours': 119.5 * minute,
  '3 hours': 150 * minute,
  '48 hours': 48 * hour - minute,
  '2 days': 48 * hour,
  '3 days': 60 * hour,
};

for (const [words, sinceMs] of Object.entries(times)) {
  test(`${String(sinceMs / minute)} minutes are ${words}`, () => {
    expect(reasonOf({ sinceMs }).startsWith(`${words} ago the sign-in`), reasonOf({ sinceMs })).toBe(true);
  });
}
