import type { NetworkSpeaker, NetworkTrouble } from '../../fixtures/diagnosis/readings/network-words.ts';

/* What machines say when they get no HTTP answer, as it stands in logs and on screens: what is wrong, whose words they are,
   and what the reader is told to do, which is never about another machine than that one. */

export const said: Readonly<Record<NetworkTrouble, Partial<Readonly<Record<NetworkSpeaker, readonly string[]>>>>> = {
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
    java: ['java.net.NoRouteToHostException'],
    unknown: ['No route to host', 'Network is unreachable'],
  },
  'broken-answer': {
    browser: [
      'net::ERR_HTTP2_PROTOCOL_ERROR',
      'net::ERR_HTTP_1_1_REQUIRED',
      'net::ERR_QUIC_PROTOCOL_ERROR',
      'net::ERR_INVALID_HTTP_RESPONSE',
      'net::ERR_INVALID_RESPONSE',
      'net::ERR_INVALID_CHUNKED_ENCODING',
      'net::ERR_INCOMPLETE_CHUNKED_ENCODING',
      'net::ERR_CONTENT_LENGTH_MISMATCH',
      'net::ERR_CONTENT_DECODING_FAILED',
      'net::ERR_RESPONSE_HEADERS_TOO_BIG',
      'This site can’t be reached. The webpage might be temporarily down. ERR_HTTP2_PROTOCOL_ERROR',
      'NS_ERROR_NET_HTTP2_SENT_GOAWAY',
      'NS_ERROR_CORRUPTED_CONTENT',
    ],
    node: [
      'Error: request to https://a.example.com/ failed, reason: Parse Error: Expected HTTP/, code: HPE_INVALID_CONSTANT',
      'fetch failed: HPE_INVALID_VERSION',
    ],
    curl: [
      'curl: (92) HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)',
      'curl: (16) Error in the HTTP/2 framing layer',
      'curl: (1) Received HTTP/0.9 when not allowed',
    ],
    java: ['java.net.ProtocolException: Invalid Http response'],
    unknown: ['nghttp2 session error', 'Unsupported HTTP version'],
  },
  unsaid: {
    browser: ['This site can’t be reached', 'Diese Website ist nicht erreichbar', 'Ce site est inaccessible'],
    curl: [
      "curl: (7) couldn't connect to server",
      'curl: (7) Failed to connect to a.example.com port 443',
      'curl: could not connect to server',
    ],
    unknown: ['Unable to connect to the server', 'We can’t connect to the server at a.example.com.'],
  },
};

export const everySaying = Object.entries(said).flatMap(([trouble, bySpeaker]) =>
  Object.entries(bySpeaker).flatMap(([speaker, texts]) => texts.map((text) => ({ trouble, speaker, text }))),
);
