import { expect, test } from './unit-test.ts';
import { consult } from '../../fixtures/diagnosis/index.ts';
import type { ViewAsked } from '../../fixtures/evidence/facts/page.ts';
import {
  bestWayIn,
  leadsOn,
  offersWayIn,
  type Control,
  type WayTaken,
} from '../../fixtures/evidence/journey/page/controls.ts';
import { differsInWords, isSameView } from '../../fixtures/evidence/journey/same-view.ts';
import { bareFacts, instanceUrl, known, page, signedInAt, viewAfterwards } from './evidence-builder.ts';

/* Whether a page is one of somebody who is signed in: by what it offers, and by what others are shown. */

const places = { instanceHost: 'prod.example.com', signInHosts: ['auth.services.adobe.com'] };
const control = (says: string, address = '', code = ''): Control => ({ says, address, code, submitsPassword: false });
const wayIn = (...controls: readonly Control[]): string => offersWayIn(controls, places, {});

test('a way to sign in is told from a page about an Adobe ID; of the bare name nobody knows which it is', () => {
  const own = `${instanceUrl}/xtk/logon.jssp`;
  for (const says of [
    'Continue with Adobe ID',
    'Sign in with Adobe ID',
    'Mit Adobe ID weiter',
    'Continuer avec Adobe ID',
  ]) {
    expect(wayIn(control(says, own)), says).toBe('yes');
  }
  for (const says of ['My Adobe ID', 'Adobe ID profile', 'Mein Adobe ID-Konto', 'Change your Adobe ID password']) {
    expect(wayIn(control(says, own)), says).toBe('no');
  }
  for (const says of ['Adobe ID', 'Use your Adobe ID', 'Try again (Adobe ID)']) {
    expect(wayIn(control(says, own)), says).toBe('not-known');
  }
  expect(wayIn(control('Deliveries', `${instanceUrl}/view/deliveries`), control('Adobe ID', own))).toBe('not-known');
  expect(wayIn()).toBe('no');
});

test('of what names the Adobe ID on a logon page, the way in is taken, wherever it stands', () => {
  const help = ['Forgot your Adobe ID?', 'Create an Adobe ID', 'What is an Adobe ID?', 'Help with your Adobe ID'];
  const others = help.map((says) => control(says, `${instanceUrl}/nl/jsp/help.jsp`));
  for (const says of ['Sign in with Adobe ID', 'Adobe ID', 'Mit Adobe ID anmelden', 'Continue with Adobe ID']) {
    const way = control(says, `${instanceUrl}/nl/jsp/start.jsp`);
    expect(bestWayIn([...others, way], places), says).toBe(others.length);
    expect(bestWayIn([way, ...others], places), says).toBe(0);
  }
  expect(bestWayIn(others, places)).toBe(0);
  const authorize = `https://ims-na1.adobelogin.com/ims/authorize?client_id=c&response_type=code`;
  expect(bestWayIn([control('Sign in with Adobe ID'), control('Help', authorize)], places)).toBe(1);
  expect(bestWayIn([control('Deliveries', `${instanceUrl}/view/deliveries`)], places)).toBeUndefined();
});

test('a link to Adobe that carries the way back is a way in, unless it says that it leads to help or a profile', () => {
  const back = encodeURIComponent(`${instanceUrl}/view/home`);
  const relay = `https://campaignio.adobe.io/start?return=${back}`;
  expect(wayIn(control('Enter', relay))).toBe('yes');
  for (const says of ['Feedback', 'Help', 'Account settings', 'Mein Profil', 'Aide', 'ヘルプ']) {
    expect(wayIn(control(says, `https://helpx.adobe.com/campaign.html?from=${back}`)), says).toBe('no');
  }
  const authorize = `https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=c&redirect_uri=${back}`;
  expect(wayIn(control('Help', authorize))).toBe('yes');
});

