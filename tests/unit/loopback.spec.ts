import { createServer } from 'node:http';
import { expect, test } from './unit-test.ts';
import { listenOnLoopback } from '../../fixtures/run/network/loopback.ts';

// TEST-NET-1: an address that no machine has.
const nobodys = '192.0.2.1';

test('where the usual address is not there, the next one is taken; where none is, one line says so', async () => {
  const server = createServer();
  expect(await listenOnLoopback(server, [nobodys, '127.0.0.1'])).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await new Promise((closed) => server.close(closed));
  await expect(listenOnLoopback(createServer(), [nobodys])).rejects.toThrow(
    /^The run cannot listen on this machine’s own address \(192\.0\.2\.1: EADDRNOTAVAIL\)[^\n]*$/,
  );
});
