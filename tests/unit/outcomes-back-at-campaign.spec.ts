import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { PageFacts, ViewAsked } from '../../fixtures/evidence/facts/page.ts';
import {
  callbackUrl,
  callback,
  cameBack,
  hop,
  journey,
  page,
  session,
  signedInAt,
  toCampaign,
  toIms,
  viewAfterwards,
} from './evidence-builder.ts';
import { outcomesAre } from './outcome-table.ts';

/** So many codes came back, and the browser is on its way to IMS once more. */
const cameBackSlowly = (codes: number): Journey => {
  const { hops, ...rest } = cameBack({ status: 302 }, {}, { ending: { how: 'out-of-time', pending: true }, codes });
  return { ...rest, hops: [...hops, { at: 9, kind: 'ims', method: 'GET', url: toIms.url }] };
};

const logonPage = (more: Partial<PageFacts>): ViewAsked => ({
  leads: 'stays',
  page: page({ asksToLogOn: 'yes', offersWayIn: 'yes', ...more }),
});

const rightsMessage = 'Login does not have any right matching the expression';

const missingRightsCauses = ['association-mask suspected', 'operator-groups suspected'];

outcomesAre('signed-in', [], {
  'came back to its view, and Campaign confirms the session': signedInAt(),
  'landed at the callback itself, and its view shows a session': viewAfterwards({}),
  'landed at a page of its own, and Campaign confirms the session': viewAfterwards(
    { hasSecurityToken: 'yes' },
    { confirmed: 'yes', said: 'HTTP 200: “Ok”' },
  ),
  'its view has a form for a new password and names the Adobe ID, and Campaign confirms the session': viewAfterwards(
    { asksToLogOn: 'yes', offersWayIn: 'yes' },
    { confirmed: 'yes', said: 'HTTP 200: “OK”' },
  ),
  'its view asks for another password than the logon page does, which offers the way in': viewAfterwards(
    { asksToLogOn: 'yes', hasSecurityToken: 'yes' },
    { viewOfNobody: logonPage({}) },
  ),
  'a code without the state that was sent': signedInAt({
    callback: callback({ stateReturned: 'not-known' }),
  }),
  'a code at another path of the instance than the one asked for, and the session stands': signedInAt({
    callback: callback({ asAsked: false }),
  }),
  'the landing page quotes the rights message among much else, and the view shows a session': viewAfterwards(
    {},
    {},
    { text: rightsMessage, leadsOn: 'yes' },
  ),
});

