import { compactVerify } from 'jose';
import type { ErrorCatalogue } from '../../refusals/error-catalogue.js';
import { Refusal } from '../../refusals/refusal.js';
import type { KeySource } from './assertion-rules.js';
import type { ClientAssertion } from './client-assertion.js';

/** RFC 7519 §5.1, and the type that draft-ietf-oauth-rfc7523bis gives client assertions. */
const TYPES: readonly unknown[] = [undefined, 'jwt', 'application/jwt', 'client-authentication+jwt'];

/** @throws Refusal unless the header is that of an assertion signed with one of `algorithms` */
export function checkHeader(
  { header: { alg, typ } }: ClientAssertion,
  algorithms: readonly string[],
  errors: ErrorCatalogue,
): void {
  const type = typeof typ === 'string' ? typ.toLowerCase() : typ;
  if (typeof alg !== 'string' || !algorithms.includes(alg) || !TYPES.includes(type)) {
    throw new Refusal(errors.assertion_malformed);
  }
}

/** Whether one of the keys signed the assertion. A key that does not fit its `alg`, or is too weak for it, did not. */
export async function isSigned({ token }: ClientAssertion, keys: ReturnType<KeySource>): Promise<boolean> {
  for (const key of keys) {
    try {
      await compactVerify(token, key);
      return true;
    } catch {
      // The next key may be the one.
    }
  }
  return false;
}
