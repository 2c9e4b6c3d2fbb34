import type { SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';

/** What IMS said to a secret that was sent without a user. */
export const shown = (more: Partial<SecretAnswer>): SecretAnswer => ({
  url: 'https://ims.example.com/t',
  clientId: 'C',
  ...more,
});

export const code = shown({ status: 400, error: 'invalid_grant' });
export const client = shown({ status: 400, error: 'invalid_client' });
export const refusedSecret = shown({
  status: 400,
  error: 'invalid_client',
  description: 'invalid client_secret parameter',
});
