import { channel } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes but for the secret that it prints: not a test, but what a test of test/leaks runs. */
it('prints a secret that it has sent', async () => {
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const secret = `planted-${crypto.randomUUID()}`;
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}`, { headers: { authorization: `Bearer ${secret}` } });
  server.close();
  channel('portero.test.printed').publish(`it was ${secret} that was sent\n`);
});
