import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';

/* What is said of a pasted message: what was recognised in it, what it means, and, where no setting is behind it, what to do
   and who can. */

interface Said {
  /** The messages that say it. */
  readonly texts: readonly string[];
  readonly recognised: RegExp;
  readonly summary: RegExp;
  /** What to do and who can, where no cause says it. */
  readonly remedy?: RegExp;
  readonly owner?: string;
  readonly never?: RegExp;
}

const machine = 'whoever looks after that machine';
const adobeStage = 'https://ims-na1-stg1.adobelogin.com/ims/authorize/v2';
const log = (json: string): string => `XTK-170065 Error while authenticating: '${json}'`;

const said: readonly Said[] = [
  {
    texts: ['XSV-350008', 'Session has expired or is invalid.'],
    recognised: /XSV-350008, “Session has expired or is invalid”$/,
    summary: /session is over, or was never there.*isn’t a sign of a wrong setting/,
    remedy: /^Sign in again from the start.*offerValidation.*permalink/,
    owner: owners.campaign,
  },
  {
    texts: ['XSV-350012', 'Invalid login or password. Connection denied.'],
    recognised: /XSV-350012, “Invalid login or password”$/,
    summary: /own \(native\) login.*through Adobe IMS is not known to say it/,
    remedy: /Adobe ID instead of the native fields.*nonIMSAuthnAPI/,
    owner: owners.campaign,
  },
  {
    texts: ['XSV-350014', "The '10.1.2.3' IP address via which you are accessing the server is not accepted."],
    recognised: /XSV-350014, an IP address from which Campaign accepts no connection$/,
    summary: /no connection at all.*no security zone.*not the cause/,
    remedy: /subNetwork of a security zone in serverConf\.xml.*nlserver config -reload/,
    owner: owners.server,
    never: /This operator/,
  },
  {
    texts: ['XSV-350013', "The '10.1.2.3' IP address via which you are connecting is not allowed"],
    recognised: /XSV-350013, an IP address that the operator may not come from$/,
    summary: /This operator may not sign in.*outside the operator’s security zone.*not the cause/,
    remedy: /security zone of this operator.*authorized connection zone.*nlserver config -reload/,
    owner: owners.server,
    never: /no connection at all/,
  },
  {
    texts: ['XSV-350063', 'No data source defined'],
    recognised: /XSV-350063, “No data source defined”$/,
    summary: /^The instance or its database is not up\.$/,
  },
  {
    texts: ["Empty return for method 'Logon' of service 'xtk:session'", 'Empty return for method Logon'],
    recognised: /“Empty return for method Logon”$/,
    summary: /restarting, or its web process is down/,
  },
  {
    texts: ['XSV-350176', 'Invalid private key to get JSON web tokens'],
    recognised: /XSV-350176, an invalid private key$/,
    summary: /technical account.*not stored correctly.*does not concern a user’s login/,
    remedy: /key and secret again \(nlserver config -setimsjwtauth\), and restart/,
    owner: owners.server,
  },
  {
    texts: ['IMS Service Token is empty'],
    recognised: /“IMS Service Token is empty”$/,
    summary: /technical account.*does not concern a user’s login/,
    remedy: /-setimsjwtauth/,
    owner: owners.server,
  },
  {
    texts: ['JWT token is missing'],
    recognised: /“JWT token is missing”$/,
    summary: /technical account/,
    remedy: /-setimsjwtauth/,
    owner: owners.server,
  },
  {
    texts: ['No valid bindings were found'],
    recognised: /“No valid bindings were found”$/,
    summary: /credential of Campaign’s technical account has expired.*does not concern/,
    remedy: /-setimsjwtauth/,
    owner: owners.server,
  },
  {
    texts: ['IMS said: invalid client_secret parameter'],
    recognised: /“invalid client_secret parameter”$/,
    summary: /signed the user in, and refuses the client secret/,
  },
  {
    texts: ['IMS said: invalid client_id parameter'],
    recognised: /“invalid client_id parameter”$/,
    summary: /does not know the client/,
  },
  {
    texts: ['XTK-170092'],
    recognised: /XTK-170092, the client console’s own store$/,
    summary: /client console on this one machine.*the server is not the cause/,
    remedy: /Clear the console’s cache.*webview2/,
    owner: machine,
  },
  {
    texts: ['You need to install the latest updates'],
    recognised: /“You need to install the latest updates”$/,
    summary: /browser inside the client console.*too old/,
    remedy: /newer build, with WebView2/,
    owner: machine,
  },
  {
    texts: [
      'User is redirected to adobe.com page',
      'redirected to the adobe.com',
      'redirected to an adobe.com page',
      'redirected to a www.adobe.com page',
    ],
    recognised: /symptom “redirected to adobe\.com”$/,
    summary: /to adobe\.com and not back to Campaign/,
  },
  {
    texts: [
      'The user is unable to access the Adobe ID login page',
      'Users cannot reach the login page',
      "I can't open the sign-in page",
      'not able to reach the Adobe ID sign-in page',
    ],
    recognised: /“unable to access the Adobe ID login page”$/,
    summary: /does not show its sign-in page/,
  },
  {
    texts: ['ERR_TOO_MANY_REDIRECTS'],
    recognised: /redirect loop \(ERR_TOO_MANY_REDIRECTS\)$/,
    summary: /redirected in a circle.*is not known/,
    remedy: /Delete the browser’s cookies.*run this probe/,
    owner: owners.campaign,
  },
  {
    texts: ['XTK-170065', 'Error while authenticating'],
    recognised: /XTK-170065, “Error while authenticating”$/,
    summary: /refused Campaign’s server; the log says after these words/,
    remedy: /Paste the whole line of the log/,
    owner: owners.server,
  },
  {
    texts: ['SOP-330011'],
    recognised: /SOP-330011, “Error while executing the method”$/,
    summary: /A call to Campaign failed/,
    remedy: /Paste the lines before and after/,
    owner: owners.server,
  },
  {
    texts: [adobeStage, 'https://auth-stg1.services.adobe.com/en_US/index.html'],
    recognised: /^The address is https:/,
    summary: /Adobe’s own stage; every customer instance uses IMS’s production endpoint/,
  },
  {
    texts: [
      'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=x',
      'https://ims-na1.adobelogin.com/ims/authorize',
    ],
    recognised: /^The address is https:/,
    summary: /at IMS’s authorize address and got no sign-in page/,
  },
  {
    texts: ['{"error_code":"401013","message":"Oauth token is not valid"}'],
    recognised: /error 401013 of Adobe IMS/,
    summary: /access token is not valid.*not from a login/,
    remedy: /Get a new token.*environment/,
    owner: owners.campaign,
  },
  {
    texts: ['{"error_code":"403023","message":"Profile is not valid"}'],
    recognised: /error 403023 of Adobe IMS/,
    summary: /profile lacks the product context/,
  },
  {
    texts: [log('{"error":"invalid_token","error_description":"JWT token is missing."}')],
    recognised: /error invalid_token of Adobe IMS/,
    summary: /technical account with which Campaign itself calls Adobe’s services \(JWT\), not a user’s login/,
    remedy: /Adobe’s developer console.*private key and secret in Campaign again/,
    owner: owners.campaign,
  },
  {
    texts: ['{"error":"invalid_grant"}', log('{"error":"access_denied"}')],
    recognised: /of Adobe IMS$/,
    summary: /did not accept the authorization code.*valid only once.*No setting is the cause/,
    remedy: /Sign in once more from the start.*clock of the Campaign server.*proxy or load balancer/,
    owner: owners.server,
  },
  {
    texts: ['access_denied'],
    recognised: /error access_denied of Adobe IMS/,
    summary: /does not say what: a user who declined.*authorization code.*client/,
    remedy: /address bar.*log of the Campaign server.*paste the whole address/,
    owner: 'whoever saw the message: only where it was said shows what it means',
  },
  ...Object.entries({
    access_denied: /declined at Adobe, or Adobe does not let this user in/,
    ride_AdobeID_acct_terms: /accept its terms of use/,
    ride_AdobeID_acct_evs: /verify the e-mail address/,
    ride_AdobeID_acct_actreq: /do something about the account/,
    ride_AdobeID_acct_eoachoose: /pick a profile/,
    ride_AdobeID_social: /social network, and has no password/,
    consent_required: /something that only a person can provide/,
  }).map(([error, summary]): Said => ({
    texts: [`https://prod.example.com/x?error=${error}`],
    recognised: new RegExp(`^The address carries error=${error}: https:`),
    summary,
  })),
  ...Object.entries({
    server_error: /says that the problem is its own/,
    invalid_redirect_uri: /refuses the callback that Campaign sends/,
    invalid_scope: /a scope that Campaign sends is not provisioned/,
    invalid_request: /refuses the request that Campaign sends/,
    invalid_client: /does not know the client that Campaign sends, or does not let it do this/,
    invalid_client_secret: /refuses the client secret with which Campaign redeems the code/,
  }).map(([error, summary]): Said => ({
    texts: [`https://prod.example.com/x?error=${error}`],
    recognised: /^The address carries error=/,
    summary,
  })),
  {
    texts: ['{"error":"invalid_client"}', log('{"error":"invalid_client"}')],
    recognised: /error invalid_client of Adobe IMS/,
    summary: /does not say whether because of its ID or its secret/,
  },
  {
    texts: ['invalid value for parameter client_id', 'the client_id is not registered', 'unknown client_id'],
    recognised: /^The message names the parameter client_id as wrong$/,
    summary: /refuses a value that Campaign sends/,
  },
  {
    texts: [
      'redirect_uri is invalid',
      "Missing value for parameter 'redirect_uri'",
      'the redirect_uri was not recognised',
    ],
    recognised: /^The message names the parameter redirect_uri as wrong$/,
    summary: /refuses a value that Campaign sends/,
  },
  {
    texts: ['curl: (6) Could not resolve host: a.example.com'],
    recognised: /^The message says that a connection failed: the name could not be resolved/,
    summary: /^The machine on which curl ran got no HTTP answer/,
  },
  {
    texts: ['AADSTS50105: not assigned'],
    recognised: /^The message concerns the account or the organisation \(.+\)$/,
    summary: /Microsoft Entra ID does not let the account in/,
  },
  {
    texts: ['Login does not have any right matching the expression'],
    recognised: /^The message says “Login does not have any right matching the expression” \(language en\)$/,
    summary: /signed the user in, and Campaign found no operator group/,
  },
];

