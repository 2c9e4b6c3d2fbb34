import { expect, test } from './unit-test.ts';
import { unrecognised } from '../../fixtures/diagnosis/outcomes/unrecognised.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Ending, Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts } from '../../fixtures/evidence/facts/page.ts';
import { bareFacts, callback, hop, instanceUrl, journey, page, toCampaign, toIms } from './evidence-builder.ts';

/* What is said of an end that is none of those that are known. */

const facts = bareFacts();

/** How a login may end that nobody knows, and the words for it. */
const endings: readonly (readonly [Ending, string])[] = [
  [{ how: 'arrived' }, 'a page of the instance, without proof that this login led to it'],
  [{ how: 'at-rest' }, 'a page with no known way forward'],
  [{ how: 'no-answer', failure: 'x' }, 'a request without an answer'],
  [{ how: 'refused', screen: 'x', text: '' }, 'a refusal'],
  [{ how: 'challenged', reason: 'x' }, 'a challenge'],
  [{ how: 'offline' }, 'a sign-in page that is offline'],
  [{ how: 'left-out', outcome: 'x', reason: 'x' }, 'the account was not used'],
  [{ how: 'decided' }, 'the sign-in page, at which nobody signed in'],
  [{ how: 'loop', url: 'x' }, 'a redirect loop (the same address again and again, or one new address after another)'],
  [{ how: 'out-of-steps' }, 'more screens than a sign-in has'],
  [{ how: 'out-of-time', pending: false }, 'the time for one instance ran out'],
  [
    { how: 'out-of-time', pending: false, isMute: true },
    'its page does not respond (a script on it never ends, or the page crashed)',
  ],
  [{ how: 'held-up', at: 'walk' }, 'the steps of the login never ended'],
];

test('an end that nobody knows is said in words for how it came about', () => {
  for (const [ending, words] of endings) {
    expect(unrecognised(facts, journey([toCampaign, toIms], { ending })), ending.how).toMatchObject({
      outcome: 'unrecognised',
      summary: `The login ended in a way that this suite does not know: ${words}.`,
      pointsTo: [],
      evidence: ['GET https://ims-na1.adobelogin.com/ims/authorize/v2 answered 302.'],
    });
  }
});

const noWay: Partial<PageFacts> = { status: 403 };
const atDoor = (shown: Partial<PageFacts>, more: Partial<Journey> = {}) =>
  unrecognised(facts, journey([toCampaign], { page: page(shown), ...more }));

test('what stands in Campaign’s place before a login begins is told from what came of one', () => {
  const pdump =
    'On the Campaign server, “nlserver pdump” lists the modules that run, and “nlserver start web” starts this one.';
  expect(atDoor({ isBlank: 'yes' })).toMatchObject({
    summary: `${instanceUrl} answers with an empty page (HTTP 200), so no login begins.`,
    evidence: [expect.anything(), 'The page: “” ', 'Campaign shows an empty page while its web module is not running.'],
    advice: { remedy: pdump, owner: owners.server },
  });
  for (const status of [401, 403]) {
    expect(atDoor({ status })).toMatchObject({
      summary: `${instanceUrl} answers HTTP ${String(status)} before any login begins: it, or a firewall or proxy in front of it, does not let this machine in.`,
      evidence: expect.arrayContaining([
        'Nobody was sent to IMS, so this concerns no setting of the external account.',
      ]),
      advice: {
        remedy: `Ask whoever runs that firewall, proxy or web server to let this machine’s address in. If there is nothing of that kind in front of Campaign, its web module may not be running. ${pdump}`,
        owner: owners.network,
      },
    });
  }
  const unknownEnd = /^The login ended in a way that this suite does not know/;
  for (const shown of [
    { isBlank: 'not-known' },
    { isBlank: 'yes', status: 404 },
    { status: 404 },
    { status: 400 },
    { ...noWay, kind: 'other' },
  ] as const) {
    const { summary, advice } = atDoor(shown);
    expect(summary, JSON.stringify(shown)).toMatch(unknownEnd);
    expect(advice).toBeUndefined();
  }
  const { authorize } = journey([toCampaign, toIms]);
  expect(atDoor(noWay, authorize && { authorize }).summary).toMatch(unknownEnd);
  expect(atDoor(noWay, { ending: { how: 'at-rest', isMute: true } }).summary).toMatch(/its page does not respond/);
});

test('somebody in front of the instance who wants a user first is named, as long as nobody came as far as IMS', () => {
  const at = (kind: Hop['kind'], more: Partial<Journey> = {}) =>
    unrecognised(facts, journey([toCampaign, hop(kind, 'https://gate.example.com:8443/x')], more));
  for (const kind of ['other', 'identity-provider'] as const) {
    expect(at(kind), kind).toMatchObject({
      summary: `${instanceUrl} leads to gate.example.com:8443 before any login at Adobe begins: it redirects there, or an access proxy in front of it wants users to go there first.`,
      evidence: expect.arrayContaining([
        'Nobody was sent to IMS, so this concerns no setting of the external account.',
      ]),
      advice: {
        remedy:
          'Ask whoever runs that access proxy to let this machine through without a sign-in there. If operators of this instance start at another address, set CAMPAIGN_PROD_URL and CAMPAIGN_PROD_LOGIN_PATH.',
        owner: owners.network,
      },
    });
  }
  const { authorize } = journey([toCampaign, toIms]);
  for (const one of [at('adobe'), at('campaign'), at('other', authorize && { authorize })]) {
    expect(one.summary).toMatch(/^The login ended in a way/);
  }
});

test('IMS’s own no to a user is quoted, with its words where it gives any', () => {
  const back = (more: object) =>
    unrecognised(facts, journey([toCampaign, toIms], { callback: callback({ code: false, ...more }) }));
  const end = ': it does not let this user in, or wants something that only a person can do.';
  expect(back({ error: 'access_denied' }).summary).toBe(`IMS sent the browser back with error=access_denied${end}`);
  expect(back({ error: 'x', errorDescription: 'why' })).toMatchObject({
    summary: `IMS sent the browser back with error=x (“why”)${end}`,
    evidence: expect.arrayContaining([
      'IMS says nothing about the request itself, so no setting of the external account is accused.',
    ]),
    advice: { remedy: expect.stringMatching(/^Sign in once by hand .* may sign in\.$/), owner: owners.probe },
  });
  expect(back({}).summary).toMatch(/^The login ended in a way/);
});
