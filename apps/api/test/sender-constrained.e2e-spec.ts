import { createHash, randomUUID } from 'node:crypto';
import request from 'supertest';
import { type ProofKey, proofKey } from '../../../libs/auth/test/proof-key.js';
import { OIDC } from './provider-environments.js';
import { PUBLIC_URL, type RunningService, startService } from './running-service.js';

const ALGORITHMS = 'ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519';
const METADATA = `resource_metadata="${PUBLIC_URL}/.well-known/oauth-protected-resource"`;

let key: ProofKey;
let stranger: ProofKey;
beforeAll(async () => {
  [key, stranger] = await Promise.all([proofKey(), proofKey()]);
});

const seconds = () => Math.floor(Date.now() / 1000);

/** A proof for `GET /products` with this token. */
function proofFor(token: string, claims: object = {}, by = key): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  return by.prove({ jti: randomUUID(), htm: 'GET', htu: `${PUBLIC_URL}/products`, iat: seconds(), ath, ...claims });
}

/** What the issuer's token endpoint gives for a proof of the key. */
async function boundToken({ issuer, secret }: RunningService): Promise<string> {
  const { tokenUrl } = issuer.endpoints.oidc;
  const dpop = await key.prove({ jti: randomUUID(), htm: 'POST', htu: tokenUrl, iat: seconds() });
  const form = { grant_type: 'client_credentials', client_id: 'caller', client_secret: secret };
  const answer = await fetch(tokenUrl, { method: 'POST', headers: { dpop }, body: new URLSearchParams(form) });
  const body = (await answer.json()) as { access_token: string; token_type: string };
  expect(body.token_type).toBe('DPoP');
  return body.access_token;
}

async function call({ url }: RunningService, token: string, dpop?: string, scheme = 'DPoP') {
  const fields = { authorization: `${scheme} ${token}`, ...(dpop && { dpop }) };
  const { status, headers, body } = await request(url).get('/products').set(fields);
  const { 'www-authenticate': challenge, 'dpop-nonce': nonce } = headers;
  return { status, reason: body.reason, error: body.error, challenge, nonce };
}

describe('a token that is bound to a key (RFC 9449)', () => {
  let service: RunningService;
  let token: string;
  beforeAll(async () => {
    service = await startService(OIDC);
    token = await boundToken(service);
  });
  afterAll(() => service.close());

  it('is let in with a proof of the key, for each request another one', async () => {
    const proof = await proofFor(token);
    expect(await call(service, token, proof)).toMatchObject({ status: 200 });
    expect(await call(service, token, await proofFor(token))).toMatchObject({ status: 200 });
    expect(await call(service, token, proof)).toMatchObject({
      status: 401,
      reason: 'proof_replayed',
      error: 'invalid_dpop_proof',
      challenge: `DPoP realm="portero", error="invalid_dpop_proof", error_description="The DPoP proof has been used before.", ${METADATA}, algs="${ALGORITHMS}"`,
    });
  });

  it('is of no use to a thief, who has no proof', async () => {
    expect(await call(service, token, undefined, 'Bearer')).toMatchObject({
      status: 401,
      reason: 'proof_missing',
      error: 'invalid_token',
      challenge: `Bearer realm="portero", error="invalid_token", error_description="The access token is bound to a key, and the request does not prove possession of it.", ${METADATA}, DPoP algs="${ALGORITHMS}"`,
    });
    expect(await call(service, token, await proofFor(token), 'Bearer')).toMatchObject({ reason: 'proof_missing' });
    expect(await call(service, token)).toMatchObject({ status: 401, reason: 'proof_invalid' });
    expect(await call(service, token, await proofFor(token, {}, stranger))).toMatchObject({
      status: 401,
      reason: 'binding_mismatch',
      error: 'invalid_token',
    });
  });

  it.each<[string, object]>([
    ['another method', { htm: 'POST' }],
    ['another path', { htu: `${PUBLIC_URL}/students` }],
    ['the address of this process', { htu: 'http://127.0.0.1/products' }],
    ['another host', { htu: 'https://evil.example/products' }],
    ['another token', { ath: createHash('sha256').update('another').digest('base64url') }],
    ['a minute and a half ago', { iat: Math.floor(Date.now() / 1000) - 90 }],
    ['the future', { iat: Math.floor(Date.now() / 1000) + 300 }],
  ])('is refused with a proof for %s', async (_, claims) => {
    expect(await call(service, token, await proofFor(token, claims))).toMatchObject({
      status: 401,
      reason: 'proof_invalid',
      error: 'invalid_dpop_proof',
    });
  });

  it('is not for the host that a request names', async () => {
    const { port } = new URL(service.url);
    const htu = `http://127.0.0.1:${port}/products`;
    const sent = request(service.url).get('/products').set('host', `127.0.0.1:${port}`);
    const { body } = await sent.set({ authorization: `DPoP ${token}`, dpop: await proofFor(token, { htu }) });
    expect(body.reason).toBe('proof_invalid');
  });

  it('counts a proof that was refused for its route as used, and still wants the permission', async () => {
    const unprivileged = await service.issuer.mint('oidc', {
      permissions: [],
      claims: { cnf: { jkt: key.thumbprint } },
    });
    const dpop = await proofFor(unprivileged, { htu: `${PUBLIC_URL}/students` });
    const students = () =>
      request(service.url)
        .get('/students')
        .set({ authorization: `DPoP ${unprivileged}`, dpop });
    expect((await students().expect(403)).headers['www-authenticate']).toContain('scope="read:students"');
    expect((await students().expect(401)).body.reason).toBe('proof_replayed');
  });

  it('logs neither proof nor token', async () => {
    const proof = await proofFor(token);
    await call(service, token, proof, 'Bearer');
    const logged = service.logged.join('\n');
    for (const part of [...proof.split('.'), ...token.split('.')]) expect(logged).not.toContain(part);
  });
});

