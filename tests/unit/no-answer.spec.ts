import { expect, test } from './unit-test.ts';
import { diagnose, type Cause } from '../../fixtures/diagnosis/index.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import { hop, instanceUrl, journey, soundFacts, toCampaign, toIms } from './evidence-builder.ts';

/** What a login that got no answer from this request comes to. */
function causeOf(kind: Hop['kind'], url: string, failure: string): Cause | undefined {
  const { status, ...unanswered } = hop(kind, url);
  const before = kind === 'campaign' ? [] : [toCampaign];
  const taken = journey([...before, { ...unanswered, failure }], { ending: { how: 'no-answer', failure } });
  const { verdict, causes } = diagnose({ ...soundFacts(), journey: taken });
  expect({ verdict, status: typeof status }).toMatchObject({ verdict: 'inconclusive' });
  return causes[0];
}

const places: readonly (readonly [Hop['kind'], string, string])[] = [
  ['campaign', `${instanceUrl}/view/home`, 'prod.example.com'],
  ['ims', 'https://ims-na1.adobelogin.com/ims/authorize/v2', 'ims-na1.adobelogin.com'],
  ['sign-in', 'https://auth.services.adobe.com/en_US/index.html', 'auth.services.adobe.com'],
];

/** What Chromium says, what the finding is called, and what its remedy must and must not say. */
const failures: readonly (readonly [string, string, RegExp, RegExp])[] = [
  ['net::ERR_PROXY_CONNECTION_FAILED', 'Proxy (HTTPS_PROXY)', /HTTPS_PROXY.*NO_PROXY/, /firewall|DNS/],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'Proxy (HTTPS_PROXY)', /HTTPS_PROXY.*NO_PROXY/, /DNS/],
  ['net::ERR_NAME_NOT_RESOLVED', 'Network', /spelling.*DNS/, /firewall/],
  ['net::ERR_CONNECTION_REFUSED', 'Network', /running.*port.*firewall/, /DNS/],
  ['net::ERR_CONNECTION_RESET', 'Network', /cuts connections/, /DNS/],
  ['net::ERR_EMPTY_RESPONSE', 'Network', /cuts connections/, /HTTPS_PROXY.*NO_PROXY/],
  ['net::ERR_CONNECTION_TIMED_OUT', 'Network', /running.*firewall/, /HTTPS_PROXY.*NO_PROXY/],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'Network', /TLS 1\.2/, /HTTPS_PROXY.*NO_PROXY/],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'Network', /TRUSTED_CERTIFICATES/, /HTTPS_PROXY.*NO_PROXY/],
  ['net::ERR_CERT_DATE_INVALID', 'Network', /Renew/, /HTTPS_PROXY.*NO_PROXY/],
  ['net::ERR_INTERNET_DISCONNECTED', 'Network', /network connection of this machine/, /HTTPS_PROXY.*NO_PROXY/],
];

for (const [failure, setting, says, neverSays] of failures) {
  for (const [kind, url, host] of places) {
    test(`${failure} at ${host} says what to do on this machine, and of which host`, () => {
      const cause = causeOf(kind, url, failure);
      expect(cause).toMatchObject({ cause: 'network', setting });
      expect(cause?.actual).toContain(failure);
      expect(cause?.remedy).toMatch(says);
      expect(cause?.remedy).toContain(host);
      expect(cause?.remedy).not.toMatch(neverSays);
    });
  }
}

for (const kind of ['identity-provider', 'other'] as const) {
  test(`a host (${kind}) to which the sign-in leads, and which gives no answer, is named with what to do`, () => {
    const failure = 'net::ERR_CERT_COMMON_NAME_INVALID';
    const { status, ...unanswered } = hop(kind, 'https://login.corp.example/sso/saml');
    const taken = journey([toCampaign, toIms, { ...unanswered, failure }], { ending: { how: 'no-answer', failure } });
    const { outcome, verdict, causes, summary, advice } = diagnose({ ...soundFacts(), journey: taken });
    expect([outcome, verdict, causes, status]).toEqual(['unrecognised', 'inconclusive', [], 200]);
    expect(summary).toMatch(
      /^The sign-in leads to login\.corp\.example, which gave this machine no HTTP answer\. Network: /,
    );
    expect(summary).toContain(failure);
    expect(advice?.remedy).toContain('login.corp.example');
    expect(advice?.remedy).not.toContain('LOGIN_PATH');
    expect(advice?.owner).toBe('whoever runs login.corp.example');
  });
}

test('words that nobody knows leave the remedy general', () => {
  expect(causeOf('campaign', `${instanceUrl}/view/home`, 'net::ERR_SOMETHING_NEW')?.remedy).toContain(
    'name resolution, firewall, proxy (HTTPS_PROXY, NO_PROXY)',
  );
});
