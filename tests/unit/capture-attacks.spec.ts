import { expect, test } from './unit-test.ts';
import { captureOf, type Seen } from '../../fixtures/capture/capture-of.ts';
import type { RawAnswer, RawElement, RawHop } from '../../fixtures/capture/recording.ts';
import { writtenCapture } from '../../fixtures/capture/write-capture.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { known, soundFacts } from './evidence-builder.ts';

// What is somebody’s and looks like a product’s own: made of known words, short, split up, or where nobody looks.

const group = 'Campaign - prod - delivery operators';
const mask = 'Campaign Service (.*)';

function element(attributes: Readonly<Record<string, string>>, ...children: RawElement['children']): RawElement {
  return { tag: 'div', attributes, children };
}

function hop(more: Partial<RawHop>): RawHop {
  const url = 'https://prod.example.com/view/home';
  return { url, method: 'GET', status: 200, startedMs: 0, headers: {}, setCookies: [], screens: [], ...more };
}

function captured(hops: readonly RawHop[], more: Partial<Seen> = {}, answers: readonly RawAnswer[] = []): string {
  const evidence = { ...soundFacts(), dashboardUserGroups: known([group]) };
  evidence.externalAccount.associationMask = known(mask);
  return writtenCapture(
    captureOf({
      of: 'instance',
      capturedAt: new Date(0),
      recording: { hops: [...hops], background: [], answers },
      evidence,
      diagnosis: diagnose(evidence),
      known: { instance: 'https://prod.example.com', otherInstances: [], identityProviders: [] },
      told: [],
      sources: [],
      experiments: {},
      ...more,
    }),
  );
}

const page = (...children: RawElement['children']): Partial<RawHop> => ({
  screens: [{ known: 'page', title: `Welcome to ${group}`, body: element({}, ...children) }],
});

test('an ID with an e-mail address, a header with a host’s name, a cookie with a person’s', () => {
  const text = captured([
    hop({
      ...page(element({ id: 'user-jane.doe@corp.example', 'data-id': 'Row-jdoe42', class: 'of-janedoe' })),
      headers: { server: 'web7.corp.example', 'x-served-by': 'jane-laptop', 'content-type': 'text/jane' },
      setCookies: ['jdoe_session=1; Domain=.corp.example; Path=/jane', 'acc=jane; Secure'],
    }),
  ]);
  expect(text).not.toMatch(/jane|jdoe|corp\b|web7|laptop|Row-j/i);
});

test('a product profile or a mask whose every word is known stands nowhere, in no case and no encoding', () => {
  const text = captured(
    [
      hop(page(element({ id: group, title: group.toUpperCase(), 'data-testid': mask }, group))),
      hop({
        url: `https://prod.example.com/${encodeURIComponent(group)}/x?group=${encodeURIComponent(group)}#${group}`,
      }),
    ],
    { account: { type: '21', fields: [{ field: 'associationMask', path: `@${group}`, label: group }] } },
    [
      {
        url: 'https://prod.example.com/nl/jsp/soaprouter.jsp',
        call: 'xtk:session#Logon',
        status: 200,
        body: `<E><Fault><faultstring>${group} XSV-350012</faultstring></Fault></E>`,
      },
      {
        url: 'https://usermanagement.adobe.io/v2/usermanagement/groups/x/0',
        status: 200,
        body: JSON.stringify({ groups: [{ groupName: group, type: group, [group]: 1 }] }),
      },
    ],
  );
  expect(text).not.toMatch(/delivery|operators|prod\b|Campaign Service/i);
  expect(text).toContain('XSV-350012');
});

test('what is split over elements, fields of JSON and segments of a path is no more than its lengths', () => {
  const letters = 'janedoe'.split('');
  const text = captured(
    [
      hop(page(...letters.map((letter) => element({ id: letter, name: letter }, letter)))),
      hop({ url: `https://prod.example.com/${letters.join('/')}?${letters.map((letter) => `${letter}=1`).join('&')}` }),
    ],
    {},
    [
      {
        url: 'https://usermanagement.adobe.io/v2/usermanagement/organizations/x/users/y',
        status: 200,
        body: JSON.stringify({ user: Object.fromEntries(letters.map((letter) => [`${letter}.`, letter])) }),
      },
    ],
  );
  const names = [...text.matchAll(/"(?:id|name)": "([^"]*)"/g)].map(([, name = '']) => name);
  expect(names.join('')).not.toMatch(/j.{0,2}n.{0,2}e.{0,2}d/i);
});
