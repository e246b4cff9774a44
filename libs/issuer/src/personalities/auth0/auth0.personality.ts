import { advertisedMethods } from '../../clients/authentication/advertised-methods.js';
import { oauthFailure } from '../oauth-failure.js';
import { endpointsAt, type Paths } from '../paths.js';
import type { Personality } from '../personality.js';
import { scopeString } from '../scope.js';
import { AUTH0_ASSERTIONS } from './auth0.assertions.js';
import { authorizeAuth0 } from './auth0.authorize.js';
import { AUTH0_ERRORS } from './auth0.errors.js';
import { ownerClaims } from './auth0.owner.js';
import { AUTH0_SIGN_IN } from './auth0.sign-in.js';

const PATHS: Paths = {
  issuer: '/auth0/',
  discovery: ['/auth0/.well-known/openid-configuration'],
  jwks: '/auth0/.well-known/jwks.json',
  token: '/auth0/oauth/token',
  authorize: '/auth0/authorize',
};

/** Auth0 with its default token profile and RBAC on. */
export const AUTH0: Personality = {
  paths: PATHS,
  bodyFormats: ['json', 'form'],
  authenticationMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  assertionRules: AUTH0_ASSERTIONS,
  errors: AUTH0_ERRORS,
  tokenLifetime: 86_400,
  keySetMediaType: 'application/json',
  signIn: AUTH0_SIGN_IN,

  discovery({ origin, tenant }) {
    const { issuer, jwksUrl, tokenUrl } = endpointsAt(origin, PATHS, tenant);
    return {
      issuer,
      token_endpoint: tokenUrl,
      jwks_uri: jwksUrl,
      response_types_supported: [],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: advertisedMethods(AUTH0.authenticationMethods),
      token_endpoint_auth_signing_alg_values_supported: AUTH0_ASSERTIONS.algorithms,
    };
  },
  publishedKey: ({ kid, publicJwk }) => ({ ...publicJwk, use: 'sig', kid, x5t: kid, alg: 'RS256' }),
  authorize: authorizeAuth0,
  draft: (grant, { now, lifetime, issuer, key }) => ({
    header: { alg: 'RS256', typ: 'JWT', kid: key.kid },
    claims: {
      iss: issuer,
      iat: now,
      exp: now + lifetime,
      azp: grant.client.id,
      permissions: grant.permissions,
      ...ownerClaims(grant, issuer),
    },
  }),
  tokenHeaders: () => ({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }),
  success: ({ accessToken, lifetime, grant }) => ({
    access_token: accessToken,
    scope: scopeString(grant.permissions),
    expires_in: lifetime,
    token_type: 'Bearer',
  }),
  failure: oauthFailure,
};
