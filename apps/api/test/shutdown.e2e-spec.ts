import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issuer } from '@portero/issuer';
import { OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

const CLIENTS = 8;

let issuer: Issuer;
let resourceServer: Server;
/** Calls that the resource server has not answered yet. */
const held: ServerResponse[] = [];
let service: ServiceProcess;
let url: string;

beforeAll(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  resourceServer = createServer((_, response) => held.push(response)).listen(0, '127.0.0.1');
  await once(resourceServer, 'listening');
  service = new ServiceProcess({
    ...OIDC.variables(issuer, secret),
    RESOURCE_SERVER_URL: `http://127.0.0.1:${(resourceServer.address() as AddressInfo).port}`,
    SHUTDOWN_GRACE: '3',
  });
  url = await service.url();
});
afterAll(async () => {
  await service.stop('SIGKILL');
  resourceServer.close();
  await issuer.close();
});

const status = async (path: string, options?: RequestInit) => {
  const response = await fetch(`${url}${path}`, options);
  await response.text();
  return response.status;
};

it('answers every request it has taken, and leaves (F-E01, F-E02)', async () => {
  // Requests that are answered only when the grace is over.
  const slow = Array.from({ length: CLIENTS }, () => status('/m2m/run', { method: 'POST' }));
  while (held.length < CLIENTS) await once(resourceServer, 'request');

  // Clients behind a balancer, which sends them elsewhere when the service is not ready.
  const headers = { authorization: `Bearer ${await issuer.mint('oidc')}` };
  const seen: number[] = [];
  let ready = true;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (ready) seen.push(await status('/products', { headers }));
  });
  while (seen.length < 10 * CLIENTS) await status('/health/ready');

  const exit = service.stop('SIGTERM');
  let readiness = 200;
  while (readiness === 200) readiness = await status('/health/ready');
  expect(readiness).toBe(503);
  const { headers: last } = await fetch(`${url}/products`, { headers });
  expect(last.get('connection')).toBe('close');
  ready = false;
  await Promise.all(clients);
  expect(new Set(seen)).toEqual(new Set([200]));

  // Other signals change nothing.
  service.stop('SIGTERM');
  service.stop('SIGINT');
  let refused = false;
  while (!refused) {
    refused = await fetch(`${url}/health/ready`).then(
      (response) => response.text().then(() => false),
      () => true,
    );
  }
  for (const response of held) response.setHeader('content-type', 'application/json').end('[]');
  expect(await Promise.all(slow)).toEqual(Array(CLIENTS).fill(200));
  expect(await exit).toBe(0);
  expect(service.printed).not.toMatch(/error/i);
});
