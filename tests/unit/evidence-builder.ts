import { evidenceVersion, type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type Hop } from '../../fixtures/evidence/facts/hops.ts';
import { type Journey } from '../../fixtures/evidence/facts/journey.ts';
import { type Known } from '../../fixtures/evidence/facts/known.ts';
import { type PageFacts, type SessionFacts } from '../../fixtures/evidence/facts/page.ts';

export const instanceUrl = 'https://prod.example.com';
export const callbackUrl = `${instanceUrl}/nl/jsp/ims.jsp`;
const scopes = ['openid', 'AdobeID', 'session'];

export const known = <T>(value: T): Known<T> => ({
  known: true,
  value,
  source: 'a test',
  via: 'declared',
  at: '2026-01-01T00:00:00.000Z',
});
export const unknown = (source: string): { known: false; why: 'not-declared'; source: string } => ({
  known: false,
  why: 'not-declared',
  source,
});

/** Everything declared, and everything right. */
export function soundFacts(): Evidence {
  return {
    evidenceVersion,
    instance: { id: 'prod', url: instanceUrl, kind: 'production', loginPath: '/view/home' },
    otherInstances: [{ id: 'stage', url: 'https://stage.example.com' }],
    account: 'p…@example.com',
    externalAccount: {
      imsServer: known('https://ims-na1.adobelogin.com'),
      scopes: known(scopes.join(',')),
      clientId: known('Campaign1'),
      clientSecret: known({ present: true, blankAtAnEnd: false }),
      callbackServer: known(instanceUrl),
      organisationId: known('ABC@AdobeOrg'),
      associationMask: known('Campaign - prod - (.*)'),
      productContext: known('dma_campaign_classic'),
      enabledAccounts: known(['Adobe_Marketing_Cloud']),
    },
    operatorGroups: known(['admin', 'delivery']),
    provisioned: {
      clientId: known('Campaign1'),
      scopes: known([...scopes]),
      callbackUrls: known([instanceUrl]),
      productContext: known('dma_campaign_classic'),
    },
    dashboardUserGroups: known(['Campaign - prod - admin']),
  };
}

/** Only the address is known. */
export function bareFacts(): Evidence {
  const facts = soundFacts();
  const nothing = unknown('NOT_DECLARED');
  return {
    ...facts,
    externalAccount: {
      imsServer: nothing,
      scopes: nothing,
      clientId: nothing,
      clientSecret: nothing,
      callbackServer: nothing,
      organisationId: nothing,
      associationMask: nothing,
      productContext: nothing,
      enabledAccounts: nothing,
    },
    provisioned: { clientId: nothing, scopes: nothing, callbackUrls: nothing, productContext: nothing },
    operatorGroups: nothing,
    dashboardUserGroups: nothing,
  };
}

const at = (index: number): number => index * 100;

export function hop(kind: Hop['kind'], url: string, more: Partial<Hop> = {}): Hop {
  return { at: 0, kind, method: 'GET', url, status: 200, ...more };
}

export function page(more: Partial<PageFacts> = {}): PageFacts {
  return {
    kind: 'campaign',
    url: `${instanceUrl}/view/home`,
    status: 200,
    title: '',
    text: '',
    isBlank: 'no',
    asksToLogOn: 'no',
    offersWayIn: 'no',
    leadsOn: 'no',
    hasFields: 'no',
    hasButtons: 'no',
    hasSecurityToken: 'no',
    isRequestedView: false,
    ...more,
  };
}

/** A journey over these hops. Its authorize request is that of {@link soundFacts}. */
export function journey(hops: readonly Hop[], more: Partial<Journey> = {}): Journey {
  const authorizeHop = hops.findIndex(({ url }) => url.includes('/authorize'));
  return {
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1000,
    hops: hops.map((one, index) => ({ ...one, at: at(index) })),
    screens: [],
    codes: 0,
    submissions: 0,
    ending: { how: 'at-rest' },
    ...(authorizeHop >= 0 && {
      authorize: {
        hop: authorizeHop,
        kind: hops[authorizeHop]?.kind ?? 'ims',
        origin: new URL(hops[authorizeHop]?.url ?? '').origin,
        clientId: 'Campaign1',
        redirectUri: callbackUrl,
        scopes: [...scopes],
      },
    }),
    ...more,
  };
}

export const toCampaign = hop('campaign', `${instanceUrl}/view/home`, { status: 302 });
export const toIms = hop('ims', 'https://ims-na1.adobelogin.com/ims/authorize/v2', { status: 302 });
export const toSignIn = hop('sign-in', 'https://auth.services.adobe.com/en_US/index.html');

/** What is known of a session of which nobody says anything, and whose view goes off to sign the user in again. */
export function session(more: Partial<SessionFacts> = {}): SessionFacts {
  return { came: 'no', confirmed: 'not-known', said: 'HTTP 404', view: { leads: 'to-sign-in' }, ...more };
}

/** The callback with a code, as it was asked for. */
export function callback(more: Partial<NonNullable<Journey['callback']>> = {}): NonNullable<Journey['callback']> {
  return { hop: 3, kind: 'campaign', origin: instanceUrl, asAsked: true, code: true, stateReturned: 'yes', ...more };
}

/** A journey that comes back with an error of IMS’s in place of a code. */
export const backWithError = (error: string, errorDescription?: string): Journey =>
  journey([toCampaign, toIms, hop('campaign', callbackUrl)], {
    callback: callback({ hop: 2, code: false, error, ...(errorDescription !== undefined && { errorDescription }) }),
    page: page({ url: callbackUrl }),
  });

/** A login that came back to Campaign with a code, and what Campaign made of it. */
export function cameBack(last: Partial<Hop>, shown: Partial<PageFacts>, more: Partial<Journey> = {}): Journey {
  const callbackHop = hop('campaign', callbackUrl, last);
  return journey([toCampaign, toIms, toSignIn, callbackHop], {
    callback: callback(),
    codes: 1,
    session: session(),
    screens: [{ at: 0, screen: 'password', kind: 'sign-in', acted: true }],
    submissions: 1,
    page: page({ url: callbackUrl, status: last.status ?? 200, ...shown }),
    ...more,
  });
}

/** A login that ended at the requested view, with a token, and whose session Campaign confirms. */
export function signedInAt(more: Partial<Journey> = {}, shown: Partial<PageFacts> = {}): Journey {
  return cameBack(
    {},
    { url: toCampaign.url, hasSecurityToken: 'yes', leadsOn: 'yes', isRequestedView: true, ...shown },
    { session: { came: 'yes', confirmed: 'yes', said: 'HTTP 200: “OK”' }, ...more },
  );
}

/** A login after which Campaign’s ping says nothing of the session, whose cookie came, and the requested view shows this. */
export function viewAfterwards(
  shown: Partial<PageFacts>,
  more: Partial<SessionFacts> = {},
  last: Partial<PageFacts> = {},
): Journey {
  const view = page({ leadsOn: 'yes', isRequestedView: true, ...shown });
  return cameBack(
    { session: 'set' },
    { text: '…', ...last },
    { session: session({ came: 'yes', view: { leads: 'stays', page: view }, isForEverybody: 'no', ...more }) },
  );
}

/** A login that ends at an answer of IMS’s. */
export function atIms(more: Partial<Hop>, text = ''): Journey {
  return journey([toCampaign, { ...toIms, ...more }], {
    page: page({ kind: 'ims', url: toIms.url, status: more.status ?? 200, text }),
  });
}
