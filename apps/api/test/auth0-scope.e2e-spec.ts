import { startIssuer } from '@portero/issuer';
import request from 'supertest';
import { API, CLIENT } from './provider-environments.js';
import { listen, PROBLEM_TYPES } from './running-service.js';

/** The service as an Auth0 user sets it up, with a client that is granted these permissions. */
async function startWithGrant(permissions: readonly string[]) {
  const secret = crypto.randomUUID();
  const issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read:students'] }],
    clients: [{ id: CLIENT, secret, grants: { [API]: permissions } }],
  });
  const { app } = await listen({
    AUTH_PROVIDERS: 'auth0',
    AUTH0_DOMAIN: issuer.endpoints.auth0.issuer.replace(/\/$/, ''),
    AUTH0_AUDIENCE: API,
    AUTH0_CLIENT_ID: CLIENT,
    AUTH0_CLIENT_SECRET: secret,
  });
  const close = async () => {
    await app.close();
    await issuer.close();
  };
  return { url: await app.getUrl(), close };
}

it('answers Ada and Alan with the scope', async () => {
  const { url, close } = await startWithGrant(['read:students']);
  const { text } = await request(url).post('/m2m/run').expect(200);
  expect(text).toBe('[{"id":1,"name":"Ada"},{"id":2,"name":"Alan"}]');
  await close();
});

it('answers 403 insufficient_scope without it, and the operator hears that the resource server refused', async () => {
  const { url, close } = await startWithGrant([]);
  const { body: token } = await request(url).post('/auth/system/cc/token').expect(200);
  const { headers } = await request(url)
    .get('/students')
    .set('authorization', `Bearer ${token.access_token}`)
    .expect(403);
  expect(headers['www-authenticate']).toContain('error="insufficient_scope"');

  const { body } = await request(url).post('/m2m/run').expect(502);
  expect(body).toEqual({
    type: `${PROBLEM_TYPES}resource_server_refused`,
    title: 'Resource server refused',
    status: 502,
    detail: 'The resource server refused the call or failed on it.',
    error: 'insufficient_scope',
    reason: 'resource_server_refused',
  });
  await close();
});

it('says that the provider refused a scope that is not granted', async () => {
  const { url, close } = await startWithGrant(['read:students']);
  const { body } = await request(url).post('/auth/system/cc/token').send({ audience: 'api://unknown' }).expect(502);
  expect(body).toMatchObject({ reason: 'scope_refused', error: 'access_denied' });
  await close();
});
