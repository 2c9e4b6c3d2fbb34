import { expect, test } from './unit-test.ts';

async function failureOf(claim: () => unknown): Promise<string> {
  try {
    await claim();
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  }
  return 'nothing failed';
}

const claims: readonly (readonly [string, () => unknown])[] = [
  [
    'a value',
    () => {
      expect(1, 'the count').toBe(2);
    },
  ],
  [
    'a value that is not to be',
    () => {
      expect(1, 'the count').not.toBe(1);
    },
  ],
  ['a promise', () => expect(Promise.resolve(1), 'the count').resolves.toBe(2)],
  ['a promise that is not rejected', () => expect(Promise.resolve(1), 'the count').rejects.toThrow('no')],
];

for (const [name, claim] of claims) {
  test(`the failure of ${name} says first what it is about, and where`, async () => {
    const failure = await failureOf(claim);
    expect(failure).toMatch(/^the count\n\n.*expect.*received/);
    expect(/^ +at .*/m.exec(failure)?.[0] ?? '').toContain('expect.spec.ts');
  });
}

test('without a message a failure says what differs', async () => {
  const failure = await failureOf(() => {
    expect({ a: [1] }).toEqual({ a: [2] });
  });
  for (const part of ['toEqual', '- Expected', '+ Received', 'expect.spec.ts']) expect(failure).toContain(part);
});

test('what holds says nothing', () => {
  expect({ a: [1] }, 'the same').toEqual({ a: [1] });
  expect(1, 'another one').not.toBe(2);
});
