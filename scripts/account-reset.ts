import { resolve } from 'node:path';
import { AccountLedger } from '../fixtures/run/account-ledger.ts';
import { readStateFolder } from '../fixtures/settings/state-folder.ts';

const folder = readStateFolder(process.env, resolve(__dirname, '..'));

if (folder === undefined) console.log('PROBE_STATE=off: nothing is kept between runs, so there is nothing to forget.');
else if (new AccountLedger(folder).reset()) {
  console.log(
    `Forgotten (${folder}): the next run signs in again. Be sure that the account works: a few refusals lock it.`,
  );
} else console.log(`No refused sign-in is remembered in ${folder}.`);
