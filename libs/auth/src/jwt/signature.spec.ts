import { createPublicKey, sign } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { parseCompactToken } from './compact-token.js';
import { isSignedBy } from './signature.js';
import { ALGORITHM_NAMES, type AlgorithmName } from './signature-algorithms.js';

/** Signed by jose: what another library writes, this one must read. */
async function signedWith(alg: AlgorithmName, payload = '{"sub":"portero"}') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const compact = await new CompactSign(Buffer.from(payload)).setProtectedHeader({ alg }).sign(privateKey);
  return {
    compact,
    privateJwk: await exportJWK(privateKey),
    key: createPublicKey({ key: (await exportJWK(publicKey)) as never, format: 'jwk' }),
  };
}

const withSignature = (compact: string, signature: Uint8Array) =>
  `${compact.slice(0, compact.lastIndexOf('.'))}.${Buffer.from(signature).toString('base64url')}`;

describe.each(ALGORITHM_NAMES)('%s', (alg) => {
  let good: Awaited<ReturnType<typeof signedWith>>;
  let other: Awaited<ReturnType<typeof signedWith>>;

  beforeAll(async () => {
    [good, other] = await Promise.all([signedWith(alg), signedWith(alg)]);
  });

  it('takes a signature of its key, and of no other', () => {
    expect(isSignedBy(good.key, parseCompactToken(good.compact))).toBe(true);
    expect(isSignedBy(other.key, parseCompactToken(good.compact))).toBe(false);
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['zeros (CVE-2022-21449)', (length: number) => Buffer.alloc(length)],
    ['ones', (length: number) => Buffer.alloc(length, 0xff)],
    ['one byte less', (_: number, signature: Buffer) => signature.subarray(0, -1)],
    ['one byte more', (_: number, signature: Buffer) => Buffer.concat([signature, Buffer.alloc(1)])],
    ['one byte before', (_: number, signature: Buffer) => Buffer.concat([Buffer.alloc(1), signature])],
  ])('refuses a signature of %s', (_, change) => {
    const { signature } = parseCompactToken(good.compact);
    const changed = change(signature.length, Buffer.from(signature));
    expect(isSignedBy(good.key, parseCompactToken(withSignature(good.compact, changed)))).toBe(false);
  });

  it('refuses its key under every other name', () => {
    const [, payload, signature] = good.compact.split('.');
    for (const name of [...ALGORITHM_NAMES.filter((one) => one !== alg), 'none', 'HS256', alg.toLowerCase()]) {
      const header = Buffer.from(JSON.stringify({ alg: name })).toString('base64url');
      expect(isSignedBy(good.key, parseCompactToken(`${header}.${payload}.${signature}`))).toBe(false);
    }
  });
});

it('refuses ECDSA in DER, which JWS does not use (RFC 7518 §3.4)', async () => {
  const { compact, privateJwk, key } = await signedWith('ES256');
  const signed = compact.slice(0, compact.lastIndexOf('.'));
  const der = sign('sha256', Buffer.from(signed), { key: privateJwk as never, format: 'jwk', dsaEncoding: 'der' });
  expect(isSignedBy(key, parseCompactToken(withSignature(compact, der)))).toBe(false);
});

it('refuses PSS with another salt than the digest is long (RFC 7518 §3.5)', async () => {
  const { compact, privateJwk, key } = await signedWith('PS256');
  const signed = Buffer.from(compact.slice(0, compact.lastIndexOf('.')));
  const salted = (saltLength: number) =>
    sign('sha256', signed, { key: privateJwk as never, format: 'jwk', padding: 6, saltLength });
  expect(isSignedBy(key, parseCompactToken(withSignature(compact, salted(32))))).toBe(true);
  for (const saltLength of [0, 20, 64]) {
    expect(isSignedBy(key, parseCompactToken(withSignature(compact, salted(saltLength))))).toBe(false);
  }
});
