import { CookieJar } from 'tough-cookie';
import { fetch, ProxyAgent, type RequestInit } from 'undici';
import { z } from 'zod';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { expect, test } from './lab-test.ts';

/** A user’s browser, as far as addresses and cookies go. */
class Visitor {
  readonly #agent: ProxyAgent;
  readonly #jar = new CookieJar();

  constructor(proxy: string, ca: string) {
    this.#agent = new ProxyAgent({ uri: proxy, requestTls: { ca } });
  }

  /** Where an address sends its visitor; nothing where it stays. */
  async next(address: string, init: RequestInit = {}): Promise<{ status: number; to?: string; body: string }> {
    const headers = { cookie: await this.#jar.getCookieString(address), 'user-agent': 'campaign-login-probe' };
    const answer = await fetch(address, { ...init, headers, redirect: 'manual', dispatcher: this.#agent });
    for (const cookie of answer.headers.getSetCookie()) await this.#jar.setCookie(cookie, address);
    const location = answer.headers.get('location');
    const to = location === null ? {} : { to: new URL(location, address).href };
    return { status: answer.status, ...to, body: await answer.text() };
  }

  /** Where an address leads in the end, or after so many redirects. */
  async follow(address: string, most = 10): Promise<{ status: number; at: string }> {
    const { status, to } = await this.next(address);
    return to === undefined || most === 0 ? { status, at: address } : this.follow(to, most - 1);
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}

test('two instances that are signed in to at once with one session of IMS both let the user in', async ({
  labCertificate,
}) => {
  const world = fleetWorld(3);
  const [first, ...others] = world.instances;
  if (!first) throw new Error('A fleet has instances');
  const lab = await startLab(world, labCertificate);
  const user = new Visitor(lab.variables['HTTPS_PROXY'] ?? '', labCertificate.certificate);
  try {
    const page = await user.follow(`https://${first.host}${first.loginPath}`);
    const callback = new URL(page.at).searchParams.get('callback') ?? '';
    const { email, password } = first.account;
    const signedIn = await user.next('https://auth.services.adobe.com/signin/v1/authentication', {
      method: 'POST',
      body: new URLSearchParams({ username: email, password, callback }).toString(),
    });
    const back = new URL(callback);
    back.searchParams.set('ticket', z.object({ ticket: z.string() }).parse(JSON.parse(signedIn.body)).ticket);
    expect((await user.follow(back.href)).status).toBe(200);

    const codes: string[] = [];
    for (const { host, loginPath } of others) {
      const toIms = await user.next(`https://${host}${loginPath}`);
      codes.push((await user.next(toIms.to ?? '')).to ?? '');
    }
    for (const code of codes) {
      expect(new URL(code).searchParams.get('code')).not.toBeNull();
      expect((await user.follow(code)).status).toBe(200);
    }
  } finally {
    await user.close();
    await lab.close();
  }
});
