import { stripVTControlCharacters } from 'node:util';
import { expect, test } from './unit-test.ts';
import stringWidth from 'string-width';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Judged } from '../../fixtures/report/judgement.ts';
import { mostLines } from '../../fixtures/report/terminal/blocks.ts';
import { amissAgain, checkedTotals, summary, totals } from '../../fixtures/report/terminal/index.ts';
import { cameBack, known, soundFacts, signedInAt } from './evidence-builder.ts';

const plain = { colours: false, width: 80 };

const passing: Judged = diagnose({
  ...soundFacts(),
  journey: signedInAt(),
});
const notProbed: Judged = { ...diagnose(soundFacts()), instance: 'later' };

function failing(changes: Partial<Judged> = {}): Judged {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const text = 'Login does not have any right matching the expression';
  return { ...diagnose({ ...facts, journey: cameBack({}, { text }) }), instance: 'broken', ...changes };
}

/** One cause of a failing instance, with other words. */
function withCause(changes: Partial<Judged['causes'][number]>): Judged {
  const judged = failing();
  return { ...judged, causes: judged.causes.map((cause) => ({ ...cause, ...changes })) };
}

test('a block says which instance and setting, how far the login came, then expected, actual, fix, who and why, in this order', () => {
  const lines = summary([passing, failing()], plain).text.split('\n');
  expect(lines[0]).toBe('FAIL broken: no matching operator group — Association mask (confirmed)');
  const labels = lines.flatMap((line) => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
  expect(labels).toEqual(['way', 'expected', 'actual', 'fix', 'who', 'why']);
  expect(lines).toContain('  actual    Campaign␣␣- prod - (.*)');
  expect(lines[1]).toBe('  way       Campaign ✓ → IMS ✓ → sign-in ✓ → IMS ✓ → callback ✓ → Campaign ✗');
  expect(lines[2]).toBe('            association mask');
});

test('what passes is not told again, and a run in which all passes has no blocks', () => {
  expect(summary([passing], plain).text).toBe('');
  expect(amissAgain([passing, notProbed], plain)).toEqual([]);
});

test('instances with the same causes and values share a block that is headed by their names', () => {
  const other = withCause({ actual: 'another mask' });
  const text = summary([failing(), failing({ instance: 'second' }), { ...other, instance: 'third' }], plain).text;
  expect(text.match(/^FAIL .*/gm)).toEqual([
    'FAIL broken, second: no matching operator group — Association mask (confirmed)',
    'FAIL third: no matching operator group — Association mask (confirmed)',
  ]);
});

test('a fix is shown as a whole where the block has room for it, and cut where it has none', () => {
  const fix = `${'Compare the field with what Adobe provisioned. '.repeat(6)}Then restart the server.`;
  const text = (judged: Judged): string => summary([judged], plain).text.replace(/\s+/g, ' ');
  expect(text(withCause({ remedy: fix }))).toContain('Then restart the server.');
  const long = 'eine sehr lange Erklärung, die niemand zu Ende liest, '.repeat(40);
  expect(text(withCause({ remedy: fix, actual: long }))).not.toContain('Then restart the server.');
});

test('a block keeps within the columns and the lines of a screen, whatever stands in it', () => {
  const long = 'eine sehr lange Erklärung, die niemand zu Ende liest, '.repeat(40);
  const wide = '式に一致する権限がありません'.repeat(20);
  const judged = [
    withCause({ remedy: long, owner: long, expected: long, evidence: [long] }),
    withCause({ remedy: wide, evidence: [wide], expected: wide }),
    failing({ causes: Array.from({ length: 14 }, () => failing().causes).flat() }),
    failing({ causes: [], seen: [long, wide, long, long], summary: long }),
    failing({ causes: [], seen: [long, wide, long], summary: long, advice: { remedy: long, owner: long } }),
    failing({
      instance: long.replace(/\P{L}+/gu, '-'),
      causes: [],
      seen: [long, wide, long],
      summary: long,
      advice: { remedy: wide, owner: wide },
    }),
    failing({ instance: 'an-instance-with-a-name-that-is-longer-than-any-line-of-a-terminal-would-ever-want-to-be' }),
  ];
  for (const [index, one] of judged.entries()) {
    const lines = summary([{ ...one, instance: `${one.instance}-${String(index)}` }], plain).text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(mostLines);
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
  }
});

test('a long list that is expected is shortened, and the value that is wrong is never cut', () => {
  const scopes = Array.from({ length: 30 }, (_, index) => `additional_info.scope_${String(index)}`);
  const text = summary(
    [withCause({ expected: `only provisioned scopes: ${scopes.join(',')}`, actual: scopes.join(',') })],
    plain,
  ).text;
  expect(text).toMatch(
    /expected {2}only provisioned scopes: additional_info\.scope_0,\s+additional_info\.scope_1 and 28 more/,
  );
  for (const scope of scopes) expect(text).toContain(scope);
  expect(text.replaceAll(/\n {12}/g, '')).toContain(`actual    ${scopes.join(',')}`);
  expect(text).toMatch(/^ {2}who /m);
});

test('a request stands in the report, and is no reason', () => {
  const text = summary(
    [withCause({ evidence: ['Sent without a user: GET https://ims.example.com/x', 'A reason.'] })],
    plain,
  ).text;
  expect(text).toContain('why       A reason.');
  expect(text).not.toContain('https://ims.example.com');
});

test('what two sources say differently is said once, also where all passes', () => {
  const side = { value: 'x', source: 'a source', via: 'live', at: '2026-02-03T04:05:00.000Z' } as const;
  const differing = { ...passing, disagreements: [{ setting: 'Association mask', used: side, other: side }] };
  const text = summary([differing, { ...differing, instance: 'second' }], plain).text;
  expect(text.match(/note /g)).toHaveLength(1);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'prod, second: Association mask: “x” (a source, 2026-02-03 04:05) is used;',
  );
});

test('colours are for terminals, and change no letter', () => {
  const coloured = summary([failing()], { ...plain, colours: true }).text;
  expect(coloured).toContain('\u001B[31m');
  expect(stripVTControlCharacters(coloured)).toBe(summary([failing()], plain).text);
});

test('the last lines name what is amiss once more, and count what was probed, accepted and left out', () => {
  const accepted = failing({ instance: 'known', accepted: true });
  expect(amissAgain([passing, failing(), accepted, notProbed], plain).map(({ text }) => text)).toEqual([
    '✗ broken  no matching operator group — Association mask (confirmed)',
    '! accepted: known',
  ]);
  expect(totals([passing, failing(), accepted, notProbed], 'instances').text).toBe(
    '3 of 4 instances probed, 1 pass, 1 fail, 1 accepted, 0 inconclusive. Not probed: later.',
  );
  // A shard of a large fleet leaves hundreds to others.
  const many = Array.from({ length: 250 }, (_, index) => ({ ...notProbed, instance: `i${String(index)}` }));
  expect(totals([passing, ...many], 'instances').text).toMatch(/Not probed: i0, .*, i11 and 238 more\.$/);
});

test('the totals of a look without a login count no pass, and say that no login was made', () => {
  const found = [
    { instance: 'a', amiss: [], checked: 7, of: 10 },
    { instance: 'b', amiss: ['IMS scope: …'], checked: 7, of: 10 },
    { instance: 'c', amiss: [], checked: 0, of: 10 },
  ];
  expect(checkedTotals(found, 4, 'instances').text).toBe(
    '3 of 4 instances checked, 1 with nothing wrong found, 1 with something wrong, 1 where nothing was checked. No login was made.',
  );
});
