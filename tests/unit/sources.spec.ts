import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import { type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { sourceKinds, type SourceKind } from '../../fixtures/evidence/facts/known.ts';
import { mergeSources } from '../../fixtures/evidence/sources/merge.ts';
import {
  everyField,
  failedReading,
  said,
  type SourceFacts,
  type SourceReading,
  type Speaker,
} from '../../fixtures/evidence/sources/reading.ts';
import { summary } from '../../fixtures/report/terminal/index.ts';
import { signedInAt, soundFacts, unknown } from './evidence-builder.ts';

const at = '2026-02-03T04:05:06.000Z';
const speaker = (via: SourceKind): Speaker => ({ source: `a ${via} source`, via, at });

/** What a source of this kind says of the association mask. */
function reading(via: SourceKind, mask: string, more: Partial<SourceFacts> = {}): SourceReading {
  return {
    report: { ...speaker(via), read: true, detail: '' },
    facts: { externalAccount: { associationMask: said(speaker(via), mask) }, provisioned: {}, ...more },
  };
}

const signedIn = signedInAt();

for (const [index, better] of sourceKinds.entries()) {
  for (const lesser of sourceKinds.slice(index + 1)) {
    test(`${better} beats ${lesser}, and their disagreement is told with source and time`, () => {
      const facts = soundFacts();
      if (lesser !== 'declared') facts.externalAccount.associationMask = unknown('CAMPAIGN_PROD_ASSOCIATION_MASK');
      const others = lesser === 'declared' ? [] : [reading(lesser, 'Campaign - prod - (.*)')];
      const merged = mergeSources(facts, [...others, reading(better, 'Campaign - live - ')]);

      expect(merged.externalAccount.associationMask).toMatchObject({ value: 'Campaign - live - ', via: better, at });
      expect(merged.disagreements).toEqual([
        {
          setting: 'Association mask',
          used: { value: 'Campaign - live - ', source: `a ${better} source`, via: better, at },
          other: expect.objectContaining({ value: 'Campaign - prod - (.*)', via: lesser }),
        },
      ]);
    });
  }

  test(`a ${better} source alone gives its value, and disagrees with nobody`, () => {
    const facts = soundFacts();
    facts.externalAccount.associationMask = unknown('CAMPAIGN_PROD_ASSOCIATION_MASK');
    const merged = mergeSources(facts, [reading(better, 'x')]);

    expect(merged.externalAccount.associationMask).toMatchObject({ value: 'x', via: better });
    expect(merged.disagreements).toEqual([]);
  });
}

test('what only Campaign or the Admin Console can say is kept as they say it, with every source in the order in which it counts', () => {
  const campaign = {
    build: said(speaker('live'), '9384'),
    version: unknown('x'),
    operator: unknown('x'),
    groupNames: unknown('x'),
  };
  const consoleAccount = said(speaker('live'), { type: 'federatedID', status: 'active', unlicensed: [] });
  const readings = [reading('file', 'x'), reading('live', 'x', { campaign }), reading('live', 'x', { consoleAccount })];
  const merged = mergeSources(soundFacts(), readings);
  expect(merged.campaign).toEqual(campaign);
  expect(merged.consoleAccount).toEqual(consoleAccount);
  expect(merged.sources?.map(({ via }) => via)).toEqual(['live', 'live', 'file']);
  const without = mergeSources(soundFacts(), readings.slice(0, 1));
  expect(['campaign' in without, 'consoleAccount' in without]).toEqual([
    'campaign' in soundFacts(),
    'consoleAccount' in soundFacts(),
  ]);
  expect(mergeSources(soundFacts(), [])).toEqual(soundFacts());
});

test('what nobody gives stays not declared, with the variable’s name', () => {
  const facts = soundFacts();
  facts.externalAccount.imsServer = unknown('CAMPAIGN_PROD_IMS_SERVER');
  const merged = mergeSources(facts, [reading('live', 'x')]);
  expect(merged.externalAccount.imsServer).toEqual(facts.externalAccount.imsServer);
});

test('lists that differ in order alone agree, and a secret is compared by being there alone', () => {
  const facts = soundFacts();
  const merged = mergeSources(facts, [
    {
      report: { ...speaker('live'), read: true, detail: '' },
      facts: {
        externalAccount: { clientSecret: said(speaker('live'), { present: true, blankAtAnEnd: true }) },
        provisioned: {},
        operatorGroups: said(speaker('live'), ['delivery', 'admin']),
      },
    },
  ]);
  expect(merged.disagreements).toEqual([]);
});

test('that one source has a secret and another has none is told, and neither value is', () => {
  const facts = soundFacts();
  const secret = (present: boolean): SourceReading => ({
    report: { ...speaker('live'), read: true, detail: '' },
    facts: {
      externalAccount: { clientSecret: said(speaker('live'), { present, blankAtAnEnd: false }) },
      provisioned: {},
    },
  });
  expect(facts.externalAccount.clientSecret).toMatchObject({ value: { present: true } });
  expect(mergeSources(facts, [secret(true)]).disagreements).toEqual([]);
  expect(mergeSources(facts, [secret(false)]).disagreements).toMatchObject([
    { setting: 'IMS client secret', used: { value: '(empty)' }, other: { value: '(a secret, not shown)' } },
  ]);
});

const failed = failedReading(speaker('live'), 'it refused the operator (HTTP 403)', (fact) => ({
  externalAccount: everyField(fact),
  provisioned: {},
  operatorGroups: fact,
}));

test('a source that failed leaves its facts unreadable, and no lesser source takes its place silently', () => {
  const merged = mergeSources(soundFacts(), [failed, reading('file', 'x')]);

  expect(merged.externalAccount.associationMask).toEqual({
    known: false,
    why: 'unreadable',
    source: 'a live source: it refused the operator (HTTP 403); what a file source says is not used instead',
  });
  expect(merged.sources?.map(({ read }) => read)).toEqual([false, true]);
});

test('a login that works is no pass where a setting was to be read and could not be', () => {
  const diagnosis = diagnose({ ...mergeSources(soundFacts(), [failed]), journey: signedIn });

  expect(diagnosis).toMatchObject({ outcome: 'signed-in', verdict: 'inconclusive', causes: [] });
  expect(diagnosis.checks.find(({ check }) => check === 'association-mask')?.status).toBe('unreadable');
  expect(summary([diagnosis], { colours: false, width: 100 }).text).toContain(
    'unread    a live source: it refused the operator (HTTP 403)',
  );
});

test('a disagreement accuses nobody, and is shown where the instance passes too', () => {
  const diagnosis = diagnose({
    ...mergeSources(soundFacts(), [reading('live', 'Campaign - prod - ')]),
    journey: signedIn,
  });

  expect(diagnosis).toMatchObject({ verdict: 'pass', causes: [] });
  const text = summary([diagnosis], { colours: false, width: 200 }).text;
  expect(text).toContain(
    'note      prod: Association mask: “Campaign - prod -␣” (a live source, 2026-02-03 04:05) is used; another source says',
  );
});

/** The running server sends another scope than the one that is stored. */
function oldScopes(via: SourceKind): Evidence {
  const facts = soundFacts();
  facts.externalAccount.scopes = said(speaker(via), 'openid,AdobeID');
  return { ...facts, journey: signedIn };
}

test('a restart is proven where what is stored was read live, and suspected where somebody copied it', () => {
  const [proven] = diagnose(oldScopes('live')).causes;
  expect(proven).toMatchObject({ cause: 'server-restart', certainty: 'confirmed' });
  expect(proven?.remedy).not.toContain('declared');

  for (const via of ['file', 'declared'] as const) {
    const [suspected] = diagnose(oldScopes(via)).causes;
    expect(suspected).toMatchObject({ cause: 'server-restart', certainty: 'suspected' });
    expect(suspected?.remedy).toContain('correct what is declared');
  }
});

test('what is worth knowing of operator, account and session is said, and accuses nobody', () => {
  const live = speaker('live');
  const diagnosis = diagnose({
    ...soundFacts(),
    campaign: {
      build: said(live, '9384'),
      version: said(live, '7.4.1'),
      operator: said(live, { count: 2, authenticationType: 'native', disabled: true }),
      groupNames: said(live, { '1': 'delivery' }),
    },
    consoleAccount: said(live, { type: 'federatedID', status: 'active', unlicensed: ['Campaign - prod - admin'] }),
    sessionGroups: said(live, ['1', '7']),
    journey: signedIn,
  });

  expect(diagnosis).toMatchObject({ verdict: 'pass', causes: [] });
  expect(diagnosis.notes).toEqual([
    'Campaign’s build is 9384 (7.4.1).',
    'Campaign has 2 operators with the account’s address; a login can fail if the address is not unique.',
    'The account’s operator authenticates as “native” and not through IMS.',
    'The account’s operator is disabled in Campaign.',
    'In the Admin Console the test account is of type federatedID and active.',
    'The account is a member of “Campaign - prod - admin” without an available licence.',
    'The session has the operator groups “delivery” and “id 7”; the association mask promises “admin” as well.',
  ]);
});
