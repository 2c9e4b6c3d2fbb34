import { expect, test } from './unit-test.ts';
import type { KnownHosts } from '../../fixtures/evidence/hosts.ts';
import { askImsAt, followIms, type Sender } from '../../fixtures/evidence/requests/ask-ims.ts';
import type { PlainAnswer } from '../../fixtures/evidence/http-client.ts';

const hosts: KnownHosts = { instance: 'https://prod.example.com', otherInstances: [], identityProviders: [] };
const authorize = 'https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=c';
const inner = encodeURIComponent('https://prod.example.com/cb');
const callback = encodeURIComponent(`https://ims-na1.adobelogin.com/ims/adobeid/c/AdobeID/code?redirect_uri=${inner}`);

interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly body?: string;
}

/** An IMS that answers each address in its own way. */
function imsThatAnswers(answers: Readonly<Record<string, Answer>>): Sender {
  return {
    send: (url): Promise<PlainAnswer | { url: string; failure: string }> => {
      const answer = answers[url];
      if (!answer) return Promise.resolve({ url, failure: 'ECONNREFUSED' });
      const { status, location, body = '' } = answer;
      return Promise.resolve({
        url,
        status,
        location,
        contentType: 'text/html',
        debugId: `id of ${new URL(url).host}`,
        text: () => Promise.resolve(body),
      });
    },
  };
}

const asked = (answers: Readonly<Record<string, Answer>>) => askImsAt(imsThatAnswers(answers), authorize, hosts);

/** The ways in which a sign-in page’s address may name the callback: all the same to a reader. */
const signInAddresses = [
  `https://auth.services.adobe.com/en_US/index.html?callback=${callback}&client_id=c#/`,
  `https://auth.services.adobe.com/de_DE/index.html#/?callback=${callback}`,
  `https://auth.services.adobe.com/index.html#callback=${callback}`,
  `https://AUTH.services.adobe.com/signin?client_id=c&redirect_uri=${inner}`,
];

for (const location of signInAddresses) {
  test(`the callback is read from ${location.slice(0, 60)}…`, async () => {
    expect(await asked({ [authorize]: { status: 302, location } })).toEqual({
      kind: 'sign-in-page',
      redirectUri: 'https://prod.example.com/cb',
      debugId: 'id of ims-na1.adobelogin.com',
    });
  });
}

const denied = (redirectUri: string): string =>
  encodeURIComponent(`https://ims-na1.adobelogin.com/ims/denied/c?redirect_uri=${encodeURIComponent(redirectUri)}`);

test('the address for a refusal is a second witness of the callback', async () => {
  const page = 'https://auth.services.adobe.com/en_US/index.html';
  const to = async (query: string) => asked({ [authorize]: { status: 302, location: `${page}?${query}#/` } });
  const own = { kind: 'sign-in-page', redirectUri: 'https://prod.example.com/cb' };
  expect(await to(`denied_callback=${denied('https://prod.example.com/cb')}`)).toMatchObject(own);
  expect(await to(`callback=${callback}&denied_callback=${denied('https://prod.example.com/cb')}`)).toMatchObject(own);
  const torn = await to(`callback=${callback}&denied_callback=${denied('https://www.adobe.com/')}`);
  expect(torn).toMatchObject({ kind: 'sign-in-page' });
  expect(torn).not.toHaveProperty('redirectUri');
});

/** Pages at the sign-in host that are errors, and the error that each names. */
const errorPages: Readonly<Record<string, string>> = {
  'https://auth.services.adobe.com/en_US/index.html#/error?code=invalid_scope': 'invalid_scope',
  'https://auth.services.adobe.com/en_US/index.html?client_id=c#/error?code=invalid_scope': 'invalid_scope',
  'https://auth.services.adobe.com/de_DE/error.html?error_code=invalid_redirect_uri': 'invalid_redirect_uri',
  'https://auth.services.adobe.com/en_US/index.html#/errors/request?reason=unauthorized_client': 'unauthorized_client',
  'https://adobeid-na1.services.adobe.com/signin/auth-error': '',
};

for (const [location, error] of Object.entries(errorPages)) {
  test(`a page of errors at the sign-in host is not the sign-in page: ${location.slice(25)}`, async () => {
    expect(await asked({ [authorize]: { status: 302, location } })).toMatchObject({ kind: 'error', error });
  });
}

