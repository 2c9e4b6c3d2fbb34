import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { resetLedger } from '../fixtures/run/accounts/account-ledger.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { StateFolder } from '../fixtures/run/state/state-folder.ts';
import { readStateFolder } from '../fixtures/settings/state-folder.ts';
import { runScript } from './run-script.ts';

/** Forgets why accounts were held back, and says what the next run does. */
function reset(path: string | undefined): string {
  if (path === undefined) return 'PROBE_STATE=off: nothing is kept between runs, so there is nothing to forget.';
  switch (resetLedger(new StateFolder(path))) {
    case 'nothing':
      return `Nothing in ${path} holds a sign-in back.`;
    case 'everything':
      return `Forgotten (${path}): the next run signs in again. Make sure that the account works: a few refusals lock it.`;
    case 'all but what a run waits for':
      return `Forgotten (${path}), except for a run that is waiting for the answer to a submission: wait until it is over.`;
  }
}

const usage = terminal`Forgets why test accounts are held back, so that the next run signs in with
them again. Check first that the account works: a few more refusals lock it.

  npm run account:reset

  --help   this text`;

void runScript(module, {
  usage,
  run: (given) => {
    parseArgs({ args: [...given] });
    say(terminal`${reset(readStateFolder(process.env, resolve(__dirname, '..')))}`);
    return true;
  },
});
