export type OutboundFault = 'unreachable' | 'timeout' | 'redirected' | 'too_large' | 'status' | 'not_json' | 'invalid';

/** A call to a provider that gave nothing usable. The message is safe to log: no body, no query, no header. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly fault: OutboundFault,
    message: string,
    readonly details: { cause?: unknown; status?: number; retryAfter?: number } = {},
  ) {
    super(message, { cause: details.cause });
  }
}
