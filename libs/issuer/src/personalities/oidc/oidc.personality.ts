import { oauthFailure } from '../oauth-failure.js';
import type { Paths } from '../paths.js';
import type { Personality } from '../personality.js';
import { scopeString, scopeTokens } from '../scope.js';
import { OIDC_ASSERTIONS } from './oidc.assertions.js';
import { authorizeOidc } from './oidc.authorize.js';
import { OIDC_ERRORS } from './oidc.errors.js';
import { oidcMetadata } from './oidc.metadata.js';
import { OIDC_SIGN_IN, ownerClaims } from './oidc.sign-in.js';

const PATHS: Paths = {
  issuer: '/oidc',
  // OpenID Connect Discovery §4 appends to the issuer's path, RFC 8414 §3.1 inserts before it.
  discovery: ['/oidc/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/oidc'],
  jwks: '/oidc/jwks',
  token: '/oidc/token',
  introspection: '/oidc/introspect',
  authorize: '/oidc/authorize',
};

/** An issuer that follows the RFCs to the letter; access tokens are those of RFC 9068. */
export const OIDC: Personality = {
  paths: PATHS,
  bodyFormats: ['form'],
  authenticationMethods: [
    'client_secret_basic',
    'client_secret_post',
    'client_secret_jwt',
    'private_key_jwt',
    'tls_client_auth',
    'self_signed_tls_client_auth',
  ],
  assertionRules: OIDC_ASSERTIONS,
  errors: OIDC_ERRORS,
  bindingErrors: OIDC_ERRORS,
  challenge: 'Basic realm="oidc"',
  tokenLifetime: 300,
  keySetMediaType: 'application/jwk-set+json',
  signIn: OIDC_SIGN_IN,

  discovery: (site) => oidcMetadata(site, PATHS, OIDC.authenticationMethods),
  publishedKey: ({ kid, publicJwk }) => ({ ...publicJwk, kid, use: 'sig', alg: 'RS256' }),
  authorize: authorizeOidc,
  draft: (grant, issuance) => ({
    header: { alg: 'RS256', typ: 'at+jwt', kid: issuance.key.kid },
    claims: {
      iss: issuance.issuer,
      exp: issuance.now + issuance.lifetime,
      aud: grant.api.identifier,
      client_id: grant.client.id,
      iat: issuance.now,
      jti: issuance.uuid(),
      scope: scopeString(grant.permissions),
      cnf: grant.confirmation,
      ...ownerClaims(grant, issuance),
    },
  }),
  tokenHeaders: () => ({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }),
  success: ({ accessToken, lifetime, grant, parameters }) => ({
    access_token: accessToken,
    token_type: grant.confirmation?.jkt ? 'DPoP' : 'Bearer',
    expires_in: lifetime,
    // RFC 6749 §5.1 leaves it out when it is what was asked for, and here what is asked for is granted or refused whole.
    scope: scopeTokens(parameters.get('scope')).length > 0 ? undefined : scopeString(grant.permissions),
  }),
  failure: oauthFailure,
};
