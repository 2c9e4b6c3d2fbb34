import { expect, test } from './unit-test.ts';
import { controlInWords, readSecret, secretInWords } from '../../fixtures/diagnosis/requests/secret.ts';
import type { SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { client, code, refusedSecret, shown } from './secret-answers.ts';

test('what IMS says to a secret is a line that a person can repeat', () => {
  const said: readonly (readonly [Partial<SecretAnswer>, string])[] = [
    [{ status: 400, error: 'e' }, 'HTTP 400 e'],
    [{ status: 400, error: 'e', description: 'why', debugId: 'id' }, 'HTTP 400 e (“why”) (x-debug-id id)'],
    [{ status: 400, body: 'empty' }, 'HTTP 400 without a body'],
    [{ status: 400, body: 'page' }, 'HTTP 400 with a page'],
    [{ status: 400, body: 'json' }, 'HTTP 400 with JSON that names no error'],
    [{ status: 400, body: 'other' }, 'HTTP 400 with a text that names no error'],
    [{ status: 400 }, 'HTTP 400 with a text that names no error'],
    [{ failure: 'ECONNRESET' }, 'ECONNRESET'],
  ];
  for (const [answer, words] of said) {
    expect(secretInWords(shown(answer))).toBe(
      `Sent without a user: POST https://ims.example.com/t with client_id=C, the stored secret and a code that cannot be valid is answered with ${words}.`,
    );
    expect(controlInWords(shown(answer))).toBe(`to a secret that is certainly wrong it says ${words}`);
  }
});

test('a secret is right or wrong only where IMS’s words, or the difference to an invented one, say so', () => {
  const page = shown({ status: 400, body: 'page' });
  const read: readonly (readonly [SecretAnswer | undefined, SecretAnswer | undefined, string])[] = [
    [undefined, undefined, 'unclear'],
    [undefined, client, 'unclear'],
    [code, undefined, 'right'],
    [code, code, 'unclear'],
    [code, { ...code, error: 'INVALID_GRANT', description: 'other words' }, 'unclear'],
    [code, client, 'right'],
    [code, shown({ failure: 'x' }), 'right'],
    [refusedSecret, client, 'wrong'],
    [refusedSecret, refusedSecret, 'wrong'],
    [client, undefined, 'unclear'],
    [client, code, 'unclear'],
    [shown({ status: 400, error: 'unauthorized_client' }), client, 'right'],
    [shown({ status: 500, error: 'invalid_grant' }), undefined, 'unclear'],
    [shown({ status: 429, error: 'invalid_grant' }), undefined, 'unclear'],
    [shown({ error: 'invalid_grant' }), undefined, 'unclear'],
    [shown({ status: 400, error: 'server_error' }), client, 'unclear'],
    [page, page, 'unclear'],
    [page, { ...page, body: 'json' }, 'right'],
    [page, { ...page, status: 401 }, 'right'],
  ];
  for (const [secret, secretControl, reading] of read) {
    const asked = { ...(secret && { secret }), ...(secretControl && { secretControl }) };
    expect(readSecret(asked), JSON.stringify(asked)).toBe(reading);
  }
});
