import request from 'supertest';
import { StreamClient } from './event-stream.js';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC);
});
afterAll(() => service.close());

const clients: StreamClient[] = [];
async function stream(path = '', headers = {}): Promise<StreamClient> {
  const client = await StreamClient.open(`${service.url}/operator/api/events${path}`, headers);
  clients.push(client);
  return client;
}
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.leave()));
});

it('streams what happens, and each run when it begins and ends', async () => {
  const client = await stream();
  const { headers } = client.response;
  expect([client.response.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no-store',
  ]);

  const { headers: answered } = await request(service.url).post('/m2m/run').expect(200);
  const id = answered['x-request-id'];
  const over = await client.until(({ event, data }) => event === 'run' && data.state === 'succeeded');
  expect(over.data).toMatchObject({ id, provider: 'oidc', status: 200 });
  expect(over.data).not.toHaveProperty('events');
  const audits = client.messages.filter(({ event }) => event === 'audit');
  expect(audits.map(({ data }) => data.name)).toContain('token_issued');
  expect(audits.map((message) => message.id)).toEqual(audits.map(({ data }) => data.id));
  expect(audits.every(({ data }) => data.run === id)).toBe(true);
});

it.each([
  ['the header', '', (id: number) => ({ 'last-event-id': String(id) })],
  ['the query', (id: number) => `?lastEventId=${id}`, () => ({})],
])('goes on after the number in %s', async (_, path, headers) => {
  const before = await stream();
  await request(service.url).get('/products').expect(401);
  const { id = 0 } = await before.until(({ data }) => data.name === 'bearer_refused');
  const client = await stream(typeof path === 'string' ? path : path(id - 1), headers(id - 1));
  const first = await client.until(() => true);
  expect([first.id, first.data.reason]).toEqual([id, 'credentials_missing']);
});

it.each(['0', '99999', 'x', '-1', '1e3', '9'.repeat(40)])(
  'begins with what it has for a client that says %s',
  async (id) => {
    const client = await stream('', { 'last-event-id': id });
    expect(await client.until(() => true)).toMatchObject({ event: 'audit', id: 1 });
  },
);

it('tells refused callers with what was expected, which their answer does not', async () => {
  const client = await stream();
  const token = await service.issuer.mint('oidc', { claims: { aud: 'api://another' } });
  const { text } = await request(service.url).get('/products').auth(token, { type: 'bearer' }).expect(401);
  const { data } = await client.until(({ data: { reason } }) => reason === 'audience_mismatch');
  expect(data).toMatchObject({ route: 'GET /products', actual: '"api://another"', expected: expect.any(String) });
  expect(text).not.toContain(data.expected);
  expect(JSON.stringify(data)).not.toContain(token.split('.')[2]);
});

it('ends its streams at once when the service ends', async () => {
  const other = await startService(OIDC);
  const client = await StreamClient.open(`${other.url}/operator/api/events`);
  const beganAt = performance.now();
  await other.close();
  await client.ended;
  expect(performance.now() - beganAt).toBeLessThan(5_000);
});

it('ends the oldest of more than fifty', async () => {
  const many = await Promise.all(Array.from({ length: 50 }, () => stream()));
  const newest = await stream();
  const over = Symbol('over');
  // Which of those that came at once was the first one is not known.
  expect(await Promise.race(many.map(({ ended }) => ended.then(() => over)))).toBe(over);
  await request(service.url).get('/products').expect(401);
  await newest.until(({ data }) => data.reason === 'credentials_missing');
});
