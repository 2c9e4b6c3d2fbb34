import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Cause } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import {
  callbackUrl,
  backWithError,
  bareFacts,
  cameBack,
  hop,
  journey,
  page,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';

test('a page that cannot be read, or a host that was not named, is not put down to the account', () => {
  const causesOf = (more: Partial<Extract<Journey['ending'], { how: 'challenged' }>>): readonly Cause[] => {
    const ending = { how: 'challenged', reason: 'what was seen', ...more } as const;
    return diagnose({ ...bareFacts(), journey: journey([toCampaign, toIms, toSignIn], { ending }) }).causes;
  };
  for (const more of [{ isUnknown: true }, { about: 'page' }, { about: 'host' }] as const) {
    const [cause] = causesOf(more);
    expect(cause?.setting).not.toContain('Test account');
    expect(`${cause?.expected ?? ''} ${cause?.actual ?? ''}`).not.toContain('without a person’s help');
    expect(cause?.actual).toContain('what was seen');
  }
  expect(causesOf({})[0]?.setting).toContain('Test account');
});

test('an outage that Campaign passes on is no fault of the configuration: the run cannot tell', () => {
  const taken = cameBack({}, { text: "XTK-170065 Error while authenticating: 'HTTP 503 Service Unavailable'" });
  const { outcome, causes, verdict } = diagnose({ ...soundFacts(), journey: taken });
  expect([outcome, causes.map(({ cause }) => cause), verdict]).toEqual([
    'callback-rejected',
    ['ims-outage'],
    'inconclusive',
  ]);
});

test.describe('a page of the sign-in host that has words and asks for nothing', () => {
  const errorPage = journey([toCampaign, toIms, hop('sign-in', 'https://auth.services.adobe.com/en_US/error.html')], {
    page: page({ kind: 'sign-in', url: 'https://auth.services.adobe.com/en_US/error.html', text: 'Etwas ging schief' }),
  });
  const withAnswer = (redirectUri?: string): Evidence => ({
    ...soundFacts(),
    journey: errorPage,
    requests: {
      durationMs: 0,
      by: 'http',
      hops: [],
      answer: { kind: 'sign-in-page', ...(redirectUri !== undefined && { redirectUri }) },
      experiments: [],
    },
  });

  test('is a refusal where its address does not say where a code would go', () => {
    expect(diagnose(withAnswer()).outcome).toBe('login-page-unreachable');
  });

  test('is not one where IMS has taken the request', () => {
    expect(diagnose(withAnswer(callbackUrl)).outcome).toBe('unrecognised');
  });
});

test('an address that Campaign does not accept is named, with who can add it', () => {
  for (const [code, address] of [
    ['XSV-350013', '203.0.113.7'],
    ['XSV-350014', '203.0.113.9'],
    ['XSV-350014', '2001:db8::7'],
  ] as const) {
    const text = `${code} The '${address}' IP address via which you are accessing the server is not accepted.`;
    const { verdict, causes, summary, advice } = diagnose({
      ...soundFacts(),
      journey: cameBack({ status: 403 }, { text }),
    });
    expect([verdict, causes]).toEqual(['inconclusive', []]);
    expect(summary).toContain(`(${address})`);
    expect(advice?.remedy).toMatch(new RegExp(`^Add ${address} .*security zone`));
    expect(advice?.owner).toContain('Campaign server');
  }
});

test('a broken federation is the identity administrator’s, and no setting of Campaign’s', () => {
  const taken = journey([toCampaign, toIms, toSignIn, hop('identity-provider', 'https://idp.example.com/')], {
    page: page({ kind: 'adobe', text: 'Could not process incoming SAML response' }),
  });
  const [cause] = diagnose({
    ...soundFacts(),
    journey: { ...taken, hops: [...taken.hops, hop('adobe', 'https://f.services.adobe.com/')] },
  }).causes;
  expect(cause?.owner).toContain('administrator of your identity provider');
  for (const word of ['certificate', 'issuer', 'clocks']) expect(cause?.remedy).toContain(word);
});

test('an empty page at the door is told with what it may be, and nothing is accused', () => {
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ isBlank: 'yes' }) });
  const { outcome, causes, summary, seen, advice } = diagnose({ ...bareFacts(), journey: taken });
  expect([outcome, causes]).toEqual(['unrecognised', []]);
  expect(summary).toContain('empty page');
  expect(seen.join()).toContain('web module is not running');
  expect(advice?.remedy).toMatch(/nlserver pdump.*nlserver start web/);
});

test('a page of which nobody knows whether it is empty is not called so', () => {
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ isBlank: 'not-known' }) });
  expect(diagnose({ ...bareFacts(), journey: taken }).summary).not.toContain('empty');
});

test('a refusal of this machine at the door is told as one, and nothing is accused', () => {
  const taken = journey([hop('campaign', toCampaign.url, { status: 403 })], {
    page: page({ status: 403, text: 'Request blocked. Reference 18.2f1a' }),
  });
  const { outcome, causes, summary, seen, advice } = diagnose({ ...bareFacts(), journey: taken });
  expect([outcome, causes]).toEqual(['unrecognised', []]);
  expect(summary).toContain('does not let this machine in');
  expect(seen.join()).toContain('Request blocked');
  expect(advice?.remedy).toMatch(/let this machine’s address in.*nlserver start web/);
});

test('what Campaign makes of IMS’s no to the user is no outage of Campaign’s, and says whose no it is', () => {
  for (const error of ['access_denied', 'interaction_required', 'ride_AdobeID_acct_terms']) {
    const back = backWithError(error);
    const hops = back.hops.map((one, index) => (index === back.hops.length - 1 ? { ...one, status: 500 } : one));
    const { outcome, causes, summary, advice } = diagnose({ ...bareFacts(), journey: { ...back, hops } });
    expect([outcome, causes]).toEqual(['unrecognised', []]);
    expect(summary).toContain(`error=${error}`);
    expect(advice?.remedy).toContain('Admin Console');
  }
});
