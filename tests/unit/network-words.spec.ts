import { expect, test } from '@playwright/test';
import { findingOfThisMachine, networkFinding } from '../../fixtures/diagnosis/readings/network-finding.ts';
import {
  networkWords,
  type NetworkSpeaker,
  type NetworkTrouble,
} from '../../fixtures/diagnosis/readings/network-words.ts';
import { plainText } from '../../fixtures/diagnosis/readings/messages.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';

/* What machines say when they get no HTTP answer, as it stands in logs and on screens: what is wrong, whose words they are,
   and what the reader is told to do, which is never about another machine than that one. */

const said: Readonly<Record<NetworkTrouble, Partial<Readonly<Record<NetworkSpeaker, readonly string[]>>>>> = {
  proxy: {
    browser: [
      'net::ERR_PROXY_CONNECTION_FAILED',
      'net::ERR_TUNNEL_CONNECTION_FAILED',
      'NS_ERROR_PROXY_CONNECTION_REFUSED',
      'NS_ERROR_UNKNOWN_PROXY_HOST',
    ],
    curl: [
      "curl: (5) Couldn't resolve proxy: proxy.internal",
      'curl: (5) Could not resolve proxy: proxy.internal',
      'curl: (56) Proxy CONNECT aborted',
    ],
    java: [
      'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407"',
      'java.io.IOException: Proxy Authentication Required',
    ],
    campaign: ['IOB-090007 proxy authentication required'],
  },
  'other-name': {
    browser: ['net::ERR_CERT_COMMON_NAME_INVALID', 'SSL_ERROR_BAD_CERT_DOMAIN'],
    node: ['ERR_TLS_CERT_ALTNAME_INVALID', "fetch failed: Hostname/IP does not match certificate's altnames"],
    curl: [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'a.example.com'",
      "curl: (60) SSL: certificate subject name 'b' does not match target host name 'a'",
    ],
    java: [
      'javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateException: No subject alternative DNS name matching a.example.com found',
      'java.security.cert.CertificateException: No name matching a.example.com found',
      'javax.net.ssl.SSLHandshakeException: No subject alternative names present',
    ],
    openssl: ['certificate verify: hostname mismatch'],
  },
  expired: {
    browser: ['net::ERR_CERT_DATE_INVALID', 'SEC_ERROR_EXPIRED_CERTIFICATE'],
    node: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    curl: ['curl: (60) SSL certificate problem: certificate has expired', 'curl: certificate is not yet valid'],
    java: [
      'java.security.cert.CertificateExpiredException: NotAfter: Mon Jan 01',
      'java.security.cert.CertificateNotYetValidException',
    ],
    openssl: ['the certificate expired'],
  },
  untrusted: {
    browser: ['net::ERR_CERT_AUTHORITY_INVALID', 'SEC_ERROR_UNKNOWN_ISSUER'],
    node: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'fetch failed: self-signed certificate in certificate chain',
    ],
    curl: [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'curl: (60) unable to get issuer certificate',
    ],
    java: [
      'sun.security.validator.ValidatorException: PKIX path building failed',
      'PKIX path validation failed',
      'javax.net.ssl.SSLHandshakeException: unable to find valid certification path to requested target',
    ],
    windows: [
      'The remote certificate is invalid according to the validation procedure.',
      'Could not establish trust relationship for the SSL/TLS secure channel.',
    ],
    openssl: [
      'error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed',
      'CERTIFICATE_VERIFY_FAILED',
      'self signed certificate',
      'unable to verify the first certificate',
      'SSL routines: tlsv1 alert unknown ca',
      'the certificate is not trusted',
      'certificate not trusted',
    ],
    campaign: ['IOB-090007 SSL certificate problem (iRc=-53)'],
  },
  tls: {
    browser: ['net::ERR_SSL_PROTOCOL_ERROR', 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'SSL_ERROR_NO_CYPHER_OVERLAP'],
    node: ['write EPROTO 140:error', 'request to https://a.example.com failed, reason: write EPROTO'],
    curl: ['curl: (35) OpenSSL/3.0: error:0A00010B:SSL routines::wrong version number', 'curl: (35) SSL connect error'],
    java: ['javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure'],
    windows: ['The request was aborted: Could not create SSL/TLS secure channel.'],
    openssl: [
      'error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
      'openssl: error in SSL library',
      'SSL routines: TLSv1 alert protocol version',
    ],
  },
  name: {
    browser: ['net::ERR_NAME_NOT_RESOLVED', 'DNS_PROBE_FINISHED_NXDOMAIN', 'NS_ERROR_UNKNOWN_HOST'],
    node: ['getaddrinfo ENOTFOUND a.example.com', 'getaddrinfo EAI_AGAIN a.example.com'],
    curl: ["curl: (6) Couldn't resolve host 'a.example.com'", 'curl: (6) Could not resolve host: a.example.com'],
    java: ['java.net.UnknownHostException: a.example.com'],
    windows: ['No such host is known.', "The remote name could not be resolved: 'a.example.com'"],
    unknown: [
      'Name or service not known',
      'Temporary failure in name resolution',
      'nodename nor servname provided',
      'host not found',
    ],
    campaign: ['nlserver: host not found'],
  },
  refused: {
    browser: ['net::ERR_CONNECTION_REFUSED', 'NS_ERROR_CONNECTION_REFUSED'],
    node: ['connect ECONNREFUSED 127.0.0.1:443'],
    curl: ['curl: (7) Connection refused'],
    java: ['java.net.ConnectException: Connection refused'],
    windows: ['No connection could be made because the target machine actively refused it'],
    unknown: ['Connection refused'],
  },
  reset: {
    browser: [
      'net::ERR_CONNECTION_RESET',
      'net::ERR_CONNECTION_CLOSED',
      'net::ERR_CONNECTION_ABORTED',
      'net::ERR_EMPTY_RESPONSE',
      'NS_ERROR_NET_RESET',
    ],
    node: ['read ECONNRESET', 'write EPIPE', 'socket hang up'],
    curl: ['curl: (56) Recv failure', 'curl: (52) Empty reply from server'],
    java: [
      'java.net.SocketException: Unexpected end of file from server',
      'java.net.SocketException: Connection reset',
    ],
    unknown: [
      'The underlying connection was closed',
      'connection was aborted',
      'Remote end closed connection without response',
    ],
  },
  'time-out': {
    browser: [
      'net::ERR_TIMED_OUT',
      'net::ERR_CONNECTION_TIMED_OUT',
      'page.goto: Timeout 30000ms exceeded',
      'NS_ERROR_NET_TIMEOUT',
    ],
    node: [
      'connect ETIMEDOUT 10.0.0.1:443',
      'ESOCKETTIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'apiRequestContext.get: Timeout 5 ms exceeded',
    ],
    curl: ['curl: (28) Operation timed out', 'curl: (28) Connection timed out', 'curl: Timeout was reached'],
    java: [
      'java.net.SocketTimeoutException',
      'java.net.SocketException: Read timed out',
      'java.io.IOException: connect timed out',
    ],
    unknown: ['connection attempt has timed out', 'request timed-out'],
  },
  unreachable: {
    browser: ['net::ERR_INTERNET_DISCONNECTED', 'net::ERR_ADDRESS_UNREACHABLE', 'net::ERR_NETWORK_CHANGED'],
    node: ['connect EHOSTUNREACH 10.0.0.1', 'connect ENETUNREACH 10.0.0.1'],
    curl: [
      "curl: (7) couldn't connect to server",
      'curl: (7) Failed to connect to a.example.com port 443',
      'curl: could not connect to server',
    ],
    java: ['java.net.NoRouteToHostException'],
    unknown: ['No route to host', 'Network is unreachable'],
  },
};

