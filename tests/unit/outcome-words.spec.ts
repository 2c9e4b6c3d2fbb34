import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Outcome } from '../../fixtures/domain/contract.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import {
  callbackUrl,
  atIms,
  bareFacts,
  cameBack,
  hop,
  journey,
  page,
  session,
  signedInAt,
  toCampaign,
  toIms,
  toSignIn,
  viewAfterwards,
} from './evidence-builder.ts';

/* What is said of each way in which a login ends: what happened, what was seen, what to do; and what must not be said of it. */

const unanswered: Hop = { at: 0, kind: 'ims', method: 'GET', url: toIms.url };
const stuck = (failure: string, ...hops: Hop[]): Journey => journey(hops, { ending: { how: 'no-answer', failure } });
const elsewhere = (origin: string, kind: Hop['kind']): Journey =>
  journey([toCampaign, toIms, toSignIn, hop(kind, `${origin}/nl/jsp/ims.jsp`)], {
    callback: { hop: 3, kind, origin, asAsked: false, code: true, stateReturned: 'yes' },
    codes: 1,
    page: page({ kind, url: `${origin}/view/home` }),
  });
const refusedOn = (text: string, status = 500): Journey => cameBack({ status }, { status, text });

interface Said {
  readonly journey: Journey;
  readonly outcome: Outcome;
  /** The whole sentence that says what happened. */
  readonly summary: string;
  /** A part of what was seen. */
  readonly seen?: string;
  /** Of the remedy, or of what to do where nothing is accused. */
  readonly advised?: readonly string[];
  /** What must stand nowhere. */
  readonly never?: readonly RegExp[];
}

const imsDown = 'Adobe IMS is not available: it answered with a server error or with throttling.';
const noSignIn = 'IMS does not show the Adobe ID sign-in page: it refuses the request that Campaign sends.';
const refused = 'Adobe signed the user in and sent a code back, and Campaign refused it.';
const noGroup = 'Adobe signed the user in, and Campaign found no operator group for the user.';
const odd = 'The login ended in a way that this suite does not know: ';
const setting = /external account|Enter the secret|Set IMS/;
const lookByHand = [
  'Open https://prod.example.com/view/home in a private browser window',
  'CAMPAIGN_PROD_LOGIN_PATH',
  'report it with the evidence',
];
const instanceUp = ['Bring the instance up', 'nlserver restart web', 'then run this probe again'];

