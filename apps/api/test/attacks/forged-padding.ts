import { createHash } from 'node:crypto';
import { i2osp, os2ip } from './attack-keys.js';

/** RFC 8017 §9.2, note 1. */
const SHA256_DIGEST_INFO = '3031300d060960864801650304020105000420';

function digestInfo(input: string): string {
  return SHA256_DIGEST_INFO + createHash('sha256').update(input).digest('hex');
}

/** EMSA-PKCS1-v1_5 (RFC 8017 §9.2): with exponent 1 it is its own signature. */
export function paddedDigest(input: string, octets: number): Buffer {
  const info = digestInfo(input);
  return Buffer.from(`0001${'ff'.repeat(octets - 3 - info.length / 2)}00${info}`, 'hex');
}

/**
 * A number whose cube begins as a padded digest does, and goes on with anything: good for a verifier that does not look
 * at what is behind the digest, where the public exponent is 3.
 */
export function forgedCube(input: string, octets: number): Buffer {
  const wanted = Buffer.from(`0001${'ff'.repeat(8)}00${digestInfo(input)}`, 'hex');
  const highest = Buffer.concat([wanted, Buffer.alloc(octets - wanted.length, 255)]);
  return i2osp(cubeRoot(os2ip(highest)), octets);
}

/** Rounded down, one bit of the root at a time. */
function cubeRoot(value: bigint): bigint {
  const bits = value.toString(2).length;
  let root = 0n;
  for (let bit = 1n << BigInt(Math.ceil(bits / 3)); bit > 0n; bit >>= 1n) {
    const next = root + bit;
    if (next * next * next <= value) root = next;
  }
  return root;
}
