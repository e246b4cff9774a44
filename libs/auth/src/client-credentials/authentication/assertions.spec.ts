import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { LoopbackServer, reply } from '../../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../../test/manual-clock.js';
import { type CertifiedKey, RSA, selfSigned, testAuthority } from '../../../test/test-certificates.js';
import { tokenEndpointOf } from '../../../test/token-endpoint-of.js';
import { boundedFetch } from '../../outbound/bounded-fetch.js';
import type { Client } from '../token-endpoint.js';
import { TokenWire } from '../token-wire.js';
import type { Material } from './client-authentication.js';

const ISSUER = 'https://op.example';
const SECRET = 'a secret of thirty-two characters';

let server: LoopbackServer;
let rsa: CertifiedKey;
let ec: CertifiedKey;

beforeAll(async () => {
  server = await LoopbackServer.start(reply({ access_token: 'T1', token_type: 'Bearer' }));
  [rsa, ec] = await Promise.all([selfSigned({ commonName: 'rsa', algorithm: RSA }), selfSigned({ commonName: 'ec' })]);
});

const materialOf =
  (texts: Partial<Record<Material, string>>): Client['read'] =>
  async (material) =>
    texts[material] ?? '';

const keyClient = ({ key, cert }: CertifiedKey, assertion: Partial<Client['assertion']> = {}, certified = true) => ({
  method: 'private_key_jwt' as const,
  read: materialOf({ key, ...(certified && { certificate: cert }) }),
  assertion: { audience: 'issuer' as const, sendX5c: false, ...assertion },
});

function wireOf(client: Partial<Client>) {
  const endpoint = tokenEndpointOf({ issuer: ISSUER, url: async () => server.url('/token'), client });
  const wire = new TokenWire(endpoint, boundedFetch(), new ManualClock());
  return () => wire.request({ key: 'K', parameters: {} });
}

const lastForm = () => Object.fromEntries(new URLSearchParams(server.requests.at(-1)?.body));

async function assertionBy(client: Partial<Client>): Promise<string> {
  await wireOf(client)();
  return String(lastForm().client_assertion);
}

it.each(['client_secret_jwt', 'private_key_jwt'] as const)('%s sends an assertion in the form', async (method) => {
  await wireOf(method === 'private_key_jwt' ? keyClient(ec) : { method, read: materialOf({ secret: SECRET }) })();
  const { client_assertion, ...form } = lastForm();
  expect(form).toEqual({
    grant_type: 'client_credentials',
    client_id: 'portero',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  });
  expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
  expect(decodeJwt(client_assertion ?? '')).toEqual({
    iss: 'portero',
    sub: 'portero',
    aud: ISSUER,
    jti: expect.stringMatching(/^[\w-]{22,}$/),
    iat: START_SECONDS,
    nbf: START_SECONDS,
    exp: START_SECONDS + 120,
  });
});

it('signs client_secret_jwt by HS256 with the secret', async () => {
  const assertion = await assertionBy({ method: 'client_secret_jwt', read: materialOf({ secret: SECRET }) });
  const { protectedHeader } = await compactVerify(assertion, Buffer.from(SECRET));
  expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
});

it.each([
  ['RS256', 'rsa', undefined],
  ['RS256', 'rsa', 'RS256'],
  ['PS256', 'rsa', 'PS256'],
  ['ES256', 'ec', undefined],
  ['ES256', 'ec', 'ES256'],
] as const)('signs private_key_jwt by %s with the key %s and the setting %s', async (alg, name, algorithm) => {
  const pair = { rsa, ec }[name];
  const assertion = await assertionBy(keyClient(pair, { algorithm }, false));
  const { protectedHeader } = await compactVerify(assertion, createPublicKey(pair.cert));
  expect(protectedHeader).toEqual({ alg, typ: 'JWT' });
});

it.each([
  ['issuer', (): string => ISSUER],
  ['token_endpoint', (): string => server.url('/token')],
] as const)('has one text for aud: %s', async (audience, aud) => {
  expect(decodeJwt(await assertionBy(keyClient(ec, { audience }))).aud).toBe(aud());
});

it('has a jti of its own in every attempt', async () => {
  const ask = wireOf(keyClient(ec));
  const ids: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    await ask();
    ids.push(decodeJwt(lastForm().client_assertion ?? '').jti);
  }
  expect(new Set(ids).size).toBe(5);
});

it.each([
  ['RS256', { x5t: 'sha1', 'x5t#S256': 'sha256' }],
  ['PS256', { 'x5t#S256': 'sha256' }],
] as const)('names the key by its certificate, with %s (RFC 7515 §4.1.7, §4.1.8)', async (algorithm, digests) => {
  const { raw } = new X509Certificate(rsa.cert);
  const thumbprints = Object.entries(digests).map(([member, hash]) => [
    member,
    createHash(hash).update(raw).digest('base64url'),
  ]);
  expect(decodeProtectedHeader(await assertionBy(keyClient(rsa, { algorithm })))).toEqual({
    alg: algorithm,
    typ: 'JWT',
    ...Object.fromEntries(thumbprints),
  });
});

it('sends the certificates only when it is told to (RFC 7515 §4.1.6)', async () => {
  const authority = await testAuthority();
  const issued = await authority.issue({ commonName: 'caller' });
  const chain = { key: issued.key, cert: `${issued.cert}\n${authority.cert}` };
  const { x5c } = decodeProtectedHeader(await assertionBy(keyClient(chain, { sendX5c: true })));
  expect(x5c).toEqual([issued.cert, authority.cert].map((pem) => new X509Certificate(pem).raw.toString('base64')));
});

it.each<[string, () => Partial<Client>, string, string]>([
  [
    'a key that is none',
    () => keyClient({ ...ec, key: 'KEY' }),
    "the client's key",
    'its file must hold a private key',
  ],
  ['another key', () => keyClient({ ...ec, cert: rsa.cert }), "the client's certificate", 'does not belong to the key'],
  [
    'a certificate that is none',
    () => keyClient({ ...ec, cert: 'KEY' }),
    "the client's certificate",
    'its file must hold a certificate',
  ],
  ['a key of another type', () => keyClient(ec, { algorithm: 'PS256' }), 'a key for PS256', 'a key of another type'],
])('sends nothing with %s, and gives nothing of it away', async (_, client, expected, actual) => {
  const asked = server.requests.length;
  const refusal: unknown = await wireOf(client())().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    reason: 'client_secret_unreadable',
    expected,
    actual: expect.stringContaining(actual),
  });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/KEY\b(?!-----)|MII/);
  expect(server.requests).toHaveLength(asked);
});
