import { REASONS, type Reason, type ReasonEntry } from './reasons.js';

const ALL: [Reason, ReasonEntry][] = Object.entries(REASONS) as [Reason, ReasonEntry][];

it('is the closed union that other programs rely on', () => {
  expect(ALL.map(([reason, { status, error }]) => [reason, status, error].filter(Boolean).join(' '))).toEqual([
    'credentials_missing 401',
    'request_malformed 400 invalid_request',
    'malformed 401 invalid_token',
    'type_not_allowed 401 invalid_token',
    'algorithm_not_allowed 401 invalid_token',
    'issuer_unknown 401 invalid_token',
    'key_unknown 401 invalid_token',
    'signature_invalid 401 invalid_token',
    'expired 401 invalid_token',
    'not_yet_valid 401 invalid_token',
    'claim_missing 401 invalid_token',
    'claim_invalid 401 invalid_token',
    'audience_mismatch 401 invalid_token',
    'tenant_mismatch 401 invalid_token',
    'token_inactive 401 invalid_token',
    'binding_required 401 invalid_token',
    'confirmation_unsupported 401 invalid_token',
    'proof_missing 401 invalid_token',
    'binding_mismatch 401 invalid_token',
    'proof_invalid 401 invalid_dpop_proof',
    'proof_replayed 401 invalid_dpop_proof',
    'nonce_required 401 use_dpop_nonce',
    'caller_not_allowed 403 insufficient_scope',
    'kind_not_allowed 403 insufficient_scope',
    'permission_missing 403 insufficient_scope',
    'keys_unavailable 503',
    'introspection_unavailable 503',
    'provider_unknown 400',
    'client_not_configured 400',
    'token_bound 400',
    'client_secret_unreadable 503',
    'client_refused 502',
    'scope_refused 502',
    'token_request_refused 502',
    'provider_unavailable 503',
    'provider_throttled 503',
    'token_response_invalid 503',
    'caller_not_local 403',
    'access_off 403',
    'sign_in_required 401',
    'sign_in_not_configured 403',
    'sign_in_failed 400',
    'sign_in_unknown 404',
    'operator_not_allowed 403',
    'csrf_refused 403',
    'rate_limited 429',
    'resource_server_refused 502',
    'resource_server_unavailable 503',
  ]);
});

it.each(ALL)('%s has words for people', (reason, { title, detail }) => {
  expect(reason).toMatch(/^[a-z]+(_[a-z]+)*$/);
  expect(title).toMatch(/^[A-Z][\x20-\x7e]+[^.]$/);
  expect(detail).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
});

it('gives every reason a sentence of its own', () => {
  const details = ALL.map(([, { detail }]) => detail);
  expect(details.filter((detail, i) => details.indexOf(detail) !== i)).toEqual([]);
});
