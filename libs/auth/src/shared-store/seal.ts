import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { CacheKeys } from './cache-keys.js';

const FORMAT = 'p1.';
const IV_BYTES = 12;
const TAG = { authTagLength: 16 };

/**
 * Seals texts with AES-256-GCM (NIST SP 800-38D): `p1.` and the base64url of IV, ciphertext and tag. A sealed text opens
 * under the name it was sealed for, and under no other.
 */
export class Seal {
  constructor(private readonly keys: CacheKeys) {}

  seal(name: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0], iv, TAG).setAAD(boundTo(name));
    const parts = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return FORMAT + Buffer.concat(parts).toString('base64url');
  }

  /** @returns `undefined` for everything that was not sealed for this name with one of the keys */
  open(name: string, sealed: string): string | undefined {
    if (!sealed.startsWith(FORMAT)) return undefined;
    const bytes = Buffer.from(sealed.slice(FORMAT.length), 'base64url');
    if (bytes.length < IV_BYTES + TAG.authTagLength) return undefined;
    for (const key of this.keys) {
      const text = openWith(key, name, bytes);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

function openWith(key: KeyObject, name: string, bytes: Buffer): string | undefined {
  const tagAt = bytes.length - TAG.authTagLength;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), TAG)
    .setAAD(boundTo(name))
    .setAuthTag(bytes.subarray(tagAt));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, tagAt), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

const boundTo = (name: string): Buffer => Buffer.from(`${FORMAT}${name}`);