const everySaying = Object.entries(said).flatMap(([trouble, bySpeaker]) =>
  Object.entries(bySpeaker).flatMap(([speaker, texts]) => texts.map((text) => ({ trouble, speaker, text }))),
);

for (const trouble of Object.keys(said)) {
  test(`words of “${trouble}” are read as that, and as those of who says them`, () => {
    for (const { text, ...words } of everySaying.filter((one) => one.trouble === trouble)) {
      expect(networkWords(plainText(text)), text).toEqual(words);
    }
  });
}

test('what only looks like such words says nothing of a connection that came to nothing', () => {
  for (const text of [
    '',
    'HTTP 200',
    'Invalid login or password. Connection denied.',
    'The IP address via which you are accessing the server is not accepted. Connection refused.',
    'the certificate of the course',
    'our proxy',
    'preconnection',
    'Timeout',
  ]) {
    expect(networkWords(plainText(text)), text).toBeUndefined();
    expect(findingOfThisMachine(text, 'a.example.com'), text).toBeUndefined();
  }
});

/** A trouble, a word of what it is, and what the reader is to look at: on another machine, and on this one. */
const troubles: readonly (readonly [NetworkTrouble, string, there: readonly string[], here: readonly string[]])[] = [
  [
    'proxy',
    'proxy let nothing through',
    ['check the proxy', 'HTTPS_PROXY', 'NO_PROXY'],
    ['Check HTTPS_PROXY', 'NO_PROXY'],
  ],
  [
    'other-name',
    'for another name',
    ['typo', 'a certificate that names it'],
    ['spelling', 'a certificate that names it'],
  ],
  ['expired', 'has expired', ['Renew the certificate', 'clock of'], ['Renew the certificate', 'this machine’s clock']],
  [
    'untrusted',
    'not trusted',
    ['certificate of the authority'],
    ['certificate of the authority', 'TRUSTED_CERTIFICATES'],
  ],
  ['tls', 'TLS', ['TLS 1.2', 'firewall'], ['TLS 1.2', 'firewall']],
  ['name', 'DNS', ['spelling', 'DNS'], ['spelling', 'DNS', 'HTTPS_PROXY']],
  ['refused', 'was refused', ['host and port', 'firewall', '443'], ['is running', 'right port', 'firewall']],
  ['reset', 'was reset', ['firewall or proxy', '443'], ['firewall or proxy', 'HTTPS_PROXY']],
  ['time-out', 'no answer came in time', ['firewall', '443', 'proxy'], ['is running', 'firewall', 'HTTPS_PROXY']],
  ['unreachable', 'no route', ['network connection', 'route'], ['network connection', 'route']],
];

