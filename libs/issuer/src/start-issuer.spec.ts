import { get, requestToken } from '../test/http-client.js';
import { sendRaw } from '../test/raw-http.js';
import { API, OPTIONS, runIssuer, TENANT } from '../test/running-issuer.js';
import { type Fault, startIssuer } from './index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

it('fills in the defaults and leaves the options alone', async () => {
  const options = {
    ...OPTIONS,
    tenant: undefined,
    apis: [{ identifier: API.identifier, permissions: API.permissions }],
  };
  const before = structuredClone(options.apis);
  const issuer = await runIssuer(options);
  expect(issuer.tenant).toMatch(UUID);
  expect(issuer.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(issuer.apis).toEqual([
    {
      identifier: API.identifier,
      permissions: API.permissions,
      clientId: expect.stringMatching(UUID),
      accessTokenAcceptedVersion: 2,
      tokenFormat: 'jwt',
    },
  ]);
  expect(options.apis).toEqual(before);
});

it('takes the tenant of the options and the real time by default', async () => {
  const issuer = await runIssuer({ now: undefined });
  expect(issuer.tenant).toBe(TENANT);
  const before = Math.floor(Date.now() / 1000);
  const { body } = await requestToken(issuer, 'azure-v1');
  expect(Number(body.expires_on) - 3600 - before).toBeLessThanOrEqual(60);
});

it('rejects bad options', async () => {
  await expect(startIssuer({ ...OPTIONS, tenant: 'contoso' })).rejects.toThrow(TypeError);
});

it('rejects with the listening error when the port is taken', async () => {
  const first = await runIssuer();
  const port = Number(new URL(first.origin).port);
  await expect(startIssuer({ ...OPTIONS, port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
});

it.each<Fault>([{ kind: 'hang' }, { kind: 'hang_after_headers' }, { kind: 'slow', milliseconds: 3_600_000 }])(
  'closes under a pending $kind and leaves no timer',
  async (fault) => {
    const issuer = await startIssuer(OPTIONS);
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    issuer.injectFault({ endpoint: 'jwks' }, fault);
    const before = timers();
    const pending = sendRaw(issuer.origin, 'GET /oidc/jwks HTTP/1.1\r\nHost: x\r\n\r\n').catch(() => 'reset');
    while (issuer.requests.length === 0) await new Promise(setImmediate);
    await issuer.close();
    await pending;
    expect(timers()).toBeLessThanOrEqual(before);
    await issuer.close();
  },
);

it('frees its port', async () => {
  const first = await startIssuer(OPTIONS);
  await get(first.endpoints.oidc.discoveryUrl);
  await first.close();
  const second = await startIssuer({ ...OPTIONS, port: Number(new URL(first.origin).port) });
  expect(second.origin).toBe(first.origin);
  await second.close();
});
