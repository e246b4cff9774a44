import type { Reason } from '@portero/auth';
import type { AuditEvent } from '../audit/audit-trail.js';
import type { TokenRequestBody } from '../tokens/token-request.schema.js';

/** One `POST /m2m/run`, for those who watch. */
export interface RunSummary {
  /** The request's. */
  readonly id: string;
  /** Trace id, 32 hex digits (W3C Trace Context). */
  readonly trace: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly request: TokenRequestBody;
  /** Name of the instance that the token is from. */
  readonly provider: string;
  readonly resourceServer: string;
  readonly state: 'running' | 'succeeded' | 'failed';
  /** The rest when it is over. */
  readonly seconds?: number;
  /** HTTP status that the operator got. */
  readonly status?: number;
  readonly reason?: Reason | 'internal_error';
}

export interface Run extends RunSummary {
  /** In the order in which it happened, at the caller and, where that is this same service, at the resource server. */
  readonly events: readonly AuditEvent[];
  /** The resource server's JSON; what is beyond 16 kB is left out. */
  readonly answer?: string;
}
