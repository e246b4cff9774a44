import { REASONS, type ReasonEntry } from '../telemetry/reasons.js';
import type { Refusal } from './refusal.js';

export interface ChallengeOptions {
  realm: string;
  /** URL of the RFC 9728 metadata document. */
  resourceMetadata?: string;
}

/**
 * The `WWW-Authenticate` value for a refusal (RFC 6750 §3, RFC 9728 §5.1), or `undefined` where none belongs.
 * A request without credentials gets no error code.
 */
export function challenge(refusal: Refusal, options: ChallengeOptions): string | undefined {
  const entry: ReasonEntry = REASONS[refusal.reason];
  if (entry.status !== 401 && entry.error === undefined) return undefined;

  const parameters: [string, string][] = [['realm', options.realm]];
  if (entry.error) parameters.push(['error', entry.error], ['error_description', entry.detail]);
  if (refusal.permissions?.length) parameters.push(['scope', refusal.permissions.join(' ')]);
  if (options.resourceMetadata) parameters.push(['resource_metadata', options.resourceMetadata]);
  return `Bearer ${parameters.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`;
}

/** RFC 6750 §3: error_description and scope exclude `"` and `\`. */
const quotable = (value: string): string => value.replaceAll(/["\\]/g, "'");