const said: Readonly<Record<string, Said>> = {
  'a session of this login': {
    journey: signedInAt(),
    outcome: 'signed-in',
    summary:
      'Signed in: the browser came back from IMS to this instance with a code, and reached its view with a session.',
    seen: 'was reached with a session of this login.',
    never: [setting, /Run this probe again/],
  },
  'a view that is shown to everybody': {
    journey: viewAfterwards({}, { isForEverybody: 'yes' }),
    outcome: 'unrecognised',
    summary: `${odd}a page with no known way forward.`,
    seen: 'The requested view, asked for once more, is a page of the instance (HTTP 200), the same for everybody.',
    advised: lookByHand,
    never: [/Signed in/, setting],
  },
  'a view that is shown to nobody else': {
    journey: viewAfterwards({ leadsOn: 'no' }),
    outcome: 'unrecognised',
    summary: `${odd}a page with no known way forward.`,
    seen: 'is a page of the instance (HTTP 200), and shown to nobody else.',
    never: [/the same for everybody/],
  },
  'a view that asks for a login again': {
    journey: viewAfterwards({ asksToLogOn: 'yes' }),
    outcome: 'unrecognised',
    summary: `${odd}a page with no known way forward.`,
    seen: 'The requested view, asked for once more, asks for a login again (HTTP 200).',
    never: [/a page of the instance \(HTTP/],
  },
  'a session that Campaign denies, and whose view opens to nobody else': {
    journey: viewAfterwards({ hasSecurityToken: 'yes' }, { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' }),
    outcome: 'unrecognised',
    summary:
      'Campaign denies the session of this login (ping.jsp), and opens the requested view of https://prod.example.com to this session and to nobody else. One of the two is wrong, so nobody knows whether the user is signed in.',
    seen: 'The view says that the code was accepted: no setting of the external account is accused.',
    advised: ['private browser window', '/nl/jsp/ping.jsp', 'load balancer'],
    never: [/secret/, /Association mask/, /Signed in:/],
  },
  'a session that Campaign denies': {
    journey: viewAfterwards({ asksToLogOn: 'yes' }, { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' }),
    outcome: 'callback-rejected',
    summary: refused,
    seen: 'Campaign denies the session (ping.jsp: HTTP 200: “XSV-350008 …”).',
    advised: [
      'Enter the secret of the client again in IMS client secret of',
      'package exports drop it',
      'restart the server',
    ],
    never: [/confirms the session/, /Association mask/],
  },
  'a home page without a way through IMS': {
    journey: journey([hop('campaign', toCampaign.url)], {
      page: page({ hasSecurityToken: 'yes', leadsOn: 'yes', isRequestedView: true }),
      ending: { how: 'arrived' },
    }),
    outcome: 'unrecognised',
    summary: `${odd}a page of the instance, without proof that this login led to it.`,
    advised: lookByHand,
  },
  'the message about rights': {
    journey: cameBack({}, { text: 'Login does not have any right matching the expression' }),
    outcome: 'missing-rights',
    summary: noGroup,
    seen: 'Campaign answered the login with “Login does not have any right matching the expression” (language en, HTTP 200).',
    advised: ['Compare Association mask in', 'add the test account to a product profile'],
    never: [/Enter the secret/],
  },
  'an error page of IMS': {
    journey: atIms({ status: 400 }, 'Something is wrong'),
    outcome: 'login-page-unreachable',
    summary: noSignIn,
    never: [/not available/, /test account of this probe/],
  },
  'HTTP 500 of IMS': {
    journey: atIms({ status: 500 }),
    outcome: 'ims-unavailable',
    summary: imsDown,
    never: [setting],
  },
  'HTTP 429 of IMS': {
    journey: atIms({ status: 429 }),
    outcome: 'ims-unavailable',
    summary: imsDown,
    never: [setting],
  },
  'silence of IMS': {
    journey: stuck('net::ERR_TIMED_OUT', toCampaign, unanswered),
    outcome: 'ims-unavailable',
    summary: 'Adobe IMS could not be reached. Network: no answer came in time (net::ERR_TIMED_OUT).',
    never: [setting, /server error/],
  },
  'a connection to IMS that is reset': {
    journey: stuck('net::ERR_CONNECTION_RESET', toCampaign, unanswered),
    outcome: 'ims-unavailable',
    summary: 'Adobe IMS could not be reached. Network: the connection was reset (net::ERR_CONNECTION_RESET).',
    never: [setting],
  },
  'adobe.com after the sign-in': {
    journey: journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/')], {
      page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
    }),
    outcome: 'redirected-to-adobe-com',
    summary: 'The user is sent to www.adobe.com and not back to Campaign.',
    never: [/Enter the secret/, /add the test account/],
  },
  'another instance of the run': {
    journey: elsewhere('https://stage.example.com', 'other-instance'),
    outcome: 'signed-in-elsewhere',
    summary: 'The login at https://prod.example.com ended at instance “stage” (https://stage.example.com).',
    never: [/Enter the secret/],
  },
  'a host that nobody declared': {
    journey: elsewhere('https://old.example.com', 'other'),
    outcome: 'signed-in-elsewhere',
    summary: 'The login at https://prod.example.com ended at https://old.example.com.',
    never: [/instance “/],
  },
  'HTTP 500 of Campaign to the code': {
    journey: refusedOn('Error'),
    outcome: 'callback-rejected',
    summary: refused,
    seen: 'IMS sent a code to https://prod.example.com; then GET https://prod.example.com/nl/jsp/ims.jsp answered 500: “Error”.',
    advised: ['Enter the secret of the client again'],
  },
  'a client that IMS did not know': {
    journey: refusedOn('{"error":"invalid_client"}'),
    outcome: 'callback-rejected',
    summary:
      'Adobe signed the user in and sent a code back, and IMS refused Campaign’s client when it redeemed it (invalid_client).',
    advised: ['Enter the secret of the client again'],
    never: [/Association mask/],
  },
  'a code that IMS did not take': {
    journey: refusedOn('{"error":"invalid_grant"}'),
    outcome: 'callback-rejected',
    summary:
      'Adobe signed the user in and sent a code back, and IMS did not accept that code from Campaign (invalid_grant).',
    advised: [
      'Run this probe again: a code is valid only once and only for a short time',
      'check the clock of the Campaign server',
      'web.log',
    ],
    never: [setting],
  },
  'a request for the code that IMS refused': {
    journey: refusedOn('{"error":"invalid_scope"}'),
    outcome: 'callback-rejected',
    summary:
      'Adobe signed the user in and sent a code back, and IMS refused Campaign’s request for it (invalid_scope).',
    never: [/Enter the secret/],
  },
  'an address that the security zone does not have': {
    journey: refusedOn("XSV-350013 The '203.0.113.7' IP address via which you are connecting is not allowed", 403),
    outcome: 'unrecognised',
    summary:
      'Adobe signed the user in, and Campaign does not accept the IP address from which the login comes (203.0.113.7).',
    seen: 'This concerns the security zone and no setting of the external account.',
    advised: [
      'Add 203.0.113.7 (the address under which Campaign sees this machine, or the proxy in front)',
      'nlserver config -reload',
    ],
    never: [/Enter the secret/, /Association mask/],
  },
  'HTTP 503 to the code': {
    journey: refusedOn('', 503),
    outcome: 'campaign-unreachable',
    summary: 'https://prod.example.com answers with a server error.',
    seen: `GET ${callbackUrl} answered 503.`,
    advised: instanceUp,
    never: [setting],
  },
  'HTTP 500 at the door': {
    journey: journey([{ ...toCampaign, status: 500 }], { page: page({ status: 500 }) }),
    outcome: 'campaign-unreachable',
    summary: 'https://prod.example.com answers with a server error.',
    advised: instanceUp,
    never: [setting, /Adobe signed the user in/],
  },
  'a page of maintenance at the door': {
    journey: journey([{ ...toCampaign, status: 200 }], { page: page({ text: 'Maintenance' }) }),
    outcome: 'unrecognised',
    summary: `${odd}a page with no known way forward.`,
    seen: 'Maintenance',
    advised: lookByHand,
    never: [setting],
  },
  'a loop': {
    journey: journey([toCampaign], { ending: { how: 'loop', url: toCampaign.url } }),
    outcome: 'unrecognised',
    summary: `${odd}a redirect loop (the same address again and again, or one new address after another).`,
    advised: lookByHand,
    never: [setting],
  },
  'code after code': {
    journey: cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toIms.url }, codes: 6, session: session() }),
    outcome: 'callback-rejected',
    summary: 'Adobe signed the user in, and Campaign dropped each of the 6 codes that came back and started over.',
    seen: 'a user without a matching group, or a code that could not be redeemed, can look like this',
    advised: [
      'Enter the secret of the client again',
      'Compare Association mask in',
      'add the test account to a product profile',
    ],
    never: [/refused it/],
  },
};

