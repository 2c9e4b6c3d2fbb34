import { expect, test } from './unit-test.ts';
import { redactText, redactUrl } from '../../fixtures/evidence/redact.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { draw } from '../../fixtures/lab/chance.ts';
import { hostilePieces, isSwift, long, million, readersOfText } from '../fire/foreign-text.ts';

/** Another seed is another sample; `npm run fire` takes all of them, and of a million characters. */
const seed = 20_261_126;

/** Whoever goes through these once for each of them takes minutes as well. */
const many = 400_000;

for (const [index, [name, read]] of Object.entries(readersOfText).entries()) {
  test(`${name} takes no longer than its text is long`, async () => {
    const slow: string[] = [];
    for (const piece of draw(hostilePieces, 3, seed + index)) {
      if (!(await isSwift(read, long(piece, many)))) slow.push(piece);
    }
    expect(slow).toEqual([]);
  });
}

test('a message with no end of addresses takes no longer than it is long', async () => {
  const addresses = Array.from({ length: 60_000 }, (_, index) => `https://a${String(index)}.b/?c `).join('');
  expect(await isSwift(readMessage, addresses)).toBe(true);
});

test('what is kept of a text is bounded, and its cut end shows nothing that only the whole would have hidden', () => {
  const address = 'probe@lab.example.com';
  for (let before = 3960; before <= 4000; before++) {
    const kept = redactText(`${'a '.repeat(before / 2)}${address}`);
    expect(kept.length).toBeLessThanOrEqual(4001);
    expect(kept, `cut after ${String(before)} characters`).not.toContain('probe');
  }
  const token = `3f2a9c1b7d4e5f60${'a8b9'.repeat(2000)}`;
  expect(redactText(`${'a '.repeat(1990)}${token}`)).not.toContain('3f2a');
  expect(redactText('権限がありません。'.repeat(1000))).toContain('権限がありません');
});

test('an address is bounded, however addresses stand in each other', () => {
  const nested = 'https://a.example.com/?redirect_uri='.repeat(100_000);
  expect(redactUrl(nested).length).toBeLessThan(20_000);
  expect(redactUrl(`https://a.example.com/${'x'.repeat(million)}`).length).toBeLessThan(10_000);
  expect(redactUrl('https://a.example.com/users/probe@lab.example.com/x')).toBe('https://a.example.com/users/…/x');
});
