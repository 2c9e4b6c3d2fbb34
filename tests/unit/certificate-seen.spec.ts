import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { lookAtCertificate } from '../../fixtures/evidence/certificate.ts';
import { makeCertificate } from '../../fixtures/lab/network/certificate.ts';
import { expect, test } from './unit-test.ts';

/* The certificate of a server that nobody trusts, as it is seen while it is refused. */

async function listening(hosts: readonly string[]): Promise<{ readonly server: Server; readonly port: number }> {
  const { certificate: cert, key } = await makeCertificate(hosts);
  const server = createServer({ cert, key });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return { server, port: address.port };
}

for (const [names, host, namesHost] of [
  [['localhost'], 'localhost', true],
  [['a.example.com'], 'localhost', false],
  [['127.0.0.1'], '127.0.0.1', true],
  [['localhost'], '127.0.0.1', false],
] as const) {
  test(`a certificate for ${names.join()} ${namesHost ? 'names' : 'does not name'} ${host}, and Node has nothing to warn of`, async () => {
    const warnings: string[] = [];
    const listen = ({ message }: Error): unknown => warnings.push(message);
    process.on('warning', listen);
    const { server, port } = await listening(names);

    const seen = await lookAtCertificate(`https://${host}:${String(port)}/`, undefined, 5000);

    await new Promise((closed) => server.close(closed));
    process.off('warning', listen);
    expect(seen).toMatchObject({ host, names, namesHost, isSelfSigned: true });
    expect(warnings).toEqual([]);
  });
}

test('where nobody presents a certificate, nothing is seen', async () => {
  const { server, port } = await listening(['localhost']);
  await new Promise((closed) => server.close(closed));
  expect(await lookAtCertificate(`https://127.0.0.1:${String(port)}/`, undefined, 5000)).toBeUndefined();
});
