import { decodeJwt } from 'jose';
import { type ProofKey, postWithProof, proof, proofKey } from '../../../test/dpop-proofs.js';
import { requestToken } from '../../../test/http-client.js';
import { runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;
let key: ProofKey;
let url: string;

beforeAll(async () => {
  [issuer, key] = await Promise.all([runIssuer({ dpopNonce: true }), proofKey()]);
  url = issuer.endpoints.oidc.tokenUrl;
});

afterEach(() => issuer.setClockSkew(0));

const send = async (nonce?: unknown, claims = {}) =>
  postWithProof(url, await proof(key, url, { nonce, ...claims }), { scope: 'read:students' });

const newest = async () => (await send()).headers.get('dpop-nonce');

const WANTED = { error: 'use_dpop_nonce', error_description: 'the DPoP proof must have a nonce of this server' };

it.each([['none'], ['made-up'], [''], [7], [['x']]])('asks for a nonce instead of %j', async (nonce) => {
  const { status, headers, body } = await send(nonce === 'none' ? undefined : nonce);
  expect([status, body]).toEqual([400, WANTED]);
  expect(headers.get('dpop-nonce')).toMatch(/^[\w-]{22}$/);
  expect(headers.get('cache-control')).toBe('no-store');
});

it('takes the nonce, more than once, and tells the one for the next request', async () => {
  const nonce = await newest();
  const answers = await Promise.all([send(nonce), send(nonce)]);
  for (const { status, headers, body } of answers) {
    expect([status, headers.get('dpop-nonce')]).toEqual([200, nonce]);
    expect(decodeJwt(body.access_token).cnf).toEqual({ jkt: key.jkt });
  }
});

it('takes the newest two', async () => {
  const first = await newest();
  issuer.rotateDpopNonce();
  const answer = await send(first);
  const second = answer.headers.get('dpop-nonce');
  expect([answer.status, second === first]).toEqual([200, false]);
  issuer.rotateDpopNonce();
  const answers = await Promise.all([first, second].map((nonce) => send(nonce)));
  expect(answers.map(({ status }) => status)).toEqual([400, 200]);
});

it('changes it every five minutes', async () => {
  issuer.rotateDpopNonce();
  const nonce = await newest();
  issuer.setClockSkew(299);
  expect(await newest()).toBe(nonce);
  issuer.setClockSkew(300);
  expect(await newest()).not.toBe(nonce);
});

it('does not use up a proof that it asks a nonce for', async () => {
  const jti = 'once';
  expect((await send(undefined, { jti })).body).toEqual(WANTED);
  const nonce = await newest();
  expect((await send(nonce, { jti })).status).toBe(200);
  expect((await send(nonce, { jti })).body.error).toBe('invalid_dpop_proof');
});

it('does not save a bad proof, nor tell it a nonce', async () => {
  const { headers, body } = await send(await newest(), { htm: 'GET' });
  expect([body.error, headers.get('dpop-nonce')]).toEqual(['invalid_dpop_proof', null]);
});

it('is nothing to a request without a proof', async () => {
  const { status, headers, body } = await requestToken(issuer, 'oidc');
  expect([status, body.token_type, headers.get('dpop-nonce')]).toEqual([200, 'Bearer', null]);
});

it('is not there unless asked for', async () => {
  const plain = await runIssuer();
  expect(() => plain.rotateDpopNonce()).toThrow(
    new TypeError('This issuer asks for no nonce: its option dpopNonce is off.'),
  );
});
