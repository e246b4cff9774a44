import { hash } from 'node:crypto';

/** The SHA-256 of a token in hex: what it is known by wherever the token itself must not be. */
export function tokenDigest(token: string): string {
  return hash('sha256', token, 'hex');
}

/** Names a token in logs without giving it away: the first 8 hex digits of its digest. */
export function tokenName(digest: string): string {
  return digest.slice(0, 8);
}
