import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mulberry32 } from '../fixtures/lab/chance.ts';

const soundFleet = `run:
  IMS_SIGN_IN: once
shared:
  KIND: stage
  IMS_SCOPE: openid,AdobeID
  PROVISIONED_SCOPES: [openid, AdobeID]
instances:
  ok: { URL: "https://ok.example.com", SOAP_USER: reader, SOAP_PASSWORD: "\${HOME}" }
  other:
    URL: https://other.example.com
    ASSOCIATION_MASK: "Campaign - (.*)"
`;

/** What somebody does to a fleet file: a line of it is another one, or there is one more. */
const slips = [
  ...[
    '  IMS_USER_PASSWORD: Hidden4Pass',
    '    IMS_USER_PASSWORD: "Hidden4Pass${HOME}"',
    '    SOAP_PASSWORD: [Hidden4Pass]',
  ],
  ...[
    '  KIND: &a {',
    '\tKIND: stage',
    '  <<: *a',
    '  - Hidden4Pass',
    '---',
    '? Hidden4Pass',
    '  URL: !!binary Hidden4Pass',
    '"Hidden4Pass',
  ],
  ...[
    '',
    '  ok:',
    'Hidden4Pass',
    '  KIND: |',
    '    KIND: stage # no',
    '  __proto__: { URL: x }',
    'constructor: 1',
    '\u0000',
    '\uFEFF',
    '[[[[[',
  ],
];

/** Fleet files, one as it should be and others with a slip or two. */
function spoiltFleets(folder: string): readonly string[] {
  const chance = mulberry32(7);
  const pick = (from: number): number => Math.floor(chance() * from);
  return Array.from({ length: 24 }, (_, index) => {
    const lines = soundFleet.split('\n');
    for (let slip = 0; slip < index % 3; slip++)
      lines.splice(pick(lines.length), pick(2), slips[pick(slips.length)] ?? '');
    const name = `fleet-${String(index)}.yaml`;
    writeFileSync(join(folder, name), lines.join('\n'));
    return name;
  });
}

/** Files of every kind that a setting can name, in a folder of the test’s own. */
export function filesIn(folder: string): readonly string[] {
  mkdirSync(join(folder, 'a-folder'), { recursive: true });
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'broken.json'), '{"clientId": ');
  writeFileSync(join(folder, 'other.json'), '{"another": 1, "risks": 2}');
  writeFileSync(join(folder, 'list.json'), '[]');
  writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  writeFileSync(join(folder, 'utf16.env'), Buffer.from('\uFEFFLAB="never"\n', 'utf16le'));
  const fleets = spoiltFleets(folder);
  writeFileSync(join(folder, 'hash.env'), 'CAMPAIGN_OK_ASSOCIATION_MASK=a # b\nIMS_USER_PASSWORD=ab#cd\n');
  writeFileSync(join(folder, 'huge'), '');
  truncateSync(join(folder, 'huge'), 20_000_000_000);
  const names = [
    'a-folder',
    'empty',
    'broken.json',
    'other.json',
    'list.json',
    'broken.pem',
    'utf16.env',
    'hash.env',
    ...fleets,
    'huge',
  ];
  const paths = [
    ...names.map((name) => join(folder, name)),
    join(folder, 'missing'),
    join(folder, 'empty', 'below'),
    'x'.repeat(5000),
  ];
  if (process.platform === 'win32') return paths;
  symlinkSync('loop', join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  return [
    ...paths,
    join(folder, 'loop'),
    join(folder, 'pipe'),
    '/dev/zero',
    '/dev/null',
    '/dev/stdin',
    '/proc/self/mem',
    '/proc/kmsg',
  ];
}
