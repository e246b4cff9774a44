import request from 'supertest';
import { asked, callGuarded, keysUnavailable, LET_IN } from './guarded-route.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

const ENDPOINTS = ['discovery', 'jwks', 'token'] as const;

describe('two providers, one of them down (F-A18)', () => {
  let service: TrustingService;
  beforeAll(async () => {
    service = await startTrustingService([{ label: 'down' }, { label: 'well' }]);
    for (const endpoint of ENDPOINTS) {
      service.issuerOf('down').injectFault({ endpoint }, { kind: 'status', status: 500 });
    }
  });
  afterAll(() => service.close());

  const askToken = (provider: string) => request(service.url).post('/auth/system/cc/token').send({ provider });

  it('gives and takes the tokens of the one that is well, the breaker of the other being open', async () => {
    const tokenRequests = () => asked(service.issuerOf('down'), 'token') + asked(service.issuerOf('down'), 'discovery');
    let before = -1;
    // Bounded: a breaker that never opens is a failure.
    for (let i = 0; i < 10 && tokenRequests() !== before; i++) {
      before = tokenRequests();
      const { status, body } = await askToken('row0');
      expect({ status, reason: body.reason }).toEqual({ status: 503, reason: 'provider_unavailable' });
    }
    expect(tokenRequests()).toBe(before);

    const { body } = await askToken('row1').expect(200);
    expect(await callGuarded(service.url, body.access_token)).toEqual(LET_IN);
    expect(await callGuarded(service.url, await service.issuerOf('down').mint('oidc'))).toEqual(keysUnavailable());
    expect(ENDPOINTS.map((endpoint) => asked(service.issuerOf('well'), endpoint))).toEqual([1, 1, 1]);
  });

  it('is ready for the callers of the one that is well', async () => {
    const { body } = await request(service.url).get('/health/ready').expect(200);
    expect(body.details.providers).toEqual({ status: 'up', row0: 'down', row1: 'up' });
  });
});
