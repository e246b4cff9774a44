import request from 'supertest';
import { API, PROVIDER_ROWS } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const PRODUCTS = [
  { id: 'p1', name: 'Cafetera Pro', price: 129.99, currency: 'USD' },
  { id: 'p2', name: 'Molino Manual', price: 49.5, currency: 'USD' },
  { id: 'p3', name: 'Tetera de Cristal', price: 34, currency: 'USD' },
];
const STUDENTS = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Alan' },
];

describe.each(PROVIDER_ROWS)('the main job with $name', (row) => {
  let service: RunningService;
  const tokenRequests = () => service.issuer.requests.filter(({ endpoint }) => endpoint === 'token');

  beforeAll(async () => {
    service = await startService(row);
  });
  afterAll(() => service.close());

  it('runs from operator to resource server, asking for the token once', async () => {
    const first = await request(service.url).post('/m2m/run').expect(200);
    const second = await request(service.url).post('/m2m/run').send({}).expect(200);

    expect(first.text).toBe(JSON.stringify(STUDENTS));
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(first.headers['server-timing']).toMatch(/^token;desc="miss";dur=[\d.]+, call;dur=[\d.]+$/);
    expect(second.headers['server-timing']).toMatch(/^token;desc="hit";dur=[\d.]+, call;dur=[\d.]+$/);
    expect(second.body).toEqual(STUDENTS);
    expect(tokenRequests()).toHaveLength(1);
  });

  it('gives a token as RFC 6749 §5.1 writes it, and never to be stored', async () => {
    const { body, headers } = await request(service.url).post('/auth/system/cc/token').send({}).expect(200);

    expect(body).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer' });
    expect(Number.isInteger(body.expires_in) && body.expires_in > 0).toBe(true);
    expect(Object.keys(body).filter((name) => name !== 'scope')).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.pragma).toBe('no-cache');
  });

  it('opens the guarded routes to that token', async () => {
    const { body } = await request(service.url).post('/auth/system/cc/token').expect(200);
    const authorization = `Bearer ${body.access_token}`;

    const products = await request(service.url).get('/products').set({ authorization }).expect(200);
    const students = await request(service.url).get('/students').set({ authorization }).expect(200);
    expect(products.body).toEqual(PRODUCTS);
    expect(students.body).toEqual(STUDENTS);
  });

  it('names the audience of a request to the provider', async () => {
    const { body } = await request(service.url).post('/auth/system/cc/token').send({ audience: API }).expect(200);
    await request(service.url).get('/products').set('authorization', `Bearer ${body.access_token}`).expect(200);
  });

  it('refuses a provider that it does not have, and a field that it does not know', async () => {
    const unknown = await request(service.url).post('/auth/system/cc/token').send({ provider: 'nobody' }).expect(400);
    expect(unknown.body.reason).toBe('provider_unknown');
    expect(unknown.headers['content-type']).toBe('application/problem+json; charset=utf-8');

    const field = await request(service.url).post('/auth/system/cc/token').send({ scopes: 'x' }).expect(400);
    expect(field.body).toMatchObject({ reason: 'request_invalid', detail: 'Unrecognized key: "scopes"' });
  });
});
