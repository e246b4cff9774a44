import { Refusal } from '../bearer/refusal.js';
import type { Claims, CompactToken, TokenContents } from './compact-token.js';
import { findingOf } from './finding.js';
import type { KeySet } from './key-set.js';
import { RULES_AFTER_SIGNATURE, RULES_BEFORE_SIGNATURE, RULES_ON_CLAIMS } from './rules.js';
import { isSignedBy } from './signature.js';
import type { Rule, RuleContext } from './trust.js';

/**
 * Decides on a token of a trusted issuer: cheap rules, key, signature, then the rules that need a believed token.
 *
 * @throws {Refusal} the first rule that is broken, with its reason
 */
export async function verify(token: CompactToken, keys: KeySet, context: RuleContext): Promise<void> {
  apply(RULES_BEFORE_SIGNATURE, token, context);
  await verifySignature(token, keys);
  apply(RULES_AFTER_SIGNATURE, token, context);
  apply(context.trust.rules, token, context);
}

/**
 * Decides on the claims that the issuer of a token vouches for itself, with no header and no signature (RFC 7662 §2.2).
 *
 * @throws {Refusal} as `verify`
 */
export function verifyClaims(claims: Claims, context: RuleContext): void {
  const contents = { header: {}, claims };
  apply(RULES_ON_CLAIMS, contents, context);
  apply(RULES_AFTER_SIGNATURE, contents, context);
  apply(context.trust.rules, contents, context);
}

function apply(rules: readonly Rule[], token: TokenContents, context: RuleContext): void {
  for (const rule of rules) {
    const finding = findingOf(rule, token, context);
    if (finding) throw new Refusal(finding.reason, finding);
  }
}

/** @throws {Refusal} `keys_unavailable`, `key_unknown` or `signature_invalid` */
export async function verifySignature(token: CompactToken, keys: KeySet): Promise<void> {
  const { version } = keys;
  if (await isSigned(token, keys)) return;
  // A provider may have changed the key under its kid.
  await keys.search();
  if (keys.version !== version && (await isSigned(token, keys))) return;
  throw new Refusal('signature_invalid', {
    expected: 'a signature by a key of the issuer',
    actual: 'no key verifies it',
  });
}

async function isSigned(token: CompactToken, keys: KeySet): Promise<boolean> {
  return (await keys.candidates(token.header)).some((key) => isSignedBy(key, token));
}