for (const location of [
  'https://auth.services.adobe.com/',
  'https://auth.services.adobe.com/en_US/index.html#/',
  'https://auth.services.adobe.com/maintenance?locale=en_US',
]) {
  test(`an address at the sign-in host that carries nothing of a sign-in decides nothing: ${location.slice(31)}`, async () => {
    expect(await asked({ [authorize]: { status: 302, location } })).toMatchObject({ kind: 'sent-away', to: 'sign-in' });
  });
}

test('an outage is one, whatever its body says', async () => {
  for (const status of [500, 503, 429]) {
    const answer = await asked({ [authorize]: { status, body: '{"error":"invalid_client"}' } });
    expect(answer).toMatchObject({ kind: 'page', status });
  }
});

test('IMS may pass a request on between its own names first', async () => {
  const other = authorize.replace('ims-na1.adobelogin.com', 'adobeid-na1.services.adobe.com');
  const answer = await asked({
    [authorize]: { status: 302, location: other },
    [other]: { status: 303, location: signInAddresses[0] ?? '' },
  });
  expect(answer).toMatchObject({ kind: 'sign-in-page', redirectUri: 'https://prod.example.com/cb' });
});

test('a redirect without an end is no answer', async () => {
  const answer = await asked({ [authorize]: { status: 302, location: authorize } });
  expect(answer).toMatchObject({ kind: 'no-answer' });
});

for (const [what, location] of [
  ['in the query', 'https://prod.example.com/cb?error=invalid_scope&state=s3cret'],
  ['behind the hash', 'https://prod.example.com/cb#error=invalid_scope&state=s3cret'],
] as const) {
  test(`an error ${what} of the callback is read, and the state is not kept`, async () => {
    const answer = await asked({ [authorize]: { status: 302, location } });
    expect(answer).toMatchObject({ kind: 'error', error: 'invalid_scope' });
    expect(JSON.stringify(answer)).not.toContain('s3cret');
  });
}

test('an error may come as JSON, a page as text, and a sign-in form at IMS itself', async () => {
  const json = '{"error":"invalid_client","error_description":"invalid client_id parameter"}';
  expect(await asked({ [authorize]: { status: 400, body: json } })).toMatchObject({ error: 'invalid_client' });
  const page = '<html><body><h1>Sorry</h1><script>var token = 1</script><p>Not today</p></body></html>';
  expect(await asked({ [authorize]: { status: 400, body: page } })).toMatchObject({ kind: 'page', status: 400 });
  const form = '<form><input type="email" name="username"></form>';
  expect(await asked({ [authorize]: { status: 200, body: form } })).toMatchObject({ kind: 'sign-in-page' });
});

test('a redirect to adobe.com is one, whatever its subdomain, and a look-alike host is not', async () => {
  const to = async (location: string) => asked({ [authorize]: { status: 302, location } });
  expect(await to('https://www.adobe.com/?x=1')).toMatchObject({ kind: 'sent-away', to: 'adobe-com' });
  expect(await to('https://auth.services.adobe.com.evil.example/?x=1')).toMatchObject({ to: 'other' });
});

test('no answer is the network’s own word', async () => {
  expect(await asked({})).toEqual({ kind: 'no-answer', failure: 'ECONNREFUSED' });
});

test('each request to IMS is a hop, redacted, with its answer and its time', async () => {
  const other = 'https://adobeid-na1.services.adobe.com/ims/authorize/v2?client_id=c&state=secret';
  let now = 0;
  const clock = (): number => (now += 40);
  const from = `${authorize}&state=secret`;
  const { hops } = await followIms(
    imsThatAnswers({ [from]: { status: 302, location: other }, [other]: { status: 403 } }),
    from,
    hosts,
    { clock },
  );
  expect(hops.map(({ at, kind, status }) => [at, kind, status])).toEqual([
    [40, 'ims', 302],
    [80, 'ims', 403],
  ]);
  expect(hops.map(({ url }) => new URL(url).searchParams.get('state'))).toEqual(['…', '…']);
  expect((await followIms(imsThatAnswers({}), authorize, hosts)).hops).toMatchObject([{ failure: 'ECONNREFUSED' }]);
});
