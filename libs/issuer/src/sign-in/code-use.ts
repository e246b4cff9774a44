import type { ErrorRow } from '../refusals/error-catalogue.js';
import { Refusal } from '../refusals/refusal.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import type { CodeEntry } from './authorization-codes.js';

/** RFC 6749 §4.1.2: a code that comes again may be stolen, and takes back what it was exchanged for. @throws Refusal */
export function refuseReplay(entry: CodeEntry, used: ErrorRow, tokens: IssuedTokens): void {
  if (!entry.isUsed) return;
  entry.isReplayed = true;
  if (entry.accessToken !== undefined) tokens.revoke(entry.accessToken);
  throw new Refusal(used);
}

/** @throws Refusal when another request was faster */
export function useCode(entry: CodeEntry, used: ErrorRow, tokens: IssuedTokens): void {
  refuseReplay(entry, used, tokens);
  entry.isUsed = true;
}

/** What a code was exchanged for; it may have come again meanwhile. */
export function settleCode(entry: CodeEntry, accessToken: string, tokens: IssuedTokens): void {
  entry.accessToken = accessToken;
  if (entry.isReplayed) tokens.revoke(accessToken);
}
