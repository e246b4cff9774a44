import { createHash } from 'node:crypto';

/** Names a token in logs without giving it away: the first 8 hex digits of its SHA-256. */
export function tokenName(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 8);
}
