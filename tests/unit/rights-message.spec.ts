import { expect, test } from './unit-test.ts';
import { consult, diagnose } from '../../fixtures/diagnosis/index.ts';
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
  unknown,
  viewAfterwards,
} from './evidence-builder.ts';

const rightsMessage = 'Login does not have any right matching the expression';

const messages: Readonly<Record<string, string>> = {
  English: 'Login does not have any right matching the expression',
  'English in quotes with a mask':
    'XSV-350999 "Login does not have any right matching the expression ‘Campaign - (.*)’"',
  'English, wrapped': 'Login does not\n   have any\u00A0right matching   the\r\nexpression.',
  'English in a SOAP fault':
    '<faultstring>Login does not have any right matching the expression &quot;x&quot;</faultstring>',
  French: 'Le login ne possède aucun droit correspondant à l’expression',
  'French with a plain quote and entities': 'Le login ne possède aucun droit correspondant à l&#39;expression',
  'French, decomposed': 'Le login ne posse\u0300de aucun droit correspondant a\u0300 l\u2019expression',
  German: 'Der Login besitzt keine Berechtigung, die dem Ausdruck in Adobe Campaign entspricht',
  'German, wrapped': 'Der Login besitzt keine Berechtigung,\n die dem Ausdruck entspricht',
  Japanese: 'ログインには、式に一致する権限がありません',
  'Japanese, wrapped': 'ログインには、式に一致する\n権限がありません。',
};

for (const [name, text] of Object.entries(messages)) {
  test(`the rights message is understood: ${name}`, () => {
    expect(diagnose({ ...bareFacts(), journey: cameBack({}, { text }) }).outcome).toBe('missing-rights');
  });
}

test('the message is no answer to a login that never came back', () => {
  const text = messages['English'] ?? '';
  const taken = journey([hop('campaign', toCampaign.url)], { page: page({ text }) });
  expect(diagnose({ ...bareFacts(), journey: taken }).outcome).toBe('unrecognised');
});

test.describe('a message about rights on the view of a session that stands', () => {
  const shown = signedInAt({}, { text: rightsMessage });
  const outcomeWith = (change: (facts: Evidence) => void, taken = shown): string => {
    const facts = soundFacts();
    change(facts);
    return diagnose({ ...facts, journey: taken }).outcome;
  };

  test('is a quote where the mask fits, or the session has operator groups', () => {
    expect(outcomeWith(() => undefined)).toBe('signed-in');
    expect(
      outcomeWith((facts) => {
        facts.dashboardUserGroups = unknown('nobody');
        facts.sessionGroups = known(['1060']);
      }),
    ).toBe('signed-in');
  });

  test('is a refusal where the mask fits nothing, or the session has no group', () => {
    expect(
      outcomeWith(({ externalAccount }) => (externalAccount.associationMask = known('Campaign  - prod - (.*)'))),
    ).toBe('missing-rights');
    expect(outcomeWith((facts) => (facts.sessionGroups = known([])))).toBe('missing-rights');
  });

  test('is neither where the mask differs in case alone, which may not matter', () => {
    expect(
      outcomeWith(({ externalAccount }) => (externalAccount.associationMask = known('CAMPAIGN - PROD - (.*)'))),
    ).toBe('unrecognised');
  });

  test('is no quote where the view holds nothing else, whatever fits', () => {
    const alone = signedInAt({}, { text: rightsMessage, leadsOn: 'no' });
    expect(outcomeWith(() => undefined, alone)).toBe('unrecognised');
  });

  test('makes the diagnosis ask for the session’s groups, where nothing else tells', () => {
    const asked = consult({ ...bareFacts(), journey: shown }).next;
    expect(asked).toEqual([{ kind: 'session-groups' }]);
    expect(diagnose({ ...bareFacts(), journey: shown }).seen.join()).toContain(
      'it is a refusal, or text that only looks like one',
    );
  });
});

test.describe('a view that proves nothing, of whose session Campaign says nothing', () => {
  const form = viewAfterwards({ asksToLogOn: 'yes', hasFields: 'yes' });
  const quote = viewAfterwards({ asksToLogOn: 'yes', text: rightsMessage });
  const link = viewAfterwards({ offersWayIn: 'not-known' }, { came: 'no' });
  const facing = (taken: Journey, groups: Evidence['sessionGroups']): Evidence => ({
    ...bareFacts(),
    journey: taken,
    ...(groups && { sessionGroups: groups }),
  });

  for (const [name, taken] of Object.entries({
    'a form for a password': form,
    'a quoted message': quote,
    'a way in': link,
  })) {
    test(`makes the diagnosis ask over the session who is signed in, and believe the answer: ${name}`, () => {
      expect(consult(facing(taken, undefined)).next).toEqual([{ kind: 'session-groups' }]);
      const answered = diagnose(facing(taken, known(['1060'])));
      expect([answered.outcome, answered.verdict, answered.causes]).toEqual(['signed-in', 'pass', []]);
      expect(answered.seen.join()).toContain('Campaign names an operator (GetUserInfo)');
    });
  }

  test('stays open where Campaign names nobody', () => {
    const groups = unknown('the session of this login');
    expect(consult(facing(form, groups)).next).toEqual([]);
    expect(diagnose(facing(form, groups)).outcome).toBe('unrecognised');
    expect(diagnose(facing(quote, groups)).outcome).toBe('missing-rights');
  });

  test('is not asked about where Campaign denies the session, or everybody is shown the same', () => {
    const denied = viewAfterwards({ asksToLogOn: 'yes' }, { confirmed: 'no', said: '“XSV-350008”' });
    expect(consult(facing(denied, undefined)).next).toEqual([]);
    expect(diagnose(facing(denied, known(['1060']))).outcome).toBe('callback-rejected');
    const shared = viewAfterwards({ asksToLogOn: 'yes' }, { isForEverybody: 'yes' });
    expect(consult(facing(shared, undefined)).next).toEqual([]);
    expect(diagnose(facing(shared, known(['1060']))).outcome).toBe('unrecognised');
  });
});
