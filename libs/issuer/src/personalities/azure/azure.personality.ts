import type { JWK } from 'jose';
import { advertisedMethods } from '../../clients/authentication/advertised-methods.js';
import { endpointsAt, type Paths } from '../paths.js';
import type { Personality } from '../personality.js';
import { AZURE_ASSERTIONS } from './azure.assertions.js';
import { authorizeAzure, resourceOfV1, resourceOfV2 } from './azure.authorize.js';
import { AZURE_ERRORS } from './azure.errors.js';
import { azureFailure, successV1, successV2 } from './azure.responses.js';
import { AZURE_SIGN_IN } from './azure.sign-in.js';
import { admitTenant, issuerTenant } from './azure.tenants.js';
import { draftV1, draftV2 } from './azure.token.js';

const V1_PATHS: Paths = {
  issuer: '/sts/{tenant}/',
  discovery: ['/azure/{tenant}/.well-known/openid-configuration', '/sts/{tenant}/.well-known/openid-configuration'],
  jwks: '/azure/{tenant}/discovery/keys',
  token: '/azure/{tenant}/oauth2/token',
};

const V2_PATHS: Paths = {
  issuer: '/azure/{tenant}/v2.0',
  discovery: ['/azure/{tenant}/v2.0/.well-known/openid-configuration'],
  jwks: '/azure/{tenant}/discovery/v2.0/keys',
  token: '/azure/{tenant}/oauth2/v2.0/token',
  authorize: '/azure/{tenant}/oauth2/v2.0/authorize',
};

const AUTHENTICATION_METHODS = ['client_secret_post', 'private_key_jwt', 'client_secret_basic', 'federated'] as const;

/** What both versions of Microsoft Entra ID have in common. */
function entra(paths: Paths): Omit<Personality, 'publishedKey' | 'authorize' | 'draft' | 'success'> {
  return {
    paths,
    bodyFormats: ['form'],
    authenticationMethods: AUTHENTICATION_METHODS,
    assertionRules: AZURE_ASSERTIONS,
    errors: AZURE_ERRORS,
    tokenLifetime: 3_600,
    keySetMediaType: 'application/json',
    admit: admitTenant,
    discovery({ origin }, tenant) {
      const { jwksUrl, tokenUrl } = endpointsAt(origin, paths, tenant);
      return {
        token_endpoint: tokenUrl,
        token_endpoint_auth_methods_supported: advertisedMethods(AUTHENTICATION_METHODS),
        jwks_uri: jwksUrl,
        response_types_supported: [],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        issuer: endpointsAt(origin, paths, issuerTenant(tenant)).issuer,
      };
    },
    // The API decides, not the endpoint that is called.
    tokenPersonality: ({ api }) => (api.accessTokenAcceptedVersion === 2 ? 'azure-v2' : 'azure-v1'),
    tokenHeaders: (requestId) => ({
      'Cache-Control': 'no-store, no-cache',
      Pragma: 'no-cache',
      'x-ms-request-id': requestId,
    }),
    failure: azureFailure,
  };
}

/** Entra leaves `alg` out of its keys. */
const bareKey: Personality['publishedKey'] = ({ kid, publicJwk }): JWK => ({ ...publicJwk, use: 'sig', kid, x5t: kid });

export const AZURE_V1: Personality = {
  ...entra(V1_PATHS),
  publishedKey: bareKey,
  authorize: authorizeAzure(resourceOfV1),
  draft: draftV1,
  success: successV1,
};

export const AZURE_V2: Personality = {
  ...entra(V2_PATHS),
  signIn: AZURE_SIGN_IN,
  publishedKey: (key, site, tenant) => ({
    ...bareKey(key, site, tenant),
    issuer: endpointsAt(site.origin, V2_PATHS, issuerTenant(tenant)).issuer,
  }),
  authorize: authorizeAzure(resourceOfV2),
  draft: draftV2,
  success: successV2,
};