test('a link to Adobe that carries the request to IMS is a way in, however often it is wrapped, and one to sign out is none', () => {
  const passOn = (to: string, host = 'campaignio.adobe.io'): string =>
    `https://${host}/start?instance=prod&to=${encodeURIComponent(to)}`;
  const elsewhere = encodeURIComponent('https://other.example.com/nl/jsp/ims.jsp');
  const authorize = `https://ims-na1.adobelogin.com/ims/authorize/v2?client_id=c&redirect_uri=${elsewhere}`;
  const back = `https://gate.adobe.com/in?return=${encodeURIComponent(`${instanceUrl}/view/home`)}`;
  const typedWrong = authorize.replace('adobelogin', 'adobelogn');
  for (const way of [authorize, typedWrong, back, passOn(authorize), passOn(passOn(back))]) {
    expect(wayIn(control('Enter', passOn(way))), way).toBe('yes');
    expect(
      bestWayIn([control('Deliveries', `${instanceUrl}/view/deliveries`), control('→', passOn(way))], places),
    ).toBe(1);
  }
  const signOut = `https://ims-na1.adobelogin.com/ims/logout/v1?client_id=c&redirect_uri=${encodeURIComponent(instanceUrl)}`;
  const about = 'https://helpx.adobe.com/ims/authorize/errors.html';
  for (const no of [signOut, about, 'https://www.adobe.com/', 'javascript:void(0)', '/view/home', passOn(signOut)]) {
    expect(wayIn(control('Enter', passOn(no))), no).toBe('no');
  }
  // Another site may carry the same, and is still another site.
  expect(wayIn(control('Enter', passOn(authorize, 'sso.example.com')))).toBe('no');
});

test('a link to sign in to something else is no way in: another client, which has the user sent elsewhere', () => {
  const ours = { clientId: 'Campaign1' };
  const link = (query: string, server = 'https://ims-na1.adobelogin.com/ims/authorize/v2'): Control =>
    control('Sign in', `${server}?response_type=code&${query}`);
  const wayFor = (one: Control, way: WayTaken = ours): string => offersWayIn([one], places, way);
  const elsewhere = encodeURIComponent('https://experience.adobe.com/');
  const here = encodeURIComponent(`${instanceUrl}/nl/jsp/ims.jsp`);
  expect(wayFor(link(`client_id=exc_app&redirect_uri=${elsewhere}`))).toBe('no');
  // The instance’s own request, wherever it has the user sent; and another one that comes back here.
  expect(wayFor(link(`client_id=Campaign1&redirect_uri=${elsewhere}`))).toBe('yes');
  expect(wayFor(link(`client_id=exc_app&redirect_uri=${here}`))).toBe('yes');
  expect(wayFor(link('client_id=exc_app'))).toBe('not-known');
  // A gate in front of the instance asks in the same words, and which client the instance has may not be known.
  const gate = `${instanceUrl}/oauth2/authorize?response_type=code&client_id=gate&redirect_uri=${elsewhere}`;
  expect(wayFor(control('Sign in with Adobe ID', gate))).toBe('yes');
  expect(wayFor(link(`client_id=exc_app&redirect_uri=${elsewhere}`), {})).toBe('yes');
  const both = [link(`client_id=exc_app&redirect_uri=${elsewhere}`), link(`client_id=Campaign1&redirect_uri=${here}`)];
  expect(offersWayIn(both, places, ours)).toBe('yes');
});

test('an application of one page leads on by its routes; anchors, and one or two of them, lead nowhere', () => {
  const at = (hash: string): Control => control('', `${instanceUrl}/view/home${hash}`);
  const leads = (...hashes: readonly string[]): boolean => leadsOn(hashes.map(at), places, ['/', '/view/home']);
  expect(leads('#/deliveries', '#/recipients', '#/reports')).toBe(true);
  expect(leads('#!/deliveries', '#!/recipients', '#!/reports')).toBe(true);
  expect(leads('#/deliveries', '#/deliveries', '#/deliveries')).toBe(false);
  expect(leads('#top', '#main', '#footer')).toBe(false);
  expect(leads('#/', '#', '')).toBe(false);
  expect(leadsOn([at('#/a'), control('', 'https://other.example.com/#/b'), at('#/c')], places, ['/view/home'])).toBe(
    false,
  );
});

