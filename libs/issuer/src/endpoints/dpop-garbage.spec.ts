import { type ProofKey, proof, proofKey } from '../../test/dpop-proofs.js';
import { formBody, tokenForm } from '../../test/http-client.js';
import { sendRaw } from '../../test/raw-http.js';
import { runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';

let issuer: Issuer;
let key: ProofKey;

beforeAll(async () => {
  [issuer, key] = await Promise.all([runIssuer(), proofKey()]);
});

const encode = (text: string) => Buffer.from(text).toString('base64url');
const jws = (header: unknown, claims: string) => `${encode(JSON.stringify(header))}.${encode(claims)}.AAAA`;

function post(headers: readonly string[]): Promise<string> {
  const body = formBody(tokenForm('oidc')).toString();
  const head = [
    'POST /oidc/token HTTP/1.1',
    'Host: x',
    'Connection: close',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    ...headers,
  ];
  return sendRaw(issuer.origin, [...head, '', body].join('\r\n'));
}

it.each([
  '',
  ' ',
  'x',
  '..',
  'a.b.c',
  'a.b.c.d.e',
  '.'.repeat(5_000),
  'x'.repeat(10_000),
  'DPoP a.b.c',
  '\xff\xfe',
  '{"payload":"","signatures":[]}',
  jws({ typ: 'dpop+jwt', alg: 'none' }, '{}'),
  jws({ typ: 'dpop+jwt', alg: { toString: 'ES256' } }, '{}'),
  jws({ typ: ['dpop+jwt'], alg: 'ES256', jwk: [] }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'ES256', jwk: 'x' }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'ES256', jwk: null }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC' } }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'RS256', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'RS256', jwk: { kty: 'RSA', n: {}, e: [] } }, '{}'),
  jws({ typ: 'dpop+jwt', alg: 'EdDSA', jwk: { kty: '__proto__' } }, '{'),
  jws({ typ: 'dpop+jwt', alg: 'ES256', crit: ['b64'], b64: false }, '[]'),
])('refuses the header %j and repeats nothing of it', async (header) => {
  const answer = await post([`DPoP: ${header}`]);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"error":"invalid_dpop_proof"');
  if (header.length > 10) expect(answer + JSON.stringify(issuer.requests)).not.toContain(header);
});

it('refuses two good proofs, in two headers or in one', async () => {
  const { tokenUrl } = issuer.endpoints.oidc;
  const [first, second] = await Promise.all([proof(key, tokenUrl), proof(key, tokenUrl)]);
  const twoHeaders = await post([`DPoP: ${first}`, `dpop: ${second}`]);
  expect(twoHeaders).toMatch(/^HTTP\/1\.1 400 /);
  expect(twoHeaders).toContain('"error_description":"more than one DPoP header"');
  expect(await post([`DPoP: ${first}, ${second}`])).toContain('"error":"invalid_dpop_proof"');
  expect(await post([`DPoP: ${first}`])).toMatch(/^HTTP\/1\.1 200 /);
});
