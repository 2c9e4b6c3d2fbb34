import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl, known } from './evidence-builder.ts';
import { imsHost, investigate, ownCallback, signInPage, usualIms, type Ims, type World } from './requests-world.ts';
import { elsewhere, stage } from './what-ims-shows.ts';

/* Where IMS refuses what somebody declared as provisioned, IMS knows better, and both are told. */

const unknownClient: ImsAnswer = { kind: 'error', error: 'invalid_client', url: imsHost };
const knowing: Ims = (asked) => (asked.clientId === 'Campaign1' ? usualIms(asked) : unknownClient);
/** Takes the callback of another instance, and not this one’s. */
const takingStage: Ims = (asked) =>
  asked.redirectUri === stage.redirectUri
    ? signInPage(asked.redirectUri)
    : usualIms({ ...asked, redirectUri: elsewhere });
const scopes = ['openid', 'AdobeID', 'dam-read'];

const at = '2026-01-01T00:00:00.000Z';
const ofIms = (value: string): object => ({ value, source: 'IMS, asked without a user', via: 'live', at });
const declared = (value: string): object => ({ value, source: 'a test', via: 'declared', at });

const declaringClient = ({ externalAccount, provisioned }: Evidence): void => {
  externalAccount.clientId = known('Nope');
  provisioned.clientId = known('Nope');
};
const declaringScopes = ({ externalAccount, provisioned }: Evidence): void => {
  externalAccount.scopes = known(scopes.join(','));
  provisioned.scopes = known(scopes);
};

const worlds: Readonly<Record<string, readonly [World, readonly object[]]>> = {
  'a client': [
    { sent: { clientId: 'Nope' }, ims: knowing, facts: declaringClient },
    [
      {
        setting: 'IMS client identifier',
        used: ofIms('IMS does not know the client “Nope”'),
        other: declared('Nope'),
      },
    ],
  ],
  'a callback': [
    {
      ims: takingStage,
      others: { stage },
      facts: ({ provisioned }) => (provisioned.callbackUrls = known([instanceUrl, ownCallback])),
    },
    [
      {
        setting: 'Callback server',
        used: ofIms(`IMS knows client “Campaign1”, but accepts ${ownCallback} for it in none of its forms`),
        other: declared(`${instanceUrl},${ownCallback}`),
      },
    ],
  ],
  scopes: [
    { sent: { scopes }, facts: declaringScopes },
    [
      {
        setting: 'IMS scope',
        used: ofIms('IMS rejects “dam-read” for client “Campaign1”'),
        other: declared('openid,AdobeID,dam-read'),
      },
    ],
  ],
  'scopes that nobody declared as provisioned': [
    { sent: { scopes }, facts: ({ externalAccount }) => (externalAccount.scopes = known(scopes.join(','))) },
    [],
  ],
  'scopes that are not those that are stored': [
    { sent: { scopes }, facts: ({ provisioned }) => (provisioned.scopes = known(scopes)) },
    [],
  ],
  'nothing, as IMS takes it all': [{}, []],
};

for (const [what, [world, due]] of Object.entries(worlds)) {
  test(`where IMS refuses ${what}, ${due.length > 0 ? 'what is declared is contradicted' : 'nothing that is declared is contradicted'}`, () => {
    expect(investigate(world).diagnosis.disagreements).toEqual(due);
  });
}

test('what IMS said comes with the time at which it answered', () => {
  const { evidence } = investigate({ sent: { scopes }, facts: declaringScopes });
  const { requests } = evidence;
  if (!requests) throw new Error('Nothing was asked');
  const answeredAt = '2026-02-02T00:00:00.000Z';
  const [one] = diagnose({ ...evidence, requests: { ...requests, answeredAt } }).disagreements;
  expect([one?.used.at, one?.other.at]).toEqual([answeredAt, at]);
});
