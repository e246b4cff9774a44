import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { introspectionOfSettings, introspectionWireOf } from '../../test/introspection-of.js';
import { API, type ReferenceProvider, startReferenceProvider } from '../../test/reference-provider.js';
import { type CertifiedKey, jwkOf, RSA, selfSigned, testAuthority } from '../../test/test-certificates.js';
import { tokenClientOf } from '../../test/token-client-of.js';

const SECRET = 'p+q/r=s&t%u ~!p+q/r=s&t%u ~!p+q/r';
const SECRET_METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const;

let folder: string;
let provider: ReferenceProvider;
let rsa: CertifiedKey;
let tls: CertifiedKey;
let stranger: CertifiedKey;
/** An opaque token of the client `caller`. */
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'introspection-'));
  const authority = await testAuthority();
  rsa = await selfSigned({ commonName: 'rsa', algorithm: RSA });
  tls = await authority.issue({ commonName: 'tls' });
  stranger = await authority.issue({ commonName: 'stranger' });
  provider = await startReferenceProvider({
    tokenFormat: 'opaque',
    trusted: [authority.cert],
    clients: [
      { client_id: 'caller', client_secret: SECRET },
      ...SECRET_METHODS.map((method) => ({
        client_id: method,
        client_secret: SECRET,
        token_endpoint_auth_method: method,
      })),
      { client_id: 'rsa', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwkOf(rsa.cert)] } },
      {
        client_id: 'tls',
        token_endpoint_auth_method: 'tls_client_auth',
        tls_client_auth_subject_dn: new X509Certificate(tls.cert).subject,
      },
    ],
  });
  const caller = tokenClientOf('oidc', values({ clientId: 'caller', clientSecret: SECRET, scope: 'read:students' }));
  token = (await caller.request()).accessToken;
});

afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

const values = (changes: object) => ({ issuer: provider.issuer, audience: API, ...changes });

async function filesOf({ key, cert }: CertifiedKey) {
  const files = { clientKeyFile: join(folder, 'client.key'), clientCertFile: join(folder, 'client.crt') };
  await writeFile(files.clientKeyFile, key);
  await writeFile(files.clientCertFile, cert);
  return files;
}

const claimsBy = (client: object) => introspectionWireOf('oidc', values(client), provider.authority).claimsOf(token);

it.each(SECRET_METHODS)('asks by %s', async (method) => {
  const client = { clientId: method, clientAuthMethod: method };
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await claimsBy({ ...client, clientSecret: SECRET })).toEqual({
    iss: provider.issuer,
    aud: API,
    client_id: 'caller',
    sub: 'caller',
    scope: 'read:students',
    token_type: 'Bearer',
    exp: expect.any(Number),
    iat: expect.any(Number),
  });
  await expect(claimsBy({ ...client, clientSecret: 'wrong' })).rejects.toMatchObject({ reason: 'client_refused' });
});

it.each(['issuer', 'token_endpoint'])('asks by private_key_jwt for the %s', async (assertionAudience) => {
  const client = { clientId: 'rsa', assertionAudience };
  expect(await claimsBy({ ...client, ...(await filesOf(rsa)) })).toMatchObject({ client_id: 'caller' });
  const other = await selfSigned({ commonName: 'rsa', algorithm: RSA });
  await expect(claimsBy({ ...client, ...(await filesOf(other)) })).rejects.toMatchObject({ reason: 'client_refused' });
});

it('asks by tls_client_auth, where the issuer asks for a certificate', async () => {
  const client = { clientId: 'tls', clientAuthMethod: 'tls_client_auth' };
  expect(await claimsBy({ ...client, ...(await filesOf(tls)) })).toMatchObject({ client_id: 'caller' });
  await expect(claimsBy({ ...client, ...(await filesOf(stranger)) })).rejects.toMatchObject({
    reason: 'client_refused',
  });
});

it('asks with either secret of a rotation', async () => {
  const clientSecretFile = join(folder, 'secret');
  await writeFile(clientSecretFile, `outdated\n${SECRET}\n`);
  expect(await claimsBy({ clientId: 'caller', clientSecretFile })).toMatchObject({ client_id: 'caller' });
});

it('tells callers of a wrong secret that the issuer cannot be asked, and the log why', async () => {
  const introspection = introspectionOfSettings('oidc', values({ clientId: 'caller', clientSecret: 'wrong' }));
  await expect(introspection.claimsOf(token)).rejects.toMatchObject({
    reason: 'introspection_unavailable',
    status: 503,
    error: undefined,
    actual: 'client_refused: status 401, invalid_client',
  });
});

it.each([
  ['a made-up token', 'made-up'],
  ['a token with a character changed', 'CHANGED'],
  ['a token with characters of forms', 'a+b/c=&active=true'],
])('refuses %s', async (_, presented) => {
  const introspection = introspectionOfSettings('oidc', values({ clientId: 'caller', clientSecret: SECRET }));
  const changed = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
  await expect(introspection.claimsOf(presented === 'CHANGED' ? changed : presented)).rejects.toMatchObject({
    reason: 'token_inactive',
    status: 401,
  });
});
