import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC, { FRONTEND_ORIGIN: 'http://localhost:5176' });
});
afterAll(() => service.close());

const ROUTES = [
  ['get', '/operator'],
  ['get', '/operator/'],
  ['get', '/operator/favicon.svg'],
  ['get', '/operator/api/runs'],
  ['get', '/operator/api/runs/any'],
  ['get', '/operator/api/providers'],
  ['get', '/operator/api/events'],
  ['get', '/operator/api/faults'],
  ['post', '/operator/api/faults'],
  ['post', '/operator/api/explain'],
] as const;

describe.each(ROUTES)('%s %s', (method, path) => {
  it.each([
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }, 'sign_in_not_configured'],
    ['a page of another origin', { origin: 'https://evil.example' }, 'caller_not_local'],
    ['a name that was made to resolve here', { host: 'evil.example' }, 'caller_not_local'],
  ])('is not for callers behind %s', async (_, headers, reason) => {
    const { status, body } = await request(service.url)[method](path).set(headers);
    expect([status, body.reason]).toEqual([403, reason]);
  });
});

it('lets the page be developed at its own origin', async () => {
  const { headers } = await request(service.url)
    .get('/operator/api/runs')
    .set('origin', 'http://localhost:5176')
    .expect(200);
  expect(headers['access-control-allow-origin']).toBe('http://localhost:5176');
  expect(headers['access-control-expose-headers']).toContain('x-request-id');
});

it('is no part of the documented API', async () => {
  const { body } = await request(service.url).get('/docs-json').expect(200);
  expect(Object.keys(body.paths).filter((path) => path.startsWith('/operator'))).toEqual([]);
});
