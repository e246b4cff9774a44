import type { CacheKeys } from '@portero/auth';
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';

/** What a sealed text is for: it opens for nothing else. */
export type Purpose = 'session' | 'sign-in';

/** Browsers keep no more in a cookie (RFC 6265 §6.1). */
const LONGEST = 4_096;

const HOW = { alg: 'dir', enc: 'A256GCM' } as const;

/** Seals what a browser keeps for this service, as a JWE (RFC 7516): nobody else can read it or make one. */
export class CookieSeal {
  /** @param keys the first one seals, all of them open */
  constructor(private readonly keys: CacheKeys) {}

  /** @param endsAt seconds since the epoch */
  async seal(purpose: Purpose, claims: JWTPayload, endsAt: number): Promise<string> {
    return new EncryptJWT(claims)
      .setProtectedHeader({ ...HOW, typ: typeOf(purpose) })
      .setExpirationTime(endsAt)
      .encrypt(this.keys[0]);
  }

  /** @returns `undefined` for everything that was not sealed for this purpose with one of the keys, or has ended */
  async open(purpose: Purpose, sealed: string): Promise<JWTPayload | undefined> {
    if (sealed.length > LONGEST) return undefined;
    for (const key of this.keys) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          typ: typeOf(purpose),
          keyManagementAlgorithms: [HOW.alg],
          contentEncryptionAlgorithms: [HOW.enc],
          requiredClaims: ['exp'],
        });
        return payload;
      } catch {
        // The next key, or none: why it does not open is of no use to anybody.
      }
    }
    return undefined;
  }
}

const typeOf = (purpose: Purpose) => `portero-${purpose}+jwt`;
