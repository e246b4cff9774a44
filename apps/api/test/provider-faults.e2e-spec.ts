import type { Reason } from '@portero/auth';
import type { Fault } from '@portero/issuer';
import request from 'supertest';
import { OIDC, PROVIDER_ROWS } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

interface FaultRow {
  readonly name: string;
  readonly fault: Fault;
  readonly status: number;
  readonly reason: Reason;
  readonly retryAfter?: string;
}

const unavailable = { status: 503, reason: 'provider_unavailable', retryAfter: '5' } as const;
const notATokenResponse = { status: 503, reason: 'token_response_invalid', retryAfter: '5' } as const;

const TOKEN_FAULTS: readonly FaultRow[] = [
  {
    name: '429 with Retry-After',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    status: 503,
    reason: 'provider_throttled',
    retryAfter: '7',
  },
  { name: '500', fault: { kind: 'status', status: 500 }, ...unavailable },
  {
    name: '503 with Retry-After',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '30' } },
    ...unavailable,
    retryAfter: '30',
  },
  { name: 'a connection reset', fault: { kind: 'reset' }, ...unavailable },
  { name: 'a redirect', fault: { kind: 'redirect', location: 'https://elsewhere.example/' }, ...unavailable },
  { name: 'a body of 2 MB', fault: { kind: 'huge', bytes: 2_000_000 }, ...unavailable },
  { name: 'an HTML page', fault: { kind: 'html' }, ...notATokenResponse },
  { name: 'JSON that is cut off', fault: { kind: 'truncated' }, ...notATokenResponse },
  { name: 'another content type', fault: { kind: 'wrong_content_type' }, ...notATokenResponse },
  { name: 'JSON without a token', fault: { kind: 'body', body: { token_type: 'Bearer' } }, ...notATokenResponse },
  {
    name: 'an error with status 200',
    fault: { kind: 'body', body: { error: 'invalid_scope' } },
    status: 502,
    reason: 'scope_refused',
  },
  { name: 'an empty 403', fault: { kind: 'status', status: 403 }, status: 502, reason: 'client_refused' },
];

describe.each(PROVIDER_ROWS)('faults of $name', (row) => {
  let service: RunningService;
  beforeEach(async () => {
    service = await startService(row);
  });
  afterEach(() => service.close());

  it('asks again after a fault that passes, within the same call (F-C07, F-C10)', async () => {
    service.issuer.injectFault({ endpoint: 'token' }, { kind: 'reset' }, 1);
    service.issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 502 }, 1);
    await request(service.url).post('/m2m/run').expect(200);
  });

  it('leaves a provider alone that asks for it, and tells its callers for how long', async () => {
    const fault = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const;
    service.issuer.injectFault({ endpoint: 'token' }, fault, 1);
    const asked = () => service.issuer.requests.filter(({ endpoint }) => endpoint === 'token').length;

    for (let i = 0; i < 3; i++) {
      const { headers } = await request(service.url).post('/auth/system/cc/token').expect(503);
      expect(['59', '60']).toContain(headers['retry-after']);
    }
    expect(asked()).toBe(1);
  });

  it.each(['jwks', 'discovery'] as const)(
    'answers 503 and not 401 when the %s endpoint fails (F-A08)',
    async (endpoint) => {
      const token = await service.issuer.mint(row.personality);
      service.issuer.injectFault({ endpoint }, { kind: 'status', status: 500 });

      for (const route of ['/products', '/students']) {
        const { status, headers, body } = await request(service.url).get(route).set('authorization', `Bearer ${token}`);
        expect({ status, reason: body.reason }).toEqual({ status: 503, reason: 'keys_unavailable' });
        expect(headers['retry-after']).toBe('5');
        expect(headers['www-authenticate']).toBeUndefined();
      }
      await request(service.url).get('/health/live').expect(200);
      await request(service.url).get('/health/ready').expect(503);
    },
  );

  it('keeps refusing what needs no key to be refused while the keys cannot be had', async () => {
    service.issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 500 });
    const token = await service.issuer.mint(row.personality, { header: { alg: 'none' } });
    await request(service.url).get('/products').set('authorization', `Bearer ${token}`).expect(401);
  });

  it('goes on with the keys in hand when the provider goes down later (F-A02)', async () => {
    const authorization = `Bearer ${await service.issuer.mint(row.personality)}`;
    await request(service.url).get('/products').set({ authorization }).expect(200);

    await service.issuer.close();
    await request(service.url).get('/products').set({ authorization }).expect(200);
    await request(service.url).get('/health/ready').expect(200);
  });

  it('follows a key rotation with the first token of the new key (F-B06)', async () => {
    const before = await service.issuer.mint(row.personality);
    await request(service.url).get('/products').set('authorization', `Bearer ${before}`).expect(200);

    await service.issuer.rotateKeys(row.personality);
    const after = await service.issuer.mint(row.personality);
    await request(service.url).get('/products').set('authorization', `Bearer ${after}`).expect(200);
    await request(service.url).get('/products').set('authorization', `Bearer ${before}`).expect(200);
  });

  it('names a wrong secret as its own fault, not the caller’s', async () => {
    service.issuer.rotateSecret('caller', 'another');

    const { status, body } = await request(service.url).post('/auth/system/cc/token');
    expect({ status, reason: body.reason }).toEqual({ status: 502, reason: 'client_refused' });
    expect(service.events.count('token_failed')).toBe(1);
    expect(service.logged.join('\n')).not.toContain(service.secret);
  });
});

describe('faults of a token endpoint', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await startService(OIDC);
  });
  afterEach(() => service.close());

  it.each(TOKEN_FAULTS)('answers $status $reason when the token endpoint sends $name', async (expected) => {
    service.issuer.injectFault({ endpoint: 'token' }, expected.fault);

    const { status, headers, body } = await request(service.url).post('/auth/system/cc/token');
    expect({ status, reason: body.reason, retryAfter: headers['retry-after'] }).toEqual({
      status: expected.status,
      reason: expected.reason,
      retryAfter: expected.retryAfter,
    });
    expect(headers['www-authenticate']).toBeUndefined();
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');

    const run = await request(service.url).post('/m2m/run');
    expect({ status: run.status, reason: run.body.reason }).toEqual({
      status: expected.status,
      reason: expected.reason,
    });
  });
});

it('gives up on a provider that hangs, before or after its headers (F-A06, F-C05)', async () => {
  const services = await Promise.all([startService(OIDC), startService(OIDC)]);
  const [before, after] = services;
  const authorization = `Bearer ${await after.issuer.mint(OIDC.personality)}`;
  before.issuer.injectFault({ endpoint: 'token' }, { kind: 'hang' });
  after.issuer.injectFault({ endpoint: 'jwks' }, { kind: 'hang_after_headers' });

  const [token, products] = await Promise.all([
    request(before.url).post('/auth/system/cc/token'),
    request(after.url).get('/products').set({ authorization }),
  ]);
  expect({ status: token.status, reason: token.body.reason }).toEqual({ status: 503, reason: 'provider_unavailable' });
  expect({ status: products.status, reason: products.body.reason }).toEqual({
    status: 503,
    reason: 'keys_unavailable',
  });
  await Promise.all(services.map((service) => service.close()));
});
