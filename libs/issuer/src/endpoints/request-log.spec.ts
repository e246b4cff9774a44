import { get, requestToken } from '../../test/http-client.js';
import { CLIENT, runIssuer } from '../../test/running-issuer.js';
import { RequestLog } from './request-log.js';

const AT = 1_700_000_000_000;

it('keeps what arrived, without secrets', async () => {
  const issuer = await runIssuer();
  await get(`${issuer.endpoints['azure-v1'].jwksUrl}?appid=abc&code=hidden`);
  await get(issuer.endpoints.oidc.discoveryUrl);
  await requestToken(issuer, 'auth0', { scope: 'read:students', client_assertion_type: 'jwt', assertion: 'a.b.c' });
  await requestToken(issuer, 'oidc', { client_secret: 'wrong' });
  expect(issuer.requests).toEqual([
    {
      personality: 'azure-v1',
      endpoint: 'jwks',
      method: 'GET',
      at: AT,
      parameters: { appid: 'abc', code: '[hidden]' },
    },
    { personality: 'oidc', endpoint: 'discovery', method: 'GET', at: AT, parameters: {} },
    {
      personality: 'auth0',
      endpoint: 'token',
      method: 'POST',
      at: AT,
      authenticatedBy: 'client_secret_post',
      parameters: {
        grant_type: 'client_credentials',
        client_id: 'portero',
        client_secret: '[hidden]',
        client_assertion_type: 'jwt',
        assertion: '[hidden]',
        audience: 'api://students',
        scope: 'read:students',
      },
    },
    {
      personality: 'oidc',
      endpoint: 'token',
      method: 'POST',
      at: AT,
      parameters: {
        grant_type: 'client_credentials',
        client_id: 'portero',
        client_secret: '[hidden]',
        resource: 'api://students',
      },
    },
  ]);
  expect(JSON.stringify(issuer.requests)).not.toContain(CLIENT.secret);
});

it('records a request that is struck by a fault', async () => {
  const issuer = await runIssuer();
  issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 503 });
  await requestToken(issuer, 'azure-v2');
  expect(issuer.requests.at(-1)).toMatchObject({ endpoint: 'token', parameters: { scope: 'api://students/.default' } });
});

it('forgets all but the last 10,000', () => {
  const log = new RequestLog();
  const route = { personality: 'oidc', endpoint: 'jwks', tenant: '', origin: 'http://127.0.0.1:1' } as const;
  const request = { ...route, method: 'GET', authorization: [], dpop: [] };
  for (let at = 0; at < 10_005; at += 1) {
    log.add({ ...request, query: [], parameters: undefined, bodyTooLarge: false }, at);
  }
  expect(log.entries).toHaveLength(10_000);
  expect(log.entries[0]?.at).toBe(5);
});
