import { expect, test } from './unit-test.ts';
import { consult, type Question } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { KnownHosts } from '../../fixtures/evidence/hosts.ts';
import { followIms } from '../../fixtures/evidence/requests/ask-ims.ts';
import {
  cameBack,
  hop,
  instanceUrl,
  journey,
  known,
  soundFacts,
  toCampaign,
  toIms,
  toSignIn,
} from './evidence-builder.ts';
import { ScriptedClient } from './scripted-client.ts';

// A healthy instance costs three requests to IMS at most, however often IMS passes one on from one of its addresses to another.

const hosts: KnownHosts = { instance: instanceUrl, otherInstances: [], identityProviders: [] };
const callback = `${instanceUrl}/nl/jsp/ims.jsp`;
const [own, alias] = ['https://ims-na1.adobelogin.com', 'https://adobeid-na1.services.adobe.com'];
const asked = (origin: string, version = 'v2', more = ''): string =>
  `${origin}/ims/authorize/${version}?client_id=c&redirect_uri=${encodeURIComponent(callback)}&scope=openid${more}`;
const inner = encodeURIComponent(`${own}/ims/adobeid/c/AdobeID/code?redirect_uri=${encodeURIComponent(callback)}`);
const signIn = `https://auth.services.adobe.com/en_US/index.html?callback=${inner}#/`;

/** Follows an IMS that leads on from each address to the next one. */
async function follow(...way: readonly string[]) {
  const client = new ScriptedClient(({ url }) => {
    const next = way[way.indexOf(url) + 1];
    return next === undefined ? { failure: 'nobody is there' } : { status: 302, location: next };
  });
  const { answer, by, cost } = await followIms(client, way[0] ?? '', hosts);
  return { kind: answer.kind, by, cost, sent: client.sent.length };
}

test('whoever answers the very request in the end is known, and what a further one would cost', async () => {
  const kind = 'sign-in-page';
  expect(await follow(asked(own), signIn)).toEqual({ kind, by: asked(own), cost: { own: 1, each: 1 }, sent: 1 });
  const byAlias = await follow(asked(alias), asked(own), signIn);
  expect(byAlias).toEqual({ kind, by: asked(own), cost: { own: 2, each: 1 }, sent: 2 });
  const twice = await follow(asked(alias), asked(own), asked(own, 'v3'), signIn);
  expect(twice).toEqual({ kind, by: asked(own, 'v3'), cost: { own: 3, each: 1 }, sent: 3 });
  // Something that IMS made of the request is no place for another one, and comes again with each.
  const interlude = await follow(asked(own), `${own}/ims/session?ticket=1`, signIn);
  expect(interlude).toEqual({ kind, by: asked(own), cost: { own: 2, each: 2 }, sent: 2 });
  const others = await follow(asked(own), asked(own, 'v2', ',more'), signIn);
  expect(others).toMatchObject({ by: asked(own), cost: { own: 2, each: 2 } });
});

test('after three requests nobody goes on: in a circle there is no answer, and where else it goes only a browser sees', async () => {
  const far = await follow(asked(alias), asked(own), asked(own, 'v1'), asked(own, 'v3'), signIn);
  expect(far).toMatchObject({ kind: 'sent-away', sent: 3 });
  const circle = await follow(asked(alias), asked(own), asked(alias));
  expect(circle).toMatchObject({ kind: 'no-answer', sent: 3 });
});

test('an address that leads to itself once, to see whether cookies come back, is followed', async () => {
  let times = 0;
  const client = new ScriptedClient(() => ({ status: 302, location: times++ === 0 ? asked(own) : signIn }));
  expect((await followIms(client, asked(own), hosts)).answer.kind).toBe('sign-in-page');
});

/** Everything declared and right, and IMS shows the sign-in page to it. */
function healthy(cost: { readonly own: number; readonly each: number } | undefined): Evidence {
  const facts = soundFacts();
  return {
    ...facts,
    requests: {
      by: 'http',
      durationMs: 0,
      hops: [],
      authorize: {
        hop: 1,
        kind: 'ims',
        origin: own,
        clientId: 'Campaign1',
        redirectUri: callback,
        scopes: ['openid', 'AdobeID', 'session'],
      },
      authorizePath: '/ims/authorize/v2',
      answer: { kind: 'sign-in-page', redirectUri: callback },
      experiments: [],
      ...(cost && { cost }),
    },
  };
}

const kindsOf = (questions: readonly Question[]): readonly string[] => questions.map(({ kind }) => kind);
const nextOf = (evidence: Evidence): readonly string[] => kindsOf(consult(evidence).next);

test('what is left of three requests is for the secret, then for the control', () => {
  expect(nextOf(healthy(undefined))).toEqual(['authorize', 'secret']);
  expect(nextOf(healthy({ own: 2, each: 1 }))).toEqual(['secret']);
  expect(nextOf(healthy({ own: 3, each: 1 }))).toEqual(['login']);
  expect(nextOf(healthy({ own: 2, each: 2 }))).toEqual(['secret']);
});

test('without a secret to be shown the control takes its place, as far as it costs no more', () => {
  const secretless = (cost: { own: number; each: number }): Evidence => {
    const evidence = healthy(cost);
    evidence.externalAccount.clientSecret = { known: false, why: 'not-declared', source: 'nobody' };
    return evidence;
  };
  expect(nextOf(secretless({ own: 2, each: 1 }))).toEqual(['authorize']);
  expect(nextOf(secretless({ own: 2, each: 2 }))).toEqual(['login']);
  expect(nextOf(secretless({ own: 3, each: 1 }))).toEqual(['login']);
});

test('a callback that somebody declares as not allowed is held against the control, whatever that costs', () => {
  const evidence = healthy({ own: 3, each: 1 });
  evidence.provisioned.callbackUrls = known(['https://listed.example.com']);
  expect(nextOf(evidence)).toEqual(['authorize']);
});

test('what was spared is asked for after a login that it may explain, and after no other', () => {
  const spared = healthy({ own: 3, each: 1 });
  const atAdobe = journey([toCampaign, toIms, toSignIn, hop('adobe-com', 'https://www.adobe.com/')]);
  expect(nextOf({ ...spared, journey: atAdobe })).toEqual(['authorize']);
  expect(nextOf({ ...spared, journey: cameBack({ status: 500 }, { text: 'XTK-170065' }) })).toContain('secret');
  expect(nextOf({ ...spared, journey: journey([toCampaign, { ...toIms, status: 503 }]) })).toEqual([]);
});

test('a control that was spared is said to be, and is no check that failed', () => {
  const { checks } = consult(healthy({ own: 3, each: 1 })).diagnosis;
  const control = checks.find(({ check }) => check === 'negative-control');
  expect(control?.status).toBe('not-applicable');
  expect(control?.detail).toMatch(/^Not asked: IMS passes requests on/);
});
