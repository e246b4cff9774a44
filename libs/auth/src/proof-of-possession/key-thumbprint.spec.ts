import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { keyThumbprint } from './key-thumbprint.js';
import { PROOF_ALGORITHMS } from './proof-rules.js';

it('is the one of RFC 7638 §3.1', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMst' +
    'n64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91' +
    'CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  expect(keyThumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe(
    'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  );
});

it.each(PROOF_ALGORITHMS)('is what jose makes of a key for %s', async (alg) => {
  const { publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), use: 'sig', kid: 'one' };
  expect(keyThumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk));
});

it.each([
  ['nothing', {}],
  ['a secret', { kty: 'oct', k: 'c2VjcmV0' }],
  ['a type that every object has', { kty: 'constructor' }],
  ['a list as type', { kty: ['EC'], crv: 'P-256', x: 'x', y: 'y' }],
  ['an elliptic key without y', { kty: 'EC', crv: 'P-256', x: 'x' }],
  ['an RSA key with a number for n', { kty: 'RSA', n: 1, e: 'AQAB' }],
])('is not made of %s', (_, jwk) => {
  expect(keyThumbprint(jwk)).toBeUndefined();
});
