import { placeholderForm } from '../../fixtures/domain/placeholder.ts';
import type { Browser, BrowserContext } from '@playwright/test';
import { AccountGuard } from '../../fixtures/evidence/account/guard.ts';
import { contextOptions } from '../../fixtures/evidence/browser/launch.ts';
import { Progress, takeJourney, type Patience } from '../../fixtures/evidence/journey/index.ts';
import { codeOf } from '../../fixtures/evidence/journey/one-time-codes.ts';
import { browserUserAgent } from '../../fixtures/evidence/user-agent.ts';
import { startMovingWorld, type MovingWorld, type Try } from '../../fixtures/lab/hostile/moving/index.ts';
import { drawMoves, inWords } from '../../fixtures/lab/hostile/moving/moves.ts';
import type { ServerCertificate } from '../../fixtures/lab/network/certificate.ts';
import { Secret } from '../../fixtures/settings/secret.ts';

/** What came of pages that move on. */
export interface Moved {
  readonly tried: number;
  /** In words, each try in which something was typed into, or sent to, a host that nobody named. */
  readonly astray: readonly string[];
  /** Addresses that a redirect of the page’s own carried to such a host: nobody typed them. */
  readonly carried: number;
  /** How often anything was typed into a page that may have it, and into a frame among them. */
  readonly typed: number;
  readonly typedInFrames: number;
}

/** The lab answers at once; a page at rest is known soon. */
const patience: Patience = {
  journeyMs: 20_000,
  answerMs: 4000,
  restMs: 400,
  unrestMs: 1500,
  afterwardsMs: 10_000,
  closingMs: 10_000,
};

const totpSecret = new Secret('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');

/** Many logins in one browser, so many at a time. */
const atOnce = 3;

/** Tries so many pages that move on between the moment in which they are recognised and the one in which they are sent. */
export async function tryMovingPages(
  browser: Browser,
  certificate: ServerCertificate,
  { seed, count }: { readonly seed: number; readonly count: number },
): Promise<Moved> {
  const tries = drawMoves(seed, count).map((move, index) => ({
    id: `try${String(index)}`,
    move,
    email: `probe-${String(index)}-x@lab.example.com`,
  }));
  const world = await startMovingWorld(certificate, tries);
  const typed: Typed[] = [];
  const waiting = [...tries];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) typed.push(...(await tryOne(browser, world, one)));
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
    return judge(tries, typed, world);
  } finally {
    await world.close();
  }
}

/** What was typed into one document. */
interface Typed {
  readonly tryId: string;
  readonly origin: string;
  readonly text: string;
  readonly isInFrame: boolean;
}

async function tryOne(browser: Browser, world: MovingWorld, one: Try): Promise<readonly Typed[]> {
  const userAgent = await browserUserAgent(browser);
  const options = contextOptions({ server: world.proxy, bypass: [] }, userAgent);
  const context = await browser.newContext(options);
  const typed: Typed[] = [];
  await watchTyping(context, (heard) => typed.push({ tryId: one.id, ...heard }));
  const desk = new AccountGuard('each', undefined, { restMs: 0 }).desk(one.email, 'moving');
  try {
    await takeJourney({
      context,
      nobody: () => browser.newContext(options),
      userAgent,
      hosts: { instance: world.instance, otherInstances: [], identityProviders: [world.named] },
      loginPath: world.pathOf(one),
      account: {
        email: new Secret(one.email),
        password: new Secret(passwordOf(one)),
        totpSecret,
        variables: { email: 'IMS_USER_EMAIL', password: 'IMS_USER_PASSWORD', totpSecret: 'IMS_USER_TOTP_SECRET' },
        identityProviderHosts: [world.named],
      },
      desk: {
        ...desk,
        turn: async (known) => {
          const turn = await desk.turn(known);
          await world.reach(one, 'the turn');
          return turn;
        },
        permitPassword: async () => {
          const permission = await desk.permitPassword();
          await world.reach(one, 'the permission');
          return permission;
        },
        permitCode: async () => {
          const permission = await desk.permitCode();
          await world.reach(one, 'the permission');
          return permission;
        },
      },
      beforeSignIn: async () => {
        await world.reach(one, 'the late question');
        return true;
      },
      patience,
      pins: [],
      progress: new Progress(),
    });
  } finally {
    await context.close();
  }
  return typed;
}

/** Hears of everything that is typed, in whatever document. */
async function watchTyping(context: BrowserContext, heard: (typed: Omit<Typed, 'tryId'>) => void): Promise<void> {
  await context.exposeBinding('heardTyping', ({ frame }, origin: unknown, text: unknown) => {
    heard({ origin: String(origin), text: String(text), isInFrame: frame.parentFrame() !== null });
  });
  await context.addInitScript(() => {
    addEventListener(
      'input',
      (event) => {
        const [field] = event.composedPath();
        const tell: unknown = Reflect.get(window, 'heardTyping');
        if (!(field instanceof HTMLInputElement) || field.value === '' || typeof tell !== 'function') return;
        Reflect.apply(tell, window, [location.origin, field.value]);
      },
      true,
    );
  });
}

const passwordOf = ({ id }: Try): string => `the secret of ${id}, 100%`;

/** What the suite types in the place of a password. */

function judge(tries: readonly Try[], typed: readonly Typed[], world: MovingWorld): Moved {
  const may = [`https://${world.named}`, 'https://auth.services.adobe.com'];
  const wrong = typed.filter(({ origin }) => !may.includes(origin));
  const hinted = /[?&]login_hint=[^\s&]*/g;
  const came = world.astray.map(({ url, text }) => ({ url, text: text.replaceAll(hinted, '') }));
  const thisPeriod = Math.floor(Date.now() / 30_000);
  const codes = Array.from({ length: 60 }, (_, ago) => codeOf(totpSecret, thisPeriod + 1 - ago));
  const holds = (text: string, one: Try): boolean => text.includes(one.email) || text.includes(passwordOf(one));
  const astray = tries.flatMap((one) => {
    const into = wrong.filter(({ tryId }) => tryId === one.id).map(({ origin }) => `typed at ${origin}`);
    const to = came.filter(({ text }) => holds(text, one)).map(({ url }) => `sent to ${url}`);
    return into.length + to.length === 0 ? [] : [`${inWords(one.move)}: ${[...into, ...to].join(', ')}`];
  });
  const nameless = came
    .filter(
      ({ text }) => placeholderForm.test(text) || codes.some((code) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(text)),
    )
    .map(({ url }) => `a password’s place or a code was sent to ${url}`);
  return {
    tried: tries.length,
    astray: [...astray, ...nameless],
    carried: world.astray.filter(({ url }) => url.includes('login_hint=')).length,
    typed: typed.length - wrong.length,
    typedInFrames: typed.filter(({ isInFrame }) => isInFrame).length,
  };
}