const view = (more: Parameters<typeof page>[0] = {}): ViewAsked => ({
  leads: 'stays',
  page: page({ leadsOn: 'yes', text: 'News', ...more }),
});

test('what an outage shows to nobody says nothing of what is shown to whoever signed in', () => {
  for (const status of [429, 500, 502, 503, 520]) {
    expect(isSameView(view(), view({ status, text: 'no' })), String(status)).toBe('not-known');
  }
  expect(isSameView(view(), view({ status: 403, text: 'no' }))).toBe('no');
  expect(isSameView(view(), { leads: 'no-answer' })).toBe('not-known');
  expect(isSameView(view(), { leads: 'to-sign-in' })).toBe('no');
  expect(isSameView(view({ text: 'News of 12:01' }), view({ text: 'News of 12:02' }))).toBe('yes');
});

test('a difference in words alone is told from one in what the page is', () => {
  expect(isSameView(view({ text: 'Quote of the day' }), view())).toBe('no');
  expect(differsInWords(view({ text: 'Quote of the day' }), view())).toBe(true);
  expect(differsInWords(view(), view({ offersWayIn: 'yes' }))).toBe(false);
  expect(differsInWords(view(), view({ leadsOn: 'no' }))).toBe(false);
  expect(differsInWords(view(), { leads: 'to-sign-in' })).toBe(false);
});

test('a view of a few words and nothing to press proves no session that may be refused; operator groups do, and more on it does', () => {
  const few = { leadsOn: 'no', saysLittle: true, text: 'You are not authorised to use this instance.' } as const;
  const shown = (more: Parameters<typeof page>[0] = {}, groups?: readonly string[]) =>
    consult({
      ...bareFacts(),
      journey: signedInAt({}, { ...few, ...more }),
      ...(groups && { sessionGroups: known([...groups]) }),
    });
  const { diagnosis, next } = shown();
  expect(diagnosis).toMatchObject({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
  expect(next).toContainEqual({ kind: 'session-groups' });
  expect(shown({}, []).diagnosis.outcome).toBe('unrecognised');
  expect(shown({}, ['1060']).diagnosis.outcome).toBe('signed-in');
  for (const more of [
    { leadsOn: 'yes' },
    { leadsOn: 'not-known' },
    { hasButtons: 'yes' },
    { hasFields: 'yes' },
  ] as const) {
    expect(shown(more).diagnosis.outcome, JSON.stringify(more)).toBe('signed-in');
  }
});

test('a form for a password on a page of our own session is no refusal of the code; on a logon page it is', () => {
  const form = { asksToLogOn: 'yes', leadsOn: 'yes' } as const;
  const outcome = (shown: Parameters<typeof viewAfterwards>[0], more: Parameters<typeof viewAfterwards>[1]) =>
    consult({ ...bareFacts(), journey: viewAfterwards(shown, more) }).diagnosis;
  for (const came of ['no', 'not-known'] as const) {
    const ours = outcome({ ...form, hasSecurityToken: 'yes' }, { came, isForEverybody: 'no' });
    expect(ours).toMatchObject({ outcome: 'unrecognised', verdict: 'inconclusive', causes: [] });
    for (const [shown, more] of [
      [form, { isForEverybody: 'no' }],
      [{ ...form, hasSecurityToken: 'yes' }, { isForEverybody: 'yes' }],
      [{ ...form, hasSecurityToken: 'yes', leadsOn: 'no' }, { isForEverybody: 'no' }],
      [{ ...form, hasSecurityToken: 'yes', offersWayIn: 'yes' }, { isForEverybody: 'no' }],
    ] as const) {
      expect(outcome(shown, { came, ...more }).outcome, JSON.stringify([shown, more])).toBe('callback-rejected');
    }
  }
});
