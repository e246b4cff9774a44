import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { selfSigned, type TestAuthority, testAuthority } from '../../../libs/auth/test/test-certificates.js';
import { createApp } from '../src/create-app.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { firstAnswer, openConnection, untilClosed } from './raw-connection.js';
import { startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

let folder: string;
let authority: TestAuthority;
let variables: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portero-'));
  authority = await testAuthority();
  const { key, cert } = await authority.issue({ commonName: 'api' });
  const files = { TLS_KEY_FILE: join(folder, 'tls.key'), TLS_CERT_FILE: join(folder, 'tls.crt') };
  writeFileSync(files.TLS_KEY_FILE, key);
  writeFileSync(files.TLS_CERT_FILE, cert);
  variables = { ...files, RESOURCE_SERVER_URL: 'https://resource.example', PUBLIC_URL: '' };
});
afterAll(() => rmSync(folder, { recursive: true }));

/** One request on a connection of its own. */
async function call(url: string, method: string, options: ConnectionOptions = {}) {
  const agent = new Agent({ ca: authority.cert, ...options });
  const sent = request(url, { method, agent, headers: { connection: 'close' } }).end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(await text(response)) };
}

it('listens with https, and knows itself by it', async () => {
  const service = await startService(LOCAL, variables);
  expect(service.url).toMatch(/^https:/);
  const { status, headers, body } = await call(`${service.url}/.well-known/oauth-protected-resource`, 'GET');
  expect({ status, resource: body.resource }).toEqual({ status: 200, resource: 'https://localhost:0' });
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
  expect((await call(`${service.url}/auth/system/cc/token`, 'POST')).status).toBe(200);
  await service.close();
});

it('asks for a certificate, and takes any or none (RFC 8705 §3)', async () => {
  const service = await startService(LOCAL, variables);
  const presented: unknown[] = [];
  service.app.getHttpServer().on('secureConnection', (socket: TLSSocket) => {
    presented.push(socket.getPeerCertificate().subject?.CN);
  });
  const known = await authority.issue({ commonName: 'known' });
  const own = await selfSigned({ commonName: 'own' });
  for (const identity of [{}, known, own]) {
    expect((await call(`${service.url}/health/live`, 'GET', identity)).status).toBe(200);
  }
  expect(presented).toEqual([undefined, 'known', 'own']);
  await service.close();
});

it('speaks TLS 1.2 and 1.3, and nothing older', async () => {
  const service = await startService(LOCAL, variables);
  const live = `${service.url}/health/live`;
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    expect((await call(live, 'GET', { minVersion: version, maxVersion: version })).status).toBe(200);
  }
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await expect(call(live, 'GET', old)).rejects.toMatchObject({
    message: expect.stringContaining('alert protocol version'),
  });
  await service.close();
});

it('has the same limits under TLS (F-E04, F-E16)', async () => {
  const limits = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 20 };
  const app = await createApp({ PORT: '0', OIDC_ISSUER_local: 'http://127.0.0.1:9/oidc', ...variables }, limits);
  app.useLogger(false);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const handshaken = async (said: string) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', ca: authority.cert });
    await once(socket, 'secureConnect');
    socket.write(said);
    return firstAnswer(await untilClosed(socket));
  };

  expect((await handshaken('hello\r\n\r\n')).status).toBe(400);
  expect((await handshaken('GET /health/live HTTP/1.1\r\nX-Slow: ')).status).toBe(408);
  // A client that never begins to shake hands.
  expect(await untilClosed(await openConnection(url))).toBe('');
  await app.close();
});
