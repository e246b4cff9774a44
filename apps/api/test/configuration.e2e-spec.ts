import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import request from 'supertest';
import { freePort } from './free-port.js';
import { ServiceProcess } from './service-process.js';

async function startup(variables: Readonly<Record<string, string>>) {
  const service = new ServiceProcess(variables);
  return { code: await service.exitCode(), printed: service.printed };
}

it('names every fault and how to mend it, and exits without a stack trace', async () => {
  const secret = 'do-not-print-this';
  const { code, printed } = await startup({
    PORT: 'http',
    AUTH_PROVIDERS: 'azure,auth0,partner,azure',
    OIDC_ISSUER_azure: 'https://login.microsoftonline.com/common/v2.0',
    OIDC_CLIENT_ID_azure: 'caller',
    OIDC_CLIENT_SECRET_azure: secret,
    OIDC_RELAX_AUDIENC_azure: 'true',
    OIDC_CLOCK_TOLERANCE_azure: '301',
    OIDC_ALGORITHMS_azure: 'HS256',
    AUTH0_DOMAIN: 'http://tenant.example',
    AUTH0_CLIENT_SECRET: secret,
    OIDC_KIND_partner: 'okta',
    SYSTEM_TOKEN_ACCESS: 'everyone',
    RESOURCE_SERVER_URL: 'resource-server',
  });

  expect(code).toBe(1);
  expect(printed).toBe(`The configuration has 14 faults:
  OIDC_KIND_partner must say which kind of provider partner is: one of azure, auth0, oidc, local
  AUTH_PROVIDERS lists azure twice
  OIDC_RELAX_AUDIENC_azure is not a setting: did you mean OIDC_RELAX_AUDIENCE_azure?
  OIDC_CLOCK_TOLERANCE_azure must be whole seconds from 0 to 300
  OIDC_ALGORITHMS_azure must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519
  OIDC_TENANTS_azure is required with common in the issuer: list the tenant ids let in
  OIDC_TOKEN_URL_azure is required to ask for tokens with common in the issuer: the token endpoint of one tenant
  OIDC_AUDIENCE_azure is required: the API's App ID URI, such as api://<application id>, or its application id
  AUTH0_DOMAIN must be an https URL (http only on a loopback address), without credentials or fragment
  OIDC_CLIENT_ID_auth0 is required with a client secret
  OIDC_AUDIENCE_auth0 is required: the API identifier, as in the Auth0 dashboard under Applications > APIs
  PORT must be a port number from 0 to 65535
  RESOURCE_SERVER_URL must be an http or https URL
  SYSTEM_TOKEN_ACCESS must be one of loopback, authenticated, off
`);
  expect(printed).not.toContain(secret);
  expect(printed).not.toMatch(/^\s+at /m);
});

it('refuses the embedded issuer in production, and demands callers with a relaxed audience', async () => {
  const { code, printed } = await startup({
    NODE_ENV: 'production',
    AUTH_PROVIDERS: 'local,oidc',
    OIDC_ISSUER_oidc: 'https://issuer.example',
    OIDC_RELAX_AUDIENCE_oidc: 'true',
  });
  expect(code).toBe(1);
  expect(printed).toBe(`The configuration has 2 faults:
  AUTH_PROVIDERS lists local, the embedded issuer, which is refused in production: list a real provider
  OIDC_CALLERS_oidc is required in production while the audience is relaxed: list the client ids that may call
`);
});

it('says which port is taken, and how to go on', async () => {
  const { server, port } = await occupyPort();
  const { code, printed } = await startup({ LOCAL_ISSUER_PORT: String(port) });
  server.close();

  expect(code).toBe(1);
  expect(printed).toContain(
    `LOCAL_ISSUER_PORT ${port} is taken: choose another, such as PORT=3002 LOCAL_ISSUER_PORT=4011 npm start for a second service beside the first`,
  );
  expect(printed).not.toMatch(/^\s+at /m);
});

it('says that its own port is taken', async () => {
  const { server, port } = await occupyPort();
  const { code, printed } = await startup({
    PORT: String(port),
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: 'https://issuer.example',
    OIDC_AUDIENCE_oidc: 'api://a',
  });
  server.close();

  expect(code).toBe(1);
  expect(printed).toContain(`PORT ${port} is taken: choose another`);
  expect(printed).not.toMatch(/^\s+at /m);
});

describe('what is not wrong but probably not meant', () => {
  it('is a warning, and the service starts', async () => {
    const service = new ServiceProcess({
      OIDC_ISSUER_local: 'http://127.0.0.1:9/oidc',
      OIDC_ISSUER_partner: 'https://issuer.example',
      RESOURCE_SERVER_URL: 'http://resource-server:4006',
    });
    await service.url();
    expect(service.printed).toContain('OIDC_ISSUER_partner is not read');
    expect(service.printed).toContain('RESOURCE_SERVER_URL is plain http');
    await service.stop();
  });
});

describe('the embedded issuer', () => {
  it('starts with the service, needs no variable, and stops with it', async () => {
    const service = new ServiceProcess({ LOCAL_ISSUER_PORT: await freePort() });
    const url = await service.url();
    await request(url).post('/m2m/run').expect(200);
    for (const line of ['/auth/system/cc/token', '/products', '/students', '/m2m/run']) {
      expect(service.printed).toContain(line);
    }
    expect(await service.stop('SIGINT')).toBe(0);
  });
});

async function occupyPort(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
