import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { jwkOf, RSA, selfSigned } from '../../../../libs/auth/test/test-certificates.js';
import { describe as described, flawOf } from './published-key.js';

const rsaKey = (modulusLength: number): JsonWebKey =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = rsaKey(2048);

it.each<{ what: string; entry: JsonWebKey; flaw: string | undefined }>([
  { what: 'an RSA key', entry: rsa, flaw: undefined },
  { what: 'an EC key', entry: ec.publicKey.export({ format: 'jwk' }), flaw: undefined },
  { what: 'a key for encryption', entry: { ...rsa, use: 'enc' }, flaw: 'it is for encryption (use)' },
  {
    what: 'a key that does not verify',
    entry: { ...rsa, key_ops: ['wrapKey'] },
    flaw: 'it is not for verifying (key_ops)',
  },
  {
    what: 'a shared secret',
    entry: { kty: 'oct', k: 'AAAA' },
    flaw: 'it is a shared secret, and published: replace it at the provider',
  },
  {
    what: 'a private key',
    entry: ec.privateKey.export({ format: 'jwk' }),
    flaw: 'its private part is published: replace it at the provider',
  },
  { what: 'a weak key', entry: rsaKey(1024), flaw: 'it has fewer than 2048 bits (RFC 7518 §3.3)' },
  { what: 'a key that is none', entry: { kty: 'RSA', n: 'x' }, flaw: 'it cannot be read' },
])('knows what is wrong with $what', ({ entry, flaw }) => {
  expect(flawOf(entry)).toBe(flaw);
});

it('describes a key by its type, its size and the age of its certificate', async () => {
  const { cert } = await selfSigned({ commonName: 'issuer', algorithm: RSA, notBefore: new Date('2026-03-01') });

  expect(described({ ...jwkOf(cert), kid: 'one', alg: 'RS256' })).toEqual({
    kid: 'one',
    type: 'RSA',
    size: '2048 bits',
    alg: 'RS256',
    since: '2026-03-01',
  });
  expect(described({ kty: 'EC', crv: 'P-256', kid: 7 as unknown as string })).toEqual({ type: 'EC', size: 'P-256' });
});

it('says nothing of the material of a key', () => {
  expect(JSON.stringify(described({ ...ec.privateKey.export({ format: 'jwk' }) }))).toBe(
    '{"type":"EC","size":"prime256v1"}',
  );
});
