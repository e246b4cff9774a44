import { renewalMargin } from '../token-lifetime.js';
import type { IssuedToken } from '../token-requester.js';

export function packToken({ accessToken, lifetime, expiresAt, scope = null }: Stored): readonly unknown[] {
  return [accessToken, lifetime, expiresAt, scope];
}

type Stored = Omit<IssuedToken, 'scope'> & { readonly scope?: string | null };

export function unpackToken([accessToken, lifetime, expiresAt, scope]: readonly unknown[]): IssuedToken | undefined {
  if (typeof accessToken !== 'string' || accessToken === '') return undefined;
  if (typeof lifetime !== 'number' || typeof expiresAt !== 'number') return undefined;
  if (scope !== null && typeof scope !== 'string') return undefined;
  return { accessToken, lifetime, expiresAt, scope: scope ?? undefined, from: 'shared_store' };
}

/** Milliseconds until a token is due for renewal; negative when it is overdue. */
export function goodFor({ lifetime, expiresAt }: IssuedToken, now: number): number {
  return Math.floor(expiresAt - renewalMargin(lifetime) * 1000 - now);
}
