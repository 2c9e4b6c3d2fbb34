import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { json } from 'node:stream/consumers';
import type { ServerCertificate } from '../fixtures/lab/network/certificate.ts';

/** A receiver on loopback that remembers what it got. */
export async function receiver(
  status: number,
  certificate?: ServerCertificate,
): Promise<{
  readonly address: string;
  readonly got: unknown[];
  close(): Promise<unknown>;
}> {
  const got: unknown[] = [];
  const answer: RequestListener = (incoming, outgoing) => {
    const read = incoming.method === 'POST' ? json(incoming) : Promise.resolve(incoming.method);
    void read.then((body) => {
      got.push(body);
      outgoing.writeHead(status).end();
    });
  };
  const server = certificate
    ? createTlsServer({ cert: certificate.certificate, key: certificate.key }, answer)
    : createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The receiver has no port');
  return {
    address: `${certificate ? 'https://localhost' : 'http://127.0.0.1'}:${String(at.port)}/hooks/token-of-the-hook`,
    got,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