it('takes a token that is bound to nothing as DPoP for none', async () => {
  const service = await startService(OIDC);
  const token = await service.issuer.mint('oidc');
  expect(await call(service, token, await proofFor(token))).toMatchObject({ status: 401, reason: 'binding_required' });
  expect(await call(service, token, undefined, 'Bearer')).toMatchObject({ status: 200 });
  await service.close();
});

it('lets no token in that is bound to nothing, with OIDC_SENDER_CONSTRAINED=required', async () => {
  const service = await startService(OIDC, { OIDC_SENDER_CONSTRAINED_oidc: 'required' });
  const token = await boundToken(service);
  expect(await call(service, await service.issuer.mint('oidc'), undefined, 'Bearer')).toMatchObject({
    status: 401,
    reason: 'binding_required',
    error: 'invalid_token',
  });
  expect(await call(service, token, await proofFor(token))).toMatchObject({ status: 200 });
  await service.close();
});

it('wants its own nonce in proofs, with DPOP_NONCE=on (RFC 9449 §9)', async () => {
  const service = await startService(OIDC, { DPOP_NONCE: 'on' });
  const token = await boundToken(service);
  const { nonce, ...refusal } = await call(service, token, await proofFor(token));
  expect(refusal).toEqual({
    status: 401,
    reason: 'nonce_required',
    error: 'use_dpop_nonce',
    challenge: `DPoP realm="portero", error="use_dpop_nonce", error_description="Send a DPoP proof with the nonce of the DPoP-Nonce header.", ${METADATA}, algs="${ALGORITHMS}"`,
  });
  expect(await call(service, token, await proofFor(token, { nonce: 'made-up' }))).toMatchObject({ nonce });
  expect(await call(service, token, await proofFor(token, { nonce }))).toMatchObject({ status: 200 });
  await service.close();
});

it("goes the whole way by itself, with OIDC_DPOP=on: this service's client, token and API", async () => {
  const service = await startService(OIDC, { OIDC_DPOP_oidc: 'on', OIDC_SENDER_CONSTRAINED_oidc: 'required' });
  const { body } = await request(service.url).post('/m2m/run').expect(200);
  expect(body).toEqual([
    { id: 1, name: 'Ada' },
    { id: 2, name: 'Alan' },
  ]);
  const refused = await request(service.url).post('/auth/system/cc/token').expect(400);
  expect(refused.body.reason).toBe('token_bound');
  expect(service.issuer.requests.filter(({ endpoint }) => endpoint === 'token')).toEqual([
    expect.objectContaining({ dpopJkt: expect.stringMatching(/^[\w-]{43}$/) }),
  ]);
  await service.close();
});

it('tells clients in its metadata what it takes (RFC 9728 §2)', async () => {
  const service = await startService(OIDC, { OIDC_SENDER_CONSTRAINED_oidc: 'required' });
  const { body } = await request(service.url).get('/.well-known/oauth-protected-resource').expect(200);
  expect(body).toMatchObject({ dpop_signing_alg_values_supported: ALGORITHMS.split(' ') });
  await service.close();
});
