import { expect } from './unit-test.ts';
import { readCampaign } from '../../fixtures/evidence/sources/soap/index.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import type { AccountSettings, InstanceSettings, TechnicalSettings } from '../../fixtures/settings/types.ts';
import { campaignClient, instanceWith, type World } from './scripted-campaign.ts';

/** A technical account. */
export const technical: TechnicalSettings = {
  clientId: 'tech',
  clientSecret: new Secret('hush'),
  scopes: ['openid', 'AdobeID'],
};
/** The account that is to sign in. */
export const account: AccountSettings = {
  email: new Secret("o'probe@example.com"),
  password: new Secret('a password'),
  variables: { email: 'IMS_USER_EMAIL', password: 'IMS_USER_PASSWORD', totpSecret: 'IMS_USER_TOTP_SECRET' },
  identityProviderHosts: [],
};

/** What is read of a Campaign that answers so, and what was asked for it. */
export async function readingOf(
  world: Partial<World>,
  instance: InstanceSettings = instanceWith(),
  by?: TechnicalSettings,
) {
  const client = campaignClient(world);
  const reading = await readCampaign({ instance, technical: by, proxy: undefined, answerMs: 1000 }, client);
  expect(client.isClosed).toBe(true);
  return { client, ...reading };
}

/** The values of facts, or what there is instead. */
export const values = (facts: object): object =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]: [string, unknown]) => [
      name,
      typeof fact === 'object' && fact !== null && 'value' in fact ? fact.value : fact,
    ]),
  );
