import { captureOf, type Seen } from '../fixtures/capture/capture-of.ts';
import type { RawAnswer, RawElement, RawHop, RawScreen } from '../fixtures/capture/recording.ts';
import type { Evidence } from '../fixtures/evidence/facts/evidence.ts';
import type { ImsAnswer } from '../fixtures/evidence/facts/requests.ts';
import { dataAttributes, type Capture } from '../fixtures/capture/form/capture.ts';
import { diagnose } from '../fixtures/diagnosis/index.ts';
import { cameBack, known, soundFacts } from './unit/evidence-builder.ts';
import { People } from './made-up-people.ts';

/** A login full of somebody’s data, and what of it may stand nowhere. */
export interface PersonalLogin {
  readonly seen: Seen;
  readonly planted: readonly string[];
}

const attributeNames = [
  ...[
    'id',
    'data-id',
    'name',
    'type',
    'role',
    'autocomplete',
    'class',
    'for',
    'aria-label',
    'title',
    'placeholder',
    'alt',
  ],
  ...['value', 'maxlength', 'onclick', 'style', 'target', 'method', 'aria-live', ...dataAttributes],
];

function element(people: People, depth: number): RawElement {
  const tag = people.pick(['div', 'form', 'input', 'a', 'button', 'iframe', 'label', `x-${people.value()}`]);
  const link = `https://${people.name()}.example.com/${people.value()}?${people.value()}=${people.value()}#${people.value()}`;
  return {
    tag,
    attributes: {
      ...Object.fromEntries(attributeNames.map((name) => [name, people.value()])),
      ...(people.number(2) === 0 && { type: people.pick(['hidden', 'submit', 'password']) }),
      href: people.pick([link, `mailto:${people.value()}`, people.value(), `javascript:go('${people.value()}')`]),
      action: link,
      src: link,
    },
    ...(depth === 1 && { isPressed: true }),
    children: [
      people.text(),
      ...(depth < 1 ? [element(people, depth + 1), element(people, depth + 1)] : []),
      people.value(),
    ],
  };
}

function screen(people: People): RawScreen {
  return { known: people.value(), title: people.text(), body: element(people, 0) };
}

function hop(people: People, index: number): RawHop {
  const hosts = [
    'prod.example.com',
    `${people.name()}.example.com`,
    `${people.name()}.${people.name()}.adobe.com`,
    `${people.name()}.campaign.adobe.com`,
    'auth.services.adobe.com',
  ];
  const inner = encodeURIComponent(
    `https://${people.name()}.example.com/${people.value()}?${people.value()}=${people.value()}`,
  );
  const types = [
    'application/x-www-form-urlencoded',
    'application/json',
    'text/plain',
    'multipart/form-data',
    people.value(),
  ];
  const body = people.pick([
    `${people.value()}=${people.value()}&username=${people.value()}`,
    JSON.stringify({ [people.value()]: people.value(), username: people.value() }),
    people.text(),
    `--x\r\nContent-Disposition: form-data; name="${people.name()}"\r\n\r\n${people.value()}\r\n--x--`,
  ]);
  return {
    url: `https://${people.pick(hosts)}/${people.value()}/${encodeURIComponent(people.value())}?response_type=${people.value()}&locale=${people.value()}&scope=${people.value()},${people.value()}&${people.value()}=${people.value()}&redirect_uri=${inner}#${people.value()}`,
    method: people.pick(['GET', 'POST', people.name()]),
    status: people.pick([200, 302, 0, 999]),
    posted: { type: people.pick(types), body },
    startedMs: index,
    tookMs: people.number(500),
    headers: {
      'content-type': `${people.value()}; charset=${people.value()}`,
      server: people.value(),
      [people.name()]: people.value(),
    },
    setCookies: [
      `${people.value()}=${people.value()}; Domain=${people.name()}; Path=/${people.value()}; ${people.value()}`,
    ],
    html: people.text(),
    screens: [screen(people)],
  };
}

/** What Campaign and the Admin Console answer of somebody: errors, fields and values of every kind. */
function sourceAnswers(people: People): readonly RawAnswer[] {
  const text = (): string => people.text().replace(/[<>&]/g, ' ');
  const tag = (): string => people.name();
  const soap = `https://prod.example.com/nl/jsp/soaprouter.jsp?soapAction=${people.value()}`;
  const console = 'https://usermanagement.adobe.io/v2/usermanagement';
  const row = (): object => ({
    groupName: people.value(),
    type: people.pick(['PRODUCT_PROFILE', people.value()]),
    [people.value()]: people.value(),
    email: people.value(),
    groupId: Number(people.digits(6)),
    [people.name()]: [people.value(), { [people.value()]: people.text() }],
  });
  const fault = (code: string): string =>
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/' xmlns:${tag()}='urn:${tag()}'><SOAP-ENV:Body><SOAP-ENV:Fault ${tag()}='${tag()}'><faultcode>${code}</faultcode><faultstring>${text()}</faultstring><detail>${text()}<${tag()} ${tag()}='${tag()}'>${text()}</${tag()}></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  const answer = (inner: string): string =>
    `<SOAP-ENV:Envelope><SOAP-ENV:Body><${tag()} name='${tag()}'>${inner}</${tag()}></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  const calls = ['Logon', 'GetEntityIfMoreRecent', 'ExecuteQuery', 'GetUserInfo', people.name()];
  const bodies = [fault(people.value().replace(/[<>&]/g, '')), fault('SOP-330011'), answer(text()), people.text(), ''];
  return [
    ...calls.map((call, index) => ({ url: soap, call: `xtk:session#${call}`, status: 200, body: bodies[index] ?? '' })),
    { url: soap, call: 'xtk:session#Logoff', failure: true },
    {
      url: `${console}/organizations/${people.value()}/users/${people.value()}`,
      status: 404,
      body: JSON.stringify({ result: people.value(), message: people.text(), error_code: people.digits(6) }),
    },
    {
      url: `${console}/groups/${people.value()}/0`,
      status: 200,
      body: JSON.stringify({ lastPage: true, result: 'success', groups: [row(), row()] }),
    },
    {
      url: `${console}/users/${people.value()}/0/${people.value()}`,
      status: 200,
      body: JSON.stringify({ users: [row()], [people.value()]: row() }),
    },
    { url: `${console}/groups/x/1`, status: 502, body: `<html>${people.text()}</html>` },
  ];
}

