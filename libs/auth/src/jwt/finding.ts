import type { TokenContents } from './compact-token.js';
import type { Finding, Rule, RuleContext } from './trust.js';

/** What is wrong with a token by one rule. */
export function findingOf(rule: Rule, token: TokenContents, context: RuleContext): Finding | undefined {
  const reason = rule.broken(token, context);
  return reason && { reason, expected: rule.expected(token, context), actual: rule.actual(token, context) };
}
