import { PROOF_ALGORITHMS } from '@portero/auth';
import request from 'supertest';
import { OIDC, PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { PUBLIC_URL, type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

describe('in development', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL, { SERVICE_NAME: 'portero-test' });
  });
  afterAll(() => service.close());

  it('describes itself to clients (RFC 9728)', async () => {
    const { body } = await request(service.url).get('/.well-known/oauth-protected-resource').expect(200);
    expect(body).toEqual({
      resource: PUBLIC_URL,
      authorization_servers: [service.issuer.endpoints.oidc.issuer],
      scopes_supported: ['read:students'],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
      tls_client_certificate_bound_access_tokens: false,
      resource_name: 'portero-test',
    });
  });

  it('has an OpenAPI document with the routes, their security and the clientCredentials flow', async () => {
    const { body } = await request(service.url).get('/docs-json').expect(200);

    expect(body.openapi).toMatch(/^3\./);
    for (const path of ['/auth/system/cc/token', '/m2m/run']) {
      const { required, content } = body.paths[path].post.requestBody;
      const { schema, examples } = content['application/json'];
      expect([required, examples]).toEqual([false, { default: { value: {} } }]);
      expect(Object.keys(schema.properties)).toEqual(['scope', 'audience', 'provider']);
    }
    expect(Object.keys(body.paths)).toEqual([
      '/auth/system/cc/token',
      '/products',
      '/students',
      '/m2m/run',
      '/health/live',
      '/health/ready',
      '/.well-known/oauth-protected-resource',
      '/problems/{reason}',
    ]);
    expect(body.components.securitySchemes.oauth2.flows.clientCredentials).toEqual({
      tokenUrl: '/auth/system/cc/token',
      scopes: { 'read:students': 'Read the students' },
    });
    expect(body.paths['/students'].get.security).toEqual([{ oauth2: ['read:students'] }]);
    expect(body.paths['/products'].get.security).toEqual([{ oauth2: [] }]);
    expect(body.paths['/auth/system/cc/token'].post.security).toBeUndefined();
    expect(Object.keys(body.paths['/students'].get.responses)).toEqual(['200', '400', '401', '403', '503']);
    await request(service.url).get('/docs').expect(200);
  });

  it('is alive and ready', async () => {
    await request(service.url).get('/health/live').expect(200);
    const { body } = await request(service.url).get('/health/ready').expect(200);
    expect(body.details).toEqual({ providers: { status: 'up', local: 'up' }, event_loop: { status: 'up' } });
  });

  it('answers unknown routes as a problem document, without repeating them', async () => {
    const { body, text, headers } = await request(service.url).get('/no/such?token=secret').expect(404);
    expect(body.reason).toBe('not_found');
    expect(text).not.toContain('such?');
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });
});

describe('in production', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(OIDC, { NODE_ENV: 'production' });
  });
  afterAll(() => service.close());

  it('does its main job', async () => {
    await request(service.url).post('/m2m/run').expect(200);
  });

  it.each(['/docs', '/docs-json'])('has no %s', async (path) => {
    await request(service.url).get(path).expect(404);
  });
});

it('has documents in production when they are asked for', async () => {
  const service = await startService(OIDC, { NODE_ENV: 'production', API_DOCS: 'on' });
  await request(service.url).get('/docs-json').expect(200);
  await service.close();
});
