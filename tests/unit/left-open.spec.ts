import { expect, test } from './unit-test.ts';
import { consult, diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import type { ImsAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { bareFacts, hop, instanceUrl, journey, signedInAt, toCampaign, toIms, toSignIn } from './evidence-builder.ts';

const replaced: ImsAnswer = { kind: 'sign-in-page', redirectUri: 'https://www.adobe.com/' };
const sent = {
  origin: 'https://ims-na1.adobelogin.com',
  clientId: 'Campaign1',
  redirectUri: `${instanceUrl}/nl/jsp/ims.jsp`,
  scopes: ['openid', 'AdobeID', 'session'],
};

/** A single instance of which nothing is declared, with an IMS that names adobe.com whatever callback it is asked for. */
function askedAlone(taken?: Journey): Evidence {
  let requests: NonNullable<Evidence['requests']> = {
    by: 'http',
    durationMs: 0,
    hops: [],
    authorize: { hop: 1, kind: 'ims', ...sent },
    authorizePath: '/ims/authorize/v2',
    answer: replaced,
    experiments: [],
  };
  const facts = { ...bareFacts(), otherInstances: [] };
  for (;;) {
    const asked = consult({ ...facts, requests }).next.flatMap((one) => (one.kind === 'authorize' ? [one] : []));
    if (asked.length === 0) return { ...facts, requests, ...(taken && { journey: taken }) };
    const answered = asked.map(({ parameters }) => ({ parameters, answer: replaced }));
    requests = { ...requests, experiments: [...requests.experiments, ...answered] };
  }
}

const stopped = {
  'a lock': journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'locked' } }),
  'a refused password': journey([toCampaign, toIms, toSignIn], {
    ending: { how: 'refused', screen: 'password', text: 'no' },
  }),
  'a screen that nobody knows': journey([toCampaign, toIms, toSignIn], {
    screens: [{ at: 0, screen: 'email', kind: 'sign-in', acted: true }],
  }),
};

test('where nothing shows that IMS takes any callback, a login is made', () => {
  expect(consult(askedAlone()).next).toEqual([{ kind: 'login' }]);
});

for (const [name, taken] of Object.entries(stopped)) {
  test(`a login that ends at the sign-in leaves open what IMS’s answers point to, and says so: ${name}`, () => {
    const { seen, causes } = diagnose(askedAlone(taken));
    expect(seen.join('\n')).toContain('The login ended before IMS sent an answer');
    expect(seen.join('\n')).toContain('www.adobe.com');
    expect(causes.filter(({ cause }) => cause !== 'test-account')).toEqual([]);
  });
}

test('a login that went on decides it', () => {
  const atAdobe = journey([toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/?code=…')]);
  expect(diagnose(askedAlone(atAdobe)).causes.map(({ cause }) => cause)).toEqual(['callback-url']);
  for (const taken of [atAdobe, signedInAt()]) {
    expect(diagnose(askedAlone(taken)).seen.join('\n')).not.toContain('The login ended before');
  }
});
