import { expect, test } from './unit-test.ts';
import { isNameOf, whoIsNamed, type NamingFacts } from '../../fixtures/evidence/journey/page/naming.ts';

const name = 'Jane.Probe@example.com';

for (const [shown, isOurs] of [
  ['jane.probe@example.com', true],
  ['j•••@example.com', true],
  ['ja***be@example.com', true],
  ['j***@e***.com', true],
  ['j…@example.com', true],
  ['jane...@example.com', true],
  ['•••@•••', false],
  ['j•••@example.org', false],
  ['k•••@example.com', false],
  ['jane.probe@example.com.evil.example', false],
  ['***', false],
  ['help@example.com', false],
  ['jane.probe•••jane.probe@example.com', false],
] as const) {
  test(`${shown} is ${isOurs ? '' : 'not '}the name of the account`, () => {
    expect(isNameOf(shown, name)).toBe(isOurs);
  });
}

test('a mask that is made to be hard to compare is compared at once', () => {
  const hard = `${'a*'.repeat(90)}@`;
  expect(isNameOf(hard, `${'a'.repeat(300)}@example.com`)).toBe(false);
});

const nothing: NamingFacts = { isUnclear: false, fixed: [], lines: [], url: 'https://sso.example.com/password' };

for (const [what, facts, isToldBefore, naming] of [
  ['nothing says', {}, false, 'nobody'],
  ['the name was typed before', {}, true, 'ours'],
  ['an empty field beats what was typed before', { field: '' }, true, 'to-type'],
  ['a field with another name is typed over', { field: 'CORP\\' }, true, 'to-type'],
  ['the field has the name', { field: 'jane.probe@EXAMPLE.com' }, false, 'ours'],
  ['several empty fields', { field: '', isUnclear: true }, true, 'unclear'],
  ['a line of the page has it', { lines: ['Hello', 'Signing in as jane.probe@example.com'] }, false, 'ours'],
  ['a line has it masked', { lines: ['j•••@example.com'] }, false, 'ours'],
  ['a line has an address of the service desk', { lines: ['help@example.com'] }, false, 'nobody'],
  ['a hidden field has it', { fixed: [{ value: name, isShown: false, isName: false }] }, false, 'ours'],
  ['a field shows another', { fixed: [{ value: 'max@example.com', isShown: true, isName: false }] }, true, 'another'],
  [
    'a hidden field for the name has another',
    { fixed: [{ value: 'max@example.com', isShown: false, isName: true }] },
    true,
    'another',
  ],
  [
    'a hidden field has the service desk',
    { fixed: [{ value: 'help@example.com', isShown: false, isName: false }] },
    true,
    'ours',
  ],
  ['the redirect carries it', { url: 'https://sso.example.com/?login_hint=jprobe' }, false, 'ours'],
  ['the fragment carries it', { url: 'https://sso.example.com/#/?username=jprobe' }, false, 'ours'],
  ['the redirect carries an empty one', { url: 'https://sso.example.com/?login_hint=' }, false, 'nobody'],
  ['the redirect carries something else', { url: 'https://sso.example.com/?client=jprobe' }, false, 'nobody'],
] as const) {
  test(`whose password a page asks for: ${what}`, () => {
    expect(whoIsNamed({ ...nothing, ...facts }, name, isToldBefore)).toBe(naming);
  });
}
