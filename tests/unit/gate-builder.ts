import { AllowList } from '../../fixtures/evidence/journey/gate/allow-list.ts';
import type { OutgoingRequest, Typed } from '../../fixtures/evidence/journey/gate/judge-request.ts';
import type { RawBody } from '../../fixtures/evidence/journey/gate/request-body.ts';
import { KnownRequests } from '../../fixtures/evidence/journey/gate/request-shape.ts';
import { disguisesOf } from '../../fixtures/evidence/journey/gate/secret-encoding.ts';
import { Secret } from '../../fixtures/settings/secret.ts';

export const placeholder = 'Pw7-0f1e2d3c4b5a';
export const email = 'probe@lab.example.com';
export const password = 'p"\\a&s=s+ü%4\n☃';
export const sso = 'https://sso.example.com';

export function typedAt(origin: string, more: Partial<Typed> = {}): Typed {
  return {
    origin,
    placeholder,
    disguises: disguisesOf(placeholder),
    secret: new Secret(password),
    email,
    allowed: new AllowList(['sso.example.com', 'api.example.com']),
    known: new KnownRequests(),
    background: '^/signin/v\\d+/(audit|authenticationstate)$',
    stage: 'typed',
    ...more,
  };
}

export const bytes = (body: string | Uint8Array): RawBody => ({ kind: 'bytes', bytes: Buffer.from(body) });

export function request(more: Partial<OutgoingRequest>): OutgoingRequest {
  return {
    method: 'POST',
    url: `${sso}/login`,
    headers: { 'content-type': 'application/json' },
    body: bytes(JSON.stringify({ username: email, password: placeholder })),
    sender: 'document',
    isNavigation: false,
    ...more,
  };
}
