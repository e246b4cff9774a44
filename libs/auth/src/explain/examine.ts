import { Refusal } from '../bearer/refusal.js';
import type { TokenContents } from '../jwt/compact-token.js';
import { findingOf } from '../jwt/finding.js';
import type { Rule, RuleContext } from '../jwt/trust.js';
import type { Check } from './explanation.js';

/** A step of the guard that is no rule of a list. */
export interface Step {
  readonly about: string;
  readonly source: string;
  readonly expected: string;
  /** What came instead, where a refusal does not tell. */
  readonly otherwise?: string;
}

export interface Examined<T> {
  readonly check: Check;
  /** What the step gave; absent when it refused. */
  readonly value?: T;
}

/** Takes a step of the guard, and tells how it went. What it throws beside refusals is thrown on. */
export async function examine<T>(
  { about, source, expected, otherwise = 'not told' }: Step,
  take: () => T | Promise<T>,
  actual: (value: T) => string,
): Promise<Examined<T>> {
  try {
    const value = await take();
    return { value, check: { about, source, verdict: 'passed', expected, actual: actual(value) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reason } = error;
    const told = { expected: error.expected ?? expected, actual: error.actual ?? otherwise };
    return { check: { about, source, verdict: 'failed', reason, ...told } };
  }
}

export function skipped({ about, source }: Pick<Step, 'about' | 'source'>, wanted: string): Check {
  return { about, source, verdict: 'skipped', expected: wanted, actual: 'not looked at' };
}

/** Asks a rule for all that it can tell. */
export function examineRule(rule: Rule, token: TokenContents, context: RuleContext): Check {
  const { about, source } = rule;
  const told = { about, source, expected: rule.expected(token, context), actual: rule.actual(token, context) };
  if (rule.applies?.(token) === false) return { ...told, verdict: 'skipped' };
  const finding = findingOf(rule, token, context);
  return finding ? { ...told, verdict: 'failed', reason: finding.reason } : { ...told, verdict: 'passed' };
}
