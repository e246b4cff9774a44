import type { BindingErrors } from '../../clients/binding/binding-errors.js';
import type { ErrorCatalogue, ErrorRow } from '../../refusals/error-catalogue.js';

const invalidRequest = (description: string): ErrorRow => ({ status: 400, error: 'invalid_request', description });

/** One row for all failures of authentication: the sender learns nothing about which clients exist. */
const invalidClient: ErrorRow = { status: 401, error: 'invalid_client', description: 'client authentication failed' };

/** RFC 9449 §5; a missing proof has no other word (§5.2). */
const invalidProof = (description: string): ErrorRow => ({ status: 400, error: 'invalid_dpop_proof', description });

/** RFC 6749 §5.2, RFC 8707 §2 and RFC 9449 §5. Descriptions quote no input: their character set is limited. */
export const OIDC_ERRORS = {
  body_unreadable: invalidRequest('the body must be application/x-www-form-urlencoded'),
  parameter_repeated: invalidRequest('a parameter is repeated'),
  parameter_missing: invalidRequest('a required parameter is missing'),
  grant_type_unsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'the grant_type is not supported',
  },
  client_id_missing: { ...invalidClient, description: 'no client authentication' },
  credentials_missing: { ...invalidClient, description: 'no client authentication' },
  credentials_malformed: { ...invalidClient, description: 'the Authorization header is not well-formed HTTP Basic' },
  credentials_ambiguous: invalidRequest('more than one client authentication'),
  client_unknown: invalidClient,
  secret_wrong: invalidClient,
  secret_expired: invalidClient,
  method_not_allowed: invalidClient,
  assertion_type_missing: invalidRequest('a required parameter is missing'),
  assertion_type_unsupported: invalidRequest('the client_assertion_type is not supported'),
  assertion_malformed: invalidClient,
  assertion_subject_wrong: invalidClient,
  assertion_audience_wrong: invalidClient,
  assertion_outside_time: invalidClient,
  assertion_unverified: invalidClient,
  assertion_replayed: invalidClient,
  federation_unmatched: invalidClient,
  certificate_refused: invalidClient,
  proof_missing: invalidProof('the client must send a DPoP proof'),
  proof_repeated: invalidProof('more than one DPoP header'),
  proof_malformed: invalidProof('the DPoP header is not a well-formed proof under its own key'),
  proof_for_another_request: invalidProof('the DPoP proof is for another request'),
  proof_outside_time: invalidProof('the DPoP proof is too old or from the future'),
  proof_replayed: invalidProof('the DPoP proof was used before'),
  // RFC 9449 §8
  proof_nonce_required: {
    status: 400,
    error: 'use_dpop_nonce',
    description: 'the DPoP proof must have a nonce of this server',
  },
  // RFC 8705 §3.4 leaves it to the server. The client may well have authenticated, so it is no invalid_client.
  certificate_missing: invalidRequest('the client must present a certificate'),
  binding_ambiguous: invalidRequest('a token is bound to a certificate or to a DPoP key, not to both'),
  target_invalid: { status: 400, error: 'invalid_target', description: 'the client has no single such API' },
  scope_not_granted: {
    status: 400,
    error: 'invalid_scope',
    description: 'the scope exceeds what the client is granted',
  },
} as const satisfies ErrorCatalogue & BindingErrors & Readonly<Record<string, ErrorRow>>;
