import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { startService } from './running-service.js';
import { ServiceProcess } from './service-process.js';

/** Given by test/leaks/environment.mjs, which looks at every spec in this way when it is over. */
declare const leakWatch: { isSecret(text: string): boolean; leaks(): string[] };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sees what is sent as its receiver does. */
let receiver: Server;
let received: Seen[];
let receiverUrl: string;
beforeAll(async () => {
  receiver = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json').end('[]');
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received = [];
});
afterAll(() => receiver.close());

const secretParts = (token = '') => token.split('.').slice(1);

describe('the watch over everything that is printed', () => {
  it('knows the tokens, the proofs and the secret that a service uses', async () => {
    const service = await startService(OIDC, { OIDC_DPOP_oidc: 'on', RESOURCE_SERVER_URL: receiverUrl });
    await request(service.url).post('/m2m/run').expect(200);
    await service.close();
    const { authorization = '', dpop } = received[0]?.headers ?? {};
    const parts = [...secretParts(authorization.split(' ')[1]), ...secretParts(String(dpop)), service.secret];
    expect(parts.map((part) => [part.length > 20, leakWatch.isSecret(part)])).toEqual(parts.map(() => [true, true]));
    expect(leakWatch.leaks()).toEqual([]);
  });

  it.each(['client_secret_post', 'client_secret_jwt'])('knows what %s sends', async (method) => {
    const settings = { OIDC_CLIENT_AUTH_METHOD_oidc: method, OIDC_TOKEN_URL_oidc: `${receiverUrl}/token` };
    const service = await startService(OIDC, settings);
    await request(service.url).post('/auth/system/cc/token').expect(503);
    await service.close();
    const form = new URLSearchParams(received[0]?.body);
    const sent = form.get('client_secret') ?? secretParts(form.get('client_assertion') ?? '')[1];
    expect(sent?.length).toBeGreaterThan(20);
    expect(leakWatch.isSecret(String(sent))).toBe(true);
    expect(leakWatch.leaks()).toEqual([]);
  });

  it('knows the tokens that a process is sent, and reads what it prints', async () => {
    const { issuer, secret, close } = await startService(OIDC);
    const service = new ServiceProcess({ ...OIDC.variables(issuer, secret), LOG_LEVEL: 'debug' });
    const token = await issuer.mint('oidc');
    const answer = await fetch(`${await service.url()}/students`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    await service.stop();
    await close();
    expect(secretParts(token).map((part) => leakWatch.isSecret(part))).toEqual([true, true]);
    expect(leakWatch.leaks()).toEqual([]);

    const child = spawn(process.execPath, [
      '-e',
      'console.log(process.argv[1]); console.error(process.argv[1])',
      token,
    ]);
    child.stdout.resume();
    child.stderr.resume();
    await once(child, 'close');
    expect(leakWatch.leaks()).toHaveLength(2);
  });

  it('knows a private key by its looks', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const key of [
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
      JSON.stringify(privateKey.export({ format: 'jwk' })),
    ]) {
      await promisify(execFile)(process.execPath, ['-e', 'console.log(process.argv[1])', '--', String(key)]);
      expect(leakWatch.leaks()).toContain('a private key');
    }
  });

  it('makes a run fail that has printed a secret, and does not print it again', async () => {
    const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    const run = spawn(process.execPath, [...jest, '--testMatch', '**/test/leaks/planted.fixture.ts'], { cwd: ROOT });
    let said = '';
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => (said += chunk));
    const [code] = await once(run, 'close');
    expect(code).toBe(1);
    expect(said).toContain('Secrets were printed:\n    it was [secret] that was sent');
    expect(said).not.toMatch(/planted-[\da-f]/);
  });
});
