import { Refusal } from '../bearer/refusal.js';
import { retryAfterSeconds } from '../outbound/retry-after.js';
import type { Reason } from '../telemetry/reasons.js';

type Body = Readonly<Record<string, unknown>>;

// RFC 6749 §5.2, RFC 8707 §2, and what vendors send in their place.
const REASON_BY_ERROR: Readonly<Record<string, Reason>> = {
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  invalid_scope: 'scope_refused',
  invalid_target: 'scope_refused',
  invalid_resource: 'scope_refused',
  temporarily_unavailable: 'provider_unavailable',
  server_error: 'provider_unavailable',
  slow_down: 'provider_throttled',
};

/**
 * The refusal behind a token endpoint's answer, or `undefined` when it is none (RFC 6749 §5.2).
 * The provider's code is kept; its texts are not.
 */
export async function refusalIn(response: Response, now: number): Promise<Refusal | undefined> {
  const body = await jsonObject(response);
  // Some servers report an error with a 200.
  if (response.status === 200 && (body.error ?? undefined) === undefined) return undefined;

  const providerError = typeof body.error === 'string' && /^[a-z_]{1,40}$/.test(body.error) ? body.error : undefined;
  return new Refusal(reasonOf(response.status, providerError), {
    providerError,
    retryAfter: retryAfterSeconds(response.headers.get('retry-after'), now),
    expected: 'a token',
    actual: [`status ${response.status}`, providerError, vendorCode(body)].filter(Boolean).join(', '),
  });
}

function reasonOf(status: number, error: string | undefined): Reason {
  if (status === 429) return 'provider_throttled';
  if (status >= 500) return 'provider_unavailable';
  if (error !== undefined && Object.hasOwn(REASON_BY_ERROR, error)) return REASON_BY_ERROR[error] as Reason;
  // Auth0 says access_denied for both: 401 for a wrong client or secret, 403 for an audience it is not granted.
  if (error === 'access_denied') return status === 403 ? 'scope_refused' : 'client_refused';
  // Glewlwyd answers a wrong secret with an empty 403.
  if (error === undefined && (status === 401 || status === 403)) return 'client_refused';
  return 'token_request_refused';
}

/** Entra's AADSTS number, or Okta's `errorCode`. */
function vendorCode({ error_codes, errorCode }: Body): string | undefined {
  const [aadsts]: unknown[] = Array.isArray(error_codes) ? error_codes : [];
  if (Number.isSafeInteger(aadsts)) return `AADSTS${aadsts}`;
  return typeof errorCode === 'string' && /^\w{1,20}$/.test(errorCode) ? errorCode : undefined;
}

async function jsonObject(response: Response): Promise<Body> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Body) : {};
}
