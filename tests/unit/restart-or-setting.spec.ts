import { expect, test } from './unit-test.ts';
import { diagnose } from '../../fixtures/diagnosis/index.ts';
import type { Diagnosis } from '../../fixtures/diagnosis/types.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { Journey } from '../../fixtures/evidence/facts/journey.ts';
import {
  atIms,
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

test.describe('what the running server sends', () => {
  const redirected = journey([toCampaign, toIms, hop('adobe-com', 'https://www.adobe.com/')], {
    page: page({ kind: 'adobe-com', url: 'https://www.adobe.com/' }),
  });

  test('tells a setting that was never read from one that was read before', () => {
    const sent = redirected.authorize && { ...redirected.authorize, redirectUri: 'https://old.example.com/cb' };
    const taken = { ...redirected, ...(sent && { authorize: sent }) };

    const declared = diagnose({ ...soundFacts(), journey: taken });
    expect(declared.causes).toMatchObject([{ cause: 'server-restart', certainty: 'suspected' }]);
    expect(declared.checks.find(({ check }) => check === 'server-restart')?.status).toBe('broken');

    const undeclared = diagnose({ ...bareFacts(), journey: taken });
    expect(undeclared.causes).toMatchObject([
      {
        cause: 'callback-url',
        certainty: 'suspected',
        actual: 'https://old.example.com/cb (sent by the running server)',
      },
    ]);
  });

  test('contradicts what is declared: that is said, and neither a setting nor a restart is accused', () => {
    const { causes, verdict, seen, advice } = diagnose({ ...soundFacts(), journey: redirected });
    expect([causes, verdict]).toEqual([[], 'inconclusive']);
    expect(seen.join('\n')).toContain('everything that is known about it is right, so no setting is accused');
    expect(seen.join('\n')).toContain('Callback server: ');
    expect(advice?.remedy).toMatch(/^Check that /);
  });

  test('rules out what is right in it, where the answer of IMS fits several settings', () => {
    const facts = bareFacts();
    facts.provisioned.clientId = known('Campaign1');
    const { causes } = diagnose({ ...facts, journey: atIms({ status: 400 }, 'Something went wrong') });
    expect(causes.map(({ cause }) => cause)).toEqual(['scopes']);
  });

  test('is right though the stored value is wrong: the setting is latent', () => {
    const facts = soundFacts();
    facts.externalAccount.callbackServer = known('http://prod.example.com');
    const { causes, verdict } = diagnose({ ...facts, journey: signedInAt() });
    expect(causes).toMatchObject([{ cause: 'callback-url', certainty: 'latent' }]);
    expect(verdict).toBe('fail');
  });
});

test.describe('a wrong setting of which nobody knows how it shows', () => {
  const refused = cameBack({ status: 200 }, { text: 'Login does not have any right matching the expression' });
  const causesAt = (taken: Journey, change: (facts: Evidence) => void): readonly string[] => {
    const facts = soundFacts();
    change(facts);
    return diagnose({ ...facts, journey: taken }).causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
  };

  test('is suspected in the place of a restart, and not called harmless, where the rest is right', () => {
    const changes: Readonly<Record<string, (facts: Evidence) => void>> = {
      'product-context suspected': ({ externalAccount }) => (externalAccount.productContext = known('dma_tartan')),
      'external-account suspected': ({ externalAccount }) => (externalAccount.enabledAccounts = known(['one', 'two'])),
    };
    for (const [cause, change] of Object.entries(changes)) expect(causesAt(refused, change)).toEqual([cause]);
    expect(causesAt(refused, () => undefined)).toEqual(['server-restart suspected']);
    const { authorize } = refused;
    const withoutScopes = { ...refused, ...(authorize && { authorize: { ...authorize, scopes: [] } }) };
    expect(causesAt(withoutScopes, ({ externalAccount }) => (externalAccount.scopes = known('')))).toEqual([
      'scopes suspected',
    ]);
    const works = signedInAt(withoutScopes.authorize && { authorize: withoutScopes.authorize });
    expect(causesAt(works, ({ externalAccount }) => (externalAccount.scopes = known('')))).toEqual([]);
    const unnamed = cameBack({}, { text: 'Something went wrong' });
    expect(
      causesAt(unnamed, ({ externalAccount }) => (externalAccount.associationMask = known('Campain - prod - (.*)'))),
    ).toEqual(['client-secret suspected', 'association-mask suspected']);
  });

  test('is no restart where Campaign names the very mask that is stored: it has read it', () => {
    const facts = soundFacts();
    const mask = facts.externalAccount.associationMask;
    const stored = mask.known ? mask.value : '';
    const naming = (shown: string): Diagnosis =>
      diagnose({
        ...facts,
        journey: cameBack(
          { status: 200 },
          { text: `Login does not have any right matching the expression '${shown}'` },
        ),
      });
    const { causes, verdict, advice } = naming(stored);
    expect(causes).toEqual([]);
    expect(verdict).toBe('inconclusive');
    expect(advice?.remedy).toContain('still has these product profiles');
    expect(advice?.remedy).toContain('IMS organization ID');
    expect(naming('Campaign - old - (.*)').causes).toMatchObject([{ cause: 'server-restart', certainty: 'suspected' }]);
  });

  test('stays latent where another one is proven, or where users sign in', () => {
    const both = (facts: Evidence): void => {
      facts.externalAccount.productContext = known('dma_tartan');
      facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
    };
    expect(causesAt(refused, both)).toEqual(['association-mask confirmed', 'product-context latent']);
    expect(
      causesAt(signedInAt(), ({ externalAccount }) => (externalAccount.productContext = known('dma_tartan'))),
    ).toEqual(['product-context latent']);
  });
});

test('of a loop that drops code after code, groups that fit nothing are suspected first', () => {
  const facts = soundFacts();
  facts.externalAccount.associationMask = known('Campaign  - prod - (.*)');
  const taken = cameBack({ status: 302 }, {}, { ending: { how: 'loop', url: toCampaign.url }, codes: 6 });
  const { causes, summary } = diagnose({ ...facts, journey: taken });
  expect(causes.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual(['association-mask suspected']);
  expect(summary).toContain('dropped each of the 6 codes');
});
