import { compactVerify, errors, type JWSHeaderParameters } from 'jose';
import { Refusal } from '../bearer/refusal.js';
import type { CompactToken } from './compact-token.js';
import type { KeySet } from './key-set.js';
import { RULES_AFTER_SIGNATURE, RULES_BEFORE_SIGNATURE } from './rules.js';
import type { Rule, RuleContext } from './trust.js';

/**
 * Decides on a token of a trusted issuer: cheap rules, key, signature, then the rules that need a believed token.
 *
 * @throws {Refusal} the first rule that is broken, with its reason
 */
export async function verify(token: CompactToken, keys: KeySet, context: RuleContext): Promise<void> {
  apply(RULES_BEFORE_SIGNATURE, token, context);
  await verifySignature(token, keys, context.trust.algorithms);
  apply(RULES_AFTER_SIGNATURE, token, context);
  apply(context.trust.rules, token, context);
}

function apply(rules: readonly Rule[], token: CompactToken, context: RuleContext): void {
  for (const rule of rules) {
    const finding = rule(token, context);
    if (finding) throw new Refusal(finding.reason, finding);
  }
}

async function verifySignature(token: CompactToken, keys: KeySet, algorithms: readonly string[]): Promise<void> {
  const { version } = keys;
  const failure = await signatureFailure(token, keys, algorithms);
  if (!failure) return;
  // A provider may have changed the key under its kid.
  await keys.search();
  const stillFails = keys.version === version || (await signatureFailure(token, keys, algorithms));
  if (stillFails) throw failure;
}

async function signatureFailure({ compact, header }: CompactToken, keys: KeySet, algorithms: readonly string[]) {
  let cause: unknown;
  for (const key of await keys.candidates(header as JWSHeaderParameters)) {
    try {
      await compactVerify(compact, key, { algorithms: [...algorithms] });
      return undefined;
    } catch (error) {
      cause = error;
    }
  }
  const malformed = cause instanceof errors.JWSInvalid || cause instanceof errors.JOSENotSupported;
  return new Refusal(malformed ? 'malformed' : 'signature_invalid', {
    cause,
    expected: 'a signature by a key of the issuer',
    actual: 'no key verifies it',
  });
}
