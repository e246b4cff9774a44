import { REASONS, type Reason, type ReasonEntry } from '../telemetry/reasons.js';
import type { Credentials } from './authorization-header.js';
import type { Refusal } from './refusal.js';

export interface ChallengeOptions {
  realm: string;
  /** URL of the RFC 9728 metadata document. */
  resourceMetadata?: string;
  /** Algorithms of DPoP proofs, with blanks between; absent where no proof can be checked. */
  proofAlgorithms?: string;
}

/** What another scheme would mend. */
const ASKS_FOR_PROOF: ReadonlySet<Reason> = new Set(['binding_required', 'proof_missing']);

/**
 * The `WWW-Authenticate` value for a refusal (RFC 6750 §3, RFC 9449 §7.1, RFC 9728 §5.1), or `undefined` where none
 * belongs. A request without credentials gets no error code.
 *
 * @param scheme the one that the request came with
 */
export function challenge(
  refusal: Refusal,
  options: ChallengeOptions,
  scheme: Credentials['scheme'] = 'Bearer',
): string | undefined {
  const entry: ReasonEntry = REASONS[refusal.reason];
  if (entry.status !== 401 && entry.error === undefined) return undefined;

  const parameters: Parameter[] = [['realm', options.realm]];
  if (entry.error) parameters.push(['error', entry.error], ['error_description', entry.detail]);
  if (refusal.permissions?.length) parameters.push(['scope', refusal.permissions.join(' ')]);
  if (options.resourceMetadata) parameters.push(['resource_metadata', options.resourceMetadata]);

  const { proofAlgorithms } = options;
  if (!proofAlgorithms) return written('Bearer', parameters);
  const proof: Parameter = ['algs', proofAlgorithms];
  if (scheme === 'DPoP') return written('DPoP', [...parameters, proof]);
  const bearer = written('Bearer', parameters);
  return ASKS_FOR_PROOF.has(refusal.reason) ? `${bearer}, ${written('DPoP', [proof])}` : bearer;
}

type Parameter = readonly [name: string, value: string];

function written(scheme: Credentials['scheme'], parameters: readonly Parameter[]): string {
  return `${scheme} ${parameters.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`;
}

/** RFC 6750 §3: error_description and scope exclude `"` and `\`. */
const quotable = (value: string): string => value.replaceAll(/["\\]/g, "'");
