import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { expect } from './unit-test.ts';
import type { AccountRecord, SubmissionEnd } from '../../fixtures/evidence/account/types.ts';
import { FileLedger, type LedgerSetUp } from '../../fixtures/run/accounts/account-ledger.ts';
import { StateFolder, type Disk } from '../../fixtures/run/state/state-folder.ts';
import { Secret, type AccountSettings } from '../../fixtures/settings/index.ts';

export const minute = 60_000;
export const start = Date.UTC(2026, 0, 1);

export function account(more: Partial<AccountSettings> = {}): AccountSettings {
  return {
    email: new Secret('probe@example.com'),
    password: new Secret('an old password'),
    variables: { email: 'IMS_USER_EMAIL', password: 'IMS_USER_PASSWORD', totpSecret: 'IMS_USER_TOTP_SECRET' },
    identityProviderHosts: [],
    ...more,
  };
}

/** A machine on which runs follow each other, or go on at once. Its scrypt is cheap. */
export class Machine {
  now = start;
  readonly said: string[] = [];
  readonly path: string;

  constructor(testInfo: TestInfo) {
    this.path = testInfo.outputPath('state');
  }

  get file(): string {
    return join(this.path, 'account-ledger.json');
  }

  /** A run with an account; `disk` is what of it fails. */
  run(given = account(), disk: Partial<Disk> = {}, more: Partial<LedgerSetUp> = {}): Run {
    const folder = new StateFolder(this.path, disk, 50);
    const ledger = new FileLedger({
      folder,
      accountOf: () => given,
      warn: (line) => this.said.push(line),
      clock: () => this.now,
      cost: 2,
      ...more,
    });
    return {
      ...ledger.record('me', 'prod'),
      die: () => {
        folder.rest();
      },
    };
  }

  /** A whole run that submits and ends so. */
  async submit(how: SubmissionEnd, given = account()): Promise<void> {
    const run = this.run(given);
    expect(await run.begin('password', 0)).toMatchObject({ kind: 'begun' });
    await run.end(how);
    run.die();
  }
}

export interface Run extends AccountRecord {
  /** The run is gone, whatever it was doing. */
  readonly die: () => void;
}

export const reasonOf = async (run: AccountRecord): Promise<string> => (await run.hold())?.reason ?? '';
