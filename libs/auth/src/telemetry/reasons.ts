/** What a reason means on the wire: the HTTP status, the problem document's words, the OAuth error code. */
export interface ReasonEntry {
  readonly status: 400 | 401 | 403 | 404 | 429 | 502 | 503;
  /** RFC 6750 §3.1 or RFC 9449 §7.1 error code. Token-endpoint reasons carry the provider's own code instead (RFC 6749 §5.2). */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof' | 'use_dpop_nonce';
  readonly title: string;
  /** One fixed sentence: nothing of a token, and no expected value, ever gets into a response. */
  readonly detail: string;
}

const invalidToken = { status: 401, error: 'invalid_token', title: 'Invalid access token' } as const;
const invalidProof = { status: 401, error: 'invalid_dpop_proof', title: 'Invalid DPoP proof' } as const;
const forbidden = { status: 403, error: 'insufficient_scope', title: 'Forbidden' } as const;

/** Every reason why Portero refuses: one closed union, the same word in responses, logs and metrics. */
export const REASONS = {
  credentials_missing: {
    status: 401,
    title: 'Authentication required',
    detail: 'Send an access token in the Authorization header: "Authorization: Bearer <token>".',
  },
  request_malformed: {
    status: 400,
    error: 'invalid_request',
    title: 'Malformed Authorization header',
    detail: 'Send exactly one Authorization header of the form "Bearer <token>" or "DPoP <token>".',
  },
  malformed: { ...invalidToken, detail: 'The access token is not a well-formed JWT.' },
  type_not_allowed: { ...invalidToken, detail: 'The token is not of the type of an access token for this API.' },
  algorithm_not_allowed: { ...invalidToken, detail: 'The access token is signed with an algorithm not accepted here.' },
  issuer_unknown: { ...invalidToken, detail: 'The access token is from an issuer that is not trusted here.' },
  key_unknown: { ...invalidToken, detail: 'The access token names a signing key that its issuer does not publish.' },
  signature_invalid: { ...invalidToken, detail: 'The signature of the access token is not valid.' },
  expired: { ...invalidToken, detail: 'The access token has expired.' },
  not_yet_valid: { ...invalidToken, detail: 'The access token is not valid yet.' },
  claim_missing: { ...invalidToken, detail: 'The access token lacks a required claim.' },
  claim_invalid: { ...invalidToken, detail: 'A claim of the access token has a value that is not valid.' },
  audience_mismatch: { ...invalidToken, detail: 'The access token is meant for another API.' },
  tenant_mismatch: { ...invalidToken, detail: 'The access token is from a tenant that is not accepted here.' },
  token_inactive: {
    ...invalidToken,
    detail: 'The access token is not active: unknown to its issuer, expired or revoked.',
  },
  binding_required: {
    ...invalidToken,
    detail: 'The access token is not bound to a key of its client, which is demanded here.',
  },
  confirmation_unsupported: {
    ...invalidToken,
    detail: 'The access token is bound in a way that cannot be checked here.',
  },
  proof_missing: {
    ...invalidToken,
    detail: 'The access token is bound to a key, and the request does not prove possession of it.',
  },
  binding_mismatch: { ...invalidToken, detail: 'The access token is bound to another key than the request proves.' },
  proof_invalid: { ...invalidProof, detail: 'The DPoP proof is not valid for this request.' },
  proof_replayed: { ...invalidProof, detail: 'The DPoP proof has been used before.' },
  nonce_required: {
    status: 401,
    error: 'use_dpop_nonce',
    title: 'DPoP nonce required',
    detail: 'Send a DPoP proof with the nonce of the DPoP-Nonce header.',
  },
  caller_not_allowed: { ...forbidden, detail: 'The client of the access token may not call this API.' },
  kind_not_allowed: { ...forbidden, detail: 'This route is for system clients, not for people.' },
  permission_missing: { ...forbidden, detail: 'The access token lacks a required permission.' },
  keys_unavailable: {
    status: 503,
    title: 'Provider unavailable',
    detail: 'The keys of the token issuer cannot be had at the moment. Try again later; the token may be good.',
  },
  introspection_unavailable: {
    status: 503,
    title: 'Provider unavailable',
    detail: 'The access token cannot be checked at its issuer at the moment. Try again later; the token may be good.',
  },

  provider_unknown: {
    status: 400,
    title: 'Unknown provider',
    detail: 'No such provider is configured. Name one of AUTH_PROVIDERS.',
  },
  client_not_configured: {
    status: 400,
    title: 'No client configured',
    detail: 'No client is configured for this provider, so no token can be asked from it. Set its OIDC_CLIENT_ID.',
  },
  token_bound: {
    status: 400,
    title: 'Token bound to a key',
    detail: 'Tokens of this provider are bound to a key of this service and of no use to others. See OIDC_DPOP.',
  },
  client_secret_unreadable: {
    status: 503,
    title: 'Client credentials unreadable',
    detail: "A file with this service's client credentials cannot be read or used.",
  },
  client_refused: {
    status: 502,
    title: 'Client refused by the provider',
    detail: "The provider refused this service's client credentials. Check the client id and secret.",
  },
  scope_refused: {
    status: 502,
    title: 'Scope refused by the provider',
    detail: 'The provider refused the scope or audience asked for. Check what the client is granted.',
  },
  token_request_refused: {
    status: 502,
    title: 'Token request refused by the provider',
    detail: 'The provider refused the token request. The log has its error code.',
  },
  provider_unavailable: {
    status: 503,
    title: 'Provider unavailable',
    detail: 'The provider cannot be reached or is failing. Try again later.',
  },
  provider_throttled: {
    status: 503,
    title: 'Provider throttling',
    detail: 'The provider is limiting requests. Try again later.',
  },
  token_response_invalid: {
    status: 503,
    title: 'Invalid response from the provider',
    detail: 'The provider answered with something that is not a token response. Try again later.',
  },

  caller_not_local: {
    status: 403,
    title: 'Caller not allowed',
    detail: 'Only a direct caller on this machine may do this. See SYSTEM_TOKEN_ACCESS and METRICS_ACCESS.',
  },
  access_off: {
    status: 403,
    title: 'Switched off',
    detail: 'This is switched off here. See SYSTEM_TOKEN_ACCESS and METRICS_ACCESS.',
  },
  sign_in_required: {
    status: 401,
    title: 'Sign-in required',
    detail: 'Only operators may do this: sign in first, or again when the session is over.',
  },
  sign_in_not_configured: {
    status: 403,
    title: 'No sign-in configured',
    detail:
      'From elsewhere or through a proxy only people who sign in may do this, and no sign-in is configured here. ' +
      'Set OIDC_SIGN_IN_CLIENT_ID_<provider> and OPERATORS.',
  },
  sign_in_failed: {
    status: 400,
    title: 'Sign-in failed',
    detail: 'The sign-in did not come to its end. Begin it again; the log says what was amiss.',
  },
  sign_in_unknown: {
    status: 404,
    title: 'No such sign-in',
    detail: 'People cannot sign in with a provider of this name here. See OIDC_SIGN_IN_CLIENT_ID.',
  },
  operator_not_allowed: {
    status: 403,
    title: 'Not an operator',
    detail: 'You are signed in at the provider, but are not an operator here. See OPERATORS and OPERATOR_ROLE.',
  },
  csrf_refused: {
    status: 403,
    title: 'Request not from the page',
    detail: "The request does not prove that it comes from the operator's page. Load the page again.",
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many requests came from this address. Try again later.',
  },
  resource_server_refused: {
    status: 502,
    title: 'Resource server refused',
    detail: 'The resource server refused the call or failed on it.',
  },
  resource_server_unavailable: {
    status: 503,
    title: 'Resource server unavailable',
    detail: 'The resource server cannot be reached, or answers 503. Try again later.',
  },
} as const satisfies Record<string, ReasonEntry>;

export type Reason = keyof typeof REASONS;
