import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { type ProofKey, postWithProof, proof, proofKey } from '../../../test/dpop-proofs.js';
import { requestToken } from '../../../test/http-client.js';
import { NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';
import { DPOP_ALGORITHMS } from './dpop-proof.js';

const MALFORMED = 'the DPoP header is not a well-formed proof under its own key';
const ELSEWHERE = 'the DPoP proof is for another request';
const OUTSIDE_TIME = 'the DPoP proof is too old or from the future';
const REPLAYED = 'the DPoP proof was used before';

let issuer: Issuer;
let key: ProofKey;
let url: string;

beforeAll(async () => {
  [issuer, key] = await Promise.all([runIssuer(), proofKey()]);
  url = issuer.endpoints.oidc.tokenUrl;
});

const refusal = (error_description: string) => ({ error: 'invalid_dpop_proof', error_description });

describe('a good proof', () => {
  it.each(DPOP_ALGORITHMS)('under %s binds the token to its key', async (alg) => {
    const own = await proofKey(alg);
    const { status, headers, body } = await postWithProof(url, await proof(own, url));
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'DPoP', 300]);
    expect(decodeJwt(body.access_token).cnf).toEqual({ jkt: own.jkt });
    expect(issuer.requests.at(-1)).toMatchObject({ authenticatedBy: 'client_secret_post', dpopJkt: own.jkt });
    expect(headers.get('dpop-nonce')).toBeNull();
  });

  it.each([
    ['60 s old', { iat: NOW_SECONDS - 60 }],
    ['5 s ahead', { iat: NOW_SECONDS + 5 }],
    ['with a nonce that nobody asked for', { nonce: 'x' }],
    ['about to expire by the issuer’s clock', { exp: NOW_SECONDS + 1 }],
    ['with claims of its own', { ath: 'x', extra: true }],
  ])('may be %s', async (_, claims) => {
    expect((await postWithProof(url, await proof(key, url, claims))).status).toBe(200);
  });

  it('may name the URL with a query and a fragment, which do not count (RFC 9449 §4.3)', async () => {
    expect((await postWithProof(url, await proof(key, `${url}?a=b#c`))).status).toBe(200);
  });

  it('has a jti of its key only', async () => {
    const [jti, another] = [randomUUID(), await proofKey()];
    const first = await postWithProof(url, await proof(key, url, { jti }));
    const second = await postWithProof(url, await proof(another, url, { jti }));
    expect([first.status, second.status]).toEqual([200, 200]);
  });
});

