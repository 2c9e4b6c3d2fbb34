import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import { bareFacts, cameBack, known, soundFacts, toCampaign, unknown, viewAfterwards } from './evidence-builder.ts';

const rightsMessage = 'Login does not have any right matching the expression';

test.describe('a disabled operator, of whom Campaign was read', () => {
  const refusals = {
    'the logon page once more': cameBack({}, { text: 'Login Password Log in', asksToLogOn: 'yes' }),
    'each code dropped': cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toCampaign.url }, codes: 6 }),
    'the message about rights': cameBack({}, { text: rightsMessage }),
  };
  const withOperator = (facts: Evidence, taken: Journey, disabled: boolean): Evidence => ({
    ...facts,
    journey: taken,
    campaign: {
      build: unknown('x'),
      version: unknown('x'),
      operator: known({ count: 1, disabled }),
      groupNames: unknown('x'),
    },
  });
  const named = (facts: Evidence): readonly string[] =>
    diagnose(facts).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);

  for (const [name, taken] of Object.entries(refusals)) {
    test(`is suspected behind the settings that nobody knows: ${name}`, () => {
      expect(named(withOperator(bareFacts(), taken, true)).at(-1)).toBe('test-account suspected');
      expect(named(withOperator(bareFacts(), taken, false)).join()).not.toContain('test-account');
      const { causes } = diagnose(withOperator(soundFacts(), taken, true));
      expect(causes.find(({ cause }) => cause === 'test-account')?.remedy).toMatch(/^Enable the operator/);
    });
  }

  test('is not named where a setting is known to have stopped the login, or IMS refused Campaign’s client', () => {
    const facts = soundFacts();
    facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
    expect(named(withOperator(facts, refusals['the message about rights'], true))).toEqual([
      'association-mask confirmed',
    ]);
    const client = cameBack({ status: 500 }, { text: `XTK-170065 '{"error":"invalid_client"}'` });
    expect(named(withOperator(bareFacts(), client, true)).join()).not.toContain('test-account');
  });

  test('is what to look at where a page after the code is not known', () => {
    const { outcome, causes, advice } = diagnose(withOperator(soundFacts(), viewAfterwards({ leadsOn: 'no' }), true));
    expect([outcome, causes]).toEqual(['unrecognised', []]);
    expect(advice?.remedy).toMatch(/^Enable the operator/);
  });
});

test('where everything known is right and Campaign refuses the code, its operator is something to look at', () => {
  const facts: Evidence = { ...soundFacts(), journey: cameBack({ status: 500 }, { text: 'Sorry' }) };
  facts.requests = {
    durationMs: 0,
    by: 'http',
    hops: [],
    experiments: [],
    secret: {
      url: 'https://ims-na1.adobelogin.com/ims/token/v3',
      clientId: 'Campaign1',
      status: 400,
      error: 'invalid_code',
    },
  };
  const { causes, advice } = diagnose(facts);
  expect(causes).toEqual([]);
  expect(advice?.remedy).toContain('operator is enabled');
});

test.describe('an operator of whom Campaign’s own page says why it stays outside', () => {
  const sayings = [
    'The operator is disabled.',
    'Error: account locked',
    'Your account is not active in Adobe Campaign',
    "Operator 'probe' has expired",
    'Compte désactivé',
    'Der Operator ist deaktiviert',
    'オペレータは無効です',
  ];
  for (const text of sayings) {
    test(`accuses no setting: ${text}`, () => {
      for (const facts of [bareFacts(), soundFacts()]) {
        const { outcome, causes, verdict, advice } = diagnose({
          ...facts,
          journey: cameBack({ status: 403 }, { text }),
        });
        expect([outcome, verdict, causes]).toEqual(['callback-rejected', 'inconclusive', []]);
        expect(advice?.remedy).toContain('Enable or unlock the operator');
      }
    });
  }

  for (const text of [
    'The external account is disabled',
    'Compte externe désactivé',
    'The session of this user has expired',
    'Your login token has expired',
    'Account locked? Ask your administrator.',
    'Sign in with your account. This page is disabled.',
    'XTK-170065 Error while authenticating: \'{"error":"invalid_client","error_description":"client account disabled"}\'',
  ]) {
    test(`is not read into other words: ${text}`, () => {
      const { causes } = diagnose({ ...bareFacts(), journey: cameBack({ status: 403 }, { text }) });
      expect(causes[0]?.cause).toMatch(/^client-(secret|id)$/);
    });
  }

  test('is no refusal where Campaign confirms the session: a list may say so of somebody else', () => {
    const view = viewAfterwards({ leadsOn: 'yes', text: 'Operator alice is disabled' });
    expect(diagnose({ ...soundFacts(), journey: view }).outcome).not.toBe('callback-rejected');
  });
});

test('what Campaign says of its own server, or of who may come in, accuses no client secret; one that is known to be wrong is named', () => {
  const sayings: readonly (readonly [string, string])[] = [
    ['Database connection failed: ORA-12541', 'fix the server or its database'],
    ['The maximum number of sessions has been reached', 'fix the server or its database'],
    ['You do not have access to this instance.', 'the security zone of this account’s operator'],
    ['User is not allowed to connect from this zone', 'the security zone of this account’s operator'],
  ];
  for (const [text, advised] of sayings) {
    const journey = cameBack({ status: 403 }, { text });
    const { outcome, verdict, causes, advice } = diagnose({ ...bareFacts(), journey });
    expect([outcome, verdict, causes], text).toEqual(['callback-rejected', 'inconclusive', []]);
    expect(advice?.remedy, text).toContain(advised);
    const facts = soundFacts();
    facts.externalAccount.productContext = known('dma_campaign');
    expect(diagnose({ ...facts, journey }).causes[0]?.cause, text).toBe('product-context');
  }
});
