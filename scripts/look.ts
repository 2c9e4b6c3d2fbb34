import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answerInWords, sentParameters } from '../fixtures/diagnosis/requests/reading.ts';
import { lookAtAll, type Looked } from '../fixtures/probe/look.ts';
import { diagnosisEntries } from '../fixtures/report/diagnosis-file.ts';
import { writeText } from '../fixtures/report/outlets/files.ts';
import { json, type JsonText } from '../fixtures/report/outlets/json.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal, TerminalText } from '../fixtures/report/outlets/terminal.ts';
import { lookInFull, lookTotals, type ToldLook } from '../fixtures/report/terminal/index.ts';
import { styleFor } from '../fixtures/run/end/printer.ts';
import { authoritiesOf } from '../fixtures/run/network/authorities.ts';
import { readConnection, settingsOfAddresses } from '../fixtures/settings/index.ts';
import { runScript } from './run-script.ts';

const usage = terminal`Says what is wrong with the Adobe ID login of an instance. Makes no login.

  npm run look -- https://campaign.example.com
      where the login leads, what the server sends to IMS, what IMS
      answers, and which setting is wrong; you can give several addresses
  npm run look -- https://campaign.example.com/view/home
      with the page where operators start, if it is another one

  --json            prints JSON
  --output <file>   writes the same JSON to a file; otherwise none is written
  --help            this text

Needs no settings, no account and no browser. Uses HTTPS_PROXY, NO_PROXY and
TRUSTED_CERTIFICATES. The exit status is 0 if nothing wrong was found.`;

/** Looks at each address and says what it shows; the exit status is 0 where nothing wrong was found at any of them. */
async function main(given: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: {
      json: { type: 'boolean', default: false },
      output: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    say(terminal`Which address?\n\n${usage}`, 'stderr');
    return false;
  }
  const connection = readConnection(process.env, resolve(__dirname, '..'));
  const settings = settingsOfAddresses(positionals, connection);
  const looked = await lookAtAll(settings, connection.trust && authoritiesOf(connection.trust));
  if (values.output !== undefined) writeText(values.output, asJson(looked));
  if (values.json) say(asJson(looked));
  else tell(looked);
  return looked.every(({ standing }) => standing === 'nothing-wrong');
}

function tell(looked: readonly Looked[]): void {
  const style = styleFor('stdout');
  const parts = looked.map((one) => lookInFull(told(one), style));
  say(terminal`${TerminalText.joined(parts, '\n\n')}\n\n${lookTotals(looked.map(({ standing }) => standing))}`);
}

function told({ evidence: { instance, requests }, diagnosis, standing, certificate, build }: Looked): ToldLook {
  const sent = requests && sentParameters(requests);
  const answer = requests?.answer;
  return {
    diagnosis,
    standing,
    hops: (requests?.hops ?? []).map(({ url }) => url),
    url: instance.url,
    ...(requests?.authorize && { ims: requests.authorize.origin }),
    ...(sent && answer && { imsSays: answerInWords(answer, sent) }),
    ...(certificate && { certificate }),
    ...(build !== undefined && { build }),
  };
}

/** What was seen at each address, for a program. */
function asJson(looked: readonly Looked[]): JsonText {
  const diagnoses = diagnosisEntries(looked.map(({ diagnosis }) => diagnosis));
  return json({
    loginMade: false,
    addresses: looked.map(({ evidence: { instance, requests }, standing, certificate, build }, index) => ({
      address: instance.url + instance.loginPath,
      standing,
      way: requests?.hops.map(({ url, status, failure }) => ({ url, status, failure })) ?? [],
      sent: requests?.authorize,
      imsAnswer: requests?.answer,
      certificate,
      build,
      diagnosis: diagnoses[index],
    })),
  });
}

void runScript(module, { usage, run: main });