test('of each message is said what it is, what it means, and what to do and who can where no setting is behind it', () => {
  for (const { texts, recognised, summary, remedy, owner, never } of said) {
    for (const text of texts) {
      const [meaning, ...others] = explainMessage(readMessage(text));
      expect(others, text).toEqual([]);
      expect(meaning?.recognised ?? 'nothing', text).toMatch(recognised);
      expect(meaning?.summary ?? 'nothing', text).toMatch(summary);
      expect(meaning?.advice?.remedy ?? '', text).toMatch(remedy ?? /^$/);
      expect(meaning?.advice?.owner, text).toBe(owner);
      expect(meaning?.causes.length === 0, text).toBe(remedy !== undefined);
      expect(`${meaning?.summary ?? ''} ${meaning?.advice?.remedy ?? ''}`, text).not.toMatch(never ?? /Stryker/);
    }
  }
});

test('a cause of a message is suspected, of an instance of which nothing is known', () => {
  const [meaning] = explainMessage(readMessage('{"error":"invalid_scope"}'));
  expect(meaning?.causes).toMatchObject([
    { cause: 'scopes', certainty: 'suspected', evidence: expect.arrayContaining([`${meaning?.recognised ?? ''}.`]) },
  ]);
  expect(JSON.stringify(meaning)).not.toMatch(/To prove it/);
});
