import { Refusal } from '../../bearer/refusal.js';
import type { Reason } from '../../telemetry/reasons.js';

/** What a provider says to every instance alike; an unreadable secret file is the trouble of one machine. */
const SHARED_REASONS: readonly Reason[] = [
  'client_refused',
  'scope_refused',
  'token_request_refused',
  'provider_unavailable',
  'provider_throttled',
  'token_response_invalid',
];

/** @returns `undefined` for an error that is none of the other instances' business */
export function packFailure(error: unknown): readonly unknown[] | undefined {
  if (!(error instanceof Refusal) || !SHARED_REASONS.includes(error.reason)) return undefined;
  const { reason, toldToWait, retryAfter, error: code } = error;
  return [reason, toldToWait ? (retryAfter ?? null) : null, code ?? null];
}

export function unpackFailure([reason, retryAfter, code]: readonly unknown[]): Refusal | undefined {
  const known = SHARED_REASONS.find((one) => one === reason);
  if (!known) return undefined;
  return new Refusal(known, {
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    providerError: typeof code === 'string' ? code : undefined,
    expected: 'a token',
    actual: 'what another instance was answered a moment ago',
  });
}
