import {
  PlainClient,
  type NoAnswer,
  type PlainAnswer,
  type PlainRequest,
} from '../../fixtures/evidence/http-client.ts';

/** A request that would have left. */
export interface Sent extends PlainRequest {
  readonly url: string;
}

/** What is answered: nothing but a reason, or a body with what goes with it. */
export type Scripted =
  | { readonly failure: string }
  | {
      readonly status?: number;
      readonly body?: string | Error;
      readonly location?: string;
      readonly retryAfter?: number;
    };

/** A client that sends nothing: what it would have sent is kept, and answered as a test says. */
export class ScriptedClient extends PlainClient {
  readonly sent: Sent[] = [];
  isClosed = false;
  /** What is answered to a request. */
  readonly answer: (request: Sent) => Scripted;

  constructor(answer: (request: Sent) => Scripted) {
    super(undefined, 1000);
    this.answer = answer;
  }

  override send(url: string, request: PlainRequest = {}): Promise<PlainAnswer | NoAnswer> {
    const sent = { url, ...request };
    this.sent.push(sent);
    const scripted = this.answer(sent);
    if ('failure' in scripted) return Promise.resolve({ url, failure: scripted.failure });
    const { status = 200, body = '', location, retryAfter } = scripted;
    return Promise.resolve({
      url,
      status,
      location,
      contentType: undefined,
      debugId: undefined,
      ...(retryAfter !== undefined && { retryAfter }),
      text: () => (body instanceof Error ? Promise.reject(body) : Promise.resolve(body)),
    });
  }

  override close(): void {
    this.isClosed = true;
  }
}
