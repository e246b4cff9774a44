import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issuer } from '@portero/issuer';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

const AZURE = PROVIDER_ROWS.find(({ personality }) => personality === 'azure-v2') as ProviderRow;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a caller and a resource server as two processes', () => {
  let issuer: Issuer;
  let resourceServer: ServiceProcess;
  let variables: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const secret = crypto.randomUUID();
    issuer = await startTestIssuer(secret);
    variables = AZURE.variables(issuer, secret);
    // A resource server needs no client of its own.
    const { OIDC_CLIENT_ID_azure, OIDC_CLIENT_SECRET_azure, ...trustOnly } = variables;
    resourceServer = new ServiceProcess(trustOnly);
    await resourceServer.url();
  });
  afterAll(async () => {
    await resourceServer.stop();
    await issuer.close();
  });

  it('hands the resource server’s students to the operator', async () => {
    const caller = new ServiceProcess({ ...variables, RESOURCE_SERVER_URL: await resourceServer.url() });
    const { text } = await request(await caller.url())
      .post('/m2m/run')
      .expect(200);

    expect(text).toBe('[{"id":1,"name":"Ada"},{"id":2,"name":"Alan"}]');
    expect(await caller.stop()).toBe(0);
  });

  it('has no token to give where no client is configured', async () => {
    const { body } = await request(await resourceServer.url())
      .post('/auth/system/cc/token')
      .expect(400);
    expect(body.reason).toBe('client_not_configured');
  });

  it('calls with a bearer token and its own name and version', async () => {
    const seen: Record<string, unknown>[] = [];
    const server = createServer((incoming, response) => {
      const { authorization, 'user-agent': agent } = incoming.headers;
      seen.push({ url: incoming.url, agent, scheme: authorization?.slice(0, 10) });
      response.setHeader('content-type', 'application/json').end('[ 1 ]');
    });
    const base = `${await listen(server)}/base/`;
    const caller = new ServiceProcess({ ...variables, RESOURCE_SERVER_URL: base, SERVICE_NAME: 'portero-caller' });

    const { text } = await request(await caller.url())
      .post('/m2m/run')
      .expect(200);
    expect(text).toBe('[ 1 ]');
    expect(seen).toEqual([{ url: '/base/students', agent: 'portero-caller/0.1.0', scheme: 'Bearer eyJ' }]);
    await caller.stop();
    server.close();
  });

  it.each([
    { answer: 'with 500', status: 500, body: '{}', reason: 'resource_server_refused', expected: 502 },
    { answer: 'with a page', status: 200, body: '<html>', reason: 'resource_server_refused', expected: 502 },
    { answer: 'with a redirect', status: 302, body: '', reason: 'resource_server_refused', expected: 502 },
    { answer: 'with 503', status: 503, body: '{}', reason: 'resource_server_unavailable', expected: 503 },
  ])('answers $expected when the resource server answers $answer', async ({ status, body, reason, expected }) => {
    const headers = { 'retry-after': '11', location: 'http://127.0.0.1/' };
    const server = createServer((_, response) => response.writeHead(status, headers).end(body));
    const caller = new ServiceProcess({ ...variables, RESOURCE_SERVER_URL: await listen(server) });

    const answer = await request(await caller.url()).post('/m2m/run');
    expect({ status: answer.status, reason: answer.body.reason }).toEqual({ status: expected, reason });
    expect(answer.headers['retry-after']).toBe(expected === 503 ? '11' : undefined);
    await caller.stop();
    server.close();
  });

  it('answers 503 when nobody is there', async () => {
    const caller = new ServiceProcess({ ...variables, RESOURCE_SERVER_URL: 'http://127.0.0.1:9' });
    const { body, headers } = await request(await caller.url())
      .post('/m2m/run')
      .expect(503);
    expect({ reason: body.reason, retryAfter: headers['retry-after'] }).toEqual({
      reason: 'resource_server_unavailable',
      retryAfter: '5',
    });
    await caller.stop();
  });
});