outcomesAre('unrecognised', [], {
  'its view is shown to everybody': viewAfterwards({}, { isForEverybody: 'yes' }),
  'nobody knows to whom its view is shown': viewAfterwards({}, { isForEverybody: 'not-known' }),
  'its view leads nowhere, as a maintenance page does': viewAfterwards({ leadsOn: 'no' }),
  'nobody could read where its view leads': viewAfterwards({ leadsOn: 'not-known' }),
  'its view is an error': viewAfterwards({ status: 403 }),
  'its view is shown to everybody, though Campaign says that the session stands': viewAfterwards(
    {},
    { confirmed: 'yes', said: 'HTTP 200: “OK”', isForEverybody: 'yes' },
  ),
  'its view holds nothing, though Campaign says that the session stands': viewAfterwards(
    { leadsOn: 'no' },
    { confirmed: 'yes', said: 'HTTP 200: “OK”' },
  ),
  'its view asks for a password and carries no token, unlike the logon page that offers the way in': viewAfterwards(
    { asksToLogOn: 'yes' },
    { viewOfNobody: logonPage({}) },
  ),
  'its view asks for a password as the logon page does, of which nobody knows that it offers the way in':
    viewAfterwards(
      { asksToLogOn: 'yes', hasSecurityToken: 'yes' },
      { viewOfNobody: logonPage({ offersWayIn: 'not-known' }) },
    ),
  'its view asks for a password, and a cookie came': viewAfterwards({ asksToLogOn: 'yes' }),
  'its view offers the way in, and a cookie came': viewAfterwards({ offersWayIn: 'yes' }),
  'nobody knows whether its view offers the way in': viewAfterwards({ offersWayIn: 'not-known' }),
  'a home page, and no way through IMS': journey([hop('campaign', toCampaign.url)], {
    page: page({ hasSecurityToken: 'yes', leadsOn: 'yes', isRequestedView: true }),
    ending: { how: 'arrived' },
  }),
  'a code with somebody else’s state': signedInAt({
    callback: callback({ stateReturned: 'no' }),
  }),
  'a cookie came with the code, and the view goes off to sign the user in again': cameBack(
    {},
    { text: '…' },
    { session: session({ came: 'yes' }) },
  ),
  'Campaign says that the session stands, and the view goes off to sign the user in again': cameBack(
    {},
    { text: '…' },
    { session: session({ came: 'yes', confirmed: 'yes' }) },
  ),
  'Campaign accepts no connection from this machine’s address': cameBack(
    { status: 403 },
    { text: "XSV-350014 The '203.0.113.9' IP address via which you are accessing the server is not accepted." },
  ),
  'Campaign accepts no connection from this machine’s address, at its door': journey(
    [hop('campaign', toCampaign.url, { status: 403 })],
    {
      page: page({ status: 403, text: "The '203.0.113.9' IP address via which you are accessing the server is not …" }),
    },
  ),
  'a page of unknown words follows the code, and the view is gone': cameBack(
    {},
    { text: 'We will be back soon' },
    { session: session({ view: { leads: 'no-answer' } }) },
  ),
  'the view shows the rights message, Campaign confirms the session, and nothing else is known': signedInAt(
    {},
    { text: rightsMessage },
  ),
  'the view holds nothing but the rights message, and Campaign confirms the session': signedInAt(
    {},
    { text: rightsMessage, leadsOn: 'no' },
  ),
  'Campaign says that this machine’s address is not allowed to the operator': cameBack(
    { status: 403 },
    { text: "XSV-350013 The '203.0.113.7' IP address via which you are connecting …" },
  ),
  'its view shows somebody’s session, and Campaign denies it': viewAfterwards(
    { hasSecurityToken: 'yes' },
    { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' },
  ),
  'a maintenance page at the door': journey([hop('campaign', toCampaign.url)], { page: page({ text: 'Maintenance' }) }),
  'a loop': journey([toCampaign, toCampaign, toCampaign, toCampaign], { ending: { how: 'loop', url: toCampaign.url } }),
  'a loop through IMS, with a single code': cameBack(
    { status: 302 },
    {},
    { ending: { how: 'loop', url: toCampaign.url } },
  ),
  'a second code is on its way when the time is over': cameBackSlowly(2),
});

outcomesAre('callback-rejected', ['client-secret suspected'], {
  'its view is the same for everybody, and Campaign denies the session': viewAfterwards(
    { hasSecurityToken: 'yes' },
    { isForEverybody: 'yes', confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' },
  ),
  'Campaign answers the code with 500': cameBack({ status: 500 }, {}),
  'Campaign answers the code with an error page': cameBack({ status: 200 }, { text: 'Authentication failed' }),
  'Campaign says that IMS did not know its client': cameBack(
    {},
    { text: `XTK-170065 Error while authenticating: '{"error":"invalid_client","error_description":"…"}'` },
  ),
  ...Object.fromEntries(
    ['Something failed (reference 403023)', 'The profile is not valid for this delivery'].map((said) => [
      `“${said}”, which only looks like the word for the product context`,
      cameBack({ status: 500 }, { text: said }),
    ]),
  ),
  'a logon form follows the code, and Campaign denies the session that came with it': viewAfterwards(
    { asksToLogOn: 'yes' },
    { confirmed: 'no', said: 'HTTP 200: “XSV-350008 …”' },
  ),
  'a logon page follows the code, and the view goes off to sign the user in again': cameBack(
    {},
    { asksToLogOn: 'yes', offersWayIn: 'yes', text: 'Login' },
  ),
});

outcomesAre('missing-rights', missingRightsCauses, {
  'the message on a page that is not the home page, of whose session nobody knows': cameBack(
    {},
    { hasSecurityToken: 'yes', text: rightsMessage },
  ),
  'the view shows the rights message, a cookie came and nobody confirms the session': viewAfterwards({
    leadsOn: 'no',
    text: rightsMessage,
  }),
  'the view shows the rights message and a token, and Campaign denies the session': viewAfterwards(
    { hasSecurityToken: 'yes', text: rightsMessage },
    { confirmed: 'no', said: '“XSV-350008”' },
  ),
  'the code was answered with the rights message, and the view says nothing of it to whoever has its cookie':
    viewAfterwards({ hasSecurityToken: 'yes' }, {}, { text: rightsMessage }),
});

outcomesAre('signed-in-elsewhere', ['callback-url suspected'], {
  'the code went to another instance': journey(
    [toCampaign, toIms, hop('other-instance', 'https://stage.example.com/cb')],
    {
      callback: callback({ hop: 2, kind: 'other-instance', origin: 'https://stage.example.com' }),
      page: page({ kind: 'other-instance' }),
    },
  ),
  'the code went to a host that nobody declared': journey(
    [toCampaign, toIms, hop('other', 'https://old.example.com/cb')],
    {
      callback: callback({ hop: 2, kind: 'other', origin: 'https://old.example.com' }),
      page: page({ kind: 'other' }),
    },
  ),
});

outcomesAre('callback-rejected', [], {
  'Campaign says that IMS did not take the code: no setting is named': cameBack(
    {},
    { text: `XTK-170065 Error while authenticating: '{"error":"invalid_grant"}'` },
  ),
  ...Object.fromEntries(
    [
      '{"error":"access_denied"}',
      '{"error":"expired_code","error_description":"used"}',
      '{"error":{"code":"invalid_code","message":"The code was used"}}',
      '{\\"error\\":\\"invalid_request\\"}',
      '{&quot;error&quot;:&quot;something_that_nobody_knows&quot;}',
      '{"error":"invalid_scope"}',
    ].map((said) => [
      `Campaign passes on ${said}, which is not about the client`,
      cameBack({ status: 500 }, { text: `XTK-170065 Error while authenticating: '${said}'` }),
    ]),
  ),
});

outcomesAre('callback-rejected', ['product-context suspected'], {
  ...Object.fromEntries(
    [
      '{"error_code":"403023","message":"Profile is not valid"}',
      `XTK-170065 Error while authenticating: '{"error_code":"403023"}'`,
      `XTK-170065 Error while authenticating: 'Profile is not valid'`,
    ].map((said) => [
      `Campaign passes on ${said}: the profile lacks the product context`,
      cameBack({ status: 403 }, { text: said }),
    ]),
  ),
});

outcomesAre('callback-rejected', ['client-id suspected'], {
  'Campaign passes on that the client may not do this': cameBack(
    { status: 500 },
    { text: `XTK-170065 '{"error":"unauthorized_client"}'` },
  ),
});

outcomesAre('callback-rejected', ['ims-outage confirmed'], {
  'Campaign passes on an internal error of IMS': cameBack(
    { status: 500 },
    { text: `XTK-170065 '{"error":"internal_error","error_description":"try again later"}'` },
  ),
});

outcomesAre('callback-rejected', ['network confirmed'], {
  'the Campaign server does not trust IMS’s certificate': cameBack(
    { status: 500 },
    { text: "IOB-090020 Error in SSL library: 'IOB-090013 certificate verify failed'" },
  ),
  'the Campaign server does not find IMS': cameBack(
    {},
    { text: 'XTK-170065 Error while authenticating: could not resolve host' },
  ),
});

outcomesAre('campaign-unreachable', ['campaign-outage confirmed'], {
  'the instance has no database': cameBack({ status: 500 }, { text: 'XSV-350063 No data source defined' }),
  'Campaign answers the code with 503': cameBack({ status: 503 }, {}),
  'the home page answers 500 after the session came': journey(
    [
      toCampaign,
      toIms,
      hop('campaign', callbackUrl, { status: 302 }),
      hop('campaign', toCampaign.url, { status: 500 }),
    ],
    {
      callback: callback({ hop: 2 }),
      session: session({ came: 'yes', view: { leads: 'stays', page: page({ status: 500 }) } }),
      page: page({ status: 500 }),
    },
  ),
  'Campaign answers 500 at the door': journey([hop('campaign', toCampaign.url, { status: 500 })], {
    page: page({ status: 500 }),
  }),
});

outcomesAre(
  'callback-rejected',
  ['client-secret suspected', 'association-mask suspected', 'operator-groups suspected'],
  {
    'a loop through IMS, from which code after code comes back': cameBack(
      { status: 302 },
      {},
      { ending: { how: 'loop', url: toCampaign.url }, codes: 6 },
    ),
    'code after code comes back, until the time is over on the way to IMS': cameBackSlowly(5),
  },
);
