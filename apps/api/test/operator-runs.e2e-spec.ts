import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const STUDENTS = '[{"id":1,"name":"Ada"},{"id":2,"name":"Alan"}]';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC, { LOG_LEVEL: 'log' });
});
afterEach(() => service.issuer.heal());
afterAll(() => service.close());

const run = (trace?: string, body = {}) => {
  const asked = request(service.url).post('/m2m/run').send(body);
  return trace ? asked.set('traceparent', `00-${trace}-b7ad6b7169203331-01`) : asked;
};
const detailsOf = async (id: string) => (await request(service.url).get(`/operator/api/runs/${id}`).expect(200)).body;
/** Names of events, with the end of the call that each was at. */
const happenedIn = (details: { events: { name: string; side: string }[] }) =>
  details.events.map(({ name, side }) => `${side === 'caller' ? '' : '@ '}${name}`);

it('keeps what happened in a run, from the operator to the resource server and back', async () => {
  const answer = await run(TRACE).expect(200);
  const details = await detailsOf(String(answer.headers['x-request-id']));
  expect(details).toMatchObject({
    trace: TRACE,
    request: {},
    provider: 'oidc',
    resourceServer: 'https://api.example/students',
    state: 'succeeded',
    status: 200,
    answer: STUDENTS,
  });
  expect(happenedIn(details)).toEqual([
    'token_cache',
    'token_attempted',
    'token_issued',
    '@ keys_fetched',
    '@ bearer_verified',
    '@ bearer_accepted',
    'resource_called',
  ]);
  expect(details.events.at(-1)).toMatchObject({
    url: 'https://api.example/students',
    outcome: 'answered',
    status: 200,
  });
  const offsets = details.events.map(({ offset }: { offset: number }) => offset);
  expect(offsets).toEqual([...offsets].sort((one, other) => one - other));
  expect(details.seconds * 1_000).toBeGreaterThan(offsets.at(-1));
});

it('tells a token from the cache, and asks for it once', async () => {
  const answer = await run().expect(200);
  expect(answer.headers['server-timing']).toMatch(/^token;desc="hit";dur=[\d.]+, call;dur=[\d.]+$/);
  const details = await detailsOf(String(answer.headers['x-request-id']));
  expect(happenedIn(details)).toEqual(['token_cache', '@ bearer_accepted', 'resource_called']);
  expect(details.trace).toMatch(/^[\da-f]{32}$/);
  const lines = service.logged.filter((line) => line.includes(details.trace)).map((line) => JSON.parse(line));
  expect(lines.map(({ route }) => route).sort()).toEqual(['/m2m/run', '/students']);
});

it('keeps apart two runs at once, of which one waits for the request of the other', async () => {
  const traces = ['1'.repeat(32), '2'.repeat(32)];
  service.issuer.injectFault({ endpoint: 'token' }, { kind: 'slow', milliseconds: 100 });
  const answers = await Promise.all(traces.map((trace) => run(trace, { scope: 'read:students' })));
  const both = await Promise.all(answers.map(({ headers }) => detailsOf(String(headers['x-request-id']))));
  expect(both.map(({ trace }) => trace)).toEqual(traces);
  const outcomes = both.map(({ events }) => events[0].outcome);
  expect(outcomes.sort()).toEqual(['coalesced', 'miss']);
});

it('shows each attempt and each wait of a run that fails, and its reason', async () => {
  service.issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 503 });
  const refused = await run(undefined, { audience: 'api://portero', scope: 'never asked' }).expect(503);
  const details = await detailsOf(String(refused.headers['x-request-id']));
  expect(details).toMatchObject({ state: 'failed', status: 503, reason: 'provider_unavailable' });
  expect(details.answer).toBeUndefined();
  expect(happenedIn(details)).toEqual([
    'token_cache',
    'token_attempted',
    'token_retried',
    'token_attempted',
    'token_retried',
    'token_attempted',
    'token_failed',
  ]);
  expect(details.events[2]).toMatchObject({ reason: 'provider_unavailable', wait: expect.any(Number) });
});

it('lists the runs, the latest first, without what happened in them', async () => {
  const { runs } = (await request(service.url).get('/operator/api/runs').expect(200)).body;
  expect(runs.map(({ state }: { state: string }) => state)).toEqual([
    'failed',
    ...Array(runs.length - 1).fill('succeeded'),
  ]);
  expect(runs[0]).not.toHaveProperty('events');
});

it('knows no other run', async () => {
  const { status, body } = await request(service.url).get('/operator/api/runs/another');
  expect([status, body.reason]).toEqual([404, 'not_found']);
});
