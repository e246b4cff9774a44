import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issuer } from '@portero/issuer';
import { OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

let issuer: Issuer;
let secret: string;
let resourceServer: Server;
beforeAll(async () => {
  secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  resourceServer = createServer().listen(0, '127.0.0.1');
  await once(resourceServer, 'listening');
});
afterAll(async () => {
  resourceServer.close();
  await issuer.close();
});

it.each([
  {
    fault: 'a promise without a catch',
    code: "Promise.reject(new Error('stray\\nfault'))",
    says: 'Error: stray fault at ',
  },
  {
    fault: 'an exception outside of requests',
    code: "(() => { throw new Error('stray\\nfault') })()",
    says: 'Error: stray fault at ',
  },
  { fault: 'a rejection with no error', code: "Promise.reject('secret')", says: 'no error was given' },
  {
    fault: 'two of them',
    code: "[Promise.reject(new Error('one')), Promise.reject(new Error('two'))]",
    says: 'Error: one at ',
  },
])('after $fault it says so in a line, answers what is running, and leaves with 1 (F-E11)', async ({ code, says }) => {
  const onSignal = `process.on('SIGUSR2', () => { ${code} })`;
  const service = new ServiceProcess({
    ...OIDC.variables(issuer, secret),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(onSignal)}`,
    RESOURCE_SERVER_URL: `http://127.0.0.1:${(resourceServer.address() as AddressInfo).port}`,
  });
  const url = await service.url();
  const asked = once(resourceServer, 'request');
  const running = fetch(`${url}/m2m/run`, { method: 'POST' });
  const [, held] = (await asked) as [unknown, ServerResponse];

  const exit = service.stop('SIGUSR2');
  let listening = true;
  while (listening) {
    listening = await fetch(`${url}/health/live`).then(
      (response) => response.text().then(() => true),
      () => false,
    );
  }
  held.setHeader('content-type', 'application/json').end('[]');
  expect((await running).status).toBe(200);
  expect(await exit).toBe(1);
  const lines = service.printed.split('\n').filter((line) => line.includes('Ends after a fault that nobody caught'));
  expect(lines[0]).toContain(`Ends after a fault that nobody caught: ${says}`);
  expect(service.printed).not.toMatch(/^\s+at |secret/m);
});
