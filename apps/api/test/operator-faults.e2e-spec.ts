import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { freePort } from './free-port.js';
import { OIDC } from './provider-environments.js';
import { listen, startService } from './running-service.js';

const ALL = ['throttled', 'slow', 'down', 'skew', 'rotate_keys', 'drop_old_key', 'forget_tokens'];

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  ({ app } = await listen({ AUTH_PROVIDERS: 'local', LOCAL_ISSUER_PORT: await freePort() }));
  url = await app.getUrl();
});
afterAll(() => app.close());
afterEach(() => inject('heal'));

const inject = (fault: string) => request(url).post('/operator/api/faults').send({ fault });
const run = () => request(url).post('/m2m/run');
/** Names of what happened in the last run, in order. */
async function lastRun() {
  const { runs } = (await request(url).get('/operator/api/runs')).body;
  const { events } = (await request(url).get(`/operator/api/runs/${runs[0].id}`)).body;
  return events as { name: string; outcome?: string; reason?: string; wait?: number; state?: string }[];
}

it('has every fault, and none at first', async () => {
  const { body } = await request(url).get('/operator/api/faults').expect(200);
  expect(body).toEqual({ available: true, active: [], faults: ALL });
});

it('is down: a token that is held goes on being used, and without one the provider is unavailable', async () => {
  await run().expect(200);
  await inject('down');
  await run().expect(200);
  expect((await lastRun())[0]).toMatchObject({ name: 'token_cache', outcome: 'hit' });

  await inject('forget_tokens');
  const { body } = await run().expect(503);
  expect(body.reason).toBe('provider_unavailable');
  await inject('heal');
  await run().expect(200);
});

it('is slow, in place of down', async () => {
  await inject('down');
  expect((await inject('slow')).body.active).toEqual(['slow']);
  await inject('forget_tokens');
  await run().expect(200);
  const [, attempt] = await lastRun();
  expect(attempt).toMatchObject({ name: 'token_attempted', outcome: 'issued' });
  expect((attempt as { seconds?: number }).seconds).toBeGreaterThanOrEqual(3);
});

it('has a clock that is behind: its tokens are over when they come', async () => {
  expect((await inject('skew')).body.active).toEqual(['skew']);
  await inject('forget_tokens');
  const { body } = await run().expect(502);
  expect(body.reason).toBe('resource_server_refused');
  const refusals = (await lastRun()).filter(({ name }) => name === 'bearer_refused');
  // Once more with a renewed token, which is no better.
  expect(refusals.map(({ reason }) => reason)).toEqual(['expired', 'expired']);
  const { providers } = (await request(url).get('/operator/api/providers')).body;
  expect(providers[0].clockOffsetSeconds).toBeLessThanOrEqual(-599);
  await inject('heal');
  await inject('forget_tokens');
  await run().expect(200);
});

it('rotates its keys and drops the old one: new tokens are let in', async () => {
  await run().expect(200);
  const kidsOf = async () => {
    const { providers } = (await request(url).get('/operator/api/providers')).body;
    return providers[0].issuers[0].keySet.kids as string[];
  };
  const [old] = await kidsOf();
  expect((await inject('rotate_keys')).body.active).toEqual([]);
  await inject('forget_tokens');
  await run().expect(200);
  expect((await lastRun()).map(({ name }) => name)).toContain('keys_fetched');
  const both = await kidsOf();
  expect([both.length, both.includes(String(old))]).toEqual([2, true]);

  await inject('drop_old_key');
  await run().expect(200);
});

it('throttles: the wait that it asks for is waited for', async () => {
  await inject('forget_tokens');
  expect((await inject('throttled')).body.active).toEqual(['throttled']);
  await run().expect(503);
  const waits = (await lastRun()).filter(({ name }) => name === 'token_retried');
  expect(waits.map(({ reason, wait }) => [reason, wait])).toEqual(Array(2).fill(['provider_throttled', 2]));
});

it('tells of what was done, as an audit event', async () => {
  const stream = await fetch(`${url}/operator/api/events`);
  const reader = stream.body?.getReader();
  let text = '';
  for (let reads = 0; reads < 50 && !text.includes('fault_injected'); reads++) {
    text += new TextDecoder().decode((await reader?.read())?.value);
  }
  await reader?.cancel();
  expect(text).toContain('"name":"fault_injected","fault":"forget_tokens"');
});

it('takes no other fault', async () => {
  const { status, body } = await inject('fire');
  expect([status, body.detail]).toEqual([400, expect.stringContaining('must be one of throttled, slow')]);
});

it('is not there without an embedded issuer', async () => {
  const service = await startService(OIDC);
  const { body } = await request(service.url).get('/operator/api/faults').expect(200);
  expect(body).toEqual({ available: false, active: [], faults: ALL });
  await request(service.url).post('/operator/api/faults').send({ fault: 'down' }).expect(404);
  await service.close();
});
