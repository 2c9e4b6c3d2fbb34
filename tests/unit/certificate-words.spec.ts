import { expect, test } from './unit-test.ts';
import { certificateFinding } from '../../fixtures/diagnosis/outcomes/certificate.ts';
import type { CertificateFacts, Journey } from '../../fixtures/evidence/facts/journey.ts';
import { journey, toCampaign } from './evidence-builder.ts';

const sound: CertificateFacts = {
  host: 'prod.example.com',
  subject: 'CN=the subject',
  issuer: 'An Authority',
  names: ['prod.example.com', 'www.example.com'],
  namesHost: true,
  validFrom: '2025-06-01T00:00:00.000Z',
  validTo: '2026-06-01T00:00:00.000Z',
  isSelfSigned: false,
};

function refusedFor(failure: string, certificate?: Partial<CertificateFacts>): Journey {
  return journey([toCampaign], {
    ending: { how: 'no-answer', failure },
    ...(certificate && { certificate: { ...sound, ...certificate } }),
  });
}

interface Fault {
  readonly failure: string;
  readonly certificate: Partial<CertificateFacts>;
  readonly actual: string;
  readonly remedy: string;
}

const renew = 'Renew the certificate of prod.example.com.';
const faults: readonly Fault[] = [
  {
    failure: 'net::ERR_CERT_DATE_INVALID',
    certificate: { validTo: '2025-12-31T00:00:00.000Z' },
    actual: 'it expired on 2025-12-31',
    remedy: renew,
  },
  {
    failure: 'net::ERR_CERT_DATE_INVALID',
    certificate: { validFrom: '2026-01-02T00:00:00.000Z' },
    actual: 'it is valid only from 2026-01-02',
    remedy: 'Check the clocks of this machine and of whoever issued the certificate.',
  },
  {
    failure: 'net::ERR_CERT_COMMON_NAME_INVALID',
    certificate: { namesHost: false },
    actual: 'it is for another name: prod.example.com, www.example.com',
    remedy: 'Give prod.example.com a certificate that names it, or correct the address.',
  },
  {
    failure: 'net::ERR_CERT_COMMON_NAME_INVALID',
    certificate: { namesHost: false, names: [] },
    actual: 'it is for another name: CN=the subject',
    remedy: 'Give prod.example.com a certificate that names it, or correct the address.',
  },
  {
    failure: 'net::ERR_CERT_AUTHORITY_INVALID',
    certificate: {},
    actual: 'its authority is not trusted here: An Authority',
    remedy: 'TRUSTED_CERTIFICATES',
  },
  {
    failure: 'net::ERR_CERT_AUTHORITY_INVALID',
    certificate: { isSelfSigned: true },
    actual: 'it is self-signed, and not trusted here',
    remedy: 'somebody may be intercepting the connection',
  },
  {
    failure: 'net::ERR_CERT_WEAK_KEY',
    certificate: {},
    actual: 'the browser does not accept it (net::ERR_CERT_WEAK_KEY)',
    remedy: 'Ask whoever runs prod.example.com to check it.',
  },
];

for (const { failure, certificate, actual, remedy } of faults) {
  test(`a certificate that is refused for ${failure}: ${actual}`, () => {
    const finding = certificateFinding(refusedFor(failure, certificate));
    expect(finding?.actual).toBe(actual);
    expect(finding?.remedy).toContain(remedy);
    expect(finding).toMatchObject({
      setting: 'TLS certificate of prod.example.com',
      expected: 'a certificate for prod.example.com, valid on 2026-01-01, from an authority that this machine trusts',
      owner: 'whoever runs prod.example.com, or the proxy in front of it',
    });
    expect(finding?.evidence[0]).toBe(`The browser refused the connection: ${failure}.`);
  });
}

test('what the certificate is for, who issued it and its days are shown, and two faults are two', () => {
  const finding = certificateFinding(
    refusedFor('net::ERR_CERT_DATE_INVALID', { validTo: '2025-12-31T00:00:00.000Z', namesHost: false, names: [] }),
  );
  expect(finding?.actual).toBe('it expired on 2025-12-31; it is for another name: CN=the subject');
  expect(finding?.remedy).toBe(`${renew} Give prod.example.com a certificate that names it, or correct the address.`);
  expect(finding?.evidence[1]).toBe(
    'The certificate: for CN=the subject; issued by An Authority; valid from 2025-06-01 to 2025-12-31.',
  );
});

test('a certificate is accused only where the browser did not go on because of it, and somebody saw it', () => {
  expect(certificateFinding(refusedFor('net::ERR_CONNECTION_RESET', {}))).toBeUndefined();
  expect(certificateFinding(refusedFor('net::ERR_CERT_DATE_INVALID'))).toBeUndefined();
  expect(certificateFinding(journey([toCampaign], { certificate: sound }))).toBeUndefined();
});
