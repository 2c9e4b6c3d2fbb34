import { expect, test } from './unit-test.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import { imsHost, investigate, ownCallback, signInPage, usualIms, type Ims } from './requests-world.ts';

import { bare, besideStage, field, imsShows, line, refused, stage } from './what-ims-shows.ts';

const dueClient = 'the client ID that Adobe provisioned for this instance';

imsShows({
  'a scope too many': [
    { facts: bare, sent: { scopes: ['openid', 'AdobeID', 'dam-read'] } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'scopes',
          certainty: 'confirmed',
          expected: 'only scopes that IMS accepts for client `Campaign1`: openid,AdobeID',
          actual: 'dam-read',
          remedy: `In IMS scope of ${field}, remove \`dam-read\`, then restart the server. The field then reads \`openid,AdobeID\`. If users need a scope that IMS rejects, ask Adobe to provision it first.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS rejects “dam-read” for client “Campaign1”.',
        line(usualIms, { scopes: ['openid', 'AdobeID', 'dam-read'] }),
        line(usualIms, { scopes: ['openid'] }),
        'Refused on their own: dam-read.',
        'The running server’s own request is answered with error=invalid_scope.',
      ],
    },
  ],
  'a scope too many that another instance may ask for': [
    {
      facts: besideStage,
      sent: { scopes: ['openid', 'dam-read'] },
      ims: (asked) => (asked.clientId === 'Stage' ? signInPage(asked.redirectUri) : usualIms(asked)),
      others: { stage: { ...stage, clientId: 'Stage', scopes: ['openid', 'dam-read'] } },
    },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [{ cause: 'scopes', certainty: 'confirmed', actual: 'dam-read' }],
      proof: ['Instance “stage” sends the same scopes with its own client, and IMS accepts them there.'],
    },
  ],
  'a scope that is misspelt': [
    { facts: bare, sent: { scopes: ['openid', 'read_organisation'] } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'scopes',
          actual: 'read_organisation',
          remedy: `In IMS scope of ${field}, replace \`read_organisation\` with \`read_organizations\`, then restart the server. The field then reads \`openid,read_organizations\`.`,
        },
      ],
      proof: [
        'IMS rejects “read_organisation” (a misspelling of “read_organizations”) for client “Campaign1”.',
        'IMS rejects `read_organisation` and accepts `read_organizations`.',
      ],
      silent: [/provision it first/, /there may be more/, /at least/],
    },
  ],
  'a client that IMS says it does not know': [
    {
      facts: bare,
      sent: { clientId: 'Nope' },
      ims: (asked) =>
        asked.clientId === 'Campaign1'
          ? usualIms(asked)
          : { kind: 'error', error: 'invalid_client', description: 'unknown', url: ownCallback },
    },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'client-id',
          certainty: 'confirmed',
          expected: dueClient,
          actual: 'Nope',
          remedy: `Compare IMS client identifier in ${field} with ${dueClient}; if you change it, restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS does not know the client “Nope”.',
        'IMS itself says that it is the client, and says the same of a client that certainly does not exist.',
      ],
    },
  ],
  'a client of which IMS says what it says of one that does not exist': [
    { facts: bare, sent: { clientId: 'Nope' } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      needsLogin: true,
      causes: [{ cause: 'client-id', certainty: 'suspected', actual: 'Nope (sent by the running server)' }],
      proof: [
        'IMS does not know the client “Nope”, as it seems: IMS says the same of a client that certainly does not exist.',
        'This run did not see how IMS answers a wrong scope or a wrong callback of a client that it knows, so it may say the same of those; another instance whose login works would show it.',
        line(usualIms, { clientId: 'Nope' }),
        line(usualIms, { clientId: 'campaign-login-probe-no-such-client' }),
      ],
    },
  ],
  'the same, and another instance shows that IMS says something else of a wrong scope and a wrong callback': [
    { facts: besideStage, sent: { clientId: 'Nope' }, others: { stage: { ...stage, redirectUri: ownCallback } } },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [{ cause: 'client-id', certainty: 'confirmed', actual: 'Nope' }],
      proof: [
        'IMS does not know the client “Nope”.',
        'IMS says the same of a client that certainly does not exist, and answers a wrong scope and a wrong callback of a client that it knows differently.',
        line(usualIms, { scopes: ['openid', 'campaign_login_probe_no_such_scope'] }),
        line(usualIms, { scopes: ['openid'], redirectUri: 'https://campaign-login-probe.invalid/callback' }),
      ],
      silent: [/as it seems/],
    },
  ],
  'an address of IMS that ends with a slash, which IMS minds': [
    {
      facts: bare,
      sent: { path: '//ims/authorize/v2' },
      ims: (asked) => (asked.path.startsWith('//') ? { kind: 'page', status: 404, text: '' } : usualIms(asked)),
    },
    {
      outcome: 'login-page-unreachable',
      summary: refused,
      causes: [
        {
          cause: 'ims-server-url',
          certainty: 'confirmed',
          expected: imsHost,
          actual: `${imsHost}/`,
          remedy: `Set IMS server to \`${imsHost}\` in ${field}, then restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        'IMS rejects the path “//ims/authorize/v2” that the server asks for, and accepts it with one slash: the address ends with a slash, and the server adds its own.',
        line(usualIms),
      ],
    },
  ],
  'a server of Adobe’s own stage': [
    {
      facts: bare,
      sent: { origin: 'https://ims-na1-stg1.adobelogin.com' },
      ims: (asked) => (asked.origin === imsHost ? usualIms(asked) : { kind: 'page', status: 404, text: '' }),
    },
    {
      outcome: 'login-page-unreachable',
      summary: /the login is sent to ims-na1-stg1\.adobelogin\.com, which is not IMS’s production endpoint\.$/,
      causes: [{ cause: 'ims-server-url', certainty: 'confirmed', actual: 'https://ims-na1-stg1.adobelogin.com' }],
      proof: [line(usualIms)],
    },
  ],
});

test('a slash at the end of the address of IMS accuses nobody where IMS does not mind', () => {
  expect(investigate({ facts: bare, sent: { path: '//ims/authorize/v2' } }).diagnosis.causes).toEqual([]);
});

test('where enough was asked and not all is known, the scopes that are named are at least these', () => {
  // Every other one is too many.
  const many = Array.from({ length: 24 }, (_, index) => `${index % 2 === 0 ? 'right' : 'extra'}_${String(index)}`);
  const ims: Ims = (asked) =>
    usualIms({ ...asked, scopes: asked.scopes.filter((scope) => !scope.startsWith('right_')) });
  const [cause] = investigate({ facts: bare, ims, sent: { scopes: ['openid', ...many] } }).diagnosis.causes;
  expect(cause?.evidence[0]).toMatch(/; there may be more\.$/);
  expect(cause?.evidence.join(' ')).toMatch(/Refused on their own: .* \(at least these\)\./);
});

test('where IMS sends a code elsewhere, it is said where the user would be', () => {
  const summary = (ims: Ims): string => investigate({ facts: bare, ims }).diagnosis.summary;
  const away: Ims = (one) =>
    one.redirectUri === 'https://campaign-login-probe.invalid/callback'
      ? usualIms(one)
      : { kind: 'sent-away', to: 'adobe-com', url: 'https://business.adobe.com/x' };
  expect(summary(away)).toBe(
    'IMS does not accept the callback: the user would be sent to business.adobe.com and not back to Campaign.',
  );
  expect(line(away)).toMatch(/a redirect to https:\/\/business\.adobe\.com\/x\.$/);
});