for (const [what, { journey: taken, outcome, summary, seen, advised = [], never = [] }] of Object.entries(said)) {
  test(`${what} is ${outcome}, and is said as that`, () => {
    const diagnosis = diagnose({ ...bareFacts(), journey: taken });
    expect(diagnosis).toMatchObject({ outcome, summary });
    const remedies = [...diagnosis.causes.map(({ remedy }) => remedy), diagnosis.advice?.remedy ?? ''].join('\n');
    expect(diagnosis.seen.join('\n')).toContain(seen ?? '');
    for (const words of advised) expect(remedies).toContain(words);
    const everything = [diagnosis.summary, ...diagnosis.seen, remedies].join('\n');
    for (const words of never) expect(everything).not.toMatch(words);
    expect(everything).not.toMatch(/undefined|null|NaN|\[object/);
  });
}

test('where an instance does not pass, there is somebody who can do something', () => {
  for (const [what, { journey: taken }] of Object.entries(said).filter(([, { outcome }]) => outcome !== 'signed-in')) {
    const { causes, advice } = diagnose({ ...bareFacts(), journey: taken });
    const doers = [...causes, ...(advice ? [advice] : [])];
    expect(doers.length, what).toBeGreaterThan(0);
    for (const { remedy, owner } of doers) expect([remedy.length > 20, owner.length > 4], what).toEqual([true, true]);
  }
});
