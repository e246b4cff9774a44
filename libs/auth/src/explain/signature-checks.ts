import type { CompactToken } from '../jwt/compact-token.js';
import type { KeySet } from '../jwt/key-set.js';
import { shown } from '../jwt/shown.js';
import { signatureAlgorithm } from '../jwt/signature-algorithms.js';
import { verifySignature } from '../jwt/verify.js';
import { examine, skipped } from './examine.js';
import type { Check } from './explanation.js';
import { STEPS } from './steps.js';

/** The key that a token names, and the signature: the verifier does both at once. */
export async function signatureChecks(token: CompactToken, keys: KeySet): Promise<Check[]> {
  const { alg, kid } = token.header;
  if (!signatureAlgorithm(alg)) {
    return [STEPS.key, STEPS.signature].map((step) => skipped(step, 'an algorithm that has public keys'));
  }
  const { check } = await examine(
    STEPS.signature,
    () => verifySignature(token, keys),
    () => 'a key verifies it',
  );
  const found: Check = { ...STEPS.key, verdict: 'passed', actual: shown(kid) };
  switch (check.reason) {
    case 'keys_unavailable':
      return [{ ...check, ...STEPS.key }, check];
    case 'key_unknown':
      return [{ ...check, ...STEPS.key, actual: shown(kid) }, skipped(STEPS.signature, 'a key')];
    default:
      return [found, check];
  }
}
