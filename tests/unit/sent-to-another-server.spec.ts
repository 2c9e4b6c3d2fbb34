import { expect, test } from './unit-test.ts';
import { unknown } from './evidence-builder.ts';
import { causesOf, imsHost, investigate, ownCallback, signInPage, usualIms, type Ims } from './requests-world.ts';
import type { AuthorizeParameters, ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';

/* A running server that sends its logins elsewhere than to IMS, with more that is wrong behind that. */

const stageHost = 'https://ims-na1-stg1.adobelogin.com';
const ofStage: ImsAnswer = {
  kind: 'sent-away',
  to: 'adobe',
  url: 'https://auth-stg1.services.adobe.com/en_US/index.html?client_id=CampaignV6#/',
};
const nothingDeclared = (facts: Evidence): void => {
  const nothing = unknown('not declared');
  facts.externalAccount.imsServer = nothing;
  facts.externalAccount.clientId = nothing;
  facts.externalAccount.callbackServer = nothing;
  facts.externalAccount.scopes = nothing;
  facts.provisioned = { clientId: nothing, scopes: nothing, callbackUrls: nothing, productContext: nothing };
};
/** Another instance, whose request IMS takes, shows what IMS says of a client that it knows. */
const others = {
  stage: {
    origin: imsHost,
    path: '/ims/authorize/v2',
    clientId: 'Campaign1',
    redirectUri: ownCallback,
    scopes: ['openid'],
  },
};
const stageRefuses: Ims = (asked) => (asked.origin === stageHost ? ofStage : usualIms(asked));

const behind: readonly { readonly of: string; readonly sent: Partial<AuthorizeParameters>; readonly ims?: Ims }[] = [
  { of: 'nothing else', sent: {} },
  { of: 'a client that IMS does not know', sent: { clientId: 'CampaignV6' } },
  { of: 'scopes that IMS refuses', sent: { scopes: ['openid', 'dam-read'] } },
  {
    of: 'a callback that IMS replaces',
    sent: {},
    ims: (asked) => {
      if (asked.origin === stageHost) return ofStage;
      return signInPage(
        asked.redirectUri.startsWith('https://elsewhere') ? asked.redirectUri : 'https://www.adobe.com/',
      );
    },
  },
];

for (const { of, sent, ims = stageRefuses } of behind) {
  test(`the server to which a login is sent is named first, with ${of} behind it`, () => {
    const investigated = investigate({ sent: { origin: stageHost, ...sent }, ims, others, facts: nothingDeclared });

    const causes = causesOf(investigated);
    expect(causes[0], causes.join()).toBe('ims-server-url confirmed');
    const [server] = investigated.diagnosis.causes;
    expect(server?.actual).toBe(stageHost);
    expect(server?.remedy).toMatch(/^(?:Set|Compare) IMS server /);
    expect(investigated.needsLogin).toBe(false);
  });
}
