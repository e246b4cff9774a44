import { REASONS, type Reason, type ReasonEntry } from '../telemetry/reasons.js';

export interface RefusalDetails {
  cause?: unknown;
  /** Permissions the route asks for; sent as the challenge's `scope` (RFC 6750 §3). */
  permissions?: readonly string[];
  /** Whole seconds after which trying again makes sense, where someone told. Default for a 503: 5. */
  retryAfter?: number;
  /** For the `DPoP-Nonce` header (RFC 9449 §9). */
  nonce?: string;
  /** The provider's own error code (RFC 6749 §5.2). */
  providerError?: string;
  /** What was wanted and what came, for logs and operators only. */
  expected?: string;
  actual?: string;
}

const DEFAULT_RETRY_AFTER = 5;

/** A request or a token that is refused, with its wire contract: the outer layer only renders it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: ReasonEntry['status'];
  readonly error: string | undefined;
  readonly permissions: readonly string[] | undefined;
  readonly retryAfter: number | undefined;
  /** Whether the provider itself asked for that much patience. */
  readonly toldToWait: boolean;
  readonly nonce: string | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;

  constructor(
    readonly reason: Reason,
    details: RefusalDetails = {},
  ) {
    const entry: ReasonEntry = REASONS[reason];
    super(entry.detail, { cause: details.cause });
    this.status = entry.status;
    this.error = entry.error ?? details.providerError;
    this.permissions = details.permissions;
    this.retryAfter = entry.status === 503 ? (details.retryAfter ?? DEFAULT_RETRY_AFTER) : undefined;
    this.toldToWait = details.retryAfter !== undefined;
    this.nonce = details.nonce;
    this.expected = details.expected;
    this.actual = details.actual;
  }
}