describe('a bad proof', () => {
  it.each([
    ['of another type', {}, { typ: 'JWT' }, MALFORMED],
    ['of no type', {}, { typ: undefined }, MALFORMED],
    ['without a key', {}, { jwk: undefined }, MALFORMED],
    ['with a critical extension', {}, { crit: ['x'], x: 1 }, MALFORMED],
    ['without htm', { htm: undefined }, {}, ELSEWHERE],
    ['for GET', { htm: 'GET' }, {}, ELSEWHERE],
    ['for post', { htm: 'post' }, {}, ELSEWHERE],
    ['without htu', { htu: undefined }, {}, ELSEWHERE],
    ['for no URL', { htu: '/oidc/token' }, {}, ELSEWHERE],
    ['without iat', { iat: undefined }, {}, MALFORMED],
    ['with an iat in words', { iat: 'now' }, {}, MALFORMED],
    ['61 s old', { iat: NOW_SECONDS - 61 }, {}, OUTSIDE_TIME],
    ['6 s ahead', { iat: NOW_SECONDS + 6 }, {}, OUTSIDE_TIME],
    ['that is expired', { exp: NOW_SECONDS }, {}, MALFORMED],
    ['without jti', { jti: undefined }, {}, MALFORMED],
    ['with an empty jti', { jti: '' }, {}, MALFORMED],
    ['with a jti that is no string', { jti: 7 }, {}, MALFORMED],
  ])('%s is refused', async (_, claims, header, description) => {
    const { status, headers, body } = await postWithProof(url, await proof(key, url, claims, header));
    expect([status, body]).toEqual([400, refusal(description)]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['the origin alone', (target: string) => new URL(target).origin],
    ['another endpoint', (target: string) => target.replace('token', 'introspect')],
    ['another port', (target: string) => target.replace(/:\d+/, ':1')],
    ['another scheme', (target: string) => target.replace('http', 'https')],
  ])('for %s is refused', async (_, change) => {
    const { body } = await postWithProof(url, await proof(key, change(url)));
    expect(body).toEqual(refusal(ELSEWHERE));
  });

  it('is refused the second time, until it is too old anyway', async () => {
    const [sent, ahead] = await Promise.all([proof(key, url), proof(key, url, { iat: NOW_SECONDS + 5 })]);
    for (const once of [sent, ahead]) expect((await postWithProof(url, once)).status).toBe(200);
    expect((await postWithProof(url, sent)).body).toEqual(refusal(REPLAYED));
    issuer.setClockSkew(65);
    const late = await Promise.all([sent, ahead].map((once) => postWithProof(url, once)));
    issuer.setClockSkew(0);
    expect(late.map(({ body }) => body)).toEqual([refusal(OUTSIDE_TIME), refusal(REPLAYED)]);
  });

  it('leaves no trace of itself in the record, but for its key', async () => {
    const sent = await proof(key, url, { htm: 'GET' });
    await postWithProof(url, sent);
    expect(issuer.requests.at(-1)?.dpopJkt).toBe(key.jkt);
    expect(JSON.stringify(issuer.requests)).not.toContain(sent.split('.')[1]);
  });
});

describe('the key of a proof', () => {
  it('is not the private one', async () => {
    const { status, body } = await postWithProof(url, await proof({ ...key, jwk: key.privateJwk }, url));
    expect([status, body]).toEqual([400, refusal(MALFORMED)]);
    expect(issuer.requests.at(-1)).not.toHaveProperty('dpopJkt');
  });

  it.each([
    ['with a private member that is not used', (own: ProofKey) => ({ ...own, jwk: { ...own.jwk, k: 'AAAA' } })],
    ['of another alg', (own: ProofKey) => ({ ...own, jwk: { ...own.jwk, alg: 'ES384' } })],
    ['for encryption', (own: ProofKey) => ({ ...own, jwk: { ...own.jwk, use: 'enc' } })],
  ])('is none %s', async (_, change) => {
    expect((await postWithProof(url, await proof(change(key), url))).body).toEqual(refusal(MALFORMED));
  });

  it('is the one that signed', async () => {
    const another = await proofKey();
    const { body } = await postWithProof(url, await proof({ ...key, jwk: another.jwk }, url));
    expect(body).toEqual(refusal(MALFORMED));
  });

  it.each(['ES384', 'RS384', 'PS512'])('signs not with %s', async (alg) => {
    expect((await postWithProof(url, await proof(await proofKey(alg), url))).body).toEqual(refusal(MALFORMED));
  });

  it('is no symmetric one', async () => {
    const secret = { key: Buffer.alloc(32, 'x'), alg: 'HS256', jwk: { kty: 'oct', k: 'eHh4' } };
    const { body } = await postWithProof(url, await proof({ ...key, ...secret }, url));
    expect(body).toEqual(refusal(MALFORMED));
    expect(issuer.requests.at(-1)).not.toHaveProperty('dpopJkt');
  });
});

it('is nothing that the other personalities look at', async () => {
  const answers = await Promise.all(
    (['auth0', 'azure-v1', 'azure-v2'] as const).map((name) => requestToken(issuer, name, {}, { dpop: 'x' })),
  );
  expect(answers.map(({ status, body }) => [status, body.token_type])).toEqual(Array(3).fill([200, 'Bearer']));
});
