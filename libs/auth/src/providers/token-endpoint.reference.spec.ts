import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { API, type ReferenceProvider, startReferenceProvider } from '../../test/reference-provider.js';
import {
  type CertifiedKey,
  jwkOf,
  RSA,
  selfSigned,
  type TestAuthority,
  testAuthority,
} from '../../test/test-certificates.js';
import { type TokenClient, tokenClientOf } from '../../test/token-client-of.js';

const SECRET = 'p+q/r=s&t%u ~!p+q/r=s&t%u ~!p+q/r';

let folder: string;
let provider: ReferenceProvider;
let authority: TestAuthority;
let rsa: CertifiedKey;
let ec: CertifiedKey;
let current: CertifiedKey;
let next: CertifiedKey;
let stranger: CertifiedKey;
let own: CertifiedKey;

const secretClient = (method: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt') => ({
  client_id: method,
  client_secret: SECRET,
  token_endpoint_auth_method: method,
});
const subjectOf = ({ cert }: CertifiedKey) => new X509Certificate(cert).subject;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reference-provider-'));
  authority = await testAuthority();
  [rsa, ec, own] = await Promise.all([
    selfSigned({ commonName: 'rsa', algorithm: RSA }),
    selfSigned({ commonName: 'ec' }),
    selfSigned({ commonName: 'own' }),
  ]);
  current = await authority.issue({ commonName: 'caller' });
  next = await authority.issue({ commonName: 'caller' });
  stranger = await authority.issue({ commonName: 'stranger' });
  provider = await startReferenceProvider({
    trusted: [authority.cert, own.cert, ec.cert],
    clients: [
      secretClient('client_secret_basic'),
      secretClient('client_secret_post'),
      secretClient('client_secret_jwt'),
      { client_id: 'rsa', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwkOf(rsa.cert)] } },
      { client_id: 'ec', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwkOf(ec.cert)] } },
      {
        client_id: 'caller',
        token_endpoint_auth_method: 'tls_client_auth',
        tls_client_auth_subject_dn: subjectOf(current),
      },
      {
        client_id: 'own',
        token_endpoint_auth_method: 'self_signed_tls_client_auth',
        jwks: { keys: [jwkOf(own.cert)] },
      },
    ],
  });
});

afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const filesOf = async ({ key, cert }: CertifiedKey, name: string) => ({
  clientKeyFile: await file(`${name}.key`, key),
  clientCertFile: await file(`${name}.crt`, cert),
});

const clientOf = (values: object) =>
  tokenClientOf(
    'oidc',
    { issuer: provider.issuer, audience: API, scope: 'read:students', ...values },
    provider.authority,
  );

async function expectToken(client: TokenClient, clientId: string): Promise<void> {
  const { accessToken } = await client.request();
  expect(decodeJwt(accessToken)).toMatchObject({ client_id: clientId, aud: API, scope: 'read:students' });
}

it.each(['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const)('%s', async (method) => {
  const client = { clientId: method, clientAuthMethod: method };
  await expectToken(clientOf({ ...client, clientSecret: SECRET }), method);
  await expect(clientOf({ ...client, clientSecret: 'wrong' }).request()).rejects.toMatchObject({
    reason: 'client_refused',
  });
});

it.each([
  ['RS256', 'rsa', undefined, 'issuer'],
  ['RS256', 'rsa', 'RS256', 'token_endpoint'],
  ['PS256', 'rsa', 'PS256', 'issuer'],
  ['ES256', 'ec', undefined, 'issuer'],
  ['ES256', 'ec', 'ES256', 'token_endpoint'],
] as const)(
  'private_key_jwt, %s by the key %s and the setting %s, for the %s',
  async (_, name, algorithm, audience) => {
    const clientKeyFile = await file('private.key', { rsa, ec }[name].key);
    const style = { clientId: name, assertionAlgorithm: algorithm, assertionAudience: audience };
    await expectToken(clientOf({ ...style, clientKeyFile }), name);
    await writeFile(
      clientKeyFile,
      (await selfSigned({ commonName: 'other', algorithm: name === 'rsa' ? RSA : undefined })).key,
    );
    await expect(clientOf({ ...style, clientKeyFile }).request()).rejects.toMatchObject({ reason: 'client_refused' });
  },
);

it('private_key_jwt with a certificate', async () => {
  await expectToken(clientOf({ clientId: 'rsa', sendX5c: true, ...(await filesOf(rsa, 'rsa')) }), 'rsa');
});

it('tls_client_auth, and the rotated certificate at the next request', async () => {
  const files = await filesOf(current, 'caller');
  const client = clientOf({ clientId: 'caller', clientAuthMethod: 'tls_client_auth', ...files });
  await expectToken(client, 'caller');
  await filesOf(next, 'caller');
  await expectToken(client, 'caller');
  await filesOf(stranger, 'caller');
  await expect(client.request()).rejects.toMatchObject({ reason: 'client_refused' });
});

it('self_signed_tls_client_auth', async () => {
  const client = { clientId: 'own', clientAuthMethod: 'tls_client_auth' };
  await expectToken(clientOf({ ...client, ...(await filesOf(own, 'own')) }), 'own');
  await expect(clientOf({ ...client, ...(await filesOf(ec, 'ec')) }).request()).rejects.toMatchObject({
    reason: 'client_refused',
  });
});

it('sends nothing to a TLS endpoint that it does not trust', async () => {
  const settings = { issuer: provider.issuer, audience: API, clientId: 'caller', clientAuthMethod: 'tls_client_auth' };
  const client = tokenClientOf('oidc', { ...settings, ...(await filesOf(current, 'caller')) });
  await expect(client.request()).rejects.toMatchObject({
    reason: 'provider_unavailable',
    actual: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+ cannot be reached \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/),
  });
});
