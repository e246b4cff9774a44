import { once } from 'node:events';
import { connect } from 'node:net';
import { sendRaw } from '../../test/raw-http.js';
import { LoopbackServer } from './loopback-server.js';

it('listens on 127.0.0.1 on any free port', async () => {
  const server = await LoopbackServer.listen(0);
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await server.close();
});

it('fails with the listening error when the port is taken', async () => {
  const first = await LoopbackServer.listen(0);
  await expect(LoopbackServer.listen(Number(new URL(first.origin).port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
    syscall: 'listen',
  });
  await first.close();
});

it('closes although a request hangs and a connection is idle', async () => {
  const server = await LoopbackServer.listen(0);
  const arrived = new Promise<void>((resolve) => server.onRequest(() => resolve()));
  const idle = connect(Number(new URL(server.origin).port), '127.0.0.1');
  const ended = once(idle, 'close');
  await once(idle, 'connect');
  const hanging = sendRaw(server.origin, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n').catch(({ code }) => code);
  await arrived;
  await server.close();
  await ended;
  expect(['', 'ECONNRESET']).toContain(await hanging);
});

it('may be closed again, also meanwhile', async () => {
  const server = await LoopbackServer.listen(0);
  await Promise.all([server.close(), server.close()]);
  await server.close();
});
