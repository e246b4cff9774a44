import type { Reason } from '../telemetry/reasons.js';
import type { CompactToken } from './compact-token.js';
import type { Trust } from './trust.js';

export interface RuleContext {
  readonly trust: Trust;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Accepted `aud` values when the route asks for its own audience instead of the provider's. */
  readonly routeAudiences?: readonly string[];
}

export interface Finding {
  readonly reason: Reason;
  readonly expected: string;
  readonly actual: string;
}

/** Looks at one thing of a token; silent when it is in order. */
export type Rule = (token: CompactToken, context: RuleContext) => Finding | undefined;

/** Token content for a log line: bounded, and in JSON so that it cannot forge one. */
export function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200);
}
