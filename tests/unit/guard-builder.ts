import type { SessionCookie } from '../../fixtures/evidence/account/types.ts';

export const cookies: readonly SessionCookie[] = [
  {
    name: 'ims_sid',
    value: 'x',
    domain: 'adobe.com',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: true,
    sameSite: 'None',
  },
];
export const end = { outcome: 'credentials-rejected', instance: 'prod', reason: 'refused' };
