import { expect, test } from './unit-test.ts';
import { findingOfThisMachine, networkFinding } from '../../fixtures/diagnosis/readings/network-finding.ts';
import {
  networkWords,
  type NetworkSpeaker,
  type NetworkTrouble,
} from '../../fixtures/diagnosis/readings/network-words.ts';
import { plainText } from '../../fixtures/diagnosis/readings/messages.ts';
import { owners } from '../../fixtures/diagnosis/types.ts';
import { said, everySaying } from './network-sayings.ts';

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
  [
    'broken-answer',
    'not valid HTTP',
    ['another network', 'proxy or firewall', 'HTTP/2'],
    ['another network', 'HTTP/2'],
  ],
  ['unsaid', 'does not say why', ['ERR_NAME_NOT_RESOLVED', 'DNS', 'firewall'], ['spelling', 'DNS', 'HTTPS_PROXY']],
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
