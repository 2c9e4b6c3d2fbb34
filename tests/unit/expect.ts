import * as jest from 'expect';

const { expect: matchersFor } = jest;

type Matchers<T> = ReturnType<typeof matchersFor<T>>;

/**
 * Jest’s `expect`, with which Playwright’s own is built. Playwright’s makes a step of every call, with the stack where it was made,
 * and tells its runner: a fifth of all that the unit tests take (docs/playwright.md#internals-of-playwright).
 *
 * @param message what is said first where it fails
 */
function expectOf<T>(actual: T, message?: string): Matchers<T> {
  const matchers = matchersFor(actual);
  return message === undefined ? matchers : saying(message, matchers);
}

export const expect = Object.assign(expectOf, matchersFor);

/** The same matchers, whose failures begin with the message. */
function saying<T extends object>(message: string, matchers: T): T {
  return new Proxy(matchers, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found === 'object' && found !== null) return saying(message, found);
      if (typeof found !== 'function') return found;
      const matcher = (...given: readonly unknown[]): unknown => {
        // Where it fails is where it was called, also where that is known only later.
        const called = new Error(message);
        Error.captureStackTrace(called, matcher);
        try {
          const result: unknown = Reflect.apply(found, target, given);
          return result instanceof Promise ? result.catch((error: unknown) => fail(called, error)) : result;
        } catch (error) {
          return fail(called, error);
        }
      };
      return matcher;
    },
  });
}

function fail(called: Error, error: unknown): never {
  if (error instanceof Error) {
    error.message = `${called.message}\n\n${error.message}`;
    error.stack = called.stack?.replace(called.message, () => error.message) ?? error.message;
  }
  throw error;
}
