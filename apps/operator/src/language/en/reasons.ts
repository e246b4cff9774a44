/** What the service says of its refusals, title and detail: those that a page can meet. */
export const reasons = {
  provider_unknown: ['Unknown provider', 'No such provider is configured. Name one of AUTH_PROVIDERS.'],
  client_not_configured: [
    'No client configured',
    'No client is configured for this provider, so no token can be asked from it. Set its OIDC_CLIENT_ID.',
  ],
  client_secret_unreadable: [
    'Client credentials unreadable',
    "A file with this service's client credentials cannot be read or used.",
  ],
  client_refused: [
    'Client refused by the provider',
    "The provider refused this service's client credentials. Check the client id and secret.",
  ],
  scope_refused: [
    'Scope refused by the provider',
    'The provider refused the scope or audience asked for. Check what the client is granted.',
  ],
  token_request_refused: [
    'Token request refused by the provider',
    'The provider refused the token request. The log has its error code.',
  ],
  provider_unavailable: ['Provider unavailable', 'The provider cannot be reached or is failing. Try again later.'],
  provider_throttled: ['Provider throttling', 'The provider is limiting requests. Try again later.'],
  token_response_invalid: [
    'Invalid response from the provider',
    'The provider answered with something that is not a token response. Try again later.',
  ],
  resource_server_refused: ['Resource server refused', 'The resource server refused the call or failed on it.'],
  resource_server_unavailable: [
    'Resource server unavailable',
    'The resource server cannot be reached, or answers 503. Try again later.',
  ],
  caller_not_local: [
    'Caller not allowed',
    'Only a direct caller on this machine may do this. See SYSTEM_TOKEN_ACCESS and METRICS_ACCESS.',
  ],
  access_off: ['Switched off', 'This is switched off here. See SYSTEM_TOKEN_ACCESS and METRICS_ACCESS.'],
  sign_in_required: [
    'Sign-in required',
    'Only operators may do this: sign in first, or again when the session is over.',
  ],
  sign_in_not_configured: [
    'No sign-in configured',
    'From elsewhere or through a proxy only people who sign in may do this, and no sign-in is configured here. Set OIDC_SIGN_IN_CLIENT_ID_<provider> and OPERATORS.',
  ],
  csrf_refused: [
    'Request not from the page',
    "The request does not prove that it comes from the operator's page. Load the page again.",
  ],
  rate_limited: ['Too many requests', 'Too many requests came from this address. Try again later.'],
} satisfies Record<string, readonly [title: string, detail: string]>;
