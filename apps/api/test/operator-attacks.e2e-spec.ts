import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { exchange, firstAnswer } from './raw-connection.js';
import { type RunningService, startService } from './running-service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC);
});
afterEach(() => service.issuer.heal());
afterAll(() => service.close());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

const run = (body = {}) => request(service.url).post('/m2m/run').set('traceparent', TRACEPARENT).send(body);
async function eventsOf(id: string): Promise<string[]> {
  const { body } = await request(service.url).get(`/operator/api/runs/${id}`).expect(200);
  return body.events.map(({ name, side }: { name: string; side: string }) => `${side} ${name}`);
}

describe('of runs with one trace', () => {
  it('keeps each to itself', async () => {
    service.issuer.injectFault({ endpoint: 'token' }, { kind: 'slow', milliseconds: 200 });
    const slow = run({ scope: 'read:students' }).then((answer) => answer);
    // Over before the other one has its token.
    await run({ provider: 'unknown' }).expect(400);
    const { status, headers } = await slow;
    expect(status).toBe(200);
    expect(await eventsOf(String(headers['x-request-id']))).toEqual(
      expect.arrayContaining(['caller token_issued', 'resource_server bearer_accepted', 'caller resource_called']),
    );
  });

  it('lets nobody else into a run who knows its trace', async () => {
    service.issuer.injectFault({ endpoint: 'token' }, { kind: 'slow', milliseconds: 200 });
    const going = run({ audience: 'api://portero' }).then((answer) => answer);
    for (let sent = 0; sent < 5; sent++) {
      await request(service.url).get('/products').set('traceparent', TRACEPARENT).expect(401);
    }
    const { headers } = await going;
    expect(await eventsOf(String(headers['x-request-id']))).not.toContain('resource_server bearer_refused');
  });
});

describe('by a page of another site, in a browser on this machine', () => {
  const loads = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };

  it.each([
    ['an image', { ...loads, 'sec-fetch-dest': 'image' }],
    ['a request without CORS', { ...loads, 'sec-fetch-dest': 'empty' }],
    ['a frame', { ...loads, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
  ])('gets nothing by %s, which has no Origin', async (_, headers) => {
    for (const path of ['/operator/api/events', '/operator/api/runs', '/operator/', '/metrics']) {
      const { status, body } = await request(service.url).get(path).set(headers);
      expect([path, status, body.reason]).toEqual([path, 403, expect.any(String)]);
    }
  });

  it('may have a link to the page', async () => {
    const headers = { ...loads, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    await request(service.url).get('/operator/').set(headers).expect(200);
  });
});

it('takes nobody behind nginx as it is set by default for a caller on this machine', async () => {
  const head = 'Host: 127.0.0.1:3001\r\nConnection: close\r\n\r\n';
  const { status, body } = firstAnswer(await exchange(service.url, `GET /operator/api/runs HTTP/1.0\r\n${head}`));
  expect([status, JSON.parse(body).reason]).toEqual([403, 'sign_in_not_configured']);
});

it.each(['runs', 'providers', 'faults'])('leaves no cache between a copy of %s', async (what) => {
  const { headers } = await request(service.url).get(`/operator/api/${what}`).expect(200);
  expect(headers['cache-control']).toBe('no-store');
});

it('opens no stream for who only asks for its head', async () => {
  const heads = Array.from({ length: 60 }, () => request(service.url).head('/operator/api/events').expect(200));
  const stream = await fetch(`${service.url}/operator/api/events`);
  await Promise.all(heads);
  await request(service.url).get('/products').expect(401);
  const reader = stream.body?.getReader();
  let text = '';
  while (!text.includes('credentials_missing')) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) throw new Error('the stream was ended');
    text += Buffer.from(value ?? []).toString();
  }
  await reader?.cancel();
});
