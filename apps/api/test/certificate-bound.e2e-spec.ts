import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import request from 'supertest';
import {
  type CertifiedKey,
  selfSigned,
  type TestAuthority,
  testAuthority,
} from '../../../libs/auth/test/test-certificates.js';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

let folder: string;
let authority: TestAuthority;
let client: CertifiedKey;
let another: CertifiedKey;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portero-'));
  authority = await testAuthority();
  [client, another] = await Promise.all([selfSigned({ commonName: 'client' }), selfSigned({ commonName: 'another' })]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** RFC 8705 §3.1. */
const thumbprint = ({ cert }: CertifiedKey) =>
  Buffer.from(new X509Certificate(cert).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');

const bound = ({ issuer }: RunningService) =>
  issuer.mint('oidc', { claims: { cnf: { 'x5t#S256': thumbprint(client) } } });

describe('a token that is bound to a certificate (RFC 8705 §3), with TLS of its own', () => {
  let service: RunningService;
  beforeAll(async () => {
    const { key, cert } = await authority.issue({ commonName: 'api' });
    const files = { TLS_KEY_FILE: join(folder, 'tls.key'), TLS_CERT_FILE: join(folder, 'tls.crt') };
    writeFileSync(files.TLS_KEY_FILE, key);
    writeFileSync(files.TLS_CERT_FILE, cert);
    service = await startService(OIDC, { ...files, RESOURCE_SERVER_URL: 'https://resource.example' });
  });
  afterAll(() => service.close());

  /** On a connection of its own. */
  async function call(token: string, identity: Partial<CertifiedKey> = {}, fields: Record<string, string> = {}) {
    const agent = new Agent({ ca: authority.cert, ...identity });
    const headers = { authorization: `Bearer ${token}`, connection: 'close', ...fields };
    const [response] = await once(httpsRequest(`${service.url}/products`, { agent, headers }).end(), 'response');
    const body = (await json(response)) as { reason?: string };
    return { status: response.statusCode, reason: body.reason };
  }

  it('is let in on a connection with that certificate, which no authority need vouch for', async () => {
    expect(await call(await bound(service), client)).toEqual({ status: 200, reason: undefined });
  });

  it('is refused with another certificate, and with none', async () => {
    const token = await bound(service);
    expect(await call(token, another)).toEqual({ status: 401, reason: 'binding_mismatch' });
    expect(await call(token)).toEqual({ status: 401, reason: 'proof_missing' });
  });

  it('is refused with the certificate in a header, which anyone could write', async () => {
    const fields = { 'client-cert': forwarded(client) };
    expect(await call(await bound(service), {}, fields)).toEqual({ status: 401, reason: 'proof_missing' });
  });
});

/** RFC 9440 §2.1. */
const forwarded = ({ cert }: CertifiedKey) => `:${new X509Certificate(cert).raw.toString('base64')}:`;

describe('the same behind a proxy that ends TLS', () => {
  const products = async (service: RunningService, clientCert: string) =>
    request(service.url)
      .get('/products')
      .set({ authorization: `Bearer ${await bound(service)}`, 'client-cert': clientCert });

  it('is let in by the Client-Cert header of a TRUST_PROXY peer (RFC 9440)', async () => {
    const service = await startService(OIDC, { TRUST_PROXY: '127.0.0.1' });
    await products(service, forwarded(client)).then(({ status }) => expect(status).toBe(200));
    expect((await products(service, forwarded(another))).body.reason).toBe('binding_mismatch');
    expect((await products(service, 'no certificate')).body.reason).toBe('proof_missing');
    await service.close();
  });

  it.each<Record<string, string>>([{}, { TRUST_PROXY: '10.0.0.0/8' }])(
    'is refused when the header is of somebody else (%o)',
    async (variables) => {
      const service = await startService(OIDC, variables);
      const { status, body } = await products(service, forwarded(client));
      expect({ status, reason: body.reason }).toEqual({ status: 401, reason: 'proof_missing' });
      await service.close();
    },
  );
});
