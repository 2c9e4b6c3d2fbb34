import { expect, test } from './unit-test.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters } from '../../fixtures/evidence/facts/requests.ts';
import { experimentInWords } from '../../fixtures/diagnosis/requests/reading.ts';
import { bareFacts } from './evidence-builder.ts';
import { imsHost, investigate, ownCallback, type Ims, type World } from './requests-world.ts';

/* What is said where nothing is declared and IMS’s answers alone show what is wrong: each sentence, and the requests that
   prove it, as lines that a person can repeat. */

export const field =
  'Administration › Platform › External accounts › the account of type Adobe Marketing Cloud / Adobe Experience Cloud';
export const sentScopes = ['openid', 'AdobeID', 'session'];
export const elsewhere = 'https://www.example.com/';

/** Nothing is declared but the address. */
export function bare(facts: Evidence): void {
  const { externalAccount, provisioned, operatorGroups, dashboardUserGroups } = bareFacts();
  Object.assign(facts, { externalAccount, provisioned, operatorGroups, dashboardUserGroups, otherInstances: [] });
}

/** The same of one of two instances. */
export function besideStage(facts: Evidence): void {
  bare(facts);
  facts.otherInstances = [{ id: 'stage', url: 'https://stage.example.com' }];
}

export const stage: AuthorizeParameters = {
  origin: imsHost,
  path: '/ims/authorize/v2',
  clientId: 'Campaign1',
  redirectUri: 'https://stage.example.com/nl/jsp/ims.jsp',
  scopes: ['openid'],
};

/** A request of the instance and the answer to it, as the report has it. */
export const line = (ims: Ims, more: Partial<AuthorizeParameters> = {}): string => {
  const parameters = { ...stage, redirectUri: ownCallback, scopes: sentScopes, ...more };
  return experimentInWords({ parameters, answer: ims(parameters) });
};

interface Said {
  readonly outcome: string;
  readonly summary: RegExp;
  readonly needsLogin?: boolean;
  /** The causes in their order. */
  readonly causes: readonly object[];
  /** Lines of the first cause’s proof. */
  readonly proof: readonly string[];
  readonly silent?: readonly RegExp[];
}

export const refused = /^IMS does not show the Adobe ID sign-in page: it refuses the request that Campaign sends\.$/;
export const replaced =
  /^IMS does not accept the callback: the user would be sent to www\.adobe\.com and not back to Campaign\.$/;

/** A test for each of these worlds: what is said of it, the requests that prove it, and nothing more. */
export function imsShows(worlds: Readonly<Record<string, readonly [World, Said]>>): void {
  for (const [what, [world, said]] of Object.entries(worlds)) {
    test(`of ${what} IMS’s answers are told, what they show, and no more`, () => {
      const { diagnosis, needsLogin } = investigate(world);
      expect(diagnosis.outcome).toBe(said.outcome);
      expect(diagnosis.summary).toMatch(said.summary);
      expect(diagnosis.decidedBy).toBe('request');
      expect(needsLogin).toBe(said.needsLogin ?? false);
      expect(diagnosis.causes).toHaveLength(said.causes.length);
      expect(diagnosis.causes).toMatchObject([...said.causes]);
      expect(diagnosis.causes[0]?.evidence).toEqual(expect.arrayContaining([...said.proof]));
      for (const words of said.silent ?? []) {
        expect(diagnosis.causes.map(({ evidence, remedy }) => [...evidence, remedy].join(' ')).join(' ')).not.toMatch(
          words,
        );
      }
    });
  }
}
