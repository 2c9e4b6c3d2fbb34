import { expect, test } from './unit-test.ts';
import { diagnose, type Diagnosis } from '../../fixtures/diagnosis/index.ts';
import { toProve } from '../../fixtures/diagnosis/remedies.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import {
  bareFacts,
  cameBack,
  hop,
  journey,
  known,
  page,
  signedInAt,
  soundFacts,
  toCampaign,
  toIms,
} from './evidence-builder.ts';

const noRight = cameBack({}, { text: 'Login does not have any right matching the expression' });
const toAdobeCom = journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/')], {
  page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
});
const refusedCode = cameBack({ status: 500 }, { text: 'Error' });
const signedIn = signedInAt();
const nowhere = journey([toCampaign], { page: page({ text: 'hello' }) });

function diagnosed(change: (facts: Evidence) => void, taken: Journey = noRight): Diagnosis {
  const facts = soundFacts();
  change(facts);
  return diagnose({ ...facts, journey: taken });
}

const account = 'Administration › Platform › External accounts › Adobe_Marketing_Cloud';
const set = (label: string, value: string): string =>
  `Set ${label} to \`${value}\` in ${account}, then restart the server.`;

/** What is wrong, and how the remedy for it begins: with the value, and the way to where it is set. */
const wrong: readonly (readonly [string, (facts: Evidence) => void, string])[] = [
  [
    'association-mask',
    ({ externalAccount }) => (externalAccount.associationMask = known('Campaign  - prod - (.*)')),
    set('Association mask', 'Campaign - prod - (.*)'),
  ],
  [
    'ims-server-url',
    ({ externalAccount }) => (externalAccount.imsServer = known('ims-na1.adobelogn.com')),
    set('IMS server', 'https://ims-na1.adobelogin.com'),
  ],
  [
    'client-id',
    ({ externalAccount }) => (externalAccount.clientId = known('Other')),
    set('IMS client identifier', 'Campaign1'),
  ],
  [
    'callback-url',
    ({ externalAccount }) => (externalAccount.callbackServer = known('http://prod.example.com')),
    set('Callback server', 'https://prod.example.com'),
  ],
  [
    'scopes',
    ({ externalAccount }) => (externalAccount.scopes = known('openid,AdobeId,session,dam-read')),
    `In IMS scope of ${account}, replace \`AdobeId\` with \`AdobeID\` and remove \`dam-read\`, then restart the server. The field then reads \`openid,AdobeID,session\`.`,
  ],
  [
    'product-context',
    ({ externalAccount }) => (externalAccount.productContext = known('dma_tartan')),
    set('Product context', 'dma_campaign_classic'),
  ],
  [
    'product-context',
    ({ provisioned }) => (provisioned.productContext = known('dma_campaign')),
    'Ask Adobe to set the product context of client `Campaign1` to `dma_campaign_classic`',
  ],
];

for (const [cause, change, remedy] of wrong) {
  test(`the remedy for ${cause} carries the value and the way to it: ${remedy.slice(0, 60)}`, () => {
    expect(diagnosed(change).causes.find((one) => one.cause === cause)?.remedy).toContain(remedy);
  });
}

test('duplicates are named, and of a profile that is missing the name that it needs', () => {
  const twice = diagnosed(
    ({ externalAccount }) => (externalAccount.enabledAccounts = known(['Adobe_Marketing_Cloud', 'copy'])),
  );
  expect(twice.causes.find(({ cause }) => cause === 'external-account')?.remedy).toContain(
    '`Adobe_Marketing_Cloud` and `copy`',
  );
  const renamed = diagnosed((facts) => (facts.operatorGroups = known(['administrators'])));
  expect(renamed.causes.find(({ cause }) => cause === 'operator-groups')?.remedy).toContain(
    'such as `Campaign - prod - administrators`',
  );
});