/** Whose words they are, and with them: whose machine it is, its store of certificates, how one is added, and by whom. */
const machines: readonly (readonly [NetworkSpeaker, name: RegExp, store: RegExp, trust: RegExp, owner: string])[] = [
  [
    'campaign',
    /^The Campaign server$/,
    /^The trust store of the Campaign server$/,
    /restart the server/,
    owners.server,
  ],
  ['java', /Java program.*Campaign server/, /^The trust store.*cacerts/, /keytool -importcert/, owners.server],
  [
    'node',
    /Node\.js program.*this machine/,
    /Node\.js program, which is not the system’s/,
    /NODE_EXTRA_CA_CERTS.*TRUSTED_CERTIFICATES/,
    owners.network,
  ],
  [
    'browser',
    /browser runs.*this machine/,
    /this machine and its browser/,
    /this machine’s trust store.*TRUSTED_CERTIFICATES/,
    owners.network,
  ],
  ['curl', /curl ran/, /on which curl ran/, /system’s CA certificates/, owners.network],
  ['windows', /Windows machine/, /that Windows machine/, /Trusted Root Certification Authorities/, owners.network],
  [
    'openssl',
    /that wrote the line/,
    /that wrote the line/,
    /Campaign’s logs.*restart it.*add it here/,
    `whoever runs the machine that wrote the line: ${owners.server}, or ${owners.network}`,
  ],
  ['unknown', /that wrote the line/, /that wrote the line/, /Campaign’s logs.*add it here/, owners.network],
];

for (const [trouble, what, there, here] of troubles) {
  const ofHost = trouble === 'expired' || trouble === 'other-name';
  const ofStore = trouble === 'untrusted';

  test(`“${trouble}” is looked into on the machine whose words they are`, () => {
    for (const [speaker, name, store, trust, owner] of machines) {
      const finding = networkFinding({ trouble, speaker });
      const [line = '', ...more] = finding.evidence;
      expect(more).toEqual([]);
      expect(finding.actual).toContain(what);
      expect(line).toMatch(/^The .* got no HTTP answer: .*\.$/);
      expect(line.replace(/ got no HTTP answer:.*/, ''), speaker).toMatch(name);
      expect(line).toContain(finding.actual);
      for (const words of there) expect(finding.remedy, speaker).toContain(words);
      expect(finding.owner).toBe(ofHost ? 'whoever runs the host that was called' : owner);
      expect(finding.setting).toMatch(ofStore ? store : /^Network$/);
      expect(finding.expected).toMatch(ofStore ? /^a certificate that .* trusts$/ : /^any HTTP answer$/);
      expect(trust.test(finding.remedy), finding.remedy).toBe(ofStore);
    }
  });

  test(`${trouble} of a connection from here is for who runs this probe, or the host`, () => {
    const words = everySaying.find((one) => one.trouble === trouble)?.text ?? '';
    const finding = findingOfThisMachine(words, 'a.example.com');
    expect(finding).toMatchObject({
      setting: trouble === 'proxy' ? 'Proxy (HTTPS_PROXY)' : 'Network',
      expected: 'an HTTP answer from a.example.com to this machine',
      evidence: [`The connection from this machine to a.example.com failed: ${words}.`],
      owner: ofHost ? 'whoever runs a.example.com' : owners.network,
    });
    expect(finding?.actual).toContain(what);
    expect(finding?.actual).toContain(`(${words})`);
    for (const advice of [...here, 'a.example.com']) expect(finding?.remedy).toContain(advice);
  });
}
