import request from 'supertest';
import { API, PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { PUBLIC_URL, type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const ROUTES = ['/auth/system/cc/token', '/m2m/run'];

describe.each(ROUTES)('POST %s', (route) => {
  describe('with SYSTEM_TOKEN_ACCESS=loopback', () => {
    let service: RunningService;
    beforeAll(async () => {
      service = await startService(LOCAL, { FRONTEND_ORIGIN: 'https://page.example' });
    });
    afterAll(() => service.close());

    it.each([
      { caller: 'curl', headers: {} },
      { caller: 'curl by name', headers: { host: 'localhost:3001' } },
      { caller: 'the page of FRONTEND_ORIGIN', headers: { origin: 'https://page.example' } },
    ])('answers $caller', async ({ headers }) => {
      await request(service.url).post(route).set(headers).expect(200);
    });

    it.each([
      { caller: 'a forwarded caller', headers: { 'x-forwarded-for': '127.0.0.1' } },
      { caller: 'a caller forwarded by RFC 7239', headers: { forwarded: 'for=127.0.0.1' } },
      { caller: 'a caller behind nginx', headers: { 'x-real-ip': '127.0.0.1' } },
      { caller: 'a caller through a proxy', headers: { via: '1.1 proxy' } },
      { caller: 'a caller behind a proxy with TLS (RFC 9440)', headers: { 'client-cert': ':MIIB:' } },
      { caller: 'a page of another origin', headers: { origin: 'https://evil.example' } },
      { caller: 'a page without an origin', headers: { origin: 'null' } },
      { caller: 'a host name that was made to resolve to loopback', headers: { host: 'evil.example' } },
      { caller: 'a host name that begins like loopback', headers: { host: '127.0.0.1.evil.example' } },
    ])('refuses $caller', async ({ headers }) => {
      const before = service.issuer.requests.length;
      const { body, headers: answered } = await request(service.url).post(route).set(headers).expect(403);

      expect(body.reason).toBe('caller_not_local');
      expect(answered['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(service.issuer.requests).toHaveLength(before);
    });
  });

  describe('with SYSTEM_TOKEN_ACCESS=authenticated', () => {
    let service: RunningService;
    beforeAll(async () => {
      service = await startService(LOCAL, { SYSTEM_TOKEN_ACCESS: 'authenticated' });
    });
    afterAll(() => service.close());

    it('challenges a caller without a token', async () => {
      const { headers, body } = await request(service.url).post(route).expect(401);
      expect(body.reason).toBe('credentials_missing');
      expect(headers['www-authenticate']).toBe(
        `Bearer realm="portero", resource_metadata="${PUBLIC_URL}/.well-known/oauth-protected-resource"`,
      );
    });

    it('refuses a token that may not ask for tokens', async () => {
      const token = await service.issuer.mint('oidc');
      const { headers } = await request(service.url).post(route).set('authorization', `Bearer ${token}`).expect(403);
      expect(headers['www-authenticate']).toContain('scope="token:issue"');
    });

    it('answers a token with token:issue, also through a proxy', async () => {
      const token = await service.issuer.mint('oidc', { permissions: ['token:issue'] });
      const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' };
      await request(service.url).post(route).set(headers).expect(200);
    });
  });

  it('refuses everyone with SYSTEM_TOKEN_ACCESS=off', async () => {
    const service = await startService(LOCAL, { SYSTEM_TOKEN_ACCESS: 'off' });
    const { body } = await request(service.url).post(route).send({ audience: API }).expect(403);
    expect(body.reason).toBe('access_off');
    await service.close();
  });
});
