import type { KindName } from '../providers/registry.js';
import type { Reason } from '../telemetry/reasons.js';

/** What to do, for any kind of provider, and for those where it is something else. `<name>` is the instance's. */
export type NextStep = { readonly any: string } & { readonly [K in KindName]?: string };

/** By reason; `<check>: <reason>` where a check has another answer to it. */
export type NextStepKey = Reason | `${string}: ${Reason}`;

export const NEXT_STEPS: Partial<Readonly<Record<NextStepKey, NextStep>>> = {
  request_malformed: { any: 'Send the token alone: without scheme, quotes or blanks.' },
  malformed: {
    any: 'Send the access token as it came from the token endpoint.',
    auth0: 'Ask for the token with an audience: without one Auth0 gives an opaque token.',
    oidc: 'Have the provider issue JWTs, or set OIDC_INTROSPECTION_<name>=on for opaque tokens.',
  },
  'critical extensions: malformed': { any: 'Have the issuer leave out crit: no extension is understood here.' },
  type_not_allowed: {
    any: 'Send the access token, not the ID token.',
    oidc: 'Send the access token, not the ID token. For a vendor without at+jwt set OIDC_TOKEN_TYPES_<name>.',
  },
  algorithm_not_allowed: {
    any: 'Have the issuer sign with an accepted algorithm, or add its own to OIDC_ALGORITHMS_<name>.',
    auth0: 'Auth0: set Signing Algorithm of the API to RS256 (Applications > APIs > Settings).',
  },
  issuer_unknown: {
    any: "OIDC_ISSUER_<name> must be exactly the token's iss.",
    azure:
      'OIDC_ISSUER_<name> must be exactly the iss of v2 tokens, OIDC_V1_ISSUER_<name> that of v1 tokens. The manifest of the API says which it gets: requestedAccessTokenVersion (accessTokenAcceptedVersion in older ones).',
    auth0: "OIDC_ISSUER_<name> must be exactly the token's iss, with the trailing slash: https://<domain>/.",
  },
  key_unknown: {
    any: 'Send a token of the environment that OIDC_ISSUER_<name> names, signed after its last change of keys.',
    azure:
      'Send a token of the cloud that OIDC_ISSUER_<name> names. Where the API has signing keys of its own, set OIDC_JWKS_URL_<name> to the key set with ?appid=<application id>.',
  },
  signature_invalid: {
    any: 'Send the token unchanged. If it is, look at OIDC_JWKS_URL_<name>: the keys may be of another issuer.',
  },
  'issuer: claim_missing': { any: 'Send an access token of a trusted issuer: it names itself in iss.' },
  'audience: claim_missing': {
    any: 'Ask for the token with an audience, so that it says which API it is for.',
    oidc: 'Have the issuer add aud. Where it cannot, set OIDC_AUDIENCE_OPTIONAL_<name>=true and OIDC_CALLERS_<name>.',
  },
  claim_missing: {
    any: 'Send an access token of the client-credentials grant; have the issuer add what it lacks.',
    oidc: 'Have the issuer add what is missing. The client may have another claim: OIDC_CLIENT_CLAIM_<name>.',
  },
  claim_invalid: {
    any: 'Have the issuer write the claim as RFC 7519 says; look at mappings and hooks that add claims.',
  },
  expired: { any: 'Ask for a new token. Put the clocks right before you raise OIDC_CLOCK_TOLERANCE_<name>.' },
  not_yet_valid: { any: 'Wait until it begins. Put the clocks right before you raise OIDC_CLOCK_TOLERANCE_<name>.' },
  audience_mismatch: {
    any: 'Ask for a token for this API, or add the aud of the token to OIDC_AUDIENCE_<name> if it names this API.',
    azure:
      'Ask with the scope <Application ID URI>/.default. For a custom Application ID URI (Entra: Expose an API) list both in OIDC_AUDIENCE_<name>: the URI and the application id.',
    auth0:
      'Ask with the Identifier of the API (Auth0: Applications > APIs) as audience; OIDC_AUDIENCE_<name> is the same text.',
  },
  tenant_mismatch: {
    any: 'Ask for the token in the tenant that OIDC_ISSUER_<name> names.',
    azure:
      'Ask for the token in the tenant that OIDC_ISSUER_<name> names. For several tenants: common in the issuer, and their ids in OIDC_TENANTS_<name>.',
  },
  token_inactive: { any: 'Ask for a new token: the issuer has revoked this one, or never knew it.' },
  binding_required: {
    any: 'Ask for the token with a DPoP proof or a client certificate, or set OIDC_SENDER_CONSTRAINED_<name>=accepted.',
  },
  confirmation_unsupported: {
    any: 'Bind tokens by cnf.jkt (DPoP) or cnf["x5t#S256"] (client certificate) only; cnf.jkt needs the public URL of this service (PUBLIC_URL).',
  },
  proof_missing: {
    any: 'The token alone is not enough: send it by "Authorization: DPoP" with a proof in the DPoP header, or over a connection with its client certificate.',
  },
  proof_invalid: { any: 'The token alone has no proof: each request needs a new one in its DPoP header.' },
  caller_not_allowed: { any: 'Add the client id to OIDC_CALLERS_<name>, if it may call.' },
  permission_missing: {
    any: 'Grant the permission to the client at the provider, then ask for a new token.',
    azure:
      'Give the client the app role (Entra: App registrations > API permissions) and grant admin consent, then ask for a new token.',
    auth0:
      'Authorise the application for the permission (Auth0: Applications > APIs > Machine to Machine Applications), then ask for a new token.',
  },
  keys_unavailable: {
    any: 'Check the network, the proxy and the host in OIDC_ISSUER_<name> and OIDC_JWKS_URL_<name>, then try again: the token may be good.',
  },
  introspection_unavailable: {
    any: 'Check the network, and the client by which this service asks: OIDC_CLIENT_ID_<name>. Then try again: the token may be good.',
  },
};