/** What is known of an instance whose every value is somebody’s: the suite’s sentences quote them. */
function personalFacts(people: People): Evidence {
  const facts = soundFacts();
  const { externalAccount, provisioned } = facts;
  const list = (): string[] => [people.value(), people.value()];
  externalAccount.associationMask = known(people.pick([people.value(), `${people.value()} (.*)`]));
  externalAccount.clientId = known(people.value());
  externalAccount.productContext = known(people.value());
  externalAccount.enabledAccounts = known(list());
  externalAccount.scopes = known(list().join(','));
  externalAccount.callbackServer = known(people.pick([people.value(), `https://${people.name()}.example.com`]));
  provisioned.clientId = known(people.value());
  provisioned.callbackUrls = known(list());
  provisioned.scopes = known(list());
  return {
    ...facts,
    operatorGroups: known(list()),
    dashboardUserGroups: known(list()),
    consoleAccount: known({ type: people.value(), status: people.value(), unlicensed: list() }),
    sessionGroups: known(list()),
    disagreements: [
      {
        setting: 'Association mask',
        used: { value: people.value(), source: people.value(), via: 'live', at: '2026-01-01T00:00:00.000Z' },
        other: { value: people.value(), source: people.value(), via: 'file', at: '2026-01-01T00:00:00.000Z' },
      },
    ],
    journey: cameBack({ status: 500 }, { title: people.text(), text: people.text() }),
  };
}

/** One login in which personal data stands in every place of which a capture tells anything. */
export function personalLogin(seed: number): PersonalLogin {
  const people = new People(seed);
  const facts = personalFacts(people);
  const hops = Array.from({ length: 2 }, (_, index) => hop(people, index));
  const answers = [
    { kind: 'error', error: people.value(), description: people.text(), url: `https://${people.name()}.example.com/` },
    { kind: 'page', status: 200, text: people.text() },
    { kind: 'sent-away', to: 'other', url: `https://${people.name()}.adobe.com/${people.value()}` },
  ] satisfies ImsAnswer[];
  const secret = {
    url: people.value(),
    clientId: people.value(),
    status: 400,
    error: people.value(),
    description: people.text(),
  };
  const evidence = {
    ...facts,
    requests: { durationMs: 0, by: 'http' as const, hops: [], experiments: [], answer: people.pick(answers), secret },
  };
  const seen: Seen = {
    of: 'instance',
    capturedAt: new Date(Date.UTC(2026, 0, 1)),
    recording: { hops, background: [hop(people, 9), hop(people, 10)], answers: sourceAnswers(people) },
    evidence,
    diagnosis: diagnose(evidence),
    known: {
      instance: 'https://prod.example.com',
      otherInstances: [],
      identityProviders: [`${people.name()}.example.com`],
      email: people.value(),
    },
    told: [],
    sources: [],
    build: people.value(),
    account: { type: people.value(), fields: [{ field: 'scopes', path: people.value(), label: people.text() }] },
    experiments: { callback: people.pick(answers), noScopes: people.pick(answers), inventedSecret: secret },
  };
  return { seen, planted: [...people.planted] };
}

/** What of anybody’s stands in a capture: each planted text, as it is, decoded and encoded, in either case. */
export function personalIn(text: string, planted: readonly string[]): readonly string[] {
  // A capture says the same of many elements: each line is searched once.
  const searched = [...new Set(text.toLowerCase().split('\n'))].join('\n');
  const isIn = searchIn(searched);
  return planted.filter((value) => spellings(value).some((spelling) => isIn(spelling.toLowerCase())));
}

/** So many characters of a text are looked up, before it is searched for as a whole. */
const beginning = 5;

/** Says of texts whether they stand in a long one: most do not begin anywhere in it, which one look in a set shows. */
function searchIn(searched: string): (text: string) => boolean {
  const beginnings = new Set<string>();
  for (let at = 0; at + beginning <= searched.length; at++) beginnings.add(searched.slice(at, at + beginning));
  return (text) => (text.length < beginning || beginnings.has(text.slice(0, beginning))) && searched.includes(text);
}

function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** The capture of a personal login, as it would be written. */
export function capturedText({ seen }: PersonalLogin): { readonly capture: Capture; readonly text: string } {
  const capture = captureOf(seen);
  return { capture, text: JSON.stringify(capture, undefined, 2) };
}
