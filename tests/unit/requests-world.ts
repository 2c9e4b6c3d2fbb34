import { consult, type Diagnosis, type Question } from '../../fixtures/diagnosis/index.ts';
import { type Evidence } from '../../fixtures/evidence/facts/evidence.ts';
import { type AuthorizeParameters, type ImsAnswer, type SecretAnswer } from '../../fixtures/evidence/facts/requests.ts';
import { instanceUrl, known, soundFacts } from './evidence-builder.ts';

/* An IMS as one function, and an instance that is asked about it until nothing is left to be asked. */

export const imsHost = 'https://ims-na1.adobelogin.com';
export const ownCallback = `${instanceUrl}/nl/jsp/ims.jsp`;
export const signInPage = (redirectUri: string): ImsAnswer => ({ kind: 'sign-in-page', redirectUri, debugId: 'id-1' });
export const invalidScope: ImsAnswer = {
  kind: 'error',
  error: 'invalid_scope',
  url: `${ownCallback}?error=invalid_scope`,
};

/** An IMS as one function, so that what it does can be turned into something nobody has seen. */
export type Ims = (asked: AuthorizeParameters) => ImsAnswer;

const provisionedScopes = ['openid', 'AdobeID', 'session', 'avatar', 'read_organizations'];

/** IMS as docs/domain.md#authorize-answers has it. */
export const usualIms: Ims = ({ origin, clientId, redirectUri, scopes }) => {
  if (origin !== imsHost) return { kind: 'page', status: 400, text: 'unknown client' };
  if (clientId !== 'Campaign1') return { kind: 'page', status: 400, text: 'unknown client' };
  if (scopes.some((scope) => !provisionedScopes.includes(scope))) return invalidScope;
  return signInPage(new URL(redirectUri).origin === instanceUrl ? redirectUri : 'https://www.adobe.com/');
};

export const secretTaken: SecretAnswer = { url: imsHost, clientId: 'Campaign1', status: 400, error: 'invalid_grant' };

export interface World {
  readonly sent?: Partial<AuthorizeParameters>;
  readonly ims?: Ims;
  readonly secret?: SecretAnswer;
  /** What the other instances of the run send, by their ids; one that is not here was not to be read. */
  readonly others?: Readonly<Record<string, AuthorizeParameters>>;
  readonly facts?: (facts: Evidence) => void;
}

export interface Investigated {
  readonly diagnosis: Diagnosis;
  readonly evidence: Evidence;
  readonly asked: readonly Question[];
  /** Whether a password would be typed. */
  readonly needsLogin: boolean;
}

type OtherRequest = NonNullable<NonNullable<Evidence['requests']>['others']>[number];

function otherRequest(id: string, others: NonNullable<World['others']>, ims: Ims): OtherRequest {
  const sent = others[id];
  if (!sent) return { id };
  const { path, ...authorize } = sent;
  return { id, authorize: { hop: 1, kind: 'ims', ...authorize }, authorizePath: path, answer: ims(sent) };
}

/** Asks until the diagnosis has no more questions, as the wiring does. */
export function investigate({
  sent = {},
  ims = usualIms,
  secret = secretTaken,
  others = {},
  facts = () => undefined,
}: World): Investigated {
  const declared = soundFacts();
  declared.provisioned.scopes = known(provisionedScopes);
  facts(declared);
  const parameters: AuthorizeParameters = {
    origin: imsHost,
    path: '/ims/authorize/v2',
    clientId: 'Campaign1',
    redirectUri: ownCallback,
    scopes: ['openid', 'AdobeID', 'session'],
    ...sent,
  };
  const { origin, path, clientId, redirectUri, scopes } = parameters;
  let requests: NonNullable<Evidence['requests']> = {
    by: 'http',
    durationMs: 0,
    hops: [],
    authorize: { hop: 1, kind: 'ims', origin, clientId, redirectUri, scopes },
    authorizePath: path,
    answer: ims(parameters),
    experiments: [],
  };
  const asked: Question[] = [];
  for (;;) {
    const evidence: Evidence = { ...declared, requests };
    const { diagnosis, next } = consult(evidence);
    const questions = next.filter(({ kind }) => kind !== 'login');
    if (questions.length === 0) return { diagnosis, evidence, asked, needsLogin: next.length > 0 };
    asked.push(...questions);
    for (const question of questions) {
      if (question.kind === 'authorize') {
        const experiment = { parameters: question.parameters, answer: ims(question.parameters) };
        requests = { ...requests, experiments: [...requests.experiments, experiment] };
      }
      if (question.kind === 'secret') requests = { ...requests, secret };
      if (question.kind === 'other-instance') {
        requests = { ...requests, others: [...(requests.others ?? []), otherRequest(question.id, others, ims)] };
      }
    }
  }
}

export const causesOf = ({ diagnosis }: Investigated): readonly string[] =>
  diagnosis.causes.map(({ cause, certainty }) => `${cause} ${certainty}`);
export const askedOf = ({ asked }: Investigated): readonly AuthorizeParameters[] =>
  asked.flatMap((question) => (question.kind === 'authorize' ? [question.parameters] : []));
