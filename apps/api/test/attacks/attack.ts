import type { Reason } from '@portero/auth';
import type { RawRequest } from './raw-request.js';

/** Why the HTTP server refuses what is no request yet. */
export type HttpReason = 'request_invalid' | 'headers_too_large';

/** What the answer must be: the status, the `error` of RFC 6750 §3.1 and the reason, where there is one. */
export interface Verdict {
  readonly status: 200 | 400 | 401 | 403 | 431;
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  /** Absent with a good answer. */
  readonly reason?: Reason | HttpReason;
}

type Sent<Forge> =
  /** A token that goes out as `Authorization: Bearer <token>`. */
  | { readonly mint: (forge: Forge) => string | Promise<string>; readonly send?: undefined }
  /** A request as it is written. */
  | { readonly send: (forge: Forge) => RawRequest | Promise<RawRequest>; readonly mint?: undefined };

/** What the rows of a table have in common. */
interface Common extends Verdict {
  /** Where it was seen or is ruled: RFC section, CVE, Wycheproof file, or the library whose bug it was. */
  readonly source: string;
  /** Path and query. Default: `/products`, which any good token opens. */
  readonly target?: string;
}

/** One thing that is sent, and what must come of it. Some are harmless and must be let in. */
export type Attack<Forge> = Common & Sent<Forge> & { readonly id: string; readonly sent: string };

type Row<Forge> = Partial<Common> & Sent<Forge> & { readonly id: string; readonly sent: string };

export const LET_IN: Verdict = { status: 200, error: undefined, reason: undefined };
export const NO_CREDENTIALS: Verdict = { status: 401, error: undefined, reason: 'credentials_missing' };
export const REQUEST_MALFORMED: Verdict = { status: 400, error: 'invalid_request', reason: 'request_malformed' };
export const NO_PERMISSION: Verdict = { status: 403, error: 'insufficient_scope', reason: 'permission_missing' };
/** Node's HTTP parser refuses it, before there is a request. */
export const NO_HTTP: Verdict = { status: 400, error: undefined, reason: 'request_invalid' };

export const badToken = (reason: Reason): Verdict => ({ status: 401, error: 'invalid_token', reason });

/** A table of attacks; each row may say otherwise than what they have in common. */
export function attacks<Forge>(common: Common, rows: readonly Row<Forge>[]): readonly Attack<Forge>[] {
  return rows.map((row) => ({ ...common, ...row }));
}
