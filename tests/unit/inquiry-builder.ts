import { Conversation, proceed, type Inquiry } from '../../fixtures/diagnosis/requests/conversation.ts';
import type { Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import type { AuthorizeParameters, ImsAnswer, Requests } from '../../fixtures/evidence/facts/requests.ts';
import { soundFacts } from './evidence-builder.ts';
import { ownCallback, signInPage, type Ims } from './requests-world.ts';
import { stage } from './what-ims-shows.ts';

/* Has an IMS answer a search among the values of a request, in rounds. */

export const start: AuthorizeParameters = { ...stage, redirectUri: ownCallback, scopes: ['openid', 'a', 'b'] };
export const refusal: ImsAnswer = { kind: 'page', status: 400, text: 'refused' };
export const facts: Evidence = { ...soundFacts(), otherInstances: [] };

export interface Asked<T> {
  readonly result: T;
  /** What was asked, in rounds. */
  readonly rounds: readonly (readonly AuthorizeParameters[])[];
}

/** Has an IMS answer an inquiry until it comes to its end. */
export function ask<T>(
  ims: Ims,
  inquiry: (conversation: Conversation) => Inquiry<T>,
  others: Requests['others'] = [],
): Asked<T> {
  const { path, ...sent } = start;
  const rounds: AuthorizeParameters[][] = [];
  for (;;) {
    const conversation = new Conversation({
      by: 'http',
      durationMs: 0,
      hops: [],
      authorize: { hop: 1, kind: 'ims', ...sent },
      authorizePath: path,
      answer: ims(start),
      others,
      experiments: rounds.flat().map((parameters) => ({ parameters, answer: ims(parameters) })),
    });
    const stand = proceed(inquiry(conversation));
    if (stand.isDone) return { result: stand.result, rounds };
    rounds.push(stand.ask.flatMap((one) => (one.kind === 'authorize' ? [one.parameters] : [])));
  }
}

export const scopesOf = ({ rounds }: Asked<unknown>): readonly string[] =>
  rounds.map((round) => round.map(({ scopes }) => scopes.join('+')).join(' '));
export const taking =
  (isTaken: (asked: AuthorizeParameters) => boolean): Ims =>
  (asked) =>
    isTaken(asked) ? signInPage(asked.redirectUri) : refusal;

export const invented = 'campaign-login-probe-no-such-client';
