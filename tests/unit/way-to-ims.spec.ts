import { hasComeAsFar, wasLedAlike, wayToIms } from '../../fixtures/evidence/journey/way-to-ims.ts';
import type { Hop } from '../../fixtures/evidence/facts/hops.ts';
import { expect, test } from './unit-test.ts';

const instance = 'https://prod.example.com';
const at = (ms: number, path: string, status: number): Hop => ({
  at: ms,
  kind: 'campaign',
  method: 'GET',
  url: instance + path,
  status,
});
const ims = (ms: number): Hop => ({ ...at(ms, '', 302), kind: 'ims', url: 'https://ims.example.com/ims/authorize/v2' });

const pressed = [
  at(10, '/view/home', 302),
  at(30, '/nl/jsp/logon.jsp?target=%2Fview%2Fhome', 200),
  at(330, '/ims', 302),
];

test('the way to IMS ends at the last page of the instance, and says for how long that stood there', () => {
  const way = wayToIms([...pressed, ims(340), at(900, '/view/home', 200)]);
  expect(way.documents.map(({ url }) => new URL(url).pathname)).toEqual(['/view/home', '/nl/jsp/logon.jsp']);
  expect(way.stayedMs).toBe(300);
});

test('a page that goes to IMS by itself stood there until then', () => {
  expect(wayToIms([at(5, '/view/home', 200), ims(1505)]).stayedMs).toBe(1500);
});

test('redirects alone are no page, and a journey that never left has no way', () => {
  for (const hops of [[], [at(10, '/view/home', 302), ims(20)], [at(10, '/view/home', 200)]]) {
    expect(wayToIms(hops)).toMatchObject({ documents: [], stayedMs: 0 });
    expect(hasComeAsFar([at(1, '/view/home', 200)], wayToIms(hops))).toBe(false);
  }
});

test('what a page asks for in the background is no document of the way', () => {
  const hops: readonly Hop[] = [at(5, '/view/home', 200), { ...at(7, '/x', 500), background: true }, ims(25)];
  expect(wayToIms(hops)).toMatchObject({ documents: [{ status: 200 }], stayedMs: 20 });
});

const gated = [at(1, '/view/home', 200), at(400, '/view/home', 200), ims(900)];

for (const [title, mine, isAsFar] of [
  [
    'the same pages, whatever their parameters',
    [at(2, '/view/home', 302), at(9, '/nl/jsp/logon.jsp?target=x', 200)],
    true,
  ],
  ['fewer', [at(2, '/view/home', 302)], false],
  ['another page', [at(2, '/view/home', 302), at(9, '/gate', 200)], false],
  ['the same page with another answer', [at(2, '/view/home', 302), at(9, '/nl/jsp/logon.jsp', 403)], false],
] as const) {
  test(`another browser that was given ${title} has ${isAsFar ? '' : 'not '}come as far`, () => {
    expect(hasComeAsFar(mine, wayToIms([...pressed, ims(340)]))).toBe(isAsFar);
  });
}

test('who stands at a gate’s page has not come as far, though the page behind has the same address', () => {
  expect(hasComeAsFar([at(1, '/view/home', 200)], wayToIms(gated))).toBe(false);
  expect(hasComeAsFar(gated, wayToIms(gated))).toBe(true);
});

test('another client was led alike where it was shown the same pages in the same order and no other', () => {
  const way = wayToIms([...pressed, ims(340)]);
  const [page, gate] = [at(3, '/nl/jsp/logon.jsp?target=x', 200), at(2, '/gate', 200)];
  const redirect = at(4, '/start', 307);
  expect(wasLedAlike([page], way)).toBe(true);
  expect(wasLedAlike([redirect, page, redirect, redirect], way)).toBe(true);
  for (const other of [
    [],
    [redirect],
    [gate],
    [gate, page],
    [page, gate],
    [page, page],
    [at(3, '/nl/jsp/logon.jsp', 403)],
  ]) {
    expect(wasLedAlike(other, way)).toBe(false);
  }
});

test('where redirects alone led to IMS, whoever is shown anything was led otherwise', () => {
  const redirect = at(10, '/view/home', 302);
  const way = wayToIms([redirect, at(15, '/start', 307), ims(20)]);
  expect(wasLedAlike([redirect], way)).toBe(true);
  expect(wasLedAlike([at(12, '/gate', 200)], way)).toBe(false);
});

test('what was shown to the login and is no page of the instance’s own has to be shown to the other as well', () => {
  const redirect = at(10, '/view/home', 302);
  const { status: _, ...unanswered } = redirect;
  for (const shown of [at(12, '/gate', 200), at(12, '/gate', 204), at(12, '/gate', 403), unanswered]) {
    const way = wayToIms([shown, redirect, ims(20)]);
    expect(wasLedAlike([redirect], way)).toBe(false);
    expect(wasLedAlike([shown, redirect], way)).toBe(true);
  }
});
