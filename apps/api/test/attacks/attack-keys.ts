import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from './sign-as.js';

export interface AttackKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

type KeyPair = Pick<AttackKey, 'publicKey' | 'privateKey'>;

export function rsaKey(kid: string, modulusLength = 2048, publicExponent = 0x10001): AttackKey {
  return { kid, alg: 'RS256', ...generateKeyPairSync('rsa', { modulusLength, publicExponent }) };
}

const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

export function ecKey(kid: string, alg: keyof typeof CURVES, namedCurve: string = CURVES[alg]): AttackKey {
  return { kid, alg, ...(generateKeyPairSync('ec', { namedCurve }) as KeyPair) };
}

export function edKey(kid: string): AttackKey {
  return { kid, alg: 'EdDSA', ...generateKeyPairSync('ed25519') };
}

/** An entry of a key set, with members set or, by `undefined`, removed. */
export function published({ kid, publicKey }: AttackKey, changes: object = {}): JsonWebKey {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...changes };
}

/** The order of P-256's base point (FIPS 186-4 §D.1.2.3). */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** RFC 8017 §4.1. */
export function i2osp(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

/** RFC 8017 §4.2. */
export function os2ip(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

export function modulusOf({ publicKey }: AttackKey): bigint {
  return os2ip(Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
}
