import type { Reason } from '@portero/auth';
import type { Endpoint, Issuer } from '@portero/issuer';

/** All of an answer that a caller goes by. */
export interface Verdict {
  readonly status: number;
  readonly reason: Reason | undefined;
  readonly retryAfter: string | null;
  readonly challenge: string | null;
}

/** What a route that any valid token opens says to this one. */
export async function callGuarded(url: string, token: string): Promise<Verdict> {
  const response = await fetch(`${url}/products`, { headers: { authorization: `Bearer ${token}` } });
  const { reason } = (await response.json()) as { reason?: Reason };
  const { status, headers } = response;
  return { status, reason, retryAfter: headers.get('retry-after'), challenge: headers.get('www-authenticate') };
}

export const LET_IN: Verdict = { status: 200, reason: undefined, retryAfter: null, challenge: null };

/** @param retryAfter seconds */
export function keysUnavailable(retryAfter = 5): Verdict {
  return { status: 503, reason: 'keys_unavailable', retryAfter: String(retryAfter), challenge: null };
}

export function refused(reason: Reason): Verdict {
  return { status: 401, reason, retryAfter: null, challenge: expect.stringContaining(' error="invalid_token"') };
}

/** How many requests reached this endpoint. */
export function asked({ requests }: Pick<Issuer, 'requests'>, endpoint: Endpoint): number {
  return requests.filter((request) => request.endpoint === endpoint).length;
}

/** The key set that an issuer publishes. */
export async function publishedKeys({ endpoints }: Issuer): Promise<readonly Record<string, unknown>[]> {
  const response = await fetch(endpoints.oidc.jwksUrl);
  return ((await response.json()) as { keys: Record<string, unknown>[] }).keys;
}