test('a secret is never shown: the remedy says whose it is, and where it goes', () => {
  const { causes } = diagnosed(
    ({ externalAccount }) => (externalAccount.clientSecret = known({ present: false, blankAtAnEnd: false })),
    refusedCode,
  );
  expect(causes[0]?.remedy).toContain(
    `Enter the secret of client \`Campaign1\` again in IMS client secret of ${account}`,
  );
});

test('a restart says what the server sends afterwards', () => {
  const { causes } = diagnosed(({ externalAccount }) => (externalAccount.scopes = known('openid,AdobeID')), signedIn);
  expect(causes[0]).toMatchObject({ cause: 'server-restart' });
  expect(causes[0]?.remedy).toContain('After the restart the server should send IMS scope `openid,AdobeID`.');
});

test('a suspicion says which variables would turn it into proof, and a proof does not', () => {
  for (const taken of [noRight, toAdobeCom, refusedCode]) {
    for (const { certainty, remedy } of diagnose({ ...bareFacts(), journey: taken }).causes) {
      expect([certainty, remedy]).toEqual([
        'suspected',
        expect.stringContaining(
          'To prove it, set NOT_DECLARED: a value that you can copy, which needs no further access.',
        ),
      ]);
    }
  }
  const [proved] = diagnosed(
    ({ externalAccount }) => (externalAccount.associationMask = known('Campain - prod - (.*)')),
  ).causes;
  expect(proved?.remedy).not.toContain('To prove it');
});

test('what would prove a suspicion comes with the reason why it is the cheapest way', () => {
  expect(toProve([])).toBe('');
  expect(toProve(['a package'])).toBe('');
  expect(toProve(['A', 'B', 'A'])).toBe(
    ' To prove it, set A and B: values that you can copy, which needs no further access.',
  );
  expect(toProve(['A', 'B', 'C'])).toContain('an operator for SOAP would read those of Campaign at once');
});

test('whoever could not tell says what was in the way, the variable, the fix and the person', () => {
  const unread = diagnosed((facts) => {
    facts.externalAccount.imsServer = { known: false, why: 'unreadable', source: 'Campaign over SOAP: HTTP 403' };
    facts.sources = [
      {
        source: 'Campaign over SOAP',
        via: 'live',
        at: '',
        read: false,
        detail: 'it refused the operator',
        variables: ['CAMPAIGN_PROD_SOAP_USER'],
      },
    ];
  }, signedIn);
  for (const words of ['Campaign over SOAP could not be read (it refused the operator)', 'CAMPAIGN_PROD_SOAP_USER']) {
    expect(unread.advice?.remedy).toContain(words);
  }
  expect(diagnosed(() => undefined, nowhere).advice?.remedy).toContain('CAMPAIGN_PROD_LOGIN_PATH');
  for (const { verdict, advice } of [
    unread,
    diagnosed(() => undefined, nowhere),
    diagnosed(() => undefined, toAdobeCom),
  ]) {
    expect(verdict).toBe('inconclusive');
    expect(advice?.owner).not.toBe('');
  }
});

test('no advice stands beside a cause, and none where all is well', () => {
  expect(diagnosed(() => undefined, signedIn)).not.toHaveProperty('advice');
  expect(diagnose({ ...bareFacts(), journey: noRight })).not.toHaveProperty('advice');
});

/** Words that no user reads in a remedy or a summary. */
const neverSaid = /\b(?:mend\w*|blanks?|is no [a-z]|let it|amiss)\b/i;

test('remedies and summaries are plain English', () => {
  const changes = wrong.map(([, change]) => diagnosed(change));
  const others = [noRight, toAdobeCom, refusedCode, nowhere].map((taken) =>
    diagnose({ ...bareFacts(), journey: taken }),
  );
  for (const { summary, causes, advice } of [...changes, ...others]) {
    for (const text of [summary, advice?.remedy ?? '', ...causes.map(({ remedy }) => remedy)]) {
      expect(text).not.toMatch(neverSaid);
    }
  }
});
