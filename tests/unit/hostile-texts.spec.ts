import { expect, test } from './unit-test.ts';
import { explainMessage } from '../../fixtures/explain/index.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { inLines } from '../../fixtures/domain/errors.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { readMessage } from '../../fixtures/evidence/message.ts';
import { explanation } from '../../fixtures/report/explanation.ts';
import { json } from '../../fixtures/report/outlets/json.ts';
import { hostileEvidence, hostileFile, inTurns, obeyedInOutputs, withPlainWords } from '../hostile-outputs.ts';
import { obeyedInAllure } from '../hostile-allure.ts';
import { hostileInWords, hostileTexts, obeyedIn } from '../hostile-texts.ts';
import { hop, journey, known, page, soundFacts, cameBack, toCampaign, toIms, toSignIn } from './evidence-builder.ts';
import { sampled } from '../nightly.ts';
import { fileOf, accepted, broken, later, passing, resultOf, unclear } from './result-builder.ts';

const at = '2026-01-01T00:00:00.000Z';
const side = { value: 'openid', source: 'a source', via: 'live', at } as const;

/** A result in which every text that there can be stands somewhere. */
const everything = fileOf(
  [
    passing,
    {
      ...broken,
      seen: ['seen'],
      notes: ['note'],
      account: 'p…@example.com',
      sources: [
        { source: 'a source', via: 'live', at, read: false, detail: 'why' },
        { source: 'another', via: 'file', at, read: true, detail: 'about it' },
      ],
      disagreements: [{ setting: 'IMS scope', used: side, other: { ...side, value: '' } }],
      changes: { since: at, settings: [{ setting: 'IMS scope', variable: 'CAMPAIGN_PROD_IMS_SCOPE' }], note: 'a note' },
    },
    {
      ...unclear,
      seen: ['seen'],
      journey: [
        { at: 0, kind: 'other', method: 'GET', url: 'https://a.example/', failure: 'reset', contentType: 'text/html' },
      ],
    },
    accepted,
    later,
  ],
  // What was selected and not probed is known by its name, and these texts change names.
  { commit: 'abc', versions: { Node: '20' }, selected: ['prod', 'broken', 'unclear', 'accepted'] },
  [
    {
      instance: 'accepted',
      cause: 'association-mask',
      actual: 'x',
      owner: 'Jo',
      reason: 'because',
      lastDay: '2027-01-01',
      state: 'in-force',
    },
  ],
);

test('whatever stands in a result, no output has anything in it that its reader obeys', () => {
  const changed = hostileFile(everything);
  const texts = [...hostileTexts, ...hostileInWords(1, 60)];
  for (const inFront of [false, true]) {
    const harmless = changed('plain', inFront);
    const obeyed = inTurns(texts, 6).flatMap((textFor) => obeyedInOutputs(changed(textFor, inFront), harmless));
    expect(obeyed, inFront ? 'in front' : 'behind').toEqual([]);
  }
});

test('nor have Allure’s labels, links, steps, parameters and attachments', async () => {
  const changed = hostileFile(everything);
  const texts = [...hostileTexts, ...hostileInWords(2, 20)];
  const obeyed: string[] = [];
  for (const textFor of inTurns(texts, 6)) obeyed.push(...(await obeyedInAllure(changed(textFor), texts)));
  expect(obeyed).toEqual([]);
});

/** Ends of a login, with everything in them that somebody else says. */
const ends: Readonly<Record<string, Evidence>> = {
  rights: {
    ...soundFacts(),
    journey: cameBack({}, { title: 'Campaign', text: 'Login does not have any right matching the expression' }),
  },
  'an error of IMS': {
    ...soundFacts(),
    journey: journey([toCampaign, toIms], {
      callback: {
        hop: 1,
        kind: 'campaign',
        origin: 'https://prod.example.com',
        asAsked: true,
        code: false,
        stateReturned: 'yes',
        error: 'access_denied',
        errorDescription: 'no',
      },
    }),
  },
  refused: {
    ...soundFacts(),
    journey: journey([toCampaign, toIms, toSignIn], {
      submissions: 1,
      ending: { how: 'refused', screen: 'password', text: 'wrong', kind: 'sign-in', host: 'auth.services.adobe.com' },
    }),
  },
  challenged: {
    ...soundFacts(),
    journey: journey([toCampaign, toIms, toSignIn], { ending: { how: 'challenged', reason: 'a page asks for more' } }),
  },
  'no answer': {
    ...soundFacts(),
    journey: journey(
      [hop('campaign', 'https://prod.example.com/view/home', { failure: 'net::ERR_CERT_DATE_INVALID' })],
      {
        ending: { how: 'no-answer', failure: 'net::ERR_CERT_DATE_INVALID' },
        certificate: {
          host: 'prod.example.com',
          subject: 'CN=a',
          issuer: 'CN=b',
          names: ['a.example'],
          namesHost: false,
          validFrom: at,
          validTo: at,
          isSelfSigned: false,
        },
      },
    ),
  },
  unrecognised: {
    ...soundFacts(),
    journey: journey([toCampaign], { page: page({ title: 'A title', text: 'Some text', contentType: 'text/html' }) }),
  },
  asked: {
    ...soundFacts(),
    dashboardUserGroups: known(['Campaign - stage - admin', 'Campaign  - prod - x']),
    sources: [{ source: 'Campaign over SOAP', via: 'live', at, read: false, detail: 'it answered HTTP 500' }],
    disagreements: [{ setting: 'IMS scope', used: side, other: side }],
    requests: {
      by: 'http',
      durationMs: 1,
      hops: [hop('other', 'https://a.example/')],
      experiments: [],
      unreadable: 'it leads on only in a browser',
      answer: { kind: 'page', status: 400, text: 'An error' },
    },
  },
};

for (const [index, [name, evidence]] of Object.entries(ends).entries()) {
  test(`what others say comes out of a diagnosis as text: ${name}`, sampled(7, index), () => {
    const changed = hostileEvidence(evidence);
    const texts = [...hostileTexts, ...hostileInWords(3, 40)];
    const obeyed = inTurns(texts, 8).flatMap((textFor) => {
      const file = fileOf([resultOf(diagnose(changed(textFor)))]);
      return obeyedInOutputs(file, withPlainWords(file));
    });
    expect(obeyed).toEqual([]);
  });
}

test('a message that is explained is text, and so is an error', () => {
  const messages = [
    'XSV-350012 Login does not have any right matching the expression',
    'https://a.example/?error=invalid_scope&error_description=',
  ];
  // Most of them mean the same: what is the same is written once.
  const meant = new Map(
    hostileTexts.flatMap((hostile) =>
      messages.map((message) => {
        const meanings = explainMessage(readMessage(message + hostile));
        return [JSON.stringify(meanings), meanings] as const;
      }),
    ),
  );
  const written = [...meant.values()].flatMap((meanings) => [
    explanation(meanings, { colours: false, width: 60 }).text,
    json({ meanings }).text,
  ]);
  const errors = hostileTexts.flatMap((hostile) => inLines(new Error(hostile)));
  expect([...written, ...errors].flatMap(obeyedIn)).toEqual([]);
});
