import { z } from 'zod';
import { fleetWorld } from '../../fixtures/lab/fleet-world.ts';
import { startLab } from '../../fixtures/lab/index.ts';
import { expect, test } from './lab-test.ts';

test('two instances that are signed in to at once with one session of IMS both let the user in', async ({
  playwright,
  labCertificate,
}) => {
  const world = fleetWorld(3);
  const [first, ...others] = world.instances;
  if (!first) throw new Error('A fleet has instances');
  const lab = await startLab(world, labCertificate);
  const user = await playwright.request.newContext({
    proxy: { server: lab.variables['HTTPS_PROXY'] ?? '' },
    ignoreHTTPSErrors: true,
    userAgent: 'campaign-login-probe',
  });
  /** Where an address sends its visitor. */
  const next = async (address: string): Promise<string> => {
    const { location = '' } = (await user.get(address, { maxRedirects: 0 })).headers();
    return new URL(location, address).href;
  };
  try {
    const page = await user.get(`https://${first.host}${first.loginPath}`);
    const callback = new URL(page.url()).searchParams.get('callback') ?? '';
    const { email, password } = first.account;
    const signedIn = await user.post('https://auth.services.adobe.com/signin/v1/authentication', {
      form: { username: email, password, callback },
    });
    const back = new URL(callback);
    back.searchParams.set('ticket', z.object({ ticket: z.string() }).parse(await signedIn.json()).ticket);
    expect((await user.get(back.href)).status()).toBe(200);

    const codes: string[] = [];
    for (const { host, loginPath } of others) codes.push(await next(await next(`https://${host}${loginPath}`)));
    for (const code of codes) {
      expect(new URL(code).searchParams.get('code')).not.toBeNull();
      expect((await user.get(code)).status()).toBe(200);
    }
  } finally {
    await user.dispose();
    await lab.close();
  }
});
